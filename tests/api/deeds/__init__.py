"""Everything that can be done through the API, done once and refused once: a line for each."""
