"""Which amount the open question of a conversation asks for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from rasa_project.dialogue.conversation import Conversation
from rasa_project.dialogue.fixed_answers import metadata_of
from rasa_project.understanding.open_question import Asked

#: Questions of a consultation whose answer is an amount.
_AMOUNTS: Final[Mapping[str, Asked]] = {
    "age": Asked.AGE, "doses": Asked.DOSES, "fever_days": Asked.FEVER, "when": Asked.CONTACT,
}  # fmt: skip
_ASKED: Final = {one.value: one for one in Asked}


def asked_for(conversation: Conversation) -> Asked | None:
    """The amount that the bot has asked for: by its open question, or by what its last answer says that it asks."""
    if conversation.question is not None:
        return _AMOUNTS.get(conversation.question.name)
    for said in reversed(conversation.last.said):
        if "asks" in (about := metadata_of(said.response)):
            return _ASKED.get(str(about["asks"]))
    return None
