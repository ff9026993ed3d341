"""Which of several children a word of order means: the elder, the younger, the second, the small one."""

from __future__ import annotations

from typing import Final

from rasa_project.dialogue.conversation import Person
from rasa_project.understanding.mentions import Mention

_BY_AGE: Final = frozenset({"elder", "middle", "younger"})
#: By the order in which they were told.
PLACES: Final = {"first": 0, "second": 1, "third": 2}
_TWO: Final = 2
#: A child of others that was asked about.
_ACQUAINTANCE: Final = "acquaintance"
#: So many months younger, a brother or sister is the small one.
_CLEARLY: Final = 12


def by_order(children: list[Person], mention: Mention) -> Person | None:
    """The elder, the younger, the second: by what was told, else by age or the order in which they were told."""
    told = [one for one in children if one.order == mention.order]
    if told:
        return told[0]
    if (other := _the_other(children, mention)) is not None:
        return other
    children = [one for one in children if one.order not in _BY_AGE]  # «ортаншысы» is not «кенжесі», whatever the ages
    if len(children) < 2:
        return None
    if mention.order in PLACES:
        if any(one.order in PLACES for one in children):
            return None  # they are numbered already, and this number is new
        place = PLACES[str(mention.order)]
        return children[place] if place < len(children) else None
    ages = [one for one in children if one.age_months is not None]
    if len(ages) < 2:
        return None
    ages.sort(key=lambda one: one.age_months or 0)
    return {"elder": ages[-1], "younger": ages[0], "middle": ages[len(ages) // 2]}.get(str(mention.order))


def _the_other(children: list[Person], mention: Mention) -> Person | None:
    """«А младшему?» of two, of whom the elder was told as such: the one whose age allows it."""
    opposite = {"elder": "younger", "younger": "elder"}.get(str(mention.order))
    called = [one for one in children if one.order == opposite]
    others = [one for one in children if one not in called]
    if len(children) != _TWO or len(called) != 1 or others[0].order is not None or others[0].kin == _ACQUAINTANCE:
        return None
    if mention.sex is not None and others[0].sex not in {None, mention.sex}:
        return None
    ages = called[0].age_months, others[0].age_months
    if ages[0] is None or ages[1] is None:
        return None
    is_younger = ages[1] < ages[0]
    return others[0] if is_younger is (mention.order == "younger") else None


def youngest(children: list[Person]) -> Person | None:
    """The small one of several: who is called the younger, else the clearly youngest of those whose ages are known."""
    called = [one for one in children if one.order == "younger"]
    if len(called) == 1 and len(children) > 1:
        return called[0]
    ages = sorted((one.age_months, one.id) for one in children if one.age_months is not None)
    if len(ages) < _TWO or len(ages) < len(children) or ages[1][0] - ages[0][0] < _CLEARLY:
        return None
    return next(one for one in children if one.id == ages[0][1])
