"""The gateway between every channel and Rasa: what goes in holds no identifiers, what comes out is counted.

A channel passes each message through ``gateway_for(on_new_message)``. Before Rasa sees it: typed slashes become text,
identifiers become marks, coordinates are rounded, the sender becomes a pseudonym. After it: a log line, the counters.
"""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from rasa.core.channels.channel import OutputChannel, UserMessage

from kazakh.languages import guess_language
from rasa_project.advice.office import calling_back
from rasa_project.channels.cleaning import clean_metadata, without_personal_data
from rasa_project.channels.payloads import as_understood, payloads_with
from rasa_project.dialogue.fixed_answers import TURN_FAILED, fixed_text
from rasa_project.dialogue.reply_language import DEFAULT, PAGE_KEY, ReplyLanguage, as_reply_language
from rasa_project.edition import published, within
from rasa_project.observability.logs import event_logger
from rasa_project.observability.metrics import metrics
from rasa_project.observability.turns import Turn, begin
from rasa_project.privacy.held_numbers import held_numbers
from rasa_project.privacy.senders import pseudonym_of

logger = logging.getLogger(__name__)

#: Rasa's handler of a message.
OnNewMessage = Callable[[UserMessage], Awaitable[Any]]


@dataclass(frozen=True)
class Gateway:
    """Handles one message at a time for a channel.

    Attributes:
        on_new_message: Rasa's handler.
        commands: texts with a slash that the channel itself makes; those of our buttons may be sent on every channel.
    """

    on_new_message: OnNewMessage
    commands: frozenset[str] = frozenset()

    async def __call__(self, message: UserMessage, owner: str = "", request_id: str | None = None) -> Turn:
        """Let Rasa handle ``message``; never raises, never silent.

        Args:
            message: as the channel made it, with the channel's own sender id.
            owner: whose senders these are (an integrator's key).
            request_id: given to the caller; a new one is made where it is missing.

        Returns:
            What was noted of the turn.
        """
        began = time.perf_counter()
        recipient = message.sender_id
        turn = Turn(message.input_channel or "", _conversation_of(message, owner), request_id or uuid.uuid4().hex)
        begin(turn)
        output = Recorder(message.output_channel, recipient, turn)
        metrics().running.inc()
        try:
            with within(published()):  # texts that are taken up meanwhile are for the next message
                self._prepare(message, output, turn)
                await self.on_new_message(message)
        except Exception:
            logger.exception("A turn failed")
            turn.failed = True
        finally:
            metrics().running.dec()
        await self._finish(message, output, turn)
        self._report(turn, time.perf_counter() - began)
        return turn

    async def rehearse(self, message: UserMessage) -> Turn:
        """Handle a message of the service's own: nothing is counted or logged, and what fails is raised."""
        turn = Turn(message.input_channel or "", _conversation_of(message))
        begin(turn)
        self._prepare(message, Recorder(message.output_channel, message.sender_id, turn), turn)
        await self.on_new_message(message)
        return turn

    def _prepare(self, message: UserMessage, output: OutputChannel, turn: Turn) -> None:
        said = as_understood(message.text or "", payloads_with(self.commands))
        if not said.startswith("/"):
            if calling_back() is not None:
                held_numbers().hold(turn.conversation, said)
            said = without_personal_data(said)
        message.text = said
        message.metadata = clean_metadata(message.metadata)
        message.sender_id = turn.conversation
        message.message_id = turn.request_id  # by which what was answered is found again (feedback.py)
        message.output_channel = output

    async def _finish(self, message: UserMessage, output: Recorder, turn: Turn) -> None:
        if turn.sent:
            return
        try:
            language = _language(message, turn)
            await output.say(fixed_text(TURN_FAILED, language), language)
        except Exception:
            logger.exception("A last answer could not be sent")
            turn.failed = True

    def _report(self, turn: Turn, seconds: float) -> None:
        metrics().count(turn, seconds)
        event_logger().info(
            "turn",
            request_id=turn.request_id,
            channel=turn.channel,
            conversation=turn.conversation,
            intent=turn.intent,
            confidence=turn.confidence,
            language=turn.language,
            answers=turn.answers,
            outcome=turn.outcome.value,
            ms=round(seconds * 1000, 1),
        )


def gateway_for(on_new_message: OnNewMessage, commands: frozenset[str] = frozenset()) -> Gateway:
    """``on_new_message`` behind the gateway.

    Args:
        on_new_message: Rasa's handler.
        commands: further texts with a slash that the channel itself makes, such as ``/greet`` for ``/start``.
    """
    return Gateway(on_new_message, commands)


class Recorder(OutputChannel):
    """The channel's own output, told the channel's own recipient instead of the pseudonym."""

    def __init__(self, inner: OutputChannel, recipient: str, turn: Turn) -> None:
        """Pass everything on to ``inner`` for ``recipient`` and count it in ``turn``."""
        self._inner = inner
        self._recipient = recipient
        self._turn = turn

    def name(self) -> str:
        """The name of the channel's output: responses may differ by it."""
        return str(self._inner.name())

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Send an answer of the bot; one that no response worded says that the turn failed."""
        is_worded = bool(message.get("utter_action"))
        await self._inner.send_response(self._recipient, message)
        self._turn.sent += 1
        self._turn.failed = self._turn.failed or not is_worded

    async def send_text_message(self, recipient_id: str, text: str, **kwargs: Any) -> None:
        """Send a plain text."""
        await self._inner.send_text_message(self._recipient, text, **kwargs)
        self._turn.sent += 1

    async def say(self, text: str, language: ReplyLanguage) -> None:
        """Send a fixed text of the service."""
        await self.send_response("", {"text": text, "language": language})


def _conversation_of(message: UserMessage, owner: str = "") -> str:
    return pseudonym_of(message.input_channel or "", message.sender_id, owner)


def _language(message: UserMessage, turn: Turn) -> ReplyLanguage:
    text = message.text or ""
    heard = None if text.startswith("/") else guess_language(text).reply
    return (
        as_reply_language(turn.language)
        or heard
        or as_reply_language((message.metadata or {}).get(PAGE_KEY))
        or DEFAULT
    )
