"""A conversation as plain JSON for its slot, and back.

A stored conversation of another version, or a broken one, starts afresh and never raises.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final, TypeVar

from rasa_project.dialogue.conversation import Conversation, Episode, LastAnswer, Person, Question, Reminding, Said

#: Of another version nothing is read. Raise it when a field changes its meaning.
VERSION: Final = 1
#: More of what was said is not kept.
_MOST_SAID: Final = 8
#: Fields of a person that hold a day.
_DAYS: Final = (
    "contact_last", "contact_on", "fever_since", "ill_since", "last_dose", "patient_ill", "patient_rash", "rash_since",
)  # fmt: skip
T = TypeVar("T")


def to_json(conversation: Conversation) -> dict[str, Any]:
    """A plain form for the slot; :func:`from_json` reads it back."""
    last = conversation.last
    said = tuple(replace(one, about=(), asked=(), opening="") for one in last.said[-_MOST_SAID:])
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
        reminding=lambda one: _made(Reminding, one, people=tuple),
        last=_last,
        puts=_counts,
        texts=_names,
        announced=_names,
    )


def _counts(value: Mapping[str, Any]) -> dict[str, int]:
    if not all(isinstance(count, int) and count > 0 for count in value.values()):
        raise ValueError("Counts are broken")
    return dict(value)


def _names(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError("Names are broken")
    return tuple(map(str, value))


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
        return _made(Said, one, values=_gaps, buttons=_threes, lead=_pair, tail=_pair, share=_names)

    return _made(LastAnswer, value, people=tuple, said=lambda some: tuple(map(said, some)), near=tuple)


def _gaps(value: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    return {name: _pair(words) for name, words in value.items()}


def _pair(value: Any) -> tuple[str, str]:
    kk, ru = value
    return str(kk), str(ru)


def _threes(value: Any) -> tuple[tuple[str, str, str], ...]:
    return tuple(map(_three, value))


def _three(value: Any) -> tuple[str, str, str]:
    kk, ru, payload = value
    return str(kk), str(ru), str(payload)
