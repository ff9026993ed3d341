"""Under which name a question is put, and to whom."""

from __future__ import annotations

import time
from typing import Any

import pytest

from actions import consultation_case as case
from actions import consultation_facts as facts
from actions.child import read_child
from actions.consultation_questions import QUESTION_OF, asked_as
from rasa_project import clock
from rasa_project.kazakh.analysis import default_analyzer
from rasa_project.understanding.speaker import speaks_of_self
from tests.actions.tracker import message, tracker_with
from tests.data.content import variations

TODAY = clock.today()
CHILD = {"own": False, "contact": False, "no_dose": False, "again": False}


@pytest.mark.parametrize(
    ("question", "age", "changes", "name"),
    [
        ("fever", 36, {}, "fever"),
        ("fever", 324, {"own": True}, "own_fever"),
        ("age", None, {}, "age"),
        ("age", None, {"contact": True}, "contact_age"),
        ("age", None, {"contact": True, "own": True}, "own_age"),
        ("when", None, {"contact": True}, "when"),
        ("when", None, {"contact": True, "no_dose": True}, "when_doctor"),
        ("when", None, {"contact": True, "no_dose": True, "again": True}, "when_again"),
        ("danger", 36, {"again": True}, "danger_again"),
        ("fever", 36, {"again": True}, "fever"),
        ("risk", 36, {}, "immunity"),
        ("risk", 143, {}, "immunity"),
        ("risk", 144, {}, "risk"),
        ("risk", None, {}, "risk"),
        ("risk", 324, {"own": True}, "own_risk"),
    ],
)
def test_the_name_of_a_question(question: str, age: int | None, changes: dict[str, bool], name: str) -> None:
    assert asked_as(question, age, **{**CHILD, **changes}) == name
    assert QUESTION_OF.get(name, name) == question


def test_every_name_has_its_response() -> None:
    responses = {one.response for one in variations()}
    assert {f"utter_ask_consultation_form_{name}" for name in QUESTION_OF} <= responses


@pytest.mark.parametrize(
    "text",
    [
        "Мен ауырып тұрмын, қызуым бар",
        "жүктімін, кеше қызылша науқасымен бірге болдым",
        "денеме бөртпе шықты",
        "өзім ауырдым",
        "мне 35 лет, вчера сидел рядом с больным корью",
        "у меня температура и сыпь",
        "я беременна, сын болеет корью",
        "я заболела",
    ],
)
def test_a_grown_up_who_speaks_of_herself(text: str) -> None:
    assert speaks_of_self(default_analyzer().analyse(text).words)


@pytest.mark.parametrize(
    "text",
    [
        "менің балам ауырып тұр",
        "у меня ребёнок болеет",
        "күйеуім 40 жаста, қызуы бар",
        "мой муж заболел, мне страшно",
        "келінім жүкті, қызуы бар",
        "я не беременна, у дочки сыпь",
        "мен білмеймін",
        "менде бір сұрақ бар",
        "у меня вопрос о прививке",
        "өзім білмеймін",
        "балам 3 жаста",
        "вчера был контакт с больным",
    ],
)
def test_somebody_else_is_spoken_of(text: str) -> None:
    assert not speaks_of_self(default_analyzer().analyse(text).words)


def begun(text: str, slots: dict[str, Any] | None = None) -> dict[str, Any]:
    now = time.time()
    told_at = dict.fromkeys(slots or {}, now)
    tracker = tracker_with({**(slots or {}), "told_at": told_at}, [message(text, "report_symptoms")])
    return facts.state_of(tracker, read_child(tracker, TODAY), begins=True, now=now)


def test_own_is_never_a_small_child() -> None:
    for text, age, own in [
        ("қызуым бар, жасым 27", 324, True),
        ("қызуым бар", None, True),
        ("қызуым бар", 180, True),
        ("қызуым бар", 36, False),  # the age of a child told before
        ("оның қызуы бар, 27 жаста", 324, False),
    ]:
        assert case.is_own({**begun(text), "age_months": age}) is own
    assert case.is_own({**begun("жүктімін, қызуым бар"), "risk": "pregnant"})


def test_who_is_pregnant_is_no_small_child() -> None:
    """The age of a child told before is not hers: no newborn's 103, and the age is not asked."""
    for slots in ({}, {"child_age_months": 2.0}):
        state = {**begun("жүктімін, қызуым көтерілді", slots), "risk": "pregnant"}
        assert case.case_of(state, TODAY).age_months == 300
        assert case.exposure_of(state, TODAY).age_months == 300
    teenager = {**begun("жүкті", {"child_age_months": 180.0}), "risk": "pregnant"}
    assert case.case_of(teenager, TODAY).age_months == 180


@pytest.mark.parametrize(
    ("slots", "doses"),
    [
        ({"child_age_months": 8.0, "doses": 2.0}, 0),  # no dose before 12 months counts
        ({"child_age_months": 36.0, "doses": 1.0, "first_dose_months": 8}, 0),
        ({"child_age_months": 36.0, "doses": 2.0, "first_dose_months": 8}, 1),
        ({"child_age_months": 36.0, "doses": 1.0, "first_dose_months": 12}, 1),
        ({"child_age_months": 36.0}, None),
    ],
)
def test_an_early_dose_counts_as_none_in_a_consultation_too(slots: dict[str, Any], doses: int | None) -> None:
    state = begun("қызылшамен ауырған баламен бірге болды", slots)
    assert case.exposure_of(state, TODAY).doses == doses
    assert case.case_of(state, TODAY).doses == doses
    assert state["doses"] == slots.get("doses"), "what was told is kept as told"
