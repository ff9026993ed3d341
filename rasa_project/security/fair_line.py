"""A line for each address: only so many of its turns are worked on at a time, and who waits is taken in turn.

The dialogue engine thinks in one thread. Without a line, a thousand messages that one address sends at the same
moment, all within its limits, would be answered before anybody else's next one.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass
class _Line:
    running: int = 0
    count: int = 0
    waiting: OrderedDict[str, deque[asyncio.Future[None]]] = field(default_factory=OrderedDict)


class FairLine:
    """Lets the turns of an address in, a few at a time; its sessions take turns."""

    def __init__(self, at_once: int, most_waiting: int, most_of_session: int) -> None:
        """Take the bounds.

        Args:
            at_once: turns of one address that are worked on at a time.
            most_waiting: turns of one address that may wait before :meth:`is_full`.
            most_of_session: turns of one session that may.
        """
        self._at_once = at_once
        self._most_waiting = most_waiting
        self._most_of_session = most_of_session
        self._lines: dict[str, _Line] = {}

    def is_full(self, address: str, session: str) -> bool:
        """Whether so many of the address, or of the session, wait already that no more should."""
        line = self._lines.get(address)
        if line is None:
            return False
        return line.count >= self._most_waiting or len(line.waiting.get(session, ())) >= self._most_of_session

    def __len__(self) -> int:
        """How many addresses have a turn under way."""
        return len(self._lines)

    @asynccontextmanager
    async def place(self, address: str, session: str) -> AsyncIterator[None]:
        """Wait for a place, and hold it while the block runs."""
        line = self._lines.setdefault(address, _Line())
        try:
            if line.running < self._at_once:
                line.running += 1
            else:
                await self._wait(line, session)
            try:
                yield
            finally:
                self._leave(line)
        finally:
            if not line.running and self._lines.get(address) is line:
                del self._lines[address]

    async def _wait(self, line: _Line, session: str) -> None:
        """Wait; on return the place of somebody who left is ours."""
        called = asyncio.get_running_loop().create_future()
        line.waiting.setdefault(session, deque()).append(called)
        line.count += 1
        try:
            await called
        except asyncio.CancelledError:
            if called.done() and not called.cancelled():
                self._leave(line)  # called and cancelled at the same moment: the place goes on to the next
            else:
                self._take_out(line, session, called)
            raise

    def _leave(self, line: _Line) -> None:
        """Give the place to the session that waits longest for its turn; to nobody where none waits."""
        while line.waiting:
            session, own = line.waiting.popitem(last=False)
            called = own.popleft()
            line.count -= 1
            if own:
                line.waiting[session] = own  # behind all others
            if not called.done():
                called.set_result(None)
                return
        line.running -= 1

    @staticmethod
    def _take_out(line: _Line, session: str, called: asyncio.Future[None]) -> None:
        own = line.waiting.get(session)
        if own is not None and called in own:
            own.remove(called)
            line.count -= 1
            if not own:
                del line.waiting[session]
