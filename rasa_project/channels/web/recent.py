"""Turns of the last moments: one that is sent again gets the answer of the first time.

On a weak connection an answer can be lost on its way back. The widget then sends the turn again; the bot must
not hear it twice.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Any

Answer = dict[str, Any]


class RecentTurns:
    """Running and finished turns by conversation and id, bounded in number; each worker has its own."""

    def __init__(self, most: int = 500) -> None:
        """Take the most turns to remember."""
        self._most = most
        self._turns: OrderedDict[tuple[str, str], asyncio.Task[Answer]] = OrderedDict()

    async def once(self, conversation: str, turn_id: str, run: Callable[[], Awaitable[Answer]]) -> Answer:
        """The answer of the turn; ``run`` is called the first time only.

        A turn goes on to its end when the one who asked has hung up, so that asking again finds its answer.
        """
        key = (conversation, turn_id)
        task = self._turns.get(key)
        if task is None:
            task = asyncio.ensure_future(run())
            self._turns[key] = task
            if len(self._turns) > self._most:
                self._turns.popitem(last=False)
        return await asyncio.shield(task)

    def has(self, conversation: str, turn_id: str) -> bool:
        """Whether the turn is remembered."""
        return (conversation, turn_id) in self._turns

    def forget(self, conversation: str) -> None:
        """Drop every turn of a conversation."""
        for key in [key for key in self._turns if key[0] == conversation]:
            del self._turns[key]
