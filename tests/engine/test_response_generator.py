"""A text behind the words that say whose it is."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

from rasa_project.dialogue.wording import behind_lead
from rasa_project.edition import Edition, within
from rasa_project.engine.response_generator import LanguageAwareGenerator

ANSWERS = """
responses:
  utter_x:
  - text: Мәтін.
    metadata: {sources: [K1]}
  - condition: [{type: slot, name: language, value: ru}]
    text: Текст.
    metadata: {sources: [K1]}
"""


def test_texts_are_those_of_the_content_and_not_of_the_model(tmp_path: Path) -> None:
    (tmp_path / "places").mkdir()
    (tmp_path / "places" / "answers.yml").write_text(ANSWERS, encoding="utf-8")
    of_model = Domain.from_dict({"responses": {"utter_x": [{"text": "utter_x"}], "utter_y": [{"text": "utter_y"}]}})
    generator = LanguageAwareGenerator(None, of_model)
    generator.responses = of_model.responses  # as Rasa's agent does
    tracker = DialogueStateTracker.from_events("anna", [])
    with within(Edition(tmp_path)):
        said = asyncio.run(generator.generate("utter_x", tracker, "rest", language="ru"))
        assert said is not None
        assert said["text"] == "Текст."
        assert asyncio.run(generator.generate("utter_y", tracker, "rest")) is None


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
    assert behind_lead(lead, text) == said


def test_a_gap_named_opening_is_no_order_to_change_the_opening() -> None:
    """«Жоқ, балабақшаға …» of a gap stays; the yes or no of the text itself is left out where that is asked for."""
    generator = LanguageAwareGenerator(None, Domain.empty())
    tracker = DialogueStateTracker.from_events("anna", [])
    gaps = {
        "opening": "Нет, в садик пока нельзя",
        "opening_ru": "Нет, в садик пока нельзя",
        "apart": "",
        "apart_ru": "",
    }
    out = asyncio.run(generator.generate("utter_ask_isolation/out_ill", tracker, "rest", language="ru", **gaps))
    free = asyncio.run(
        generator.generate("utter_ask_availability/free", tracker, "rest", language="ru", yes_or_no="other")
    )
    assert out is not None
    assert free is not None
    assert out["text"].startswith("Нет, в садик")
    assert free["text"].startswith("Нет, прививка от кори бесплатна")
