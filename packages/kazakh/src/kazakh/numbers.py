"""Numbers in words, Kazakh and Russian, in the folded spelling (see ``script.fold``).

``он сегіз`` is 18, ``бір жарым`` 1.5, ``полтора`` 1.5, ``екіде`` 2 with the ending ``де``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from .beginnings import Beginnings
from .memory import remembered
from .script import fold_normalised


def _folded(table: dict[str, float]) -> dict[str, float]:
    return {fold_normalised(word): value for word, value in table.items()}


_UNITS: Final = _folded(
    {
        "нөл": 0, "бір-ақ": 1, "бір": 1, "екі": 2, "үш": 3, "төрт": 4, "бес": 5, "алты": 6, "жеті": 7, "сегіз":
        8, "тоғыз": 9,
        "ноль": 0, "один": 1, "одна": 1, "одну": 1, "одного": 1, "одной": 1, "одним": 1, "два": 2, "две": 2, "двух": 2,
        "двум": 2, "двумя": 2,
        "три": 3, "трёх": 3, "трём": 3, "тремя": 3,
        "четыре": 4, "четырёх": 4, "четырём": 4, "пять": 5, "пяти": 5, "шесть": 6, "шести": 6, "семь": 7, "семи": 7,
        "восемь": 8, "восьми": 8, "девять": 9, "девяти": 9,
    }
)  # fmt: skip
_TENS: Final = _folded(
    {
        "он": 10, "жиырма": 20, "отыз": 30, "қырық": 40, "елу": 50, "алпыс": 60, "жетпіс": 70, "сексен": 80,
        "тоқсан": 90, "двадцать": 20, "двадцати": 20, "тридцать": 30, "тридцати": 30, "сорок": 40,
        "сорока": 40,
        "пятьдесят": 50,
    }
)  # fmt: skip
_WHOLE: Final = _folded(
    {
        "десять": 10, "десяти": 10, "одиннадцать": 11, "одиннадцати": 11, "двенадцать": 12, "двенадцати": 12,
        "тринадцать": 13, "четырнадцать": 14, "пятнадцать": 15, "шестнадцать": 16, "семнадцать": 17,
        "восемнадцать": 18, "восемнадцати": 18, "девятнадцать": 19, "тринадцати": 13, "четырнадцати": 14,
        "пятнадцати": 15, "шестнадцати": 16, "семнадцати": 17, "девятнадцати": 19, "полтора": 1.5, "полторы": 1.5,
        "жарты": 0.5,
    }
)  # fmt: skip
_HALF: Final = frozenset({"жарим"})
#: Kazakh ordinals by their folded beginnings, Russian ones by stem and ending.
_ORDINALS_KK: Final = Beginnings[int](
    (fold_normalised(word), value)
    for word, value in (
        ("бірінші", 1), ("екінші", 2), ("үшінші", 3), ("төртінші", 4), ("бесінші", 5), ("алтыншы", 6), ("жетінші", 7),
        ("сегізінші", 8), ("тоғызыншы", 9), ("оныншы", 10), ("жиырманшы", 20), ("жиырмасыншы", 20), ("отызыншы", 30),
    )
)  # fmt: skip
_ORDINALS_RU: Final[dict[str, int]] = {
    fold_normalised(word): value
    for word, value in (
        ("перв", 1), ("втор", 2), ("трет", 3), ("четверт", 4), ("пят", 5), ("шест", 6), ("седьм", 7), ("восьм", 8),
        ("девят", 9), ("десят", 10), ("одиннадцат", 11), ("двенадцат", 12), ("тринадцат", 13), ("четырнадцат", 14),
        ("пятнадцат", 15), ("двадцат", 20), ("тридцат", 30),
    )
}  # fmt: skip
_ORDINAL: Final = re.compile(r"([а-я]+?)(?:ии|ая|ое|ую|ого|ому|ом|ои|им|ие|их|и|я|е|ю|его|ему|ем|еи)")

_THEN: Final = "онда"
_POSSESSIVE: Final = ("им", "ум", "ам", "си", "ли", "ги", "ши", "ул", "киз")
#: Case endings on a number word that stands for an age or a count: ``екіде``, ``үшке``, ``бестен``.
_ENDINGS: Final = frozenset(
    {
        "де", "да", "те", "та", "ден", "дан", "тен", "тан", "ге", "га", "ке", "ка", "деги", "даги", "теги",
        "таги", "уи", "еу", "еуи", "демин", "дамин", "темин", "тамин",
        "синда", "синде", "инда", "инде",
    }
)  # fmt: skip
_LONGEST_ENDING: Final = max(map(len, _ENDINGS))

#: So many places of a message where an amount may begin are looked at: more are no message of a person.
MOST_PLACES: Final = 64

_DIGITS: Final = re.compile(r"\d{1,4}(?:[.,]\d{1,2})?")


@dataclass(frozen=True)
class Number:
    """A number found in a sequence of words.

    Attributes:
        value: what it counts.
        first: index of its first word.
        after: index of the word behind it.
        ending: case ending written to it or behind a hyphen (``де`` in ``екіде`` and ``7-де``), or "".
    """

    value: float
    first: int
    after: int
    ending: str = ""


def find_numbers(words: Sequence[str]) -> list[Number]:
    """All numbers in folded words, longest reading first, none overlapping."""
    found: list[Number] = []
    position = 0
    while position < len(words):
        is_one = _word_value(words[position]) is not None and not _is_then(words, position)
        number = _number_at(words, position) if is_one else None
        if number is None:
            position += 1
        else:
            found.append(number)
            position = number.after
    return found


def number_at(words: Sequence[str], index: int) -> Number | None:
    """The number that begins at ``index`` and has two words at most, or ``None``; its indices count from there."""
    some = words[index : index + 2]
    return _number_at(some, 0) if some and not _is_then(some, 0) else None


def _is_then(words: Sequence[str], position: int) -> bool:
    """Whether ``онда`` is "then" and not "at ten": "at ten" stands behind whoever is so old (``балам онда``)."""
    if words[position] != _THEN:
        return False
    before = words[position - 1] if position else ""
    return not before.endswith(_POSSESSIVE)


def _number_at(words: Sequence[str], first: int) -> Number | None:
    start = _word_value(words[first])
    if start is None:
        return None
    value, ending = start
    after = first + 1
    if words[first] in _TENS and after < len(words):
        unit = _word_value(words[after])
        if unit and _base(words[after]) in _UNITS and unit[0] > 0:
            value, ending, after = value + unit[0], unit[1], after + 1
    if not ending and after < len(words):
        half = _half(words[after])
        if half is not None:
            value, ending, after = value + 0.5, half, after + 1
    if not ending and after + 1 < len(words) and words[after] == "с" and words[after + 1].startswith("половин"):
        value, after = value + 0.5, after + 2
    if not ending and after + 1 < len(words) and words[after] == "-" and words[after + 1] in _ENDINGS:
        ending, after = words[after + 1], after + 2
    elif not ending and after < len(words) and words[first][0].isdecimal() and words[after] in _ENDINGS:
        ending, after = words[after], after + 1
    return Number(value, first, after, ending)


@remembered
def _half(word: str) -> str | None:
    """The ending of ``жарым`` (``жарымда`` has ``да``), or ``None`` for another word."""
    for half in _HALF:
        if word == half:
            return ""
        if word.startswith(half) and word[len(half) :] in _ENDINGS:
            return word[len(half) :]
    return None


@remembered
def _word_value(word: str) -> tuple[float, str] | None:
    if _DIGITS.fullmatch(word):
        return float(word.replace(",", ".")), ""
    for table in (_UNITS, _TENS, _WHOLE):
        if word in table:
            return table[word], ""
    base = _base(word)
    if base != word:
        value = _UNITS.get(base, _TENS.get(base))
        if value is not None:
            return value, word[len(base) :]
    return None


def _base(word: str) -> str:
    """The number word without its case ending; the word itself where there is none."""
    if word in _UNITS or word in _TENS:
        return word
    for size in range(min(_LONGEST_ENDING, len(word) - 1), 0, -1):
        base = word[:-size]
        if word[-size:] in _ENDINGS and (base in _UNITS or base in _TENS):
            return base
    return word


@remembered
def ordinal(word: str) -> int | None:
    """``3`` for ``ушинши`` and ``третии``; ``None`` for a word that is no ordinal."""
    kazakh = _ORDINALS_KK.of(word)
    if kazakh is not None:
        return kazakh
    if word in _UNITS or word in _WHOLE or word in _TENS:
        return None
    match = _ORDINAL.fullmatch(word)
    return _ORDINALS_RU.get(match[1]) if match else None


@remembered
def is_numeral(word: str) -> bool:
    """Whether a number or an ordinal can begin with the folded word."""
    return _word_value(word) is not None or ordinal(word) is not None or word[:1].isdecimal()


def ordinal_at(words: Sequence[str], index: int) -> tuple[int, int] | None:
    """An ordinal of one or two words at ``index`` (``двадцать четвертого``) and the index behind it, or ``None``."""
    value = ordinal(words[index])
    if value is not None:
        return value, index + 1
    ten = _TENS.get(words[index], _WHOLE.get(words[index]))
    digit = ordinal(words[index + 1]) if index + 1 < len(words) else None
    if ten is None or digit is None or not 10 <= ten <= 30 or digit >= 10:
        return None
    return int(ten) + digit, index + 2
