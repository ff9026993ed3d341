"""A number that somebody has just written, kept in memory for the one turn that may take it.

Before a message waits on disk or reaches Rasa its numbers become marks. Whoever asked to be called has to give one; so
it is held here by the person's pseudonym, for two minutes, never written anywhere, and only while call-backs are on.
"""

from __future__ import annotations

import re
import threading
import time
from collections import OrderedDict
from typing import Final

_MOST: Final = 1_000
_SECONDS: Final = 120.0
#: A number of Kazakhstan: +7 or 8, then ten digits of which the first is 7 and the second from 0 to 8 (mobile 70, 74 to
#: 78, land lines 71 to 73); the ten alone too.
_NUMBER: Final = re.compile(r"(?<![\d+])(?:\+?7|8)?[\s()-]{0,2}(7[\s()-]{0,2}[0-8](?:[\s()-]{0,2}\d){8})(?!\d)")


def number_in(text: str) -> str | None:
    """The one whole number of Kazakhstan in a text, as ``+77011234567``; ``None`` where there is none, or several."""
    found = {"+7" + re.sub(r"\D", "", ten) for ten in _NUMBER.findall(text[:500])}
    return found.pop() if len(found) == 1 else None


class HeldNumbers:
    """Numbers by pseudonym."""

    def __init__(self) -> None:
        """Nothing is held."""
        self._held: OrderedDict[str, tuple[float, str]] = OrderedDict()
        self._lock = threading.Lock()

    def hold(self, sender: str, text: str, now: float | None = None) -> None:
        """Hold the number of a text, if it has one; one that was held of the person before goes then."""
        at = time.monotonic() if now is None else now
        number = number_in(text)
        with self._lock:
            self._forget(at)
            if number is not None:
                self._held.pop(sender, None)
                self._held[sender] = (at, number)
                while len(self._held) > _MOST:
                    self._held.popitem(last=False)

    def take(self, sender: str, now: float | None = None) -> str | None:
        """The number of a person, once."""
        at = time.monotonic() if now is None else now
        with self._lock:
            self._forget(at)
            held = self._held.pop(sender, None)
        return held[1] if held is not None else None

    def _forget(self, now: float) -> None:
        while self._held and now - next(iter(self._held.values()))[0] > _SECONDS:
            self._held.popitem(last=False)


_held: Final = HeldNumbers()


def held_numbers() -> HeldNumbers:
    """Those of this process."""
    return _held
