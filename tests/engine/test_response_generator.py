"""A text behind the words that say whose it is."""

from __future__ import annotations

import pytest

from rasa_project.engine.response_generator import _behind


@pytest.mark.parametrize(
    ("lead", "text", "said"),
    [
        ("", "Бүгін барыңыз.", "Бүгін барыңыз."),
        ("8 айлық қызыңыз: ", "Сәбидің дәрігеріне айтыңыз.", "8 айлық қызыңыз: сәбидің дәрігеріне айтыңыз."),
        ("Сын, 4 года: ", "ККП делают в 6 лет.", "Сын, 4 года: ККП делают в 6 лет."),
        ("Сын: ", "", "Сын: "),
        ("Сын: ", "72 часа не прошли.", "Сын: 72 часа не прошли."),
    ],
)
def test_a_text_goes_on_behind_its_lead(lead: str, text: str, said: str) -> None:
    assert _behind(lead, text) == said
