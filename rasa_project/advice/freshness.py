"""How long what a parent told is used: the thresholds of all of it, in one place (docs/decisions/0013)."""

from __future__ import annotations

from enum import Enum
from typing import Final

_HOUR: Final = 3600
_DAY: Final = 24 * _HOUR
#: The same talk: a fact of the person is used as it is.
FRESH_SECONDS: Final = 3 * _HOUR
#: Until then it is used once the parent says that it is still the same person; behind it, it is forgotten.
KEPT_SECONDS: Final = 7 * _DAY
#: Signs pass sooner: a consultation asks for them anew after this.
SIGNS_SECONDS: Final = 20 * 60


class Freshness(Enum):
    """What to do with a fact."""

    FRESH = "fresh"
    TO_CONFIRM = "to confirm"
    FORGOTTEN = "forgotten"


def freshness(told_at: float | None, now: float) -> Freshness:
    """Of a fact told at ``told_at``, in seconds since 1970; one whose time is not known has to be confirmed.

    A clock that was set back makes nothing older.
    """
    if told_at is None:
        return Freshness.TO_CONFIRM
    if now - told_at <= FRESH_SECONDS:
        return Freshness.FRESH
    return Freshness.TO_CONFIRM if now - told_at <= KEPT_SECONDS else Freshness.FORGOTTEN
