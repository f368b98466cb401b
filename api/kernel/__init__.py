"""What every resource of the API is made of; the resources themselves are declarations."""
