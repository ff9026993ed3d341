"""The forms in which the people of a message are given: who, in which role."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from rasa_project.understanding.people_forms import Kind, Order, Sex


@dataclass(frozen=True)
class Mention:
    """A person as a message names one.

    Attributes:
        kind: who it is to the writer.
        sex: where the word tells it.
        order: which of several children.
        kin: whose relative: of the writer; ``None`` where only "child".
        name: folded first name.
        count: how many, of a group.
        is_ill: whether the words call it the one who is ill («ауырған балам», «больной ребёнок»).
        is_baby: whether the word is of a baby («грудничок», «бөпем»).
        is_small: whether it is of a small child, under one year or not («малыш», «кішкентайым»).
        first: index of its first folded token.
        after: index of the token behind it.
    """

    kind: Kind
    sex: Sex | None = None
    order: Order | None = None
    kin: str | None = None
    name: str | None = None
    count: int | None = None
    is_baby: bool = False
    is_small: bool = False
    is_ill: bool = False
    first: int = 0
    after: int = 0


class Role(Enum):
    """What a person does in its clause."""

    #: The clause may be about this person.
    SUBJECT = "subject"
    #: Was there too: «әкесімен бірге», «с бабушкой».
    COMPANION = "companion"
    #: Is named only to say whose somebody is: «баламның әкесі».
    OWNER = "owner"


@dataclass(frozen=True)
class Named:
    """A mention with its role."""

    mention: Mention
    role: Role = Role.SUBJECT
