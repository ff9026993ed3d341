"""What can go wrong."""

from __future__ import annotations

from rasa_project.errors import BotError


class BackupError(BotError):
    """A backup can't be made or used; the text says why and what to do."""
