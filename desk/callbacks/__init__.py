"""Parents who want to be called: the list with urgency, what became of each, and when the office calls."""
