"""Versions of the conversations' tables."""
