"""What a turn of an integrator's sender is, put on disk before its reply is given; the reply hardly waits for it."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from rasa_project.jobs import start_job
from rasa_project.observability.metrics import metrics
from rasa_project.observability.turns import Turn
from rasa_project.security.key_file import KeyFile, KeyFileError
from rasa_project.security.settings import key_file
from rasa_project.serving.running import RunningTurns, running_turns
from rasa_project.settings import WEBHOOK_DB, WEBHOOK_LOOPBACK
from rasa_project.storage.errors import StoreError
from rasa_project.webhooks.events import event_of, kinds_of
from rasa_project.webhooks.queue import Event, Queue
from rasa_project.webhooks.teller import Teller

logger = logging.getLogger(__name__)

#: A reply waits at most so long for the disk, which takes some milliseconds; beyond, it is written behind the reply.
PATIENCE_SECONDS: Final = 0.05


class Announcer:
    """Puts events of this process into the queue.

    Attributes:
        teller: of this process, woken by each event; ``None`` where none runs.
    """

    def __init__(self, keys: KeyFile, path: Path, running: RunningTurns | None = None) -> None:
        """Announce to the webhooks of ``keys``, by the file ``path``."""
        self.teller: Teller | None = None
        self._keys = keys
        self._path = path
        self._running = running_turns() if running is None else running
        self._queue: Queue | None = None
        self._opening = threading.Lock()

    async def announce(self, owner: str, sender: str, turn: Turn) -> None:
        """Put what the turn is on disk, where its integrator wants to know; never raises, hardly waits.

        Args:
            owner: name of the integrator's key; empty where there is none.
            sender: the integrator's own id of who wrote.
            turn: as noted.
        """
        kinds = kinds_of(turn) if owner else ()
        wanted = [kind for kind in kinds if kind in self._events_of(owner)]
        if not wanted:
            return
        events = [event_of(kind, turn, owner, sender, time.time()) for kind in wanted]
        await asyncio.wait({self._running.begin(self._put(events))}, timeout=PATIENCE_SECONDS)

    def _events_of(self, owner: str) -> tuple[str, ...]:
        try:
            key = self._keys.all().get(owner)
        except KeyFileError:  # the API is closed by then and says so
            return ()
        return key.webhook.events if key is not None and key.webhook is not None else ()

    async def _put(self, events: list[Event]) -> None:
        try:
            await asyncio.to_thread(self._write, events)
        except Exception as error:
            metrics().errors.labels("webhooks").inc()
            logger.error("An event for the webhook of %s could not be kept: %s", events[0].owner, type(error).__name__)
            return
        if self.teller is not None:
            self.teller.wake()

    def prepare(self) -> None:
        """Open the file before the first event where somebody wants to be told: opening takes longer than writing.

        What can't be opened is logged; it is tried again at the first event.
        """
        try:
            if any(key.webhook is not None for key in self._keys.all().values()):
                self._open()
        except (KeyFileError, StoreError) as error:
            logger.error("%s", error)

    def _write(self, events: list[Event]) -> None:
        queue = self._open()
        for event in events:
            queue.put(event)

    def _open(self) -> Queue:
        with self._opening:
            if self._queue is None:
                self._queue = Queue(self._path)
            return self._queue


@lru_cache(maxsize=1)
def announcer() -> Announcer:
    """The announcer of this process.

    Raises:
        rasa_project.settings.SettingsError: a setting can't be used.
    """
    return Announcer(key_file(), WEBHOOK_DB.read())


async def tell_webhooks(app: Any, loop: Any) -> None:
    """A Sanic listener: works off what waits, until the server stops."""
    ours = announcer()
    await asyncio.to_thread(ours.prepare)
    ours.teller = Teller(key_file(), WEBHOOK_DB.read(), loopback=WEBHOOK_LOOPBACK.read())
    start_job(app, ours.teller.run())
