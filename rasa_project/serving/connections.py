"""All open connections of one process: how many there may be, and which is closed when there are too many.

A connection waits (for its first byte, for the rest of a request, for the next request) or is answered. Only one that
waits is closed to make room: the longest waiting one of the address that has the most of them. So a flood closes its
own, and a whole village behind one router is not shut out: who just came sends a request within moments, and is never
the longest waiting one.
"""

from __future__ import annotations

import asyncio
import logging
import resource
import time
from typing import Final, Protocol

from rasa_project.security.addresses import counted_as, is_address

logger = logging.getLogger(__name__)

#: As many as a worker ever needs; each costs some kB.
MOST_CONNECTIONS: Final = 2_048
#: Descriptors for the stores, the channels, files and libraries.
KEPT_DESCRIPTORS: Final = 256
LEAST_CONNECTIONS: Final = 64
#: Bytes of requests that are not whole yet, of all connections together.
MOST_HELD_BYTES: Final = 32 * 1024 * 1024
#: While the server stops, a client that is about to use an idle connection again may do so for this long.
LAST_CALLS_SECONDS: Final = 1.0


class Connection(Protocol):
    """What the register needs of a connection.

    Attributes:
        group: whose it is (:func:`group_of`).
        is_busy: whether a request is being answered.
        held: bytes of requests that are not whole yet.
    """

    group: str
    is_busy: bool
    held: int

    def evict(self) -> None:
        """End at once, without a word."""

    def answer_last(self) -> None:
        """Let the answer that is being made, or the next, be the last."""

    def close_if_idle(self) -> bool:
        """End where nothing of a request has come."""


class Connections:
    """The connections of one process (``app.ctx.connections``).

    Attributes:
        most: how many may be open.
        is_closing: whether the server stops.
    """

    def __init__(self, most: int) -> None:
        """None is open."""
        self.most = most
        self.is_closing = False
        self._open: set[Connection] = set()
        self._waiting: dict[str, dict[Connection, float]] = {}
        self._held = 0
        self._turn = asyncio.Lock()

    @property
    def open(self) -> int:
        """Open connections."""
        return len(self._open)

    @property
    def busy(self) -> int:
        """Connections with a request that is being answered."""
        return sum(connection.is_busy for connection in self._open)

    def add(self, connection: Connection) -> bool:
        """Take a new connection, making room for it; false where all others are being answered."""
        while len(self._open) >= self.most:
            victim = self._longest_waiting()
            if victim is None:
                return False
            self._evict(victim)
        self._open.add(connection)
        self.wait(connection)
        return True

    def discard(self, connection: Connection) -> None:
        """Forget a connection that ended."""
        self.serve(connection)
        self._open.discard(connection)
        self._held -= connection.held
        connection.held = 0

    def wait(self, connection: Connection) -> None:
        """The connection waits from now on."""
        if connection in self._open:
            self._waiting.setdefault(connection.group, {})[connection] = time.monotonic()

    def serve(self, connection: Connection) -> None:
        """The connection is answered from now on."""
        waiting = self._waiting.get(connection.group, {})
        waiting.pop(connection, None)
        if not waiting:
            self._waiting.pop(connection.group, None)

    async def take_turn(self) -> None:
        """Wait until a request that came before the answer to the one before it may be answered.

        Of such requests one is taken up in each pass of the loop, whichever connections they came on, in order. So they
        cost others one request in a pass, however many they are.
        """
        async with self._turn:
            await asyncio.sleep(0)

    def weigh(self, connection: Connection, held: int) -> None:
        """Note how many bytes a connection keeps; where all keep too many, those who keep the most end."""
        if connection not in self._open:
            return
        self._held += held - connection.held
        connection.held = held
        while self._held > MOST_HELD_BYTES:
            self._evict(max(self._open, key=lambda one: one.held))

    def begin_closing(self, last_calls_seconds: float = LAST_CALLS_SECONDS) -> None:
        """Answer what came and what comes within moments with ``Connection: close``, then close the idle ones.

        Must be called from the event loop; the listening socket should be closed just before. Twice is once.

        Args:
            last_calls_seconds: how long idle connections stay open: a request that is on its way is not cut.
        """
        if self.is_closing:
            return
        self.is_closing = True
        for connection in list(self._open):
            connection.answer_last()
        asyncio.get_running_loop().call_later(last_calls_seconds, self.close_idle)

    def close_idle(self) -> None:
        """Close those of which nothing of a request has come."""
        for connection in list(self._open):
            connection.close_if_idle()

    async def wait_closed(self, seconds: float) -> int:
        """Wait until none is open, ``seconds`` at most; how many are open still."""
        end = time.monotonic() + seconds
        while self._open and time.monotonic() < end:
            await asyncio.sleep(0.05)
        return len(self._open)

    def _evict(self, connection: Connection) -> None:
        self.discard(connection)
        connection.evict()

    def _longest_waiting(self) -> Connection | None:
        """Of the address with the most that wait; of several such, the longest waiting."""
        if not self._waiting:
            return None
        most = max(self._waiting.values(), key=lambda waiting: (len(waiting), -next(iter(waiting.values()))))
        return next(iter(most))


def group_of(address: str) -> str:
    """Whose connections count together: as calls do (``security/addresses.py``); what is no address by itself."""
    return counted_as(address) if is_address(address) else address


def raise_descriptor_limit() -> int:
    """Raise the process's soft limit of open files to the hard one; the limit that holds then.

    Many systems start programs with 1,024 and allow far more.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    except (ValueError, OSError) as error:  # more than the system's own limit, in some containers
        logger.warning("The limit of open files stays at %s: %s", soft, error)
    return resource.getrlimit(resource.RLIMIT_NOFILE)[0]


def most_connections() -> int:
    """How many connections this process's limit of open files allows."""
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    if limit == resource.RLIM_INFINITY:
        return MOST_CONNECTIONS
    return max(LEAST_CONNECTIONS, min(MOST_CONNECTIONS, limit - KEPT_DESCRIPTORS))
