"""What became of updates and answers, for /metrics and /health/ready."""

from __future__ import annotations

from collections import Counter
from typing import Final

from rasa_project.observability.metrics import metrics

#: What is told from the start on, so that a reader sees zeros and not gaps.
NAMES: Final = ("repeated", "too_many", "unreadable", "undelivered", "gone", "sent", "repeats", "lost", "unanswered")


class Counts(Counter[str]):
    """Counts by name, in this process and in Prometheus' counter ``bot_telegram``."""

    def __init__(self) -> None:
        """Zeros."""
        super().__init__(dict.fromkeys(NAMES, 0))
        for name in NAMES:
            metrics().telegram.labels(name)

    def add(self, name: str, count: int = 1) -> None:
        """Count ``count`` more of a name."""
        self[name] += count
        metrics().telegram.labels(name).inc(count)
