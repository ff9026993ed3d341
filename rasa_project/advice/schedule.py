"""What a clinic's system is told of one child: which doses count, which are due, from when and until when.

The steps are those of :mod:`rasa_project.advice.calendar`, which parents are answered from; here every day is known, so
that each dose to come has its days.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from rasa_project.advice.ages import Birth, days_after, later, months_after
from rasa_project.advice.calendar import Child, Step, plan_for
from rasa_project.advice.calendar_table import Calendar, Campaign, Dose
from rasa_project.advice.dose_history import Given, Judged, count_of, judged

_ALL: Final = 2
_DAY: Final = timedelta(days=1)
#: What a step is for a program; ``due`` is ``overdue`` behind the last day on time.
_STATUS: Final = {
    Step.BEFORE_FIRST: "not_yet",
    Step.EARLY_DOSE: "not_yet",
    Step.FIRST_WAIT: "not_yet",
    Step.SECOND_LATER: "not_yet",
    Step.SECOND_WAIT: "not_yet",
    Step.FIRST_DUE: "due",
    Step.FIRST_OVERDUE: "overdue",
    Step.SECOND_DUE: "due",
    Step.DOSES_UNKNOWN: "doses_unknown",
    Step.BOTH_BEFORE_SIX: "clinic_decides",
    Step.COMPLETE: "complete",
    Step.ADULT: "doctor_decides",
}
STATUSES: Final = ("not_yet", "due", "overdue", "complete", "clinic_decides", "doctor_decides", "doses_unknown")


@dataclass(frozen=True)
class DoseToCome:
    """A dose still to come.

    Attributes:
        number: 1 or 2.
        first_day: from which it can be given: the age is reached, and 28 days have passed since the dose before. Of a
            dose behind one that is not given yet it is the soonest day.
        on_time_until: the last day on which it is on time by the calendar, or the first day where that is later.
        made_up_until: the last day on which the clinic makes it up: the one before the 18th birthday.
        is_due: whether it can be given today.
        is_overdue: whether it can be, and is late.
    """

    number: int
    first_day: date
    on_time_until: date
    made_up_until: date
    is_due: bool
    is_overdue: bool


@dataclass(frozen=True)
class Schedule:
    """The calendar applied to one child.

    Attributes:
        step: as parents are told.
        status: one of :data:`STATUSES`.
        given: the doses had; ``None`` where they are not known.
        doses: those still to come, in order; none where nobody can tell (``doses_unknown``, ``..._decides``).
        reasons: names in ``calendar.yml``.
        campaigns: additional doses that the child may be offered for a time; each has to be asked for.
    """

    step: Step
    status: str
    given: tuple[Judged, ...] | None
    doses: tuple[DoseToCome, ...]
    reasons: tuple[str, ...]
    campaigns: tuple[Campaign, ...]


def schedule_for(born: date, doses: Sequence[Given] | None, calendar: Calendar, today: date) -> Schedule:
    """What is due for a child.

    Args:
        born: the day of birth, not after ``today``.
        doses: measles doses had, each between birth and ``today``; ``None`` where nobody knows.
        calendar: the rules.
        today: the day that is asked for.
    """
    given = None if doses is None else judged(born, doses, calendar)
    plan = plan_for(_child(born, given, today), calendar, today)
    counted = _counted(given, plan.step)
    to_come = () if counted is None else _to_come(born, given or (), counted, calendar, today)
    status = _STATUS[plan.step]
    if status == "due" and to_come and to_come[0].is_overdue:
        status = "overdue"
    reasons = _reasons(plan.step, plan.why, given or ())
    if counted is not None and len(to_come) < _ALL - counted:
        reasons = (*reasons, "adult")
    return Schedule(plan.step, status, given, to_come, tuple(dict.fromkeys(reasons)), plan.campaigns)


def _child(born: date, given: Sequence[Judged] | None, today: date) -> Child:
    """The child as the calendar sees one; a record in which nothing counts is one early dose to it."""
    exact = Birth(born.year, born.month, born.day)
    if not given:
        return Child(born=exact, doses=None if given is None else 0)
    last = min(today, max(one.given.latest for one in given))
    counted = count_of(given)
    return Child(born=exact, doses=min(_ALL, max(1, counted)), last_dose=last, first_dose_months=12 if counted else 0)


def _counted(given: Sequence[Judged] | None, step: Step) -> int | None:
    """Doses that count, where doses are still to come by the calendar; else ``None``."""
    if step in {Step.DOSES_UNKNOWN, Step.BOTH_BEFORE_SIX, Step.COMPLETE, Step.ADULT}:
        return None
    return min(_ALL, count_of(given or ()))


def _to_come(
    born: date, given: Sequence[Judged], counted: int, calendar: Calendar, today: date
) -> tuple[DoseToCome, ...]:
    last = max((one.given.latest for one in given), default=None)
    made_up_until = months_after(born, calendar.catch_up_until_months) - _DAY
    found: list[DoseToCome] = []
    for dose in calendar.doses[counted:]:
        after = days_after(last, calendar.minimum_interval_days) if last else None
        one = _dose(born, dose, after, made_up_until, today)
        if one.first_day > made_up_until:
            break
        found.append(one)
        last = later(today, one.first_day)
    return tuple(found)


def _dose(born: date, dose: Dose, after: date | None, made_up_until: date, today: date) -> DoseToCome:
    first_day = later(months_after(born, dose.due_months), after)
    on_time = later(months_after(born, dose.overdue_months) - _DAY, first_day)
    is_due = first_day <= today
    return DoseToCome(dose.number, first_day, on_time, made_up_until, is_due, is_due and today > on_time)


def _reasons(step: Step, why: tuple[str, ...], given: Sequence[Judged]) -> tuple[str, ...]:
    """As parents are told, but of doses whose days are known nothing is said that does not hold of them."""
    found = tuple(dict.fromkeys(one.why for one in given if one.why))
    if step is Step.BOTH_BEFORE_SIX:
        return ("both_early", *found)
    return (*why, *found)
