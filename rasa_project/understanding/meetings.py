"""Several meetings with a patient: the first of them, the last, one more; in folded words.

The 72 hours and the six days are counted from the first meeting, the 21 days of watching from the last one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kazakh.named_days import is_weekday
from rasa_project.understanding.events import Event
from rasa_project.understanding.extraction import Findings
from rasa_project.understanding.parts import Facts
from rasa_project.understanding.quantities import Quantity

_FIRST: Final = re.compile(
    r"\b(?:перви[ии] раз|в перви[ии] раз|впервие|(?:ен )?алгаш\w*|биринши рет|сначала|до етого|оган деиин|одан бурин)\b"
)
_AGAIN: Final = re.compile(
    r"\b(?:опят|еше раз|снова|тоже|таги|тагида|каита|каитадан)\b|\b(?:де|да) (?:бард|барг|болд|болг|кел|журд|оинад)"
)
_MET: Final = re.compile(
    r"\b(?:бард|барг|болд|болган|заход|ходил|езди|били|била|бил|приход|приезж|келд|келген|келип|кездес|видел|виделис|"
    r"встреч|оина|игра|сидел|отирд|отирган|контакт|гост|конак)"
)
#: Meetings of longer ago matter no more.
_MOST_DAYS: Final = 21


def with_meetings(facts: Facts, words: Sequence[str], found: Findings) -> Facts:
    """The facts with the first and the last of the meetings that the words tell."""
    text = " ".join(words)
    met = [one for one in found.since(Event.CONTACT) if one.is_named and one.number <= _MOST_DAYS]
    days = sorted({int(one.number) for one in met})
    if facts.contact_days is not None and len(days) > 1 and 0 not in days:
        facts = replace(facts, contact_days=days[-1], contact_last_days=days[0])
    if _FIRST.search(text) and len(met) == 1:
        is_weekday_told = _is_by_weekday(met[0], words)
        facts = replace(facts, contact_first=days[0]) if is_weekday_told else replace(facts, contact_again=days[0])
    elif len(days) < 2 and _AGAIN.search(text) and _MET.search(text):
        some = [*met, *found.since(None), *found.since(Event.OTHER), *found.since(Event.BESIDE)]
        again = [int(one.number) for one in some if one.is_named and one.number <= _MOST_DAYS]
        facts = _with_one_more(facts, min(again, default=None))
    return facts


def _with_one_more(facts: Facts, again: int | None) -> Facts:
    """The facts with a further meeting: beside the first, where the message tells that too."""
    if again is None or facts.contact_days is None or again == facts.contact_days:
        return replace(facts, contact_again=again)
    first, last = max(again, facts.contact_days), min(again, facts.contact_days)
    return replace(facts, contact_days=first, contact_last_days=last, days_ago=None)


def _is_by_weekday(one: Quantity, words: Sequence[str]) -> bool:
    return any(is_weekday(word) for word in words[max(0, one.first - 1) : one.after + 1])
