"""Signals of the supervisor: noted when they come, looked at between two steps."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import sys
from types import FrameType, TracebackType
from typing import Any


class Signals:
    """Within ``with``: SIGTERM and SIGINT stop, SIGHUP asks for new workers; the object is readable when one came.

    A terminal that is closed sends SIGHUP, too: where the supervisor was started from one, SIGHUP stops.

    Attributes:
        stop: whether a stop was asked for.
    """

    def __init__(self) -> None:
        """None has come."""
        self.stop = False
        self._roll = False
        self._before: dict[signal.Signals, Any] = {}
        self._is_terminal = sys.stdin is not None and not sys.stdin.closed and sys.stdin.isatty()

    def __enter__(self) -> Signals:
        self._woken, self._wakes = socket.socketpair()
        for end in (self._woken, self._wakes):
            end.setblocking(False)
        self._wakeup_before = signal.set_wakeup_fd(self._wakes.fileno(), warn_on_full_buffer=False)
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            self._before[number] = signal.signal(number, self._note)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._wakeup_before)
        self._woken.close()
        self._wakes.close()

    def fileno(self) -> int:
        """Readable when a signal came."""
        return self._woken.fileno()

    def drain(self) -> None:
        """Not readable any more, until the next one."""
        with contextlib.suppress(BlockingIOError):
            while os.read(self.fileno(), 512):
                pass

    def take_roll(self) -> bool:
        """Whether new workers were asked for since the last time."""
        asked, self._roll = self._roll, False
        return asked

    def _note(self, number: int, frame: FrameType | None) -> None:
        if number == signal.SIGHUP and not self._is_terminal:
            self._roll = True
        else:
            self.stop = True
