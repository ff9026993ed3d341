"""Answers collected for one HTTP response."""

from __future__ import annotations

from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

from rasa_project.channels.turn import OnNewMessage, run_turn
from rasa_project.nlg.language import DEFAULT, ReplyLanguage


class WholeAnswers(CollectingOutputChannel):
    """Collects answers whole: Rasa's own channel makes a message of every paragraph."""

    async def send_text_message(self, recipient_id: str, text: str, **kwargs: Any) -> None:
        """Keep the text as one message."""
        await self._persist_message(self._message(recipient_id, text=text))


def answered(on_new_message: OnNewMessage, usual: ReplyLanguage = DEFAULT) -> OnNewMessage:
    """``on_new_message`` with whole answers, and a polite one where the turn failed or said nothing.

    Args:
        on_new_message: Rasa's handler.
        usual: language of the polite answer where that of the message can't be told.
    """

    async def handle(message: UserMessage) -> Any:
        asked = message.output_channel
        if isinstance(asked, WholeAnswers):
            return await run_turn(on_new_message, message, asked, usual)
        if type(asked) is not CollectingOutputChannel:
            return await on_new_message(message)
        whole = WholeAnswers()
        result = await run_turn(on_new_message, message, whole, usual)
        asked.messages.extend(whole.messages)
        return result

    return handle
