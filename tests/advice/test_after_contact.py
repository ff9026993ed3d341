"""What a clinic's system is told after a contact: steps, days, reasons, what is unknown."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rasa_project.advice.after_contact import AfterContact, after_contact
from rasa_project.advice.exposure import REASONS, Exposure, Step, exposure_advice
from rasa_project.advice.knowledge import knowledge

RULES = knowledge().exposure
TODAY = date(2026, 11, 30)


def told(days: int | None, age: int | None = 36, risk: str | None = None, doses: int | None = 0, **more: object) -> AfterContact:  # fmt: skip  # noqa: E501
    return after_contact(Exposure(days, age, risk, doses, **more), RULES, TODAY)  # type: ignore[arg-type]


def until(days: int) -> date:
    return TODAY + timedelta(days=days)


@pytest.mark.parametrize(
    ("days", "age", "risk", "doses", "step", "vaccine", "immunoglobulin", "watch", "first_reason"),
    [
        (0, 36, None, 0, "vaccine_now", 3, None, 21, "vaccine_72h"),
        (3, 36, None, 0, "vaccine_now", 0, None, 18, "vaccine_72h"),
        (4, 36, None, 0, "late", None, None, 17, "too_late"),
        (1, 36, None, 1, "one_dose", 2, None, 20, "vaccine_72h"),
        (1, 36, None, 2, "protected", None, None, 20, "two_doses"),
        (21, 36, None, 0, "late", None, None, 0, "too_late"),
        (22, 36, None, 0, "watch_over", None, None, None, "watch_over"),
        (1, 3, None, 0, "baby_today", None, 5, 20, "no_vaccine_baby"),
        (1, 8, None, 0, "infant_today", 2, 5, 20, "vaccine_72h"),
        (4, 8, None, 0, "baby_today", None, 2, 17, "immunoglobulin_6d"),
        (7, 8, None, 0, "at_risk_late", None, None, 14, "six_days_over"),
        (1, 300, "pregnant", 2, "pregnant_today", None, 5, 20, "no_vaccine_pregnant"),
        (1, 72, "weak_immunity", 2, "weak_today", None, 5, 20, "no_vaccine_weak"),
        (1, 300, "none", 0, "vaccine_now", 2, None, 20, "vaccine_72h"),
        (1, 400, "none", 0, "over_age", 2, None, 20, "vaccine_72h"),
        (1, 300, None, 0, "unclear_today", 2, 5, 20, "vaccine_72h"),
        (5, 300, None, 0, "doctor_today", None, 1, 16, "immunoglobulin_6d"),
    ],
)
def test_table(
    days: int, age: int, risk: str | None, doses: int, step: str, vaccine: int | None, immunoglobulin: int | None,
    watch: int | None, first_reason: str,
) -> None:  # fmt: skip
    found = told(days, age, risk, doses)
    assert found.step.value == step
    expected = [None if one is None else until(one) for one in (vaccine, immunoglobulin, watch)]
    assert [found.vaccine_until, found.immunoglobulin_until, found.watch_until] == expected
    assert found.reasons[0] == first_reason
    assert ("watch_21d" in found.reasons) is (step != "watch_over")
    assert found.first_day == until(-days)


@pytest.mark.parametrize(
    ("exposure", "unknown"),
    [
        (Exposure(1), ("age", "risk", "doses")),
        (Exposure(1, 36), ("doses",)),  # pregnancy is asked of no small child
        (Exposure(1, 300), ("risk", "doses")),
        (Exposure(1, 300, "pregnant"), ()),
        (Exposure(1, 3), ()),
        (Exposure(30), ()),
        (Exposure(1, 36, None, 0), ()),
    ],
)
def test_what_is_unknown_and_matters(exposure: Exposure, unknown: tuple[str, ...]) -> None:
    assert after_contact(exposure, RULES, TODAY).unknown == unknown


def test_who_lives_with_a_patient_is_counted_from_four_days_before_the_rash_and_watched_anew() -> None:
    found = told(None, 36, None, 0, lives_with=True, patient_days=1)
    assert (found.step, found.first_day) == (Step.LATE, until(-5))
    assert found.watch_until == until(21)
    assert "infectious_before_rash" in found.reasons
    since_yesterday = told(1, 36, None, 0, lives_with=True, patient_days=1)
    assert (since_yesterday.step, since_yesterday.vaccine_until) == (Step.VACCINE_NOW, until(2))
    baby = told(None, 3, None, 0, lives_with=True, patient_days=4)
    assert (baby.step, baby.reasons[0]) == (Step.AT_RISK_HOME, "six_days_perhaps_over")
    assert baby.immunoglobulin_until is None


def test_several_meetings_are_watched_from_the_last() -> None:
    found = told(5, 36, None, 0, last_days=1)
    assert (found.step, found.watch_until) == (Step.LATE, until(20))


EXPOSURES = st.builds(
    Exposure,
    days_ago=st.one_of(st.none(), st.integers(0, 60)),
    age_months=st.one_of(st.none(), st.integers(0, 600)),
    risk=st.sampled_from([None, "none", "pregnant", "weak_immunity"]),
    doses=st.one_of(st.none(), st.integers(0, 2)),
    lives_with=st.booleans(),
    patient_days=st.one_of(st.none(), st.integers(0, 30)),
)


@given(EXPOSURES)
def test_what_holds_of_every_contact(exposure: Exposure) -> None:
    found = after_contact(exposure, RULES, TODAY)
    unanswered = frozenset(found.unknown)
    same = exposure_advice(Exposure(**{**vars(exposure), "unanswered": unanswered}), RULES, TODAY)
    assert found.step is same.step  # what parents are told
    assert found.reasons
    assert set(found.reasons) <= REASONS
    for day in (found.vaccine_until, found.immunoglobulin_until):
        assert day is None or (day >= TODAY and found.first_day is not None)
    if found.vaccine_until and found.immunoglobulin_until:
        assert found.vaccine_until < found.immunoglobulin_until
    if exposure.risk in {"pregnant", "weak_immunity"}:
        assert found.vaccine_until is None
