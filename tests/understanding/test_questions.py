"""Particular questions are read by the models of the likeliest intents."""

from __future__ import annotations

from pathlib import Path

import pytest

from kazakh.analysis import default_analyzer
from rasa_project.advice.knowledge import KNOWLEDGE_DIR
from rasa_project.understanding.concepts import read_concepts
from rasa_project.understanding.counted_features import BlockedFeatures
from rasa_project.understanding.features import features
from rasa_project.understanding.linear_model import ModelFileError
from rasa_project.understanding.question_training import train_questions
from rasa_project.understanding.questions import AskedExample, QuestionReader

CONCEPTS = read_concepts(KNOWLEDGE_DIR / "concepts.yml")
ASKED = {
    "ask_myth/fasting": ["ораза бұзыла ма", "оразада екпе", "екпе ораза бұзбай ма", "рамазанда салдырсам"],
    "ask_myth/halal": ["халал ма бұл", "вакцина халал ма екен", "харам емес пе", "халяль или харам"],
    "ask_treatment/smoke": ["адыраспан түтіні", "түтінмен аластасақ", "окурить адраспаном"],
    "ask_treatment/red_cloth": ["қызыл мата ілеміз бе", "қызыл шүберек", "красной тряпкой завесить"],
}
GENERAL = {
    "ask_myth": ["өсек рас па", "екпе туралы айтады", "слухи о прививке"],
    "ask_treatment": ["қалай емдейді", "чем лечить"],
}


def blocks(text: str) -> BlockedFeatures:
    return features(default_analyzer().analyse(text).words, CONCEPTS)


@pytest.fixture(scope="module")
def reader() -> QuestionReader:
    examples = [AskedExample(text, name.partition("/")[0], name) for name, some in ASKED.items() for text in some]
    examples += [AskedExample(text, intent, None) for intent, some in GENERAL.items() for text in some]
    return QuestionReader(train_questions(examples, lambda texts: list(map(blocks, texts)), 0.5))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ораза кезінде бұзыла ма", "ask_myth/fasting"),
        ("халал ма осы", "ask_myth/halal"),
        ("адыраспан ше", "ask_treatment/smoke"),
    ],
)
def test_the_best_question_comes_first(reader: QuestionReader, text: str, name: str) -> None:
    intent = name.partition("/")[0]
    assert reader.read([(intent, 0.9)], blocks(text))[0].name == name


def test_a_question_is_as_likely_as_its_intent(reader: QuestionReader) -> None:
    sure = reader.read([("ask_myth", 1.0)], blocks("халал ма"))[0].confidence
    half = reader.read([("ask_myth", 0.5)], blocks("халал ма"))[0].confidence
    assert half == pytest.approx(sure / 2)


def test_a_second_intent_is_asked_too(reader: QuestionReader) -> None:
    guesses = reader.read([("ask_myth", 0.3), ("ask_treatment", 0.6)], blocks("қызыл мата"))
    assert guesses[0].name.startswith("ask_treatment/")
    assert guesses == sorted(guesses, key=lambda one: -one.confidence)


@pytest.mark.parametrize("ranking", [[], [("greet", 0.9)], [("ask_myth", 0.01)]])
def test_no_question_where_no_topic_is_likely(reader: QuestionReader, ranking: list[tuple[str, float]]) -> None:
    assert reader.read(ranking, blocks("халал ма")) == []


def test_the_general_question_is_none_of_them(reader: QuestionReader) -> None:
    assert "general" not in {one.name for one in reader.read([("ask_myth", 1.0)], blocks("өсек рас па"))}


def test_it_is_stored_and_read_again(reader: QuestionReader, tmp_path: Path) -> None:
    reader.save(tmp_path)
    again = QuestionReader.load(tmp_path)
    assert again.read([("ask_myth", 0.8)], blocks("халал ма")) == reader.read([("ask_myth", 0.8)], blocks("халал ма"))


def test_a_damaged_model_says_what_to_do(reader: QuestionReader, tmp_path: Path) -> None:
    reader.save(tmp_path)
    (tmp_path / "ask_myth" / "linear_model.json").write_text("{", encoding="utf-8")
    with pytest.raises(ModelFileError, match="make train"):
        QuestionReader.load(tmp_path)
