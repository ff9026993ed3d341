"""The component that finds the particular question of a message: what it trains on, what it adds."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from kazakh.analysis import default_analyzer
from rasa_project.advice.knowledge import KNOWLEDGE_DIR
from rasa_project.engine import learning
from rasa_project.engine.importer import QUESTION
from rasa_project.engine.learning import features_of, forget_features, learnt_features
from rasa_project.engine.question_classifier import QUESTIONS_KEY, QuestionClassifier
from rasa_project.understanding.concepts import read_concepts
from tests.engine.storage import Storage

CONFIG = {"concepts": str(KNOWLEDGE_DIR / "concepts.yml"), "penalty": 0.5}
EXAMPLES = [
    ("ораза бұзыла ма", "ask_myth/fasting"), ("оразада екпе алсам", "ask_myth/fasting"),
    ("рамазанда ораза бұза ма", "ask_myth/fasting"), ("халал ма бұл", "ask_myth/halal"),
    ("харам емес пе", "ask_myth/halal"), ("вакцина халал ма", "ask_myth/halal"),
    ("өсек пе", None), ("осы сөз рас па", None), ("не деп жүр халық", None),
]  # fmt: skip


def component(folder: Path) -> QuestionClassifier:
    return QuestionClassifier.create(CONFIG, Storage(folder), None, None)  # type: ignore[arg-type]


def examples() -> TrainingData:
    return TrainingData(
        [Message({TEXT: text, INTENT: "ask_myth", **({QUESTION: name} if name else {})}) for text, name in EXAMPLES]
    )


def message(text: str, *ranking: tuple[str, float]) -> Message:
    shown = [{"name": name, "confidence": p} for name, p in ranking]
    return Message({TEXT: text, INTENT: shown[0] if shown else None, INTENT_RANKING_KEY: shown})


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("questions")
    component(folder).train(examples())
    return folder


def test_the_nearest_questions_stand_in_the_parse_data(stored: Path) -> None:
    loaded = QuestionClassifier.load(CONFIG, Storage(stored), None, None)  # type: ignore[arg-type]
    (read,) = loaded.process([message("оразамды бұза ма", ("ask_myth", 0.9), ("greet", 0.1))])
    found = read.get(QUESTIONS_KEY)
    assert found[0]["name"] == "ask_myth/fasting"
    assert 0 < found[0]["confidence"] <= 0.9
    assert QUESTIONS_KEY in read.output_properties
    assert read.get(INTENT) == {"name": "ask_myth", "confidence": 0.9}  # stays as it is


@pytest.mark.parametrize("ranking", [[], [("greet", 1.0)]])
def test_without_a_topic_there_is_none(stored: Path, ranking: list[tuple[str, float]]) -> None:
    loaded = QuestionClassifier.load(CONFIG, Storage(stored), None, None)  # type: ignore[arg-type]
    assert loaded.process([message("халал ма", *ranking)])[0].get(QUESTIONS_KEY) == []


def test_an_untrained_component_finds_none(tmp_path: Path) -> None:
    assert component(tmp_path).process([message("халал ма", ("ask_myth", 1.0))])[0].get(QUESTIONS_KEY) == []


def test_a_message_is_read_once_for_all_models() -> None:
    concepts = read_concepts(Path(CONFIG["concepts"]))  # type: ignore[arg-type]
    one = message("халал ма", ("ask_myth", 1.0))
    assert features_of(one, concepts) is features_of(one, concepts)


def test_a_text_is_read_once_in_a_training_and_then_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    analyse = default_analyzer().analyse

    def counted(text: str) -> Any:
        read.append(text)
        return analyse(text)

    monkeypatch.setattr(learning, "default_analyzer", lambda: SimpleNamespace(analyse=counted))
    forget_features()
    learnt = learnt_features(str(CONFIG["concepts"]))
    assert learnt_features(str(CONFIG["concepts"])) is learnt
    learnt.all_of(["халал ма", "халал ма"])
    learnt.all_of(["халал ма"])
    assert read == ["халал ма"]
    forget_features()
    assert learnt_features(str(CONFIG["concepts"])) is not learnt
