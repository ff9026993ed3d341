"""Several questions in one message: its sentences, and what stands behind «біріншісі», «во-вторых»."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

#: More sentences are not looked at one by one.
MOST: Final = 5
_ENDS: Final = frozenset({".", "!", "?", ";", "\n"})
#: These begin a question of their own where two of them stand in a message.
_COUNTED: Final = (
    "бириншиден", "екиншиден", "ушиншиден", "бириншиси", "екиншиси", "ушиншиси", "вопервих", "вовторих", "втретих",
    "первое", "второе", "трете", "бириншисурак", "екиншисурак",
)  # fmt: skip
#: Greetings, thanks and what leads over to a next question, by beginnings of folded words.
_SMALL_TALK: Final = (
    "ассалаумагалаикум", "благодар", "болди", "вам", "болшое", "екен", "енди", "жараиди", "здравств", "иаа", "коп",
    "ладно", "молодес", "ок", "понятн", "привет", "рахмет", "ракмет", "салам", "салем", "салеметс", "саулиг", "спасибо",
    "спс", "сурак", "сурагим", "сураин", "таги", "туснкт", "тусиникти", "хорошо",
)  # fmt: skip
#: A sentence of fewer words asks nothing by itself.
_FEWEST_WORDS: Final = 2


def sentences(tokens: Sequence[str]) -> list[tuple[str, ...]]:
    """The sentences of a message that asks several questions, as folded words, two or more each; else none.

    Args:
        tokens: folded words and marks.
    """
    questions = list(tokens).count("?")
    counted = [index for index, token in enumerate(tokens) if token.startswith(_COUNTED)]
    starts = set(counted) if len(counted) > 1 else set()
    if questions < 2 and not starts:
        return []
    parts: list[list[str]] = [[]]
    for index, token in enumerate(tokens):
        if token in _ENDS or index in starts:
            parts.append([])
        if token not in _ENDS and any(map(str.isalnum, token)):
            parts[-1].append(token)
    return [tuple(part) for part in parts if len(part) >= _FEWEST_WORDS][:MOST]


def without_small_talk(words: Sequence[str]) -> tuple[str, ...]:
    """The words of a message behind its greetings and thanks: ``рахмет, тағы бір сұрақ, Аралда ше``."""
    first = 0
    while first < len(words) and words[first].startswith(_SMALL_TALK):
        first += 1
    return tuple(words[first:])


def stretches(tokens: Sequence[str]) -> list[tuple[str, ...]]:
    """Stretches of words between marks of any kind, each of two words or more but the first."""
    parts: list[list[str]] = [[]]
    for token in tokens:
        if any(map(str.isalnum, token)):
            parts[-1].append(token)
        else:
            parts.append([])
    first, *others = parts
    return [tuple(first), *(tuple(part) for part in others if len(part) >= _FEWEST_WORDS)][: MOST + 1]
