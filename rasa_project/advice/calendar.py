"""Which measles dose is due and when: Kazakhstan's calendar applied to one child on one day.

Rule: two doses, at 12 months and at 6 years (Government decree No. 612; advisory A9). A missed dose is made up
until 18; doses stand at least 28 days apart, and one before 12 months does not count (international rules).
Pure functions over ``data/knowledge/calendar.yml``; the words are in the answers.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import Final

from rasa_project.advice.ages import Birth, When, age_in_months, days_after, later, months_after
from rasa_project.advice.calendar_table import Calendar, Campaign

_ALL: Final = 2


class Step(Enum):
    """What to tell the parent."""

    BEFORE_FIRST = "before_first"
    EARLY_DOSE = "early_dose"
    FIRST_DUE = "first_due"
    FIRST_OVERDUE = "first_overdue"
    FIRST_WAIT = "first_wait"
    SECOND_LATER = "second_later"
    SECOND_DUE = "second_due"
    SECOND_WAIT = "second_wait"
    DOSES_UNKNOWN = "doses_unknown"
    ONE_DOSE = "one_dose"
    BOTH_BEFORE_SIX = "both_before_six"
    COMPLETE = "complete"
    ADULT = "adult"
    WHICH_MONTH = "which_month"
    GENERAL = "general"


@dataclass(frozen=True)
class Child:
    """What is known of a child; everything may be unknown.

    Attributes:
        age_months: completed months; not needed where ``born`` is known.
        doses: measles doses had, 0 to 2.
        born: the birth date as it was told.
        last_dose: the day of the last dose.
        first_dose_months: the age at the first dose.
        is_below: told as "not yet so old": ``age_months`` is the most that it can be.
    """

    age_months: int | None = None
    doses: int | None = None
    born: Birth | None = None
    last_dose: date | None = None
    first_dose_months: int | None = None
    is_below: bool = False

    def age_on(self, today: date) -> int | None:
        """Completed months today; of a birth date without its day, the least that it can be."""
        if self.born is None or self.born.earliest > today:
            return self.age_months
        youngest = age_in_months(min(self.born.latest, today), today)
        return youngest if self.born.month or self.age_months is None else self.age_months


@dataclass(frozen=True)
class PlannedDose:
    """A dose still to come: its number, when (``None`` where the birth date is not known), and whether now."""

    number: int
    when: When | None
    now: bool


@dataclass(frozen=True)
class Plan:
    """The advice for one child.

    Attributes:
        step: what to tell the parent.
        doses: the doses still to come, in order.
        expected: doses that the calendar foresees by this age.
        missing: how many of these are missing; 0 where the age or the doses are unknown.
        why: names of reasons in ``calendar.yml``.
        campaigns: additional doses that the child may be offered for a time; each has to be asked for.
    """

    step: Step
    doses: tuple[PlannedDose, ...] = ()
    expected: int = 0
    missing: int = 0
    why: tuple[str, ...] = ()
    campaigns: tuple[Campaign, ...] = ()


def plan_for(child: Child, calendar: Calendar, today: date) -> Plan:
    """What is due for ``child``. Total: every combination of known and unknown has an answer."""
    child = _consistent(child)
    if _needs_month(child, calendar, today):
        return Plan(Step.WHICH_MONTH, why=("first_by_calendar", "second_by_calendar"))
    age = child.age_on(today)
    counted = _counted(child, age, calendar, today)
    step = _step(child, age, counted, calendar, today)
    early = _has_early_dose(child, counted)
    expected = expected_doses(age, calendar)
    return Plan(
        step,
        _planned(child, age, counted, calendar, today),
        expected,
        0 if counted is None else max(0, expected - counted),
        _REASONS[step] + (("early_dose",) if early and "early_dose" not in _REASONS[step] else ()),
        _campaigns(age, child.doses, calendar, today),
    )


def counted_doses(child: Child, calendar: Calendar, today: date) -> int | None:
    """Doses had that count: none before 12 months; ``None`` where the doses are not known."""
    return _counted(_consistent(child), child.age_on(today), calendar, today)


def expected_doses(age_months: int | None, calendar: Calendar) -> int:
    """Doses that the calendar foresees by this age; 0 where the age is unknown."""
    if age_months is None:
        return 0
    return sum(age_months >= dose.due_months for dose in calendar.doses)


_REASONS: Final[dict[Step, tuple[str, ...]]] = {
    Step.BEFORE_FIRST: ("too_early",),
    Step.EARLY_DOSE: ("early_dose", "too_early"),
    Step.FIRST_DUE: ("first_by_calendar",),
    Step.FIRST_OVERDUE: ("first_by_calendar", "catch_up", "interval"),
    Step.FIRST_WAIT: ("first_by_calendar", "interval"),
    Step.SECOND_LATER: ("second_by_calendar",),
    Step.SECOND_DUE: ("second_by_calendar", "interval"),
    Step.SECOND_WAIT: ("second_by_calendar", "interval"),
    Step.DOSES_UNKNOWN: ("no_record",),
    Step.ONE_DOSE: ("second_by_calendar", "interval"),
    Step.BOTH_BEFORE_SIX: ("early_dose", "interval"),
    Step.COMPLETE: ("both_had",),
    Step.ADULT: ("adult",),
    Step.WHICH_MONTH: (),
    Step.GENERAL: (),
}


def _consistent(child: Child) -> Child:
    """A child without a dose has no day of the last one; one whose age at the first is told had a dose."""
    if child.doses == 0:
        return replace(child, last_dose=None, first_dose_months=None)
    if child.doses is None and child.first_dose_months is not None:
        return replace(child, doses=1)
    return child


def _needs_month(child: Child, calendar: Calendar, today: date) -> bool:
    """Whether only the year of birth is known and the advice depends on the month."""
    born = child.born
    if born is None or born.month is not None or child.age_months is not None or born.earliest > today:
        return False
    ages = (age_in_months(born.earliest, today), age_in_months(min(born.latest, today), today))
    steps = {_step(child, age, _counted(child, age, calendar, today), calendar, today) for age in ages}
    return len(steps) > 1


def _counted(child: Child, age: int | None, calendar: Calendar, today: date) -> int | None:
    """Doses that count: none before 12 months."""
    if age is not None and age < calendar.earliest_counted_months:
        return 0
    if child.doses is None:
        return None
    at_first = _age_at_first_dose(child, age, today)
    early = at_first is not None and at_first < calendar.earliest_counted_months
    return max(0, child.doses - early)


def _age_at_first_dose(child: Child, age: int | None, today: date) -> int | None:
    """As told, or worked out for an only dose from the age now and the day of the dose."""
    if child.first_dose_months is not None:
        return child.first_dose_months
    since = age_in_months(child.last_dose, today) if child.last_dose and child.doses == 1 else None
    return None if age is None or since is None else age - since


def _has_early_dose(child: Child, counted: int | None) -> bool:
    return counted is not None and counted < (child.doses or 0)


def _step(child: Child, age: int | None, counted: int | None, calendar: Calendar, today: date) -> Step:
    if age is None:
        return {None: Step.GENERAL, 0: Step.GENERAL, 1: Step.ONE_DOSE}.get(counted, Step.COMPLETE)
    return _step_at(age, child, counted, calendar, today)


def _step_at(age: int, child: Child, counted: int | None, calendar: Calendar, today: date) -> Step:
    first, second = calendar.doses
    if age < calendar.earliest_counted_months:
        return Step.EARLY_DOSE if child.doses else Step.BEFORE_FIRST
    if counted is not None and counted >= _ALL:
        return Step.BOTH_BEFORE_SIX if age < second.due_months else Step.COMPLETE
    if age >= calendar.catch_up_until_months:
        return Step.ADULT
    if counted is None:
        return Step.FIRST_DUE if age == first.due_months else Step.DOSES_UNKNOWN
    if counted and age < second.due_months:
        return Step.SECOND_LATER
    if _too_soon(child, calendar, today):
        return Step.SECOND_WAIT if counted else Step.FIRST_WAIT
    if counted:
        return Step.SECOND_DUE
    return Step.FIRST_DUE if age < first.overdue_months else Step.FIRST_OVERDUE


def _too_soon(child: Child, calendar: Calendar, today: date) -> bool:
    return child.last_dose is not None and today < days_after(child.last_dose, calendar.minimum_interval_days)


def _planned(
    child: Child, age: int | None, counted: int | None, calendar: Calendar, today: date
) -> tuple[PlannedDose, ...]:
    """The doses still to come, none before today, none sooner than 28 days after another."""
    if age is None or counted is None or age >= calendar.catch_up_until_months:
        return ()
    doses: list[PlannedDose] = []
    after = days_after(child.last_dose, calendar.minimum_interval_days) if child.last_dose else None
    for dose in calendar.doses[counted:]:
        soonest = later(today, after)
        due_now = age >= dose.due_months
        when = When(soonest) if due_now else _when_reached(child, dose.due_months, soonest, today)
        doses.append(PlannedDose(dose.number, when, now=due_now and soonest == today))
        # Where the birth date is not known, the child may reach the age up to a month before.
        reached = when.day if when else months_after(today, dose.due_months - age - 1)
        after = days_after(later(reached, soonest), calendar.minimum_interval_days)
    return tuple(doses)


def _when_reached(child: Child, months: int, soonest: date, today: date) -> When | None:
    """When the child reaches an age, but not before ``soonest``; ``None`` where the birth date is not known.

    Of a month only its first day is known to be too early or not: the month is given where that day lies behind
    ``soonest``, or where nothing but today bounds it.
    """
    when = child.born.turns(months) if child.born else None
    if when is None or when.day >= soonest:
        return when
    if when.is_month and soonest == today and when.day == soonest.replace(day=1):
        return when
    return When(soonest)


def _campaigns(age: int | None, doses: int | None, calendar: Calendar, today: date) -> tuple[Campaign, ...]:
    if age is None:
        return ()
    return tuple(one for one in calendar.campaigns if one.runs_on(today) and one.is_for(age, doses or 0))
