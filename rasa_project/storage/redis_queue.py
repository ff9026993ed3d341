"""The queue of a conversation in Redis, shared by workers and machines.

Each conversation has a list of tickets; its first ticket has the turn. A worker that finishes takes its ticket out and
publishes the next one to the worker that waits with it, so that nobody has to ask again and again. A ticket counts
while its worker lives: each worker renews a key of its own every second, and tickets of a worker whose key ran out
(killed in the middle of a turn) are dropped. The database refuses a second writer anyway.
"""

from __future__ import annotations

import asyncio
import logging
import uuid
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from typing import Any, Final

from redis import asyncio as aioredis
from redis.exceptions import RedisError

from rasa_project.storage.errors import QueueError
from rasa_project.storage.memory_queue import MemoryQueue

logger = logging.getLogger(__name__)

_PREFIX: Final = "rasa_project"
_RENEW_SECONDS: Final = 1.0
_LIFE_MILLISECONDS: Final = 5000
#: How often a waiting ticket looks whether those before it are still alive; being woken does not depend on it.
_LOOK_SECONDS: Final = 1.0
_SOCKET_SECONDS: Final = 3
_RETRY_SECONDS: Final = 0.5
_CANCEL_SECONDS: Final = 0.2
#: A queue that nobody touches is forgotten after so long.
_QUEUE_SECONDS: Final = 120

#: KEYS: queue. ARGV: prefix, ticket, seconds, 1 to join, milliseconds.
#: Returns 1 (your turn), 0 (wait) or -1 (not in the queue).
_LOOK: Final = """
redis.call('SET', ARGV[1] .. ':worker:' .. string.sub(ARGV[2], 1, 32), '1', 'PX', ARGV[5])
if ARGV[4] == '1' then redis.call('RPUSH', KEYS[1], ARGV[2]) end
redis.call('EXPIRE', KEYS[1], ARGV[3])
while true do
  local first = redis.call('LINDEX', KEYS[1], 0)
  if not first then return -1 end
  if first == ARGV[2] then return 1 end
  local worker = string.sub(first, 1, 32)
  if redis.call('EXISTS', ARGV[1] .. ':worker:' .. worker) == 1 then break end
  redis.call('LPOP', KEYS[1])
end
for _, ticket in ipairs(redis.call('LRANGE', KEYS[1], 0, -1)) do
  if ticket == ARGV[2] then return 0 end
end
return -1
"""
#: KEYS: queue. ARGV: prefix, ticket. Wakes the next ticket where the first one leaves.
_LEAVE: Final = """
local first = redis.call('LINDEX', KEYS[1], 0)
redis.call('LREM', KEYS[1], 1, ARGV[2])
if first == ARGV[2] then
  local following = redis.call('LINDEX', KEYS[1], 0)
  if following then redis.call('PUBLISH', ARGV[1] .. ':wake:' .. string.sub(following, 1, 32), following) end
end
return 1
"""


class RedisQueue:
    """Puts the messages of all workers in line. Opened at the first use, in the process that uses it."""

    def __init__(self, url: str) -> None:
        """Remember the address."""
        self._url = url
        self._worker = ""
        self._redis: Any = None
        self._tasks: list[asyncio.Task[None]] = []
        self._leaving: set[asyncio.Task[None]] = set()
        self._waiting: dict[str, asyncio.Event] = {}
        self._arrivals = MemoryQueue()

    @asynccontextmanager
    async def turn(self, conversation_id: str) -> AsyncIterator[None]:
        """Wait until all who came before are done.

        Raises:
            QueueError: Redis can't be used, or lost the ticket (it was restarted).
        """
        self._open()
        queue = f"{_PREFIX}:queue:{conversation_id}"
        ticket = f"{self._worker}:{uuid.uuid4().hex}"
        woken = self._waiting[ticket] = asyncio.Event()
        try:
            await self._wait(queue, ticket, woken)
            yield
        finally:
            del self._waiting[ticket]
            await self._leave(queue, ticket)

    async def check(self) -> None:
        """Raise ``QueueError`` where Redis does not answer."""
        try:
            self._open()
            await self._redis.ping()
        except (RedisError, OSError) as error:
            raise QueueError(f"Redis can't be used: {error}") from error

    async def close(self) -> None:
        """Stop renewing and listening, close connections."""
        await _end([*self._tasks, *self._leaving])
        self._tasks = []
        if self._redis is not None:
            await self._redis.close()
            self._redis = None

    async def _wait(self, queue: str, ticket: str, woken: asyncio.Event) -> None:
        async with self._arrivals.turn(queue):  # two connections could overtake each other
            is_mine = await self._has_turn(queue, ticket, joins=True)
        while not is_mine:
            try:
                await asyncio.wait_for(woken.wait(), _LOOK_SECONDS)
                woken.clear()
            except asyncio.TimeoutError:
                pass
            is_mine = await self._has_turn(queue, ticket)

    async def _has_turn(self, queue: str, ticket: str, joins: bool = False) -> bool:
        arguments = [_PREFIX, ticket, _QUEUE_SECONDS, int(joins), _LIFE_MILLISECONDS]
        try:
            state = await self._look(keys=[queue], args=arguments)
        except (RedisError, OSError) as error:
            raise QueueError(f"Redis can't be used: {error}") from error
        if state == -1:
            raise QueueError("Redis lost the queue of a conversation (it was restarted); the turn was not begun.")
        return bool(state == 1)

    async def _leave(self, queue: str, ticket: str) -> None:
        """Give the ticket back; where Redis is away the turn stands all the same, and it is tried again on the side."""
        try:
            await asyncio.shield(self._out(keys=[queue], args=[_PREFIX, ticket]))
        except (RedisError, OSError) as error:
            logger.error("A ticket could not be given back to Redis yet: %s", error)
            task = asyncio.create_task(self._leave_later(queue, ticket))
            self._leaving.add(task)
            task.add_done_callback(self._leaving.discard)

    async def _leave_later(self, queue: str, ticket: str) -> None:
        """A ticket that stayed would keep its conversation waiting as long as this worker lives."""
        while True:
            await asyncio.sleep(_RETRY_SECONDS)
            try:
                await self._out(keys=[queue], args=[_PREFIX, ticket])
                return
            except (RedisError, OSError):
                continue

    def _open(self) -> None:
        if self._redis is not None:
            return
        self._worker = uuid.uuid4().hex
        self._redis = aioredis.from_url(
            self._url, decode_responses=True, socket_timeout=_SOCKET_SECONDS, socket_connect_timeout=_SOCKET_SECONDS
        )
        self._look = self._redis.register_script(_LOOK)
        self._out = self._redis.register_script(_LEAVE)
        self._tasks = [asyncio.create_task(self._renew()), asyncio.create_task(self._listen())]

    async def _sign_of_life(self) -> None:
        await self._redis.set(f"{_PREFIX}:worker:{self._worker}", "1", px=_LIFE_MILLISECONDS)

    async def _renew(self) -> None:
        while True:
            await asyncio.sleep(_RENEW_SECONDS)
            try:
                await self._sign_of_life()
            except (RedisError, OSError) as error:
                logger.error("Redis can't be used: %s", error)

    async def _listen(self) -> None:
        while True:
            try:
                await self._wake_called()
            except (RedisError, OSError) as error:
                logger.error("Redis can't be used: %s", error)
                await asyncio.sleep(_RENEW_SECONDS)

    async def _wake_called(self) -> None:
        async with self._redis.pubsub() as calls:
            await calls.subscribe(f"{_PREFIX}:wake:{self._worker}")
            while True:
                call = await calls.get_message(ignore_subscribe_messages=True, timeout=_RENEW_SECONDS)
                if call and call["data"] in self._waiting:
                    self._waiting[call["data"]].set()


async def _end(tasks: list[asyncio.Task[None]]) -> None:
    """Cancel until each task heard it: redis-py's timeouts swallow a cancel that comes just as one runs out."""
    for task in tasks:
        task.cancel()
    pending: Collection[asyncio.Task[None]] = tasks
    while pending:
        _, pending = await asyncio.wait(pending, timeout=_CANCEL_SECONDS)
        for task in pending:
            task.cancel()
