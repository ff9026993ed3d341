"""Birth dates as exactly as they were told, and ages counted from them."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

_MONTHS_A_YEAR: Final = 12
#: Ages above this are a slip of typing.
MAX_MONTHS: Final = 120 * _MONTHS_A_YEAR


@dataclass(frozen=True)
class When:
    """A day, or a month where the day is not known (then ``day`` is the first of it)."""

    day: date
    is_month: bool = False


@dataclass(frozen=True)
class Birth:
    """A birth date; the month, or the day, may be unknown."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: object) -> Birth | None:
        """From ``2022-05-15``, ``2022-05`` or ``2022``; ``None`` for anything else."""
        parts = text.split("-") if isinstance(text, str) else []
        if not 1 <= len(parts) <= 3 or not all(part.isdecimal() for part in parts):
            return None
        numbers = [int(part) for part in parts]
        try:
            date(numbers[0], *(numbers[1:] + [1, 1])[:2])
        except ValueError:
            return None
        return cls(*numbers)

    @property
    def earliest(self) -> date:
        """The first day that it can be."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day that it can be."""
        month = self.month or _MONTHS_A_YEAR
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def turns(self, months: int) -> When | None:
        """When the child is ``months`` old; ``None`` where only the year is known."""
        if self.month is None:
            return None
        reached = months_after(self.earliest, months)
        return When(reached) if self.day else When(reached.replace(day=1), is_month=True)


def age_in_months(born: date, today: date) -> int | None:
    """Completed months from ``born`` to ``today``; ``None`` for a birth date in the future."""
    if born > today:
        return None
    months = (today.year - born.year) * _MONTHS_A_YEAR + today.month - born.month
    return months - (today < months_after(born, months))


def months_after(day: date, months: int) -> date:
    """The day ``months`` later; where that month has no such day (29 to 31), the first of the next month."""
    year, month = divmod(day.year * _MONTHS_A_YEAR + day.month - 1 + months, _MONTHS_A_YEAR)
    if day.day > calendar.monthrange(year, month + 1)[1]:
        return date(year + (month == _MONTHS_A_YEAR - 1), (month + 1) % _MONTHS_A_YEAR + 1, 1)
    return date(year, month + 1, day.day)


def later(one: date, other: date | None) -> date:
    """The later of two days; the second may be missing."""
    return one if other is None else max(one, other)


def days_after(day: date, days: int) -> date:
    """The day ``days`` later, at most the last day that dates can hold."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max
