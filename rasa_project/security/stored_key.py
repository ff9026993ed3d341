"""One integrator's key as it is kept: what it may do, how long, and a hash of its secret."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from datetime import date, datetime, timezone
from typing import Any, Final

from limits import parse

from rasa_project.clock import today
from rasa_project.security.stored_webhook import StoredWebhook
from rasa_project.security.stored_webhook import from_json as webhook_from_json

#: What a key may be for: putting questions, computing a child's calendar without a conversation, and reading /metrics
#: and the counts of /health/ready.
SCOPES: Final = ("messages", "schedule", "metrics")
NAME: Final = re.compile(r"[a-z][a-z0-9-]{1,39}")
_HASH: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class StoredKey:
    """One integrator's key.

    Attributes:
        name: also the owner of its senders' conversations; used once, for good.
        hash: SHA-256 of the whole key, hexadecimal; empty for one of an older form, which must be renewed.
        created: day, ISO.
        rate: how often it may call, such as ``600/minute``.
        conversations: how many conversations its callers may begin, such as ``1000/hour``.
        scopes: some of :data:`SCOPES`.
        until: last day (ISO, in the district) on which it is valid; ``None``: without an end.
        revoked: day, ISO, or ``None`` while it is not.
        old_hash: hash of the key that was renewed, while that one still works.
        old_until: moment (ISO, with its zone) at which it stops.
        webhook: where its holder is told of events; ``None`` for nowhere.
    """

    name: str
    hash: str
    created: str
    rate: str
    conversations: str
    scopes: tuple[str, ...] = ("messages",)
    until: str | None = None
    revoked: str | None = None
    old_hash: str | None = None
    old_until: str | None = None
    webhook: StoredWebhook | None = None

    @property
    def is_of_older_form(self) -> bool:
        """Whether it was made when keys were kept as scrypt hashes, which are read no more."""
        return not self.hash

    def has_ended(self) -> bool:
        """Whether its last day is over."""
        return self.until is not None and today() > date.fromisoformat(self.until)

    def is_valid(self) -> bool:
        """Whether its holder may call now."""
        return self.revoked is None and not self.is_of_older_form and not self.has_ended()

    def hashes(self) -> tuple[str, ...]:
        """Hashes of the keys that are right now: the newest, and the renewed one while it still works."""
        is_old_right = bool(self.old_until) and datetime.now(timezone.utc) < datetime.fromisoformat(
            self.old_until or ""
        )
        return (self.hash, self.old_hash) if is_old_right and self.old_hash else (self.hash,)

    def as_json(self) -> dict[str, Any]:
        """Its members as they stand in the file; that of a webhook only where there is one, for older bots."""
        entry = {**asdict(self), "scopes": list(self.scopes)}
        del entry["webhook"]
        return entry if self.webhook is None else {**entry, "webhook": self.webhook.as_json()}


def from_json(entry: dict[str, Any]) -> StoredKey:
    """A key from its members in the file; one of the older form (with a ``salt``) comes without its hash.

    Raises:
        ValueError, TypeError, KeyError: it is none.
    """
    if "salt" in entry:
        entry = {**{name: value for name, value in entry.items() if name != "salt"}, "hash": ""}
    told = entry.get("webhook")
    webhook = None if told is None else webhook_from_json(told)
    key = StoredKey(**{**entry, "scopes": tuple(entry.get("scopes", ("messages",))), "webhook": webhook})
    texts = (key.name, key.hash, key.created, key.rate, key.conversations, *key.scopes)
    if not all(isinstance(text, str) for text in texts) or not NAME.fullmatch(key.name):
        raise TypeError("not a key")
    if not set(key.scopes) <= set(SCOPES) or not all(_HASH.fullmatch(one) for one in (key.hash, key.old_hash) if one):
        raise ValueError("not a key")
    for rate in (key.rate, key.conversations):
        parse(rate)
    for day in (key.created, key.until, key.revoked):
        if day is not None:
            date.fromisoformat(day)
    if key.old_until is not None and datetime.fromisoformat(key.old_until).tzinfo is None:
        raise ValueError("a moment without a zone")
    return key
