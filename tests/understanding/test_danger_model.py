"""Danger in any words: what rules and model say together, and the examples that the model learns."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from kazakh.analysis import default_analyzer
from kazakh.script import fold
from rasa_project.advice.knowledge import KNOWLEDGE_DIR, knowledge
from rasa_project.understanding import danger_model
from rasa_project.understanding.concepts import read_concepts
from rasa_project.understanding.counted_features import BlockedFeatures
from rasa_project.understanding.danger_model import (
    MAYBE,
    NEWBORN,
    NO,
    NOW,
    DangerGuess,
    DangerLine,
    DangerLinesError,
    DangerReader,
    DangerThresholds,
    combined,
    danger_lines,
)
from rasa_project.understanding.danger_training import train_danger
from rasa_project.understanding.extraction import Danger
from rasa_project.understanding.features import features

AT = DangerThresholds()
CONCEPTS = read_concepts(KNOWLEDGE_DIR / "concepts.yml")


@pytest.mark.parametrize(
    ("rule", "now", "maybe", "together"),
    [
        # the model raises
        (Danger.NONE, 0.5, 0.0, Danger.NOW), (Danger.SPOKEN_OF, 0.7, 0.1, Danger.NOW),
        (Danger.NONE, 0.18, 0.3, Danger.MAYBE), (Danger.SPOKEN_OF, 0.1, 0.12, Danger.MAYBE),
        # what the words deny has to be much surer
        (Danger.DENIED, 0.79, 0.2, Danger.DENIED), (Danger.DENIED, 0.8, 0.1, Danger.NOW),
        # below its thresholds the rules stand
        (Danger.NONE, 0.06, 0.05, Danger.NONE), (Danger.SPOKEN_OF, 0.06, 0.05, Danger.SPOKEN_OF),
        (Danger.DENIED, 0.1, 0.6, Danger.DENIED),
        # the rules' danger stays, whatever the model says
        (Danger.NOW, 0.1, 0.0, Danger.NOW), (Danger.NOW, 0.0, 0.0, Danger.NOW),
    ],
)  # fmt: skip
def test_what_rules_and_model_say_together(rule: Danger, now: float, maybe: float, together: Danger) -> None:
    assert combined(rule, DangerGuess(now, maybe, "convulsions"), AT) is together


def test_a_fever_is_none_of_a_new_born_where_an_older_age_is_told() -> None:
    """«Бөпем 8 айлық, қызуы 38,5» is no emergency; the rule on ages says what is."""
    guess = DangerGuess(0.9, 0.05, NEWBORN)
    assert combined(Danger.NONE, guess, AT, is_newborn=False) is Danger.NONE
    assert combined(Danger.NOW, guess, AT, is_newborn=False) is Danger.NOW
    assert combined(Danger.NONE, guess, AT, is_newborn=True) is Danger.NOW
    assert combined(Danger.NONE, guess, AT) is Danger.MAYBE  # «бөпем қызып тұр»: how old, is asked
    assert combined(Danger.NONE, DangerGuess(0.9, 0.05, "convulsions"), AT, is_newborn=False) is Danger.NOW


def test_there_are_enough_lines_by_several_hands() -> None:
    lines = danger_lines()
    count = Counter(line.label for line in lines)
    assert count[NOW] + count[MAYBE] >= 1500
    assert count[NO] >= 2000
    assert len({line.writer for line in lines}) >= 6
    by_words = {"double_vision", "dying", "lethargic", "pale_cold_skin", "stridor", "unsteady"}
    for sign in {*knowledge().signs.danger, NEWBORN} - by_words:
        assert sum(line.sign == sign for line in lines) >= 40, sign


def test_no_line_stands_twice() -> None:
    texts = Counter(fold(line.text) for line in danger_lines())
    assert [text for text, count in texts.items() if count > 1] == []


def test_every_sign_is_one_of_the_file_of_signs() -> None:
    known = {*knowledge().signs.danger, NEWBORN}
    assert {line.sign for line in danger_lines() if line.label != NO} <= known
    assert {line.sign for line in danger_lines() if line.label == NO} == {None}


def test_what_is_tested_is_not_learnt() -> None:
    learnt = {fold(line.text) for line in danger_lines()}
    for name in ("danger_now.txt", "danger_not_now.txt", "danger_left_to_classifier.txt"):
        tested = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
        assert learnt.isdisjoint(map(fold, tested))


@pytest.mark.parametrize(
    "text", ["{}", "writers: {a: {now: {}}}", "writers: {a: 1}", "writers: {a: {now: 1, maybe: {}, harmless: []}}"]
)
def test_a_file_of_another_form_says_what_belongs_there(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "danger_lines.yml"
    path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(danger_model, "DATA", path)
    danger_lines.cache_clear()
    try:
        with pytest.raises(DangerLinesError, match="Each writer has"):
            danger_lines()
    finally:
        danger_lines.cache_clear()


def blocks(text: str) -> BlockedFeatures:
    return features(default_analyzer().analyse(text).words, CONCEPTS)


@pytest.fixture(scope="module")
def reader() -> DangerReader:
    told = [
        ("қызым тырысып жатыр", NOW, "convulsions"), ("судороги у сына прямо сейчас", NOW, "convulsions"),
        ("денесі тырысып көзі төңкеріліп кетті", NOW, "convulsions"), ("тырысып қалды тезірек", NOW, "convulsions"),
        ("ерні көгеріп кетті", NOW, "blue_lips"), ("губы синие совсем", NOW, "blue_lips"),
        ("еріндері көкпеңбек", NOW, "blue_lips"), ("посинели губы и ногти", NOW, "blue_lips"),
        ("тырысқан сияқты болды ма", MAYBE, "convulsions"), ("ерні көгергендей ме", MAYBE, "blue_lips"),
        ("кажется дёргается", MAYBE, "convulsions"), ("губы будто синеватые", MAYBE, "blue_lips"),
    ]  # fmt: skip
    harmless = ["екпе қашан салынады", "бақшаға бара ма", "когда прививка", "все хорошо спит", "ойнап жүр"]
    lines = [DangerLine(text, "a", label, sign) for text, label, sign in told]
    lines += [DangerLine(text, "b", NO, None) for text in harmless]
    examples = [("103 шақырыңыз тырысып жатыр", "report_emergency"), ("сәлем", "greet"), ("рахмет", "thank")]
    return train_danger(lines, examples, lambda texts: list(map(blocks, texts)), 0.5)


def test_a_message_gets_its_probabilities_and_its_sign(reader: DangerReader) -> None:
    danger, harmless = reader.read(blocks("ұлым тырысып жатыр")), reader.read(blocks("екпе қашан"))
    assert danger.now > harmless.now
    assert danger.sign == "convulsions"
    assert harmless.sign is None or harmless.any >= 0.1
    assert reader.read(blocks("губы синие")).sign == "blue_lips"
    assert 0 <= danger.any <= 1


def test_the_models_are_stored_and_read_again(reader: DangerReader, tmp_path: Path) -> None:
    reader.save(tmp_path)
    again = DangerReader.load(tmp_path)
    assert again.read(blocks("ерні көгерді")) == reader.read(blocks("ерні көгерді"))
