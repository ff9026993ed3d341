"""Answers are reviewed like code: complete, sourced, short, and safe; rasa_project/content/checks says what that is."""

from __future__ import annotations

import pytest

from rasa_project.content.checks.facts import FACT_WORDS
from rasa_project.content.checks.form import FACT_IDS
from tests.data.content import THEMES, variations

ALL = variations()


def test_all_facts_of_the_advisory_have_words_to_look_for() -> None:
    assert set(FACT_WORDS) == FACT_IDS


def test_every_theme_has_answers() -> None:
    assert {one.theme for one in ALL} == set(THEMES)


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_when_symptoms_are_told_the_danger_signs_come_first(language: str) -> None:
    first = next(v for v in ALL if v.id == f"utter_ask_consultation_form_danger-{language}")
    assert "103" in first.text.splitlines()[0]
