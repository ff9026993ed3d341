"""What a consultation knows, as the rules of triage and of a contact see it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, Final

from rasa_project.advice.calendar import Child, counted_doses
from rasa_project.advice.exposure import Exposure
from rasa_project.advice.knowledge import knowledge
from rasa_project.advice.triage import Case, Told

_BANDS: Final = {
    "under_3_months": 1, "under_6_months": 4, "under_1_year": 9, "child": 72, "young_adult": 300, "adult": 400,
}  # fmt: skip
#: The age in months from which a girl may be pregnant.
GIRL_FROM: Final = 12 * 12
ADULT_FROM: Final = 18 * 12
#: Signs that have a question of their own.
_SEPARATE: Final = frozenset({"fever", "rash"})


def is_own(state: dict[str, Any]) -> bool:
    """Whether the writer speaks of herself and is no small child: she is spoken to in the second person."""
    age = _age_of(state)
    return state["own"] == "yes" and (age is None or age >= GIRL_FROM)


def _age_of(state: dict[str, Any]) -> int | None:
    """Completed months as told, or of the band that was tapped; who is pregnant is no small child."""
    age = state["age_months"]
    age = age if age is not None else _BANDS.get(state["age_band"] or "")
    if state["risk"] == "pregnant" and (age is None or age < GIRL_FROM):
        return _BANDS["young_adult"]
    return None if age is None else int(age)


def _counted(state: dict[str, Any], today: date) -> int | None:
    """The doses that protect: none before 12 months does."""
    child: Child = state.get("child") or Child()
    age = _age_of(state)
    known = replace(
        child, doses=state["doses"], age_months=age, born=child.born if child.age_on(today) == age else None
    )
    return counted_doses(known, knowledge().calendar, today)


def case_of(state: dict[str, Any], today: date) -> Case:
    """The state as triage sees it."""
    return Case(
        age_months=_age_of(state),
        signs=frozenset(state["symptoms"] or ()) - _SEPARATE,
        danger=_as_told(state["danger"]),
        fever=_as_told(state["fever"]),
        rash=_as_told(state["rash"]),
        contact=_as_told(state["contact"]),
        risk=state["risk"],
        fever_days=state["fever_days"],
        rash_days=state["rash_days"],
        doses=_counted(state, today),
        unanswered=frozenset(state["unanswered"] or ()),
    )


def exposure_of(state: dict[str, Any], today: date) -> Exposure:
    """The state as the rules after a contact see it."""
    return Exposure(
        days_ago=state["exposure_days"],
        age_months=_age_of(state),
        risk=state["risk"],
        doses=_counted(state, today),
        unanswered=frozenset(state["unanswered"] or ()),
    )


def _as_told(value: object) -> Told | None:
    return Told(value) if value in {"yes", "no", "unknown"} else None
