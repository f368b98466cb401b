"""What people are told about appointments."""
