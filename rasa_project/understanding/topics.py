"""Of the people that a message names, those that it tells something of: each begins a part."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from rasa_project.understanding.clauses import Clause, clause_at
from rasa_project.understanding.events import Event, event_of
from rasa_project.understanding.listed_ages import each_with_doses, listed_ages
from rasa_project.understanding.mentions import Kind, Mention, Named, Role
from rasa_project.understanding.people_forms import Order
from rasa_project.understanding.quantities import Kind as Amount
from rasa_project.understanding.quantities import Quantity
from rasa_project.understanding.same_person import pair_of

_AND: Final = frozenset({"и", "мен", "пен", "бен", "жане", "да", "де", "та", "те", ","})
#: Who is against, asks, says, allows: an opinion, and nobody who is asked about.
_OPINION: Final = (
    "деп", "деген", "умит", "присматр", "бакти", "тревожн", "коркип", "зарла", "жила", "принимает",
    "карси", "против", "деиди", "деид", "дегиси", "аитти", "аитад", "аитип", "аитиппе", "говор", "сказал",
    "хочет", "дает", "разреш", "руксат", "соглас", "кориткан", "коркад", "боится", "боитс", "спрашив", "сураи",
    "кимга", "советует", "думает", "оилаид", "сенбе", "верит", "переживает", "уаиимд", "ругает", "урси", "настаи",
    "отказ",
)  # fmt: skip
_FACT: Final = tuple(
    "привит прививк прививок вакцин екпе алган алмаган сип темп жотел кашл кизу боле забол ауир беремен положени жукти "
    "жаста жасар лет контакт кизилша жуг жук аллерг укол бирге рядом бортип бортпе боли салдир салин салди салг тирис "
    "судор задих дишит емиз егил есин танип талип ентиг тунши обмор сознан кулап демик силк".split()
)
_MEASLES: Final = frozenset({"кор", "кори", "корю", "кормен"})
#: What is asked for a grown-up.
_ASKED: Final = ("можно", "бола", "керек", "надо", "нужно", "каитем", "каитеми", "истеи")
#: Who went with the others, or did not: «муж не ездил».
_WENT: Final = ("барган", "барма", "болмаган", "ездил")
_ORDERS: Final[tuple[Order, ...]] = ("first", "second", "third")
#: By how many there are, the oldest first.
_BY_AGE: Final[dict[int, tuple[Order, ...]]] = {2: ("elder", "younger"), 3: ("elder", "middle", "younger")}
_TWINS: Final = ("егиз", "двои", "близн", "трои", "ушем")
_MOST: Final = 8
#: «а свекрови», «а мужу тогда»
_ONE_OR_TWO: Final = 3
#: So many ages in a row are those of children.
_ROW: Final = 3


@dataclass(frozen=True)
class Topic:
    """A person that something is told of, and the age that a list gives."""

    who: Mention
    age: Quantity | None = None


def topics_of(
    words: Sequence[str], clauses: Sequence[Clause], named: Sequence[Named], amounts: Sequence[Quantity]
) -> list[Topic]:
    """The people that the message tells something of, in word order; eight at most."""
    subjects = [one.mention for one in named if one.mention.kind is not Kind.OUTSIDER and _is_subject(one, amounts)]
    told = [one for one in subjects if _is_told_of(words, clauses, one, subjects, amounts)]
    people, pairs = _paired(words, told)
    listed = _listed(words, people, pairs, amounts)
    own = [Topic(one) for one in people if not (listed and _is_listed(words, one, listed))]
    return sorted([*own, *listed], key=lambda one: one.who.first)[:_MOST]


def _is_subject(one: Named, amounts: Sequence[Quantity]) -> bool:
    """Whether something may be told of the person; of a child one was with, where its age stands behind."""
    if one.role is not Role.COMPANION or one.mention.kind is not Kind.CHILD:
        return one.role is Role.SUBJECT
    return any(age.kind is Amount.AGE and age.first == one.mention.after for age in amounts)  # «с дочкой 3 лет»


def tells(words: Sequence[str], amounts: Sequence[Quantity], first: int, after: int) -> bool:
    """Whether the words from ``first`` to ``after`` tell anything that may be a fact."""
    if any(first <= one.first < after and one.kind is not Amount.ASIDE for one in amounts):
        return True
    return any(_is_fact(word) for word in words[first:after])


def _is_fact(word: str) -> bool:
    event = event_of(word)
    return word.startswith(_FACT) or word in _MEASLES or (event is not None and event not in {Event.OTHER, Event.BIRTH})


def _is_told_of(
    words: Sequence[str],
    clauses: Sequence[Clause],
    one: Mention,
    people: Sequence[Mention],
    amounts: Sequence[Quantity],
) -> bool:
    """A grown-up of the family counts only where the clause tells a fact, and no opinion."""
    if one.kind is not Kind.GROWN_UP:
        return True
    clause = clauses[clause_at(clauses, one.first)]
    first = max([clause.first, *(other.after for other in people if other.first < one.first)])
    behind = words[one.after : clause.after]
    if any(word.startswith(_OPINION) for word in words[clause.first : clause.after]):
        return False
    if any(age.kind is Amount.AGE and one.after <= age.first < clause.after for age in amounts):
        return True
    following = words[clause.after + 1 : clause.after + 4] if words[clause.after : clause.after + 1] == [","] else []
    is_asked_for = words[clause.first] in {"а", "ал"} and clause.after - clause.first <= _ONE_OR_TWO
    is_asked_for &= one.after == clause.after and len(words) <= _ONE_OR_TWO
    is_short = is_asked_for or (clause.after - clause.first <= 3 and words[clause.after : clause.after + 1] == ["?"])
    return is_short or "ше" in behind or any(map(_may_tell, (*words[first : one.first], *behind, *following)))


def _may_tell(word: str) -> bool:
    return word[:1].isdecimal() or word.startswith((*_ASKED, *_WENT)) or _is_fact(word)


def _paired(words: Sequence[str], people: Sequence[Mention]) -> tuple[list[Mention], list[Mention]]:
    """Two children with only "and" between them as one group; and those that are in such a pair."""
    paired: list[Mention] = []
    members: list[Mention] = []
    for one in people:
        last = paired[-1] if paired else None
        between = words[last.after : one.first] if last else []
        if (
            last is not None
            and last.kind is one.kind is Kind.CHILD
            and 0 < len(between) <= 2
            and set(between) <= _AND
            and set(between) != {","}
            and not (last.name and one.name)
        ):
            paired[-1] = pair_of(last, one)
            members += [last, one]
        else:
            paired.append(one)
    return paired, members


def _listed(
    words: Sequence[str], people: Sequence[Mention], pairs: Sequence[Mention], amounts: Sequence[Quantity]
) -> list[Topic]:
    """Children that are told only by a list of ages: «двое пацанов, 5 лет и год и 2»."""
    groups = [one for one in people if one.kind is Kind.GROUP and not words[one.first].startswith(_TWINS)]
    children = [one for one in people if one.kind is Kind.CHILD and one.kin != "nephew"]
    row = listed_ages(words, amounts, None, with_doses=True) if groups and children else []
    children = [one for one in children if not _is_of_a_row(one, row)]
    count = next((one.count for one in groups if one.count), None)
    if groups and (by_order := _told_of_by_order(words, groups, children, amounts, count)):
        return by_order
    if children and count is not None:
        return _before_numbered(children, amounts, count)
    if children or (not groups and any(one.kind is not Kind.WRITER for one in people)):
        return []
    ages = (
        listed_ages(words, amounts, count, with_doses=True)
        if groups
        else _in_a_row(words, amounts) or _many(words, amounts) or each_with_doses(words, amounts)
    )
    writers = [one for one in people if one.kind is Kind.WRITER]
    ages = [age for age in ages if not any(writer.first <= age.first <= writer.after + 1 for writer in writers)]
    sex = groups[0].sex if groups else None
    if len(ages) < 2:
        return []
    if len(ages) == len(pairs):
        return [Topic(replace(one, first=age.first, after=age.after), age) for one, age in zip(pairs, ages)]
    orders: list[Order] = [_ORDERS[min(place, 2)] if groups else "aged" for place, _ in enumerate(ages)]
    return [
        Topic(Mention(Kind.CHILD, sex, order, first=age.first, after=age.after), age)
        for order, age in zip(orders, ages)
    ]


def _told_of_by_order(
    words: Sequence[str],
    groups: Sequence[Mention],
    children: Sequence[Mention],
    amounts: Sequence[Quantity],
    count: int | None,
) -> list[Topic]:
    """Of children whose ages stand in a row one is told of by its order: «им 3 и 7, у младшей прививок нет»."""
    ages = listed_ages(words, amounts, count, with_doses=True)
    orders = _BY_AGE.get(len(ages))
    behind = [one for one in children if not any(0 <= age.first - one.after <= 1 for age in ages)]
    if orders is None or not behind or any(one.order not in orders for one in behind):
        return []
    if any(one.first < ages[0].first for one in behind) or len({age.number for age in ages}) < len(ages):
        return []
    ranks = sorted((age.number for age in ages), reverse=True)
    return [
        Topic(
            Mention(Kind.CHILD, groups[0].sex, orders[ranks.index(age.number)], first=age.first, after=age.after), age
        )
        for age in ages
    ]


def _is_of_a_row(one: Mention, row: Sequence[Quantity]) -> bool:
    """«2де 4те 7де. 2дегісі алмаған»: named by an age of the row before."""
    return one.order == "aged" and len(row) > 1 and row[-1].after <= one.first


def _before_numbered(children: Sequence[Mention], amounts: Sequence[Quantity], count: int) -> list[Topic]:
    """Of so many children those told by age alone beside one that is numbered: «трое: 9 лет, 7 лет, третьему 3»."""
    numbers = {one.order for one in children}
    if not numbers <= set(_ORDERS) or len(numbers) != len(children):
        return []
    ages = [one for one in amounts if one.kind is Amount.AGE and not one.is_turning]
    ages = [one for one in ages if not any(child.first <= one.first <= child.after + 1 for child in children)]
    free = [order for order in _ORDERS if order not in numbers]
    if len(ages) + len(children) != count or len(ages) > len(free):
        return []
    return [
        Topic(Mention(Kind.CHILD, order=order, first=age.first, after=age.after), age) for order, age in zip(free, ages)
    ]


def _many(words: Sequence[str], amounts: Sequence[Quantity]) -> list[Quantity]:
    """Three ages or more in a row are children, with or without "and": «7де, 4те, 8 айлық»."""
    row = listed_ages(words, amounts, None)
    return row if len(row) >= _ROW else []


def _in_a_row(words: Sequence[str], amounts: Sequence[Quantity]) -> list[Quantity]:
    """Ages joined by "and" without a word for the children; each was read as an age."""
    ages = [one for one in amounts if one.kind is Amount.AGE and not one.is_turning and not one.is_below]
    row = [one for one in ages if one.number <= 18 * 12]
    if len(row) < 2 or len(row) != len(ages):
        return []
    joined = all(
        0 < other.first - one.after <= 2 and set(words[one.after : other.first]) <= {"и", "жане", "а"}
        for one, other in itertools.pairwise(row)
    )
    return [replace(one) for one in row] if joined else []


def _is_listed(words: Sequence[str], one: Mention, listed: Sequence[Topic]) -> bool:
    """Whether the list tells of the person by itself: the group that is counted, «біреуі» in front of an age."""
    if one.kind is Kind.GROUP:
        return _is_empty(words, one, listed)
    is_before_age = any(topic.who.first == one.after for topic in listed)
    return one.kind is Kind.CHILD and one.order in _ORDERS and is_before_age


def _is_empty(words: Sequence[str], one: Mention, listed: Sequence[Topic]) -> bool:
    """Whether a group is named only to tell how many there are: «у меня трое: …»."""
    until = min((topic.who.first for topic in listed if topic.who.first >= one.after), default=None)
    return not any(map(_is_fact, words[one.after : until])) and (until is not None or "без" not in words[one.after :])
