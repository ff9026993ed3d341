"""Whether the end of a rule after a contact is asked for, in folded words: of the watching, or of the days for help."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from rasa_project.understanding.phrases import phrases, stands

#: «Когда кончается», «қашан бітеді», «до какого числа».
_END: Final = phrases(
    "аякталад", "битед", "битет", "до какого", "до каких пор", "заканч", "законч", "истек", "каи кунге", "каи кунг",
    "кашанга", "когда конец", "конч", "отед", "отип кетед", "последнии ден", "сонги кун", "толад",
)  # fmt: skip
_WHEN: Final = phrases(
    "до как", "какого", "каи кун", "кашан", "кашанга", "когда", "неше кун калд", "последнии ден", "сколко осталос",
    "сонги кун",
)  # fmt: skip
_OF_WATCHING: Final = phrases(
    "21", "бакила", "дома держат", "жирма бир", "карантин", "наблюд", "следит", "смотрет за", "уиде отир",
)  # fmt: skip
_OF_HELP: Final = phrases(
    "3 кун", "6 дне", "6 ден", "6 кун", "72", "алти кун", "мерзим", "семдесят два", "срок", "три дня", "уш кун",
    "шест дне",
)  # fmt: skip
#: The end of the illness itself is another question.
_OF_THE_ILL: Final = phrases(
    "ауиру кашан", "болезн", "бортпе кашан", "виздоров", "жазила", "заразн", "изоляц", "кизу кашан", "жукпаи",
    "температура когда", "сип когда",
)  # fmt: skip

End = Literal["watching", "help"]


def end_asked(words: Sequence[str]) -> End | None:
    """Which end is asked for, or ``None``: «когда заканчивается наблюдение», «6 күн қашан бітеді»."""
    if not stands(words, _WHEN) or not (stands(words, _END) or stands(words, _OF_WATCHING)):
        return None
    if stands(words, _OF_THE_ILL):
        return None
    if stands(words, _OF_WATCHING):
        return "watching"
    return "help" if stands(words, _OF_HELP) else None
