"""The day of the next dose as exactly as it is known, and the times at which somebody is reminded.

Pure functions over ``calendar.yml`` and ``reminders.yml``: what day and what hour it is, they are told.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from typing import Final
from zoneinfo import ZoneInfo

from rasa_project.advice.ages import Birth, age_in_months, days_after, later, months_after
from rasa_project.advice.calendar import Child, Plan, Step, plan_for
from rasa_project.advice.calendar_table import Calendar
from rasa_project.advice.reminders_table import ReminderRules

_MONTHS_A_YEAR: Final = 12
#: A stretch of more days than any month has is told by its middle.
_LONGEST_MONTH: Final = 31
_ONE_DAY: Final = timedelta(days=1)
#: An age is told roughly: a birthday may lie so far outside.
_SLACK: Final = timedelta(days=31)
#: Of these no dose is to come.
_NOTHING: Final = frozenset({Step.ADULT, Step.BOTH_BEFORE_SIX, Step.COMPLETE})


class Exact(str, Enum):
    """How exactly a day is known."""

    DAY = "day"
    MONTH = "month"
    #: Some weeks or months, worked out of an age.
    ABOUT = "about"


class Missing(str, Enum):
    """Why there is no day: the age or the doses are not known; nothing is due any more."""

    AGE = "age"
    DOSES = "doses"
    NOTHING = "nothing"


class Why(str, Enum):
    """Which of the times of a dose it is."""

    BEFORE = "before"
    DAY = "day"
    AFTER = "after"
    AGAIN = "again"
    #: A day that a parent chose.
    CHOSEN = "chosen"


@dataclass(frozen=True)
class Born:
    """The days between which somebody was born, both included."""

    first: date
    last: date

    @property
    def is_exact(self) -> bool:
        """Whether it is one day."""
        return self.first == self.last

    @property
    def is_month(self) -> bool:
        """Whether it is one whole month."""
        return self.first.day == 1 and self.first.month == self.last.month and (self.last + _ONE_DAY).day == 1


@dataclass(frozen=True)
class Had:
    """Doses had, the day of the last, the age in months at the first; ``None`` where it is not known."""

    doses: int | None = None
    last_dose: date | None = None
    first_dose_months: int | None = None


@dataclass(frozen=True)
class NextDose:
    """A dose to come.

    Attributes:
        number: 1 or 2.
        day: on which to remind: the day itself, the first of its month, else the first or the middle of the stretch.
        begins, until: the first and the last day on which it may become due, as far as is known.
        exact: how exactly ``day`` is known.
        is_now: its time has come.
    """

    number: int
    day: date
    begins: date
    until: date
    exact: Exact
    is_now: bool


@dataclass(frozen=True)
class Time:
    """When to write, and until when it still helps; both with their zone. ``why`` is the day's number for a contact."""

    why: str
    at: datetime
    useful_until: datetime


def born_of(child: Child, today: date) -> Born | None:
    """Between which days the child was born; ``None`` where neither a birth date nor an age is known.

    An age in whole years (``2 жаста``) is any of that year, one in months any of that month.
    """
    birth = child.born
    if birth is not None and birth.earliest <= today and (birth.month or child.age_months is None):
        return Born(birth.earliest, min(birth.latest, today))
    age = child.age_months
    if age is None:
        return None
    months = age + 1 if child.is_below else _MONTHS_A_YEAR if age >= _MONTHS_A_YEAR and age % _MONTHS_A_YEAR == 0 else 1
    youngest = 0 if child.is_below else age
    oldest = age + 1 if child.is_below else age + months
    last = months_after(today, -youngest)
    while last > today or (age_in_months(last, today) or 0) < youngest:  # of a month without that day
        last -= _ONE_DAY
    return Born(months_after(today, -oldest) + _ONE_DAY, last)


def sharpened(born: Born, month: int, day: int | None) -> Birth | None:
    """The birth date of that day, or month, within a stretch; ``None`` where none or several years fit."""
    fitting = []
    for year in range(born.first.year, born.last.year + 1):
        found = Birth.parse(f"{year:04}-{month:02}" + (f"-{day:02}" if day else ""))
        if found is not None and found.earliest <= born.last + _SLACK and found.latest >= born.first - _SLACK:
            fitting.append(found)
    return fitting[0] if len(fitting) == 1 else None


def next_dose(born: Born | None, had: Had, calendar: Calendar, today: date) -> NextDose | Missing:
    """The next dose by the calendar and its day; of several days that it may be, the stretch between them."""
    if born is None:
        return Missing.NOTHING if (had.doses or 0) > 1 else Missing.AGE
    plans = [plan_for(_child(day, had), calendar, today) for day in (born.first, born.last)]
    due = [found for plan in plans if (found := _first_of(plan, today)) is not None]
    if any(plan.step is Step.DOSES_UNKNOWN for plan in plans):
        return Missing.DOSES
    if not due:
        return Missing.NOTHING
    (number, first), (_, last) = due[0], due[-1]
    exact = _exactness(born, first, last)
    if exact is Exact.ABOUT and (last - first).days > _LONGEST_MONTH:
        middle = first + (last - first) / 2
        return NextDose(number, middle, first, last, exact, is_now=last <= today)
    return NextDose(number, first, first, last, exact, is_now=first <= today)


def dose_times(dose: NextDose, rules: ReminderRules, zone: str, now: datetime) -> tuple[Time, ...]:
    """When to write of a dose: a week before, on the day, four weeks after; none of them in the past.

    Where its time has come already, in a week, and four weeks from today.

    Args:
        dose: with its day.
        rules: hours and days.
        zone: of the district, by its name in the IANA time zone database.
        now: with a zone.
    """
    today = now.astimezone(ZoneInfo(zone)).date()
    days = rules.dose
    if dose.day <= today:
        found = [(Why.AGAIN, days_after(today, days.again_days), 0), (Why.AFTER, days_after(today, days.after_days), 0)]
    else:
        before = dose.day - timedelta(days=days.before_days)
        after = days_after(dose.day, days.after_days)
        found = [(Why.BEFORE, before, days.before_days), (Why.DAY, dose.day, 0), (Why.AFTER, after, 0)]
    return tuple(
        one
        for why, day, until in found
        if (one := _time(why.value, day, until or days.useful_days, rules, zone)).at > now
    )


def asked_again(times: tuple[Time, ...], rules: ReminderRules, zone: str, now: datetime) -> tuple[Time, ...]:
    """The times that stand, with a word in a week in front, in place of any that would come before it or with it."""
    day = days_after(now.astimezone(ZoneInfo(zone)).date(), rules.dose.again_days)
    again = _time(Why.AGAIN.value, day, rules.dose.useful_days, rules, zone)
    return (again, *(one for one in times if one.at > again.at))


def watch_times(met: date, rules: ReminderRules, zone: str, now: datetime) -> tuple[Time, ...]:
    """When to ask for signs after a contact; ``met`` is its last day. None in the past."""
    times = (_time(str(days), days_after(met, days), rules.watch.useful_days, rules, zone) for days in rules.watch.days)
    return tuple(one for one in times if one.at > now)


def chosen_times(day: date, rules: ReminderRules, zone: str, now: datetime) -> tuple[Time, ...]:
    """For a day that a parent chose: the evening before it and its morning; none in the past."""
    eve = _time(Why.CHOSEN.value, day - _ONE_DAY, 1, rules, zone, rules.chosen.eve_hour)
    morning = _time(Why.CHOSEN.value, day, 0, rules, zone, rules.chosen.hour)
    return tuple(one for one in (eve, morning) if one.at > now)


def _time(why: str, day: date, useful_days: int, rules: ReminderRules, zone: str, hour: int | None = None) -> Time:
    """At the hour of the district on that day, until the end of the day so many days later."""
    where = ZoneInfo(zone)
    end = days_after(day, useful_days)
    return Time(why, datetime.combine(day, time(hour or rules.hour), where), datetime.combine(end, time(23, 59), where))


def _child(born: date, had: Had) -> Child:
    return Child(None, had.doses, Birth(born.year, born.month, born.day), had.last_dose, had.first_dose_months)


def _first_of(plan: Plan, today: date) -> tuple[int, date] | None:
    """The number and the day of the first dose of a plan."""
    if plan.step in _NOTHING:
        return None
    if plan.step is Step.FIRST_DUE and not plan.doses:  # at 12 months the first is due, whatever was had
        return 1, today
    return next(((one.number, later(one.when.day, today)) for one in plan.doses if one.when is not None), None)


def _exactness(born: Born, first: date, last: date) -> Exact:
    if first == last:
        return Exact.DAY
    is_one_month = (first.year, first.month) == (last.year, last.month)
    return Exact.MONTH if born.is_month and is_one_month else Exact.ABOUT
