"""Whether a dose of the vaccine is asked for: needed, allowed, to be given; not merely told of."""

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
