"""How many doses a short answer tells, and that a clinic had no vaccine."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Final

from kazakh.numbers import find_numbers
from rasa_project.understanding.dose_words import (
    ANSWER,
    BOTH,
    HAD_ONCE,
    MOST,
    NO,
    NONE,
    NONE_PAIRS,
    NOT_HAD,
    ONE,
    UNSURE,
    VACCINE,
    Doses,
    was_not_had,
)

#: So many words behind «бір рет» say that not even that was had.
_NEVER: Final = 4


def as_answer(words: Sequence[str]) -> Doses | None:
    """The number that a message answers with; doubt («не знаю») is none."""
    said = [word for word in words if any(map(str.isalnum, word))]
    count = _none_answered(said)
    count = _count_answered(said) if count is None else count
    return None if count is None else Doses(count, 0, len(words))


def _none_answered(said: Sequence[str]) -> int | None:
    """0 where no dose is answered, also in a longer message: «мен айттым ғой, бір де еккен жоқ деп»."""
    pairs = list(itertools.pairwise(said))
    if any(one.startswith(HAD_ONCE) and two in NO for one, two in pairs):
        return 0
    if not said or not _is_short_answer(said):
        return None
    is_none = any(word.startswith((*NONE, *NOT_HAD)) for word in said) or not NONE_PAIRS.isdisjoint(pairs)
    is_denied = said[-1] in NO and (len(said) == 1 or any(word.startswith((*VACCINE, *BOTH)) for word in said))
    return 0 if is_none or is_denied else None


def _count_answered(said: Sequence[str]) -> int | None:
    """The number that is answered: «иә, бір рет деп айттым ғой», «вроде одну», «2»."""
    numbers = [number for number in find_numbers(said) if number.value in (0, 1, 2)]
    for number in numbers:
        if not number.ending and said[number.after : number.after + 1] in (["рет"], ["раз"], ["раза"]):
            is_never = any(map(was_not_had, said[number.after + 1 : number.after + _NEVER]))
            return 0 if is_never else int(number.value)  # «бір рет те алмаған, міндетті ме»
    if not _is_short_answer(said):
        return None
    plain = [number for number in numbers if not number.ending or number.ending in {"уи", "еуи"}]
    if len(plain) == 1 and len(said) <= plain[0].after - plain[0].first + 2:
        return int(plain[0].value)
    named = ((MOST, BOTH), (1, ONE))
    return next((count for count, stems in named if any(word.startswith(stems) for word in said)), None)


def _is_short_answer(said: Sequence[str]) -> bool:
    return len(said) <= ANSWER and not any(word.startswith(UNSURE) for word in said)
