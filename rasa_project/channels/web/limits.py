"""How often somebody may ask: token buckets in memory, bounded in number."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

from rasa_project.channels.web.settings import Rate


class RateLimiter:
    """A bucket of tokens for each key: full at first, filled evenly, one taken by each request.

    Keys that were not seen for longest are dropped when there are too many: a flood of new keys can cost
    memory up to the bound, and lets somebody start afresh at most. Each worker counts for itself.
    """

    def __init__(self, rate: Rate, most_keys: int = 10_000, clock: Callable[[], float] = time.monotonic) -> None:
        """Take the rate, the most keys to remember and a clock in seconds."""
        self._rate = rate
        self._most_keys = most_keys
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, key: str) -> float:
        """Take a token for ``key``: 0 where there was one, else the seconds until there is."""
        now = self._clock()
        tokens, then = self._buckets.pop(key, (float(self._rate.burst), now))
        per_second = self._rate.burst / self._rate.seconds
        tokens = min(float(self._rate.burst), tokens + (now - then) * per_second)
        has_one = tokens >= 1
        self._buckets[key] = (tokens - 1 if has_one else tokens, now)
        if len(self._buckets) > self._most_keys:
            self._buckets.popitem(last=False)
        return 0.0 if has_one else (1 - tokens) / per_second

    def __len__(self) -> int:
        """How many keys are remembered."""
        return len(self._buckets)
