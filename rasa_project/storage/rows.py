"""What a turn reads from the store, and what it adds to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class StoredEvent:
    """One event as a row."""

    timestamp: float
    type_name: str
    data: str


@dataclass(frozen=True)
class StoredConversation:
    """What is needed to go on with a conversation.

    Attributes:
        key: its number in the database.
        next_position: position of the next event, which is how many there were.
        base: text of the base, see ``window.py``.
        events: texts of the events after the base, the oldest first.
    """

    key: int
    next_position: int
    base_position: int
    base: str
    events: tuple[str, ...]


@dataclass(frozen=True)
class Turn:
    """What one turn adds.

    Attributes:
        key: the conversation's number, or ``None`` where it is new.
        position: position of the first of the events: what was read before.
        takes_words: whether the words of all messages before go with it (``wordless.py``).
    """

    sender_id: str
    key: int | None
    position: int
    events: Sequence[StoredEvent]
    base_position: int
    base: str
    now: float
    takes_words: bool = False
