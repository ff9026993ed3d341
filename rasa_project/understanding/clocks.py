"""Clock times: ``сағат 5-те``, ``таңғы бесте``, ``в 5 утра``, ``18:30``. They are no ages and no durations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from kazakh.numbers import MOST_PLACES, Number

_DIGITAL: Final = re.compile(r"(?:[01]?\d|2[0-3]):[0-5]\d")
_PART_BEFORE: Final = ("танги", "танертенги", "тунги", "кешки", "тусти", "тускии", "туски", "утром", "вечером", "ночю")
_PART_BEHIND: Final = ("утра", "вечера", "ночи", "дня")
_LAST_HOUR: Final = 24


def find_clocks(words: Sequence[str], numbers: Sequence[Number]) -> list[tuple[int, int]]:
    """The clock times as (index of the first word, index behind); ``numbers`` are those of the words."""
    found = [(index, index + 1) for index, word in enumerate(words) if ":" in word and _DIGITAL.fullmatch(word)]
    for number in numbers[:MOST_PLACES]:
        before = words[number.first - 1] if number.first else ""
        follows = words[number.after] if number.after < len(words) else ""
        if number.value > _LAST_HOUR:
            continue
        after_hour = before in {"сагат", "сагатта"} and not follows.startswith(("бурин", "болди", "отти"))
        part_before = before.startswith(_PART_BEFORE) and (bool(number.ending) or follows.startswith("час"))
        part_behind = follows in _PART_BEHIND and not (follows == "дня" and before != "в")
        in_hours = before in {"в", "к"} and follows in {"часов", "час", "часа"} and not _is_ago(words, number.after + 1)
        with_ending = (
            follows in {"час", "часов", "часа"}
            and words[number.after + 1 : number.after + 2]
            and (words[number.after + 1] in _PART_BEHIND)
        )
        if after_hour:
            found.append((number.first - 1, number.after))
        elif part_before or part_behind or in_hours or with_ending:
            found.append((number.first, number.after + (bool(part_behind or in_hours or with_ending))))
    return found


def _is_ago(words: Sequence[str], index: int) -> bool:
    return index < len(words) and words[index] in {"назад", "тому"}
