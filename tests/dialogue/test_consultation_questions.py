"""Under which name a question is put, and to whom."""

from __future__ import annotations

from typing import Any

import pytest

from rasa_project.dialogue.consultation_questions import QUESTION_OF, asked_as
from rasa_project.dialogue.consultations import case_of, exposure_of, is_own
from rasa_project.dialogue.conversation import Person, PersonKind
from tests.data.content import variations
from tests.dialogue.hearing import TODAY

CHILD: dict[str, Any] = {"own": False, "contact": False, "no_dose": False, "puts": 0}


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
        ("when", None, {"contact": True, "no_dose": True, "puts": 1}, "when_again"),
        ("danger", 36, {"puts": 1}, "danger_again"),
        ("danger", 36, {"puts": 2}, "danger_anew"),
        ("when", None, {"contact": True, "no_dose": True, "puts": 2}, "when_anew"),
        ("fever", 36, {"puts": 1}, "fever"),
        ("fever", 36, {"puts": 2}, "fever_anew"),
        ("fever", 324, {"own": True, "puts": 2}, "fever_anew"),
        ("age", None, {"contact": True, "puts": 3}, "age_anew"),
        ("risk", 36, {"puts": 2}, "immunity_anew"),
        ("risk", 324, {"own": True, "puts": 2}, "risk_anew"),
        ("risk", 36, {}, "immunity"),
        ("risk", 143, {}, "immunity"),
        ("risk", 144, {}, "risk"),
        ("risk", None, {}, "risk"),
        ("risk", 324, {"own": True}, "own_risk"),
    ],
)
def test_the_name_of_a_question(question: str, age: int | None, changes: dict[str, Any], name: str) -> None:
    assert asked_as(question, age, **{**CHILD, **changes}) == name
    assert QUESTION_OF.get(name, name) == question


def test_every_name_has_its_response() -> None:
    responses = {one.response for one in variations()}
    assert {f"utter_ask_consultation_form_{name}" for name in QUESTION_OF} <= responses


@pytest.mark.parametrize(
    ("kind", "age", "own"),
    [("writer", 324, True), ("writer", None, True), ("writer", 180, True), ("writer", 36, False),
     ("grown_up", 324, False), ("child", None, False), ("group", None, False)],
)  # fmt: skip
def test_own_is_never_a_small_child(kind: PersonKind, age: int | None, own: bool) -> None:
    assert is_own(Person(1, kind, age_months=age), TODAY) is own


@pytest.mark.parametrize(
    ("person", "age"),
    [
        (Person(1, "writer", risk="pregnant"), 300),
        (Person(1, "child", risk="pregnant"), 300),
        (Person(1, "child", age_months=2, risk="pregnant"), 300),  # the age of a child told before is not hers
        (Person(1, "child", age_months=180, risk="pregnant"), 180),
        (Person(1, "grown_up"), 300),
        (Person(1, age_band="under_3_months"), 1),
        (Person(1, age_band="child", age_months=30), 30),
        (Person(1), None),
    ],
)
def test_who_is_pregnant_or_grown_up_is_no_small_child(person: Person, age: int | None) -> None:
    assert case_of(person, TODAY).age_months == age
    assert exposure_of(person, TODAY).age_months == age


@pytest.mark.parametrize(
    ("person", "doses"),
    [
        (Person(1, age_months=8, doses=2), 0),  # no dose before 12 months counts
        (Person(1, age_months=36, doses=1, first_dose_months=8), 0),
        (Person(1, age_months=36, doses=2, first_dose_months=8), 1),
        (Person(1, age_months=36, doses=1, first_dose_months=12), 1),
        (Person(1, age_months=36), None),
    ],
)
def test_an_early_dose_counts_as_none_in_a_consultation_too(person: Person, doses: int | None) -> None:
    assert exposure_of(person, TODAY).doses == doses
    assert case_of(person, TODAY).doses == doses
