"""Opening hours of a week: read from ``{mon-fri: "09:00-13:00, 14:00-18:00"}``, asked of a moment, said in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Final

DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NAMES: Final = {
    "kk": ("дүйсенбі", "сейсенбі", "сәрсенбі", "бейсенбі", "жұма", "сенбі", "жексенбі"),
    "ru": ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"),
}
_DAILY: Final = {"kk": "күн сайын", "ru": "ежедневно"}
_ALL_DAY: Final = {"kk": "тәулік бойы", "ru": "круглосуточно"}
_WHOLE: Final = (0, 24 * 60)
_SPAN: Final = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)\s?[-–]\s?([01]?\d|2[0-4]):([0-5]\d)")
_WRITE: Final = 'write hours as mon-fri: "09:00-13:00, 14:00-18:00"'

#: Minutes from midnight: opens, closes.
Span = tuple[int, int]


@dataclass(frozen=True)
class Week:
    """The spans in which it is open, Monday first."""

    days: tuple[tuple[Span, ...], ...]

    @classmethod
    def parse(cls, told: Mapping[str, str]) -> Week:
        """Of days and spans.

        Raises:
            ValueError: a day or a span is none, or stands twice; the text says how to write it.
        """
        found: dict[str, tuple[Span, ...]] = {}
        for days, spans in told.items():
            for day in _days(str(days)):
                if day in found:
                    raise ValueError(f"{day} stands twice; {_WRITE}")
                found[day] = _spans(str(spans))
        if not found:
            raise ValueError(f"names no day; {_WRITE}")
        return cls(tuple(found.get(day, ()) for day in DAYS))

    def is_open(self, now: datetime) -> bool:
        """Whether it is open at a local time."""
        minute = now.hour * 60 + now.minute
        return any(opens <= minute < closes for opens, closes in self.days[now.weekday()])

    def next_opening(self, now: datetime) -> datetime | None:
        """When it opens next, at a local time; ``None`` where it never does."""
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        for ahead in range(8):
            for opens, _ in self.days[(now.weekday() + ahead) % 7]:
                begins = midnight + timedelta(days=ahead, minutes=opens)
                if begins > now:
                    return begins
        return None

    def words(self, language: str) -> str:
        """``понедельник–пятница 09:00–18:00, суббота 09:00–13:00``; closed days are not named."""
        names = _NAMES[language]
        if len(set(self.days)) == 1:
            return f"{_DAILY[language]} {_said(self.days[0], language)}"
        parts = []
        for spans, some in groupby(range(7), key=lambda day: self.days[day]):
            days = list(some)
            if spans:
                which = names[days[0]] if len(days) == 1 else f"{names[days[0]]}–{names[days[-1]]}"
                parts.append(f"{which} {_said(spans, language)}")
        return ", ".join(parts)


def _said(spans: tuple[Span, ...], language: str) -> str:
    if spans == (_WHOLE,):
        return _ALL_DAY[language]
    both = "және" if language == "kk" else "и"
    return f" {both} ".join(f"{_clock(opens)}–{_clock(closes)}" for opens, closes in spans)


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _days(text: str) -> Iterator[str]:
    for part in text.replace(" ", "").split(","):
        first, dash, last = part.partition("-")
        if first not in DAYS or (dash and last not in DAYS) or (dash and DAYS.index(last) <= DAYS.index(first)):
            raise ValueError(f"{part!r} is no day; {_WRITE}, days are {', '.join(DAYS)}")
        yield from DAYS[DAYS.index(first) : DAYS.index(last or first) + 1]


def _spans(text: str) -> tuple[Span, ...]:
    spans: list[Span] = []
    for part in text.split(","):
        found = _SPAN.fullmatch(part.strip())
        opens, closes = (_minutes(found, 1), _minutes(found, 3)) if found else (0, 0)
        if not opens < closes <= _WHOLE[1] or (spans and opens < spans[-1][1]):
            raise ValueError(f"{part.strip()!r} is no span of a day; {_WRITE}")
        spans.append((opens, closes))
    return tuple(spans)


def _minutes(found: re.Match[str], first: int) -> int:
    return int(found[first]) * 60 + int(found[first + 1])
