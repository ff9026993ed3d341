"""The channel's running parts: who of several processes answers, polling, the command menu."""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Final

from telegram import Bot, BotCommand, BotCommandScopeAllPrivateChats
from telegram.error import Conflict, InvalidToken, RetryAfter

from rasa_project.channels.telegram.bot import Pace, Polling, make_bot
from rasa_project.channels.telegram.delivery import Delivery, seconds_of
from rasa_project.channels.telegram.desk import Desk
from rasa_project.channels.telegram.incoming import is_update
from rasa_project.channels.telegram.payloads import Payloads
from rasa_project.channels.telegram.replies import Replies
from rasa_project.channels.telegram.settings import Settings
from rasa_project.channels.telegram.store import Store
from rasa_project.channels.telegram.turns import Turn
from rasa_project.channels.telegram.wording import Wording, read_wording
from rasa_project.private_files import open_private

logger = logging.getLogger(__name__)

#: Running answers may take so long when the server stops.
_STOP_SECONDS: Final = 5.0
#: How often a process that does not answer looks whether it may.
_STANDBY_SECONDS: Final = 3.0


class Service:
    """Everything behind the channel in one process; only :meth:`run` calls Telegram."""

    def __init__(self, settings: Settings, turn: Turn, pace: Pace | None = None) -> None:
        """Open the file; calls nobody. ``pace`` spaces the repeats over a bad network."""
        self._settings = settings
        self._pace = pace or Pace()
        self._wording = read_wording()
        self._store = Store(settings.database)
        self._bot = make_bot(settings, self._pace)
        self.delivery = Delivery(self._bot, self._pace)
        replies = Replies(self._store, turn, Payloads(), self._wording)
        self.desk = Desk(self._store, replies, self.delivery, self._wording, settings.token)

    async def run(self) -> None:
        """Answer, and poll where there is no webhook, until cancelled."""
        async with the_one(self._settings.database.with_suffix(".lock")):
            jobs = [self.desk.run(), self._introduce()]
            if self._settings.webhook_url is None:
                jobs.append(self._poll())
            await asyncio.gather(*jobs)

    async def close(self) -> None:
        """Let running answers end and close everything."""
        await self.desk.stop(_STOP_SECONDS)
        await self._bot.request.shutdown()
        self._store.close()

    async def _introduce(self) -> None:
        """Check once who the bot is and set its menu; a Telegram that can't be reached is asked again later."""

        async def call() -> None:
            me = await self._bot.get_me()
            way = "webhook" if self._settings.webhook_url else "long polling"
            logger.info("Telegram is on: @%s, %s", me.username, way)

        await self._until_done(call, "The bot can't introduce itself")
        await self._until_done(lambda: set_menu(self._bot, self._wording), "The command menu can't be set")

    async def _poll(self) -> None:
        polling = Polling(self._settings, self._pace)

        async def call() -> None:
            found = await polling.fetch()
            # What has no number can't be confirmed; it must not keep the others from being taken.
            numbered = [raw for raw in found if is_update(raw)]
            polling.confirm(self.desk.accept(numbered or found))

        try:
            while True:
                await self._until_done(call, "Messages can't be fetched")
                while self.desk.is_full:
                    await asyncio.sleep(_STANDBY_SECONDS)
        finally:
            await polling.close()

    async def _until_done(self, call: Callable[[], Awaitable[None]], what: str) -> None:
        """Repeat ``call`` with growing pauses until it is done; each kind of trouble is logged once."""
        said: set[str] = set()
        for pause in self._pace.pauses():
            try:
                await call()
            except Exception as error:  # whatever it is, Telegram keeps the messages and this goes on
                if type(error).__name__ not in said:
                    said.add(type(error).__name__)
                    logger.warning("%s, trying again: %s", what, advice_for(error))
                await asyncio.sleep(pause + (seconds_of(error) if isinstance(error, RetryAfter) else 0))
            else:
                return


def advice_for(error: Exception) -> str:
    """What to do about an error of Telegram's; never the error's own text, which may hold a message."""
    if isinstance(error, InvalidToken):
        return "TELEGRAM_TOKEN is refused. Copy it again from @BotFather, or look for a proxy on the way."
    if isinstance(error, Conflict):
        return (
            "another program fetches this bot's messages, or a webhook is set. Stop that program, or run: "
            "python -m rasa_project telegram delete-webhook"
        )
    return type(error).__name__


async def set_menu(bot: Bot, wording: Wording) -> None:
    """The bot's command menu: Kazakh for everybody, Russian where the phone speaks Russian."""
    for code in (None, "kk", "ru"):
        commands = [BotCommand(one.command, one.ru if code == "ru" else one.kk) for one in wording.commands]
        await bot.set_my_commands(commands, BotCommandScopeAllPrivateChats(), language_code=code)


@contextlib.asynccontextmanager
async def the_one(lock: Path) -> AsyncIterator[None]:
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
                    logger.info("Another process answers Telegram; this one stands by.")
                waited = True
                await asyncio.sleep(_STANDBY_SECONDS)
        yield
