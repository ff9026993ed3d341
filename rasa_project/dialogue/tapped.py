"""The values of a tapped button. Anybody can post a payload: what no button has is left out."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

#: More days than the conversation can count.
_MOST_DAYS: Final = 366
_MOST_DOSES: Final = 2
_YES_NO: Final = frozenset({"yes", "no", "unknown"})
_BANDS: Final = frozenset({"under_3_months", "under_6_months", "under_1_year", "child", "young_adult", "adult"})
_RISKS: Final = frozenset({"none", "pregnant", "weak_immunity", "unknown"})


def values_of(entities: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The values by entity, each one that a button may have."""
    found = {str(one.get("entity")): one.get("value") for one in entities}
    return {name: value for name, value in found.items() if name in _ALLOWED and _ALLOWED[name](value)}


def _one_of(*words: str) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and value in words


def _up_to(most: float) -> Callable[[Any], bool]:
    def is_so(value: Any) -> bool:
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return False
        return math.isfinite(value) and 0 <= value <= most

    return is_so


def _is_short_text(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= 32


_ALLOWED: Final[Mapping[str, Callable[[Any], bool]]] = {
    "age_band": _one_of(*_BANDS),
    "confirmed": _one_of("yes", "no"),
    "contact": _one_of(*_YES_NO),
    "danger": _one_of(*_YES_NO),
    "doses": _up_to(_MOST_DOSES),
    "exposure_days": _up_to(_MOST_DAYS),
    "fever": _one_of(*_YES_NO),
    "fever_days": _up_to(_MOST_DAYS),
    "language": _one_of("kk", "ru"),
    "place_code": _is_short_text,
    "question": _is_short_text,
    "rash": _one_of(*_YES_NO),
    "risk": _one_of(*_RISKS),
    "same_child": _one_of("yes", "no"),
    "unknown": _is_short_text,
}
