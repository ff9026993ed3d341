"""Under which name a question is put, and to whom."""

from __future__ import annotations

from typing import Any

import pytest

from actions import consultation_facts as facts
from actions.child import read_child
from actions.consultation_questions import QUESTION_OF, asked_as
from rasa_project.kazakh.analysis import default_analyzer
from rasa_project.nlu.speaker import speaks_of_self
from tests.actions.tracker import message, tracker_with
from tests.data.content import variations

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
        "балам 3 жаста",
        "вчера был контакт с больным",
    ],
)
def test_somebody_else_is_spoken_of(text: str) -> None:
    assert not speaks_of_self(default_analyzer().analyse(text).words)


def begun(text: str, slots: dict[str, Any] | None = None) -> dict[str, Any]:
    tracker = tracker_with(slots, [message(text, "report_symptoms")])
    child = read_child(tracker, facts.date.today())
    return facts.state_of(tracker, child, begins=True, now=1e9)


def test_own_needs_a_grown_up() -> None:
    for text, slots, own in [
        ("қызуым бар, жасым 27", {"child_age_months": 324.0}, True),
        ("қызуым бар", {}, False),  # a schoolchild may write too
        ("оның қызуы бар, 27 жаста", {"child_age_months": 324.0}, False),
    ]:
        state = begun(text)
        state["age_months"] = slots.get("child_age_months")
        assert facts.is_own(state) is own
    assert facts.is_own({**begun("жүктімін, қызуым бар"), "risk": "pregnant"})


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
    assert begun("қызылшамен ауырған баламен бірге болды", slots)["doses"] == doses
