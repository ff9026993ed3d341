"""What an amount means as the answer to the question that the bot has just put.

«3» is an age, a number of doses or of days by what was asked; «бір апта» is since when, not how old.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from enum import Enum
from typing import Final

from kazakh.month_days import days_since
from kazakh.numbers import find_numbers
from kazakh.unit_words import Unit
from rasa_project.understanding.events import Event
from rasa_project.understanding.quantities import Kind, Quantity


class Asked(Enum):
    """A question whose answer is an amount."""

    AGE = "age"
    DOSES = "doses"
    CONTACT = "contact"
    FEVER = "fever"


#: A longer message tells more than an answer.
_SHORT: Final = 6
_MONTHS_A_YEAR: Final = 12
#: «ол 4те»: so old.
_LOCATIVE: Final = frozenset({"де", "да", "те", "та"})
_OLDEST_CHILD: Final = 18
_WHOLE_DATE: Final = len("2026-11-25")
_EVENTS: Final = {Asked.CONTACT: Event.CONTACT, Asked.FEVER: Event.FEVER}
_UNSURE: Final = frozenset("примерно гдето около шамамен шамаси шакти вроде кажется может".split())


#: «21 күн ше»: asked, and no answer.
WHAT_OF: Final = "ше"


def as_answer(words: Sequence[str], amounts: Sequence[Quantity], asked: Asked | None, today: date) -> list[Quantity]:
    """The amounts of a short message, read as the answer to ``asked``; of a longer one as they are."""
    plain = [word for word in words if any(map(str.isalnum, word))]
    if asked is None or asked is Asked.DOSES or plain[-1:] == [WHAT_OF]:
        return list(amounts)
    if asked is Asked.AGE and not any(one.kind in {Kind.AGE, Kind.BIRTH, Kind.SINCE} for one in amounts):
        by_ending = [one for one in find_numbers(words) if one.ending in _LOCATIVE and 0 < one.value <= _OLDEST_CHILD]
        if len(by_ending) == 1:
            one = by_ending[0]
            age = Quantity(Kind.AGE, float(int(one.value * _MONTHS_A_YEAR)), one.first, one.after)
            return [*(other for other in amounts if other.first != one.first), age]
    if len(plain) > _SHORT:
        return [_as_only_time(one, amounts, asked) for one in amounts]
    if asked is Asked.AGE:
        return [_as_age(one) for one in amounts] or _bare(words, plain, Kind.AGE, _MONTHS_A_YEAR, None)
    event = _EVENTS[asked]
    told = [_as_time(one, event, today) for one in amounts]
    bare = [] if told else _bare(words, plain, Kind.SINCE, 1, event)
    if asked is Asked.CONTACT:  # asked for a day: «24» is one of the month
        bare = [replace(one, value=float(days_since(int(one.number), today))) for one in bare]
    return told or bare


def _as_only_time(one: Quantity, amounts: Sequence[Quantity], asked: Asked) -> Quantity:
    """The only day that a longer message names, of nothing else, is the day that was asked for."""
    times = [other for other in amounts if other.kind is Kind.SINCE and other.of is not Event.BESIDE]
    is_free = one.kind is Kind.SINCE and one.is_named and one.of in {None, Event.OTHER, Event.ILLNESS}
    return replace(one, of=Event.CONTACT) if asked is Asked.CONTACT and is_free and len(times) == 1 else one


def _as_age(one: Quantity) -> Quantity:
    """A length of time without an event is the age; ``8 айында`` too."""
    if one.kind is Kind.SINCE and one.of in {None, Event.BIRTH} and not _is_a_day(one):
        return replace(one, kind=Kind.AGE, value=float(int(one.number / Unit.MONTH.value + 1e-6)))
    return replace(one, kind=Kind.AGE) if one.kind is Kind.DOSE_AGE else one


def _is_a_day(one: Quantity) -> bool:
    return one.is_named and one.number <= 2


def _as_time(one: Quantity, event: Event, today: date) -> Quantity:
    if one.kind is Kind.BIRTH and len(str(one.value)) == _WHOLE_DATE:
        days = (today - date.fromisoformat(str(one.value))).days
        return replace(one, kind=Kind.SINCE, value=float(days), of=event, is_named=True)
    if one.kind is Kind.SINCE and one.of in {None, Event.OTHER}:
        return replace(one, of=event)
    if one.kind is Kind.AGE and one.number <= 1 and not one.is_below and event is Event.CONTACT:
        return replace(one, kind=Kind.SINCE, value=one.number * Unit.MONTH.value, of=event)
    return one


def _bare(words: Sequence[str], plain: Sequence[str], kind: Kind, factor: int, event: Event | None) -> list[Quantity]:
    """A number that is the whole answer."""
    numbers = find_numbers(words)
    rest = [word for word in plain if word not in _UNSURE]
    if len(numbers) != 1 or len(rest) > numbers[0].after - numbers[0].first:
        return []
    number = numbers[0]
    return [Quantity(kind, float(int(number.value * factor)), number.first, number.after, of=event)]
