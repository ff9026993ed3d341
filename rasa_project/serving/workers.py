"""One port, several processes; the model is loaded once, before they part, and shared."""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import threading
import time
from typing import Final

logger = logging.getLogger(__name__)

_LOOK_SECONDS: Final = 1.0


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
        seen = 0
        while True:
            time.sleep(_LOOK_SECONDS)
            alive = len(multiprocessing.active_children())
            seen = max(seen, alive)
            if seen == workers and alive < workers:
                logger.error("A worker ended; stopping the others. Start the server again.")
                os.kill(os.getpid(), signal.SIGTERM)
                return

    if workers > 1:
        threading.Thread(target=watch, name="workers", daemon=True).start()
