"""A messenger's running parts: who of several processes answers, fetching, what is done once at the start."""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Final

from rasa_project.channels.inbox.delivery import Delivery
from rasa_project.channels.inbox.dispatcher import Dispatcher
from rasa_project.channels.inbox.messenger import Messenger, TryAgainError
from rasa_project.channels.inbox.pace import Pace
from rasa_project.channels.inbox.payloads import Payloads
from rasa_project.channels.inbox.replies import Replies
from rasa_project.channels.inbox.store import Inbox
from rasa_project.channels.inbox.turns import Rate, Turn
from rasa_project.channels.inbox.wording import read_wording
from rasa_project.outreach.sender import Sender
from rasa_project.private_files import open_private

logger = logging.getLogger(__name__)

#: Running answers may take so long when the server stops.
_STOP_SECONDS: Final = 5.0
#: How often a process that does not answer looks whether it may.
_STANDBY_SECONDS: Final = 3.0


class Service:
    """Everything behind a messenger in one process; only :meth:`run` calls the messenger."""

    def __init__(
        self,
        messenger: Messenger,
        turn: Turn,
        database: Path,
        pace: Pace | None = None,
        rate: Rate | None = None,
        sender: Sender | None = None,
    ) -> None:
        """Open the file; calls nobody.

        Args:
            messenger: the protocol.
            turn: asks the dialogue engine.
            database: the file of the inbox.
            pace: spaces the repeats over a bad network.
            rate: takes what is said of answers.
            sender: sends what is planned; ``None``: nothing is.
        """
        self._messenger = messenger
        self._pace = pace or Pace()
        self._database = database
        self._sender = sender
        self._inbox = Inbox(database, messenger.channel)
        self.delivery = Delivery(messenger, self._pace)
        replies = Replies(self._inbox, turn, Payloads(), messenger.form, rate)
        undelivered = sender.undelivered if sender is not None else None
        self.dispatcher = Dispatcher(
            messenger, self._inbox, replies, self.delivery, read_wording(), undelivered=undelivered
        )

    def counts(self) -> dict[str, int]:
        """What came, what became of it, and of what was planned."""
        return {**self.dispatcher.all_counts(), **(self._sender.counts() if self._sender is not None else {})}

    async def run(self) -> None:
        """Answer, and fetch where messages are fetched, until cancelled."""
        async with instance_lock(self._database.with_suffix(".lock"), self._messenger.channel):
            jobs = [self.dispatcher.run(), self._begin()]
            if self._messenger.polls:
                jobs.append(self._poll())
            if self._sender is not None:
                jobs.append(self._sender.run())
            await asyncio.gather(*jobs)

    async def close(self) -> None:
        """Let running answers end and close everything."""
        if self._sender is not None:
            await self._sender.close(_STOP_SECONDS)
        await self.dispatcher.stop(_STOP_SECONDS)
        await self._messenger.close()
        self._inbox.close()

    async def _begin(self) -> None:
        """What is done once; a messenger that can't be reached is asked again later."""
        for trouble, call in self._messenger.first_steps():
            await self._until_done(call, trouble)

    async def _poll(self) -> None:
        async def call() -> None:
            self._messenger.confirm(self.dispatcher.accept(await self._messenger.fetch()))

        while True:
            await self._until_done(call, "Messages can't be fetched")
            while self.dispatcher.is_full:
                await asyncio.sleep(_STANDBY_SECONDS)

    async def _until_done(self, call: Callable[[], Awaitable[None]], trouble: str) -> None:
        """Repeat ``call`` with growing pauses until it is done; each kind of trouble is logged once."""
        logged: set[str] = set()
        for pause in self._pace.pauses():
            try:
                await call()
            except Exception as error:  # whatever it is, the messenger keeps the messages and this goes on
                advice = self._messenger.advice_for(error)
                if advice not in logged:
                    logged.add(advice)
                    logger.warning("%s, trying again: %s", trouble, advice)
                await asyncio.sleep(pause + (error.after if isinstance(error, TryAgainError) else 0))
            else:
                return


@contextlib.asynccontextmanager
async def instance_lock(lock: Path, channel: str) -> AsyncIterator[None]:
    """Wait to be the only process that answers; several workers take webhook posts, one works them off.

    The system frees the lock when the process ends in any way.
    """
    with open_private(lock, "w") as file:
        waited = False
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if not waited:
                    logger.info("Another process answers %s; this one stands by.", channel.title())
                waited = True
                await asyncio.sleep(_STANDBY_SECONDS)
        yield
