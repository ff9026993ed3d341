"""What became of updates and answers, for /metrics and /health/ready."""

from __future__ import annotations

from collections import Counter
from typing import Final

from rasa_project.observability.metrics import metrics

#: What is told from the start on, so that a reader sees zeros and not gaps.
NAMES: Final = ("repeated", "too_many", "unreadable", "undelivered", "gone", "sent", "repeats", "lost", "unanswered")


class Counts(Counter[str]):
    """Counts of a messenger by name, in this process and in its counter of Prometheus, such as ``bot_telegram``."""

    def __init__(self, channel: str) -> None:
        """Begin with zero for each of :data:`NAMES`."""
        super().__init__(dict.fromkeys(NAMES, 0))
        self._shown = metrics().messenger(channel)
        for name in NAMES:
            self._shown.counts.labels(name)

    def add(self, name: str, count: int = 1) -> None:
        """Count ``count`` more of a name."""
        self[name] += count
        self._shown.counts.labels(name).inc(count)

    def set_waiting(self, count: int) -> None:
        """Show how many messages wait on disk."""
        self._shown.waiting.set(count)
