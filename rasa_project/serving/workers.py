"""One port, several processes; the model is loaded once, before they part, and shared."""

from __future__ import annotations

import logging
import multiprocessing
import threading
import time
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


def stop_all_when_one_dies(workers: int) -> None:
    """In the parent process: a worker that was killed ends all, gracefully, so that whoever started us starts anew.

    Half the workers would go on unseen otherwise.
    """

    def watch() -> None:
        while len(children := multiprocessing.active_children()) < workers:
            time.sleep(_START_SECONDS)
        while all(child.is_alive() for child in children):
            time.sleep(_LOOK_SECONDS)
        if any(child.exitcode for child in children if not child.is_alive()):  # 0 where it was told to stop
            logger.error("A worker died; stopping the others. Start the server again.")
        for child in children:
            child.terminate()

    if workers > 1:
        threading.Thread(target=watch, name="workers", daemon=True).start()
