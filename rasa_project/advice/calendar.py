"""When the next dose is due: Kazakhstan's measles calendar applied to one child.

Rule: two doses, at 12 months and at 6 years (Government decree No. 612; facts A9). A missed dose is made
up until 18. Pure functions; texts are elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from rasa_project.advice.knowledge import Calendar


class Step(Enum):
    """What to tell the parent."""

    BEFORE_FIRST = "before_first"
    FIRST_DUE = "first_due"
    FIRST_OVERDUE = "first_overdue"
    SECOND_LATER = "second_later"
    SECOND_DUE = "second_due"
    DOSES_UNKNOWN = "doses_unknown"
    ONE_DOSE = "one_dose"
    COMPLETE = "complete"
    ADULT = "adult"
    GENERAL = "general"


@dataclass(frozen=True)
class Child:
    """What is known of a child: age in months and measles doses had (0 to 2), each may be unknown."""

    age_months: int | None = None
    doses: int | None = None


@dataclass(frozen=True)
class NextDose:
    """The next step, and how many doses a child of that age should have had by now."""

    step: Step
    expected_doses: int


def next_dose(child: Child, calendar: Calendar) -> NextDose:
    """What is due for ``child``. Total: every combination of known and unknown has an answer."""
    expected = expected_doses(child.age_months, calendar)
    return NextDose(_step(child, calendar, expected), expected)


def expected_doses(age_months: int | None, calendar: Calendar) -> int:
    """Doses that the calendar foresees by this age; 0 where the age is unknown."""
    if age_months is None:
        return 0
    return sum(age_months >= dose.due_months for dose in calendar.doses)


def _step(child: Child, calendar: Calendar, expected: int) -> Step:
    age, doses = child.age_months, child.doses
    first, second = calendar.doses
    if doses is not None and doses >= len(calendar.doses):
        return Step.COMPLETE
    if age is None:
        return {None: Step.GENERAL, 0: Step.GENERAL, 1: Step.ONE_DOSE}[doses]
    if age >= calendar.catch_up_until_months:
        return Step.ADULT
    if age < calendar.earliest_counted_months:
        return Step.BEFORE_FIRST
    if doses is None:
        return Step.FIRST_DUE if age == first.due_months else Step.DOSES_UNKNOWN
    if doses == 0:
        return Step.FIRST_DUE if age < first.overdue_months else Step.FIRST_OVERDUE
    return Step.SECOND_LATER if age < second.due_months else Step.SECOND_DUE


def age_in_months(born: date, today: date) -> int | None:
    """Completed months from ``born`` to ``today``; ``None`` for a birth date in the future."""
    if born > today:
        return None
    months = (today.year - born.year) * 12 + today.month - born.month
    return months - (today.day < born.day)
