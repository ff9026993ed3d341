"""Serving the bot: a turn has an end, health says why, several workers, a stop that finishes what runs."""
