"""The writer's own tiredness, in folded words: «я так устала, сил нет», «өзім шаршадым» is no sign of who is ill."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rasa_project.understanding.clauses import find_clauses
from rasa_project.understanding.phrases import phrases, stands

#: First person by their form; «ребёнок устал» and «балам шаршады» are the child's.
_I_AM_TIRED: Final = phrases(
    "алим жок", "алсиредим", "ешкандаи кушим", "жигерим жок", "замучилас я", "калжирадим", "калжирап", "кушим жок",
    "мочи моеи нет", "халим жок", "шаршадим", "шаршап кеттим", "шаршап калдим", "шаршап жур", "устала я", "устал я",
)  # fmt: skip
#: Beside one of these in the clause, or in the clause before, tiredness is the writer's.
_I: Final = frozenset({"мен", "озим", "сам", "сама", "я", "мамаси"})
_TIRED: Final = phrases(
    "без сил", "вимотал", "ели держус", "еле держус", "нет сил", "сил нет", "сил болше нет", "устал"
)
#: Hardly said of oneself: then somebody else is weak too.
_OF_ANOTHER: Final = phrases("алсиз", "вял", "енжар", "жата бер", "мазаси жок", "силбир", "слаб", "халсиз")
_SIGN: Final = "weakness"
#: A clause of so few words goes on with the subject before: «я так устала, сил нет уже».
_SHORT: Final = 3


def without_tiredness(words: Sequence[str], signs: frozenset[str]) -> frozenset[str]:
    """The signs of a part without the weakness that is the writer's.

    Args:
        words: folded words of the part.
        signs: as read, of somebody else than the writer.
    """
    is_of_writer = _SIGN in signs and _is_tired(words) and not stands(words, _OF_ANOTHER)
    return signs - {_SIGN} if is_of_writer else signs


def _is_tired(words: Sequence[str]) -> bool:
    if stands(words, _I_AM_TIRED):
        return True
    is_of_writer = False
    for clause in find_clauses(words):
        inside = words[clause.first : clause.after]
        is_of_writer = not _I.isdisjoint(inside) or (is_of_writer and len(inside) <= _SHORT)
        if is_of_writer and stands(inside, _TIRED):
            return True
    return False
