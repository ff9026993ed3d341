"""The old name of the error for wrong settings."""

from __future__ import annotations

from rasa_project.settings import SettingsError as ChannelSettingsError

__all__ = ["ChannelSettingsError"]
