"""An integrator's webhook as it is kept beside the key: where to, which events, and its secret, sealed."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timezone
from typing import Any, Final

#: What may be told: an answer that says to call 103, and advice after a contact with a patient.
EVENTS: Final = ("emergency", "contact")


@dataclass(frozen=True)
class StoredWebhook:
    """Where events of one integrator's senders go.

    Attributes:
        url: https.
        events: some of :data:`EVENTS`.
        secret: signs what is sent; sealed with ``WEBHOOK_KEY_FILE``.
        old_secret: the one before, sealed, while it signs too.
        old_until: moment (ISO, with its zone) at which it stops.
    """

    url: str
    events: tuple[str, ...]
    secret: str
    old_secret: str | None = None
    old_until: str | None = None

    def secrets(self) -> tuple[str, ...]:
        """The sealed secrets that sign now, the newest first."""
        is_old_right = self.old_until is not None and datetime.now(timezone.utc) < datetime.fromisoformat(
            self.old_until
        )
        return (self.secret, self.old_secret) if is_old_right and self.old_secret else (self.secret,)

    def as_json(self) -> dict[str, Any]:
        """Its members as they stand in the file."""
        return {**asdict(self), "events": list(self.events)}


def from_json(entry: dict[str, Any]) -> StoredWebhook:
    """A webhook from its members in the file.

    Raises:
        ValueError, TypeError, KeyError: it is none.
    """
    found = StoredWebhook(**{**entry, "events": tuple(entry["events"])})
    texts = (found.url, found.secret, *found.events, *(one for one in (found.old_secret, found.old_until) if one))
    if not all(isinstance(text, str) for text in texts) or not found.events or not set(found.events) <= set(EVENTS):
        raise ValueError("not a webhook")
    if found.old_until is not None and datetime.fromisoformat(found.old_until).tzinfo is None:
        raise ValueError("a moment without a zone")
    return found
