"""WhatsApp's protocol: Meta posts signed messages, answers go to the Cloud API, outside of a day templates alone."""

from __future__ import annotations

import hashlib
import hmac
import logging
import time
from collections import OrderedDict
from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from rasa_project.channels.access.webhooks import is_secret
from rasa_project.channels.feedback_words import feedback_words
from rasa_project.channels.inbox.incoming import Incoming, Kind
from rasa_project.channels.inbox.messenger import MessageRefusedError, Messenger, Step
from rasa_project.channels.inbox.outgoing import Form, Outgoing
from rasa_project.channels.inbox.pace import Pace
from rasa_project.channels.inbox.wording import read_wording
from rasa_project.channels.whatsapp.client import Client
from rasa_project.channels.whatsapp.errors import WINDOW, WINDOW_CLOSED, WindowClosedError, meaning_of
from rasa_project.channels.whatsapp.incoming import WINDOW_SECONDS, Order, gone, identify, read_update, updates_in
from rasa_project.channels.whatsapp.settings import Settings
from rasa_project.channels.whatsapp.shapes import MOST_BUTTONS, MOST_TEXT, Card, Labels, Words, shape_of
from rasa_project.dialogue.reply_language import DEFAULT

logger = logging.getLogger(__name__)

SIGNATURE_HEADER: Final = "X-Hub-Signature-256"
#: Chats whose last message is remembered, to show "typing" under it.
_MOST_HEARD: Final = 2_000
#: Before a day is over by our clock, it may be over by Meta's.
_MARGIN_SECONDS: Final = 300
#: Letters of a template's variable: the whole template may have 1,024 ("Templates", body).
_MOST_VARIABLE: Final = 900


class WhatsApp(Messenger):
    """See :class:`Messenger`."""

    channel = "whatsapp"
    form = Form(MOST_TEXT, MOST_BUTTONS, is_fixed=True)
    #: "Webhooks payloads can be up to 3MB"; the server's reader and the proxy let as much pass for its path.
    most_posted = 3 * 1024 * 1024

    def __init__(self, settings: Settings, pace: Pace | None = None) -> None:
        """Take the settings; calls nobody yet."""
        self._settings = settings
        self._client = Client(settings, pace or Pace())
        self._order = Order()
        self._heard: OrderedDict[str, str] = OrderedDict()
        self.key = settings.token

    def is_genuine(self, headers: Mapping[str, str], body: bytes) -> bool:
        """See :class:`Messenger`."""
        return is_secret(headers.get(SIGNATURE_HEADER), signature(self._settings.app_secret, body))

    def challenge(self, told: Mapping[str, str]) -> str | None:
        """What Meta wants to hear when the webhook is set up; ``None`` where it is not Meta that asks."""
        is_meta = is_secret(told.get("hub.verify_token"), self._settings.verify_token)
        return told.get("hub.challenge", "") if is_meta and told.get("hub.mode") == "subscribe" else None

    def updates_in(self, body: object) -> Sequence[object]:
        """See :class:`Messenger`."""
        found = list(updates_in(body, self._settings.phone_id))
        for one in found:
            if "error" in one:
                self._client.advise(_code_of(one["error"]))
        return [one for one in found if "error" not in one]

    def identify(self, raw: object) -> Incoming:
        """See :class:`Messenger`."""
        return identify(raw, self._order)

    def read(self, one: Incoming, raw: Any, commands: Container[str]) -> Incoming:
        """See :class:`Messenger`."""
        read = read_update(one, raw, commands)
        if read.kind is Kind.FAILED:
            return self._failed(read, raw["status"])
        if read.chat_id:
            self._heard[read.chat_id] = raw["message"]["id"]
            self._heard.move_to_end(read.chat_id)
            while len(self._heard) > _MOST_HEARD:
                self._heard.popitem(last=False)
        return read

    async def send(self, chat_id: str, message: Outgoing) -> str:
        """See :class:`Messenger`."""
        return await self._send(chat_id, message)

    async def _send(self, chat_id: str, message: Outgoing, own_name: str = "") -> str:
        shape = shape_of(message, _labels(message))
        try:
            return await self._client.send(chat_id, shape, own_name)
        except WindowClosedError:
            raise
        except MessageRefusedError:
            if not isinstance(shape, Card):
                raise
            return await self._client.send(chat_id, Words(f"{shape.name}: {shape.phone}"), own_name)

    async def send_unasked(self, chat_id: str, message: Outgoing, last_heard: float | None, own_name: str = "") -> str:
        """Send what nobody asked for just now; within a day of ``last_heard`` (seconds since 1970) as it is.

        Raises:
            WindowClosedError: the day is over, and no template is set for the language.
            MessageRefusedError: the text is too long for a template.
        """
        if last_heard is not None and time.time() - last_heard < WINDOW_SECONDS - _MARGIN_SECONDS:
            try:
                return await self._send(chat_id, message, own_name)
            except WindowClosedError:
                logger.info("A day is over earlier by WhatsApp's clock; a template goes instead.")
        return await self._send_template(chat_id, message, own_name)

    async def show_typing(self, chat_id: str) -> None:
        """See :class:`Messenger`."""
        message = self._heard.get(chat_id)
        if message is None:
            await self._client.who()
        else:
            await self._client.show_typing(message)

    def first_steps(self) -> Sequence[Step]:
        """See :class:`Messenger`."""
        return [("The bot can't introduce itself", self._introduce)]

    def advice_for(self, error: Exception) -> str:
        """See :class:`Messenger`."""
        return str(error) or type(error).__name__

    async def close(self) -> None:
        """See :class:`Messenger`."""
        await self._client.close()

    async def _send_template(self, chat_id: str, message: Outgoing, own_name: str) -> str:
        language = message.language or DEFAULT
        template = self._settings.template_for(language, [title for title, _ in message.buttons])
        if template is None:
            self._client.advise(WINDOW_CLOSED)
            raise WindowClosedError(WINDOW)
        text = " ".join(message.text.split())  # a variable holds no line breaks
        if len(text) > _MOST_VARIABLE:
            told = f"the text has {len(text)} letters, a template holds {_MOST_VARIABLE}: write a shorter one"
            logger.warning("A message of the bot's own accord was not sent: %s", told)
            raise MessageRefusedError(told)
        tokens = [token for _, token in message.buttons] if template.titles else []
        return await self._client.send_template(chat_id, template.name, language, text, tokens, own_name)

    def _failed(self, one: Incoming, status: Mapping[str, Any]) -> Incoming:
        """A message of the bot's that Meta took and could not deliver."""
        own_name = status.get("biz_opaque_callback_data")
        one = replace(one, own_name=own_name if isinstance(own_name, str) else None)
        codes = [_code_of(error) for error in status.get("errors") or ()]
        for code in codes:
            self._client.advise(code)
        return gone(one, status) if any(meaning_of(code).what == "gone" for code in codes) else one

    async def _introduce(self) -> None:
        who = await self._client.who()
        logger.info("WhatsApp is on: %s, webhook", who.get("display_phone_number"))


def signature(secret: str, body: bytes) -> str:
    """What Meta writes into :data:`SIGNATURE_HEADER` ("Webhooks", validating payloads)."""
    return "sha256=" + hmac.new(secret.encode("utf-8"), body, hashlib.sha256).hexdigest()


def _labels(message: Outgoing) -> Labels:
    language, wording = message.language or DEFAULT, read_wording()
    rating = str(getattr(feedback_words().question, language))
    return Labels(wording.text("menu_button", language), wording.text("menu_rows", language), rating)


def _code_of(error: object) -> int:
    code = error.get("code") if isinstance(error, Mapping) else None
    return code if type(code) is int else -1
