"""One worker as its supervisor sees it: a forked process, its pulse, and the ways to end it."""

from __future__ import annotations

import contextlib
import ctypes
import faulthandler
import logging
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable
from typing import Final

from prometheus_client.multiprocess import mark_process_dead

from rasa_project.serving.pulse import Pulse
from rasa_project.settings import PROMETHEUS_MULTIPROC_DIR

logger = logging.getLogger(__name__)

#: A worker writes the stacks of all its threads to standard error when it gets this; a C function does it, which
#: does not wait for the interpreter.
STACK_SIGNAL: Final = signal.SIGUSR1
_PR_SET_PDEATHSIG: Final = 1

Work = Callable[[Pulse], None]


class WorkerProcess:
    """A worker.

    Attributes:
        number: its place among the workers, from 1.
        pulse: what it tells.
        began: when it was started (``time.monotonic``).
        kill_at: when it is ended the hard way; infinity where nobody asked it to end.
        is_asked: whether it was asked to end.
        is_still: whether it was ended because its loop stood still.
    """

    def __init__(self, number: int, work: Work) -> None:
        """Fork; the worker runs ``work`` and ends with it."""
        self.number = number
        self.pulse = Pulse()
        self.began = time.monotonic()
        self.kill_at = float("inf")
        self.is_asked = False
        self.is_still = False
        fork = multiprocessing.get_context("fork")
        self._process = fork.Process(target=_run, args=(work, self.pulse, os.getpid()), name=f"worker-{number}")
        self._process.start()
        self.pid = int(self._process.pid or 0)

    @property
    def sentinel(self) -> int:
        """Readable when the process has ended."""
        return self._process.sentinel

    @property
    def is_alive(self) -> bool:
        """Whether the process runs."""
        return self._process.is_alive()

    def ask_to_end(self, within: float) -> None:
        """Let it finish what it has taken, and end; the hard way after ``within`` seconds."""
        if not self.is_asked:
            self.is_asked = True
            self.kill_at = time.monotonic() + within
            self._signal(signal.SIGTERM)

    def show_stack_and_end(self, within: float) -> None:
        """Its loop stands still: have it write where, and end."""
        self.is_still = True
        self.kill_at = time.monotonic() + within
        self._signal(STACK_SIGNAL)
        self._signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it at once."""
        self.kill_at = float("inf")
        self._signal(signal.SIGKILL)

    def put_away(self) -> str:
        """Free what belongs to a worker that has ended; says how it ended."""
        self._process.join()
        status = self._process.exitcode or 0
        self._process.close()
        self.pulse.close()
        if PROMETHEUS_MULTIPROC_DIR.read():
            mark_process_dead(self.pid)  # type: ignore[no-untyped-call]
        return f"killed by {signal.Signals(-status).name}" if status < 0 else f"exit status {status}"

    def _signal(self, number: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, number)


def _run(work: Work, pulse: Pulse, parent: int) -> None:
    """In the worker: signals of its own, then the work."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for ours in (signal.SIGINT, signal.SIGHUP):  # a terminal sends them to all; the supervisor decides
        signal.signal(ours, signal.SIG_IGN)
    _end_with(parent)
    faulthandler.register(STACK_SIGNAL, file=sys.stderr, all_threads=True)
    try:
        work(pulse)
    except Exception:
        logger.exception("A worker failed")
        sys.exit(1)


def _end_with(parent: int) -> None:
    """Whoever kills the supervisor ends all: no worker goes on unseen and keeps the port."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
