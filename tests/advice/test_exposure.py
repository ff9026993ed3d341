"""After a contact: the table, the dates, what is asked, and what must hold always."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rasa_project.advice.exposure import Exposure, Step, cannot_be_vaccinated, exposure_advice, next_question
from rasa_project.advice.knowledge import knowledge

RULES = knowledge().exposure
TODAY = date(2026, 11, 25)
Y = 12

WEAK, PREGNANT = "weak_immunity", "pregnant"
TABLE = [
    # days ago, age in months, risk, doses, step
    (0, 36, "none", 0, Step.VACCINE_NOW),
    (3, 36, "none", 0, Step.VACCINE_NOW),
    (3, 36, "none", None, Step.VACCINE_NOW),  # unknown counts as unvaccinated
    (4, 36, "none", 0, Step.LATE),
    (21, 36, "none", 0, Step.LATE),
    (22, 36, "none", 0, Step.WATCH_OVER),
    (1, 12, "none", 0, Step.VACCINE_NOW),
    (1, 36, "none", 1, Step.ONE_DOSE),
    (5, 36, "none", 1, Step.LATE),
    (1, 36, "none", 2, Step.PROTECTED),
    (1, 29 * Y, "none", 0, Step.VACCINE_NOW),
    (1, 30 * Y, "none", 0, Step.OVER_AGE),
    (1, 30 * Y, "none", 2, Step.PROTECTED),
    # no dose before 12 months counts (D18): what is told as two doses are other vaccines or early ones
    *[(1, age, "none", doses, Step.BABY_TODAY) for age in (0, 3, 5) for doses in (0, 1, 2)],
    *[(6, age, "none", doses, Step.BABY_TODAY) for age in (0, 3, 5, 6, 11) for doses in (0, 1, 2)],
    *[(3, age, "none", doses, Step.INFANT_TODAY) for age in (6, 8, 11) for doses in (0, 1, 2)],
    (4, 8, "none", 2, Step.BABY_TODAY),  # after 72 hours no word of the dose
    (7, 8, "none", 2, Step.AT_RISK_LATE),
    (7, 3, "none", 0, Step.AT_RISK_LATE),
    # no dose for the pregnant nor with weak immunity (D21); the doctor looks at their doses, today
    *[(days, 25 * Y, PREGNANT, doses, Step.PREGNANT_TODAY) for days in (0, 3, 6) for doses in (0, 1, 2)],
    *[(days, 72, WEAK, doses, Step.WEAK_TODAY) for days in (0, 3, 6) for doses in (0, 1, 2)],
    (7, 25 * Y, PREGNANT, 0, Step.AT_RISK_LATE),
    (21, 72, WEAK, 2, Step.AT_RISK_LATE),
    (22, 25 * Y, PREGNANT, 0, Step.WATCH_OVER),
    # not known whether somebody is at risk: the doctor decides
    (1, 36, "unknown", 2, Step.UNCLEAR_TODAY),
    (4, 36, "unknown", 0, Step.DOCTOR_TODAY),
]
EXPOSURES = st.builds(
    Exposure,
    days_ago=st.one_of(st.none(), st.floats(0, 1e9)),
    age_months=st.one_of(st.none(), st.integers(0, 1440)),
    risk=st.one_of(st.none(), st.sampled_from(["none", "pregnant", "weak_immunity", "unknown"])),
    doses=st.one_of(st.none(), st.integers(0, 2)),
    unanswered=st.frozensets(st.sampled_from(["when", "risk", "age", "doses"])),
)


@pytest.mark.parametrize(("days", "age", "risk", "doses", "step"), TABLE)
def test_table(days: float, age: int, risk: str, doses: int | None, step: Step) -> None:
    assert exposure_advice(Exposure(days, age, risk, doses), RULES, TODAY).step is step


def test_the_dates() -> None:
    met = Exposure(2, 36, "none", 0)
    advice = exposure_advice(met, RULES, TODAY)
    assert advice.act_until == TODAY + timedelta(days=1)  # 72 hours from the meeting
    assert advice.watch_until == TODAY + timedelta(days=19)  # 21 days from the meeting
    baby = exposure_advice(Exposure(4, 8, "none", 0), RULES, TODAY)
    assert baby.act_until == TODAY + timedelta(days=2)  # 6 days from the meeting


def test_without_the_day_of_the_contact_no_date_is_made_up() -> None:
    advice = exposure_advice(Exposure(None, 36, "none", 0, frozenset({"when"})), RULES, TODAY)
    assert (advice.act_until, advice.watch_until) == (None, None)
    assert advice.step is Step.VACCINE_NOW


@pytest.mark.parametrize(("days", "step"), [(4.5, Step.BABY_TODAY), (7.5, Step.AT_RISK_LATE)])
def test_of_a_range_of_days_no_date_is_made(days: float, step: Step) -> None:
    advice = exposure_advice(Exposure(days, 8, "none", 0), RULES, TODAY)
    assert advice.step is step
    assert (advice.act_until, advice.watch_until) == (None, None)


@pytest.mark.parametrize(
    ("together", "patient", "age", "step", "days_left"),
    [
        # rash yesterday: the first day is five days ago, of the six one is left
        (None, 1, 3, Step.BABY_TODAY, 1),
        (30, 1, 3, Step.BABY_TODAY, 1),
        (30, 2, 8, Step.BABY_TODAY, 0),
        (30, 0, 72, Step.LATE, None),
        # together only since yesterday
        (1, 3, 8, Step.INFANT_TODAY, 2),
        (1, None, 72, Step.VACCINE_NOW, 2),
        (5, None, 3, Step.BABY_TODAY, 1),
        # the six days may be over, or not: the doctor decides today
        (None, 3, 3, Step.AT_RISK_HOME, None),
        (None, 6, 3, Step.AT_RISK_HOME, None),
        (None, 7, 3, Step.AT_RISK_LATE, None),
        # the day of the rash is not known: no date, the doctor today
        (None, None, 3, Step.BABY_TODAY, None),
        (30, None, 3, Step.BABY_TODAY, None),
    ],
)
def test_living_with_the_patient(
    together: float | None, patient: float | None, age: int, step: Step, days_left: int | None
) -> None:
    case = Exposure(together, age, "none", 0, frozenset({"when"}), lives_with=True, patient_days=patient)
    advice = exposure_advice(case, RULES, TODAY)
    assert advice.step is step
    assert advice.act_until == (None if days_left is None else TODAY + timedelta(days=days_left))


@pytest.mark.parametrize(("patient", "last"), [(None, 0), (0, 0), (4, 0), (7, 3)])
def test_who_lives_with_the_patient_is_watched_from_the_last_day(patient: float | None, last: int) -> None:
    case = Exposure(None, 36, "none", 0, lives_with=True, patient_days=patient)
    assert exposure_advice(case, RULES, TODAY).watch_until == TODAY + timedelta(days=21 - last)


def test_the_day_of_the_rash_is_asked_only_where_it_is_not_known() -> None:
    assert next_question(Exposure(30, 36, "none", 0, lives_with=True), RULES) == "when"
    assert next_question(Exposure(30, 36, "none", 0, lives_with=True, patient_days=1), RULES) is None


def test_some_hours_ago_is_today() -> None:
    assert exposure_advice(Exposure(0.2, 36, "none", 0), RULES, TODAY).act_until == TODAY + timedelta(days=3)


def test_an_age_asked_in_vain_may_be_a_babys() -> None:
    in_vain = frozenset({"age"})
    assert exposure_advice(Exposure(1, None, "none", 0, in_vain), RULES, TODAY).step is Step.UNCLEAR_TODAY
    assert exposure_advice(Exposure(5, None, "none", 0, in_vain), RULES, TODAY).step is Step.DOCTOR_TODAY


@pytest.mark.parametrize(
    ("known", "question"),
    [
        ({}, "when"),
        ({"days_ago": 1}, "age"),
        ({"days_ago": 1, "age_months": 36}, "doses"),
        ({"days_ago": 1, "age_months": 168}, "risk"),
        ({"days_ago": 1, "risk": "none", "age_months": 36}, "doses"),
        ({"days_ago": 1, "risk": "none", "age_months": 36, "doses": 0}, None),
        ({"days_ago": 30}, None),
        ({"days_ago": 1, "risk": "pregnant"}, None),
        ({"days_ago": 1, "age_months": 4}, None),
        ({"days_ago": 5, "age_months": 8}, None),
        ({"days_ago": 1, "age_months": 8}, None),
        ({"days_ago": 1, "age_months": 36, "risk": "weak_immunity"}, None),
    ],
)
def test_only_what_matters_is_asked(known: dict[str, Any], question: str | None) -> None:
    assert next_question(Exposure(**known), RULES) == question


@given(EXPOSURES)
def test_every_contact_has_an_advice_and_no_act_lies_in_the_past(met: Exposure) -> None:
    advice = exposure_advice(met, RULES, TODAY)
    assert isinstance(advice.step, Step)
    if advice.act_until is not None:
        assert advice.act_until >= TODAY
        assert advice.watch_until is not None
        assert advice.act_until < advice.watch_until


@given(EXPOSURES)
def test_to_who_gets_no_dose_nothing_is_asked_but_the_day(met: Exposure) -> None:
    if cannot_be_vaccinated(met, RULES):
        assert next_question(met, RULES) in (None, "when")


@given(EXPOSURES)
def test_it_ends_after_at_most_four_questions(met: Exposure) -> None:
    asked = 0
    question = next_question(met, RULES)
    while question is not None:
        asked += 1
        met = Exposure(**{**vars(met), "unanswered": met.unanswered | {question}})
        question = next_question(met, RULES)
    assert asked <= 4


@given(EXPOSURES)
def test_those_whom_it_harms_most_never_hear_that_they_are_safe(met: Exposure) -> None:
    advice = exposure_advice(met, RULES, TODAY)
    is_baby = met.age_months is not None and met.age_months < 12
    if (met.risk not in (None, "none") or is_baby) and (met.days_ago or 0) <= 21:
        assert advice.step not in {Step.PROTECTED, Step.LATE, Step.OVER_AGE, Step.VACCINE_NOW, Step.ONE_DOSE}


@given(st.builds(Exposure, st.floats(0, 30), st.integers(0, 11), st.just("none"), st.integers(0, 2)))
def test_a_babys_doses_change_nothing(met: Exposure) -> None:
    none = Exposure(met.days_ago, met.age_months, met.risk, 0)
    assert exposure_advice(met, RULES, TODAY) == exposure_advice(none, RULES, TODAY)


@pytest.mark.parametrize(
    ("met", "never"),
    [
        (Exposure(risk="pregnant"), True),
        (Exposure(risk="weak_immunity", age_months=72), True),
        (Exposure(age_months=5), True),
        (Exposure(age_months=6), False),
        (Exposure(risk="unknown"), False),
        (Exposure(), False),
    ],
)
def test_who_is_never_told_to_be_vaccinated(met: Exposure, never: bool) -> None:
    assert cannot_be_vaccinated(met, RULES) is never


def test_of_who_is_protected_no_day_is_asked() -> None:
    rules = knowledge().exposure
    assert next_question(Exposure(age_months=108, doses=2), rules) is None
    assert next_question(Exposure(age_months=144, doses=2, risk="none"), rules) is None
    assert next_question(Exposure(age_months=300, doses=2), rules) is not None  # a pregnancy may be
    assert next_question(Exposure(age_months=108, doses=1), rules) == "when"
