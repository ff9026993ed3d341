"""Signs of illness as typed, checked objects (``data/knowledge/danger.yml`` and ``symptoms.yml``).

A sign is known by its id alone: whether it is a danger sign follows from the file that it stands in.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pydantic import Field, constr, validator

from kazakh.script import fold
from rasa_project.advice.records import Record, Words

if TYPE_CHECKING:
    SignId = str
    Phrase = str
else:
    SignId = constr(regex=r"^[a-z]+(_[a-z]+)*$")
    #: A stem, or several in a row; "=" in front asks for the whole word.
    Phrase = constr(regex=r"^(=[^\s=]+|[^\s=]{2,})( =?[^\s=]+)*$")


class DangerSign(Record):
    """One sign that means 103.

    Attributes:
        name: for people.
        question: asked about it where it is not sure; a yes is danger.
        sources: who calls it a danger sign.
        words: how it is told; any one is enough.
        together: how it is told in several places of a message: of each alternative one phrase of every list.
        near: pairs of lists; a phrase of each in one clause, at most three words apart, in either order.
        unless: phrases that make it something else when they stand near it.
        well: phrases that say the opposite.
    """

    name: Words
    question: Words
    sources: list[str] = Field(min_items=1)
    words: list[Phrase] = Field(min_items=1)
    together: list[list[list[Phrase]]] = []
    near: list[list[list[Phrase]]] = []
    unless: list[Phrase] = []
    well: list[Phrase] = []

    @validator("near", each_item=True)
    def _is_a_pair(cls, lists: list[list[str]]) -> list[list[str]]:
        if len(lists) != 2:
            raise ValueError("near holds pairs of lists")
        return lists


PlainSigns = dict[SignId, list[Phrase]]
DangerSigns = dict[SignId, DangerSign]


class Signs(Record):
    """All signs, by id: plain ones with their words, and danger signs."""

    plain: PlainSigns
    danger: DangerSigns

    @property
    def source_keys(self) -> list[str]:
        """Keys of every source that calls something a danger sign."""
        return [key for sign in self.danger.values() for key in sign.sources]

    def twice(self) -> Iterator[tuple[str, str, str]]:
        """What stands twice: the id it was found under again, the text as it stands there, and the reason."""
        for name in sorted(set(self.plain) & set(self.danger)):
            yield name, name, f"sign {name!r} is in symptoms.yml too; it is plain or it is danger"
        seen: dict[str, str] = {}
        words = {**self.plain, **{name: sign.words for name, sign in self.danger.items()}}
        for name, phrases in words.items():
            for phrase in phrases:
                before = seen.setdefault(fold(phrase), name)
                if before != name or phrases.count(phrase) > 1:
                    yield name, phrase, f"{phrase!r} names {before!r} already"
