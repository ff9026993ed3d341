"""Whether the writer speaks of herself, in folded words: she is then spoken to in the second person."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

_CHILDREN: Final = (
    "бала", "улим", "кизим", "саби", "бопе", "немере", "нарест", "реб", "син", "доч", "малиш", "внук", "внуч",
)  # fmt: skip
_OTHERS: Final = (
    "муж", "жена", "жене", "жену", "женои", "куиеу", "аиелим", "келин", "жубаи", "шешем", "акем", "анам", "апам",
    "атам", "ажем", "мама", "маме", "маму", "папа", "папе", "отец", "отцу", "брат", "сестр", "невестк", "бабушк",
)  # fmt: skip
#: First person by the word itself, and by a word of illness near it: «қызуым», «ауырып тұрмын», «у меня сыпь».
_PREGNANT: Final = ("жуктимин", "екикабатпин")
_MINE: Final = ("кизуим", "денем", "жасим", "басим", "тамагим", "козим", "мурним", "кулагим", "ауирдим")
_AM: Final = ("турмин", "жатирмин", "журмин", "отирмин", "болдим", "отирдим", "араластим", "менде", "озим", "маган")
_I_WAS: Final = ("забол", "болею", "болна", "бил", "сам", "сидел", "контакт", "общал", "привит")
_ILL: Final = (
    "ауир", "бирге", "катар", "кизу", "наукас", "жанинда", "касинда", "бортпе", "жотел", "температур", "сип", "кашел",
    "насморк", "горл", "слабост", "голов", "болит", "жар", "озноб", "глаз", "понос", "рвот", "контакт", "беремен",
)  # fmt: skip
_REACH: Final = 3


def speaks_of_self(words: Sequence[str]) -> bool:
    """``қызуым бар``, ``жүктімін``, ``мне 35 лет``; not of a child, a husband or another grown-up of the family."""
    if any(word in _PREGNANT for word in words) or _follows(words, "я", ("беремен",)):
        return not any(word.startswith(_OTHERS) for word in words)
    if any(word.startswith((*_CHILDREN, *_OTHERS)) for word in words):
        return False
    return (
        any(word.startswith(_MINE) for word in words)
        or any(word in _AM and _is_near(words, index) for index, word in enumerate(words))
        or any(pair == ("у", "меня") and _is_near(words, index + 1) for index, pair in enumerate(pairwise(words)))
        or any(word == "мне" and behind[:1].isdecimal() for word, behind in pairwise(words))
        or _follows(words, "я", _I_WAS)
    )


def _is_near(words: Sequence[str], index: int) -> bool:
    near = words[max(0, index - _REACH) : index + 1 + _REACH]
    return any(word.startswith(_ILL) for word in near)


def _follows(words: Sequence[str], first: str, stems: tuple[str, ...]) -> bool:
    """Whether one of the stems stands soon behind the word, not denied."""
    for index, word in enumerate(words):
        behind = words[index + 1 : index + 1 + _REACH]
        if word == first and "не" not in behind and any(other.startswith(stems) for other in behind):
            return True
    return False
