"""Turns that go on to their end when the one who asked has hung up; a stop waits for them."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from functools import lru_cache
from typing import Any, TypeVar

T = TypeVar("T")


class RunningTurns:
    """The turns of one process that have begun and not ended, each in a task of its own.

    Sanic cancels a handler whose connection broke. A turn that is cancelled between two of its steps may be stored or
    not, and nobody could say which.
    """

    def __init__(self) -> None:
        """Nothing runs."""
        self._tasks: set[asyncio.Task[Any]] = set()

    def begin(self, turn: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        """Start ``turn``; wait for it with ``asyncio.shield`` only."""
        task = asyncio.ensure_future(turn)
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    async def to_its_end(self, turn: Coroutine[Any, Any, T]) -> T:
        """The result of ``turn``, which runs on when whoever waits here is cancelled."""
        return await asyncio.shield(self.begin(turn))

    async def wait(self, seconds: float) -> int:
        """Wait at most ``seconds`` until nothing runs; returns how many turns are left."""
        if self._tasks:
            await asyncio.wait(set(self._tasks), timeout=seconds)
        return len(self._tasks)

    def __len__(self) -> int:
        """How many turns run."""
        return len(self._tasks)

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled():
            task.exception()  # looked at, also where the one who asked is gone


@lru_cache(maxsize=1)
def running_turns() -> RunningTurns:
    """The running turns of this process."""
    return RunningTurns()
