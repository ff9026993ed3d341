"""Whether a dose of the vaccine is asked for, and whether nobody knows how many were had."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rasa_project.understanding.answers import asks
from rasa_project.understanding.dose_words import VACCINE
from rasa_project.understanding.phrases import phrases, stands

_WANTED: Final = phrases(
    "бола ма", "болад ма", "болама", "болмаи", "вакцинир", "дела", "егу", "егил", "керек", "колот", "можно", "надо",
    "нелзя", "нужн", "постав", "прививат", "привит его", "привит ее", "сала", "салам", "салга", "салги", "салдир",
    "салс", "салу", "сделат", "сделае", "сделаю", "сразу", "ставит", "успе", "ше",
)  # fmt: skip
_TOLD: Final = phrases(
    "алган", "алмаган", "алма", "бар", "без", "делали", "делал", "ест", "жок", "кажет емес", "керек емес", "не надо",
    "не нужн", "не прив", "не про", "нет", "салинба", "салинган",
    "салдирг", "салдирма", "салдирд", "сделан", "сделали", "стоит", "стоят",
)  # fmt: skip
#: So many words around the vaccine tell what is asked of it.
_NEAR: Final = 3


_UNKNOWN: Final = phrases(
    "белгисиз", "билмеи", "билмеим", "есимде жок", "есте жок", "жазба жок", "жазбаси жок", "забил", "не знаем",
    "не знаю", "не помн", "не уверен", "неизвестно", "потерял", "потерян", "умитип", "умиттим", "утерян",
)  # fmt: skip
_UNTIL: Final = 4


def tells_doses_unknown(words: Sequence[str]) -> bool:
    """Whether it is told that nobody knows the doses: «сколько прививок не помню», «екпесі белгісіз»."""
    named = [place for place, word in enumerate(words) if word.startswith(VACCINE)]
    return any(stands(words[max(0, place - _UNTIL) : place + _UNTIL + 1], _UNKNOWN) for place in named)


def asks_for_dose(words: Sequence[str], tokens: Sequence[str]) -> bool:
    """Whether a dose is asked for: «екпе салуға бола ма», «ему прививку?»; not «прививок нет, что делать».

    Args:
        words: folded.
        tokens: the same with marks.
    """
    named = [place for place, word in enumerate(words) if word.startswith(VACCINE)]
    if not named or not (asks(tokens) or "ше" in words):
        return False
    near = words[max(0, named[0] - _NEAR) : named[-1] + _NEAR + 1]
    if stands(near, _TOLD):
        return False
    return stands(near, _WANTED) or (len(words) <= _NEAR and "?" in tokens)
