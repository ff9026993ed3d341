"""Several questions in one message: its sentences, and what stands behind «біріншісі», «во-вторых»."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

#: More sentences are not looked at one by one.
MOST: Final = 5
_ENDS: Final = frozenset({".", "!", "?", ";", "\n"})
#: These begin a question of their own where two of them stand in a message.
_COUNTED: Final = (
    "бириншиден", "екиншиден", "ушиншиден", "бириншиси", "екиншиси", "ушиншиси", "вопервих", "вовторих", "втретих",
    "первое", "второе", "трете", "бириншисурак", "екиншисурак",
)  # fmt: skip
#: What joins two questions in one sentence.
_JOINTS: Final = frozenset({"а", "ал", "алде", "ари", "еше", "жане", "и", "или", "но", "также", "таги"})
#: Words of a question, whole and by their folded beginnings.
_WORDS: Final = frozenset(
    {"ба", "бе", "болама", "керекпе", "ли", "ма", "ме", "па", "пе", "ше", "где", "кто", "ким", "кимге", "можно",
     "нелзя", "чем", "сколко", "неше", "канша", "кашан", "каи", "каиси", "каисиси", "когда", "куда"}
)  # fmt: skip
_STEMS: Final = (
    "зачем", "истеим", "каида", "каитем", "каитс",
    "калаи", "кандаи", "какая", "какие", "какои", "какую", "канш", "кашан", "кимнен",
    "нешеде", "неге", "откуда", "почем", "сколк",
)  # fmt: skip
#: These ask in front; «как» and «что» inside join clauses.
_FIRST: Final = frozenset({"как", "какое", "надо", "нужно", "чего", "что"})
_WHAT: Final = frozenset({"не", "что", "чем", "чего"})
_DOING: Final = ("бер", "дава", "дат", "дела", "исте", "кила", "леч", "нужно", "надо", "корм")
#: So many words beside one question are a greeting.
_LITTLE: Final = 2
#: Greetings, thanks and what leads over to a next question, by beginnings of folded words.
_SMALL_TALK: Final = (
    "ассалаумагалаикум", "благодар", "болди", "вам", "болшое", "екен", "енди", "жараиди", "здравств", "иаа", "коп",
    "ладно", "молодес", "ок", "подскаж", "понятн", "привет",
    "рахмет", "ракмет", "салам", "салем", "салеметс", "саулиг", "спасибо",
    "спс", "сурак", "сурагим", "сураин", "таги", "туснкт", "тусиникти", "хорошо",
)  # fmt: skip
#: A sentence of fewer words asks nothing by itself.
_FEWEST_WORDS: Final = 2


def questions_asked(tokens: Sequence[str]) -> list[tuple[str, ...]]:
    """The questions of a message that holds more than one question, as folded words; none where it is but one.

    «Екпе тегін бе, қай жаста салынады» is two: a stretch that asks nothing belongs to the question behind it («насморк
    бар, сала ма») or, at a sentence's end, before it.

    Args:
        tokens: folded words and marks.
    """
    parts = [without_small_talk(part) for sentence in _sentences(tokens) for part in _asking(sentence)]
    told = sum(map(str.isalnum, tokens))
    found = [part for part in parts if len(part) >= _FEWEST_WORDS][:MOST]
    return [] if len(found) == 1 and len(found[0]) >= told - _LITTLE else found


def _sentences(tokens: Sequence[str]) -> list[list[str]]:
    """Sentences with their marks; «біріншісі», «во-вторых» begin one where two of them stand in a message."""
    counted = [index for index, token in enumerate(tokens) if token.startswith(_COUNTED)]
    starts = set(counted) if len(counted) > 1 else set()
    parts: list[list[str]] = [[]]
    for index, token in enumerate(tokens):
        is_number = token.isdecimal() and list(tokens[index + 1 : index + 2]) == [")"]  # «2) и сколько стоит»
        if index in starts or is_number:
            parts.append([])
        if not is_number:
            parts[-1].append(token)
        if token in _ENDS:
            parts.append([])
    return [part for part in parts if part]


def _asking(sentence: Sequence[str]) -> list[tuple[str, ...]]:
    """The questions of a sentence; none where it asks nothing."""
    stretches: list[list[str]] = [[]]
    for token in sentence:
        if token in _JOINTS or not any(map(str.isalnum, token)):
            stretches.append([])
        else:
            stretches[-1].append(token)
    found: list[list[str]] = []
    waiting: list[str] = []
    for stretch in stretches:
        waiting += stretch
        if stretch and asks_something(stretch) and len(waiting) >= _FEWEST_WORDS:
            found.append(waiting)
            waiting = []
    if found:
        found[-1] += waiting
    elif waiting and (sentence[-1] == "?" or sentence[0].startswith(_COUNTED)):
        found.append(waiting)
    return [tuple(part) for part in found]


def asks_something(words: Sequence[str]) -> bool:
    """Whether folded words have the form of a question: ``можно``, ``сколько``, ``қашан``, ``бола ма``."""
    if not _WORDS.isdisjoint(words) or any(word.startswith(_STEMS) for word in words):
        return True
    return words[0] in _FIRST or any(two.startswith(_DOING) for one, two in pairwise(words) if one in _WHAT)


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
