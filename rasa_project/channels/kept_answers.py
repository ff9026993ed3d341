"""Where the answers of the last moments are kept by name: in memory, or in Redis for all workers.

A name begins with the pseudonym of the conversation, so that a deletion reaches all of its answers.
"""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, Final, Protocol

from redis import asyncio as redis_asyncio
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

MOST_KEPT: Final = 5000
#: Begins the names in Redis.
PREFIX: Final = "rasa_project:once:"

_SWEEP_SECONDS: Final = 60.0
_PATIENCE_SECONDS: Final = 0.5
_SCAN_COUNT: Final = 1000
#: KEYS: name. ARGV: what must stand there.
_FREE: Final = "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0"


def blanked(entry: str) -> str | None:
    """An entry without its answer; ``None`` where it has none, such as the claim of a call that runs."""
    told: dict[str, Any] = json.loads(entry)
    return json.dumps(told | {"answer": {}}) if told.get("answer") else None


class Store(Protocol):
    """Keeps entries by name for a time."""

    async def claim(self, name: str, entry: str, seconds: float) -> str | None:
        """Keep ``entry`` for ``seconds`` where there is none (``None``); else give what there is."""

    async def put(self, name: str, entry: str, seconds: float) -> None:
        """Keep ``entry`` for ``seconds``, whatever stood there."""

    async def free(self, name: str, entry: str) -> None:
        """Forget ``name`` where ``entry`` still stands there."""

    async def blank(self, prefix: str) -> None:
        """Take the answers out of all entries whose names begin with ``prefix``; the entries stay for their time."""


class MemoryStore:
    """Keeps entries in this process, a bounded number of them, none beyond its time."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Take a clock in seconds."""
        self._clock = clock
        self._entries: OrderedDict[str, tuple[float, str]] = OrderedDict()
        self._sweep: asyncio.TimerHandle | None = None

    async def claim(self, name: str, entry: str, seconds: float) -> str | None:
        """See :class:`Store`."""
        ends, kept = self._entries.get(name, (0.0, ""))
        if kept and ends > self._clock():
            return kept
        self._keep(name, entry, seconds)
        return None

    async def put(self, name: str, entry: str, seconds: float) -> None:
        """See :class:`Store`."""
        self._keep(name, entry, seconds)

    async def free(self, name: str, entry: str) -> None:
        """See :class:`Store`."""
        if self._entries.get(name, (0.0, ""))[1] == entry:
            del self._entries[name]

    async def blank(self, prefix: str) -> None:
        """See :class:`Store`."""
        for name, (ends, entry) in self._entries.items():
            if name.startswith(prefix):
                self._entries[name] = (ends, blanked(entry) or entry)

    def forget_old(self) -> None:
        """Forget what is beyond its time: what a parent was told must not stay on a quiet server."""
        now = self._clock()
        for name in [name for name, (ends, _) in self._entries.items() if ends <= now]:
            del self._entries[name]

    def __len__(self) -> int:
        """How many entries are kept."""
        return len(self._entries)

    def _keep(self, name: str, entry: str, seconds: float) -> None:
        self._entries.pop(name, None)
        self._entries[name] = (self._clock() + seconds, entry)
        if len(self._entries) > MOST_KEPT:
            self._entries.popitem(last=False)
        if self._sweep is None:
            self._sweep = asyncio.get_running_loop().call_later(_SWEEP_SECONDS, self._sweep_again)

    def _sweep_again(self) -> None:
        self.forget_old()
        again = asyncio.get_running_loop().call_later(_SWEEP_SECONDS, self._sweep_again) if self._entries else None
        self._sweep = again


class RedisStore:
    """Keeps entries in Redis. Where Redis is down each call is answered as if it was the first, and the log says so."""

    def __init__(self, url: str) -> None:
        """Take the address; nothing is opened."""
        self._redis: Any = redis_asyncio.from_url(
            url, socket_timeout=_PATIENCE_SECONDS, socket_connect_timeout=_PATIENCE_SECONDS, decode_responses=True
        )
        self._free = self._redis.register_script(_FREE)

    async def claim(self, name: str, entry: str, seconds: float) -> str | None:
        """See :class:`Store`; one's own entry, put by a call whose answer was lost on its way, is none."""
        try:
            if await self._redis.set(PREFIX + name, entry, nx=True, px=int(seconds * 1000)):
                return None
            kept: str | None = await self._redis.get(PREFIX + name)
        except RedisError as error:
            logger.error("Redis is down; a call may be answered twice: %s", type(error).__name__)
            return None
        return None if kept == entry else kept

    async def put(self, name: str, entry: str, seconds: float) -> None:
        """See :class:`Store`."""
        try:
            await self._redis.set(PREFIX + name, entry, px=int(seconds * 1000))
        except RedisError as error:
            logger.error("Redis is down; an answer could not be kept: %s", type(error).__name__)

    async def free(self, name: str, entry: str) -> None:
        """See :class:`Store`."""
        try:
            await self._free(keys=[PREFIX + name], args=[entry])
        except RedisError as error:
            logger.error("Redis is down; a failed call may be repeated later only: %s", type(error).__name__)

    async def blank(self, prefix: str) -> None:
        """See :class:`Store`."""
        try:
            async for name in self._redis.scan_iter(match=f"{PREFIX}{prefix}*", count=_SCAN_COUNT):
                blank = blanked(await self._redis.get(name) or "{}")
                if blank:
                    await self._redis.set(name, blank, xx=True, keepttl=True)
        except RedisError as error:
            logger.error("Redis is down; answers are forgotten within the hour: %s", type(error).__name__)
