"""A message cut into stretches, each about one person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from rasa_project.understanding.clauses import Clause, clause_at, find_clauses
from rasa_project.understanding.mentions import Kind, Mention, Named
from rasa_project.understanding.others import is_own
from rasa_project.understanding.quantities import Kind as Amount
from rasa_project.understanding.quantities import Quantity
from rasa_project.understanding.same_person import is_same, joined
from rasa_project.understanding.topics import Topic, tells, topics_of

#: Words in front of a person that belong to it.
_LEAD: Final = frozenset(
    "у а и ал для с со про мои моя моеи моему моего мою наш наша нашеи нашему менин биздин ол де да тоже бир"
    " самому самои о к на сондаи еше таги".split()
)
#: Before another person than the one of the talk.
_TURN: Final = frozenset({"а", "ал"})
#: Nobody so old, in months, is called a baby.
_NO_BABY: Final = 36
#: In front of a message: the child of the talk.
_OF_BEFORE: Final = frozenset({"еи", "ему", "оган"})


@dataclass(frozen=True)
class Stretch:
    """Tokens from ``first`` to ``after`` that are about one person; the age where only a list gives it."""

    who: Mention | None
    first: int
    after: int
    age: Quantity | None = None


def cut(words: Sequence[str], named: Sequence[Named], amounts: Sequence[Quantity]) -> list[Stretch]:
    """The stretches of a message, in order, one at least; together they cover it."""
    clauses = find_clauses(words)
    topics = topics_of(words, clauses, named, amounts) if clauses else []
    found: list[Stretch] = []
    last = -1
    for topic in topics:
        current = found[-1] if found else None
        if current is not None and current.who is not None and not _turns(words, topic, current, amounts):
            found[-1] = replace(current, who=joined(current.who, topic.who), age=current.age or topic.age)
        else:
            found.append(Stretch(topic.who, _start(words, clauses, topic, last, amounts), len(words), topic.age))
        last = topic.who.after
    return _covering(words, _without_empty(words, found, amounts), amounts)


def _turns(words: Sequence[str], topic: Topic, current: Stretch, amounts: Sequence[Quantity]) -> bool:
    """Whether the talk turns to another person: named otherwise, or of another age."""
    if current.who is None or not is_same(current.who, topic.who):
        return True
    if topic.age is not None and current.age is not None:
        return True
    if current.who.kin == "nephew" and topic.who.kin is None and is_own(words, topic.who.first):
        return True  # «у племянника корь, моему сыну 4»
    if topic.who.kin == "nephew" and current.who.kin is None and current.age is not None:
        return True  # «два сына 6 и 3 года, там племянник с корью»
    ages = [one for one in amounts if one.kind is Amount.AGE and not one.is_turning]
    if topic.who.is_baby and any(_is_of_no_baby(one) and current.first <= one.first < topic.who.first for one in ages):
        return True  # «қызым 6 жаста қызылша баламен ойнады, үйде 5 айлық бөпем бар»
    if _is_of_the_other_house(words, topic.who.first):
        return True
    told = {one.number for one in ages if current.first <= one.first < topic.who.first}
    behind = [one.number for one in ages if topic.who.after <= one.first <= topic.who.after + 1]
    return bool(told) and bool(behind) and behind[0] not in told


def _is_of_no_baby(age: Quantity) -> bool:
    return age.number >= _NO_BABY


def _is_of_the_other_house(words: Sequence[str], first: int) -> bool:
    """«Сестра с малышом, а у нас сын болеет»: one's own child, told against another's."""
    return tuple(words[max(0, first - 3) : first]) in {("а", "у", "нас"), ("а", "у", "меня")}


def _start(
    words: Sequence[str], clauses: Sequence[Clause], topic: Topic, last: int, amounts: Sequence[Quantity]
) -> int:
    """Where the stretch of a person begins: with its clause, or within, where another person stands before."""
    first = topic.who.first
    clause = clauses[clause_at(clauses, first)]
    if last <= clause.first:
        return clause.first
    while first - 1 > last - 1 and words[first - 1] in _LEAD:
        first -= 1
    ages = [one for one in amounts if one.kind is Amount.AGE]
    before = next((one for one in ages if one.after == first and one.first >= last), None)
    told = any(clause.first <= one.first < last for one in ages)
    behind = any(topic.who.after <= one.first <= topic.who.after + 1 for one in ages)
    return before.first if before is not None and told and not behind and topic.who.kind is not Kind.GROUP else first


def _without_empty(words: Sequence[str], found: Sequence[Stretch], amounts: Sequence[Quantity]) -> list[Stretch]:
    """Without groups that are only counted before their children are told of: «екі балам бар, біреуі 3те …»."""
    kept: list[Stretch] = []
    first: int | None = None
    for place, one in enumerate(found):
        behind = found[place + 1] if place + 1 < len(found) else None
        is_group = one.who is not None and one.who.kind is Kind.GROUP
        start = one.first if first is None else first
        if is_group and behind is not None and one.who is not None and behind.who is not None:
            if behind.who.kind is Kind.CHILD and not tells(words, amounts, one.who.after, behind.first):
                first = start
                continue
        kept.append(replace(one, first=start))
        first = None
    return kept


def _covering(words: Sequence[str], found: Sequence[Stretch], amounts: Sequence[Quantity]) -> list[Stretch]:
    """The stretches up to each other, from the first token to the last."""
    if not found:
        return [Stretch(None, 0, len(words))]
    lead = found[0].first
    turns = lead < len(words) and not _TURN.isdisjoint(words[max(0, lead - 1) : lead + 1])  # «2 жаста, ал үлкені …»
    several = len(found) > 1 or turns or words[0] in _OF_BEFORE  # «ему 8 лет. ладно, я согласна»
    if several and lead and tells(words, amounts, 0, lead):
        found = [Stretch(None, 0, lead), *found]
    else:
        found = [replace(found[0], first=0), *found[1:]]
    ends = [*(one.first for one in found[1:]), len(words)]
    return [replace(one, after=end) for one, end in zip(found, ends)]
