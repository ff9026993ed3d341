"""What all channels share about their settings; free of Rasa, so that the command line can import it cheaply."""

from __future__ import annotations


class ChannelSettingsError(ValueError):
    """A setting of a channel is wrong; the text names it and says what to write instead."""
