"""A line of the log for each problem; for those that anybody can make, one a second of a kind at most."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from rasa_project.observability.logs import event_logger
from rasa_project.observability.metrics import metrics

#: Answered to anybody, without a key and without a rate. All are counted (``bot_refusals_total``).
OF_ANYBODY: Final = frozenset({
    "expectation", "head-too-large", "http-version", "key-missing", "key-wrong", "local-only", "malformed", "method",
    "not-found", "not-implemented", "origin", "slow", "target-too-long", "too-large", "too-many",
})  # fmt: skip
EACH_SECONDS: Final = 1.0


class ProblemLines:
    """Which problems get a line."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """None was logged."""
        self._clock = clock
        self._next: dict[str, float] = {}
        self._left_out: dict[str, int] = {}

    def left_out(self, problem: str) -> int | None:
        """How many of this kind were left out since its last line; nothing where this one is left out, too."""
        if problem not in OF_ANYBODY:
            return 0
        now = self._clock()
        if now < self._next.get(problem, now):
            self._left_out[problem] = self._left_out.get(problem, 0) + 1
            return None
        self._next[problem] = now + EACH_SECONDS
        return self._left_out.pop(problem, 0)


@lru_cache(maxsize=1)
def problem_lines() -> ProblemLines:
    """Those of this process."""
    return ProblemLines()


def note_problem(problem: str, status: int, request_id: str) -> None:
    """Count a problem that is answered, and log it; ``left_out`` says how many of its kind had no line."""
    metrics().refusals.labels(problem).inc()
    left_out = problem_lines().left_out(problem)
    if left_out is not None:
        more = {"left_out": left_out} if left_out else {}
        event_logger().info("problem", problem=problem, status=status, request_id=request_id, **more)
