"""Integrators' keys: made, shown once, stored as SHA-256, checked in constant time.

A key is ``mk_<name>_<secret>`` with 256 random bits, sent as ``Authorization: Bearer <key>``. Nobody can guess 256
random bits, however fast a guess is, so a slow hash would protect nothing and cost much (docs/decisions/0052).
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone
from typing import Final

from limits import parse

from rasa_project.clock import today
from rasa_project.security.key_file import KeyFile, KeyFileError
from rasa_project.security.stored_key import NAME, SCOPES, StoredKey

DEFAULT_RATE: Final = "600/minute"
DEFAULT_CONVERSATIONS: Final = "1000/hour"
#: The longest that a renewed key may go on working, in hours: 30 days.
MOST_OLD_HOURS: Final = 720

_KEY: Final = re.compile(r"mk_([a-z][a-z0-9-]{1,39})_[A-Za-z0-9_-]{43}")
_NOBODYS: Final = "0" * 64


@dataclass(frozen=True)
class Wish:
    """What a new key should be.

    Attributes:
        rate: calls, such as ``600/minute``.
        conversations: new conversations, such as ``1000/hour``.
        scopes: what it may be used for.
        until: its last day, ISO; ``None``: without an end.
    """

    rate: str = DEFAULT_RATE
    conversations: str = DEFAULT_CONVERSATIONS
    scopes: Sequence[str] = ("messages",)
    until: str | None = None


def create(file: KeyFile, name: str, wish: Wish | None = None) -> str:
    """Make a key and store its hash; returns the key, which nobody can be shown again.

    Raises:
        KeyFileError: the name, a rate, a scope or the day can't be used.
    """
    wish = wish or Wish()
    if not NAME.fullmatch(name):
        raise KeyFileError(f"{name!r} can't be a name. Use 2 to 40 of a-z, 0-9 and -, beginning with a letter.")
    for text in (wish.rate, wish.conversations):
        try:
            parse(text)
        except ValueError as error:
            raise KeyFileError(f"{text!r} is not a rate. Write it like 600/minute or 1000/hour.") from error
    scopes = tuple(dict.fromkeys(wish.scopes))
    if not scopes or not set(scopes) <= set(SCOPES):
        raise KeyFileError(f"A scope is one of {', '.join(SCOPES)}.")
    key = _new_key(name)
    until = _last_day(wish.until)
    made = today().isoformat()
    file.add(StoredKey(name, digest(key), made, wish.rate, wish.conversations, scopes, until))
    return key


def renew(file: KeyFile, name: str, old_hours: int = 0, until: str | None = None) -> str:
    """Give a key a new secret, shown this once; name, conversations, rates and scopes stay.

    Args:
        file: where it is stored.
        name: whose key.
        old_hours: how long the key that was valid so far goes on working; 0: it ends at once.
        until: its new last day, ISO; ``None``: as it was.

    Raises:
        KeyFileError: there is no such key, it is revoked, or the hours or the day can't be used.
    """
    if not 0 <= old_hours <= MOST_OLD_HOURS:
        raise KeyFileError(f"The old key may go on working for 0 to {MOST_OLD_HOURS} hours, not {old_hours}.")
    entry = file.get(name)
    entry = replace(entry, until=_last_day(until)) if until else entry
    if entry.has_ended():
        raise KeyFileError(f"The last day of the key {name!r} is over ({entry.until}). Give a new one: --until DATE")
    key = _new_key(name)
    keeps_old = old_hours > 0 and not entry.is_of_older_form
    ends = datetime.now(timezone.utc) + timedelta(hours=old_hours)
    file.change(
        replace(
            entry,
            hash=digest(key),
            old_hash=entry.hash if keeps_old else None,
            old_until=ends.isoformat(timespec="seconds") if keeps_old else None,
        )
    )
    return key


class KeyRing:
    """Checks keys against the file."""

    def __init__(self, file: KeyFile) -> None:
        """Check against ``file``, which may change at any time."""
        self.file = file

    def check(self, key: str) -> StoredKey | None:
        """The entry of a valid key, else ``None``; a wrong one costs as much as a right one: microseconds.

        Raises:
            KeyFileError: the keys can't be read.
        """
        entries = self.file.all()
        parts = _KEY.fullmatch(key)
        entry = entries.get(parts[1]) if parts else None
        told = digest(key if parts else "")
        known = entry.hashes() if entry else (_NOBODYS,)
        is_right = any(hmac.compare_digest(told, one) for one in known)
        return entry if entry and is_right and entry.is_valid() else None


def digest(key: str) -> str:
    """What is stored of a key."""
    return hashlib.sha256(key.encode("utf-8")).hexdigest()


def _new_key(name: str) -> str:
    return f"mk_{name}_{secrets.token_urlsafe(32)}"


def _last_day(text: str | None) -> str | None:
    if text is None:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise KeyFileError(f"{text!r} is not a day. Write it like 2027-06-30.") from error
    if day < today():
        raise KeyFileError(f"{text} is over already. Give a day from today on.")
    return day.isoformat()
