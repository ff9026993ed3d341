"""Danger of one person that the rest of a message hides: «старшему можно прививку? а младший задыхается».

Where a message tells of several people, each stretch of it about one of the family is read by itself, by rules and
model: a question, a denial or a dose of the one is no word on the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from kazakh.analysis import Analysis
from rasa_project.understanding.danger_model import DangerGuess, DangerThresholds
from rasa_project.understanding.extraction import Danger, EntityFinder
from rasa_project.understanding.mentions import Kind, Mention
from rasa_project.understanding.no_patient import is_of_no_patient
from rasa_project.understanding.parts import Mood, Part
from rasa_project.understanding.reading import read_message, sliced

#: What one person tells raises the whole to these alone; what is spoken of or denied does not.
_GRAVEST_FIRST: Final = (Danger.NOW, Danger.MAYBE)
#: The model has learnt whole messages: of a stretch it has to be surer, and the rules are as they are.
OF_A_STRETCH: Final = DangerThresholds(now=0.85, perhaps=0.3)
#: A shorter stretch tells nothing by itself.
_FEWEST_WORDS: Final = 3


@dataclass(frozen=True)
class DangerHeard:
    """What rules and model say of a message, or of a stretch of one; the model's guess tells the sign."""

    level: Danger
    guess: DangerGuess


def with_each_person(
    whole: DangerHeard,
    analysis: Analysis,
    finder: EntityFinder,
    today: date,
    hear: Callable[[Analysis], DangerHeard],
) -> DangerHeard:
    """What is heard of a message: of the whole, or something graver of one whom it tells of beside others.

    Args:
        whole: of the message as a whole.
        analysis: the message.
        finder: reads its parts.
        today: in the district.
        hear: rules and model together, of a stretch.
    """
    if whole.level is Danger.NOW:
        return whole
    heard = [whole, *map(hear, _of_each(analysis, finder, today))]
    return next((one for level in _GRAVEST_FIRST for one in heard if one.level is level), whole)


def _of_each(analysis: Analysis, finder: EntityFinder, today: date) -> Iterator[Analysis]:
    """What is told of each of several people; nothing where a message is about one, or about no patient."""
    parts = read_message(analysis, finder, today).parts
    if len({_person(part.who) for part in parts if part.who is not None}) < 2 or is_of_no_patient(analysis.all_tokens):
        return
    for part in parts:
        if _may_be_in_danger(part) and part.after - part.first >= _FEWEST_WORDS:
            yield sliced(analysis, (part.first, part.after))


def _may_be_in_danger(part: Part) -> bool:
    return part.who is not None and part.who.kind is not Kind.OUTSIDER and part.mood is Mood.TOLD


def _person(who: Mention) -> tuple[object, ...]:
    return who.kind, who.sex, who.order, who.kin, who.name, who.is_baby
