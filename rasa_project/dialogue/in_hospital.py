"""The patient is with doctors: what to tell them, whether one may stay, what the others at home need."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from rasa_project.dialogue.answers import answer_named, response
from rasa_project.dialogue.contexts import BEGINS, CONTACT, ILLNESS
from rasa_project.dialogue.conversation import Said
from rasa_project.dialogue.household import asks_of_household, household_said, patients_of
from rasa_project.dialogue.particular import intent_of, question_answered, question_said
from rasa_project.dialogue.subjects import subject_response
from rasa_project.dialogue.turn import CLEAR, Outcome, Turn, answered
from rasa_project.understanding.answers import asks
from rasa_project.understanding.emergency_words import (
    asks_to_be_there,
    is_with_doctors,
    lies_in_hospital,
    tells_nursery,
)
from rasa_project.understanding.help_came import asks_to_go, help_is_here
from rasa_project.understanding.household_words import asks_for_herself
from rasa_project.understanding.mentions import Kind

#: With these a patient in hospital is told of, however sure the classifier is.
_TOLD: Final = frozenset(
    {"affirm", "ask_complications", "deny", "find_clinic", "inform", "nlu_fallback", "out_of_scope",
     "report_emergency", *BEGINS}
)  # fmt: skip
_STAY: Final = "report_emergency/stay_with"
_WITH_DOCTORS: Final = "report_emergency/with_doctors"
_GO: Final = "report_emergency/go_with_them"
#: What is said where doctors have the patient.
HERE: Final = frozenset({f"utter_{_STAY}", f"utter_{_WITH_DOCTORS}", f"utter_{_GO}"})
_GUILT: Final = ("utter_guilt", "utter_guilt_first")
#: A particular question beside it has to be this sure, and about something else than the call.
_SURE: Final = 0.3
_OF_HELP: Final = frozenset({"ask_hotline", "ask_first_steps", "report_emergency", "report_symptoms"})
_TELL_NURSERY: Final = "ask_first_steps/tell_nursery"


def with_doctors(turn: Turn) -> Outcome | None:
    """The patient is in a hospital: what to tell the doctors there, and whether one may stay."""
    words = turn.heard.words
    if turn.heard.is_button or _is_of_strangers(turn):
        return None
    was_here = bool({one.response for one in turn.before.last.said} & HERE)
    if asks_to_be_there(words) and _was_told_of(turn):
        return in_good_hands(turn, None)
    if was_here and (help_is_here(words) or asks_of_household(turn)):
        return in_good_hands(turn, None)
    if not (is_with_doctors(words) or lies_in_hospital(words)):
        return None
    is_question = turn.heard.intent not in _TOLD and turn.heard.confidence >= CLEAR
    is_of_others = asks_of_household(turn) and any(one.confirmed for one in turn.conversation.people)
    return None if is_question and not (is_of_others or asks_to_be_there(words)) else in_good_hands(turn, None)


def in_good_hands(turn: Turn, topic: str | None) -> Outcome:
    """Doctors have the patient: what to tell them; no emergency and no question is left."""
    words = turn.heard.words
    conversation = replace(turn.conversation, episode=None, question=None)
    said: list[Said] = []
    if subject_response(turn.heard.intent, words) in _GUILT:
        said.append(Said("utter_guilt_first"))
    household: list[Said] = []
    if not (asks_to_be_there(words) and asks_for_herself(words)):  # «к нему пустят, я не привита?»
        household, conversation = household_said(turn, conversation, patients_of(turn))
    more = household or _asked(turn)
    name = _STAY if asks_to_be_there(words) else _GO if asks_to_go(words) else _WITH_DOCTORS
    if name == _WITH_DOCTORS and not more and f"utter_{name}" in {one.response for one in turn.before.last.said}:
        name = _STAY  # taken along behind «103 келді»
    is_again = f"utter_{name}" in {one.response for one in turn.before.last.said}
    if not (is_again and more):
        said.append(replace(response(name), is_short=bool(more) and name != _STAY))
    context = CONTACT if household else ILLNESS
    people = patients_of(turn)
    return answered(turn, [*said, *more], topic, context=context, conversation=conversation, people=people)


def _asked(turn: Turn) -> list[Said]:
    """The answer to a question that came with it: whether the nursery has to know, and any that is clear."""
    if tells_nursery(turn.heard.words):
        said, _ = answer_named(turn, _TELL_NURSERY)
        return said
    question = question_answered(turn, _SURE) if asks(turn.heard.tokens) else None
    if question is None or intent_of(question) in _OF_HELP or asks_to_be_there(turn.heard.words):
        return []
    return [question_said(question)]


def _was_told_of(turn: Turn) -> bool:
    """Whether the talk is about a patient already, and not about an emergency at home."""
    last, episode = turn.before.last, turn.before.episode
    is_ill = last.context == ILLNESS and episode is None and any(one.confirmed for one in turn.conversation.people)
    return is_ill or bool({one.response for one in last.said} & HERE)


def _is_of_strangers(turn: Turn) -> bool:
    """Whether somebody of another house lies there, or a contact is what is told."""
    people = turn.heard.reading.people
    is_strange = bool(people) and all(one.kind is Kind.OUTSIDER for one in people)
    is_here = bool({one.response for one in turn.before.last.said} & HERE)
    return is_strange or (not is_here and any(part.facts.contact for part in turn.heard.reading.parts))
