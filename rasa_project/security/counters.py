"""Where counts are kept in one process: bounded in number, without a thread."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

from limits.storage import Storage

#: About 10 MB: more callers than a district has people.
MOST_KEYS: Final = 50_000


class BoundedMemory(Storage):
    """A storage for the library ``limits``.

    Its own one in memory starts a thread for each count, which then looks through all of them, and keeps as many as
    come: a flood of new addresses costs it memory and a core. Here the count that began first is dropped when there are
    too many, which lets somebody begin afresh at most.
    """

    STORAGE_SCHEME = None

    def __init__(self, most_keys: int = MOST_KEYS, clock: Callable[[], float] = time.time) -> None:
        """Take the most counts to keep, and a clock in seconds since 1970."""
        super().__init__()
        self._most = most_keys
        self._clock = clock
        self._counts: OrderedDict[str, tuple[int, float]] = OrderedDict()

    def incr(self, key: str, expiry: int, elastic_expiry: bool = False, amount: int = 1) -> int:
        """Count; the first count of a window begins it, and ``expiry`` seconds later it is over."""
        count, ends = self._now(key)
        if not count:
            self._counts.pop(key, None)
            ends = self._clock() + expiry
        self._counts[key] = (count + amount, ends)
        if len(self._counts) > self._most:
            self._counts.popitem(last=False)
        return count + amount

    def get(self, key: str) -> int:
        """How many were counted in the window that runs."""
        return self._now(key)[0]

    def get_expiry(self, key: str) -> int:
        """When the window is over, in whole seconds since 1970; now where there is none."""
        return math.ceil(self._now(key)[1])

    def check(self) -> bool:
        """It is always there."""
        return True

    def reset(self) -> None:
        """Forget all counts."""
        self._counts.clear()

    def clear(self, key: str) -> None:
        """Forget one count."""
        self._counts.pop(key, None)

    def __len__(self) -> int:
        """How many counts are kept."""
        return len(self._counts)

    def _now(self, key: str) -> tuple[int, float]:
        now = self._clock()
        count, ends = self._counts.get(key, (0, now))
        return (count, ends) if ends > now else (0, now)
