"""How urgent each answer is (``level`` in its metadata) is what its text says: docs/decisions/0062."""

from __future__ import annotations

import itertools
import re
from typing import Any

import pytest

from rasa_project.advice.calendar import Step as Dose
from rasa_project.advice.exposure import Step, exposure_advice
from rasa_project.advice.knowledge import knowledge
from rasa_project.advice.triage import Level, triage
from rasa_project.dialogue.consultations import case_of, exposure_of, said_exposure, said_triage
from rasa_project.observability.turns import level_of
from tests.data.content import Variation, variations
from tests.data.test_consultation_texts import SATURDAY, everybody, somebody

ALL = variations()
LEVELS = {one.id: level_of(one.metadata) for one in ALL}
NAMES = sorted({one.response for one in ALL})
SENT = [one for one in ALL if level_of(one.metadata) is not None]

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
#: Answers whose step stands under the condition that the parent's own words have met, or names the clinic as the one
#: to ask. Nothing else may have a level without a sentence that asks for it without a condition.
BY_THE_QUESTION = {
    "utter_ask_first_steps": Level.DOCTOR_TODAY,  # "what to do if there are signs": they are there
    "utter_out_of_field_accident_and_signs": Level.DOCTOR_TODAY,  # the signs were told
    "utter_ill_beside": Level.DOCTOR_TODAY,  # fever and rash of one, told beside another who is asked about
    "utter_guilt": Level.DOCTOR_TODAY,  # the child is ill and was not vaccinated
    "utter_ask_consultation_form_danger": Level.CALL_CLINIC,  # with the listed signs 103, without them the clinic
    "utter_ask_consultation_form_danger_again": Level.CALL_CLINIC,
    "utter_ask_consultation_form_danger_anew": Level.CALL_CLINIC,
    "utter_ask_consultation_form_danger_today": Level.DOCTOR_TODAY,  # with the listed signs 103
    "utter_ask_consultation_form_own_danger": Level.CALL_CLINIC,
    "utter_ask_consultation_form_own_danger_today": Level.DOCTOR_TODAY,
    "utter_ask_consultation_form_when": Level.CALL_CLINIC,  # after a contact
    "utter_ask_consultation_form_when_home": Level.DOCTOR_TODAY,  # whoever at home is at risk
    "utter_exposure_begin": Level.CALL_CLINIC,
    "utter_report_emergency/others_at_home": Level.DOCTOR_TODAY,  # whoever lives with the patient
    "utter_report_emergency/over": Level.DOCTOR_TODAY,  # there was a sign of danger today
    "utter_consultation_stopped": Level.CALL_CLINIC,  # signs or a contact were told
    "utter_exposure_at_risk_late": Level.CALL_CLINIC,
    "utter_exposure_late": Level.CALL_CLINIC,
    "utter_ask_vaccination_status": Level.CALL_CLINIC,
    "utter_ask_infant": Level.CALL_CLINIC,
    "utter_ask_adult": Level.CALL_CLINIC,
    "utter_ask_unvaccinated_rules": Level.CALL_CLINIC,
    "utter_schedule_adult": Level.CALL_CLINIC,
    "utter_vaccine_storage": Level.CALL_CLINIC,
    "utter_find_clinic_which": Level.CALL_CLINIC,
    "utter_request_human": Level.CALL_CLINIC,
    "utter_not_understood_again": Level.CALL_CLINIC,
}
#: Said of an emergency that was none or is over, and to who is talking to the dispatcher already.
NO_EMERGENCY = {
    "utter_report_emergency/after_visit",
    "utter_report_emergency/before",
    "utter_report_emergency/go_with_them",
    "utter_report_emergency/if_measles",
    "utter_report_emergency/no_rubbing",
    "utter_report_emergency/not_now",
    "utter_report_emergency/others_at_home",
    "utter_report_emergency/over",
    "utter_report_emergency/stay_with",
    "utter_report_emergency/with_doctors",
}
ON_THE_LINE = {"utter_report_emergency/age"}
#: Answers to particular questions in which an emergency is told. The spots may be harmless: a doctor has yet to say so.
ASKED_IN_ONE = {
    "utter_ask_first_steps/ambulance_late",
    "utter_ask_hotline/no_answer_103",
    "utter_ask_side_effects/bleeding_spots",
}

#: Sentences that send a parent to somebody, and what puts one under a condition.
SENDS = {
    "kk": re.compile(
        r"хабарласыңыз|хабарласып|қоңырау шалыңыз|қоңырау шалып|дәрігер шақырыңыз|дәрігерге айтыңыз|барыңыз|апарыңыз|"
        r"жазылыңыз|келісіңіз",
        re.I,
    ),
    "ru": re.compile(
        r"(?<!не )\b(позвоните|свяжитесь|вызовите|обратитесь|обращайтесь|идите|приведите|запишитесь|договоритесь|"
        r"сообщите врачу|нужен врач)\b",
        re.I,
    ),
}
CONDITION = {
    "kk": re.compile(r"\w(са|се)(ңыз|ңіз)?\b|келгенде|болсын|күні-ақ", re.I),
    "ru": re.compile(r"\bесли\b|\bпри |когда придёт|заметили|– сразу звоните|после (нового )?(контакта|встречи)", re.I),
}
AMBULANCE = re.compile(r"(?<!\d)(103|112)(?!\d)")


def sentences(text: str) -> list[str]:
    return [one for one in re.split(r"(?<=[.!?;])\s+|\n", text) if one.strip()]


def says_to_call_103_now(one: Variation) -> bool:
    """Whether the first sentence names 103 or 112 and no condition before it."""
    before, *number = AMBULANCE.split(sentences(one.text)[0], maxsplit=1)
    return bool(number) and not CONDITION[one.language].search(f"{before}{number[0]} ") and "–" not in before


def test_an_answer_has_a_known_level_or_none() -> None:
    known = {None, *(level.name.lower() for level in Level)}
    assert [one.id for one in ALL if one.metadata.get("level") not in known] == []


def test_both_languages_are_as_urgent() -> None:
    assert [name for name in NAMES if LEVELS[f"{name}-kk"] is not LEVELS[f"{name}-ru"]] == []


def test_103_first_is_an_emergency_and_nothing_else_is() -> None:
    """The mark is what channels, counters and logs go by; nothing else says what an emergency is."""
    marked = [one.id for one in ALL if level_of(one.metadata) is Level.EMERGENCY]
    assert [one.id for one in ALL if says_to_call_103_now(one)] == marked


def test_which_answers_are_emergencies() -> None:
    """All that is said while one lasts among them, but for what tells that it is none."""
    marked = {one.response for one in ALL if level_of(one.metadata) is Level.EMERGENCY}
    lasting = {one.response for one in ALL if one.response.startswith("utter_report_emergency/")} - NO_EMERGENCY
    told = {
        "utter_ambulance_silent",
        "utter_out_of_field_rescue",
        "utter_distress_now",
        "utter_report_emergency",
        "utter_triage_emergency",
        *ASKED_IN_ONE,
    }
    assert marked == told | lasting


@pytest.mark.parametrize("one", [one for one in SENT if level_of(one.metadata) is Level.EMERGENCY], ids=lambda v: v.id)
def test_in_an_emergency_103_stands_first(one: Variation) -> None:
    first = one.text.splitlines()[0]
    assert "103" in first
    assert "112" in first or one.response in ON_THE_LINE
    assert not one.buttons


def asks_for_a_step(one: Variation) -> bool:
    sends, condition = SENDS[one.language], CONDITION[one.language]
    return any(sends.search(s) and not condition.search(s) and "103" not in s for s in sentences(one.text))


def test_who_is_sent_somewhere_has_a_level_and_who_is_not_has_none() -> None:
    for one in ALL:
        level = level_of(one.metadata)
        if asks_for_a_step(one):
            assert level is not None, one.id
        elif level in {Level.CALL_CLINIC, Level.DOCTOR_TODAY}:
            assert BY_THE_QUESTION.get(one.response) is level, one.id
    for name, level in BY_THE_QUESTION.items():
        assert LEVELS[f"{name}-ru"] is level


@pytest.mark.parametrize("one", SENT, ids=lambda one: one.id)
def test_whom_a_level_names_stands_in_the_text(one: Variation) -> None:
    words = {
        Level.EMERGENCY: "103",
        Level.DOCTOR_TODAY: "дәрігер|емхана|врач|поликлиник",
        Level.CALL_CLINIC: "дәрігер|емхана|врач|поликлиник",
        Level.WATCH: "бақыла|наблюдать",
    }
    level = level_of(one.metadata)
    assert level
    assert re.search(words[level], one.text.lower())
    if level is Level.DOCTOR_TODAY:
        assert re.search("бүгін|сол күні|үйге дәрігер|сегодня|тот же день|врача на дом", one.text.lower())
    if level is Level.WATCH:
        assert "103" in one.text  # the signs to come back for


@pytest.mark.parametrize("level", Level, ids=lambda level: level.name)
@pytest.mark.parametrize("own", ["", "_own"])
def test_a_result_of_the_triage_is_as_urgent_as_its_text(level: Level, own: str) -> None:
    if own and level is Level.EMERGENCY:
        return  # said of anybody alike
    for language in ("kk", "ru"):
        assert LEVELS[f"utter_triage_{level.name.lower()}{own}-{language}"] is level


def test_whatever_the_triage_says_its_answer_has_that_level() -> None:
    """Over every row of triage.yml, for a child and for a grown-up who speaks of herself."""
    signs: dict[str, list[Any]] = {
        "danger": ["yes", "no", "unknown"], "fever": ["yes", "no"], "rash": ["yes", "no"], "contact": ["yes", "no"],
        "age_months": [1, 4, 40, 400], "doses": [0, 2], "own": [None, "yes"],
        "symptoms": [["white_spots"], ["cough"], []],
    }  # fmt: skip
    levels = set()
    for values in itertools.product(*signs.values()):
        person = somebody(risk="none", fever_days=1, **dict(zip(signs, values, strict=True)))
        result = triage(case_of(person, SATURDAY), knowledge().triage)
        assert LEVELS[f"{said_triage(person, SATURDAY).response}-kk"] is result.level
        levels.add(result.level)
    assert levels == set(Level)
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
