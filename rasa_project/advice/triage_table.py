"""The triage table as typed, checked objects (``data/knowledge/triage.yml``)."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, root_validator

from rasa_project.advice.records import Record, Words

LevelName = Literal["watch", "call_clinic", "doctor_today", "emergency"]
Question = Literal["danger", "age", "fever", "rash", "contact", "risk", "fever_days", "doses"]


class When(Record):
    """Conditions of a row; all must hold, an empty one always does.

    The signs are ids of ``symptoms.yml``; knowledge.py checks that they stand there.
    """

    danger: Literal["yes", "unknown"] | None = None
    fever: Literal[True] | None = None
    rash: Literal[True] | None = None
    contact: Literal[True] | None = None
    fever_days_over: int | None = None
    rash_days_over: int | None = None
    age_under_months: int | None = None
    doses: Literal[0] | None = None
    signs_any: list[str] = []
    signs_all: list[str] = []


class Row(Record):
    """One row: its conditions, how urgent it makes the case, why, and who says so."""

    id: str
    level: LevelName
    when: When
    why: Words
    sources: list[str] = Field(min_items=1)
    note: str | None = None


class AtRisk(Record):
    """Whom measles harms most, and the least urgent advice that they get.

    ``suspected`` holds where one of ``suspected_any`` is there, ``otherwise`` where none is.
    """

    age_under_months: int
    risks: list[Literal["pregnant", "weak_immunity"]]
    suspected_any: list[Literal["fever", "rash", "contact"]] = Field(min_items=1)
    suspected: Literal["call_clinic", "doctor_today"]
    otherwise: Literal["watch", "call_clinic"]
    why: dict[str, Words]
    sources: list[str] = Field(min_items=1)


class Apart(Record):
    """How long a measles patient stays apart: full days after the rash came out; ``{until}`` in the words is a date."""

    days_after_rash: int
    words: Words
    sources: list[str] = Field(min_items=1)


class TriageTable(Record):
    """``triage.yml``."""

    rows: list[Row]
    at_risk: AtRisk
    apart: Apart
    questions: list[Question]

    @property
    def source_keys(self) -> list[str]:
        """Keys of every source that a row or the lifting rests on."""
        return [key for row in self.rows for key in row.sources] + self.at_risk.sources + self.apart.sources

    @root_validator(skip_on_failure=True)
    def _is_whole(cls, values: dict[str, Any]) -> dict[str, Any]:
        ids = [row.id for row in values["rows"]]
        if len(set(ids)) < len(ids):
            raise ValueError("two rows have one id")
        if not any(row.when == When() for row in values["rows"]):
            raise ValueError("no row without conditions: some case would have no advice")
        if set(values["at_risk"].why) != {"age", "unknown", *values["at_risk"].risks}:
            raise ValueError("at_risk.why must name age, unknown and every risk")
        return values
