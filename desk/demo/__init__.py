"""A month of invented traffic, to look at the desk without parents' messages: ``make desk-demo``."""
