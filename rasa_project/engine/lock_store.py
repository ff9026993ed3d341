"""Messages of one conversation are handled one after the other, in the order in which they came.

Rasa's lock asks once a second whether it is free: a parent's second quick message waits for that second. Here the next
message is woken the moment the one before it is done.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from rasa.core.lock import TicketLock
from rasa.core.lock_store import LOCK_LIFETIME, LockStore
from rasa.utils.endpoints import EndpointConfig

from rasa_project.storage.memory_queue import MemoryQueue
from rasa_project.storage.redis_queue import RedisQueue
from rasa_project.storage.settings import StoreSettings


class ConversationLocks(LockStore):
    """Rasa's lock store: in memory for one worker, in Redis where ``REDIS_URL`` (or the endpoint's url) is set.

    In endpoints.yml: ``type: rasa_project.engine.lock_store.ConversationLocks``.
    """

    def __init__(self, endpoint_config: EndpointConfig | None = None) -> None:
        """Rasa calls this with the ``lock_store`` endpoint. Nothing is opened before the first use.

        Raises:
            SettingsError: a setting of the stores can't be used.
        """
        super().__init__()
        given = endpoint_config.url if endpoint_config else None
        url = given or StoreSettings.from_environment().redis_url
        self.queue: MemoryQueue | RedisQueue = RedisQueue(url) if url else MemoryQueue()

    @asynccontextmanager
    async def lock(
        self, conversation_id: str, lock_lifetime: float = LOCK_LIFETIME, wait_time_in_seconds: float = 1
    ) -> AsyncIterator[TicketLock]:
        """Hold the conversation; the two times of Rasa's own lock are not needed.

        Raises:
            QueueError: Redis can't be used.
        """
        async with self.queue.turn(conversation_id):
            yield TicketLock(conversation_id)

    async def check(self) -> None:
        """Raise ``QueueError`` where the queue can't be used."""
        await self.queue.check()

    async def close(self) -> None:
        """Close connections."""
        await self.queue.close()

    def get_lock(self, conversation_id: str) -> TicketLock | None:
        """Rasa's ticket locks are not used."""
        return None

    def save_lock(self, lock: TicketLock) -> Any:
        """Rasa's ticket locks are not used."""

    def delete_lock(self, conversation_id: str) -> None:
        """Rasa's ticket locks are not used."""
