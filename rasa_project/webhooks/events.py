"""Which events a turn is, and what is told of them: no text, nothing that the parent said."""

from __future__ import annotations

import uuid
from datetime import datetime, timezone

from rasa_project.observability.turns import Turn
from rasa_project.webhooks.queue import Event

#: Answers that advise on a contact with a patient.
_AFTER_CONTACT = "utter_exposure_"


def kinds_of(turn: Turn) -> tuple[str, ...]:
    """The events that a turn is, of :data:`rasa_project.security.stored_webhook.EVENTS`."""
    found = ["emergency"] if turn.is_emergency else []
    if any(name.startswith(_AFTER_CONTACT) for name in turn.answers):
        found.append("contact")
    return tuple(found)


def event_of(kind: str, turn: Turn, owner: str, sender: str, now: float) -> Event:
    """An event as it waits.

    Args:
        kind: of the event.
        turn: that it is.
        owner: name of the integrator's key.
        sender: the integrator's own id of who wrote.
        now: seconds since 1970.
    """
    at = datetime.fromtimestamp(now, timezone.utc).isoformat(timespec="seconds").replace("+00:00", "Z")
    about = {
        "sender": sender,
        "level": turn.level.name.lower() if turn.level else "none",
        "topic": turn.topic,
        "request_id": turn.request_id,
    }
    told = {"type": kind, "timestamp": at, "data": about}
    return Event(f"msg_{uuid.uuid4().hex}", owner, turn.conversation, told, now)
