"""A death that a message tells of: whose, of what, and which of its words are of the dead and of nobody who lives.

What a family says of its dead stands in ``data/knowledge/subjects.yml`` (``bereaved``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from kazakh.analysis import Analysis
from rasa_project.advice.knowledge import knowledge
from rasa_project.edition import of_edition
from rasa_project.understanding.clauses import Clause, find_clauses
from rasa_project.understanding.concepts import ConceptMatcher
from rasa_project.understanding.contact_words import ILLNESS
from rasa_project.understanding.mentions import Kind, Named, find_named
from rasa_project.understanding.phrases import phrases, stands

#: Of the writer's house, of relatives, or of others whom they know.
Whose = Literal["own", "kin", "others"]

_SUBJECTS: Final = ("bereaved", "bereaved_no_more")
#: The group of ``bereaved`` that holds the words of dying.
_DYING: Final = "1"
_UNLESS: Final = "unless"
_KIN: Final = frozenset({"acquaintance", "aunt_or_uncle", "brother", "in_law", "nephew", "sister"})
_NEPHEW: Final = ("жиен", "племян")
#: Somebody who lives is spoken of from here on.
_LIVING: Final = phrases(
    "дома", "еше", "калган", "кишис", "маган", "мне", "моему", "моеи", "нам", "остал", "таги", "тепер", "у нас", "уиде",
    "улкени",
)  # fmt: skip
_LONG_AGO: Final = phrases(
    "билтир", "в прошлом год", "в том году", "год назад", "года назад", "лет назад", "жил бурин", "жил болди",
    "жилдар", "аи бурин", "месяц назад", "месяца назад", "месяцев назад", "давно", "баягида", "ертеде",
)  # fmt: skip
#: It is not of this hour.
_OVER: Final = phrases(
    "аптад", "аптадан", "аурухана", "болниц", "вчера", "жерле", "кеше", "кун бурин", "дн", "недел", "похорон",
    "реанимац", "реанимация", "хоронил", "позавчера",
)  # fmt: skip
#: Whether it was one's own fault, why it came, whether it could have been averted.
_WHY: Final = phrases(
    "алдирганда", "болмас еди", "бил би жив", "било би ина", "вини себя", "виню", "виноват", "винов", "егер екпе",
    "если би", "за что", "зачем", "изза меня", "из - за меня", "калаи болганда", "каите алам", "кинал", "кинали",
    "кесирим", "могли спаст", "можно било спаст", "не уберег", "не ушин", "не сберег", "неге", "отказал", "почему",
    "простит", "сактап кала", "салгизганда", "салдирганда", "салдирган болса", "тири болар", "тири калар", "уакитинда",
    "уберег", "уттим", "жив би", "жива би",
)  # fmt: skip


@dataclass(frozen=True)
class Death:
    """A death that is told.

    Attributes:
        whose: to whom the dead belonged.
        is_of_measles: whether measles is named, and it was not long ago: then the others of the house met it.
        is_over: whether it is told as not of this hour: a burial, a hospital, days or years ago.
        living: spans of tokens that are not of the dead.
    """

    whose: Whose
    is_of_measles: bool
    is_over: bool
    living: tuple[tuple[int, int], ...]


def find_death(analysis: Analysis) -> Death | None:
    """The death that a message tells of, or ``None``."""
    words = analysis.tokens
    clauses = find_clauses(words)
    told = [place for place, clause in enumerate(clauses) if "dying" in _found(words[clause.first : clause.after])]
    if not told:
        return None
    named = find_named(analysis)
    whose, of_dead = _whose(words, clauses, told, named)
    if whose is None:
        return None
    is_new = not stands(words, _LONG_AGO)
    of_measles = any(word in ILLNESS or word.startswith(("кизилша", "кормен", "корден")) for word in words)
    is_over = not is_new or stands(words, _OVER)
    return Death(whose, is_new and of_measles, is_over, _living(words, clauses, of_dead, named))


def asks_why(words: Sequence[str]) -> bool:
    """Whether somebody bereaved asks why it came, or takes the blame: «екпе салдырғанда тірі болар ма еді»."""
    return stands(words, _WHY)


def _whose(
    words: Sequence[str], clauses: Sequence[Clause], told: Sequence[int], named: Sequence[Named]
) -> tuple[Whose | None, list[int]]:
    """Whose death is told, and the clauses that tell it: its own, or with the one before («…, умер наш малыш»)."""
    for place in told:
        for first, last in ((place, place), (max(0, place - 1), place), (place, min(place + 1, len(clauses) - 1))):
            if "family" in _found(words[clauses[first].first : clauses[last].after]):
                return _of_family(words, clauses[place], named), sorted({*told, *range(first, place + 1)})
    inside = [_named_in(clauses[place], named) for place in told]
    are_others = any(one.mention.kind is Kind.OUTSIDER for some in inside for one in some)
    return ("others" if are_others else None), list(told)


def _of_family(words: Sequence[str], clause: Clause, named: Sequence[Named]) -> Whose:
    is_kin = any(one.mention.kin in _KIN for one in _named_in(clause, named))
    is_nephew = any(word.startswith(_NEPHEW) for word in words[clause.first : clause.after])
    return "kin" if is_kin or is_nephew else "own"


def _named_in(clause: Clause, named: Sequence[Named]) -> list[Named]:
    return [one for one in named if clause.first <= one.mention.first < clause.after]


def _living(
    words: Sequence[str], clauses: Sequence[Clause], told: Sequence[int], named: Sequence[Named]
) -> tuple[tuple[int, int], ...]:
    """The clauses that are not of the dead: who is named in another clause lives, and what follows is of them."""
    spans: list[tuple[int, int]] = []
    is_of_dead = not any(
        one.mention.kind is not Kind.OUTSIDER and one.mention.first < clauses[told[0]].first for one in named
    )
    for place, clause in enumerate(clauses):
        inside = words[clause.first : clause.after]
        if place in told:
            is_of_dead = True
        elif _names_living(inside, clause, named):
            is_of_dead = False
        if not is_of_dead:
            after = clauses[place + 1].first if place + 1 < len(clauses) else len(words)
            spans.append((clause.first, after))
    return tuple(spans)


def _names_living(inside: Sequence[str], clause: Clause, named: Sequence[Named]) -> bool:
    is_named = any(one.mention.kind is not Kind.OUTSIDER for one in _named_in(clause, named))
    return is_named or stands(inside, _LIVING)


def _found(words: Sequence[str]) -> frozenset[str]:
    """``dying`` where words of dying stand, ``family`` where they are told of one's own as well."""
    found: set[str] = set()
    for name in _SUBJECTS:
        names = set(_matcher(name).find(list(words)))
        groups = len(knowledge().subjects[name].words)
        is_told = len(names - {_UNLESS}) == groups
        if (_DYING in names or (groups == 1 and is_told)) and not {"ма", "ме", "ба", "бе", "ли"} & set(words):
            found.add("dying")
        if is_told and _UNLESS not in names:
            found.add("family")
    return frozenset(found)


@of_edition
def _matcher(name: str) -> ConceptMatcher:
    subject = knowledge().subjects[name]
    groups = {str(number): group for number, group in enumerate(subject.words)}
    return ConceptMatcher({**groups, _UNLESS: subject.unless})
