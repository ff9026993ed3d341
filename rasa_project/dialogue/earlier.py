"""«Ертерек салуға бола ма?» of a child who is not a year old: whether it may, first.

The calendar alone would answer with the day of the first dose; what was asked depends on the child's age, for the
extra dose of an outbreak is for 6 months to 10 months and 29 days.
"""

from __future__ import annotations

from typing import Final

from rasa_project.dialogue.answers import for_each, response
from rasa_project.dialogue.conversation import Person, Said
from rasa_project.dialogue.particular import question_said
from rasa_project.dialogue.plans import child_of
from rasa_project.dialogue.turn import Outcome, Turn, answered
from rasa_project.understanding.asked_forms import predicates_of
from rasa_project.understanding.phrases import phrases, stands

_EARLIER: Final = phrases(
    "досрочн", "ертелеп", "ертелетип", "ертерек", "жасина толмаи салдир", "мерзиминен бурин", "не дожидаяс",
    "поранше", "ранше года", "ранше срока", "уакитинан бурин", "до года сдел", "до года постав", "до года прив",
)  # fmt: skip
#: Only where leave is asked: «раньше можно?», not «раньше делали».
_PERHAPS: Final = phrases("ранше", "ерте сал", "ерте ал")
_FIRST_AT: Final = 12
#: Ages in whole months: the extra dose, and between it and the first.
_EXTRA_FROM: Final = 6
_EXTRA_UNTIL: Final = 10


def earlier(turn: Turn) -> Outcome | None:
    """Whether a child under a year may have its dose before its time."""
    if turn.heard.is_button or not _asks_earlier(turn) or turn.conversation.episode is not None:
        return None
    focus = turn.conversation.focus
    people = turn.people or ([focus] if focus is not None else [])
    infants = [one for one in people if _months(one, turn) is not None]
    said = for_each(infants, lambda one: _said(_months(one, turn)), turn)
    return answered(turn, said, "ask_infant") if said else None


def _asks_earlier(turn: Turn) -> bool:
    words = turn.heard.words
    asked = predicates_of(words)
    if "time" in asked:  # «ерте емес пе?»
        return False
    return stands(words, _EARLIER) or ("may" in asked and stands(words, _PERHAPS))


def _months(person: Person, turn: Turn) -> int | None:
    """The age in whole months of somebody who has no dose yet and is not a year old."""
    months = child_of(person).age_on(turn.today)
    is_infant = months is not None and months < _FIRST_AT and not person.is_below
    return months if is_infant and not person.doses else None


def _said(months: int | None) -> Said | None:
    if months is None:
        return None
    if months < _EXTRA_FROM:
        return response("ask_schedule/earlier")
    return question_said("ask_infant/extra_dose" if months <= _EXTRA_UNTIL else "ask_infant/eleven_months")
