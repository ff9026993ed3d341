"""Every person that a message names, in word order: ``үлкені``, ``дочке``, ``көршінің баласы``, ``екеуі``, ``өзім``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kazakh.analysis import Analysis
from rasa_project.understanding.aged_people import aged_at
from rasa_project.understanding.clauses import Clause, find_clauses
from rasa_project.understanding.denied_people import without_denied
from rasa_project.understanding.dose_words import is_dose_word
from rasa_project.understanding.groups import count_at, is_of_doses, is_people, stands_for_child
from rasa_project.understanding.mention_forms import Mention, Named, Role
from rasa_project.understanding.mention_roles import role_of
from rasa_project.understanding.others import (
    OTHER_HOUSES,
    is_called_ill,
    is_in_general,
    is_of_others,
    owned_by,
    owner_of,
)
from rasa_project.understanding.people_forms import (
    Kind,
    Order,
    Sex,
    both_of,
    form_of,
    nth_of,
    order_before,
)
from rasa_project.understanding.people_words import is_baby, is_small
from rasa_project.understanding.several_named import several_at
from rasa_project.understanding.siblings import (
    MINE_ALONE,
    MINE_OF_A_GIRL,
    hers_at,
    is_no_person,
    is_sibling,
    smallest_at,
    stayed_at,
)
from rasa_project.understanding.strangers import stranger_at
from rasa_project.understanding.told_names import IsKnown, name_at, never
from rasa_project.understanding.writer_words import writer_at

__all__ = ["Kind", "Mention", "Named", "Role", "find_mentions", "find_named"]

#: So many people of one message are read; more is no message of a parent.
MOST_PEOPLE: Final = 24
#: Between an order and its child: «второй мой ребёнок», «екінші кішкентай балам».
_OWN: Final = frozenset("мои моя моему моеи моего мою наш наша нашему нашеи нашего менин биздин кишкентаи".split())

#: «тағы бір балам», «ещё один сын»: another than the one of the talk.
_MORE: Final = frozenset({"таги", "еше"})
_ONE: Final = frozenset({"бир", "один", "одна", "одного", "одному", "однои", "одну"})
#: «остальные по разу», «қалғандары алмаған».
_THE_REST: Final = ("калгандари", "осталн")
#: «у одного есть прививка, второй без»: one of two, and the other.
_THE_ONE: Final = frozenset("один одна одному одного однои".split())
_THE_OTHER: Final = frozenset("второи вторая второму второго другои другая другому другого".split())
#: Behind a person: nobody is asked about.
_DEAD: Final = ("умер", "погиб", "каза", "каитис", "шетине")


def find_mentions(analysis: Analysis, is_known_name: IsKnown = never) -> tuple[Mention, ...]:
    """The people of a message; ``is_known_name`` tells of a folded word whether it is a name told before."""
    meant, _ = without_denied(analysis.tokens, find_named(analysis, is_known_name))
    return tuple(one.mention for one in meant)


def find_named(analysis: Analysis, is_known_name: IsKnown = never) -> list[Named]:
    """The people of a message with what they do in it, also those who are said not to be meant."""
    words = analysis.tokens
    found: list[Named] = []
    for clause in find_clauses(words):
        index = clause.first
        while index < clause.after and len(found) < MOST_PEOPLE:
            one = _at(analysis, words, clause, index, found, is_known_name)
            if one is not None:
                _add(one, found)
            index = max(index + 1, one.mention.after if one else 0)
    return found


def _add(one: Named, found: list[Named]) -> None:
    """A name behind its person («дочка Айша», «ұлымның аты Али») belongs to it."""
    last = found[-1].mention if found else None
    name = one.mention.name
    if name and last and last.name is None and last.kind is Kind.CHILD and one.mention.first - last.after <= _BESIDE:
        found[-1] = replace(found[-1], mention=replace(last, name=name, after=one.mention.after))
    else:
        found.append(one)


#: In front of a word for a child: its sex.
_A_GIRL_OR_BOY: Final[dict[str, Sex]] = {"киз": "f", "ул": "m"}
_BESIDE: Final = 1
_AT_THEM: Final = (["нее"], ["него"], ["них"])
_THEIR: Final = frozenset({"ее", "его", "их", "онин", "олардин"})
_DOES: Final = tuple(
    "с со вес рядом вчера вместе ходит здоров забол болеет не привит контакт тоже сидел бил играл переболел".split()
)


def _at(
    analysis: Analysis,
    words: Sequence[str],
    clause: Clause,
    index: int,
    found: Sequence[Named],
    is_known_name: IsKnown,
) -> Named | None:
    """The person that is named from ``index`` on, or ``None``."""
    word = words[index]
    if not word[:1].isalnum():
        return None
    return (
        _counted(words, clause, index)
        or smallest_at(words, clause, index)
        or aged_at(words, clause, index)
        or _ordered(words, clause, index)
        or _worded(words, clause, index, found)
        or several_at(words, clause, index)
        or _my(words, clause, index)
        or _both(words, clause, index, found)
        or _nth(words, clause, index, found)
        or stayed_at(words, clause, index, found)
        or hers_at(words, index, found)
        or _writer(words, clause, index)
        or _called(analysis, words, index, is_known_name)
    )


def _counted(words: Sequence[str], clause: Clause, index: int) -> Named | None:
    """``екі балам``, ``двое пацанов``, ``2 детей``, ``у нас двое``."""
    counted = count_at(words, clause, index)
    if counted is None:
        return None
    count, after, form = counted
    kind = Kind.OUTSIDER if form is not None and is_of_others(words, clause, index, after) else Kind.GROUP
    sex = form.sex if form else None
    return Named(Mention(kind, sex, kin=form.kin if form else None, count=count, first=index, after=after))


def _ordered(words: Sequence[str], clause: Clause, index: int) -> Named | None:
    """``екінші балам``, ``старший сын``, ``другой ребёнок``, ``тағы бір балам``."""
    is_one_more = words[index] in _MORE and index + 1 < clause.after and words[index + 1] in _ONE
    order: Order | None = "other" if is_one_more else order_before(words[index])
    if order is None:
        return None
    place = index + 2 if is_one_more else index + 1
    while place < clause.after and words[place] in _OWN:
        place += 1
    form = form_of(words[place]) if place < clause.after else None
    if form is None or form.kind not in {Kind.CHILD, Kind.GROWN_UP} or order_before(words[place]):
        return None
    if form.kind is Kind.GROWN_UP and form.kin not in {"brother", "sister"}:
        return None
    if form.is_bare and is_of_others(words, clause, index, place + 1):
        return Named(Mention(Kind.OUTSIDER, form.sex, first=index, after=place + 1))
    if is_in_general(words, clause, place):
        return None
    if order == "other" and form.is_bare and not words[index].startswith(("друг", "еше")):
        return Named(Mention(Kind.OUTSIDER, form.sex, first=index, after=place + 1))  # «басқа бала»
    mention = Mention(Kind.CHILD, form.sex, order, form.kin, first=index, after=place + 1)
    return Named(mention, role_of(words, clause, index, place))


def _worded(words: Sequence[str], clause: Clause, index: int, found: Sequence[Named]) -> Named | None:
    form = form_of(words[index])
    if form is None and stranger_at(words, clause, index):
        return Named(Mention(Kind.OUTSIDER, first=index, after=index + 1))
    if (
        form is None
        or _is_sex_of_next(words, clause, index)
        or is_no_person(words, index)
        or is_of_doses(words, clause, index)
        or is_in_general(words, clause, index)
    ):
        return None
    is_theirs = index > 0 and words[index - 1] in _THEIR and bool(found) and _is_of_visited(found[-1])  # «её мама»
    if (
        form.is_bare
        and list(words[max(0, index - 1) : index]) in _AT_THEM
        and found
        and found[-1].mention.kind is Kind.OUTSIDER
    ):
        is_theirs = True  # «рядом с женщиной, у неё ребёнок в сыпи»
    is_dead = any(one.startswith(_DEAD) for one in words[index + 1 : min(index + 4, clause.after)])
    if is_theirs or is_dead:
        return Named(Mention(Kind.OUTSIDER, form.sex, first=index, after=index + 1))
    if form.kind is Kind.CHILD and any(one.startswith("курсагим") for one in words[clause.first : index]):
        return None  # «құрсағымда 5 айлық балам бар»
    if form.kind is Kind.OUTSIDER:
        return Named(Mention(Kind.OUTSIDER, first=index, after=owned_by(words, clause, index)))
    if form.is_bare and is_of_others(words, clause, index, index + 1):
        return Named(Mention(Kind.OUTSIDER, form.sex, first=index, after=index + 1))
    owner = owner_of(words, clause, index)
    if owner is not None and owner.form.kind is Kind.OUTSIDER:
        return Named(Mention(Kind.OUTSIDER, form.sex, first=index, after=owner.after))
    if owner is not None and form.kind is Kind.CHILD and owner.form.kind is Kind.GROWN_UP:
        form = replace(form, kin="nephew")
    if owner is None and form.kind is Kind.GROWN_UP and is_sibling(words, clause, index, found):
        form = replace(form, kind=Kind.CHILD, order="other", kin=None)
    if is_small(words[index]) and form.order is None and any(one.mention.order == "elder" for one in found):
        form = replace(form, order="younger")  # «старший болеет, малышке 8 мес»
    after = index + 1 if owner is None else max(index + 1, owner.after)
    form = replace(form, sex=form.sex or _A_GIRL_OR_BOY.get(words[index - 1] if index else ""))
    is_young = form.kind is Kind.CHILD and is_baby(words[index])
    is_ill = form.kind is Kind.CHILD and is_called_ill(words[max(clause.first, index - 2) : index])
    mention = Mention(
        form.kind,
        form.sex,
        form.order,
        form.kin,
        count=form.count,
        is_baby=is_young,
        is_small=form.kind is Kind.CHILD and is_small(words[index]),
        is_ill=is_ill,
        first=index,
        after=after,
    )
    return None if _is_role_of_writer(words, index) else Named(mention, role_of(words, clause, index, index))


def _is_sex_of_next(words: Sequence[str], clause: Clause, index: int) -> bool:
    """«Қыз немерем»: the word behind is the person."""
    behind = form_of(words[index + 1]) if index + 1 < clause.after else None
    return words[index] in _A_GIRL_OR_BOY and behind is not None and behind.kind is Kind.CHILD and not behind.is_bare


def _is_of_visited(last: Named) -> bool:
    """Whether «её сын» may be of the person before: a stranger, or one who was visited."""
    if last.mention.kind is Kind.OUTSIDER or last.mention.kin in OTHER_HOUSES:
        return True
    return last.role is Role.COMPANION and last.mention.kind is Kind.GROWN_UP


def _is_role_of_writer(words: Sequence[str], index: int) -> bool:
    """``я мама двоих детей``, ``я бабушка``: who writes, and nobody that is asked about."""
    return index > 0 and words[index - 1] == "я"


def _my(words: Sequence[str], clause: Clause, index: int) -> Named | None:
    """``моему 5``, ``мой ходит туда``: one's own child where the noun is left out."""
    behind = list(words[index + 1 : clause.after])
    if words[index] not in MINE_ALONE or not behind or (words[index] == "мои" and not behind[0].startswith(_DOES)):
        return None
    if not behind[0].startswith(_DOES) and not behind[0][:1].isdecimal():
        return None
    sex: Sex | None = None if words[index] == "мои" else "f" if words[index] in MINE_OF_A_GIRL else "m"
    return Named(Mention(Kind.CHILD, sex, first=index, after=index + 1))


def _both(words: Sequence[str], clause: Clause, index: int, found: Sequence[Named]) -> Named | None:
    after = index + 2 if words[index] == "калган" and any(map(both_of, words[index + 1 : index + 2])) else index + 1
    is_rest = words[index].startswith(_THE_REST) or after > index + 1
    if is_rest and any(one.mention.kind is Kind.CHILD for one in found):
        return Named(Mention(Kind.GROUP, order="other", first=index, after=after))
    count = both_of(words[index])
    if count is None:
        return None
    people = [one.mention for one in found]
    has_several = sum(one.kind is Kind.CHILD for one in people) > 1 or any(one.kind is Kind.GROUP for one in people)
    if not is_people(words, clause, index, has_several):
        return None
    return Named(Mention(Kind.GROUP, count=count, first=index, after=index + 1))


def _nth(words: Sequence[str], clause: Clause, index: int, found: Sequence[Named]) -> Named | None:
    """``бірі бір рет, екіншісі алмаған``, ``а второму?``: a child by its number, where no dose is meant."""
    order = nth_of(words[index])
    earlier = [one.mention for one in found]
    is_new = not any(one.order == "first" for one in earlier)
    is_of_dose = any(map(is_dose_word, words[index + 1 : index + 2]))  # «одна прививка была, когда вторая»
    is_one = words[index] in _THE_ONE and not is_of_dose
    if order is None and is_new and is_one and not _THE_OTHER.isdisjoint(words[index + 1 :]):
        return Named(Mention(Kind.CHILD, None, "first", first=index, after=index + 1))
    if order is None and words[index] in _THE_OTHER and not is_new:
        return Named(Mention(Kind.CHILD, None, "second", first=index, after=index + 1))
    if order is None:
        return None
    among = any(one.kind is Kind.GROUP or one.order in {"first", "second"} for one in earlier)
    if not stands_for_child(words, clause, index, among):
        return None
    if order == "first" and any(one.order == "first" for one in earlier):
        order = "third" if any(one.order == "second" for one in earlier) else "second"  # «бірі …, бірі …»
    return Named(Mention(Kind.CHILD, None, order, first=index, after=index + 1))


def _writer(words: Sequence[str], clause: Clause, index: int) -> Named | None:
    found = writer_at(words, clause, index)
    if found is None:
        return None
    return Named(Mention(Kind.WRITER, "f" if found.is_woman else None, first=index, after=found.after))


def _called(analysis: Analysis, words: Sequence[str], index: int, is_known_name: IsKnown) -> Named | None:
    name = name_at(analysis.readable, words, index, is_known_name)
    return None if name is None else Named(Mention(Kind.CHILD, name=name, first=index, after=index + 1))
