"""How repeats over a bad network are spaced."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Pace:
    """How repeats are spaced, all in seconds.

    Attributes:
        first: pause before the first repeat; doubled for each further one.
        longest: no pause is longer, unless the messenger asks for it.
        patience: after so long no further repeat is made.
        timeout: how long one request may take.
    """

    first: float = 1.0
    longest: float = 60.0
    patience: float = 2 * 3600
    timeout: float = 20.0

    def pauses(self) -> Iterator[float]:
        """Growing pauses, each shortened by up to half at random, so that chats don't knock at the same moment."""
        pause = self.first
        while True:
            yield pause * random.uniform(0.5, 1.0)
            pause = min(2 * pause, self.longest)
