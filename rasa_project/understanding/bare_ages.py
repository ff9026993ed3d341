"""Ages without their unit: ``ұлым 4-те``, ``алтыға келді``, ``екі жарымда``, ``нам 5``."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from kazakh.measures import unit_at
from kazakh.numbers import Number
from kazakh.unit_words import Unit
from rasa_project.understanding.aged_people import ending_behind
from rasa_project.understanding.clauses import Clause, clause_at
from rasa_project.understanding.people_words import is_child
from rasa_project.understanding.quantities import Kind, Quantity

_LOCATIVE: Final = frozenset({"де", "да", "те", "та"})
_DATIVE: Final = frozenset({"ге", "га", "ке", "ка"})
_REACHED: Final = ("келд", "толд", "шикт", "толип", "келип", "аяк", "кирди")
_WILL_REACH: Final = ("толад", "толаи", "толуг")
_NOT_REACHED: Final = ("толма", "толмаи")
_DOSE: Final = tuple("вакцин егеди егилг егилд егиле екпе прививк ревакц салад салади салдирг салдирд салина".split())
#: «алтыда алған»: the age at a dose.
_HAD: Final = tuple("алган алди алдирг алдирд егилг егилд салган салди салдирг салдирд салинг салинд".split())
_GIVEN: Final = ("дела", "поставили", "привил", "сдела", "ставили", "укол")
_ONLY: Final = frozenset("всего уже толко пока сеичас почти ужо есше еше".split())
_NO_AGE: Final = ("сагат", "кун", "рет", "раз", "класс", "синип", "бала", "градус", "адам", "уи", "аи", "жас", "апта")
_TO_US: Final = frozenset(
    {"нам", "ему", "еи", "мне", "сину", "дочке", "дочери", "ребенку", "внуку", "внучке", "малишу"}
)
_OWN: Final = frozenset({"демин", "дамин", "темин", "тамин"})
_NOW: Final = ("казир", "сеичас", "счас", "шас")
_ADULT: Final = ("куиеу", "муж", "жена", "аиел", "анам", "акем", "мама", "папа", "озим", "шешем", "апам")
_WILL_BE: Final = ("будет", "исполнитс", "исполнится", "стукнет")
_HIS_AGE: Final = frozenset({"жаси", "жасим", "жасимиз"})
#: A bare number above this is hardly an age in years.
_LAST_YEAR: Final = 18
#: «мне 28»: a number this high behind it is an age whatever follows.
_GROWN: Final = 14
_OLDEST: Final = 100
#: So many numbers of a message are read: more are no message of a parent.
MOST_NUMBERS: Final = 16
_MONTHS_A_YEAR: Final = 12


def find_bare_ages(
    words: Sequence[str],
    numbers: Sequence[Number],
    clauses: Sequence[Clause],
    taken: AbstractSet[int],
    ahead: Callable[[Clause], float],
) -> list[Quantity]:
    """Ages in years whose unit is left out; ``ahead`` gives the days to come that a clause names."""
    found: list[Quantity] = []
    free = [one for one in numbers if taken.isdisjoint(range(one.first, one.after))]
    for number in free[:MOST_NUMBERS] if clauses else ():
        after = ending_behind(words, number.after)
        if after and 0 < number.value <= _LAST_YEAR:  # «9дағысы»
            found.append(Quantity(Kind.AGE, float(int(number.value * _MONTHS_A_YEAR)), number.first, after))
            continue
        clause = clauses[clause_at(clauses, number.first)]
        if _is_dose_age(words, clause, number):
            months = float(int(number.value * _MONTHS_A_YEAR))
            found.append(Quantity(Kind.DOSE_AGE, months, number.first, number.after))
            continue
        one = _age(words, clause, number, ahead)
        if one is not None:
            found.append(one)
    return found


def _age(words: Sequence[str], clause: Clause, number: Number, ahead: Callable[[Clause], float]) -> Quantity | None:
    follows = words[number.after] if number.after < clause.after else ""
    before = words[number.first - 1] if number.first > clause.first else ""
    if (
        not 0 < number.value < _OLDEST
        or unit_at(words, number.after)
        or follows in {"-", "–", "/"}
        or before in {"-", "№", "не"}
        or follows.startswith("емес")
    ):
        return None
    months = number.value * _MONTHS_A_YEAR
    near_child = any(is_child(word) for word in words[clause.first : clause.after])
    if number.ending in _OWN:
        return Quantity(Kind.AGE, float(int(months)), number.first, number.after)
    is_adult = any(word.startswith(_ADULT) for word in words[clause.first : clause.after])
    is_now = before.startswith(_NOW) and number.value <= _LAST_YEAR
    if number.ending in _LOCATIVE | _DATIVE and (number.value <= _LAST_YEAR or is_adult):
        return _with_ending(words, clause, number, months, near_child or is_adult or is_now, ahead)
    if not number.ending and before.startswith(_WILL_BE):
        to_go = max(1, math.ceil(ahead(clause) / Unit.MONTH.value - 0.1))
        return Quantity(Kind.AGE, float(int(months)) - to_go, number.first, number.after, is_turning=True)
    if before.startswith((*_NOW, "уже")) and number.first - 1 > clause.first:
        before = words[number.first - 2]
    aged = (
        before in _HIS_AGE
        or before.startswith(("возраст", "исполнилос"))
        or (before.startswith(_ADULT) and number.value > _LAST_YEAR)
    )
    if not number.ending and follows.startswith(_WILL_BE) and ahead(clause) > 0 and number.value <= _LAST_YEAR:
        to_go = max(1, math.ceil(ahead(clause) / Unit.MONTH.value - 0.1))
        return Quantity(Kind.AGE, float(int(months)) - to_go, number.first, number.after, is_turning=True)
    is_bare = is_now and not number.ending and (number.after == clause.after or follows in _TO_US)
    if is_bare or _is_told_before(words, clause, number):  # «в год делали, сейчас 5»
        return Quantity(Kind.AGE, float(int(months)), number.first, number.after)
    alone = number.after == clause.after or follows.startswith(("жас", "болди", "исполн", "будет"))
    of_writer = before == "мне" and number.value >= _GROWN
    if not number.ending and (aged or of_writer or (before in _TO_US and alone)):
        return Quantity(Kind.AGE, float(int(months)), number.first, number.after)
    return None


def _is_dose_age(words: Sequence[str], clause: Clause, number: Number) -> bool:
    """«В 6 делали», «прививки в год делали и в 6»."""
    before, behind = list(words[clause.first : number.first]), words[number.after : clause.after]
    if before[-1:] != ["в"] or number.ending or not 0 < number.value <= _LAST_YEAR:
        return False
    is_second = before[-2:] == ["и", "в"] and not behind and any(word.startswith(_GIVEN) for word in before)
    return is_second or (bool(behind) and behind[0].startswith(_GIVEN))


def _is_told_before(words: Sequence[str], clause: Clause, number: Number) -> bool:
    """``4 ей``, ``2 ему всего``; not ``2 ей сделали``."""
    before = words[clause.first : number.first]
    behind = words[number.after : clause.after]
    if number.ending or number.value > _LAST_YEAR or not set(before) <= _ONLY:
        return False
    return behind[:1] in (["еи"], ["ему"], ["нам"]) and set(behind[1:]) <= _ONLY


def _with_ending(
    words: Sequence[str],
    clause: Clause,
    number: Number,
    months: float,
    near_child: bool,
    ahead: Callable[[Clause], float],
) -> Quantity | None:
    follows = words[number.after] if number.after < clause.after else ""
    before = words[number.first - 1] if number.first > clause.first else ""
    if follows.startswith(_NO_AGE) or before in {"сагат", "в"}:
        return None
    of_child = is_child(before)
    behind = words[number.after + 1] if number.after + 1 < clause.after else ""
    had = follows.startswith(_HAD) or (follows.startswith(_DOSE) and behind.startswith(_HAD))  # «бір жарымда екпе алды»
    if had and not of_child and number.ending in _LOCATIVE and number.value <= _LAST_YEAR:
        return Quantity(Kind.DOSE_AGE, float(round(months)), number.first, number.after)
    if follows.startswith(_DOSE) and not of_child:
        return None
    alone = clause.after - clause.first <= number.after - number.first + 1
    if number.ending in _DATIVE:
        if follows.startswith((*_NOT_REACHED, *_WILL_REACH)) or ahead(clause) > 0:
            to_go = max(1, math.ceil(ahead(clause) / Unit.MONTH.value - 0.1))
            is_below = follows.startswith(_NOT_REACHED)
            return Quantity(
                Kind.AGE, months - to_go, number.first, number.after, is_below=is_below, is_turning=not is_below
            )
        if not follows.startswith(_REACHED):
            return None
    anywhere = any(is_child(word) for word in words)
    if near_child or alone or anywhere or before in _HIS_AGE:
        return Quantity(Kind.AGE, float(round(months)), number.first, number.after)
    return None
