"""A parent in Telegram."""

from __future__ import annotations

from typing import Any

from tests import telegram_updates as updates
from tests.messenger_parent import MessengerParent
from tests.telegram_server import TelegramServer


class Parent(MessengerParent):
    """See :class:`MessengerParent`."""

    def __init__(self, telegram: TelegramServer, chat: int, seconds: float = 30) -> None:
        super().__init__(telegram, chat, seconds)
        self._telegram = telegram

    def arrives(self, message: dict[str, Any]) -> None:
        self._telegram.arrives(message)

    def written(self, words: str) -> dict[str, Any]:
        return updates.text(self.chat, words)

    def tap_on(self, title: str) -> dict[str, Any] | None:
        for message in reversed(self._telegram.sent(self.chat)):
            for button in _buttons(message):
                if button["text"] == title:
                    return updates.tap(self.chat, button["callback_data"], message)
        return None

    def words_of(self, message: dict[str, Any]) -> str:
        return str(message.get("text") or message["contact"]["phone_number"])

    def titles_of(self, message: dict[str, Any]) -> list[str]:
        return [button["text"] for button in _buttons(message)]

    def sends_place(self, lat: float, lon: float, messages: int = 1) -> str:
        """Send a location."""
        return self.does(updates.location(self.chat, lat, lon), messages)

    @property
    def shown_keyboards(self) -> int:
        """How many messages in the chat have buttons now."""
        return sum("inline_keyboard" in one.get("reply_markup", {}) for one in self._telegram.sent(self.chat))


def _buttons(message: dict[str, Any]) -> list[dict[str, Any]]:
    return [row[0] for row in message.get("reply_markup", {}).get("inline_keyboard", [])]
