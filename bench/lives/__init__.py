"""Lives of an appointment: edits, crashes at any query, mail that comes twice and in any order."""
