"""A line for each caller: only so many of its turns are worked on at a time, and who waits is taken in turn.

The dialogue engine thinks in one thread. Without a line, a thousand messages that one address sends at the same
moment, all within its limits, would be answered before anybody else's next one. While turns of others are under way,
an address has one at a time: each time that another's turn gives the thread away, it waits for what that one thinks.
A session has one turn at a time anyway: its next would wait for the first, and keep a place from others.
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Final

#: Turns of one address or key that are worked on at a time: one thinks, the others read or write their conversations.
AT_ONCE: Final = 3
#: The same while turns of others are under way, and some seconds longer: who talks has a turn now and then.
BESIDE_OTHERS: Final = 1
OTHERS_SECONDS: Final = 3.0


@dataclass
class _Line:
    count: int = 0
    busy: set[str] = field(default_factory=set)
    waiting: OrderedDict[str, deque[asyncio.Future[None]]] = field(default_factory=OrderedDict)


class FairLine:
    """Lets the turns of an address in, a few at a time and one of each session; its sessions take turns."""

    def __init__(
        self, at_once: int, most_waiting: int, most_of_session: int, others_seconds: float = OTHERS_SECONDS
    ) -> None:
        """Take the bounds.

        Args:
            at_once: turns of one address that are worked on at a time while nobody else has one.
            most_waiting: turns of one address that may wait before :meth:`is_full`.
            most_of_session: turns of one session that may.
            others_seconds: so long after two addresses had turns at the same time each has fewer.
        """
        self._at_once = at_once
        self._most_waiting = most_waiting
        self._most_of_session = most_of_session
        self._lines: dict[str, _Line] = {}
        self._others_seconds = others_seconds
        self._others_until = float("-inf")

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
    async def place(self, address: str, session: str, seconds: float | None = None) -> AsyncIterator[None]:
        """Wait for a place, and hold it while the block runs.

        Args:
            address: whose turn it is: an address, or an integrator's key.
            session: who of them.
            seconds: how long is waited.

        Raises:
            asyncio.TimeoutError: no place was free in time; the block did not run.
        """
        line = self._lines.setdefault(address, _Line())
        try:
            is_next = session not in line.busy and _following(line) is None
            if is_next and len(line.busy) < self._allowed():
                line.busy.add(session)
            else:
                await self._wait(line, session, seconds)
            try:
                yield
            finally:
                self._leave(line, session)
        finally:
            if not line.busy and not line.waiting and self._lines.get(address) is line:
                del self._lines[address]

    def _allowed(self) -> int:
        """Turns of one address at a time: fewer while others have some."""
        now = time.monotonic()
        if len(self._lines) > 1:
            self._others_until = now + self._others_seconds
        elif now >= self._others_until:
            return self._at_once
        return min(self._at_once, BESIDE_OTHERS)

    async def _wait(self, line: _Line, session: str, seconds: float | None) -> None:
        """Wait; on return the place of somebody who left is ours."""
        called = asyncio.get_running_loop().create_future()
        line.waiting.setdefault(session, deque()).append(called)
        line.count += 1
        try:
            await asyncio.wait_for(asyncio.shield(called), seconds)
        except (asyncio.CancelledError, asyncio.TimeoutError):
            if called.done():
                self._leave(line, session)  # called and given up at the same moment: the place goes on to the next
            else:
                self._take_out(line, session, called)
            raise

    def _leave(self, line: _Line, session: str) -> None:
        """Give the place up, and call who waits longest for its turn and has none under way."""
        line.busy.discard(session)
        while len(line.busy) < self._allowed():
            following = _following(line)
            if following is None:
                return
            own = line.waiting.pop(following)
            called = own.popleft()
            line.count -= 1
            if own:
                line.waiting[following] = own  # behind all others
            line.busy.add(following)
            called.set_result(None)

    @staticmethod
    def _take_out(line: _Line, session: str, called: asyncio.Future[None]) -> None:
        own = line.waiting[session]
        own.remove(called)
        line.count -= 1
        if not own:
            del line.waiting[session]


def _following(line: _Line) -> str | None:
    """The session that waits longest and has no turn under way."""
    return next((one for one in line.waiting if one not in line.busy), None)
