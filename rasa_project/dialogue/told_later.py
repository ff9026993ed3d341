"""What is told behind the advice for somebody who is ill: that a patient was met is for the doctor to hear."""

from __future__ import annotations

from typing import Final

from rasa_project.dialogue.answers import response
from rasa_project.dialogue.contexts import ILLNESS
from rasa_project.dialogue.people_facts import shows_signs
from rasa_project.dialogue.turn import Outcome, Turn, answered
from rasa_project.understanding.answers import asks
from rasa_project.understanding.extraction import Danger

_INTENT: Final = "report_symptoms"
_TOLD: Final = "report_symptoms/contact_told"
_OF_A_MEETING: Final = frozenset({"contact", "contact_on", "contact_days"})


def contact_told(turn: Turn) -> Outcome | None:
    """«Были у соседей неделю назад, там болели», told when a doctor was advised: the doctor has to know it."""
    heard, before = turn.heard, turn.before
    is_of_illness = before.episode is not None and before.episode.kind == ILLNESS
    if heard.is_button or before.question is not None or not is_of_illness or asks(heard.tokens):
        return None
    if heard.danger is not Danger.NONE:
        return None
    known = [one for one in map(before.person, before.last.people) if one is not None]
    if any(one.contact == "yes" for one in known):
        return None  # it was told before
    ill = [one for one in map(turn.conversation.person, before.last.people) if one is not None and shows_signs(one)]
    met = [one for one in ill if turn.taken.told.get(one.id, frozenset()) & _OF_A_MEETING and one.contact == "yes"]
    if not met:
        return None
    return answered(turn, [response(_TOLD)], _INTENT, context=ILLNESS, people=before.last.people)
