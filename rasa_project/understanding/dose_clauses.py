"""Clauses of a message about doses: what is told, and what is asked beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

MARKS: Final = frozenset(",.!;?")
_ASKING: Final = frozenset("ба бе кашан керек когда канша ли ма ме надо неше нужно па пе сколко".split())
#: Behind «жоқ»: or not?
_ASKED_NO: Final = frozenset({"ба", "ма", "па"})
#: Words that begin the question behind what is told.
_GOES_ON: Final = ("келеси", "енди", "следуюш", "тепер", "когда", "кашан")


def with_open_asked(words: Sequence[str]) -> list[str]:
    """The words, where «делали или нет», «салған ба, жоқ па» end in a question mark: nothing is denied there."""
    behind = [*words[1:], ""]
    return [
        "?" if (word == "нет" and index and words[index - 1] == "или") or (word == "жок" and behind[index] in _ASKED_NO)
        else word
        for index, word in enumerate(words)
    ]  # fmt: skip


def clauses_of(words: Sequence[str], is_had: Callable[[str], bool]) -> list[tuple[int, Sequence[str]]]:
    """Parts between commas and full stops with the index of their first word; ``?`` stays inside.

    Many write no comma: ``1 рет алды келесісі қашан`` parts behind the verb all the same.

    Args:
        words: of the message, folded.
        is_had: whether a word says that a dose was had.
    """
    parts: list[tuple[int, Sequence[str]]] = []
    start = 0
    asks_on = _places_before_a_question(words)
    for index, word in enumerate(words):
        if word in MARKS:
            parts.append((start, words[start : index + (word == "?")]))
            start = index + 1
        elif index in asks_on and word.startswith(_GOES_ON) and index > start and is_had(words[index - 1]):
            parts.append((start, words[start:index]))
            start = index
    parts.append((start, words[start:]))
    return [(first, part) for first, part in parts if part]


def _places_before_a_question(words: Sequence[str]) -> set[int]:
    """Places from which on what follows, up to the next mark, asks: «бір рет алды, енді алмаған» does not."""
    places: set[int] = set()
    is_asked = False
    for index in range(len(words) - 1, -1, -1):
        is_asked = words[index] in _ASKING or words[index] == "?" or (is_asked and words[index] not in MARKS)
        if is_asked:
            places.add(index)
    return places


def asks(clause: Sequence[str]) -> bool:
    """Whether a clause is a question."""
    return any(word in _ASKING for word in clause) or "?" in clause
