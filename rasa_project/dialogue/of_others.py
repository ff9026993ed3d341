"""A danger or an illness that is nobody's of now: of people outside the family, in the past, or of who is not asked of.

«У соседской девочки вчера судороги были, увезли» is no emergency here; «в августе сыпь была, прошло» no illness.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from rasa_project.dialogue.answers import response
from rasa_project.dialogue.contexts import BEGINS
from rasa_project.dialogue.emergency_card import INTENT
from rasa_project.dialogue.meaning import Heard
from rasa_project.dialogue.turn import Outcome, Turn, answered
from rasa_project.understanding.answers import asks
from rasa_project.understanding.extraction import Danger
from rasa_project.understanding.help_came import help_is_here
from rasa_project.understanding.mentions import Kind
from rasa_project.understanding.parts import Facts, Mood
from rasa_project.understanding.passed_words import is_of_before
from rasa_project.understanding.ranking import FALLBACK

_OF_OTHERS: Final = "report_symptoms/of_others"
_OVER: Final = "report_symptoms/over_long_ago"
#: It goes on, or somebody calls for help.
_NOW: Final = (
    "азир",
    "бугин",
    "жатир",
    "жатр",
    "казир",
    "комек",
    "отир",
    "помог",
    "сегодня",
    "сеичас",
    "срочно",
    "тур",
)
#: Intents with which an illness that is over is merely told.
_TOLD: Final = frozenset({*BEGINS, FALLBACK, "ask_recurrence", "ask_symptoms", "inform", "out_of_scope"})
#: Of these nothing is left of an illness that is over.
_OF_NOW: Final = frozenset({"confirmed", "contact", "fever", "rash", "signs", "temperature"})


def without_danger_of_others(heard: Heard) -> Heard:
    """The message, where only people outside the family were in danger, and doctors have them: nothing of now."""
    people = heard.reading.people
    if heard.is_button or not people or any(one.kind is not Kind.OUTSIDER for one in people):
        return heard
    is_danger = heard.danger is Danger.NOW or heard.intent == INTENT
    is_over = is_of_before(heard.words) and help_is_here(heard.words)
    if not is_danger or not is_over or any(word.startswith(_NOW) for word in heard.words):
        return heard
    behind = [name for name, _ in heard.ranking if name not in {INTENT, *BEGINS}]
    findings = None if heard.findings is None else replace(heard.findings, danger=Danger.SPOKEN_OF)
    parts = tuple(replace(part, facts=Facts()) for part in heard.reading.parts)
    return replace(
        heard,
        intent=behind[0] if behind else FALLBACK,
        danger=Danger.SPOKEN_OF,
        danger_sign=_OF_OTHERS,
        findings=findings,
        reading=replace(heard.reading, parts=parts),
    )


def of_others(turn: Turn) -> Outcome | None:
    """What is said to it: where one of the family was with that child, and when; whatever stood stays open."""
    if turn.heard.danger_sign != _OF_OTHERS or asks(turn.heard.tokens):
        return None
    return answered(turn, [response(_OF_OTHERS)], None)


def long_over(turn: Turn) -> Outcome | None:
    """«Три недели назад болела, сыпь была, прошло», and nothing asked: no consultation; what it means for the dose."""
    if turn.heard.is_button or turn.before.question is not None or turn.before.episode is not None:
        return None
    told = [part for part in turn.heard.reading.parts if part.mood is not Mood.TOLD]
    is_past = bool(told) and all(part.mood is Mood.PAST for part in told)
    if not is_past or turn.taken.all_told & _OF_NOW or asks(turn.heard.tokens) or turn.heard.names_vaccine:
        return None
    if turn.heard.intent not in _TOLD or turn.heard.danger is not Danger.NONE:
        return None
    return answered(turn, [response(_OVER)], "report_symptoms", context=turn.before.last.context)
