"""Others than the patient while an emergency lasts: whoever lives with him, and whoever is ill beside him.

The emergency stays with whom it began; each of the others has an answer of his own behind its first line.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from rasa_project.dialogue.answers import for_each, response
from rasa_project.dialogue.consultations import said_triage
from rasa_project.dialogue.contexts import EMERGENCY
from rasa_project.dialogue.conversation import Said
from rasa_project.dialogue.emergency_card import INTENT
from rasa_project.dialogue.emergency_state import is_called, with_call
from rasa_project.dialogue.household import household_said, patients_of
from rasa_project.dialogue.people_facts import shows_signs
from rasa_project.dialogue.turn import Outcome, Turn, answered

#: What tells that somebody is ill.
_SIGNS: Final = frozenset({"confirmed", "fever", "rash", "signs", "temperature"})


def first_line(turn: Turn) -> Said:
    """What goes before anything else while it lasts."""
    return Said("utter_report_emergency/stay_near" if is_called(turn) else "utter_danger_if_now")


def of_household(turn: Turn) -> Outcome | None:
    """Another's matter is a contact; the emergency stays with who is ill."""
    said, conversation = household_said(turn, turn.conversation, patients_of(turn))
    if not said:
        return None
    if not is_called(turn) and [one.response for one in said] == ["utter_report_emergency/others_at_home"]:
        said = [response("report_emergency/other_children")]  # begins with the call
    else:
        said = [first_line(turn), *said]
    conversation = with_call(replace(conversation, episode=turn.before.episode), turn)
    return answered(turn, said, INTENT, context=EMERGENCY, conversation=conversation)


def another_ill(turn: Turn) -> Outcome | None:
    """«А у дочки 38 и сыпь», told while 103 is on its way to her father: how soon whom for her, the call stands."""
    episode = turn.before.episode
    if turn.heard.is_button or episode is None or not episode.people or not turn.heard.reading.people:
        return None
    told = {number for number, names in turn.taken.told.items() if names & _SIGNS and number not in episode.people}
    ill = [one for one in turn.people if one.id in told and shows_signs(one)]
    if not ill or len(told) < len(turn.taken.told):
        return None
    own = for_each(ill, lambda one: said_triage(one, turn.today), turn, is_one_of_several=True)
    said = [first_line(turn), *(replace(one, is_short=True) for one in own)]
    conversation = with_call(replace(turn.conversation, episode=episode, question=None), turn)
    return answered(turn, said, INTENT, context=EMERGENCY, conversation=conversation, people=episode.people)
