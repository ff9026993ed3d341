"""The early signal: whether reports of fever with rash, or of contacts, rise somewhere. Messages, not cases."""
