"""What can go wrong, each with a sentence that says what to do."""

from __future__ import annotations


class KitError(Exception):
    """The command can't be done; the text says why and what to do."""


class CommandError(KitError):
    """A program that was started ended badly."""


class WentBackError(KitError):
    """The new version did not hold, and the old one runs again."""
