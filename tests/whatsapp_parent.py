"""A parent in WhatsApp."""

from __future__ import annotations

from typing import Any

from tests import whatsapp_updates as updates
from tests.channels.whatsapp.bench import choices_of, text_of
from tests.messenger_parent import MessengerParent
from tests.whatsapp_server import WhatsAppServer


class Parent(MessengerParent):
    """See :class:`MessengerParent`; what can be tapped stands on buttons or in a list."""

    def __init__(self, whatsapp: WhatsAppServer, chat: str, seconds: float = 30) -> None:
        super().__init__(whatsapp, chat, seconds)
        self._whatsapp = whatsapp

    def arrives(self, message: dict[str, Any]) -> None:
        self._whatsapp.arrives(message)

    def written(self, words: str) -> dict[str, Any]:
        return updates.text(self.chat, words)

    def tap_on(self, title: str) -> dict[str, Any] | None:
        for message in reversed(self._whatsapp.sent(self.chat)):
            for shown, token in choices_of(message):
                if shown == title:
                    is_row = message["interactive"]["type"] == "list"
                    return updates.tap(self.chat, token, message["id"], title, is_row)
        return None

    def words_of(self, message: dict[str, Any]) -> str:
        return text_of(message)

    def titles_of(self, message: dict[str, Any]) -> list[str]:
        return [title for title, _ in choices_of(message)]
