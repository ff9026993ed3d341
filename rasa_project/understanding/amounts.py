"""One pass over a message: every number, age, date and duration with what it is (:mod:`quantities`)."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from kazakh.dates import find_days, month_of, tells_birth
from kazakh.measures import Measure, find_measures
from kazakh.month_days import Day
from kazakh.named_days import NamedDay, find_named_days, is_weekday
from kazakh.numbers import find_numbers
from kazakh.unit_words import Form, Unit
from rasa_project.understanding.bare_ages import find_bare_ages
from rasa_project.understanding.clauses import Clause, clause_at, find_clauses
from rasa_project.understanding.clocks import find_clocks
from rasa_project.understanding.contact_days import with_days_of_contact
from rasa_project.understanding.days_to_come import is_to_come
from rasa_project.understanding.events import Event, Events, event_of
from rasa_project.understanding.open_question import Asked, as_answer
from rasa_project.understanding.people_words import is_child, is_younger
from rasa_project.understanding.place import Place
from rasa_project.understanding.quantities import Kind, Quantity
from rasa_project.understanding.roles import ahead_in, role_of

_SICK: Final = tuple("ауирад ауирган ауирди ауирип болеет болел болен заболел кормен корю лежит".split())
#: So many words and amounts of a message are read: more is no message of a parent, and reading has to end soon.
_MOST_WORDS: Final = 240
_MOST_AMOUNTS: Final = 16
#: A message of so few words that holds a year is an answer.
_FEW: Final = 3
_WENT: Final = ("барди", "барган", "барип", "бардик", "ходил", "бил", "журд", "жург", "катис")
_LAST_TIME: Final = frozenset({("сонги", "рет"), ("последнии", "раз")})


def read_amounts(words: Sequence[str], today: date, asked: Asked | None = None) -> tuple[Quantity, ...]:
    """All amounts of time and age in folded words and marks, in order.

    Args:
        words: folded words, numbers and marks of one message.
        today: the day in the district.
        asked: the question that the bot put before, where its answer is an amount.
    """
    words = words[:_MOST_WORDS]
    if not words:
        return ()
    clauses, events = find_clauses(words), Events(words)
    days = find_days(words, today)[:_MOST_AMOUNTS]
    numbers = find_numbers(words)
    clocks = find_clocks(words, numbers)[:_MOST_AMOUNTS]
    taken = {index for first, after in (*((d.first, d.after) for d in days), *clocks) for index in range(first, after)}
    measures = [one for one in find_measures(words, numbers) if taken.isdisjoint(range(one.first, one.after))]
    taken |= {index for one in measures for index in range(one.first, one.after)}
    named = [one for one in find_named_days(words, today) if taken.isdisjoint(range(one.first, one.after))][
        :_MOST_AMOUNTS
    ]
    taken |= {index for one in named for index in range(one.first, one.after)}
    measures, named = measures[:_MOST_AMOUNTS], named[:_MOST_AMOUNTS]

    def _ahead(clause: Clause) -> float:
        return ahead_in(named, measures, words, clause) or _until_month(words, clause, today)

    told = [_of_measure(words, clauses, named, measures, one, today) for one in measures]
    told += [_of_day(words, clauses, one, today, events) for one in days]
    found = [_with_event(one, words, clauses, events) for one in told]
    found += [Quantity(Kind.ASIDE, 0, first, after) for first, after in clocks]
    found += [_with_event(_of_named(words, clauses, one), words, clauses, events) for one in named]
    bare = find_bare_ages(words, numbers, clauses, taken, _ahead)
    found += [] if asked is Asked.DOSES and len(words) <= _FEW else bare
    found = _with_joined_dose_ages(found, words)
    found = [_marked_sick(one, words, clauses) for one in found]
    found = with_days_of_contact(_settled(found, clauses, events), words, clauses)
    answered = as_answer(words, [_counted_from_one(one, measures) for one in found], asked, today)
    return tuple(sorted(answered, key=lambda one: one.first))


def _counted_from_one(told: Quantity, measures: Sequence[Measure]) -> Quantity:
    """«Сыпь третий день» came out two days ago, and who counts the days at home must not go out before the last."""
    is_ordinal = any(one.first == told.first and one.form is Form.ORDINAL and one.unit is Unit.DAY for one in measures)
    is_of_rash = told.kind is Kind.SINCE and told.of is Event.RASH
    return replace(told, value=max(0.0, told.number - 1)) if is_of_rash and is_ordinal else told


def _of_measure(
    words: Sequence[str],
    clauses: Sequence[Clause],
    named: Sequence[NamedDay],
    measures: Sequence[Measure],
    measure: Measure,
    today: date,
) -> Quantity:
    clause = clauses[clause_at(clauses, measure.first)] if clauses else Clause(0, len(words))
    others = [one for one in measures if one is not measure]
    ahead = ahead_in(named, others, words, clause) or _until_month(words, clause, today)
    return role_of(Place(words, clause, measure, ahead))


def _until_month(words: Sequence[str], clause: Clause, today: date) -> float:
    """Days until a month that the clause names: ``в марте исполнится 6``; 0 where it names none, or that of a birth."""
    inside = words[clause.first : clause.after]
    month = next((found for word in inside if (found := month_of(word)) is not None), None)
    if month is None or any(event_of(word) is Event.BIRTH for word in inside):
        return 0.0  # «8 мес родилась 20 марта»
    return ((month - today.month) % 12) * 30.44


def _of_day(words: Sequence[str], clauses: Sequence[Clause], day: Day, today: date, events: Events) -> Quantity:
    """A day of the calendar: of birth, or so many days ago."""
    clause = clauses[clause_at(clauses, day.first)] if clauses else Clause(0, len(words))
    inside = words[clause.first : clause.after]
    event = events.near(day.first, day.after, clause)
    born = tells_birth(inside) or (day.has_year and event in {None, Event.BIRTH})
    of_child = any(is_child(word) for word in inside)
    if len(day.iso) == 4 and not (tells_birth(inside) or of_child or len(inside) <= _FEW):
        return Quantity(Kind.ASIDE, 0, day.first, day.after)
    if day.has_year and (born or event is Event.OTHER or day.day is None):
        return Quantity(Kind.BIRTH, day.iso, day.first, day.after)
    if day.day is None or day.day > today or _is_taken_back(words, day.first, day.after):
        return Quantity(Kind.ASIDE, 0, day.first, day.after)
    return Quantity(Kind.SINCE, float((today - day.day).days), day.first, day.after, is_named=True)


def _of_named(words: Sequence[str], clauses: Sequence[Clause], day: NamedDay) -> Quantity:
    """A day that is named: so many days ago; one to come is nothing that anything is counted from."""
    if day.back < 0 or _is_taken_back(words, day.first, day.after) or _is_next(words, clauses, day):
        return Quantity(Kind.ASIDE, 0, day.first, day.after)
    return Quantity(Kind.SINCE, float(day.back), day.first, day.after, is_named=True)


def _is_next(words: Sequence[str], clauses: Sequence[Clause], day: NamedDay) -> bool:
    """Whether a weekday is the next one, by what its clause says of it."""
    if not clauses or not is_weekday(words[day.first]):
        return False
    clause = clauses[clause_at(clauses, day.first)]
    inside = words[clause.first : clause.after]
    return is_to_come(inside, day.first - clause.first, day.after - clause.first)


def _is_taken_back(words: Sequence[str], first: int, after: int) -> bool:
    """``не вчера``, ``кеше емес``."""
    before = words[max(0, first - 2) : first]
    return (
        before[-1:] == ["не"]
        or list(before) in (["не", "в"], ["не", "во"])
        or any(word.startswith("емес") for word in words[after : after + 1])
    )


def _with_joined_dose_ages(found: list[Quantity], words: Sequence[str]) -> list[Quantity]:
    """``1 жаста және 6 жаста салынған``: what "and" joins to the age at a dose is one too."""
    at_doses = {one.first for one in found if one.kind is Kind.DOSE_AGE}
    return [
        replace(one, kind=Kind.DOSE_AGE)
        if one.kind is Kind.AGE
        and any(words[one.after : first] in (["жане"], ["и"], ["мен"], ["и", "в"]) for first in at_doses)
        else one
        for one in found
    ]


def _with_event(one: Quantity, words: Sequence[str], clauses: Sequence[Clause], events: Events) -> Quantity:
    """A time with what it belongs to."""
    if one.kind is not Kind.SINCE or not clauses:
        return one
    here = clause_at(clauses, one.first)
    event = events.near(one.first, one.after, clauses[here])
    if event is Event.OTHER and _is_last_time(words[clauses[here].first : clauses[here].after]):
        return one
    return one if event is None else replace(one, of=event)


def _is_last_time(inside: Sequence[str]) -> bool:
    """``соңғы рет … барды``, ``алдыңғы күнге дейін барды``: when somebody was there last."""
    if not any(word.startswith(_WENT) for word in inside):
        return False
    pairs = set(itertools.pairwise(inside))
    return not pairs.isdisjoint(_LAST_TIME) or any(word.startswith(("деиин", "деин", "дейн")) for word in inside)


def _settled(found: list[Quantity], clauses: Sequence[Clause], events: Events) -> list[Quantity]:
    """Times without an event take that of a neighbouring clause that has no time of its own."""
    with_time = {clause_at(clauses, one.first) for one in found if one.kind is Kind.SINCE}

    def neighbouring(one: Quantity) -> Event | None:
        here = clause_at(clauses, one.first)
        near = [there for there in (here + 1, here - 1) if 0 <= there < len(clauses) and there not in with_time]
        told = (events.near(one.first, one.after, clauses[there]) for there in near)
        return next((event for event in told if event is not None), None)

    return [replace(one, of=neighbouring(one)) if one.kind is Kind.SINCE and one.of is None else one for one in found]


def _marked_sick(one: Quantity, words: Sequence[str], clauses: Sequence[Clause]) -> Quantity:
    """An age told of a patient: ``старшая, 9 лет, лежит с корью``."""
    if one.kind is not Kind.AGE:
        return one
    here = clauses[clause_at(clauses, one.first)]
    behind = words[one.after : max(here.after, one.after + _FEW + 2)]
    if here.after - here.first > _FEW:
        behind = words[one.after : here.after]
    until = next((index for index, word in enumerate(behind) if word[:1].isdecimal() or is_younger(word)), len(behind))
    return replace(one, is_of_sick=any(word.startswith(_SICK) for word in behind[:until]))


def first_age(amounts: Sequence[Quantity]) -> Quantity | None:
    """The age of the one who is asked about; of two, the one that tells more."""
    ages = [one for one in amounts if one.kind is Kind.AGE]
    born = next((one for one in amounts if one.kind is Kind.SINCE and one.of is Event.BIRTH), None)
    if not ages and born is not None:
        return replace(born, kind=Kind.AGE, value=float(int(born.number / Unit.MONTH.value)))
    if ages and ages[0].is_of_sick and any(one.kind is Kind.PREGNANCY for one in amounts):
        ages = ages[1:]
    if not ages:
        return None
    if len(ages) > 1 and ages[0].is_of_sick and not ages[1].is_of_sick:
        return ages[1]
    first = ages[0]
    for other in ages[1:]:
        if other.is_turning and not first.is_turning and 0 <= other.number - first.number < 12:
            return other  # «нам 5, в марте исполнится 6»
    return first


def birth_of(amounts: Sequence[Quantity]) -> Quantity | None:
    """The birth date that is told; one that stands in no calendar is left out."""
    return next((one for one in amounts if one.kind is Kind.BIRTH and one.value), None)
