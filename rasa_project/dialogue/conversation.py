"""What is known in a conversation: people, the episode, the open question, the last answer. One slot holds it as JSON.

Frozen dataclasses; a stored conversation of another version, or a broken one, starts afresh and never raises.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final, Literal, TypeVar

#: The one slot.
CONVERSATION_SLOT: Final = "conversation"
#: Of another version nothing is read. Raise it when a field changes its meaning.
VERSION: Final = 1
#: More people, and more of what was said, are not kept.
MOST_PEOPLE: Final = 12
_MOST_SAID: Final = 8

PersonKind = Literal["child", "writer", "grown_up", "group"]
EpisodeKind = Literal["emergency", "contact", "illness", "after_dose"]
YesNo = Literal["yes", "no", "unknown"]
#: Fields of a person that hold a day.
_DAYS: Final = (
    "contact_on", "fever_since", "ill_since", "last_dose", "patient_ill", "patient_rash", "rash_since",
)  # fmt: skip
T = TypeVar("T")


@dataclass(frozen=True)
class Person:
    """Somebody of the family, and what was told of them. ``None`` where nothing was.

    Attributes:
        id: stays the same in a conversation.
        kind: a ``group`` is spoken of as one («егіздер»).
        sex, order, kin: what tells the person apart, as ``understanding.mentions`` words it.
        name: a mark of a first name, never the name.
        age_band: the age as a button of the consultation gives it.
        age_months, is_below, born: the age, whether told as "not yet", the birth date (ISO, may lack day or month).
        doses, first_dose_months, last_dose: measles doses had, the age at the first, the day of the last (ISO).
        risk: ``none``, ``pregnant``, ``weak_immunity``, ``unknown``.
        had_measles, confirmed: had it in the past; found by a doctor now.
        signs: ids of ``symptoms.yml``. ``danger``, ``fever``, ``rash``, ``contact``: as answered.
        fever_since, rash_since, contact_on: days (ISO). ``contact_days``: a range of days as the button gives it.
        lives_with: whether the person lives with the patient. ``patient_rash``, ``patient_ill``: days (ISO) on which
            that patient's rash came out, and he fell ill. ``ill_since``: the same of a person who has measles.
        unanswered: questions asked in vain.
        told_at: seconds since 1970 by the name of the fact.
    """

    id: int
    kind: PersonKind = "child"
    sex: str | None = None
    order: str | None = None
    kin: str | None = None
    name: str | None = None
    age_months: int | None = None
    age_band: str | None = None
    is_below: bool = False
    born: str | None = None
    doses: int | None = None
    first_dose_months: int | None = None
    last_dose: str | None = None
    risk: str | None = None
    had_measles: bool | None = None
    confirmed: bool | None = None
    signs: frozenset[str] = frozenset()
    danger: YesNo | None = None
    fever: YesNo | None = None
    rash: YesNo | None = None
    contact: YesNo | None = None
    temperature: float | None = None
    fever_since: str | None = None
    rash_since: str | None = None
    contact_on: str | None = None
    contact_days: float | None = None
    lives_with: bool | None = None
    patient_rash: str | None = None
    patient_ill: str | None = None
    ill_since: str | None = None
    unanswered: frozenset[str] = frozenset()
    told_at: Mapping[str, float] = field(default_factory=dict)

    def with_told(self, changes: Mapping[str, Any], now: float) -> Person:
        """The person with what was told ``now``, in seconds since 1970."""
        return replace(self, **changes, told_at={**self.told_at, **dict.fromkeys(changes, now)})

    def met_with(self, other: Person) -> Person:
        """The person with the contact of another: they met the patient together."""
        return replace(
            self,
            contact="yes",
            contact_on=other.contact_on,
            contact_days=other.contact_days,
            lives_with=other.lives_with,
            patient_rash=other.patient_rash,
            patient_ill=other.patient_ill,
        )

    def living_with(self, patient: Person) -> Person:
        """The person as one of the patient's house."""
        return replace(
            self,
            contact="yes",
            lives_with=True if self.lives_with is None else self.lives_with,
            patient_rash=patient.rash_since or self.patient_rash,
            patient_ill=patient.ill_since or self.patient_ill,
        )


@dataclass(frozen=True)
class Episode:
    """What is going on, for whom (ids), since when (seconds since 1970).

    ``advised``: to whom the advice was given; ``is_called``: the ambulance was called.
    """

    kind: EpisodeKind
    people: tuple[int, ...] = ()
    at: float = 0.0
    advised: tuple[int, ...] = ()
    is_called: bool = False


@dataclass(frozen=True)
class Question:
    """A question that the bot has put.

    Attributes:
        name: ``danger``, ``age``, ``when``, ``doses`` ... as the advice names it.
        person: whom it is about.
        tries: how often it was put without an answer.
        asked: how many questions of this consultation were put.
    """

    name: str
    person: int
    tries: int = 0
    asked: int = 1


@dataclass(frozen=True)
class Said:
    """A response with the values of its gaps, each in Kazakh and Russian."""

    response: str
    values: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    #: Titles in Kazakh and Russian with their payloads, in place of the response's own.
    buttons: tuple[tuple[str, str, str], ...] = ()
    #: Whose it is, in front of the text.
    lead: tuple[str, str] | None = None
    #: No buttons: a question follows.
    is_aside: bool = False
    #: Only its first sentences; or those with words of these beginnings, which are never kept.
    is_short: bool = False
    about: tuple[str, ...] = ()


@dataclass(frozen=True)
class LastAnswer:
    """What the bot last answered.

    Attributes:
        topic: the intent that was answered.
        context: the follow-up context that it opens («plan», «contact», ...), or ``None``.
        people: whom it was about.
        said: what was said, for «қайталаңыз» and «қысқаша».
        misses: how many messages in a row were not understood.
        near: particular questions and topics that the message may have asked besides what was answered.
    """

    topic: str | None = None
    context: str | None = None
    people: tuple[int, ...] = ()
    said: tuple[Said, ...] = ()
    misses: int = 0
    near: tuple[str, ...] = ()


@dataclass(frozen=True)
class Conversation:
    """All of it. ``about`` is the person that the talk is about; ``place`` and ``place_code`` where they live.

    ``language`` is that of the talk (``kk``, ``ru``); ``is_for_group``: the writer answers for a nursery group, a
    class, people at work; ``at`` is the time of the last turn in seconds since 1970; ``puts`` is how often each
    question of the consultation that goes on was put (``putting.py`` has the names).
    """

    people: tuple[Person, ...] = ()
    about: int | None = None
    episode: Episode | None = None
    question: Question | None = None
    last: LastAnswer = field(default_factory=LastAnswer)
    place: str | None = None
    place_code: str | None = None
    language: str | None = None
    is_for_group: bool = False
    at: float = 0.0
    puts: Mapping[str, int] = field(default_factory=dict)

    def person(self, number: int | None) -> Person | None:
        """The person of that id, or ``None``."""
        return next((one for one in self.people if one.id == number), None)

    @property
    def focus(self) -> Person | None:
        """The person that the talk is about."""
        return self.person(self.about)

    def with_person(self, person: Person) -> Conversation:
        """The same conversation with ``person`` in place of the one of that id, or added."""
        others = {one.id: one for one in self.people}
        others[person.id] = person
        return replace(self, people=tuple(others.values())[-MOST_PEOPLE:])

    def next_id(self) -> int:
        """An id that nobody has."""
        return max((one.id for one in self.people), default=0) + 1


def to_json(conversation: Conversation) -> dict[str, Any]:
    """A plain form for the slot; :func:`from_json` reads it back."""
    last = conversation.last
    said = tuple(replace(one, about=()) for one in last.said[-_MOST_SAID:])
    kept = replace(conversation, last=replace(last, said=said))
    return {"version": VERSION, **_plain(kept)}


def from_json(value: object) -> Conversation:
    """The conversation of a slot's value; an empty one where it can't be read."""
    if not isinstance(value, Mapping) or value.get("version") != VERSION:
        return Conversation()
    try:
        return _conversation(value)
    except (AttributeError, KeyError, TypeError, ValueError):
        return Conversation()


def _plain(value: Any) -> Any:
    """Without what is empty, so that the slot stays small."""
    if dataclasses.is_dataclass(value):
        pairs = ((one, getattr(value, one.name)) for one in dataclasses.fields(value))
        return {one.name: _plain(item) for one, item in pairs if not _is_empty(item, one.default)}
    if isinstance(value, Mapping):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    return value


def _is_empty(value: Any, default: Any) -> bool:
    """Whether nothing was told; a "no" is something where nothing told is ``None``."""
    return value is None or (value is False and default is False) or value in ((), frozenset(), {})


def _made(kind: type[T], value: Mapping[str, Any], **readers: Callable[[Any], Any]) -> T:
    names = {one.name for one in dataclasses.fields(kind)}  # type: ignore[arg-type]
    if not set(value) <= names:
        raise ValueError(f"{kind.__name__} has unknown fields")
    return kind(**{name: readers.get(name, _as_it_is)(item) for name, item in value.items()})


def _as_it_is(value: Any) -> Any:
    return value


def _conversation(value: Mapping[str, Any]) -> Conversation:
    found = {name: item for name, item in value.items() if name != "version"}
    return _made(
        Conversation,
        found,
        people=lambda some: tuple(map(_person, some)),
        episode=lambda one: _made(Episode, one, people=tuple, advised=tuple),
        question=lambda one: _made(Question, one),
        last=_last,
        puts=_counts,
    )


def _counts(value: Mapping[str, Any]) -> dict[str, int]:
    if not all(isinstance(count, int) and count > 0 for count in value.values()):
        raise ValueError("Counts are broken")
    return dict(value)


def _person(value: Mapping[str, Any]) -> Person:
    person = _made(Person, value, signs=frozenset, unanswered=frozenset)
    for day in (getattr(person, name) for name in _DAYS):
        if day is not None:
            date.fromisoformat(day)
    if not isinstance(person.id, int) or not isinstance(person.told_at, Mapping):
        raise ValueError("A person is broken")
    return person


def _last(value: Mapping[str, Any]) -> LastAnswer:
    def said(one: Mapping[str, Any]) -> Said:
        return _made(Said, one, values=_gaps, buttons=lambda some: tuple(map(_three, some)), lead=_pair)

    return _made(LastAnswer, value, people=tuple, said=lambda some: tuple(map(said, some)), near=tuple)


def _gaps(value: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    return {name: _pair(words) for name, words in value.items()}


def _pair(value: Any) -> tuple[str, str]:
    kk, ru = value
    return str(kk), str(ru)


def _three(value: Any) -> tuple[str, str, str]:
    kk, ru, payload = value
    return str(kk), str(ru), str(payload)
