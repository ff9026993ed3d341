"""What is asked of an unborn child, or of nursing the ill while expecting; in folded words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from rasa_project.understanding.dose_words import VACCINE
from rasa_project.understanding.phrases import phrases, stands

#: The child that is not born yet.
_UNBORN: Final = phrases(
    "баланин ишинде", "босанам", "босануим", "будушеи", "будушему реб", "в животе", "в животик", "внутри мен",
    "внутриутроб", "иштеги", "ишимде", "ишимдеги", "ишиндеги", "курсаг", "курсак", "мне рожат", "не родил", "нерожд",
    "плод", "пузожит", "рожат мне", "рожу", "скоро рожат", "тугалмаган", "туилмаган", "тумаган бала", "шарана",
)  # fmt: skip
#: What may come of it, which says by itself of whom it is asked.
_OF_BIRTH: Final = phrases(
    "викидиш", "виносит", "викину", "кемтар", "мугедек ту", "нездоровии родит", "патологи", "порок", "родится",
    "тусип кал", "тусик", "туса кал", "уродств", "шала ту",
)  # fmt: skip
_HARM: Final = re.compile(
    r"\b(?:вред|вредн|зиян|опас|кауип|влия|асер|отраз|будет|болад|болмаи|жуга|жугад|переда|здоров|аман|случит|что с|"
    r"дени сау|не бол|как он|угроз|скажет)"
)
_NURSE: Final = phrases(
    "касинда отир", "касинда бол", "кутпе", "кутсем", "куте бер", "кутуге", "кутуим", "караиин", "карамау", "карауга",
    "обнимат", "подходит к", "рядом бит", "рядом находит", "рядом сидет", "ухажив", "жакиндама", "жакиндасам",
)  # fmt: skip
_MAY: Final = phrases(
    "бола ма", "болама", "болад", "болмаи", "дурис па", "керек пе", "можно", "нелзя", "мне ли", "надо ли", "кауип",
    "опасно", "ма", "ме", "пе", "па",
)  # fmt: skip


def asks_of_unborn(words: Sequence[str]) -> bool:
    """Whether it is asked what becomes of the unborn child; not what a vaccine does to it."""
    if any(word.startswith(VACCINE) for word in words):
        return False
    return stands(words, _OF_BIRTH) or (stands(words, _UNBORN) and _HARM.search(" ".join(words)) is not None)


def asks_to_nurse(words: Sequence[str]) -> bool:
    """Whether it is asked if one may look after the ill, or be near: ``мен күтпеуім керек пе``, ``ухаживать можно``."""
    return stands(words, _NURSE) and stands(words, _MAY)
