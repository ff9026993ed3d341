"""Write docs/advice.md from the knowledge files: ``make advice``. A test fails where the page is not what they say."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from pydantic import Field, parse_obj_as

from rasa_project.advice.calendar import Child, Step, plan_for
from rasa_project.advice.calendar_table import Calendar
from rasa_project.advice.exposure import Exposure, ExposureRules, exposure_advice
from rasa_project.advice.exposure import Step as ExposureStep
from rasa_project.advice.knowledge import KNOWLEDGE_DIR, Knowledge, knowledge
from rasa_project.advice.records import Record
from rasa_project.advice.triage_table import Row, TriageTable
from rasa_project.yaml_files import read_yaml

ROOT: Final = Path(__file__).resolve().parents[1]
PAGE: Final = ROOT / "docs" / "advice.md"
CHANGES: Final = KNOWLEDGE_DIR / "advice_changes.yml"
SPEED: Final = ROOT / "benchmarks" / "advice.json"
#: The day that the examples of the calendar are worked out for.
DAY: Final = date(2026, 11, 25)

_LEVELS: Final = {
    "emergency": "103 now",
    "doctor_today": "a doctor today",
    "call_clinic": "call the clinic, keep apart",
    "watch": "watch, and call if",
}
_AGES: Final = (0, 6, 8, 10, 11, 12, 15, 16, 24, 71, 72, 84, 180, 215, 216)
_STEPS: Final = {
    Step.GENERAL: "the calendar in general",
    Step.BEFORE_FIRST: "first dose at 12 months",
    Step.EARLY_DOSE: "dose before 12 months does not count: first at 12 months",
    Step.FIRST_DUE: "first dose now",
    Step.FIRST_OVERDUE: "first dose now (late), second 28 days later at the soonest",
    Step.FIRST_WAIT: "first dose 28 days after the early one",
    Step.SECOND_LATER: "second dose at 6 years",
    Step.SECOND_DUE: "second dose now",
    Step.SECOND_WAIT: "second dose 28 days after the last",
    Step.DOSES_UNKNOWN: "look at the record; none found counts as unvaccinated",
    Step.ONE_DOSE: "second dose at 6 years, or now if older",
    Step.BOTH_BEFORE_SIX: "look at both dates; the clinic says whether a dose at 6 is needed",
    Step.COMPLETE: "complete",
    Step.ADULT: "the doctor decides",
    Step.WHICH_MONTH: "ask for the month of birth",
}
_AFTER_CONTACT: Final = {
    ExposureStep.VACCINE_NOW: "the clinic today: dose within 72 hours",
    ExposureStep.ONE_DOSE: "the clinic today: the doctor decides on the second dose within 72 hours",
    ExposureStep.OVER_AGE: "the clinic today: ask whether a dose is given now",
    ExposureStep.INFANT_TODAY: "the doctor today: dose within 72 hours, or immunoglobulin to day 6",
    ExposureStep.BABY_TODAY: "the doctor today: immunoglobulin to day 6, if the doctor says so; no dose",
    ExposureStep.PREGNANT_TODAY: "the doctor today: immunoglobulin to day 6, if the doctor says so; no dose is given",
    ExposureStep.WEAK_TODAY: "the doctor today: immunoglobulin to day 6, if the doctor says so; "
    "no dose if strongly weakened",
    ExposureStep.UNCLEAR_TODAY: "the doctor today: dose within 72 hours, or immunoglobulin to day 6",
    ExposureStep.DOCTOR_TODAY: "the doctor today: immunoglobulin to day 6, if the doctor says so",
    ExposureStep.AT_RISK_LATE: "the doctor today: the 6 days have passed, the doctor arranges the watching",
    ExposureStep.LATE: "the clinic: a dose protects from the next time",
    ExposureStep.PROTECTED: "no dose needed; the clinic watches",
    ExposureStep.WATCH_OVER: "the watching is over; make up missing doses",
}


class Change(Record):
    """One changed row: before, now, and the rule that it rests on."""

    row: str
    before: str
    now: str
    rests_on: str
    sources: list[str] = Field(min_items=1)


class Day(Record):
    """What changed on one day (``advice_changes.yml``)."""

    day: date
    changes: list[Change] = Field(min_items=1)


def changes() -> list[Day]:
    """All days on which the advice changed, the newest first."""
    return parse_obj_as(list[Day], read_yaml(CHANGES.read_text(encoding="utf-8")))


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(knowledge()), encoding="utf-8")
    print("Written: docs/advice.md")


def page(known: Knowledge) -> str:
    """The whole page."""
    parts = [
        "# The advice, as a doctor would check it\n",
        "Made by `make advice` from `data/knowledge/`; a test fails where it is out of date. Sources by key: "
        "`data/knowledge/sources.yml`. The bot never names a diagnosis, never gives a dose of a medicine.\n",
        *_calendar(known.calendar),
        *_triage(known.triage),
        *_exposure(known.exposure),
        *_speed(),
        *_changed(),
    ]
    return "\n".join(parts)


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = ["| " + " | ".join(map(str, row)) + " |" for row in (head, ["---"] * len(head), *rows)]
    return "\n".join(lines) + "\n"


def _calendar(calendar: Calendar) -> list[str]:
    doses = [(one.number, _age(one.due_months), _age(one.overdue_months)) for one in calendar.doses]
    campaigns = [
        (
            one.name.ru,
            one.from_,
            one.until or "no end published",
            one.status,
            "yes" if one.counts else "no",
            _keys(one.sources),
        )
        for one in calendar.campaigns
    ]
    return [
        "## Vaccination calendar\n",
        f"Sources: {_keys(calendar.sources)}.\n",
        table(("dose", "due at", "said to be late from"), doses),
        f"- A dose before {_age(calendar.earliest_counted_months)} does not count.",
        f"- At least {calendar.minimum_interval_days} days between two doses.",
        f"- Missed doses are made up until {_age(calendar.catch_up_until_months)}; after that the doctor decides.",
        "- An unknown record counts as no dose.\n",
        "What is advised, by age (row) and doses had (column):\n",
        table(("age", "none", "one", "two", "unknown"), [_advised(age, calendar) for age in _AGES]),
        'Additional doses for a time. `confirm` is worded as "ask your clinic whether it is offered now"; `over` is '
        "never spoken of:\n",
        table(("campaign", "from", "until", "status", "counts", "sources"), campaigns),
        "Reasons that are given:\n",
        table(
            ("reason", "Kazakh", "Russian", "sources"),
            [(name, one.kk, one.ru, _keys(one.sources)) for name, one in sorted(calendar.reasons.items())],
        ),
    ]


def _advised(age: int, calendar: Calendar) -> tuple[str, ...]:
    plans = [plan_for(Child(age, doses), calendar, DAY) for doses in (0, 1, 2, None)]
    return (
        _age(age),
        *(_STEPS[plan.step] + (" (+ ask about the extra dose)" if _extra(plan) else "") for plan in plans),
    )


def _extra(plan: object) -> bool:
    return any(not one.counts for one in getattr(plan, "campaigns", ()))


def _triage(triage: TriageTable) -> list[str]:
    at_risk = triage.at_risk
    return [
        "## Triage: how soon whom\n",
        "The most urgent row that fits decides. What was asked and not answered counts as the worse case.\n",
        table(
            ("row", "when", "then", "why (Russian)", "sources"),
            [(row.id, _when(row), _LEVELS[row.level], row.why.ru, _keys(row.sources)) for row in triage.rows],
        ),
        f"Whom measles harms most: younger than {_age(at_risk.age_under_months)}, {', '.join(at_risk.risks)} (unknown "
        f"counts as such). With {' or '.join(at_risk.suspected_any)} {_LEVELS[at_risk.suspected]}, else at least: "
        f"{_LEVELS[at_risk.otherwise]}. A row that asks for more stands. Sources: {_keys(at_risk.sources)}.\n",
        f"Where the day of the rash was told, the answer adds: should the doctor find measles, at home for at least "
        f"{triage.apart.days_after_rash} full days after it. Sources: {_keys(triage.apart.sources)}.\n",
        f"Asked, in this order and only where the answer can change the advice: {', '.join(triage.questions)}. "
        "At most six.\n",
    ]


def _when(row: Row) -> str:
    when = row.when
    parts = [f"danger sign: {when.danger}"] if when.danger else []
    parts += [name for name in ("fever", "rash", "contact") if getattr(when, name)]
    parts += [f"fever over {when.fever_days_over} days"] if when.fever_days_over else []
    parts += [f"rash out for over {when.rash_days_over} days"] if when.rash_days_over else []
    parts += [f"younger than {_age(when.age_under_months)}"] if when.age_under_months else []
    parts += ["no dose so far"] if when.doses == 0 else []
    parts += [" or ".join(when.signs_any)] if when.signs_any else []
    parts += [" and ".join(when.signs_all)] if when.signs_all else []
    return ", ".join(parts) or "anything else"


def _exposure(rules: ExposureRules) -> list[str]:
    people = [
        ("under 6 months", 3, "none"),
        ("6 to 12 months", 8, "none"),
        ("1 to 30 years", 72, "none"),
        ("over 30 years", 400, "none"),
        ("pregnant", 300, "pregnant"),
        ("weak immunity", 72, "weak_immunity"),
        ("risk not known", 72, "unknown"),
    ]
    days = (1, rules.vaccine_within_days + 1, rules.immunoglobulin_within_days + 1, rules.watch_days + 1)
    rows = [
        (
            who,
            doses,
            *(_AFTER_CONTACT[exposure_advice(Exposure(day, age, risk, doses), rules, DAY).step] for day in days),
        )
        for who, age, risk in people
        for doses in (0, 1, 2)
    ]
    return [
        "## After a contact\n",
        f"Sources: {_keys(rules.sources)}. Watching: {rules.watch_days} days. Unknown doses count as none. No "
        f"dose before {_age(rules.vaccine_by_calendar_from_months)} counts.\n",
        table(("who", "doses", "within 72 hours", "day 4 to 6", "day 7 to 21", "later"), rows),
        "Reasons that the API gives (`POST /api/v1/exposure`):\n",
        table(
            ("reason", "Kazakh", "Russian", "sources"),
            [(name, one.kk, one.ru, _keys(one.sources)) for name, one in sorted(rules.reasons.items())],
        ),
    ]


def _speed() -> list[str]:
    if not SPEED.is_file():
        return []
    kept = json.loads(SPEED.read_text(encoding="utf-8"))
    return [
        "## Speed\n",
        f"Measured by `make bench-advice` on {kept['date']} ({kept['machine']}); medians.\n",
        table(("what", "ms"), [(row["what"], row["ms"]) for row in kept["rows"]]),
    ]


def _changed() -> list[str]:
    parts = []
    for one in changes():
        rows = [(c.row, c.before, c.now, c.rests_on, _keys(c.sources), "") for c in one.changes]
        parts += [
            f"## Changed on {one.day}, for a doctor to sign\n",
            table(("row", "before", "now", "rests on", "sources", "doctor"), rows),
        ]
    return parts


def _age(months: int) -> str:
    return f"{months // 12} years" if months >= 24 and months % 12 == 0 else f"{months} months"


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _keys(keys: Sequence[str]) -> str:
    return ", ".join(keys)


if __name__ == "__main__":
    main()
