"""An alarm stands when nothing else is there, another sign is absent, or it was so before: 103 once more."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from rasa_project.advice.knowledge import knowledge
from rasa_project.dialogue.answers import response
from rasa_project.dialogue.consultations import is_emergency
from rasa_project.dialogue.contexts import EMERGENCY
from rasa_project.dialogue.conversation import Person
from rasa_project.dialogue.emergency_card import INTENT
from rasa_project.dialogue.emergency_state import is_called, with_call
from rasa_project.dialogue.turn import Outcome, Turn, answered
from rasa_project.understanding.extraction import Danger
from rasa_project.understanding.standing_words import (
    denies_the_rest,
    is_a_mistake,
    is_doubtful,
    is_of_another_sign,
    was_so_before,
)

#: The follow-up that takes an alarm back.
NOT_NOW: Final = "not_now"
_STILL: Final = "report_emergency/still"
_AGAIN: Final = "report_emergency/yes_call_now"
_WAITING: Final = "report_emergency/until_they_come"


def stands_by_age(turn: Turn) -> bool:
    """Whether the age alone asks for 103, a fever under three months: no other sign's absence ends it."""
    episode = turn.before.episode
    patients = () if episode is None else episode.people
    known = [one for one in map(turn.conversation.person, patients) if one is not None]
    return any(is_emergency(_without_signs(one), turn.today) for one in known)


def _without_signs(person: Person) -> Person:
    return replace(person, danger=None, signs=person.signs - knowledge().signs.danger.keys())


def stays(turn: Turn) -> Outcome | None:
    """The call, once more, to what takes no alarm back."""
    if turn.heard.is_button or not (_denies_nothing(turn) or _is_not_of_it(turn)):
        return None
    waits = _WAITING if is_called(turn) else _STILL
    was_said = any(one.response == f"utter_{_STILL}" for one in turn.before.last.said)
    said = [response(_AGAIN if was_said and waits == _STILL else waits)]
    return answered(turn, said, INTENT, context=EMERGENCY, conversation=with_call(turn.conversation, turn))


def _denies_nothing(turn: Turn) -> bool:
    """Whether the words leave the sign as it is: only the rest is denied, or it was so before, too."""
    words = turn.heard.words
    return (denies_the_rest(words) or was_so_before(words)) and not is_a_mistake(words)


def _is_not_of_it(turn: Turn) -> bool:
    """Whether what sounds as if it took the alarm back is doubt, or of another sign, or no matter at this age."""
    found, words = turn.followup(EMERGENCY), turn.heard.words
    if found is None or found.name != NOT_NOW:
        return False
    if is_doubtful(words):
        return True
    if is_a_mistake(words):
        return False
    return stands_by_age(turn) or _is_of_another(turn)


def _is_of_another(turn: Turn) -> bool:
    episode, findings = turn.before.episode, turn.heard.findings
    if episode is None or episode.sign is None or (episode.is_supposed and _denies_danger(turn)):
        return False
    is_denied = findings is not None and episode.sign in findings.denied
    return not is_denied and is_of_another_sign(turn.heard.words, episode.sign)


def _denies_danger(turn: Turn) -> bool:
    findings = turn.heard.findings
    return findings is not None and findings.danger is Danger.DENIED
