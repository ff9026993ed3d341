"""An emergency ends: doctors have the patient or were there, or it turned out well. A warm word, and what to watch."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from rasa_project.dialogue.answers import answer_named, response
from rasa_project.dialogue.contexts import AFTER_DOSE, CONTACT, ILLNESS
from rasa_project.dialogue.conversation import Said
from rasa_project.dialogue.household import household_said, patients_of
from rasa_project.dialogue.in_hospital import HERE, in_good_hands
from rasa_project.dialogue.turn import Outcome, Turn, answered
from rasa_project.understanding.emergency_words import asks_what_to_give, doctors_left, is_with_doctors
from rasa_project.understanding.extraction import Danger
from rasa_project.understanding.help_came import (
    begins_again,
    help_is_here,
    help_left,
    help_went,
    is_well_again,
    reports,
)

_INTENT: Final = "report_emergency"
_AFTER_VISIT: Final = "report_emergency/after_visit"
_OVER: Final = "report_emergency/over"
#: What is said while doctors have the patient, and when they went.
WERE_HERE: Final = HERE | {f"utter_{_AFTER_VISIT}"}


def is_over(turn: Turn) -> bool:
    """Whether the message tells that help came, or that it is well again."""
    words = turn.heard.words
    if turn.heard.is_button or is_anew(turn):
        return False
    return _doctors_left(turn) or is_with_doctors(words) or help_is_here(words) or _is_well(turn)


def is_anew(turn: Turn) -> bool:
    """Whether a sign is there now, or it began again behind doctors who went: that goes before any help that came."""
    words = turn.heard.words
    findings = turn.heard.findings
    is_in_danger = findings is not None and findings.danger is Danger.NOW and not reports(words)
    return is_in_danger or (help_went(words, was_here=True) and begins_again(words))


def left_told(turn: Turn) -> Outcome:
    """The doctors came and went, told before any word of why they came, or behind word that they were here."""
    return _ended(turn, _AFTER_VISIT)


def over(turn: Turn) -> Outcome:
    """What is said then, with the answer to what was asked beside; no emergency is left."""
    if _doctors_left(turn):
        return _ended(turn, _AFTER_VISIT)
    if is_with_doctors(turn.heard.words) or help_is_here(turn.heard.words):
        return in_good_hands(turn, _INTENT)
    return _ended(turn, _OVER)


def _doctors_left(turn: Turn) -> bool:
    words = turn.heard.words
    return doctors_left(words) or help_left(words)


def _is_well(turn: Turn) -> bool:
    return is_well_again(turn.heard.words)


def _ended(turn: Turn, name: str) -> Outcome:
    """The emergency is over: what to watch now, and what was asked with it."""
    conversation = replace(turn.conversation, episode=None, question=None)
    household, conversation = household_said(turn, conversation, patients_of(turn))
    said: list[Said] = [response(name)]
    if household:
        said = [replace(one, is_short=True) for one in said]
    elif turn.heard.intent == "ask_treatment" or asks_what_to_give(turn.heard.words):
        more, conversation = answer_named(turn, "ask_treatment/fever_medicine", conversation)
        said = [replace(one, is_aside=True) for one in [*said, *more]]
    was_dosed = any(one.last_dose is not None for one in turn.conversation.people)
    context = CONTACT if household else AFTER_DOSE if was_dosed and name == _OVER else ILLNESS
    people = patients_of(turn)
    return answered(turn, [*said, *household], _INTENT, context=context, conversation=conversation, people=people)
