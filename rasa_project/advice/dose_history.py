"""The measles doses that a clinic's record holds: which count, each by its day or by the age at which it was given.

A dose before 12 months does not count, nor one less than 28 days after the dose before it (international rules, as in
``data/knowledge/calendar.yml``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rasa_project.advice.ages import days_after, months_after
from rasa_project.advice.calendar_table import Calendar


@dataclass(frozen=True)
class Given:
    """A dose that was given: the first and the last day that it can have been."""

    earliest: date
    latest: date

    @classmethod
    def on(cls, day: date) -> Given:
        """A dose whose day is known."""
        return cls(day, day)

    @classmethod
    def at_age(cls, born: date, months: int, today: date) -> Given:
        """A dose given at an age in completed months; its last day is at most ``today``."""
        return cls(months_after(born, months), min(today, months_after(born, months + 1) - timedelta(days=1)))


@dataclass(frozen=True)
class Judged:
    """Whether a dose counts.

    Attributes:
        given: the dose.
        counts: ``None`` where that can't be told without its day.
        why: name of the reason in ``calendar.yml`` why it does not, or may not.
    """

    given: Given
    counts: bool | None
    why: str | None = None


def judged(born: date, doses: Sequence[Given], calendar: Calendar) -> tuple[Judged, ...]:
    """Each dose, in the order of their days, and whether it counts."""
    counted_from = months_after(born, calendar.earliest_counted_months)
    found: list[Judged] = []
    before: Given | None = None
    for dose in sorted(doses, key=lambda one: (one.earliest, one.latest)):
        found.append(_judged(dose, before, counted_from, calendar.minimum_interval_days))
        before = dose
    return tuple(found)


def _judged(dose: Given, before: Given | None, counted_from: date, interval: int) -> Judged:
    if dose.latest < counted_from:
        return Judged(dose, False, "early_dose")
    if before is not None and dose.latest < days_after(before.earliest, interval):
        return Judged(dose, False, "interval")
    if before is not None and dose.earliest < days_after(before.latest, interval):
        return Judged(dose, None, "interval")
    return Judged(dose, True)


def count_of(doses: Sequence[Judged]) -> int:
    """How many doses surely count."""
    return sum(one.counts is True for one in doses)
