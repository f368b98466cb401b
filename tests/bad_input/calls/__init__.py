"""A lawful call of every action: one small function each, of the same name as the action."""
