"""The child that the talk is about: what was told, corrected, told of another person, or told too long ago."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet

from rasa_project.advice.ages import MAX_MONTHS, Birth
from rasa_project.advice.calendar import Child
from rasa_project.advice.freshness import PERSON_FACTS, Freshness, freshness
from rasa_project.kazakh.analysis import Analysis, default_analyzer
from rasa_project.understanding.amounts import dose_age_of, first_age
from rasa_project.understanding.button_titles import tapped_payload
from rasa_project.understanding.circumstances import corrects, names_another_person
from rasa_project.understanding.events import Event
from rasa_project.understanding.extraction import default_finder

AGE: Final = "child_age_months"
BIRTH: Final = "birth_date"
DOSES: Final = "doses"
#: Filled from the wording of a message, beside the entities whose names are fixed.
LAST_DOSE: Final = "last_dose"
FIRST_DOSE_MONTHS: Final = "first_dose_months"
AGE_IS_BELOW: Final = "age_is_below"
CHILD_ENTITIES: Final = PERSON_FACTS
#: All that belongs to one child here; a consultation keeps more (actions/consultation_facts.py).
CHILD_SLOTS: Final = (*CHILD_ENTITIES, LAST_DOSE, FIRST_DOSE_MONTHS, AGE_IS_BELOW)
#: What is told with the doses, and ages with them.
_WITH_DOSES: Final = (DOSES, LAST_DOSE, FIRST_DOSE_MONTHS)
#: When each fact was told (rasa_project/engine/in_conversation.py), and the answer whether it is the same child.
TOLD_AT: Final = "told_at"
SAME_CHILD: Final = "same_child"
#: A dose longer ago than this no longer matters for the shortest interval.
_RECENT_DAYS: Final = 365
#: Told ages of one child may differ by so many months; within one year of life a rounder one is the same.
_SAME_AGE: Final = 3


@dataclass(frozen=True)
class Told:
    """The child as known after the last message.

    Attributes:
        child: what may be used; facts that have to be confirmed first are left out.
        changes: the slots that the message changes.
        is_other: whether the message turns to another person than before.
        to_confirm: the child of some days ago, of whom it has to be asked whether it is still the one; or ``None``.
    """

    child: Child
    changes: dict[str, Any]
    is_other: bool = False
    to_confirm: Child | None = None

    @property
    def events(self) -> list[EventType]:
        """The changes as events."""
        return [SlotSet(name, value) for name, value in self.changes.items()]


def read_child(tracker: Tracker, today: date, same_child: bool | None = None) -> Told:
    """The child of the talk.

    The newest word on the age stands: an age puts aside a birth date told before, and the other way round. Where the
    message turns to another person, or tells an age that can't be the same child's, nothing told before is carried
    over. ``same_child`` is the answer to the question whether it is still the child of some days ago.
    """
    now, values = time.time(), _said_now(tracker)
    said = set(values)
    is_other = same_child is False or turns_to_another(tracker, today)
    state = {name: tracker.get_slot(name) for name in CHILD_SLOTS}
    if is_other or _tells_other_age(tracker, said, today):
        state = {name: value if name in said else None for name, value in state.items()}
    if BIRTH in said:
        state[AGE] = None
    elif AGE in said:
        state[BIRTH] = None
    if said & {AGE, BIRTH}:
        state[AGE_IS_BELOW] = _tells_not_yet(_analysed(tracker), today) or None
    state |= _dose_times(_analysed(tracker), values, today)
    is_same = bool(same_child) or (not is_other and bool(said & {AGE, BIRTH}) and state[DOSES] is not None)
    times = _times(tracker, said, now, is_same and age_before(tracker, today) is not None)
    state, doubted = _aged(state, times, now)
    usable = {name: None if name in doubted else value for name, value in state.items()}
    changes = {name: value for name, value in state.items() if tracker.get_slot(name) != value}
    kept = {name: at for name, at in times.items() if state[name] is not None}
    if kept != (tracker.get_slot(TOLD_AT) or {}):
        changes[TOLD_AT] = kept or None
    return Told(child_from(usable), changes, is_other, child_from(state) if doubted else None)


def turns_to_another(tracker: Tracker, today: date) -> bool:
    """Whether the last message is about another person than what was told before it."""
    question = tracker.get_slot("requested_slot")
    return names_another_person(said_words(tracker), _said_now(tracker), age_before(tracker, today), question)


def _tells_other_age(tracker: Tracker, said: set[str], today: date) -> bool:
    """Whether an age is told that the child of before can't have, and not as a correction."""
    if not said & {AGE, BIRTH} or corrects(said_words(tracker)):
        return False
    before = age_before(tracker, today)
    told = child_from({name: tracker.get_slot(name) for name in said & {AGE, BIRTH}}).age_on(today)
    if before is None or told is None or abs(before - told) <= _SAME_AGE:
        return False
    return told // 12 != before // 12 or told < 12


def age_before(tracker: Tracker, today: date) -> int | None:
    """The age in months as known before the last message; a message fills slots before actions see it."""
    return child_from({name: _before(tracker, name) for name in (AGE, BIRTH)}).age_on(today)


def _before(tracker: Tracker, name: str) -> Any:
    if name not in _said_now(tracker):
        return tracker.get_slot(name)
    events = iter(reversed(tracker.events))
    for event in events:
        if event.get("event") == "user":
            break
    return next((e.get("value") for e in events if e.get("event") == "slot" and e.get("name") == name), None)


def _times(tracker: Tracker, said: set[str], now: float, is_same: bool) -> dict[str, float]:
    """When each fact was told, with those of this message; a button's are not noted yet."""
    noted = tracker.get_slot(TOLD_AT) or {}
    confirmed = [name for name in CHILD_ENTITIES if is_same and freshness(noted.get(name), now) is Freshness.TO_CONFIRM]
    told = [name for name in said & set(CHILD_ENTITIES) if freshness(noted.get(name), now) is not Freshness.FRESH]
    return {**noted, **dict.fromkeys((*confirmed, *told), now)}


def _aged(state: dict[str, Any], times: dict[str, float], now: float) -> tuple[dict[str, Any], Sequence[str]]:
    """The state without what is forgotten, and which of it has to be confirmed before it is used."""
    how = {name: freshness(times.get(name), now) for name in CHILD_ENTITIES if state[name] is not None}
    doubted = {name for name, one in how.items() if one is Freshness.TO_CONFIRM}
    gone = {name for name, one in how.items() if one is Freshness.FORGOTTEN}
    if not doubted & {AGE, BIRTH}:  # doses of before and no age, or an age told since: whose they are can't be asked
        gone, doubted = gone | doubted, set()
    for fact in gone:
        state = state | dict.fromkeys(_WITH_DOSES if fact == DOSES else (fact,))
    return state, [name for fact in doubted for name in (_WITH_DOSES if fact == DOSES else (fact,))]


def child_from(state: dict[str, Any]) -> Child:
    """The child that slot values describe; values that no child can have are left out."""
    age, doses = _whole(state.get(AGE)), _whole(state.get(DOSES))
    return Child(
        age if age is not None and 0 <= age <= MAX_MONTHS else None,
        doses if doses in (0, 1, 2) else None,
        Birth.parse(state.get(BIRTH)),
        _day(state.get(LAST_DOSE)),
        _whole(state.get(FIRST_DOSE_MONTHS)),
        bool(state.get(AGE_IS_BELOW)),
    )


def said_words(tracker: Tracker) -> tuple[str, ...]:
    """Folded words of the last message; none for a tapped button."""
    return tuple(_analysed(tracker).words)


def said_tokens(tracker: Tracker) -> tuple[str, ...]:
    """Folded words and punctuation of the last message; none for a tapped button."""
    return tuple(_analysed(tracker).tokens)


def _analysed(tracker: Tracker) -> Analysis:
    message = tracker.latest_message or {}
    is_button = tapped_payload(message) is not None
    return default_analyzer().analyse("" if is_button else str(message.get("text") or ""))


def _said_now(tracker: Tracker) -> dict[str, Any]:
    return {str(entity["entity"]): entity["value"] for entity in (tracker.latest_message or {}).get("entities") or []}


def _tells_not_yet(analysis: Analysis, today: date) -> bool:
    """Whether the age is told as "not yet so old"."""
    age = first_age(default_finder().read(analysis, today).amounts)
    return age is not None and age.is_below


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
