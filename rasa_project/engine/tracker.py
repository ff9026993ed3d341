"""The tracker that the store gives out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rasa.shared.core.slots import Slot
from rasa.shared.core.trackers import DialogueStateTracker

from rasa_project.engine.snapshot import Base


class StoredTracker(DialogueStateTracker):
    """A tracker that knows which of its events are in the database.

    Attributes:
        key: the conversation's number in the database, ``None`` before the first turn.
        base: state before the window.
        base_events: how many of ``events``, from the first on, only stand for the base.
        stored: how many of ``events`` need no writing.
        next_position: position of the next event in the database.
    """

    def __init__(self, sender_id: str, slots: Iterable[Slot] | None, *args: Any, **kwargs: Any) -> None:
        """A conversation that is not stored yet."""
        super().__init__(sender_id, None if slots is None else (), *args, **kwargs)
        if slots is not None:
            self.slots = {slot.name: _initial(slot) for slot in slots}
        self.key: int | None = None
        self.base = Base()
        self.base_events = 0
        self.stored = 0
        self.next_position = 0

    def init_copy(self) -> DialogueStateTracker:
        """An empty tracker with the same slots.

        Rasa makes six of them for a message and copies each slot as pickle would; here a slot's attributes are copied.
        """
        tracker = DialogueStateTracker(
            self.sender_id, (), self._max_event_history, is_rule_tracker=self.is_rule_tracker
        )
        tracker.slots = {name: _initial(slot) for name, slot in self.slots.items()}
        return tracker


def _initial(slot: Slot) -> Slot:
    """A copy with its initial value; all slot types of Rasa keep their state in plain attributes."""
    copied = object.__new__(type(slot))
    copied.__dict__ = {**slot.__dict__}
    copied.reset()
    return copied
