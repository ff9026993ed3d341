"""What still helps after meeting a measles patient: the rules of ``data/knowledge/exposure.yml``.

Kazakhstan: the dose within 72 hours, 21 days of watching (decree No. 3 of 19.02.2026 and practice). For
those who can't be vaccinated immunoglobulin within 6 days, where the doctor decides so (international rule).
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum
from typing import Any, Final, Literal

from pydantic import Field

from rasa_project.advice.records import Record

_FULLY: Final = 2
_NO_RISK: Final = "none"
_UNKNOWN: Final = "unknown"
#: Taken for the age, in months, where it was not asked yet, and where it was asked in vain.
_OF_A_CHILD: Final = 72
_YOUNGEST: Final = 5


class ExposureRules(Record):
    """``exposure.yml``; ages in months, times in days."""

    vaccine_within_days: int
    immunoglobulin_within_days: int
    watch_days: int
    vaccine_from_months: int
    vaccine_by_calendar_from_months: int
    vaccine_until_months: int
    sources: list[str] = Field(min_items=1)
    questions: list[Literal["when", "risk", "age", "doses"]]


class Step(Enum):
    """What to tell the parent."""

    VACCINE_NOW = "vaccine_now"
    ONE_DOSE = "one_dose"
    INFANT_TODAY = "infant_today"
    DOCTOR_TODAY = "doctor_today"
    OVER_AGE = "over_age"
    LATE = "late"
    PROTECTED = "protected"
    WATCH_OVER = "watch_over"


@dataclass(frozen=True)
class Exposure:
    """What is known of a contact; ``None`` where it was neither told nor asked.

    Attributes:
        days_ago: days since the first meeting; a fraction above one day stands for a range (``4.5`` for 4 to 6).
        age_months: completed months of the one who met the patient.
        risk: ``none``, ``pregnant``, ``weak_immunity`` or ``unknown``.
        doses: measles doses had.
        unanswered: questions put in vain; each counts as the worse case.
    """

    days_ago: float | None = None
    age_months: int | None = None
    risk: str | None = None
    doses: int | None = None
    unanswered: frozenset[str] = frozenset()


@dataclass(frozen=True)
class ExposureAdvice:
    """The step, the last day for it, and the last day of watching.

    Dates stand only where the day of the contact is known.
    """

    step: Step
    act_until: date | None
    watch_until: date | None


_FIELDS: Final = {"when": "days_ago", "age": "age_months", "risk": "risk", "doses": "doses"}


def exposure_advice(exposure: Exposure, rules: ExposureRules, today: date) -> ExposureAdvice:
    """The advice for a contact; what is not known counts as the worse case."""
    step = _step(_filled(exposure), rules)
    if exposure.days_ago is None or _is_range(exposure.days_ago):
        return ExposureAdvice(step, None, None)
    met = today - timedelta(days=int(min(exposure.days_ago, 365)))
    within = {
        Step.VACCINE_NOW: rules.vaccine_within_days,
        Step.ONE_DOSE: rules.vaccine_within_days,
        Step.INFANT_TODAY: rules.vaccine_within_days,
        Step.OVER_AGE: rules.vaccine_within_days,
        Step.DOCTOR_TODAY: rules.immunoglobulin_within_days,
    }.get(step)
    act_until = met + timedelta(days=within) if within and exposure.days_ago <= within else None
    return ExposureAdvice(step, act_until, met + timedelta(days=rules.watch_days))


def _is_range(days_ago: float) -> bool:
    """Whether the day itself is not known: no date is made of it."""
    return days_ago > 1 and not float(days_ago).is_integer()


def next_question(exposure: Exposure, rules: ExposureRules) -> str | None:
    """The first open question whose answer can change the step, or ``None``."""
    values = _possible_values(rules)
    still_open = [question for question in rules.questions if is_open(exposure, question)]
    for question in still_open:
        others = [other for other in still_open if other != question]
        for chosen in itertools.product(*(values[other] for other in others)):
            case = replace(exposure, **{_FIELDS[o]: v for o, v in zip(others, chosen, strict=True)})
            options = (replace(case, **{_FIELDS[question]: value}) for value in values[question])
            if len({_step(_filled(option), rules) for option in options}) > 1:
                return question
    return None


def is_open(exposure: Exposure, question: str) -> bool:
    """Whether the question was neither answered nor put in vain."""
    return getattr(exposure, _FIELDS[question]) is None and question not in exposure.unanswered


def _step(known: Exposure, rules: ExposureRules) -> Step:
    days, age, doses = known.days_ago or 0, known.age_months or 0, known.doses or 0
    if days > rules.watch_days:
        return Step.WATCH_OVER
    if doses >= _FULLY and known.risk != "weak_immunity":
        return Step.PROTECTED
    in_time = days <= rules.vaccine_within_days
    if known.risk != _NO_RISK or age < rules.vaccine_from_months:
        return Step.DOCTOR_TODAY
    if age < rules.vaccine_by_calendar_from_months:
        return Step.INFANT_TODAY if in_time else Step.DOCTOR_TODAY
    if not in_time:
        return Step.LATE
    if age >= rules.vaccine_until_months:
        return Step.OVER_AGE
    return Step.ONE_DOSE if doses else Step.VACCINE_NOW


def _filled(exposure: Exposure) -> Exposure:
    """With a value for everything: the contact as of today, no doses, a child; a baby where it was asked in vain."""
    risk = exposure.risk
    if risk is None:
        risk = "weak_immunity" if "risk" in exposure.unanswered else _NO_RISK
    return Exposure(
        days_ago=0 if exposure.days_ago is None else exposure.days_ago,
        age_months=_assumed_age(exposure),
        risk="weak_immunity" if risk == _UNKNOWN else risk,
        doses=exposure.doses or 0,
        unanswered=exposure.unanswered,
    )


def _assumed_age(exposure: Exposure) -> int:
    if exposure.age_months is not None:
        return exposure.age_months
    return _YOUNGEST if "age" in exposure.unanswered else _OF_A_CHILD


def _possible_values(rules: ExposureRules) -> dict[str, tuple[Any, ...]]:
    """One value from each stretch that the rules tell apart."""
    return {
        "when": (0, rules.immunoglobulin_within_days, rules.watch_days + 1),
        "age": (0, rules.vaccine_from_months, rules.vaccine_by_calendar_from_months, rules.vaccine_until_months),
        "risk": (_NO_RISK, "pregnant", "weak_immunity"),
        "doses": (0, 1, _FULLY),
    }
