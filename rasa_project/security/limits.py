"""How often somebody may call: fixed windows counted by the library ``limits``, in Redis where there is one."""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from limits import RateLimitItem, RateLimitItemPerHour, storage, strategies

from rasa_project.security.counters import BoundedMemory
from rasa_project.settings import REDIS_URL

logger = logging.getLogger(__name__)

T = TypeVar("T")

_ONCE_AN_HOUR = RateLimitItemPerHour(1)
_PATIENCE_SECONDS = 0.2
#: How long a store that failed is not asked again.
REST_SECONDS = 5.0


@dataclass(frozen=True)
class Wait:
    """Somebody is too fast; ``seconds`` until the next try may pass, ``what`` was too much."""

    seconds: int
    what: str


@dataclass(frozen=True)
class Standing:
    """How far somebody may still go within one rate.

    Attributes:
        what: is counted, such as ``session``.
        quota: how often in a window.
        window: its length, seconds.
        remaining: how often until it ends.
        seconds: until it ends.
    """

    what: str
    quota: int
    window: int
    remaining: int
    seconds: int


class RateLimiter:
    """Counts calls. Where Redis is down nobody is refused, and the log says so: parents come before counts.

    A store that failed is left alone for some seconds: each try would hold up everybody for as long as patience lasts.
    """

    def __init__(self, store: Any, clock: Callable[[], float] = time.time) -> None:
        """Count in ``store`` (a storage of ``limits``) by ``clock``, in seconds since 1970."""
        self._store = store  # the strategy itself holds it by a weak reference only
        self._clock = clock
        self._rest_until = 0.0
        self._windows = strategies.FixedWindowRateLimiter(store)

    def hit(self, rate: RateLimitItem, what: str, who: str) -> Wait | None:
        """Count a call of ``who``; what to wait for where it is one too many."""
        return self._safely(lambda: None if self._windows.hit(rate, what, who) else self._wait(rate, what, who))

    def begin_conversation(self, rate: RateLimitItem, who: str, conversation: str) -> Wait | None:
        """Count ``conversation`` against ``who`` once an hour; what to wait for where there are too many."""

        def count() -> Wait | None:
            if not self._windows.test(_ONCE_AN_HOUR, "begun", who, conversation):
                return None
            if not self._windows.hit(rate, "conversations", who):
                return self._wait(rate, "conversations", who)
            self._windows.hit(_ONCE_AN_HOUR, "begun", who, conversation)
            return None

        return self._safely(count)

    def standing(self, rate: RateLimitItem, what: str, who: str) -> Standing | None:
        """What is left of a rate; ``None`` where it can't be told (Redis is down)."""

        def look() -> Standing:
            ends, remaining = self._windows.get_window_stats(rate, what, who)[:2]
            window = rate.get_expiry()
            left = window if remaining >= rate.amount else min(window, max(1, math.ceil(ends - self._clock())))
            return Standing(what, rate.amount, window, max(0, remaining), left)

        return self._safely(look)

    def _wait(self, rate: RateLimitItem, what: str, who: str) -> Wait:
        ends = self._windows.get_window_stats(rate, what, who)[0]
        return Wait(max(1, math.ceil(ends - self._clock())), what)

    def _safely(self, count: Callable[[], T]) -> T | None:
        if time.monotonic() < self._rest_until:
            return None
        try:
            return count()
        except Exception:
            self._rest_until = time.monotonic() + REST_SECONDS
            logger.exception("Rates can't be counted; nobody is refused for %g s", REST_SECONDS)
            return None


def rate_limiter() -> RateLimiter:
    """Counts in ``REDIS_URL`` where it is set, so that several workers count together; else in memory."""
    url = REDIS_URL.read()
    if not url:
        return RateLimiter(BoundedMemory())
    return RateLimiter(
        storage.RedisStorage(url, socket_timeout=_PATIENCE_SECONDS, socket_connect_timeout=_PATIENCE_SECONDS)
    )
