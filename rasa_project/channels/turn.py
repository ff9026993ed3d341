"""One turn of a conversation, for every channel that collects the answers: it never ends in silence."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Any, Protocol

from rasa.core.channels.channel import UserMessage

from rasa_project.kazakh.languages import guess_language
from rasa_project.nlg.fixed import TURN_FAILED, fixed_text
from rasa_project.nlg.language import DEFAULT, ReplyLanguage

logger = logging.getLogger(__name__)

OnNewMessage = Callable[[UserMessage], Awaitable[Any]]


class Answers(Protocol):
    """An output channel that collects what the bot says."""

    messages: list[dict[str, Any]]

    async def send_text_message(self, recipient_id: str, text: str, **kwargs: Any) -> None:
        """Collect a text."""


async def run_turn(
    on_new_message: OnNewMessage,
    message: UserMessage,
    answers: Answers,
    otherwise: ReplyLanguage = DEFAULT,
) -> Any:
    """Let the bot handle ``message``; a turn that fails or says nothing gets a polite answer with 103.

    Args:
        on_new_message: Rasa's handler.
        message: the message; its output channel becomes ``answers``.
        answers: collects what the bot says.
        otherwise: language of the polite answer where that of the message can't be told.

    Returns:
        What the handler returned, or ``None`` where it failed.
    """
    message.output_channel = answers
    result = None
    try:
        result = await on_new_message(message)
    except Exception:
        logger.exception("A turn failed")
    if not answers.messages:
        said = message.text or ""
        language = guess_language("" if said.startswith("/") else said).reply or otherwise
        await answers.send_text_message(message.sender_id, fixed_text(TURN_FAILED, language), language=language)
    return result
