"""What of a conversation is too old to be used: after half a day its question and episode, after a week its people."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from rasa_project.advice.freshness import KEPT_SECONDS
from rasa_project.dialogue.call_back import WAITING
from rasa_project.dialogue.conversation import Conversation, LastAnswer

#: The same talk: a question stands and an episode goes on.
_TALK_SECONDS: Final = 12 * 3600


def aged(conversation: Conversation, now: float) -> Conversation:
    """Without what is too old to be used: after a week nobody is known any more."""
    if conversation.at and now - conversation.at > KEPT_SECONDS:
        return Conversation(
            place=conversation.place, place_code=conversation.place_code, refuses_text=conversation.refuses_text
        )
    if conversation.at and now - conversation.at > _TALK_SECONDS:
        return replace(
            conversation,
            question=None,
            episode=None,
            last=LastAnswer(),
            puts={},
            announced=(),
            texts=(),
            call=_call_of(conversation),
        )
    return conversation


def _call_of(conversation: Conversation) -> str | None:
    """A wish that waits for the office outlives its talk; a number that was asked for and not given does not."""
    return conversation.call if conversation.call == WAITING else None
