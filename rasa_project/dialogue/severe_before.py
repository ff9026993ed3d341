"""A severe reaction followed an earlier dose: the next one is the doctor's to decide, and nobody is sent for it."""

from __future__ import annotations

from typing import Final

from rasa_project.dialogue.answers import response
from rasa_project.dialogue.contexts import EMERGENCY
from rasa_project.dialogue.emergency_others import first_line
from rasa_project.dialogue.emergency_state import lasts
from rasa_project.dialogue.turn import Outcome, Turn, answered
from rasa_project.understanding.dose_words import VACCINE
from rasa_project.understanding.severe_reaction_words import asks_for_the_next, tells_severe_before

_ANSWER: Final = "ask_contraindications/severe_reaction"
_TOPIC: Final = "ask_contraindications"
#: The sign of danger.yml that a severe reaction to a dose is.
_ALLERGY: Final = "severe_allergy"


def severe_before(turn: Turn) -> Outcome | None:
    """«Былтыр реанимацияда жатқан, екінші екпесін салдырам ба»: the doctor decides; the alarm that lasts goes first."""
    words = turn.heard.words
    if turn.heard.is_button:
        return None
    if not (tells_severe_before(words) or (asks_for_the_next(words) and _was_told(turn))):
        return None
    if not lasts(turn):
        return answered(turn, [response(_ANSWER)], _TOPIC)
    return answered(turn, [first_line(turn), response(_ANSWER)], _TOPIC, context=EMERGENCY)


def _was_told(turn: Turn) -> bool:
    """Whether a severe reaction is known of the talk: told as one of before, or as an alarm behind a dose."""
    if f"utter_{_ANSWER}" in {one.response for one in turn.before.last.said}:
        return True
    is_known = any(_ALLERGY in one.signs for one in turn.conversation.people)
    was_dosed = any(one.last_dose is not None or one.has_a_dose for one in turn.conversation.people)
    names_vaccine = any(word.startswith(VACCINE) for word in turn.heard.words)
    return is_known and (lasts(turn) or was_dosed or names_vaccine)
