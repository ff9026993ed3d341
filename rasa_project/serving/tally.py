"""How often something went wrong since the start, by name; one tally a worker."""

from __future__ import annotations

import traceback
from collections import Counter
from typing import Final

#: Names that are counted, so that a reader of /health/ready sees zeros and not gaps.
NAMES: Final = (
    "turns", "turns_failed", "turns_late", "turns_silent", "turns_too_early", "actions_failed", "store_errors",
    "queue_errors",
)  # fmt: skip


class Tally:
    """Counts events of a worker."""

    def __init__(self) -> None:
        """All zero."""
        self._counts: Counter[str] = Counter(dict.fromkeys(NAMES, 0))

    def count(self, name: str) -> None:
        """One more of that name."""
        self._counts[name] += 1

    def as_dict(self) -> dict[str, int]:
        """All counts by name."""
        return dict(self._counts)


def describe(error: BaseException) -> str:
    """An error for the log: its type and where it happened, never its text, which may hold what a parent wrote."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {frames[-1].filename}:{frames[-1].lineno} in {frames[-1].name}" if frames else ""
    return f"{type(error).__name__}{place}"
