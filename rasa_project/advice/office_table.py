"""What the office publishes while the bot runs, as typed, checked objects: contacts, announcements.

The files stand in a folder of their own (``PUBLISHED``), never in the repository, and are checked like knowledge files.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any, Final, Literal

from pydantic import Field, confloat, constr, root_validator, validator

from rasa_project.advice.opening_hours import Week
from rasa_project.advice.records import Record, Words

#: A whole number, which a phone can dial from anywhere: ``+7 (72438) 2-11-03``, ``8 701 123 45 67``.
PHONE: Final = re.compile(r"(?:\+7|8)[ ()-]{0,2}7(?:[ ()-]{0,2}\d){9}")
#: Nobody looks at a contact for longer than this without checking it anew.
_MOST_DAYS_OF_A_CONTACT: Final = 366
#: What holds longer is no announcement but an answer.
_MOST_DAYS_OF_AN_ANNOUNCEMENT: Final = 92
_MOST_OF_AN_ADDRESS: Final = 120
_MARKUP: Final = re.compile(r"[<>{}\[\]|\x00-\x08\x0b-\x1f]")


class Verified(Record):
    """Who of the office checked a contact, when, and how; shown at the desk only."""

    by: constr(min_length=2, max_length=80)  # type: ignore[valid-type]
    on: date
    how: Literal["call", "visit", "letter", "website"]


class Point(Record):
    """A point on the map: degrees north and east (WGS 84)."""

    lat: confloat(ge=40, le=56)  # type: ignore[valid-type]
    lon: confloat(ge=46, le=88)  # type: ignore[valid-type]


class OfficeContact(Record):
    """How to reach an organisation.

    Attributes:
        id: of an organisation of ``places.yml``; another one is new, and has its names, kind and purpose.
        phone, address, hours: what is known of it, one at least.
        point: where it stands.
        place: code of the settlement that it stands in; for an organisation of ``places.yml`` what stands there holds
            where it is left out.
        serves: codes of settlements whose people go there, or ``all``.
        verified: the check.
        until: the last day on which it is shown.
    """

    id: constr(regex=r"^[a-z][a-z0-9_]{1,40}$")  # type: ignore[valid-type]
    kk: constr(min_length=3, max_length=100) | None = None  # type: ignore[valid-type]
    ru: constr(min_length=3, max_length=100) | None = None  # type: ignore[valid-type]
    kind: Literal["hospital", "ambulatory", "polyclinic", "ambulance", "office"] | None = None
    purpose: Words | None = None
    place: str | None = None
    serves: list[str] = []
    phone: str | None = None
    address: Words | None = None
    hours: dict[str, str] | None = None
    point: Point | None = None
    verified: Verified
    until: date

    @validator("phone")
    def _is_phone(cls, value: str | None) -> str | None:
        if value is not None and not PHONE.fullmatch(value):
            raise ValueError(f"{value!r} is no phone; write it as +7 (72438) 2-11-03")
        return value

    @validator("hours")
    def _are_hours(cls, value: dict[str, str] | None) -> dict[str, str] | None:
        if value is not None:
            Week.parse(value)
        return value

    @validator("address", "purpose")
    def _is_plain(cls, value: Words | None) -> Words | None:
        for words in (value.kk, value.ru) if value else ():
            if not words.strip() or len(words) > _MOST_OF_AN_ADDRESS or _MARKUP.search(words) or "\n" in words:
                raise ValueError(f"write one plain line of at most {_MOST_OF_AN_ADDRESS} letters in both languages")
        return value

    @root_validator(skip_on_failure=True)
    def _is_whole(cls, values: dict[str, Any]) -> dict[str, Any]:
        if not any(values[name] for name in ("phone", "address", "hours")):
            raise ValueError("names no phone, no address and no hours; write one of them")
        checked: Verified = values["verified"]
        last = checked.on + timedelta(days=_MOST_DAYS_OF_A_CONTACT)
        if not checked.on <= values["until"] <= last:
            raise ValueError(f"until lies between the day of the check and a year later, {last}")
        return values

    @property
    def week(self) -> Week | None:
        """Its opening hours."""
        return Week.parse(self.hours) if self.hours else None

    def is_shown(self, day: date) -> bool:
        """Whether parents are told of it on a day."""
        return bool(day <= self.until)


class Announcement(Record):
    """A few sentences of the office that hold for some days.

    Attributes:
        id: its name.
        kk, ru: the text.
        since, until: first and last day.
        places: codes of the settlements whose people it is for; empty for all.
        shown: with which answers: ``greet``, or topics (``find_clinic``, ``ask_outbreak``, ...).
    """

    id: constr(regex=r"^[a-z0-9][a-z0-9_-]{1,40}$")  # type: ignore[valid-type]
    kk: constr(strip_whitespace=True, min_length=10)  # type: ignore[valid-type]
    ru: constr(strip_whitespace=True, min_length=10)  # type: ignore[valid-type]
    since: date
    until: date
    places: list[str] = []
    shown: list[str] = Field(min_items=1)

    @validator("kk", "ru")
    def _is_plain(cls, value: str) -> str:
        if _MARKUP.search(value):
            raise ValueError("write plain words, without < > { } [ ]")
        return value

    @root_validator(skip_on_failure=True)
    def _has_an_end(cls, values: dict[str, Any]) -> dict[str, Any]:
        last = values["since"] + timedelta(days=_MOST_DAYS_OF_AN_ANNOUNCEMENT)
        if not values["since"] <= values["until"] <= last:
            raise ValueError(f"until lies between since and three months later, {last}")
        return values

    def is_shown(self, day: date) -> bool:
        """Whether it holds on a day."""
        return bool(self.since <= day <= self.until)


class CallBacks(Record):
    """Whether the office calls parents back, and when.

    Attributes:
        id: always ``office``.
        is_on: whether parents may leave a number.
        hours: when somebody calls.
        closed: days on which nobody does, such as holidays.
    """

    id: Literal["office"] = "office"
    is_on: bool
    hours: dict[str, str]
    closed: list[date] = []

    @validator("hours")
    def _are_hours(cls, value: dict[str, str]) -> dict[str, str]:
        Week.parse(value)
        return value

    @property
    def week(self) -> Week:
        """The hours."""
        return Week.parse(self.hours)

    def is_open(self, now: datetime) -> bool:
        """Whether somebody calls at a local time."""
        return now.date() not in self.closed and self.week.is_open(now)

    def next_opening(self, now: datetime) -> datetime | None:
        """When somebody calls next, at a local time; ``None`` where that is far."""
        for _ in range(len(self.closed) * len(self.hours) * 3 + 1):
            opens = self.week.next_opening(now)
            if opens is None or opens.date() not in self.closed:
                return opens
            now = opens
        return None
