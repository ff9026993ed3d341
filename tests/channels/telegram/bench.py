"""The channel running against the test server, with a dialogue engine that is a table."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from rasa_project.channels.inbox.pace import Pace
from rasa_project.channels.inbox.service import Service
from rasa_project.channels.telegram.messenger import Telegram
from rasa_project.channels.telegram.settings import Settings
from tests.telegram_server import TOKEN, TelegramServer

#: Repeats quickly and gives up soon; the real one waits for hours.
FAST = Pace(first=0.02, longest=0.1, patience=8.0, timeout=0.5)

Answers = list[dict[str, Any]]


class Engine:
    """Answers from a table, else with the text itself; keeps what it was asked."""

    def __init__(self, table: Mapping[str, Answers | Callable[[], Any]] | None = None) -> None:
        self.table = dict(table or {})
        self.asked: list[tuple[int, str, Any]] = []

    async def __call__(
        self, chat_id: str, text: str, language: str, metadata: Mapping[str, Any] | None = None
    ) -> Answers:
        self.asked.append((int(chat_id), text, dict(metadata or {})))
        found = self.table.get(text, [{"text": f"Жауап: {text}"}])
        if callable(found):
            found = found()
        return await found if asyncio.iscoroutine(found) else list(found)

    def texts(self, chat: int | None = None) -> list[str]:
        return [text for who, text, _ in self.asked if chat in (None, who)]


class RunningBot:
    """The channel's service in a thread of its own, as the server runs it."""

    def __init__(
        self, telegram: TelegramServer, folder: Path, engine: Any, pace: Pace = FAST, rate: Any = None, **more: Any
    ) -> None:
        self.engine = engine
        self._rate = rate
        self.settings = Settings(TOKEN, telegram.url, database=folder / "telegram.db", messages_per_second=0, **more)
        self._pace = pace
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self.service: Service
        self._running: asyncio.Task[None]

    def __enter__(self) -> RunningBot:
        self._thread.start()
        self.call(self._start())
        return self

    def __exit__(self, *_: object) -> None:
        self.call(self._stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=5)
        self._loop.close()

    def call(self, work: Any, seconds: float = 15) -> Any:
        """Run a coroutine in the bot's thread."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(timeout=seconds)

    async def _start(self) -> None:
        messenger = Telegram(self.settings, self._pace)
        self.service = Service(messenger, self.engine, self.settings.database, self._pace, self._rate)
        self._running = asyncio.get_running_loop().create_task(self.service.run())

    async def _stop(self) -> None:
        self._running.cancel()
        await asyncio.gather(self._running, return_exceptions=True)
        await self.service.close()


QUESTION = {
    "text": "Қызуы көтерілді ме?",
    "buttons": [
        {"title": "Иә", "payload": '/inform{"fever":"yes"}'},
        {"title": "Жоқ", "payload": '/inform{"fever":"no"}'},
    ],
}


def texts(telegram: TelegramServer, chat: int = 5) -> list[str]:
    return [one.get("text", "") for one in telegram.sent(chat)]


def settled(telegram: TelegramServer, bot: RunningBot) -> None:
    """Wait until the bot took and did all that came."""
    telegram.wait(lambda: not telegram.api.pending)
    telegram.wait(lambda: not bot.service.dispatcher.active_chats)


def shown_buttons(message: dict[str, Any]) -> list[str]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]


async def set_event(event: asyncio.Event) -> None:
    """Set an event of the bot's thread."""
    event.set()
