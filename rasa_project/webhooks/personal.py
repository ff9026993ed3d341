"""What the file of webhooks' events holds of a person, for handing out and deletion."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa_project.webhooks.queue import Queue


class WaitingEvents:
    """A :class:`rasa_project.privacy.erasure.PersonalStore` over the file of events."""

    def __init__(self, path: Path) -> None:
        """Open the file.

        Raises:
            rasa_project.storage.errors.StoreError: it can't be used.
        """
        self._queue = Queue(path)

    def delete_sender(self, sender_id: str, was_asked: bool = True) -> int:
        """Delete what waits to be told; what was told is the integrator's to delete."""
        return self._queue.delete_person(sender_id)

    def export_sender(self, sender_id: str) -> list[dict[str, Any]]:
        """What waits to be told."""
        return self._queue.of_person(sender_id)

    def idle_senders(self, before: float, limit: int = 1000) -> list[str]:
        """Nobody: an event is told or given up within two days."""
        return []

    def count_senders(self) -> int:
        """Nobody, see :meth:`idle_senders`."""
        return 0

    def close(self) -> None:
        """Close the file."""
        self._queue.close()
