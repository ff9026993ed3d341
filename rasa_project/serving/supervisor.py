"""The parent of the workers: starts them, starts a dead one anew, ends one that hangs, replaces all one by one.

It holds the loaded model, opens no store, runs no event loop and no thread: a worker that is forked from it after days
is like the first. What it does is said in docs/operations.md, why in docs/decisions/0073.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import wait
from typing import Final

from rasa_project.errors import WorkersDieError
from rasa_project.serving.renewal import Renewal
from rasa_project.serving.signals import Signals
from rasa_project.serving.worker_process import Work, WorkerProcess

logger = logging.getLogger(__name__)

#: The supervisor looks so often; a worker's end and a signal wake it at once.
_LOOK_SECONDS: Final = 0.25
#: A longer pause between two looks: the machine, or all of us, slept. Nobody could beat meanwhile.
_SLEPT_SECONDS: Final = 3.0


@dataclass(frozen=True)
class Limits:
    """How patient the supervisor is, in seconds.

    Attributes:
        still: a worker's event loop may stand still.
        start: a worker may take until it serves.
        end: a worker may take to finish what it has taken.
        grace: a worker that stood still may take to end, after its stack was written.
        quick: a worker that lived shorter after its start died quickly.
        most_quick: so many quick deaths in a row, a number, and all is ended.
        pause: before the start after a quick death; twice as long each time.
    """

    still: float = 30.0
    start: float = 180.0
    end: float = 20.0
    grace: float = 3.0
    quick: float = 10.0
    most_quick: int = 5
    pause: float = 0.5


class Supervisor:
    """Keeps so many workers at work until it is told to stop."""

    def __init__(
        self,
        work: Work,
        count: int,
        limits: Limits,
        when_ready: Callable[[], None],
        when_stopping: Callable[[], None],
        renewal: Renewal | None = None,
    ) -> None:
        """Nothing is started yet.

        Args:
            work: what a worker does in its process.
            count: how many workers.
            limits: how patient to be.
            when_ready: called once, when all serve for the first time.
            when_stopping: called before the workers are asked to end, to give up the listening socket.
            renewal: looks whether there is a new model, for which all workers are replaced.
        """
        self._work = work
        self._limits = limits
        self._when_ready = when_ready
        self._when_stopping = when_stopping
        self._renewal = renewal
        self._places: dict[int, WorkerProcess | None] = dict.fromkeys(range(1, count + 1))
        self._start_at = dict.fromkeys(self._places, 0.0)
        self._leaving: list[WorkerProcess] = []
        self._to_replace: list[int] = []
        self._next: WorkerProcess | None = None
        self._quick = 0
        self._looked = time.monotonic()
        self._counts_from = self._looked
        self._is_stopping = False
        self._was_ready = False

    def run(self) -> None:
        """Supervise until a stop (SIGTERM, Ctrl+C) is done; SIGHUP replaces the workers one by one.

        Raises:
            WorkersDieError: they die soon after each start.
        """
        with Signals() as signals:
            while True:
                self._note_time()
                self._bury()
                if signals.stop or self._is_hopeless:
                    self._stop()
                if self._is_stopping and not self._workers():
                    break
                if signals.take_roll() or self._is_renewed():
                    self._begin_roll()
                self._watch()
                if not self._is_stopping:
                    self._start_due()
                    self._roll_on()
                wait([*(worker.sentinel for worker in self._workers()), signals.fileno()], _LOOK_SECONDS)
                signals.drain()
        if self._is_hopeless:
            raise WorkersDieError(
                f"{self._quick} workers in a row ended within {self._limits.quick:g} s of their start; all were "
                "stopped. The lines above say why (if nothing does: look for 'out of memory' in the system's log)."
            )

    @property
    def _is_hopeless(self) -> bool:
        return self._quick >= self._limits.most_quick

    def _workers(self) -> list[WorkerProcess]:
        known = [*self._places.values(), self._next, *self._leaving]
        return [worker for worker in known if worker is not None]

    def _note_time(self) -> None:
        now = time.monotonic()
        if now - self._looked > _SLEPT_SECONDS:
            self._counts_from = now
        self._looked = now

    # Deaths and starts

    def _bury(self) -> None:
        """Put away the workers that have ended, and see when their places are filled again."""
        self._leaving = [worker for worker in self._leaving if not _is_over(worker)]
        if self._next is not None and not self._next.is_alive:
            logger.error("A new worker ended before it served (%s); the old ones stay", self._next.put_away())
            self._next, self._to_replace = None, []
            if self._renewal is not None:
                self._renewal.go_back()
        for number, worker in self._places.items():
            if worker is not None and not worker.is_alive:
                self._places[number] = None
                self._note_death(worker)

    def _note_death(self, worker: WorkerProcess) -> None:
        lived, served = time.monotonic() - worker.began, worker.pulse.is_serving
        how = worker.put_away()
        if self._is_stopping:
            return
        is_quick = not worker.is_still and (not served or lived < self._limits.quick)
        self._quick = self._quick + 1 if is_quick else 0
        pause = self._limits.pause * 2 ** (self._quick - 1) if is_quick else 0.0
        self._start_at[worker.number] = time.monotonic() + pause
        then = "all are stopped" if self._is_hopeless else f"it is started anew in {pause:g} s"
        logger.error("Worker %d ended (%s); %s", worker.number, how, then)

    def _start_due(self) -> None:
        for number, worker in self._places.items():
            if worker is None and time.monotonic() >= self._start_at[number]:
                self._places[number] = WorkerProcess(number, self._work)
        if not self._was_ready and all(one is not None and one.pulse.is_serving for one in self._places.values()):
            self._was_ready = True
            self._when_ready()

    # Workers that hang, or do not end

    def _watch(self) -> None:
        now = time.monotonic()
        for worker in self._workers():
            if now >= worker.kill_at:
                logger.error("Worker %d did not end in time; it is killed", worker.number)
                worker.kill()
            elif not worker.is_asked and not worker.is_still and self._stands_still(worker, now):
                logger.error("Worker %d stands still; it is ended. Where it stood:", worker.number)
                worker.show_stack_and_end(self._limits.grace)

    def _stands_still(self, worker: WorkerProcess, now: float) -> bool:
        patience = self._limits.still if worker.pulse.is_serving else self._limits.start
        return now - max(worker.pulse.last_beat, self._counts_from) > patience

    # Stop and replacement

    def _stop(self) -> None:
        if not self._is_stopping:
            self._is_stopping = True
            self._when_stopping()
        for worker in self._workers():
            worker.ask_to_end(self._limits.end)

    def _is_renewed(self) -> bool:
        """Whether a new model was loaded; nothing is looked at while workers are replaced."""
        return (
            self._renewal is not None
            and self._was_ready
            and not self._is_stopping
            and not self._to_replace
            and self._renewal.look()
        )

    def _begin_roll(self) -> None:
        if not self._is_stopping and not self._to_replace:
            logger.info("The workers are replaced one after another")
            self._to_replace = list(self._places)

    def _roll_on(self) -> None:
        """One step: a new worker serves before the old one is asked to end, which ends before the next one's turn."""
        if not self._to_replace or self._leaving:
            return
        number = self._to_replace[0]
        if self._next is None:
            self._next = WorkerProcess(number, self._work)
        elif self._next.pulse.is_serving:
            if self._renewal is not None:
                self._renewal.is_proven()
            old, self._places[number], self._next = self._places[number], self._next, None
            self._to_replace.pop(0)
            if old is not None:
                old.ask_to_end(self._limits.end)
                self._leaving.append(old)
            if not self._to_replace:
                logger.info("All workers were replaced")
                if self._renewal is not None:
                    self._renewal.is_done()


def _is_over(worker: WorkerProcess) -> bool:
    if worker.is_alive:
        return False
    worker.put_away()
    return True
