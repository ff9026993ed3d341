"""Which dose is due for a person, as a response with its gaps filled (``advice/calendar.py`` decides)."""

from __future__ import annotations

from datetime import date
from typing import Final

from rasa_project.advice.ages import Birth, When, age_in_months
from rasa_project.advice.calendar import Child, Plan, Step, plan_for
from rasa_project.advice.knowledge import knowledge
from rasa_project.dialogue.conversation import Person, Said
from rasa_project.dialogue.dates_in_words import from_kk, from_ru
from rasa_project.dialogue.shareable import calendar_key
from rasa_project.dialogue.who import who
from rasa_project.dialogue.wording import (
    about_kk,
    about_ru,
    age_kk,
    age_ru,
    below_kk,
    below_ru,
    doses_kk,
    doses_ru,
    years_kk,
    years_ru,
)

Gaps = dict[str, tuple[str, str]]

_INFANT_MONTHS: Final = 12
#: Who is younger, and is said to be vaccinated, has had one dose.
_SURELY_ONE_UNTIL: Final = 24
_FIRST_NOW: Final = frozenset({Step.FIRST_DUE, Step.FIRST_OVERDUE})
#: Said of a dose whose day is not known, by its number.
_AT_AGE: Final = {
    1: ("1 жаста (12 айлығында)", "в 1 год (12 месяцев)"),
    2: ("6 жаста", "в 6 лет"),
}
_WHEN_TURNED: Final = {
    1: (12, "1 жасқа толған соң, {}", "в 1 год, {}"),
    2: (72, "6 жасқа толған соң, {}", "в 6 лет, {}"),
}
#: Asks for what is missing: the day of birth.
_MORE: Final = (
    " Баланың туған күнін жазсаңыз, екпе күнін айтамын.",
    " Напишите дату рождения ребёнка, и я назову день прививки.",
)


def child_of(person: Person) -> Child:
    """The person as the calendar sees one."""
    last_dose = date.fromisoformat(person.last_dose) if person.last_dose is not None else None
    doses = person.doses if person.doses in (0, 1, 2) else _one_told(person, last_dose)
    return Child(
        person.age_months, doses, Birth.parse(person.born), last_dose, person.first_dose_months, person.is_below
    )


def _one_told(person: Person, last_dose: date | None) -> int | None:
    """One, where a dose was told without its number («кеше салдырдық», then «1 жаста») and so young a child has one."""
    born = Birth.parse(person.born)
    age = person.age_months
    if born is not None and last_dose is not None:
        age = age_in_months(min(born.latest, last_dose), last_dose)
    if age is None or not (last_dose is not None or (person.vaccinated and age < _SURELY_ONE_UNTIL)):
        return None
    first, second = knowledge().calendar.doses
    return 1 if first.due_months <= age < second.due_months else None


def said_plan(person: Person, today: date) -> Said | None:
    """The answer for the person; ``None`` where nothing is known that the calendar asks for."""
    child = child_of(person)
    plan = plan_for(child, knowledge().calendar, today)
    if plan.step is Step.GENERAL:
        return None
    name = plan.step.value
    if plan.step is Step.BEFORE_FIRST and plan.campaigns:
        name = "before_first_extra"
    if plan.step in _FIRST_NOW and "early_dose" in plan.why:
        name = "first_again"
    key = calendar_key(child, plan, today)
    share = (key,) if key is not None else ()
    return Said(f"utter_schedule_{name}", {"who": who(person), **_gaps(child, plan, today)}, share=share)


def _gaps(child: Child, plan: Plan, today: date) -> Gaps:
    reasons = [knowledge().calendar.reasons[name] for name in plan.why]
    gaps: Gaps = {"why": ("; ".join(one.kk for one in reasons), "; ".join(one.ru for one in reasons))}
    gaps |= _age_in_words(child, today)
    if plan.expected:
        gaps["expected"] = (doses_kk(plan.expected), doses_ru(plan.expected))
    planned = {dose.number: dose.when for dose in plan.doses}
    for number, name in ((1, "first"), (2, "second")):
        gaps[name] = _when_in_words(child, number, planned.get(number))
    exact = child.born is not None and child.born.day is not None
    gaps["more"] = ("", "") if exact else _MORE
    return gaps


def _age_in_words(child: Child, today: date) -> Gaps:
    """The age as exactly as it is known; nothing where it is not."""
    age = child.age_on(today)
    if age is None:
        return {}
    born = child.born
    if child.is_below and born is None:
        return {"age": (below_kk(age + 1), below_ru(age + 1))}
    oldest = age_in_months(born.earliest, today) if born is not None else None
    if born is None or oldest is None or born.day is not None or (born.month is None and child.age_months is not None):
        return _in_words(age)
    if born.month is not None:
        return {"age": (about_kk(oldest), about_ru(oldest))} if oldest else _in_words(0)
    return _of_a_year(age, oldest)


def _in_words(months: int) -> Gaps:
    return {"age": (age_kk(months), age_ru(months))}


def _of_a_year(youngest: int, oldest: int) -> Gaps:
    """An age of which only the year of birth is known; both in months."""
    first, last = youngest // _INFANT_MONTHS, oldest // _INFANT_MONTHS
    if oldest < _INFANT_MONTHS:
        return {"age": ("бір жасқа толмаған", "меньше года")}
    if last > first:
        return {"age": (years_kk(first, last), years_ru(first, last))}
    return _in_words(first * _INFANT_MONTHS)


def _when_in_words(child: Child, number: int, when: When | None) -> tuple[str, str]:
    """When a dose is due, Kazakh and Russian: the age, the birthday that it is due on, or another day."""
    if when is None:
        return _AT_AGE[number]
    months, turned_kk, turned_ru = _WHEN_TURNED[number]
    turns = child.born.turns(months) if child.born is not None else None
    # Of a month the birthday is not known: a day in it that the interval sets holds once the child has turned so old.
    if turns is not None and (turns == when or (turns.is_month and turns.day == when.day.replace(day=1))):
        return turned_kk.format(from_kk(when)), turned_ru.format(from_ru(when))
    return from_kk(when), from_ru(when)
