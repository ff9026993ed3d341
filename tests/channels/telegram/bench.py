"""The channel running against the test server, with a dialogue engine that is a table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa_project.channels.inbox.pace import Pace
from rasa_project.channels.telegram.messenger import Telegram
from rasa_project.channels.telegram.settings import Settings
from tests.channels.running import FAST, QUESTION, Answers, Engine, RunningService, set_event
from tests.telegram_server import TOKEN, TelegramServer

__all__ = ["FAST", "QUESTION", "Answers", "Engine", "RunningBot", "set_event", "settled", "shown_buttons", "texts"]


class RunningBot(RunningService):
    """The channel's service in a thread of its own, as the server runs it."""

    def __init__(
        self, telegram: TelegramServer, folder: Path, engine: Any, pace: Pace = FAST, rate: Any = None, **more: Any
    ) -> None:
        self.settings = Settings(TOKEN, telegram.url, database=folder / "telegram.db", messages_per_second=0, **more)
        super().__init__(lambda pace: Telegram(self.settings, pace), self.settings.database, engine, pace, rate)


def texts(telegram: TelegramServer, chat: int = 5) -> list[str]:
    return [one.get("text", "") for one in telegram.sent(chat)]


def settled(telegram: TelegramServer, bot: RunningBot) -> None:
    """Wait until the bot took and did all that came."""
    telegram.wait(lambda: not telegram.api.pending)
    telegram.wait(lambda: not bot.service.dispatcher.active_chats)


def shown_buttons(message: dict[str, Any]) -> list[str]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]
