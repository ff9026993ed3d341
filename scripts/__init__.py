"""Commands of `make` that write or check files."""
