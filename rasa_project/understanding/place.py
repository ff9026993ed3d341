"""Where an amount of time stands, and the kinds that it can be given (``age_rules`` and ``time_rules`` choose)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from kazakh.measures import Measure
from kazakh.unit_words import Unit
from rasa_project.understanding.clauses import Clause
from rasa_project.understanding.dose_words import TO_COME
from rasa_project.understanding.events import Event, event_of
from rasa_project.understanding.people_words import are_children, is_child
from rasa_project.understanding.quantities import Kind, Quantity

#: Units of ages, and of times that are no ages by themselves.
AGES: Final = frozenset({Unit.YEAR, Unit.MONTH})
SHORT: Final = frozenset({Unit.WEEK, Unit.DAY, Unit.HOUR})
_DOSE_NAMES: Final = ("екпе", "прививк", "прививок", "вакцин", "доза", "ревакц", "ккп", "укол")
_DOSE_HAD: Final = tuple(
    (
        "алган алди алдирг алдирд алип била било делал егилг егилд егилип ектирг ектирд жасат получил поставил "
        "привил привит салган салгизга салгизди салди салдирг салдирд салдирип салдирт салинг салинд салинип "
        "салип сделал ставил укололи"
    ).split()
)
_NOT_HAD: Final = ("салдирма", "салинба", "егилме", "ектирме", "алма", "алдирма", *TO_COME)
#: Nobody knows, or remembers, whether a dose was had.
_UNSURE: Final = ("билме", "умит", "забил")
_SURE: Final = ("есимде", "помн", "уверен")
_DENIED: Final = frozenset({"жок", "емес", "не"})
#: So many words behind a clause still speak of it: «алды ма, білмеймін, есімде жоқ».
_AFTERTHOUGHT: Final = 5
#: So old somebody has become: «6 лет исполнилось», «6 жасқа толды».
_HAS_TURNED: Final = ("исполнилос", "исполнилс", "стукнул", "толди", "толган", "толип")


@dataclass(frozen=True)
class Place:
    """Where an amount stands: all words of the message, and its clause."""

    words: Sequence[str]
    clause: Clause
    measure: Measure
    days_ahead: float

    def before(self, back: int = 1) -> str:
        """The word so many places before, within the clause; empty where there is none."""
        index = self.measure.first - back
        return self.words[index] if index >= self.clause.first else ""

    def behind(self, ahead: int = 0) -> str:
        """The word so many places behind, within the clause; empty where there is none."""
        index = self.measure.after + ahead
        return self.words[index] if index < self.clause.after else ""

    @cached_property
    def inside(self) -> Sequence[str]:
        """The words of the clause."""
        return self.words[self.clause.first : self.clause.after]

    def any_behind(self, stems: tuple[str, ...], reach: int = 2) -> bool:
        """Whether one of the next words begins so."""
        return any(self.behind(ahead).startswith(stems) for ahead in range(reach) if self.behind(ahead))

    def any_before(self, stems: tuple[str, ...], reach: int = 2) -> bool:
        """Whether one of the last words begins so."""
        return any(self.before(back).startswith(stems) for back in range(1, reach + 1) if self.before(back))

    @cached_property
    def has_child_before(self) -> bool:
        """Whether one's own child stands right before, with at most two words between."""
        return any(is_child(self.before(back)) for back in (1, 2, 3))

    @cached_property
    def names_dose_had(self) -> bool:
        """Whether the clause says that a dose was had."""
        return any(word.startswith(_DOSE_HAD) and not word.startswith(_NOT_HAD) for word in self.inside)

    @cached_property
    def is_unsure(self) -> bool:
        """Whether nobody knows, by the clause and what follows: «салдырдық па, жоқ па, есімде жоқ», «не помню»."""
        said = self.words[self.clause.first : self.clause.after + _AFTERTHOUGHT]
        is_denied = not _DENIED.isdisjoint(said) and any(word.startswith(_SURE) for word in said)
        return is_denied or any(word.startswith(_UNSURE) for word in said)

    @cached_property
    def has_turned(self) -> bool:
        """Whether the clause says that an age has been reached."""
        return any(word.startswith(_HAS_TURNED) for word in self.inside) and "жок" not in self.inside

    @cached_property
    def names_dose(self) -> bool:
        """Whether the clause names the vaccine."""
        return any(word.startswith(_DOSE_NAMES) for word in self.inside)


def had_a_dose(word: str) -> bool:
    """Whether a verb says that a dose was had."""
    return word.startswith(_DOSE_HAD) and not word.startswith(_NOT_HAD)


def quantity(place: Place, kind: Kind, value: float, **more: Any) -> Quantity:
    """The amount as of this kind; ``more`` are further attributes of :class:`Quantity`."""
    measure = place.measure
    return Quantity(kind, value, measure.first, measure.after, **more)


def aside(place: Place) -> Quantity:
    """Nothing that is counted with."""
    return quantity(place, Kind.ASIDE, 0)


def since(place: Place, more: float = 0, named: bool = True) -> Quantity:
    """A time before now, ``more`` days longer than told."""
    measure = place.measure
    high = None if measure.high is None else measure.high * measure.unit.value
    return quantity(place, Kind.SINCE, measure.days + more, high=high, is_named=named)


def age(place: Place, less: float = 0, is_below: bool = False) -> Quantity:
    """An age in completed months, ``less`` months lower than told."""
    return quantity(place, Kind.AGE, max(0.0, float(math.floor(place.measure.months + 1e-6)) - less), is_below=is_below)


def below(place: Place) -> Quantity:
    """Not yet so old: a month less, or the months still to go."""
    to_go = max(1, math.ceil(place.days_ahead / Unit.MONTH.value - 0.1))
    return age(place, less=to_go, is_below=True)


def event_of_clause(place: Place) -> Event | None:
    """The first event that the clause names beside the amount itself."""
    span = range(place.measure.first, place.measure.after)
    for index in range(place.clause.first, place.clause.after):
        event = None if index in span else event_of(place.words[index])
        if event is not None:
            return event
    return None


def is_of_children(place: Place) -> bool:
    """Whether the amount is told of children in general."""
    near = (place.behind(0), place.behind(1), place.before(1), place.before(2))
    return not is_child(place.before()) and any(are_children(word) for word in near)
