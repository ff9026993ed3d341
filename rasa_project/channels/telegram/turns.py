"""One turn of the dialogue: a text goes to Rasa, whole answers come back."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from typing import Any, Final, Protocol

from rasa.core.channels.channel import OutputChannel, UserMessage

from rasa_project.channels.guard import Guard
from rasa_project.nlg.fixed import TURN_FAILED, fixed_text
from rasa_project.nlg.language import PAGE_KEY, ReplyLanguage

logger = logging.getLogger(__name__)

CHANNEL: Final = "telegram"
#: A turn that takes longer is given up; the next message of the chat must not wait for ever.
_DEADLINE_SECONDS: Final = 60.0

Answers = list[dict[str, Any]]


class Turn(Protocol):
    """What answers a message."""

    async def __call__(
        self, chat_id: int, text: str, language: ReplyLanguage, metadata: Mapping[str, Any] | None = None
    ) -> Answers:
        """The answers to ``text``; ``language`` is for a failure where that of the text can't be told."""


class TelegramAnswers(OutputChannel):
    """Collects the answers of one turn as Rasa made them: text, buttons, language, name of the response."""

    def __init__(self) -> None:
        """Nothing is said yet."""
        self.messages: Answers = []

    @classmethod
    def name(cls) -> str:
        """Name of the channel, for responses that differ by channel."""
        return CHANNEL

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Keep an answer whole."""
        self.messages.append(dict(message))

    async def send_text_message(self, recipient_id: str, text: str, **kwargs: Any) -> None:
        """Keep a text as one answer."""
        self.messages.append({**kwargs, "text": text})


def rasa_turn(guard: Guard, deadline: float = _DEADLINE_SECONDS) -> Turn:
    """Turns played by Rasa behind the gate; one past ``deadline`` (seconds) gets the fixed text."""

    async def turn(
        chat_id: int, text: str, language: ReplyLanguage, metadata: Mapping[str, Any] | None = None
    ) -> Answers:
        kept = TelegramAnswers()
        about = {**(metadata or {}), PAGE_KEY: language}
        message = UserMessage(text, kept, str(chat_id), input_channel=CHANNEL, metadata=about)
        try:
            await asyncio.wait_for(guard(message), deadline)
        except asyncio.TimeoutError:
            logger.error("A turn took longer than %d s and is given up", deadline)
            return [{"text": fixed_text(TURN_FAILED, language), "language": language}]
        return kept.messages

    return turn
