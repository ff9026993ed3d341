"""The danger question that was passed over is answered after all: «жоқ ондай, ойнап жүр», «нет, ничего из списка»."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from rasa_project.dialogue.contexts import ILLNESS
from rasa_project.dialogue.conversation import Conversation, Person
from rasa_project.dialogue.going_on import go_on
from rasa_project.dialogue.putting import DANGER, puts_of
from rasa_project.dialogue.turn import Outcome, Turn
from rasa_project.understanding.extraction import Danger
from rasa_project.understanding.none_of_these import none_of_these

#: Questions that a "nothing such" answers by itself, unless it tells how the ill one is.
_OF_YES_AND_NO: Final = frozenset({"contact", "risk"})
#: What the message may tell beside it.
_NO: Final[Mapping[str, Any]] = {"danger": "no"}


def denies_danger(turn: Turn, person: Person | None) -> bool:
    """Whether the message says that there is nothing of the danger signs that ``person`` was asked about before."""
    if person is None or turn.heard.is_button or turn.heard.danger in {Danger.NOW, Danger.MAYBE, Danger.SPOKEN_OF}:
        return False
    is_open = person.danger in {None, "unknown"} and puts_of(turn.before, DANGER, person.id) > 0
    question = turn.before.question
    is_of_another = question is not None and question.name in _OF_YES_AND_NO and len(turn.heard.words) <= _FEW
    return is_open and not is_of_another and none_of_these(turn.heard.words)


#: «Нет, ничего такого», and no more.
_FEW: Final = 3


def without_danger(conversation: Conversation, person: Person, now: float) -> Conversation:
    """The conversation in which ``person`` has no danger sign."""
    told = person.with_told(dict(_NO), now)
    return conversation.with_person(replace(told, unanswered=told.unanswered - {DANGER}))


def none_after_all(turn: Turn) -> Outcome | None:
    """Behind advice that was given while the danger question was open: the consultation goes on without it."""
    episode = turn.conversation.episode
    if turn.before.question is not None or episode is None or episode.kind != ILLNESS:
        return None
    people = [one for one in map(turn.conversation.person, episode.people) if one is not None]
    open_still = [one for one in people if _was_left(one) and none_of_these(turn.heard.words)]
    if not open_still or turn.heard.is_button or turn.heard.danger in {Danger.NOW, Danger.MAYBE, Danger.SPOKEN_OF}:
        return None
    conversation = turn.conversation
    for one in open_still:
        conversation = without_danger(conversation, one, turn.now)
    left = tuple(number for number in episode.advised if number not in {one.id for one in open_still})
    conversation = replace(conversation, episode=replace(episode, advised=left))
    return go_on(turn, conversation, said=[], is_new=False)


def _was_left(person: Person) -> bool:
    """Whether the advice for the person was given without an answer to the danger question."""
    return person.danger in {None, "unknown"} and bool(person.told_at)
