"""A parent in WhatsApp: writes, taps what is shown, sends a place, reads the answers."""

from __future__ import annotations

import re
from typing import Any

from tests import whatsapp_updates as updates
from tests.channels.whatsapp.bench import choices_of, text_of
from tests.whatsapp_server import WhatsAppServer


class Parent:
    """Somebody with a phone. Each step waits until the bot has answered."""

    def __init__(self, whatsapp: WhatsAppServer, chat: str, seconds: float = 30) -> None:
        self._whatsapp = whatsapp
        self._seconds = seconds
        self._read = 0
        self.chat = chat
        self.answers: list[dict[str, Any]] = []

    def says(self, words: str, messages: int = 1) -> str:
        """Write; returns the words of the answer, which is so many ``messages``."""
        return self._does(updates.text(self.chat, words), messages)

    def taps(self, title: str, messages: int = 1) -> str:
        """Tap the newest thing of that title, on a button or in a list."""
        for message in reversed(self._whatsapp.sent(self.chat)):
            for shown, token in choices_of(message):
                if shown == title:
                    is_row = message["interactive"]["type"] == "list"
                    return self._does(updates.tap(self.chat, token, message["id"], title, is_row), messages)
        raise AssertionError(f"no button {title!r} is shown, but {self.choices}")

    def sends(self, message: dict[str, Any], messages: int = 1) -> str:
        """Send a place, a voice, ..."""
        return self._does(message, messages)

    @property
    def text(self) -> str:
        """The words of the last answer."""
        return "\n".join(text_of(one) for one in self.answers)

    @property
    def choices(self) -> list[str]:
        """What can be tapped in the last answer."""
        return [title for one in self.answers for title, _ in choices_of(one)]

    def _does(self, message: dict[str, Any], messages: int) -> str:
        self._whatsapp.arrives(message)
        self._whatsapp.wait_sent(self.chat, self._read + messages, self._seconds)
        found = self._whatsapp.sent(self.chat)
        self.answers = found[self._read :]
        self._read = len(found)
        assert len(self.answers) == messages, re.sub(r"\s+", " ", self.text)
        return self.text
