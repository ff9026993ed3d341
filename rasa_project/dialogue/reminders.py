"""A reminder as the talk sees it and as it waits in the outbox: for whom, of what, when. Plain values, no database.

What waits (``about`` of a planned message) tells all that is said later: of the conversation nothing may be left then.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any, Final, Literal
from zoneinfo import ZoneInfo

from rasa_project.advice.ages import Birth, age_in_months
from rasa_project.advice.reminders import Born, Exact, Had, Time, born_of
from rasa_project.clock import DISTRICT_ZONE
from rasa_project.dialogue.conversation import Person
from rasa_project.dialogue.plans import child_of

#: Of another version nothing is read. Raise it when a member changes its meaning.
VERSION: Final = 1
Kind = Literal["dose", "watch"]
#: So many reminders of each kind one person may have.
MOST: Final[Mapping[Kind, int]] = {"dose": 12, "watch": 3}
_LETTER: Final[Mapping[Kind, str]] = {"dose": "d", "watch": "w"}
_TOLD: Final = ("sex", "order", "kin")


@dataclass(frozen=True)
class Whom:
    """Somebody as far as a reminder needs it: no name.

    Attributes:
        kind, sex, order, kin: as in :class:`Person`.
        born: between which days.
        had: doses had.
    """

    kind: str = "child"
    sex: str | None = None
    order: str | None = None
    kin: str | None = None
    born: Born | None = None
    had: Had = field(default_factory=Had)


@dataclass(frozen=True)
class Content:
    """What a planned message is about.

    Attributes:
        kind: a dose or the watching after a contact.
        why: ``before``, ``day``, ``after``, ``again``, ``chosen``; of a watching the number of its day.
        whom: for whom; several only of a watching, nobody for a day that a parent chose.
        day: of the dose; the last day of the contact.
        number: of the dose.
        begins, until: between which days it may be, where the day is not known.
        exact: how exactly the day is known.
        place: code of the settlement.
    """

    kind: Kind
    why: str
    whom: tuple[Whom, ...]
    day: date
    number: int | None = None
    exact: Exact = Exact.DAY
    begins: date | None = None
    until: date | None = None
    place: str | None = None


@dataclass(frozen=True)
class Message:
    """A message to plan: seconds since 1970, and what it is about."""

    due_at: float
    useful_until: float
    content: Content


@dataclass(frozen=True)
class Standing:
    """One reminder of the person that the talk is with.

    Attributes:
        series: binds its messages together: ``d1``, ``w2``.
        content: of its next message, or of its last where none waits.
        waiting: its messages that are still to be sent, the next first.
        sent_at, sent_why: when the last one was sent, and which it was.
    """

    series: str
    content: Content
    waiting: tuple[Message, ...] = ()
    sent_at: float | None = None
    sent_why: str | None = None


@dataclass(frozen=True)
class Change:
    """What is to be done in the outbox: the messages of a series give way to these. ``None``: all series end."""

    series: str | None
    messages: tuple[Message, ...] = ()


@dataclass(frozen=True)
class Reach:
    """Whether the bot may write to this person of its own accord, and what it has promised.

    ``is_away``: what was promised can't be read now, so that nothing can be promised either.
    """

    can_write: bool = False
    standing: tuple[Standing, ...] = ()
    is_away: bool = False

    @property
    def waiting(self) -> tuple[Standing, ...]:
        """What is still to be sent."""
        return tuple(one for one in self.standing if one.waiting)

    def of(self, series: str | None) -> Standing | None:
        """The reminder of that name."""
        return next((one for one in self.standing if one.series == series), None)

    def free(self, kind: Kind, taken: Iterable[str] = ()) -> str | None:
        """A name that no reminder has, nor one that was sent lately; ``None`` where there are enough."""
        used = {one.series for one in self.standing} | set(taken)
        names = (f"{_LETTER[kind]}{number}" for number in range(1, MOST[kind] + 1))
        return next((name for name in names if name not in used), None)


def all_series(kind: Kind) -> list[str]:
    """Names that reminders of a kind may have."""
    return [f"{_LETTER[kind]}{number}" for number in range(1, MOST[kind] + 1)]


def moment(seconds: float) -> datetime:
    """The time in the district."""
    return datetime.fromtimestamp(seconds, ZoneInfo(DISTRICT_ZONE))


def messages_at(times: Sequence[Time], content: Content) -> tuple[Message, ...]:
    """The messages of a reminder, each with its time's name."""
    return tuple(
        Message(one.at.timestamp(), one.useful_until.timestamp(), _with_why(content, one.why)) for one in times
    )


def _with_why(content: Content, why: str) -> Content:
    return Content(**{**vars(content), "why": why})


def whom_of(person: Person, today: date) -> Whom:
    """The person as a reminder keeps it."""
    child = child_of(person)
    had = Had(child.doses, child.last_dose, child.first_dose_months)
    return Whom(person.kind, person.sex, person.order, person.kin, born_of(child, today), had)


def person_of(whom: Whom, number: int, series: str, today: date, now: float) -> Person:
    """The person of a reminder, back in the conversation under that number."""
    facts: dict[str, Any] = {"doses": whom.had.doses, "first_dose_months": whom.had.first_dose_months}
    facts["last_dose"] = whom.had.last_dose.isoformat() if whom.had.last_dose else None
    facts |= _age_of(whom.born, today)
    told = {name: value for name, value in facts.items() if value is not None}
    plain = Person(number, whom.kind, whom.sex, whom.order, whom.kin, reminder=series)  # type: ignore[arg-type]
    return plain.with_told(told, now)


def _age_of(born: Born | None, today: date) -> dict[str, Any]:
    if born is None:
        return {}
    if born.is_exact:
        return {"born": born.first.isoformat()}
    if born.is_month:
        return {"born": f"{born.first:%Y-%m}"}
    return {"age_months": age_in_months(born.last, today)}


def birth_of(born: Born | None) -> Birth | None:
    """The birth date, where a day or a month is known."""
    if born is None or not (born.is_exact or born.is_month):
        return None
    return Birth(born.first.year, born.first.month, born.first.day if born.is_exact else None)


def to_about(content: Content) -> dict[str, Any]:
    """Plain JSON; :func:`from_about` reads it back."""
    return {"version": VERSION, **{name: _plain(value) for name, value in asdict(content).items() if value is not None}}


def from_about(value: Mapping[str, Any]) -> Content | None:
    """What a planned message is about; ``None`` where it can't be read."""
    if value.get("version") != VERSION:
        return None
    try:
        return Content(
            kind=value["kind"],
            why=str(value["why"]),
            whom=tuple(_whom(one) for one in value["whom"]),
            day=date.fromisoformat(value["day"]),
            number=value.get("number"),
            exact=Exact(value["exact"]),
            begins=_day(value.get("begins")),
            until=_day(value.get("until")),
            place=value.get("place"),
        )
    except (AttributeError, KeyError, TypeError, ValueError):
        return None


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _whom(value: Mapping[str, Any]) -> Whom:
    born, had = value.get("born"), value.get("had") or {}
    return Whom(
        kind=str(value["kind"]),
        **{name: value.get(name) for name in _TOLD},
        born=Born(date.fromisoformat(born["first"]), date.fromisoformat(born["last"])) if born else None,
        had=Had(had.get("doses"), _day(had.get("last_dose")), had.get("first_dose_months")),
    )


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items() if one is not None}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return value.value if isinstance(value, Exact) else value
