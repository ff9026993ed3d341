"""Doses that a word behind the vaccine counts («прививка одна», «екпесі екеу»), or that the lack of the first tells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rasa_project.understanding.dose_words import NOT_HAD, VACCINE, Doses

_COUNTS: Final[dict[str, int]] = {
    "одна": 1, "одну": 1, "1": 1, "бир": 1, "биреу": 1, "две": 2, "обе": 2, "2": 2, "еки": 2, "екеу": 2,
}  # fmt: skip
#: Between the vaccine and its number.
_BETWEEN: Final = frozenset({"бар", "била", "било", "гана", "ест", "пока", "стоит", "стоят", "толко", ":", "-", "–"})
#: Behind the number: nothing that is counted but the doses.
_BEHIND: Final = frozenset(
    {
        ",",
        ".",
        "и",
        "бар",
        "била",
        "било",
        "гана",
        "ест",
        "пока",
        "сделана",
        "сделано",
        "стоит",
        "стоят",
        "толко",
        "всего",
    }
)
_FIRST: Final = frozenset({"1", "бир"})


def count_behind(clause: Sequence[str]) -> Doses | None:
    """``прививка одна``, ``прививок было две``, ``екпесі бір``, ``привита раз``: the vaccine, its number, no more."""
    for index, word in enumerate(clause):
        if word.startswith("привит") and clause[index + 1 : index + 2] in (["раз"], ["однажди"]):
            return Doses(1, index, index + 2)
        if not word.startswith(VACCINE):
            continue
        place = index + 1
        while place < len(clause) and clause[place] in _BETWEEN:
            place += 1
        count = _COUNTS.get(clause[place]) if place < len(clause) else None
        behind = clause[place + 1 : place + 2]
        if count is not None and all(one in _BEHIND for one in behind):
            return Doses(count, index, place + 1)
    return None


def has_not_the_first(words: Sequence[str]) -> bool:
    """«Бір жастағысын алмаған едік»: without the dose of the first year none was had."""
    return any(
        one in _FIRST and two.startswith("жастагис") and three.startswith(NOT_HAD)
        for one, two, three in zip(words, words[1:], words[2:], strict=False)
    )
