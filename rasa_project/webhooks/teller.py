"""Tells integrators' servers what waits: some at once, each with growing pauses, for a bounded time.

One runs in each worker. A slow receiver holds up nobody else's events, and no parent's reply.
"""

from __future__ import annotations

import asyncio
import functools
import logging
import random
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeVar

from rasa_project.observability.metrics import metrics
from rasa_project.sealed import SealError
from rasa_project.security.key_file import KeyFile, KeyFileError
from rasa_project.security.stored_webhook import StoredWebhook
from rasa_project.settings import SettingsError
from rasa_project.storage.errors import StoreError
from rasa_project.webhooks.delivery import TRY_SECONDS, Tried, tell
from rasa_project.webhooks.queue import Event, Queue

logger = logging.getLogger(__name__)

T = TypeVar("T")

#: Pauses behind the first try, the second and so on, in seconds; a day in all. Behind the last an event is given up.
PAUSES: Final = (5.0, 30.0, 120.0, 600.0, 1800.0, 3600.0, 3 * 3600.0, 6 * 3600.0, 12 * 3600.0)
#: However long a receiver asks for: an event that is older is given up.
MOST_SECONDS: Final = 48 * 3600.0
#: An event is this worker's alone for so long; where it dies, another takes it then.
CLAIM_SECONDS: Final = 3 * TRY_SECONDS
AT_ONCE: Final = 8
AT_ONCE_OF_ONE: Final = 2
LOOK_SECONDS: Final = 1.0
#: A pause is lengthened by up to so much, so that what failed together does not come together.
_JITTER: Final = 0.2


class Teller:
    """Works off the queue of one machine."""

    def __init__(
        self,
        keys: KeyFile,
        path: Path,
        *,
        loopback: bool,
        pauses: tuple[float, ...] = PAUSES,
        claim_seconds: float = CLAIM_SECONDS,
    ) -> None:
        """Tell what waits in the file ``path`` to the webhooks of ``keys``."""
        self._claim_seconds = claim_seconds
        self._keys = keys
        self._path = path
        self._loopback = loopback
        self._pauses = pauses
        self._queue: Queue | None = None
        self._running: dict[asyncio.Task[None], str] = {}
        self._news = asyncio.Event()
        self._logged = ""

    def wake(self) -> None:
        """Something was put into the queue by this worker."""
        self._news.set()

    async def run(self) -> None:
        """Work until it is cancelled; what is being told then is told again later."""
        try:
            while True:
                try:
                    await self._begin_what_is_due()
                except (StoreError, KeyFileError, SettingsError) as error:
                    self._complain(error)
                await self._rest()
        finally:
            for task in self._running:
                task.cancel()
            await asyncio.gather(*self._running, return_exceptions=True)
            if self._queue is not None:
                self._queue.close()

    async def _rest(self) -> None:
        waiting = [asyncio.ensure_future(self._news.wait()), *self._running]
        await asyncio.wait(waiting, timeout=LOOK_SECONDS, return_when=asyncio.FIRST_COMPLETED)
        waiting[0].cancel()
        self._news.clear()

    async def _begin_what_is_due(self) -> None:
        if self._queue is None:
            if not self._path.exists():
                return
            self._queue = await asyncio.to_thread(Queue, self._path)
        while len(self._running) < AT_ONCE:
            counts = Counter(self._running.values())
            busy = [owner for owner, count in counts.items() if count >= AT_ONCE_OF_ONE]
            try:
                event = await self._in_thread(self._queue.claim, time.time(), self._claim_seconds, busy)
            except SealError:
                metrics().webhooks.labels("dead").inc()
                logger.error("An event for a webhook was sealed with another key and is given up")
                continue
            if event is None:
                break
            task = asyncio.ensure_future(self._tell(self._queue, event))
            self._running[task] = event.owner
            task.add_done_callback(self._ended)
        metrics().webhooks_waiting.set(await self._in_thread(self._queue.count))
        self._logged = ""

    async def _tell(self, queue: Queue, event: Event) -> None:
        webhook = self._webhook_of(event)
        if webhook is None:  # it was ended, or asks for other events by now
            metrics().webhooks.labels("dropped").inc()
            await self._in_thread(queue.remove, event.name)
            return
        try:
            tried = await tell(event, webhook, loopback=self._loopback)
        except SealError:
            tried = Tried(False, is_refused=True, why="secret")
        now = time.time()
        if tried.is_told:
            metrics().webhooks.labels("told").inc()
            await self._in_thread(queue.remove, event.name)
        elif tried.is_refused or event.tries >= len(self._pauses) or now - event.made > MOST_SECONDS:
            metrics().webhooks.labels("dead").inc()
            logger.error("An event for the webhook of %s is given up (%s)", event.owner, tried.why)
            await self._in_thread(queue.remove, event.name)
        else:
            pause = self._pauses[event.tries] * (1 + random.random() * _JITTER)
            metrics().webhooks.labels("failed").inc()
            logger.warning("The webhook of %s failed (%s); tried again later", event.owner, tried.why)
            await self._in_thread(queue.again_at, event.name, now + max(pause, tried.wait))

    def _webhook_of(self, event: Event) -> StoredWebhook | None:
        key = self._keys.all().get(event.owner)
        if key is None or not key.is_valid() or key.webhook is None or event.told["type"] not in key.webhook.events:
            return None
        return key.webhook

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._running.pop(task, None)
        if not task.cancelled() and (error := task.exception()) is not None:
            self._complain(error)  # its claim ends by itself

    def _complain(self, error: BaseException) -> None:
        metrics().errors.labels("webhooks").inc()
        if self._logged != str(error):
            self._logged = str(error)
            said = error if isinstance(error, ValueError | StoreError) else type(error).__name__
            logger.error("Webhooks can't be told: %s", said)

    @staticmethod
    async def _in_thread(work: Callable[..., T], *arguments: Any) -> T:
        return await asyncio.to_thread(functools.partial(work, *arguments))
