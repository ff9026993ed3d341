"""The patient is with doctors: what to tell them, whether one may stay, what the others at home need."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from rasa_project.dialogue.answers import met_said, response
from rasa_project.dialogue.contexts import BEGINS, ILLNESS
from rasa_project.dialogue.conversation import Conversation, Person, Said
from rasa_project.dialogue.subjects import subject_response
from rasa_project.dialogue.turn import CLEAR, Outcome, Turn, answered
from rasa_project.understanding.emergency_words import asks_to_be_there, is_with_doctors, lies_in_hospital
from rasa_project.understanding.mentions import Kind

#: With these a patient in hospital is told of, however sure the classifier is.
_TOLD: Final = frozenset(
    {"affirm", "ask_complications", "deny", "find_clinic", "inform", "nlu_fallback", "out_of_scope",
     "report_emergency", *BEGINS}
)  # fmt: skip
_STAY: Final = "report_emergency/stay_with"
_WITH_DOCTORS: Final = "report_emergency/with_doctors"
_HERE: Final = frozenset({f"utter_{_STAY}", f"utter_{_WITH_DOCTORS}"})
_GUILT: Final = ("utter_guilt", "utter_guilt_first")


def with_doctors(turn: Turn) -> Outcome | None:
    """The patient is in a hospital: what to tell the doctors there, and whether one may stay."""
    words = turn.heard.words
    if turn.heard.is_button or _is_of_strangers(turn):
        return None
    if asks_to_be_there(words) and _was_told_of(turn):
        return in_good_hands(turn, None)
    if not (is_with_doctors(words) or lies_in_hospital(words)):
        return None
    is_question = turn.heard.intent not in _TOLD and turn.heard.confidence >= CLEAR
    return None if is_question and not asks_to_be_there(words) else in_good_hands(turn, None)


def in_good_hands(turn: Turn, topic: str | None) -> Outcome:
    """Doctors have the patient: what to tell them; no emergency and no question is left."""
    conversation = replace(turn.conversation, episode=None, question=None)
    said: list[Said] = []
    if subject_response(turn.heard.intent, turn.heard.words) in _GUILT:
        said.append(Said("utter_guilt_first"))
    said.append(response(_STAY if asks_to_be_there(turn.heard.words) else _WITH_DOCTORS))
    more, conversation = _others_at_home(turn, conversation)
    return answered(turn, [*said, *more], topic, context=ILLNESS, conversation=conversation)


def _was_told_of(turn: Turn) -> bool:
    """Whether the talk is about a patient already, and not about an emergency at home."""
    last, episode = turn.before.last, turn.before.episode
    is_ill = last.context == ILLNESS and episode is None and any(one.confirmed for one in turn.conversation.people)
    return is_ill or bool({one.response for one in last.said} & _HERE)


def _is_of_strangers(turn: Turn) -> bool:
    """Whether somebody of another house lies there, or a contact is what is told."""
    people = turn.heard.reading.people
    is_strange = bool(people) and all(one.kind is Kind.OUTSIDER for one in people)
    return is_strange or any(part.facts.contact for part in turn.heard.reading.parts)


def _others_at_home(turn: Turn, conversation: Conversation) -> tuple[list[Said], Conversation]:
    """The advice for children at home whom the message names, where the patient has measles."""
    if not any(one.confirmed for one in conversation.people):
        return [], conversation
    met = [one for one in turn.people if _may_have_caught(one, turn)]
    return met_said(turn, conversation, met) if met else ([], conversation)


def _may_have_caught(person: Person, turn: Turn) -> bool:
    """Whether a child is told of as one at home: by its age, and with no sign of illness."""
    told = turn.taken.told.get(person.id, frozenset())
    return person.kind == "child" and not person.confirmed and not person.signs and bool(told & {"age_months", "born"})
