"""A call that is repeated with the same ``Idempotency-Key`` gets the first answer again; nothing happens twice.

Answers are kept for an hour: in Redis where there is one, so that all workers know them, else in memory.
"""

from __future__ import annotations

import hashlib
import json
import logging
import re
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Final, Protocol

from redis import asyncio as redis_asyncio
from redis.exceptions import RedisError

from rasa_project.channels.rest.problems import Problem
from rasa_project.settings import REDIS_URL

logger = logging.getLogger(__name__)

KEPT_SECONDS: Final = 60 * 60
#: A turn that ended without a word in this time (its worker was killed) may be tried again.
PENDING_SECONDS: Final = 60
MOST_KEPT: Final = 5000

_KEY: Final = re.compile(r"[\x21-\x7e]{1,200}")
_PATIENCE_SECONDS: Final = 0.5

Run = Callable[[], Awaitable[dict[str, Any]]]


class Store(Protocol):
    """Keeps entries by name for a time."""

    async def claim(self, name: str, entry: str) -> str | None:
        """Keep ``entry`` where there is none for :data:`PENDING_SECONDS`; else give what there is."""

    async def put(self, name: str, entry: str) -> None:
        """Keep ``entry`` for :data:`KEPT_SECONDS`."""

    async def drop(self, prefix: str) -> None:
        """Forget all entries whose names begin with ``prefix``."""


@dataclass
class Idempotency:
    """Answers calls once.

    Attributes:
        store: where answers are kept.
    """

    store: Store

    async def once(self, conversation: str, key: str, body: bytes, run: Run) -> tuple[dict[str, Any], bool]:
        """The answer to a call, and whether it is one given before.

        Args:
            conversation: pseudonym of who calls; keys of two conversations never meet.
            key: the header's value.
            body: of the call; another body under the same key is a mistake of the caller.
            run: answers the call. Where it raises, the key is free again.

        Raises:
            Problem: 400 for a bad key, 409 while the first call runs, 422 for another body.
        """
        if not _KEY.fullmatch(key):
            raise Problem("bad-idempotency-key")
        name = f"{conversation}:{_hash(key.encode())}"
        told = _hash(body)
        before = await self.store.claim(name, json.dumps({"body": told}))
        if before is not None:
            return _replayed(json.loads(before), told), True
        try:
            answer = await run()
        except BaseException:
            await self.store.drop(name)
            raise
        await self.store.put(name, json.dumps({"body": told, "answer": answer}))
        return answer, False

    async def forget(self, conversation: str) -> None:
        """Forget the answers of a conversation that was deleted."""
        await self.store.drop(f"{conversation}:")


class MemoryStore:
    """Keeps entries in this process, a bounded number of them."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Take a clock in seconds."""
        self._clock = clock
        self._entries: OrderedDict[str, tuple[float, str]] = OrderedDict()

    async def claim(self, name: str, entry: str) -> str | None:
        """See :class:`Store`."""
        ends, kept = self._entries.get(name, (0.0, ""))
        if kept and ends > self._clock():
            return kept
        self._keep(name, entry, PENDING_SECONDS)
        return None

    async def put(self, name: str, entry: str) -> None:
        """See :class:`Store`."""
        self._keep(name, entry, KEPT_SECONDS)

    async def drop(self, prefix: str) -> None:
        """See :class:`Store`."""
        for name in [name for name in self._entries if name.startswith(prefix)]:
            del self._entries[name]

    def __len__(self) -> int:
        """How many entries are kept."""
        return len(self._entries)

    def _keep(self, name: str, entry: str, seconds: float) -> None:
        self._entries.pop(name, None)
        self._entries[name] = (self._clock() + seconds, entry)
        if len(self._entries) > MOST_KEPT:
            self._entries.popitem(last=False)


class RedisStore:
    """Keeps entries in Redis. Where Redis is down each call is answered as if it had no key, and the log says so."""

    _PREFIX: Final = "idempotency:"

    def __init__(self, url: str) -> None:
        """Take the address; nothing is opened."""
        self._redis: Any = redis_asyncio.from_url(
            url, socket_timeout=_PATIENCE_SECONDS, socket_connect_timeout=_PATIENCE_SECONDS, decode_responses=True
        )

    async def claim(self, name: str, entry: str) -> str | None:
        """See :class:`Store`."""
        full = self._PREFIX + name
        try:
            if await self._redis.set(full, entry, nx=True, ex=PENDING_SECONDS):
                return None
            kept: str | None = await self._redis.get(full)
        except RedisError:
            logger.exception("Redis is down; a call may be answered twice")
            return None
        return kept

    async def put(self, name: str, entry: str) -> None:
        """See :class:`Store`."""
        try:
            await self._redis.set(self._PREFIX + name, entry, ex=KEPT_SECONDS)
        except RedisError:
            logger.exception("Redis is down; an answer could not be kept")

    async def drop(self, prefix: str) -> None:
        """See :class:`Store`."""
        try:
            async for name in self._redis.scan_iter(match=f"{self._PREFIX}{prefix}*", count=500):
                await self._redis.delete(name)
        except RedisError:
            logger.exception("Redis is down; answers are forgotten within the hour")


def idempotency() -> Idempotency:
    """Kept in ``REDIS_URL`` where it is set, else in memory."""
    url = REDIS_URL.read()
    return Idempotency(RedisStore(url) if url else MemoryStore())


def _replayed(entry: dict[str, Any], told: str) -> dict[str, Any]:
    if entry["body"] != told:
        raise Problem("idempotency-mismatch")
    if "answer" not in entry:
        raise Problem("in-progress", {"Retry-After": "1"})
    answer: dict[str, Any] = entry["answer"]
    return answer


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
