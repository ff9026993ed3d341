"""The facts of one part, from what was read out of its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from rasa_project.nlu.circumstances import risk_of, tells_of_contact
from rasa_project.nlu.doses import find_doses
from rasa_project.nlu.extraction import Findings
from rasa_project.understanding.amounts import birth_of, first_age
from rasa_project.understanding.events import Event
from rasa_project.understanding.measles_told import had_measles, is_confirmed
from rasa_project.understanding.mentions import Kind as Who
from rasa_project.understanding.mentions import Mention
from rasa_project.understanding.parts import Facts
from rasa_project.understanding.people_forms import both_of
from rasa_project.understanding.quantities import Kind, Quantity

_FEVER_FROM: Final = 38.0
_NO_FEVER: Final = 37.0
_ON: Final = frozenset({"де", "да", "те", "та"})


def facts_of(words: Sequence[str], found: Findings, who: Mention | None, strangers: Sequence[int]) -> Facts:
    """What a part tells of its person.

    Args:
        words: folded tokens of the part.
        found: what was read out of them.
        who: the person or the group.
        strangers: places in ``words`` of people outside the family.
    """
    told = {entity.name: entity.value for entity in found.entities}
    born, age = birth_of(found.amounts), first_age(found.amounts)
    weeks = next((one.number for one in found.amounts if one.kind is Kind.PREGNANCY), None)
    degrees = told.get("temperature_c")
    doses = told.get("doses")
    temperature = None if degrees is None else float(degrees)
    facts = Facts(
        age_months=None if born or age is None else int(age.number),
        age_is_below=bool(age and not born and age.is_below),
        birth=str(born.value) if born else None,
        doses=None if doses is None else int(doses),
        dose_ages=tuple(int(one.number) for one in found.amounts if one.kind is Kind.DOSE_AGE),
        last_dose_days=_days(found, Event.DOSE),
        fever=_fever(found, temperature),
        temperature=temperature,
        fever_days=_days(found, Event.FEVER),
        rash=_has("rash", found),
        rash_days=_days(found, Event.RASH),
        signs=found.signs,
        denied=found.denied,
        contact=tells_of_contact(words),
        contact_days=_days(found, Event.CONTACT),
        risk=risk_of(words),
        pregnancy_weeks=None if weeks is None else int(weeks),
        had_measles=had_measles(words, strangers),
        confirmed=is_confirmed(words, strangers),
        danger=found.danger,
        newborn_fever=found.has_newborn_fever,
    )
    return replace(facts, doses=_doses_of_each(words)) if who is not None and _is_both(words, who) else facts


def _is_both(words: Sequence[str], who: Mention) -> bool:
    return who.kind is Who.GROUP and any(both_of(word) for word in words)


def _doses_of_each(words: Sequence[str]) -> int | None:
    """Doses that each of a group had: «екеуі де бір рет алған» is one."""
    rest = [
        word
        for index, word in enumerate(words)
        if not both_of(word) and not (word in _ON and index and both_of(words[index - 1]))
    ]
    doses = find_doses(rest)
    return None if doses is None else doses.count


def _days(found: Findings, event: Event) -> int | None:
    times: Sequence[Quantity] = found.since(event)
    return int(times[0].number) if times else None


def _has(sign: str, found: Findings) -> bool | None:
    if sign in found.signs:
        return True
    return False if sign in found.denied else None


def _fever(found: Findings, temperature: float | None) -> bool | None:
    if temperature is not None and temperature >= _FEVER_FROM:
        return True
    told = _has("fever", found)
    if told is None and temperature is not None and temperature <= _NO_FEVER:
        return False
    return told
