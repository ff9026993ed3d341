"""A reading as plain data, so that it travels in Rasa's parse data, and back."""

from __future__ import annotations

from dataclasses import fields
from enum import Enum
from typing import Any, Final

from rasa_project.understanding.answers import Answered
from rasa_project.understanding.extraction import Danger
from rasa_project.understanding.mentions import Kind, Mention
from rasa_project.understanding.parts import Facts, Mood, Part, Reading

#: What is left out: it says nothing.
_NOTHING: Final[tuple[Any, ...]] = (None, False, (), frozenset())


def to_json(reading: Reading) -> dict[str, Any]:
    """Dictionaries, lists, text, numbers and truth values only; what says nothing is left out."""
    return {
        "parts": [{**_plain(part), "facts": _told(part.facts)} for part in reading.parts],
        "people": [_plain(one) for one in reading.people],
        "corrects": reading.corrects,
        "answered": _plain(reading.answered),
        "denied": [_plain(one) for one in reading.denied],
    }


def from_json(data: dict[str, Any]) -> Reading:
    """The reading that :func:`to_json` wrote.

    Raises:
        KeyError, TypeError, ValueError: the data has another form.
    """
    return Reading(
        tuple(_part(one) for one in data["parts"]),
        tuple(_mention(one) for one in data["people"]),
        bool(data["corrects"]),
        Answered(**{**data["answered"], "rest": tuple(data["answered"].get("rest", ()))}),
        tuple(_mention(one) for one in data.get("denied", ())),
    )


def _told(facts: Facts) -> dict[str, Any]:
    """Facts that differ from what nothing said would be."""
    silent = Facts()
    return {
        one.name: _value(getattr(facts, one.name))
        for one in fields(Facts)
        if getattr(facts, one.name) != getattr(silent, one.name)
    }


def _plain(one: Any) -> dict[str, Any]:
    told = {field.name: getattr(one, field.name) for field in fields(one)}
    return {name: _value(value) for name, value in told.items() if not any(value is none for none in _NOTHING)}


def _value(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return list(value)
    return _plain(value) if isinstance(value, (Mention, Facts)) else value


def _part(data: dict[str, Any]) -> Part:
    who = data.get("who")
    return Part(
        None if who is None else _mention(who),
        _facts(data["facts"]),
        Mood(data["mood"]),
        int(data["first"]),
        int(data["after"]),
    )


def _mention(data: dict[str, Any]) -> Mention:
    return Mention(**{**data, "kind": Kind(data["kind"])})


def _facts(data: dict[str, Any]) -> Facts:
    known: dict[str, Any] = dict(data)
    for name in ("signs", "denied"):
        known[name] = frozenset(data.get(name, ()))
    known["dose_ages"] = tuple(data.get("dose_ages", ()))
    known["danger"] = Danger(data.get("danger", Danger.NONE.value))
    return Facts(**known)
