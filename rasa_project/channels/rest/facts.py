"""Facts in the body of a call, read member by member; what can't be is named precisely, each fault with a code.

Nothing of them is stored or logged. A name that is not known is refused: a misspelt ``doses`` would change the advice.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from rasa_project.advice.ages import MAX_MONTHS, age_in_months, months_after
from rasa_project.advice.dose_history import Given
from rasa_project.channels.refusals import Refusal

FIRST_DAY: Final = date(2000, 1, 1)
LAST_DAY: Final = date(2100, 12, 31)
MAX_DOSES: Final = 20

_DAY: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


class Members:
    """Reads the members of an object and gathers all that is wrong with them."""

    def __init__(self, said: Mapping[str, Any], known: tuple[str, ...], today: date) -> None:
        """Read from ``said``; ``today`` stands where none is told."""
        self.faults: list[dict[str, str]] = []
        self._said = said
        for name in said:
            if name not in known:
                self.fault(f"/{_escaped(name)}", "unknown-member", f"is not known here; known are {', '.join(known)}")
        self.today = self._today(today)

    def fault(self, pointer: str, code: str, detail: str) -> None:
        """Note what is wrong."""
        self.faults.append({"pointer": pointer, "code": code, "detail": detail})

    def get(self, name: str) -> Any:
        """A member as sent; ``None`` where it is missing."""
        return self._said.get(name)

    def day(self, name: str) -> date | None:
        """A day; ``None`` where it is missing or wrong."""
        return None if self.get(name) is None else self._day(f"/{name}", self.get(name))

    def past_day(self, name: str, what: str) -> date | None:
        """A day that is not after today."""
        day = self.day(name)
        if day is not None and day > self.today:
            self.fault(
                f"/{name}", f"{what}-in-future", f"{day} is after {self.today}, the day that is asked for: mend one"
            )
            return None
        return day

    def birth(self) -> date | None:
        """The day of birth."""
        born = self.past_day("birth_date", "birth")
        if born is not None and born < months_after(self.today, -MAX_MONTHS):
            self.fault("/birth_date", "too-long-ago", f"{born} is more than {MAX_MONTHS // 12} years ago: mend it")
            return None
        return born

    def months(self, pointer: str, value: Any) -> int | None:
        """An age in completed months."""
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MAX_MONTHS:
            return value
        self.fault(pointer, "not-an-age", f"must be a whole number of completed months, 0 to {MAX_MONTHS}")
        return None

    def doses(self) -> list[tuple[str, dict[str, Any]]] | None:
        """The doses as sent, each with its place; ``None`` where nobody knows them."""
        value = self.get("doses")
        if value is None:
            return None
        if not isinstance(value, list) or len(value) > MAX_DOSES:
            self.fault("/doses", "not-a-list", f"must be a list of at most {MAX_DOSES} doses; [] means none")
            return None
        found = []
        for place, one in enumerate(value):
            if isinstance(one, dict) and len(one) == 1 and set(one) <= {"date", "age_months"}:
                found.append((f"/doses/{place}", one))
            else:
                self.fault(f"/doses/{place}", "not-a-dose", 'must be {"date": "YYYY-MM-DD"} or {"age_months": 12}')
        return found

    def given(self, born: date) -> tuple[Given, ...] | None:
        """The doses with their days."""
        told = self.doses()
        if told is None:
            return None
        found: dict[Given, str] = {}
        for pointer, dose in told:
            one = self._dated(pointer, dose["date"], born) if "date" in dose else self._aged(pointer, dose, born)
            if one is None:
                continue
            if "date" in dose and one in found:
                self.fault(f"{pointer}/date", "same-day", f"{one.earliest} stands at {found[one]} too: leave one out")
            found[one] = pointer
        return tuple(found)

    def raise_faults(self) -> None:
        """Refuse the call where something is wrong.

        Raises:
            Refusal: 422.
        """
        if self.faults:
            raise Refusal("facts", errors=self.faults)

    def _dated(self, pointer: str, value: Any, born: date) -> Given | None:
        pointer = f"{pointer}/date"
        day = self._day(pointer, value)
        if day is None:
            return None
        if day < born:
            self.fault(pointer, "dose-before-birth", f"{day} is before the birth on {born}: mend one of them")
            return None
        if day > self.today:
            self.fault(pointer, "dose-in-future", f"{day} is after {self.today}: send only doses that were given")
            return None
        return Given.on(day)

    def _aged(self, pointer: str, dose: dict[str, Any], born: date) -> Given | None:
        pointer = f"{pointer}/age_months"
        months = self.months(pointer, dose["age_months"])
        age = age_in_months(born, self.today)
        if months is None or age is None:
            return None
        if months > age:
            self.fault(pointer, "dose-in-future", f"at {months} months, but the age on {self.today} is {age}")
            return None
        return Given.at_age(born, months, self.today)

    def _today(self, otherwise: date) -> date:
        self.today = otherwise
        if self.get("today") is None:
            return otherwise
        day = self._day("/today", self.get("today"))
        if day is not None and not FIRST_DAY <= day <= LAST_DAY:
            self.fault("/today", "out-of-range", f"must lie between {FIRST_DAY} and {LAST_DAY}")
            return otherwise
        return day or otherwise

    def _day(self, pointer: str, value: Any) -> date | None:
        parts = _DAY.fullmatch(value) if isinstance(value, str) and value.isascii() else None
        if parts is None:
            self.fault(pointer, "not-a-date", "must be a day as YYYY-MM-DD, such as 2025-03-10")
            return None
        year, month, day = map(int, parts.groups())
        try:
            return date(year, month, day)
        except ValueError:
            self.fault(pointer, "no-such-day", f"there is no day {value}: {_why(year, month, day)}")
            return None


def _why(year: int, month: int, day: int) -> str:
    if year < 1:
        return "years begin with 0001"
    if not 1 <= month <= 12:
        return "months are 01 to 12"
    if (month, day) == (2, 29):
        return f"{year} is no leap year"
    return "this month has fewer days" if day else "days begin with 01"


def _escaped(name: str) -> str:
    """A name within a JSON pointer; a long one is cut, what is no ASCII is escaped."""
    return name[:40].encode("ascii", "backslashreplace").decode().replace("~", "~0").replace("/", "~1")
