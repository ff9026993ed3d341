"""A parent in Telegram: writes, taps what is shown, sends a place, reads the answers."""

from __future__ import annotations

import re
from typing import Any

from tests import telegram_updates as updates
from tests.telegram_server import TelegramServer


class Parent:
    """Somebody with a phone. Each step waits until the bot has answered."""

    def __init__(self, telegram: TelegramServer, chat: int, seconds: float = 30) -> None:
        self._telegram = telegram
        self._seconds = seconds
        self._read = 0
        self.chat = chat
        self.answers: list[dict[str, Any]] = []

    def says(self, words: str, messages: int = 1) -> str:
        """Write; returns the words of the answer, which is so many ``messages``."""
        return self._does(updates.text(self.chat, words), messages)

    def taps(self, title: str, messages: int = 1) -> str:
        """Tap the newest button of that title that is still shown."""
        for message in reversed(self._telegram.sent(self.chat)):
            for row in message.get("reply_markup", {}).get("inline_keyboard", []):
                if row[0]["text"] == title:
                    return self._does(updates.tap(self.chat, row[0]["callback_data"], message), messages)
        raise AssertionError(f"no button {title!r} is shown, but {self.buttons}")

    def sends_place(self, lat: float, lon: float, messages: int = 1) -> str:
        """Send a location."""
        return self._does(updates.location(self.chat, lat, lon), messages)

    @property
    def text(self) -> str:
        """The words of the last answer."""
        return "\n".join(one.get("text") or one["contact"]["phone_number"] for one in self.answers)

    @property
    def buttons(self) -> list[str]:
        """Titles under the last answer."""
        rows = [row for one in self.answers for row in one.get("reply_markup", {}).get("inline_keyboard", [])]
        return [row[0]["text"] for row in rows]

    @property
    def shown_keyboards(self) -> int:
        """How many messages in the chat have buttons now."""
        return sum("inline_keyboard" in one.get("reply_markup", {}) for one in self._telegram.sent(self.chat))

    def _does(self, update: dict[str, Any], messages: int) -> str:
        self._telegram.arrives(update)
        self._telegram.wait_sent(self.chat, self._read + messages, self._seconds)
        found = self._telegram.sent(self.chat)
        self.answers = found[self._read :]
        self._read = len(found)
        assert len(self.answers) == messages, re.sub(r"\s+", " ", self.text)
        return self.text
