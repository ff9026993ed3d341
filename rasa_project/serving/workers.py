"""One port, several processes; the model is loaded once, before they part, and shared."""

from __future__ import annotations

import logging
import multiprocessing
import threading
import time
from multiprocessing.process import BaseProcess
from typing import Final

logger = logging.getLogger(__name__)

_LOOK_SECONDS: Final = 1.0
_START_SECONDS: Final = 0.05


class Roll:
    """Counts workers that are up, across processes."""

    def __init__(self, workers: int) -> None:
        """Nobody is up."""
        self._workers = workers
        self._up = multiprocessing.get_context("fork").Value("i", 0)

    def is_complete_with_me(self) -> bool:
        """Count this worker in; true for the last one."""
        with self._up.get_lock():
            self._up.value += 1
            return bool(self._up.value == self._workers)


class WorkerDiedError(Exception):
    """A worker was killed or crashed; the others were stopped."""


class Watch:
    """In the parent process: a worker that dies ends all, gracefully, so that whoever started us starts anew.

    Half the workers would go on unseen otherwise.

    Attributes:
        workers: how many there are.
    """

    def __init__(self, workers: int) -> None:
        """Not begun."""
        self.workers = workers
        self._seen: set[BaseProcess] = set()

    def begin(self) -> None:
        """Watch from a thread of its own; nothing to do for a single process."""
        if self.workers > 1:
            threading.Thread(target=self._watch, name="workers", daemon=True).start()

    def check(self) -> None:
        """Raise ``WorkerDiedError`` where the end was not asked for."""
        if any(child.exitcode for child in self._seen):  # 0 where it was told to stop
            raise WorkerDiedError("A worker died (killed, or out of memory?); the others were stopped. Start it again.")

    def _watch(self) -> None:
        while len(self._seen) < self.workers:
            self._seen |= set(multiprocessing.active_children())
            time.sleep(_START_SECONDS)
        while all(child.is_alive() for child in self._seen):
            time.sleep(_LOOK_SECONDS)
        if any(child.exitcode for child in self._seen if not child.is_alive()):
            logger.error("A worker died; stopping the others. Start the server again.")
        for child in self._seen:
            child.terminate()
