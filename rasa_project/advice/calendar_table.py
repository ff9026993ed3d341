"""The vaccination calendar as typed, checked objects (``data/knowledge/calendar.yml``). Ages are in months."""

from __future__ import annotations

from datetime import date
from typing import Any, Final, Literal

from pydantic import Field, conint, root_validator

from rasa_project.advice.records import Reason, Record, Words

REASONS: Final = frozenset(
    {
        "adult",
        "both_early",
        "both_had",
        "catch_up",
        "early_dose",
        "first_by_calendar",
        "interval",
        "no_record",
        "second_by_calendar",
        "too_early",
    }
)


class Dose(Record):
    """One dose of the calendar."""

    number: conint(ge=1, le=2)  # type: ignore[valid-type]
    due_months: conint(ge=0, le=216)  # type: ignore[valid-type]
    overdue_months: conint(ge=0, le=216)  # type: ignore[valid-type]


class AgeRange(Record):
    """From an age, until before another."""

    from_months: int
    under_months: int


class Campaign(Record):
    """An additional dose for a time; ``until`` is ``None`` where no end was published."""

    id: str
    name: Words
    from_: date = Field(alias="from")
    until: date | None
    status: Literal["confirm", "over"]
    ages: list[AgeRange] = Field(min_items=1)
    doses: list[Literal[0, 1, 2]] = Field(min_items=1)
    counts: bool
    sources: list[str] = Field(min_items=1)

    def runs_on(self, today: date) -> bool:
        """Whether it may be on: begun, not called over, and not past its end."""
        return self.status != "over" and self.from_ <= today and (self.until is None or today <= self.until)

    def is_for(self, age_months: int, doses: int) -> bool:
        """Whether a child of that age with so many doses belongs to it."""
        return doses in self.doses and any(a.from_months <= age_months < a.under_months for a in self.ages)


class Calendar(Record):
    """Kazakhstan's measles calendar."""

    sources: list[str] = Field(min_items=1)
    doses: list[Dose] = Field(min_items=2, max_items=2)
    earliest_counted_months: int
    minimum_interval_days: conint(ge=28)  # type: ignore[valid-type]
    catch_up_until_months: int
    campaigns: list[Campaign]
    reasons: dict[str, Reason]

    @property
    def source_keys(self) -> list[str]:
        """Keys of every source that an entry rests on."""
        of_campaigns = [key for one in self.campaigns for key in one.sources]
        return self.sources + of_campaigns + [key for one in self.reasons.values() for key in one.sources]

    @root_validator(skip_on_failure=True)
    def _in_order(cls, values: dict[str, Any]) -> dict[str, Any]:
        first, second = values["doses"]
        if (first.number, second.number) != (1, 2) or first.due_months >= second.due_months:
            raise ValueError("doses must be 1 and 2, in the order of their ages")
        if set(values["reasons"]) != REASONS:
            raise ValueError(f"reasons must be exactly {', '.join(sorted(REASONS))}")
        return values
