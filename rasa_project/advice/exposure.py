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

from pydantic import Field, validator

from rasa_project.advice.records import Reason, Record, Words

_FULLY: Final = 2
_NO_RISK: Final = "none"
_UNKNOWN: Final = "unknown"
_NOT_VACCINATED: Final = frozenset({"pregnant", "weak_immunity"})
#: Taken for the age, in months, where it was not asked yet.
_OF_A_CHILD: Final = 72


#: Codes of the reasons in ``exposure.yml``: programs compare them, so that they never change.
REASONS: Final = frozenset(
    {
        "at_risk", "immunoglobulin_6d", "infant_by_doctor", "infectious_before_rash", "no_vaccine_baby",
        "no_vaccine_pregnant", "no_vaccine_weak", "second_by_doctor", "six_days_over", "six_days_perhaps_over",
        "too_late", "two_doses", "under_30", "vaccine_72h", "watch_21d", "watch_over",
    }
)  # fmt: skip


class ExposureWords(Record):
    """What stands in the answers for a date, and on the nursery, which is of no use to a grown-up."""

    soon: Words
    watch: Words
    watch_unknown: Words
    nursery: Words
    weak: Words
    home: Words
    home_late: Words


class ExposureRules(Record):
    """``exposure.yml``; ages in months, times in days."""

    vaccine_within_days: int
    immunoglobulin_within_days: int
    watch_days: int
    infectious_before_rash_days: int
    infectious_after_rash_days: int
    vaccine_from_months: int
    vaccine_by_calendar_from_months: int
    vaccine_until_months: int
    risk_asked_from_months: int
    sources: list[str] = Field(min_items=1)
    questions: list[Literal["when", "risk", "age", "doses"]]
    words: ExposureWords
    reasons: dict[str, Reason]

    @property
    def source_keys(self) -> list[str]:
        """Keys of every source that an entry rests on."""
        return self.sources + [key for one in self.reasons.values() for key in one.sources]

    @validator("reasons")
    def _are_all_there(cls, reasons: dict[str, Reason]) -> dict[str, Reason]:
        if set(reasons) != REASONS:
            raise ValueError(f"must be exactly {', '.join(sorted(REASONS))}")
        return reasons


class Step(Enum):
    """What to tell the parent."""

    VACCINE_NOW = "vaccine_now"
    ONE_DOSE = "one_dose"
    OVER_AGE = "over_age"
    #: 6 to 11 months within 72 hours: the dose or immunoglobulin.
    INFANT_TODAY = "infant_today"
    #: Immunoglobulin alone: under 6 months, and 6 to 11 months behind 72 hours.
    BABY_TODAY = "baby_today"
    PREGNANT_TODAY = "pregnant_today"
    WEAK_TODAY = "weak_today"
    #: Age or risk asked in vain: within 72 hours, and behind them.
    UNCLEAR_TODAY = "unclear_today"
    DOCTOR_TODAY = "doctor_today"
    #: One of those at risk who lives with the patient: the 6 days may have passed, but nobody can tell.
    AT_RISK_HOME = "at_risk_home"
    #: One of those at risk, behind the 6 days of immunoglobulin.
    AT_RISK_LATE = "at_risk_late"
    LATE = "late"
    PROTECTED = "protected"
    WATCH_OVER = "watch_over"


@dataclass(frozen=True)
class Exposure:
    """What is known of a contact; ``None`` where it was neither told nor asked.

    Attributes:
        days_ago: days since the first meeting; a fraction above one day stands for a range (``4.5`` for 4 to 6).
            Of who lives with the patient, since they have been together.
        age_months: completed months of the one who met the patient.
        risk: ``none``, ``pregnant``, ``weak_immunity`` or ``unknown``.
        doses: measles doses had.
        unanswered: questions put in vain; each counts as the worse case.
        lives_with: whether the person lives with the patient, or was with him day by day: each day counts anew.
        patient_days: days since the patient's rash came out; where that is not known, since he fell ill.
        last_days: days since the last meeting, where there were several; the watching is counted from it.
    """

    days_ago: float | None = None
    age_months: int | None = None
    risk: str | None = None
    doses: int | None = None
    unanswered: frozenset[str] = frozenset()
    lives_with: bool = False
    patient_days: float | None = None
    last_days: float | None = None


@dataclass(frozen=True)
class ExposureAdvice:
    """The step, the last day for it, and the last day of watching.

    Dates stand only where the day of the contact is known.
    """

    step: Step
    act_until: date | None
    watch_until: date | None


#: Steps that a dose within 72 hours, or immunoglobulin within 6 days, belongs to.
BY_VACCINE: Final = frozenset({Step.VACCINE_NOW, Step.ONE_DOSE, Step.OVER_AGE, Step.INFANT_TODAY, Step.UNCLEAR_TODAY})
BY_IMMUNOGLOBULIN: Final = frozenset({Step.BABY_TODAY, Step.PREGNANT_TODAY, Step.WEAK_TODAY, Step.DOCTOR_TODAY})
#: The doctor today about immunoglobulin, and watching that may be over: nothing is asked to tell these apart.
_ALIKE: Final = {**dict.fromkeys(BY_IMMUNOGLOBULIN, Step.DOCTOR_TODAY), Step.WATCH_OVER: Step.PROTECTED}
_FIELDS: Final = {"when": "days_ago", "age": "age_months", "risk": "risk", "doses": "doses"}


def exposure_advice(exposure: Exposure, rules: ExposureRules, today: date) -> ExposureAdvice:
    """The advice for a contact; what is not known counts as the worse case."""
    days = first_day(exposure, rules)
    step = _step(_filled(exposure, rules), rules)
    last = _last_day(exposure, rules)
    watch_until = None if last is None else today - timedelta(days=last) + timedelta(days=rules.watch_days)
    if days is None or _is_range(days):
        return ExposureAdvice(step, None, watch_until)
    met = today - timedelta(days=int(min(days, 365)))
    within = _days_to_act(step, rules)
    act_until = met + timedelta(days=within) if within and days <= within else None
    return ExposureAdvice(step, act_until, watch_until or met + timedelta(days=rules.watch_days))


def first_day(exposure: Exposure, rules: ExposureRules) -> float | None:
    """Days since the first day that counts; ``None`` where it is not known.

    Who lives with a patient has met him from the day on which he became infectious, at the earliest 4 days before the
    rash (facts 2), and not since they live together.
    """
    if not exposure.lives_with:
        return exposure.days_ago
    together = exposure.days_ago
    if exposure.patient_days is None:  # so long as they are together is the most that it can be
        return together if together is not None and together <= rules.immunoglobulin_within_days else None
    infectious = exposure.patient_days + rules.infectious_before_rash_days
    return infectious if together is None else min(together, infectious)


def _last_day(exposure: Exposure, rules: ExposureRules) -> int | None:
    """Days since the last of several meetings; of who lives with the patient today, while he is infectious."""
    if not exposure.lives_with:
        return None if exposure.last_days is None else int(exposure.last_days)
    return max(0, int(exposure.patient_days or 0) - rules.infectious_after_rash_days)


def _days_to_act(step: Step, rules: ExposureRules) -> int | None:
    """Within how many days from the contact the step helps; ``None`` where no last day is set."""
    if step in BY_VACCINE:
        return rules.vaccine_within_days
    return rules.immunoglobulin_within_days if step in BY_IMMUNOGLOBULIN else None


def _is_range(days_ago: float) -> bool:
    """Whether the day itself is not known: no date is made of it."""
    return days_ago > 1 and not float(days_ago).is_integer()


def next_question(exposure: Exposure, rules: ExposureRules) -> str | None:
    """The first open question whose answer can change the step, or ``None``."""
    values = _possible_values(rules)
    exposure = replace(exposure, days_ago=first_day(exposure, rules), lives_with=False)
    still_open = [question for question in rules.questions if is_open(exposure, question)]
    if exposure.age_months is not None and exposure.age_months < rules.risk_asked_from_months:
        still_open = [question for question in still_open if question != "risk"]
    for question in still_open:
        others = [other for other in still_open if other != question]
        for chosen in itertools.product(*(values[other] for other in others)):
            case = replace(exposure, **{_FIELDS[o]: v for o, v in zip(others, chosen, strict=True)})
            options = (replace(case, **{_FIELDS[question]: value}) for value in values[question])
            if (
                len({_ALIKE.get(step, step) for step in (_step(_filled(option, rules), rules) for option in options)})
                > 1
            ):
                return question
    return None


def is_open(exposure: Exposure, question: str) -> bool:
    """Whether the question was neither answered nor put in vain."""
    return getattr(exposure, _FIELDS[question]) is None and question not in exposure.unanswered


def cannot_be_vaccinated(exposure: Exposure, rules: ExposureRules) -> bool:
    """Whether it is known that no dose is given: pregnant, weak immunity, or too young for one."""
    age = exposure.age_months
    return exposure.risk in _NOT_VACCINATED or (age is not None and age < rules.vaccine_from_months)


def _step(known: Exposure, rules: ExposureRules) -> Step:
    days = known.days_ago or 0
    if days > rules.watch_days:
        return Step.WATCH_OVER
    at_risk = _step_at_risk(known, rules, in_time=days <= rules.vaccine_within_days)
    if at_risk is not None:
        if days <= rules.immunoglobulin_within_days:
            return at_risk
        return Step.AT_RISK_HOME if _may_be_in_time(known, rules) else Step.AT_RISK_LATE
    doses = known.doses or 0
    if doses >= _FULLY:
        return Step.PROTECTED
    if days > rules.vaccine_within_days:
        return Step.LATE
    if (known.age_months or 0) >= rules.vaccine_until_months:
        return Step.OVER_AGE
    return Step.ONE_DOSE if doses else Step.VACCINE_NOW


def _may_be_in_time(known: Exposure, rules: ExposureRules) -> bool:
    """Whether the 6 days may still last: the sources differ on when a patient becomes infectious (facts 2)."""
    days = known.patient_days
    return known.lives_with and days is not None and days <= rules.immunoglobulin_within_days


def _step_at_risk(known: Exposure, rules: ExposureRules, *, in_time: bool) -> Step | None:
    """The step for those who need a doctor today whatever doses they had; ``None`` for everybody else.

    No dose before 12 months counts, so a baby's doses are not looked at.
    """
    age = known.age_months
    if known.risk == "pregnant":
        return Step.PREGNANT_TODAY
    if known.risk == "weak_immunity":
        return Step.WEAK_TODAY
    if age is not None and age < rules.vaccine_from_months:
        return Step.BABY_TODAY
    if age is None or known.risk == _UNKNOWN:
        return Step.UNCLEAR_TODAY if in_time else Step.DOCTOR_TODAY
    if age < rules.vaccine_by_calendar_from_months:
        return Step.INFANT_TODAY if in_time else Step.BABY_TODAY
    return None


def _filled(exposure: Exposure, rules: ExposureRules) -> Exposure:
    """With a value for what was not asked yet: the contact as of today, no doses, a healthy child.

    Age and risk that were asked in vain stay unknown.
    """
    age, risk = exposure.age_months, exposure.risk
    if age is None and "age" not in exposure.unanswered:
        age = _OF_A_CHILD
    if risk is None:
        risk = _UNKNOWN if "risk" in exposure.unanswered else _NO_RISK
    days = first_day(exposure, rules) or 0
    return replace(exposure, days_ago=days, age_months=age, risk=risk, doses=exposure.doses or 0)


def _possible_values(rules: ExposureRules) -> dict[str, tuple[Any, ...]]:
    """One value from each stretch that the rules tell apart."""
    return {
        "when": (0, rules.immunoglobulin_within_days, rules.watch_days + 1),
        "age": (0, rules.vaccine_from_months, rules.vaccine_by_calendar_from_months, rules.vaccine_until_months),
        "risk": (_NO_RISK, "pregnant", "weak_immunity"),
        "doses": (0, 1, _FULLY),
    }
