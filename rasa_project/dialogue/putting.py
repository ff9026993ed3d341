"""How often a question of a consultation was put, and so how it is put now, or whether it is left.

Twice in its words, or once in them and once shorter; then in other words; then it is left: the advice is given for the
worse case, and what it depends on is said. The counts are those of the conversation (``Conversation.puts``), so that a
restart keeps them, and hold whatever was told or asked around the question.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from rasa_project.dialogue.consultations import SHARED
from rasa_project.dialogue.conversation import Conversation, Said

#: So often a question is put.
MOST_PUTS: Final = 3
_LEFT: Final = "utter_question_left_"
#: The question that carries the list of danger signs, and the count of how often a talk had that list.
DANGER: Final = "danger"
_LIST: Final = "list"


def puts_of(conversation: Conversation, question: str, person: int) -> int:
    """How often ``question`` was put for ``person`` since the consultation began."""
    return conversation.puts.get(_key(question, person), 0)


def with_put(conversation: Conversation, question: str, person: int) -> Conversation:
    """The conversation in which ``question`` was put once more."""
    keys = [_key(question, person), *([_LIST] if question == DANGER else [])]
    return replace(conversation, puts={**conversation.puts, **{key: conversation.puts.get(key, 0) + 1 for key in keys}})


def without_puts(conversation: Conversation) -> Conversation:
    """The conversation before or behind a consultation; that the list of danger signs was shown is kept."""
    return replace(conversation, puts={key: count for key, count in conversation.puts.items() if key == _LIST})


def wording_of(conversation: Conversation, question: str, person: int) -> int:
    """As which put the question is worded: where the talk has had the list of danger signs, never as the first."""
    puts = puts_of(conversation, question, person)
    return max(puts, 1) if question == DANGER and conversation.puts.get(_LIST) else puts


def left(conversation: Conversation, question: str, person: int) -> tuple[Said, Conversation]:
    """What the advice depends on where ``question`` stays open, and the conversation in which it is not put again."""
    episode = conversation.episode
    numbers = episode.people if episode is not None and question in SHARED else (person,)
    for one in map(conversation.person, numbers):
        if one is not None:
            conversation = conversation.with_person(replace(one, unanswered=one.unanswered | {question}))
    return Said(f"{_LEFT}{question}", is_aside=True), conversation


def _key(question: str, person: int) -> str:
    """What may be told of all at once is counted once for all."""
    return question if question in SHARED else f"{question}/{person}"
