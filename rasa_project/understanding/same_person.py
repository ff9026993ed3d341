"""Whether two mentions of a message mean one person."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from rasa_project.understanding.mentions import Kind, Mention
from rasa_project.understanding.told_names import is_same_name

#: Words of kin that say no more than "child".
_OWN: Final = frozenset({None, "son", "daughter"})


def is_same(one: Mention, other: Mention) -> bool:
    """Whether ``other``, named later, may be the same person as ``one``."""
    if one.kind is not other.kind:
        return False
    if one.kind is Kind.GROWN_UP:
        return one.kin == other.kin
    if one.kind is not Kind.CHILD:
        return one.count in {None, other.count} or other.count is None
    if one.order == other.order == "aged":
        return False  # «3 жасары алмаған, 7 жасары бір рет»
    if one.name and other.name:
        return is_same_name(one.name, other.name)
    if one.sex and other.sex and one.sex != other.sex:
        return False
    if other.order != one.order and other.order is not None:
        return False
    return one.kin == other.kin or None in {one.kin, other.kin}


def joined(one: Mention, other: Mention) -> Mention:
    """``one`` with what ``other``, of the same person, tells besides."""
    return replace(
        one,
        sex=one.sex or other.sex,
        order=one.order or other.order,
        kin=one.kin or other.kin,
        name=one.name or other.name,
        count=one.count or other.count,
    )


def pair_of(one: Mention, other: Mention) -> Mention:
    """Two children that one fact is told of: «сын и дочка не привиты»."""
    sex = one.sex if one.sex == other.sex else None
    return Mention(Kind.GROUP, sex, count=2, first=one.first, after=other.after)
