"""The child that the talk is about: what was told, corrected, or told of another child."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet

from rasa_project.advice.ages import MAX_MONTHS, Birth
from rasa_project.advice.calendar import Child
from rasa_project.kazakh.analysis import Analysis, default_analyzer
from rasa_project.nlu.circumstances import names_another_child
from rasa_project.nlu.extraction import default_finder
from rasa_project.understanding.amounts import dose_age_of
from rasa_project.understanding.events import Event

AGE: Final = "child_age_months"
BIRTH: Final = "birth_date"
DOSES: Final = "doses"
#: Filled from the wording of a message, beside the entities whose names are fixed.
LAST_DOSE: Final = "last_dose"
FIRST_DOSE_MONTHS: Final = "first_dose_months"
CHILD_ENTITIES: Final = (AGE, BIRTH, DOSES)
#: All that belongs to one child here; a consultation keeps more (actions/consultation_facts.py).
CHILD_SLOTS: Final = (*CHILD_ENTITIES, LAST_DOSE, FIRST_DOSE_MONTHS)
#: A dose longer ago than this no longer matters for the shortest interval.
_RECENT_DAYS: Final = 365


@dataclass(frozen=True)
class Told:
    """The child as known after the last message, and the slots that the message changes."""

    child: Child
    changes: dict[str, Any]

    @property
    def events(self) -> list[EventType]:
        """The changes as events."""
        return [SlotSet(name, value) for name, value in self.changes.items()]


def read_child(tracker: Tracker, today: date) -> Told:
    """The child of the talk.

    The newest word on the age stands: an age puts aside a birth date told before, and the other way round.
    Where the message turns to another child, nothing told of the first one is carried over.
    """
    words = said_words(tracker)
    said = _said_now(tracker)
    changes: dict[str, Any] = {}
    if names_another_child(words):
        changes = {name: None for name in CHILD_SLOTS if tracker.get_slot(name) is not None and name not in said}
    if BIRTH in said:
        changes[AGE] = None
    elif AGE in said:
        changes[BIRTH] = None
    changes |= _dose_times(_analysed(tracker), said, today)
    changes = {name: value for name, value in changes.items() if tracker.get_slot(name) != value}
    state = {name: changes.get(name, tracker.get_slot(name)) for name in CHILD_SLOTS}
    return Told(child_from(state), changes)


def child_from(state: dict[str, Any]) -> Child:
    """The child that slot values describe; values that no child can have are left out."""
    age, doses = _whole(state.get(AGE)), _whole(state.get(DOSES))
    return Child(
        age if age is not None and 0 <= age <= MAX_MONTHS else None,
        doses if doses in (0, 1, 2) else None,
        Birth.parse(state.get(BIRTH)),
        _day(state.get(LAST_DOSE)),
        _whole(state.get(FIRST_DOSE_MONTHS)),
    )


def said_words(tracker: Tracker) -> tuple[str, ...]:
    """Folded words of the last message; none for a tapped button."""
    return tuple(_analysed(tracker).words)


def said_tokens(tracker: Tracker) -> tuple[str, ...]:
    """Folded words and punctuation of the last message; none for a tapped button."""
    return tuple(_analysed(tracker).tokens)


def _analysed(tracker: Tracker) -> Analysis:
    text = str((tracker.latest_message or {}).get("text") or "")
    return default_analyzer().analyse("" if text.startswith("/") else text)


def _said_now(tracker: Tracker) -> dict[str, Any]:
    return {str(entity["entity"]): entity["value"] for entity in (tracker.latest_message or {}).get("entities") or []}


def _dose_times(analysis: Analysis, said: dict[str, Any], today: date) -> dict[str, Any]:
    """When the last dose was, and the age at the first, where the message says so.

    Only a time that belongs to a dose had: the day of a contact, of a visit or a birthday is none, and where no dose
    was had there is no day of one.
    """
    if said.get(DOSES) == 0:
        return {}
    findings = default_finder().read(analysis, today)
    found: dict[str, Any] = {}
    had = findings.since(Event.DOSE) if said.get(DOSES) else []
    if had and had[0].number <= _RECENT_DAYS:
        found[LAST_DOSE] = (today - timedelta(days=int(had[0].number))).isoformat()
    months = dose_age_of(findings.amounts)
    if months is not None:
        found[FIRST_DOSE_MONTHS] = months
    return found


def _whole(value: object) -> int | None:
    return int(value) if isinstance(value, (int, float)) else None


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
