"""Children who are named by their age alone: «4 жастағысы», «9дағысы», «үйде 4 айлық бар», «а двухмесячной?»."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import Final

from kazakh.measures import find_measures
from kazakh.numbers import find_numbers
from kazakh.unit_words import Form, Unit
from rasa_project.understanding.clauses import Clause
from rasa_project.understanding.mention_forms import Mention, Named
from rasa_project.understanding.people_forms import Kind, Order, form_of

#: «3 жасарға», «4 жастағысы», «6 айлығыма»: the word behind the number, nobody but a person.
_OF_AGE: Final = re.compile(
    r"жасар(?:га|дики|дин|ди|им|има|имда|имиз|и|ина|инда|инин|иники)|жастаги(?:га|м|ма|мда|си|сина|синда|синин|синики)"
    r"|аилиг?к?(?:ка|им|има|имди|имда|имиз)"
)
#: «9дағысы», «4тегісіне»: the ending of a bare number of years.
_ENDING: Final = re.compile(r"(?:даги|деги|таги|теги)(?:си|сина|сине|синда|синде|синин|сининки|синики)")
#: Of these ages «жастағысы» is a dose of the calendar as well.
_OF_DOSES: Final = frozenset({"1", "6", "бир", "алти"})
_IS_A_PERSON: Final = ("жастагисина", "жастагисини", "тагисина", "тегисине", "дагисина", "дегисине")
_AGED: Final = "жастаги"
_TWO: Final = 2
_LIMIT: Final = ("деин", "деиин", "шеиин", "толма")
#: Before an age: the younger one, where no word for a child follows.
_YOUNGER: Final = frozenset({"кенже", "киши", "кишкентаи"})
#: There is one more at home.
_MORE: Final = frozenset({"таги", "еше", "и", "тоже"})
_AT_HOME: Final = frozenset({"уиде", "уидеги", "дома", "бизде", "менде"})
_OURS: Final = (("у", "нас"), ("у", "меня"))
_THERE_IS: Final = frozenset({"бар", "ест", "барди", "баргои"})
_WAITED: Final = ("жда", "назад", "осталос", "до", "через", "после", "бурин", "алдин", "калди", "кеиин", "сон")
#: Behind the number, nobody: «4 айлық екпе», «3 месячный курс».
_NO_CHILD: Final = (
    "вакцин",
    "доз",
    "екпе",
    "курс",
    "мерзим",
    "прививк",
    "прививок",
    "срок",
    "укол",
    "жукти",
    "беремен",
    "декрет",
)
#: «двухмесячной», «4-летняя»: adjectives that stand for a child.
_OF_ONE: Final = ("ои", "ому", "ого", "ую", "ая", "ии", "еи", "ему", "его", "юю", "яя")
#: So far around the age a word of being at home is looked for.
_NEAR: Final = 5
_BABY_DAYS: Final = 365
_OLDEST_DAYS: Final = 18 * 366
_SHORT: Final = frozenset({Unit.DAY, Unit.WEEK})


def ending_behind(words: Sequence[str], after: int) -> int:
    """The index behind the ending of a number of years that stands for a child («9дағысы»), or 0."""
    place = after + (words[after : after + 1] == ["-"])
    is_one = place < len(words) and _ENDING.fullmatch(words[place]) is not None
    return place + 1 if is_one else 0


def aged_at(words: Sequence[str], clause: Clause, index: int) -> Named | None:
    """``ал 3 жасарға ше``, ``9дағысы 1 рет``, ``үйде 4 айлық бар``: a child named by its age alone."""
    numbers = find_numbers(words[index : index + 3])
    if numbers and not numbers[0].first and (after := ending_behind(words, index + numbers[0].after)):
        return _named(index, after) if _is_child(words, index, after - 1) else None
    near = words[index : min(clause.after, index + 4)]
    measure = next((one for one in find_measures(near, find_numbers(near)) if not one.first), None)
    if measure is None or not 0 < measure.value * measure.unit.value < _OLDEST_DAYS:
        return None
    after = index + measure.after
    is_baby = measure.value * measure.unit.value < _BABY_DAYS
    if index and words[index - 1] in _YOUNGER and not any(map(form_of, words[after : after + 1])):
        return _named(index, after, is_baby, order="younger")  # «киши 5 айлық емшекте»
    is_of_age = _OF_AGE.fullmatch(words[after - 1]) is not None or _is_one_of_two(words, after)
    if is_of_age and _is_child(words, index, after - 1):
        return None if words[after : after + 1] and words[after].startswith(_LIMIT) else _named(index, after, is_baby)
    if not _stands_alone(words, clause, index, after):
        return None
    is_adjective = measure.form is Form.ADJECTIVE
    if is_adjective and words[after - 1].endswith(_OF_ONE):
        return _named(index, after, is_baby)  # «а двухмесячной опасно?»
    is_told = is_adjective or measure.unit in _SHORT or measure.unit is Unit.MONTH
    return _named(index, after, is_baby) if is_told and _is_at_home(words, clause, index, after) else None


def _is_one_of_two(words: Sequence[str], after: int) -> bool:
    """«7 жастағы екі рет алған, 4 жастағы бір рет»: told against each other, an age alone stands for a child."""
    if words[after - 1] != _AGED or sum(word == _AGED for word in words) < _TWO:
        return False
    return not any(form_of(word) is not None for word in words[after : after + 1])


def _named(first: int, after: int, is_baby: bool = False, *, order: Order = "aged") -> Named:
    return Named(Mention(Kind.CHILD, order=order, is_baby=is_baby, first=first, after=after))


def _is_child(words: Sequence[str], number: int, unit: int) -> bool:
    """Whether a child is meant and no dose of the calendar («6 жастағысы қашан?»)."""
    return words[number] not in _OF_DOSES or words[unit].startswith(("жасар", *_IS_A_PERSON))


def _stands_alone(words: Sequence[str], clause: Clause, first: int, after: int) -> bool:
    """Whether no other word of the clause names whose age it is, and none that it is a time."""
    inside = [*words[clause.first : first], *words[after : clause.after]]
    behind = words[after : min(after + 2, clause.after)]
    if any(word.startswith(_NO_CHILD) and word != "екпесиз" for word in behind) or any(
        word.startswith(_WAITED) for word in inside
    ):
        return False
    return not any(form_of(word) is not None for word in inside)


def _is_at_home(words: Sequence[str], clause: Clause, first: int, after: int) -> bool:
    """``тағы үйде … бар``, ``у нас ещё … есть``: one more child is told of."""
    before = words[max(clause.first, first - _NEAR) : first]
    behind = words[after : min(after + 3, clause.after)]
    near = {*before, *behind}
    is_ours = any(pair in _OURS for pair in itertools.pairwise(before)) or bool(_AT_HOME & near)
    is_more = bool(_MORE & set(before))
    return (is_ours or is_more) and (bool(_THERE_IS & near) or (is_ours and is_more) or bool({"дома"} & near))
