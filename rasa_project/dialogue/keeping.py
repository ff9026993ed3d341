"""A parent refuses that messages are kept, allows it again, or asks what is kept: by words or a button, any time.

The wish is one flag of the conversation (``refuses_text``). What it does to what is stored says
``rasa_project/storage/wordless.py``. Never instead of 103: beside a danger sign the wish is heard, and said of last.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from rasa_project.dialogue.contexts import EMERGENCY
from rasa_project.dialogue.conversation import Conversation, Said
from rasa_project.dialogue.meaning import Heard
from rasa_project.understanding.extraction import Danger
from rasa_project.understanding.keeping_words import Keeping, keeping_told

ENTITY: Final = "question"
#: Values of the buttons below the answers.
_TAPPED: Final[dict[str, Keeping]] = {"keep_no_text": "refuse", "keep_text": "allow", "what_is_kept": "ask"}
_SAID: Final[dict[Keeping, str]] = {
    "refuse": "utter_keeps_no_text", "allow": "utter_keeps_text", "ask": "utter_what_is_kept",
}  # fmt: skip
_REFUSED_ALREADY: Final = "utter_what_is_kept_of_refused"


@dataclass(frozen=True)
class KeepingStep:
    """What is said and the conversation behind it.

    Attributes:
        is_beside: another matter of the message is more urgent: that is answered, this is said behind it.
    """

    said: Said
    conversation: Conversation
    is_beside: bool = False


def step(conversation: Conversation, heard: Heard, text: str, days: int) -> KeepingStep | None:
    """What follows from a message on keeping; ``None`` where it is of something else.

    Args:
        conversation: as it was before.
        heard: the message.
        text: of it, as stored: with marks in place of personal data.
        days: that a conversation is kept behind its last message.
    """
    wish = _TAPPED.get(str(heard.tapped.get(ENTITY) or "")) if heard.is_button else keeping_told(text)
    if wish is None:
        return None
    is_urgent = heard.danger is not Danger.NONE or _is_emergency(conversation)
    if wish == "ask":
        if is_urgent:
            return None
        said = _REFUSED_ALREADY if conversation.refuses_text else _SAID[wish]
        return KeepingStep(Said(said, {"days": (str(days), str(days))}), conversation)
    told = Said(_SAID[wish], is_aside=is_urgent, is_short=is_urgent)
    return KeepingStep(told, replace(conversation, refuses_text=wish == "refuse"), is_urgent)


def _is_emergency(conversation: Conversation) -> bool:
    return conversation.episode is not None and conversation.episode.kind == EMERGENCY
