"""The component that hears hinted distress: what it trains on, keeps and shows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from rasa_project.advice.knowledge import KNOWLEDGE_DIR
from rasa_project.engine import distress_classifier
from rasa_project.engine.distress_classifier import DISTRESS_KEY, DistressClassifier
from rasa_project.understanding.distress_model import DistressLine
from tests.engine.storage import Storage

CONFIG = {"concepts": str(KNOWLEDGE_DIR / "concepts.yml"), "penalty": 0.5}
TEXTS = {
    "self_harm": ("менсіз оларға тыныш болар", "мені іздемеңіздер енді", "без меня им тихо"),
    "violence": ("қолының ізін жасырып жүрмін", "прячемся от него в бане", "ізі кетпейді"),
    "none": ("шаршадым бүгін", "прячем подарок в бане", "тыныш ұйықтап жатыр"),
}
LINES = [DistressLine(text, "a", kind) for kind, some in TEXTS.items() for text in some]


@pytest.fixture
def trained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DistressClassifier:
    monkeypatch.setattr(distress_classifier, "distress_lines", lambda: tuple(LINES))
    monkeypatch.setattr(distress_classifier, "danger_lines", tuple)
    component = DistressClassifier.create(CONFIG, Storage(tmp_path), None, None)  # type: ignore[arg-type]
    asked = [("екпе қашан салынады", "ask_schedule"), ("когда прививка", "ask_schedule"), ("рахмет", "thank")]
    component.train(TrainingData([Message({TEXT: text, INTENT: intent}) for text, intent in asked]))
    return component


def guess(component: DistressClassifier, text: str) -> dict[str, Any]:
    (message,) = component.process([Message({TEXT: text})])
    assert DISTRESS_KEY in message.output_properties
    return dict(message.get(DISTRESS_KEY))


def test_a_hint_is_likelier_than_what_sounds_alike(trained: DistressClassifier) -> None:
    hinted, plain = guess(trained, "менсіз тыныш болар еді"), guess(trained, "екпе қашан салынады екен")
    assert hinted["confidence"] > plain["confidence"]
    assert hinted["kind"] == "self_harm"
    assert guess(trained, "қолының ізі кетпейді")["kind"] == "violence"


def test_read_again_it_says_the_same(trained: DistressClassifier, tmp_path: Path) -> None:
    again = DistressClassifier.load(CONFIG, Storage(tmp_path), None, None)  # type: ignore[arg-type]
    assert guess(again, "без меня им тихо") == guess(trained, "без меня им тихо")


def test_untrained_or_without_a_text_it_says_nothing(trained: DistressClassifier) -> None:
    untrained = DistressClassifier.create(CONFIG, None, None, None)  # type: ignore[arg-type]
    for component, message in ((untrained, Message({TEXT: "а"})), (trained, Message({}))):
        component.process([message])
        assert message.get(DISTRESS_KEY) is None


def test_a_changed_line_on_danger_is_learnt_anew_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = DistressClassifier.fingerprint_addon(CONFIG)
    other = tmp_path / "danger_lines.yml"
    other.write_text("writers: {}\n", encoding="utf-8")
    monkeypatch.setattr(distress_classifier, "DANGER_LINES", other)
    assert DistressClassifier.fingerprint_addon(CONFIG) != before
