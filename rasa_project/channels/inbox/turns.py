"""One turn of the dialogue: a text goes to Rasa, whole answers come back; and what is said of them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from typing import Any, Protocol

from rasa.core.channels.channel import OutputChannel, UserMessage

from rasa_project.channels.feedback import Feedback, OtherVerdictError, Thanks, UnknownAnswerError, take_feedback
from rasa_project.channels.gateway import Gateway
from rasa_project.channels.inbox.outgoing import LINKS, RATED_AS
from rasa_project.channels.share.links import shared_of
from rasa_project.dialogue.fixed_answers import TURN_FAILED, fixed_text
from rasa_project.dialogue.reply_language import PAGE_KEY, ReplyLanguage, as_reply_language
from rasa_project.privacy.held_chats import HeldChat, held_chats
from rasa_project.privacy.senders import pseudonym_of
from rasa_project.settings import patience_seconds

logger = logging.getLogger(__name__)

Answers = list[dict[str, Any]]


class Turn(Protocol):
    """What answers a message."""

    async def __call__(
        self, chat_id: str, text: str, language: ReplyLanguage, metadata: Mapping[str, Any] | None = None
    ) -> Answers:
        """The answers to ``text``; ``language`` is for a failure where that of the text can't be told."""


class Rate(Protocol):
    """What takes a tap below an answer."""

    async def __call__(self, chat_id: str, given: Feedback) -> Thanks | None:
        """What is said to it; ``None`` where the chat has no such answer, or it was rated before."""


class CollectedAnswers(OutputChannel):
    """Collects the answers of one turn as Rasa made them: text, buttons, language, name of the response."""

    def __init__(self, channel: str) -> None:
        """Collect for a messenger, by whose name responses may differ."""
        self.messages: Answers = []
        self._channel = channel

    def name(self) -> str:
        """Name of the messenger."""
        return self._channel

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Keep an answer whole."""
        self.messages.append(dict(message))

    async def send_text_message(self, recipient_id: str, text: str, **kwargs: Any) -> None:
        """Keep a text as one answer."""
        self.messages.append({**kwargs, "text": text})


def rasa_turn(gateway: Gateway, channel: str, deadline: float | None = None) -> Turn:
    """Turns played by Rasa behind the gateway.

    Args:
        gateway: stands before Rasa.
        channel: name of the messenger.
        deadline: seconds after which a turn is given up with a fixed text, so that the next message of the chat does
            not wait for ever; by default that of all channels (``patience_seconds``).
    """
    most = patience_seconds() if deadline is None else deadline

    async def turn(
        chat_id: str, text: str, language: ReplyLanguage, metadata: Mapping[str, Any] | None = None
    ) -> Answers:
        kept = CollectedAnswers(channel)
        about = {**(metadata or {}), PAGE_KEY: language}
        message = UserMessage(text, kept, chat_id, input_channel=channel, metadata=about)
        try:
            with held_chats().hold(pseudonym_of(channel, chat_id), HeldChat(channel, chat_id)):
                played = await asyncio.wait_for(gateway(message), most)
        except asyncio.TimeoutError:
            logger.error("A turn took longer than %d s and is given up", most)
            return [{"text": fixed_text(TURN_FAILED, language), "language": language}]
        if played.may_be_rated:
            kept.messages[-1][RATED_AS] = played.request_id
        return [_with_links(one, language) for one in kept.messages]

    return turn


def _with_links(answer: dict[str, Any], otherwise: ReplyLanguage) -> dict[str, Any]:
    shared = shared_of(answer, as_reply_language(answer.get("language")) or otherwise, only_own=True)
    return {**answer, LINKS: shared.titled()} if shared else answer


def rasa_rate(agent: Any, channel: str) -> Rate:
    """What people of a messenger say of answers, kept in the store of ``agent``."""

    async def rate(chat_id: str, given: Feedback) -> Thanks | None:
        try:
            thanks = await take_feedback(agent.tracker_store, pseudonym_of(channel, chat_id), channel, given)
        except (UnknownAnswerError, OtherVerdictError):
            return None
        return thanks if thanks.is_new else None

    return rate
