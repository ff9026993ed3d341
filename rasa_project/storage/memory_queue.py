"""The queue of a conversation within one process."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class MemoryQueue:
    """Puts the messages of one process in line."""

    def __init__(self) -> None:
        """Nobody waits."""
        self._locks: dict[str, asyncio.Lock] = {}
        self._users: dict[str, int] = {}

    @asynccontextmanager
    async def turn(self, conversation_id: str) -> AsyncIterator[None]:
        """Wait until all who came before are done."""
        lock = self._locks.setdefault(conversation_id, asyncio.Lock())
        self._users[conversation_id] = self._users.get(conversation_id, 0) + 1
        try:
            async with lock:  # asyncio wakes in the order of waiting
                yield
        finally:
            self._users[conversation_id] -= 1
            if not self._users[conversation_id]:
                del self._users[conversation_id], self._locks[conversation_id]

    async def check(self) -> None:
        """Memory is always there."""

    async def close(self) -> None:
        """Nothing to close."""

    def __len__(self) -> int:
        """How many conversations have a turn running or waiting."""
        return len(self._locks)
