"""What several children are told together: a contact of all of them, and the number of doses that each had."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from rasa_project.understanding.mentions import Kind, Mention
from rasa_project.understanding.parts import Facts, Part
from rasa_project.understanding.quantities import Quantity
from rasa_project.understanding.writer_words import gave_birth

_COUNTS: Final[dict[str, int]] = {
    "бир": 1, "биреу": 1, "одна": 1, "одну": 1, "однои": 1, "раз": 1, "1": 1, "еки": 2, "екеу": 2, "две": 2,
    "два": 2, "обе": 2, "дважди": 2, "2": 2, "жок": 0, "нет": 0, "нол": 0, "0": 0, "ни": 0, "алмаган": 0,
    "алмади": 0, "салинбаган": 0, "егилмеген": 0, "отказ": 0,
}  # fmt: skip
#: Around a number of doses; none of them tells anything else.
_AROUND: Final = frozenset(
    (
        "у а и ал менин мои моя да де та те тоже еше али рет раза екпе екпеси екпесин прививка прививки "
        "прививок доза дози по разу алган алди салинган салдирган егилген бар ест стоит стоят сделали делали "
        "сделана сделани била били било еи ему оган онда в год , . ; : - –"
    ).split()
)
_SEVERAL: Final = 2
#: Both, all of them, or theirs: «оба», «екеуі де», «бәрі», «екпелері».
_BOTH: Final = ("бари", "все", "екеуи", "екпелери", "непривити", "оба", "обои", "привити", "ушеуи")
#: All of several, in front of what each one had.
_ALL: Final = frozenset({"бари", "барлиги", "все", "екеуи", "оба", "обе", "ушеуи"})
#: Of one child these tell of doses by themselves.
_NOT_HAD: Final = frozenset({"алмаган", "алмади", "егилмеген", "салинбаган"})
#: Nobody older, in months, is a baby.
_BABY: Final = 24
#: What is told of children all together.
_OF_ALL: Final = ("contact", "contact_days", "contact_sure", "lives_with", "patient_rash_days", "patient_ill_days")
#: The same and what each of them has been told of: «оба привиты, старший один раз».
_SHARED: Final = (*_OF_ALL, "vaccinated")


def with_several(words: Sequence[str], parts: Sequence[Part], amounts: Sequence[Quantity]) -> list[Part]:
    """The parts, where several children are told one by one.

    Args:
        words: folded tokens of the message.
        parts: person by person.
        amounts: of the words.
    """
    return _with_shared_doses(words, _with_doses(words, _without_group(_with_newborn(words, parts)), amounts))


def _with_newborn(words: Sequence[str], parts: Sequence[Part]) -> list[Part]:
    """«Родила неделю назад, …»: the week is the age of the baby, who was where its mother was."""
    if any(one.who is not None and one.who.kind is Kind.CHILD and one.facts.age_months is not None for one in parts):
        return list(parts)
    found: list[Part] = []
    for one in parts:
        age = one.facts.age_months
        is_hers = one.who is not None and one.who.kind is Kind.WRITER and age is not None and age < _BABY
        if not is_hers or not gave_birth(words[one.first : one.after]):
            found.append(one)
            continue
        met = {name: getattr(one.facts, name) for name in _OF_ALL}
        baby = Mention(Kind.CHILD, is_baby=True, first=one.after, after=one.after)
        found.append(replace(one, facts=replace(one.facts, age_months=None)))
        found.append(Part(baby, Facts(age_months=age, **met), one.mood, one.after, one.after))
    return found


def _without_group(parts: Sequence[Part]) -> list[Part]:
    """«Қызым мен ұлым бірге ойнады, ұлым 3те, қызым 7де»: the contact is of each, and of no third one."""
    children = [one for one in parts if one.who is not None and one.who.kind is Kind.CHILD]
    group = next((one for one in parts if one.who is not None and one.who.kind is Kind.GROUP), None)
    if group is None or group.who is None:
        return list(parts)
    children = [one for one in children if one.who is not None and one.who.kin != "nephew"]
    told = {(one.who.order, one.who.kin, one.who.name, _age_of(one)) for one in children if one.who is not None}
    if len(told) < _SEVERAL or (group.who.count is not None and len(told) != group.who.count):
        return list(parts)
    if any(one.first < group.first for one in children):
        return list(parts)
    shared = {name: getattr(group.facts, name) for name in _SHARED}
    if replace(group.facts, **{name: getattr(Facts(), name) for name in (*_SHARED, "danger", "days_ago")}) != Facts():
        return list(parts)
    return [
        replace(one, facts=replace(one.facts, **{n: v for n, v in shared.items() if not getattr(one.facts, n)}))
        if one in children
        else one
        for one in parts
        if one is not group
    ]


def _age_of(one: Part) -> int | None:
    """The age of who is told apart by nothing else."""
    return one.facts.age_months if one.who is not None and one.who.order == "aged" else None


def _with_doses(words: Sequence[str], parts: Sequence[Part], amounts: Sequence[Quantity]) -> list[Part]:
    """«У старшей две, у младшей ни одной», «ұлым 7де бір алған, қызым 3те алмаған»: the doses of each clause."""
    children = [one for one in parts if one.who is not None and one.who.kind is Kind.CHILD]
    is_known = [one.facts.doses is not None and not _is_of_all(words, one, children) for one in children]
    found = {one.first: _doses_in(words, one, amounts) for one, known in zip(children, is_known) if not known}
    known = [one for one, is_told in zip(children, is_known) if is_told]
    told = [count for count in found.values() if count is not None]
    is_plain = len(children) == 1 and told == [0] and not known and not _NOT_HAD.isdisjoint(words)
    if not is_plain and (len(children) < _SEVERAL or len(told) + len(known) < _SEVERAL or not told):
        return list(parts)
    return [
        replace(one, facts=replace(one.facts, doses=found[one.first])) if found.get(one.first) is not None else one
        for one in parts
    ]


def _is_of_all(words: Sequence[str], part: Part, children: Sequence[Part]) -> bool:
    """Whether what stands in front of the child is of all: «екеуі де егілген, 4 жастағысы бір рет, 9-дағысы екі»."""
    if len(children) < _SEVERAL or part.who is None:
        return False
    return any(word in _ALL for word in words[part.first : part.who.first])


def _with_shared_doses(words: Sequence[str], parts: Sequence[Part]) -> list[Part]:
    """«3 и 5 лет, непривитые оба», «2де, 4те, екпелері жоқ»: the doses behind the last child are of all."""
    children = [one for one in parts if one.who is not None and one.who.kind is Kind.CHILD and one.who.kin != "nephew"]
    if len(children) < _SEVERAL or any(one.facts.doses is not None for one in children[:-1]):
        return list(parts)
    doses = children[-1].facts.doses
    if doses is None or not any(word.startswith(_BOTH) for word in words[children[-1].first : children[-1].after]):
        return list(parts)
    return [replace(one, facts=replace(one.facts, doses=doses)) if one in children else one for one in parts]


def _doses_in(words: Sequence[str], part: Part, amounts: Sequence[Quantity]) -> int | None:
    """The number of doses, where the part tells nothing else."""
    if part.who is None:
        return None
    taken = {place for one in amounts for place in range(one.first, one.after)}
    taken |= set(range(part.who.first, part.who.after))
    is_no_first = list(words[part.first : part.first + 2]) in (["жок", ","], ["нет", ","])
    of_all = [place for place in range(part.first, part.who.first) if words[place] in _ALL]
    first = part.who.first if of_all else part.first + is_no_first
    rest = [words[at] for at in range(first, part.after) if at not in taken and words[at] not in _AROUND]
    counts = [_COUNTS.get(word) for word in rest]
    if not rest or any(count is None for count in counts) or len(rest) > _SEVERAL:
        return None
    return 0 if 0 in counts else counts[0]
