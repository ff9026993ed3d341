"""How urgent each answer is (``level`` in its metadata) is what its text says: docs/decisions/0062."""

from __future__ import annotations

import pytest

from rasa_project.advice.calendar import Step as Dose
from rasa_project.advice.exposure import Step, exposure_advice
from rasa_project.advice.knowledge import knowledge
from rasa_project.advice.triage import Level
from rasa_project.content.checks.consultations import SATURDAY, somebody
from rasa_project.content.checks.levels import ASKED_IN_ONE, BY_THE_QUESTION, NO_EMERGENCY, ON_THE_LINE
from rasa_project.dialogue.consultations import exposure_of, said_exposure
from rasa_project.observability.turns import level_of
from tests.data.content import variations
from tests.data.test_consultation_texts import everybody

ALL = variations()
LEVELS = {one.id: level_of(one.metadata) for one in ALL}

#: What a contact leads to. "Today" that cannot wait for the clinic to open (its text names 103 for a closed one) is the
#: doctor today; what can wait until it opens is a call.
AFTER_CONTACT = {
    Step.AT_RISK_HOME: Level.DOCTOR_TODAY,
    Step.VACCINE_NOW: Level.DOCTOR_TODAY,
    Step.ONE_DOSE: Level.DOCTOR_TODAY,
    Step.OVER_AGE: Level.DOCTOR_TODAY,
    Step.INFANT_TODAY: Level.DOCTOR_TODAY,
    Step.BABY_TODAY: Level.DOCTOR_TODAY,
    Step.PREGNANT_TODAY: Level.DOCTOR_TODAY,
    Step.WEAK_TODAY: Level.DOCTOR_TODAY,
    Step.UNCLEAR_TODAY: Level.DOCTOR_TODAY,
    Step.DOCTOR_TODAY: Level.DOCTOR_TODAY,
    Step.AT_RISK_LATE: Level.CALL_CLINIC,
    Step.LATE: Level.CALL_CLINIC,
    Step.PROTECTED: Level.CALL_CLINIC,
    Step.WATCH_OVER: None,
}
#: The calendar: a dose that is due is a visit to the clinic, one that is not sends nobody anywhere.
DOSES = {
    Dose.BEFORE_FIRST: None,
    Dose.EARLY_DOSE: None,
    Dose.FIRST_DUE: Level.CALL_CLINIC,
    Dose.FIRST_OVERDUE: Level.CALL_CLINIC,
    Dose.FIRST_WAIT: Level.CALL_CLINIC,
    Dose.SECOND_LATER: None,
    Dose.SECOND_DUE: Level.CALL_CLINIC,
    Dose.SECOND_WAIT: Level.CALL_CLINIC,
    Dose.BOTH_BEFORE_SIX: None,
    Dose.DOSES_UNKNOWN: None,
    Dose.ONE_DOSE: None,
    Dose.WHICH_MONTH: None,
    Dose.COMPLETE: None,
    Dose.ADULT: Level.CALL_CLINIC,
}


def test_the_answers_that_are_named_are_there() -> None:
    """A name that is gone would check nothing."""
    assert {*BY_THE_QUESTION, *NO_EMERGENCY, *ON_THE_LINE, *ASKED_IN_ONE} <= {one.response for one in ALL}
    for name, level in BY_THE_QUESTION.items():
        assert LEVELS[f"{name}-ru"] is level


@pytest.mark.parametrize("level", Level, ids=lambda level: level.name)
@pytest.mark.parametrize("own", ["", "_own"])
def test_a_result_of_the_triage_is_as_urgent_as_its_text(level: Level, own: str) -> None:
    if own and level is Level.EMERGENCY:
        return  # said of anybody alike
    for language in ("kk", "ru"):
        assert LEVELS[f"utter_triage_{level.name.lower()}{own}-{language}"] is level


def test_the_rows_of_the_triage_have_every_level() -> None:
    assert {Level[row.level.upper()] for row in knowledge().triage.rows} == set(Level)


def test_every_step_after_a_contact_is_as_urgent_as_its_text() -> None:
    assert set(AFTER_CONTACT) == set(Step)
    for step, level in AFTER_CONTACT.items():
        name = f"utter_exposure_{step.value}"
        assert LEVELS[f"{name}-ru"] is level, name
        text = next(one.text for one in ALL if one.id == f"{name}-ru")
        closed = [line for line in text.splitlines() if "поликлиника закрыта" in line and "признак" not in line]
        waits = any("утром" in line for line in closed)
        assert (level is Level.DOCTOR_TODAY) is (bool(closed) and not waits), name


def test_whatever_follows_a_contact_its_answer_has_that_level() -> None:
    for days, age, risk, doses in everybody():
        person = somebody(exposure_days=days, age_months={"2": 2, "8": 8}.get(age[0], 36), risk=risk, doses=doses)
        step = exposure_advice(exposure_of(person, SATURDAY), knowledge().exposure, SATURDAY).step
        assert LEVELS[f"{said_exposure(person, SATURDAY).response}-kk"] is AFTER_CONTACT[step]


def test_a_dose_that_is_due_is_a_visit_to_the_clinic() -> None:
    assert set(DOSES) == set(Dose) - {Dose.GENERAL}  # the general answer of the question
    for step, level in DOSES.items():
        assert LEVELS[f"utter_schedule_{step.value}-kk"] is level, step
