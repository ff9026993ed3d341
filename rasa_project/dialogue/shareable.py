"""What of an answer can be passed on as a page, each as a short key: a child's calendar, a contact, an answer.

A key holds dates, an age and numbers of doses or the name of an answer, and nothing of who asked. It stands in the
conversation beside what was said, and in a link (``channels/share/``): nothing else is kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from rasa_project.advice.ages import MAX_MONTHS, Birth
from rasa_project.advice.calendar import Child, Plan, Step, plan_for
from rasa_project.advice.exposure import Exposure, ExposureAdvice, first_day
from rasa_project.advice.exposure import Step as After
from rasa_project.advice.knowledge import knowledge

CALENDAR: Final = "c"
CONTACT: Final = "m"
ANSWER: Final = "a"
#: Steps that are a plan for a child, and no question of the bot.
_PLANNED: Final = frozenset({
    Step.BEFORE_FIRST, Step.EARLY_DOSE, Step.FIRST_DUE, Step.FIRST_OVERDUE, Step.FIRST_WAIT, Step.SECOND_LATER,
    Step.SECOND_DUE, Step.SECOND_WAIT, Step.BOTH_BEFORE_SIX, Step.COMPLETE,
})  # fmt: skip
_CALENDAR: Final = re.compile(r"(\d{4}|\d{6}|\d{8}|),(\d{0,4}),([012]?),(\d{0,4}),(\d{8}|),(b?)")
_CONTACT: Final = re.compile(r"(\d{8}|),(\d{8}|)")
_ANSWER: Final = re.compile(r"([a-z0-9_]+(?:/[a-z0-9_]+)?)(?:@([0-9a-f]{6}))?")


@dataclass(frozen=True)
class ForChild:
    """The calendar of a child, from no more than it is worked out of."""

    child: Child


@dataclass(frozen=True)
class AfterContact:
    """The days of a contact: the first that counts, and the last, from which the watching is counted."""

    first: date | None = None
    last: date | None = None


@dataclass(frozen=True)
class OfAnswer:
    """An answer by its name (without ``utter_``); ``text``: a digest of what it said when it was passed on."""

    name: str
    text: str = ""


Shareable = ForChild | AfterContact | OfAnswer


def calendar_key(child: Child, plan: Plan, today: date) -> str | None:
    """The key of a child's calendar; ``None`` where the plan is a question, or a grown-up's.

    The birth date is left out where the plan is the same with the age alone.
    """
    if plan.step not in _PLANNED or child.age_on(today) is None:
        return None
    by_age = replace(child, born=None, age_months=child.age_on(today))
    least = by_age if plan_for(by_age, knowledge().calendar, today) == plan else child
    return key_of(ForChild(least))


def contact_key(exposure: Exposure, advice: ExposureAdvice, today: date) -> str | None:
    """The key of a contact; ``None`` where the time of watching is over. A day that is not known stays empty."""
    rules = knowledge().exposure
    if advice.step is After.WATCH_OVER:
        return None
    days, until = first_day(exposure, rules), advice.watch_until
    is_day = days is not None and (days <= 1 or float(days).is_integer())
    first = today - timedelta(days=int(days or 0)) if is_day else None
    return key_of(AfterContact(first, until - timedelta(days=rules.watch_days) if until else None))


def key_of(one: Shareable) -> str:
    """The key; :func:`parse` reads it back."""
    if isinstance(one, AfterContact):
        return f"{CONTACT}{_day(one.first)},{_day(one.last)}"
    if isinstance(one, OfAnswer):
        return f"{ANSWER}{one.name}{f'@{one.text}' if one.text else ''}"
    child = one.child
    fields = (
        _birth(child.born), _number(child.age_months), _number(child.doses), _number(child.first_dose_months),
        _day(child.last_dose), "b" if child.is_below else "",
    )  # fmt: skip
    return f"{CALENDAR}{','.join(fields)}"


def parse(key: str) -> Shareable | None:
    """What a key stands for; ``None`` where it is none."""
    reader = _READERS.get(key[:1])
    try:
        return reader(key[1:]) if reader else None
    except ValueError:
        return None


def is_own(key: str) -> bool:
    """Whether it is worked out for the parent, not an answer that all get."""
    return not key.startswith(ANSWER)


def distinct(keys: Sequence[str]) -> tuple[str, ...]:
    """Each once, in their order."""
    return tuple(dict.fromkeys(keys))


def _read_calendar(text: str) -> ForChild | None:
    found = _CALENDAR.fullmatch(text)
    if found is None:
        return None
    born, age, doses, first, last, below = found.groups()
    birth = Birth.parse("-".join(filter(None, (born[:4], born[4:6], born[6:])))) if born else None
    months = [int(one) if one else None for one in (age, first)]
    if (born and birth is None) or any(one is not None and one > MAX_MONTHS for one in months):
        return None
    return ForChild(
        Child(months[0], int(doses) if doses else None, birth, _read_day(last), months[1], is_below=bool(below))
    )


def _read_contact(text: str) -> AfterContact | None:
    found = _CONTACT.fullmatch(text)
    return AfterContact(_read_day(found[1]), _read_day(found[2])) if found else None


def _read_answer(text: str) -> OfAnswer | None:
    found = _ANSWER.fullmatch(text)
    return OfAnswer(found[1], found[2] or "") if found else None


_READERS: Final[dict[str, Callable[[str], Any]]] = {
    CALENDAR: _read_calendar, CONTACT: _read_contact, ANSWER: _read_answer,
}  # fmt: skip


def _birth(born: Birth | None) -> str:
    if born is None:
        return ""
    return f"{born.year:04}{f'{born.month:02}' if born.month else ''}{f'{born.day:02}' if born.day else ''}"


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def _day(day: date | None) -> str:
    return f"{day:%Y%m%d}" if day else ""


def _read_day(text: str) -> date | None:
    return date(int(text[:4]), int(text[4:6]), int(text[6:])) if text else None
