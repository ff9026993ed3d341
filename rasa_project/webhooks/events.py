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
    about = {
        "sender": sender,
        "level": turn.level.name.lower() if turn.level else "none",
        "topic": turn.topic,
        "request_id": turn.request_id,
    }
    told = {"type": kind, "timestamp": moment(now), "data": about}
    return Event(new_name(), owner, turn.conversation, told, now)


def new_name() -> str:
    """A name for an event, the same at each try."""
    return f"msg_{uuid.uuid4().hex}"


def moment(seconds: float) -> str:
    """A time as it is told: UTC, whole seconds (RFC 3339)."""
    return datetime.fromtimestamp(seconds, timezone.utc).isoformat(timespec="seconds").replace("+00:00", "Z")
