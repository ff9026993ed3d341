"""What can go wrong with a store, told apart so that health and counters can name it."""

from __future__ import annotations

from rasa_project.errors import BotError


class StoreError(BotError):
    """Conversations can't be read or written now: the database is down, locked or full."""


class ConversationConflictError(StoreError):
    """Somebody else wrote to the conversation since it was read; nothing of this turn was written."""


class QueueError(BotError):
    """Messages can't be put in line now: Redis is down, or lost who was waiting."""
