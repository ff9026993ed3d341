"""Errors that stop the start, with a text that says what to do."""

from __future__ import annotations


class ChannelSettingsError(ValueError):
    """A channel's setting is missing or wrong; the text says which and what to put there."""
