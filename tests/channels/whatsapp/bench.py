"""The channel running against the test server, with a dialogue engine that is a table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa_project.channels.inbox.pace import Pace
from rasa_project.channels.whatsapp.messenger import WhatsApp
from rasa_project.channels.whatsapp.settings import Settings
from tests import whatsapp_updates as updates
from tests.channels.running import FAST, RunningService
from tests.whatsapp_server import SECRET, TOKEN, VERIFY, WhatsAppServer

ANNA = "77010000001"
BOTA = "77010000002"


class RunningBot(RunningService):
    """The channel's service in a thread of its own; posts are handed to it without a webhook."""

    def __init__(
        self, whatsapp: WhatsAppServer, folder: Path, engine: Any, pace: Pace = FAST, rate: Any = None, **more: Any
    ) -> None:
        database = folder / "whatsapp.db"
        self.settings = Settings(TOKEN, updates.PHONE_ID, SECRET, VERIFY, whatsapp.url, database=database, **more)
        self._whatsapp = whatsapp
        super().__init__(lambda pace: WhatsApp(self.settings, pace), database, engine, pace, rate)

    def arrives(self, *messages: dict[str, Any]) -> None:
        """Somebody writes, taps, sends, ...: a post each."""
        for message in messages:
            self._whatsapp.api.hear(message)
            self.takes(updates.post(message))

    def takes(self, body: dict[str, Any]) -> list[str]:
        """A whole post of Meta's."""

        async def take() -> list[str]:
            return self.service.dispatcher.accept(self.messenger.updates_in(body))

        return list(self.call(take()))

    def settled(self) -> None:
        """Wait until the bot did all that came."""
        self._whatsapp.wait(lambda: not self.service.dispatcher.active_chats)

    @property
    def counts(self) -> dict[str, int]:
        return self.service.dispatcher.all_counts()


def texts(whatsapp: WhatsAppServer, chat: str = ANNA) -> list[str]:
    return [text_of(one) for one in whatsapp.sent(chat)]


def text_of(message: dict[str, Any]) -> str:
    if message["type"] == "text":
        return str(message["text"]["body"])
    if message["type"] == "contacts":
        return str(message["contacts"][0]["phones"][0]["phone"])
    if message["type"] == "template":
        return str(message["template"]["components"][0]["parameters"][0]["text"])
    return str(message["interactive"]["body"]["text"])


def choices_of(message: dict[str, Any]) -> list[tuple[str, str]]:
    """Titles and ids that can be tapped, in their order."""
    action = message.get("interactive", {}).get("action", {})
    replies = [(one["reply"]["title"], one["reply"]["id"]) for one in action.get("buttons", [])]
    rows = [(row["title"], row["id"]) for section in action.get("sections", []) for row in section["rows"]]
    return replies + rows
