"""The triage table: each row, who goes one level up, what is asked, and what must hold for every case."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rasa_project.advice.knowledge import knowledge
from rasa_project.advice.triage import Case, Level, Told, apart_until, is_open, next_question, triage
from rasa_project.advice.triage_table import TriageTable

TABLE = knowledge().triage
YES, NO, UNKNOWN = Told.YES, Told.NO, Told.UNKNOWN
NOT_DANGEROUS = {"danger": NO, "age_months": 72, "risk": "none", "doses": 2, "contact": NO}

# For each row a case that it decides: what differs from a healthy child of six, and the level.
ROWS: dict[str, tuple[dict[str, Any], Level]] = {
    "danger_sign": ({"danger": YES}, Level.EMERGENCY),
    "newborn_fever": ({"age_months": 2, "fever": YES}, Level.EMERGENCY),
    "young_baby_fever": ({"age_months": 5, "fever": YES}, Level.DOCTOR_TODAY),
    "danger_unclear": ({"danger": UNKNOWN}, Level.DOCTOR_TODAY),
    "fever_after_rash": ({"fever": YES, "rash": YES, "rash_days": 4.0}, Level.DOCTOR_TODAY),
    "fever_and_rash": ({"fever": YES, "rash": YES, "rash_days": 3.0}, Level.DOCTOR_TODAY),
    "rash_after_contact": ({"rash": YES, "contact": YES}, Level.DOCTOR_TODAY),
    "fever_after_contact": ({"fever": YES, "contact": YES}, Level.DOCTOR_TODAY),
    "long_fever": ({"fever": YES, "fever_days": 6.0}, Level.DOCTOR_TODAY),
    "white_spots": ({"signs": frozenset({"white_spots"})}, Level.DOCTOR_TODAY),
    "ear_pain": ({"signs": frozenset({"ear_pain"})}, Level.DOCTOR_TODAY),
    "vomiting_or_diarrhoea_with_fever": ({"fever": YES, "signs": frozenset({"vomiting"})}, Level.DOCTOR_TODAY),
    "fever": ({"fever": YES, "fever_days": 5.0}, Level.CALL_CLINIC),
    "rash": ({"rash": YES}, Level.CALL_CLINIC),
    "first_signs": ({"signs": frozenset({"cough"})}, Level.CALL_CLINIC),
    "vomiting_and_diarrhoea": ({"signs": frozenset({"vomiting", "diarrhoea"})}, Level.CALL_CLINIC),
    "after_contact": ({"contact": YES, "signs": frozenset({"vomiting"})}, Level.CALL_CLINIC),
    "not_vaccinated": ({"doses": 0, "signs": frozenset({"vomiting"})}, Level.CALL_CLINIC),
    "other_signs": ({"signs": frozenset({"vomiting"})}, Level.WATCH),
}


def case(**changes: Any) -> Case:
    return Case(**{**NOT_DANGEROUS, "fever": NO, "rash": NO, **changes})


CASES = st.builds(
    Case,
    age_months=st.one_of(st.none(), st.integers(0, 1440)),
    signs=st.frozensets(st.sampled_from(["cough", "red_eyes", "white_spots", "ear_pain", "vomiting", "diarrhoea"])),
    danger=st.one_of(st.none(), st.sampled_from(Told)),
    fever=st.one_of(st.none(), st.sampled_from(Told)),
    rash=st.one_of(st.none(), st.sampled_from(Told)),
    contact=st.one_of(st.none(), st.sampled_from(Told)),
    risk=st.one_of(st.none(), st.sampled_from(["none", "pregnant", "weak_immunity", "unknown"])),
    fever_days=st.one_of(st.none(), st.floats(0, 60)),
    rash_days=st.one_of(st.none(), st.floats(0, 60)),
    doses=st.one_of(st.none(), st.integers(0, 2)),
    unanswered=st.frozensets(st.sampled_from(TABLE.questions)),
)


def test_every_row_has_its_case() -> None:
    assert list(ROWS) == [row.id for row in TABLE.rows]


@pytest.mark.parametrize("row", ROWS)
def test_row(row: str) -> None:
    changes, level = ROWS[row]
    found = triage(case(**changes), TABLE)
    assert found.level is level
    assert row in {one.id for one in found.rows}
    assert found.rows[0].id == row, "another row stands before it and gives the reason"


AT_RISK: list[dict[str, Any]] = [{"age_months": 8}, {"risk": "pregnant"}, {"risk": "weak_immunity"}]

#: As a doctor reads it: who, what is there, how soon. Nobody but a danger sign or a newborn's fever is 103.
VIGNETTES: list[tuple[str, dict[str, Any], Level]] = [
    ("thrush at 4 months, no fever", {"age_months": 4, "signs": {"white_spots"}}, Level.DOCTOR_TODAY),
    ("thrush at 8 months, no fever", {"age_months": 8, "signs": {"white_spots"}}, Level.DOCTOR_TODAY),
    ("ear pain at 8 months", {"age_months": 8, "signs": {"ear_pain"}}, Level.DOCTOR_TODAY),
    ("fever and rash at 11 months", {"age_months": 11, "fever": YES, "rash": YES}, Level.DOCTOR_TODAY),
    ("fever and rash at 3 months", {"age_months": 3, "fever": YES, "rash": YES}, Level.DOCTOR_TODAY),
    ("pregnant, fever and rash", {"risk": "pregnant", "fever": YES, "rash": YES}, Level.DOCTOR_TODAY),
    ("weak immunity, fever after contact", {"risk": "weak_immunity", "fever": YES, "contact": YES}, Level.DOCTOR_TODAY),
    ("fever at 2 months", {"age_months": 2, "fever": YES}, Level.EMERGENCY),
    ("fever at 3 months", {"age_months": 3, "fever": YES}, Level.DOCTOR_TODAY),
    ("fever at 6 months", {"age_months": 6, "fever": YES}, Level.DOCTOR_TODAY),
    ("fever at 12 months", {"age_months": 12, "fever": YES}, Level.CALL_CLINIC),
    ("rash alone at 8 months", {"age_months": 8, "rash": YES}, Level.DOCTOR_TODAY),
    ("a cold at 8 months", {"age_months": 8, "signs": {"runny_nose"}}, Level.CALL_CLINIC),
    ("a cold at 8 months after a contact", {"age_months": 8, "signs": {"cough"}, "contact": YES}, Level.DOCTOR_TODAY),
    ("pregnant, vomits", {"risk": "pregnant", "signs": {"vomiting"}}, Level.CALL_CLINIC),
    *[
        (f"{sign} without fever", {"signs": {sign}}, Level.CALL_CLINIC)
        for sign in ("cough", "headache", "red_eyes", "runny_nose", "sore_throat", "weakness")
    ],
    ("diarrhoea without fever, vaccinated", {"signs": {"diarrhoea"}}, Level.WATCH),
]


@pytest.mark.parametrize(("changes", "level"), [row[1:] for row in VIGNETTES], ids=[row[0] for row in VIGNETTES])
def test_vignette(changes: dict[str, Any], level: Level) -> None:
    signs = frozenset(changes.get("signs", ()))
    assert triage(case(**{**changes, "signs": signs}), TABLE).level is level


@pytest.mark.parametrize("who", AT_RISK)
@pytest.mark.parametrize("sign", ["fever", "rash", "contact"])
def test_those_whom_it_harms_most_need_a_doctor_today_where_measles_may_be(who: dict[str, Any], sign: str) -> None:
    found = triage(case(**{sign: YES}, **who), TABLE)
    assert found.level is Level.DOCTOR_TODAY
    assert found.lifted_for is not None
    assert TABLE.at_risk.why[found.lifted_for].kk in found.why.kk


@pytest.mark.parametrize("row", [row for row, (_, level) in ROWS.items() if level is not Level.EMERGENCY])
@pytest.mark.parametrize("who", AT_RISK)
def test_being_at_risk_is_never_103_by_itself(row: str, who: dict[str, Any]) -> None:
    changes, level = ROWS[row]
    found = triage(case(**{**changes, **who}), TABLE)
    assert max(level, Level.CALL_CLINIC) <= found.level <= Level.DOCTOR_TODAY


@given(CASES)
def test_103_has_a_reason_of_its_own_and_no_other(one: Case) -> None:
    found = triage(one, TABLE)
    if found.level is Level.EMERGENCY:
        assert found.rows[0].level == "emergency"
        assert found.why == found.rows[0].why


def test_what_is_only_assumed_is_not_said_of_the_child() -> None:
    found = triage(case(fever=YES, risk="unknown"), TABLE)
    assert (found.level, found.lifted_for) == (Level.DOCTOR_TODAY, "unknown")
    assert "иммунитеті" not in found.why.kk
    assert triage(Case(danger=NO, fever=YES, unanswered=frozenset({"age"})), TABLE).lifted_for == "unknown"
    not_known = triage(case(fever=UNKNOWN, rash=YES, contact=NO), TABLE)
    assert not_known.level is Level.DOCTOR_TODAY
    assert not_known.why.kk.startswith("бөртпе шыққан; "), "the rash was told, a fever nobody told of is no reason"
    assert not_known.why.kk.endswith(TABLE.at_risk.why["unknown"].kk)
    assert "қызу" not in not_known.why.kk


@pytest.mark.parametrize(
    ("rash", "days", "until"),
    [
        (YES, 0.0, date(2026, 11, 29)),
        (YES, 3.0, date(2026, 11, 26)),
        (YES, 4.0, None),
        (YES, 30.0, None),
        (YES, None, None),
        (NO, 1.0, None),
        (None, None, None),
    ],
)
def test_until_when_to_stay_apart(rash: Told | None, days: float | None, until: date | None) -> None:
    assert apart_until(Case(rash=rash, rash_days=days), TABLE, date(2026, 11, 25)) == until


@pytest.mark.parametrize(
    ("known", "question"),
    [
        ({}, "danger"),
        ({"danger": YES}, None),
        ({"danger": NO}, "age"),
        ({"danger": NO, "age_months": 2, "fever": YES}, None),
        ({"danger": NO, "age_months": 36}, "fever"),
        ({"danger": NO, "age_months": 36, "fever": YES}, "rash"),
        ({"danger": NO, "age_months": 36, "fever": YES, "rash": YES}, None),
        ({"danger": NO, "age_months": 36, "fever": YES, "rash": NO}, "contact"),
        ({"danger": NO, "age_months": 36, "fever": YES, "rash": NO, "contact": NO}, "risk"),
        ({"danger": NO, "age_months": 36, "fever": YES, "rash": NO, "contact": NO, "risk": "none"}, "fever_days"),
        ({"danger": NO, "age_months": 36, "fever": NO, "rash": NO, "contact": NO, "risk": "none"}, "doses"),
        ({"danger": NO, "age_months": 36, "fever": NO, "rash": NO, "contact": NO, "risk": "none", "doses": 2}, None),
    ],
)
def test_only_what_matters_is_asked(known: dict[str, Any], question: str | None) -> None:
    assert next_question(Case(**known), TABLE) == question


def test_a_question_put_in_vain_counts_as_the_worse_case() -> None:
    calm = {"danger": NO, "fever": NO, "rash": NO, "contact": NO, "doses": 2, "risk": "none"}
    assert triage(Case(**calm, age_months=36), TABLE).level is Level.WATCH
    assert triage(Case(**calm, unanswered=frozenset({"age"})), TABLE).level is Level.CALL_CLINIC


@given(CASES)
def test_every_case_has_an_advice_with_a_reason_and_a_source(one: Case) -> None:
    found = triage(one, TABLE)
    assert found.rows
    assert all(row.sources for row in found.rows)
    assert found.why.kk
    assert found.why.ru


@given(CASES)
def test_a_danger_sign_is_always_103(one: Case) -> None:
    assert triage(Case(**{**vars(one), "danger": YES}), TABLE).level is Level.EMERGENCY


@given(CASES, st.sampled_from(["fever", "rash", "contact"]))
def test_one_more_sign_never_makes_it_milder(one: Case, sign: str) -> None:
    without = triage(Case(**{**vars(one), sign: NO}), TABLE).level
    assert triage(Case(**{**vars(one), sign: YES}), TABLE).level >= without


@given(CASES)
def test_the_talk_ends_after_at_most_as_many_questions_as_the_table_has(one: Case) -> None:
    asked: list[str] = []
    question = next_question(one, TABLE)
    while question is not None:
        assert is_open(one, question)
        assert question not in asked
        asked.append(question)
        one = Case(**{**vars(one), "unanswered": one.unanswered | {question}})
        question = next_question(one, TABLE)
    assert len(asked) <= len(TABLE.questions)


@given(CASES, st.data())
def test_no_answer_to_what_is_still_open_would_change_the_advice(one: Case, data: st.DataObject) -> None:
    """When nothing more is asked, the open questions do not matter."""
    if next_question(one, TABLE) is not None:
        return
    answers = {
        "danger": [NO, YES],
        "age": [0, 6, 36, 400],
        "fever": [NO, YES],
        "rash": [NO, YES],
        "contact": [NO, YES],
        "risk": ["none", "pregnant"],
        "fever_days": [1.0, 9.0],
        "doses": [0, 1, 2],
    }
    known = dict(vars(one))
    for question, values in answers.items():
        if is_open(one, question):
            known["age_months" if question == "age" else question] = data.draw(st.sampled_from(values))
    assert triage(Case(**known), TABLE).level is triage(one, TABLE).level


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"rows": [row.dict() for row in TABLE.rows if row.id != "other_signs"]}, "no row without conditions"),
        ({"rows": [row.dict() for row in TABLE.rows] * 2}, "two rows have one id"),
        ({"at_risk": {**TABLE.at_risk.dict(), "why": {}}}, "must name age, unknown and every risk"),
    ],
)
def test_a_table_that_is_not_whole_is_refused(change: dict[str, Any], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        TriageTable.parse_obj({**TABLE.dict(), **change})


def test_no_row_names_a_diagnosis() -> None:
    for row in TABLE.rows:
        for words in (row.why.kk, row.why.ru):
            assert "қызылша" not in words.lower()
            assert "корь" not in words.lower()
