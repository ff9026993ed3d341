"""What a clinic's system is told after a contact: the step, each last day, and why.

The steps are those of :mod:`rasa_project.advice.exposure`, which parents are answered from.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from rasa_project.advice.exposure import (
    BY_IMMUNOGLOBULIN,
    BY_VACCINE,
    Exposure,
    ExposureRules,
    Step,
    exposure_advice,
    first_day,
    next_question,
)

_AT_RISK: Final = ("immunoglobulin_6d", "at_risk")
_REASONS: Final[dict[Step, tuple[str, ...]]] = {
    Step.VACCINE_NOW: ("vaccine_72h",),
    Step.ONE_DOSE: ("vaccine_72h", "second_by_doctor"),
    Step.OVER_AGE: ("vaccine_72h", "under_30"),
    Step.INFANT_TODAY: ("vaccine_72h", "infant_by_doctor", *_AT_RISK),
    Step.BABY_TODAY: _AT_RISK,
    Step.PREGNANT_TODAY: ("no_vaccine_pregnant", *_AT_RISK),
    Step.WEAK_TODAY: ("no_vaccine_weak", *_AT_RISK),
    Step.UNCLEAR_TODAY: (
        "vaccine_72h", "immunoglobulin_6d", "no_vaccine_baby", "no_vaccine_pregnant", "no_vaccine_weak",
    ),
    Step.DOCTOR_TODAY: _AT_RISK,
    Step.AT_RISK_HOME: ("six_days_perhaps_over", "at_risk"),
    Step.AT_RISK_LATE: ("six_days_over", "at_risk"),
    Step.LATE: ("too_late",),
    Step.PROTECTED: ("two_doses",),
    Step.WATCH_OVER: ("watch_over",),
}  # fmt: skip
#: Where a dose in time is one of two ways, immunoglobulin is the other, longer one.
_BOTH_WAYS: Final = frozenset({Step.INFANT_TODAY, Step.UNCLEAR_TODAY})


@dataclass(frozen=True)
class AfterContact:
    """The advice after a contact; a day is ``None`` where it does not apply or can't be told.

    Attributes:
        step: as parents are told.
        first_day: from which the days are counted.
        vaccine_until: the last day on which a dose still helps.
        immunoglobulin_until: the last day on which immunoglobulin does; the doctor decides whether it is needed.
        watch_until: the last day of watching for signs.
        reasons: names in ``exposure.yml``.
        unknown: questions (``when``, ``age``, ``risk``, ``doses``) whose answer could still change the step.
    """

    step: Step
    first_day: date | None
    vaccine_until: date | None
    immunoglobulin_until: date | None
    watch_until: date | None
    reasons: tuple[str, ...]
    unknown: tuple[str, ...]


def after_contact(exposure: Exposure, rules: ExposureRules, today: date) -> AfterContact:
    """The advice for a contact; what is not known counts as the worse case, for there is nobody to ask."""
    unknown = _unknown(exposure, rules)
    exposure = replace(exposure, unanswered=frozenset(unknown))
    advice = exposure_advice(exposure, rules, today)
    days = first_day(exposure, rules)
    met = None if days is None else today - timedelta(days=int(days))
    is_over = advice.step is Step.WATCH_OVER
    return AfterContact(
        advice.step,
        met,
        _until(met, rules.vaccine_within_days, today) if advice.step in BY_VACCINE else None,
        _until(met, rules.immunoglobulin_within_days, today) if advice.step in BY_IMMUNOGLOBULIN | _BOTH_WAYS else None,
        None if is_over else advice.watch_until,
        _reasons(advice.step, exposure, rules),
        unknown,
    )


def _until(met: date | None, days: int, today: date) -> date | None:
    last = None if met is None else met + timedelta(days=days)
    return last if last is not None and last >= today else None


def _unknown(exposure: Exposure, rules: ExposureRules) -> tuple[str, ...]:
    """Each question that would be asked if it came first."""

    def matters(question: str) -> bool:
        others = [one for one in rules.questions if one != question]
        return next_question(exposure, rules.copy(update={"questions": [question, *others]})) == question

    return tuple(question for question in rules.questions if matters(question))


def _reasons(step: Step, exposure: Exposure, rules: ExposureRules) -> tuple[str, ...]:
    reasons = list(_REASONS[step])
    age = exposure.age_months
    if step is Step.BABY_TODAY and age is not None and age < rules.vaccine_from_months:
        reasons.insert(0, "no_vaccine_baby")
    if exposure.lives_with and step is not Step.WATCH_OVER:
        reasons.append("infectious_before_rash")
    return tuple(reasons if step is Step.WATCH_OVER else [*reasons, "watch_21d"])
