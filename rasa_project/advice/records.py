"""What all records of the knowledge files share: no unknown keys, no change after loading."""

from __future__ import annotations

from pydantic import BaseModel, Field


class Record(BaseModel):
    """A checked, unchangeable entry of a knowledge file."""

    class Config:
        """Misspelt keys are errors; entries stay as loaded."""

        extra = "forbid"
        allow_mutation = False


class Words(Record):
    """A few words in both languages, to stand inside an answer."""

    kk: str
    ru: str


class Reason(Words):
    """Why a step is advised, with the sources of it."""

    sources: list[str] = Field(min_items=1)
