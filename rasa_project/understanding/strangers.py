"""Somebody unknown who was ill near by: «в аптеке женщина была вся в сыпи», «кезекте бір кісі бөртіп тұрды»."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from rasa_project.understanding.clauses import Clause

#: Grown-ups of no house, beside words of an illness.
_STRANGER: Final = re.compile(
    r"женшин(?:а|и|е|у|ои)|мужчин(?:а|и|е|у|ои)|девушк(?:а|и|е|у|ои)|дядк(?:а|и|е|у)|тетк(?:а|и|е|у)|парен|"
    r"продавшиц\w*|продав(?:ец|ца|цу|цом)|кассир\w*|сатуши\w*|жолауши\w*|попутчи\w*|"
    r"киси(?:нин|ге|ни|ден|мен)?|жигит(?:тин|ке|ти|тен|пен)?|аиел(?:дин|ге|ди|ден|мен)?|келиншек\w*|кемпир\w*"
)
#: Of the writer, or of anybody: «я женщина 30 лет», «беременной женщине можно».
_NO_STRANGER: Final = (
    "берем",
    "екикабат",
    "жукти",
    "корм",
    "млад",
    "молод",
    "пожил",
    "стар",
    "улкен",
    "ересек",
    "взросл",
)
_WRITER: Final = frozenset({"я", "мен", "мне", "маган", "если", "егер", "каждои", "любои", "ар"})
_ILL: Final = ("ауир", "болн", "бортип", "бортк", "бортп", "жотел", "кашл", "кизилша", "корю", "пятн", "сип")
#: What asks for more than a cough: a rash, or measles by its name.
_SUSPECT: Final = ("бортип", "бортп", "бортк", "кизилша", "пятн", "сип", "корю")
_SUPPOSED: Final = frozenset({"вдруг", "егер", "если"})
_NAMED: Final = frozenset({"кор", "кори", "корю", "кормен"})
#: Where strangers meet, and beside whom.
_NEAR: Final = tuple(
    "автобус алан аптек базар вагон вокзал гост дарихан дукен емхан жанимизд жанинд кабинет касимизд касинд кафе конак "
    "коридор кезек купе магазин маршрут очеред плошадк поезд поликлиник прием рядом самолет сидел стоял такси тои "
    "цон".split()
)
#: So far from the stranger his signs are told, in words.
_BEFORE: Final = 6
_BEHIND: Final = 8
_NOT_MET: Final = (("не", "подход"), ("не", "контактир"), ("не", "били"), ("болган", "жок"), ("бармадик",))


def is_stranger(word: str) -> bool:
    """Whether a folded word names a grown-up of no house: «женщина», «кісі»."""
    return _STRANGER.fullmatch(word) is not None


def stranger_at(words: Sequence[str], clause: Clause, index: int) -> bool:
    """Whether a grown-up of no house, who is ill, is told of at ``index``."""
    if not _STRANGER.fullmatch(words[index]):
        return False
    inside = words[clause.first : clause.after]
    near = words[max(clause.first, index - 2) : index + 3]
    if any(word.startswith(_NO_STRANGER) for word in near) or not _WRITER.isdisjoint(near):
        return False
    return any(word.startswith(_ILL) or word in _NAMED for word in inside)


def met_ill_stranger(words: Sequence[str], strangers: Sequence[int]) -> bool:
    """Whether one was near a stranger with a rash or measles; a cough alone is none.

    Args:
        words: folded tokens of a part.
        strangers: places in ``words`` of people outside the family.
    """
    if not strangers or not _SUPPOSED.isdisjoint(words):
        return False
    behind = words[max(0, strangers[0] - _BEFORE) : strangers[-1] + _BEHIND]
    is_suspect = any(word.startswith(_SUSPECT) or word in _NAMED for word in behind)
    is_near = any(word.startswith(_NEAR) for word in words)
    return is_suspect and is_near and not any(_stands(words, one) for one in _NOT_MET)


def _stands(words: Sequence[str], phrase: Sequence[str]) -> bool:
    if len(phrase) == 1:
        return any(word.startswith(phrase[0]) for word in words)
    return any(one == phrase[0] and two.startswith(phrase[1]) for one, two in pairwise(words))
