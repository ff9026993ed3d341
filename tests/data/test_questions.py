"""Particular questions: each has examples to learn; what its answer must be checks rasa_project/content."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

import pytest

from kazakh.languages import guess_language
from kazakh.script import fold
from rasa_project.advice.knowledge import knowledge
from tests.data.content import ASKED_THEMES, DATA, read

QUESTIONS = knowledge().questions
#: Where the answer to each stands.
THEMES = {
    name.removeprefix("utter_"): path.parent.name
    for path in sorted(DATA.glob("*/question_answers.yml"))
    for name in read(path)["responses"]
}


@lru_cache(maxsize=1)
def asked() -> dict[str, dict[str, list[str]]]:
    """Examples of each question by the theme whose file they stand in."""
    found: dict[str, dict[str, list[str]]] = {}
    for theme in ASKED_THEMES:
        path = DATA / theme / "questions.yml"
        if path.exists():
            entries = read(path)["nlu"]
            found[theme] = {one["intent"]: [line[2:] for line in one["examples"].splitlines()] for one in entries}
    return found


@pytest.mark.parametrize("name", QUESTIONS)
def test_each_has_enough_examples_in_both_languages(name: str) -> None:
    theme = THEMES[name]
    if theme not in asked():
        pytest.skip(f"data/{theme}/questions.yml is not there yet")
    texts = [
        re.sub(r"\b[AaАа]\b", " ", text) for text in asked()[theme].get(name, [])
    ]  # the «А» of vitamin A is no "but"
    guesses = Counter(guess_language(text).language for text in texts)
    undecided = guesses[None]  # a word or two of both languages
    assert guesses["kk"] + undecided >= 25
    assert guesses["ru"] + guesses["mixed"] + undecided >= 12


def test_no_example_stands_twice_and_none_is_of_an_unknown_question() -> None:
    if not asked():
        pytest.skip("no data/<theme>/questions.yml is there yet")
    every = [(name, text) for some in asked().values() for name, texts in some.items() for text in texts]
    assert sorted({name for name, _ in every} - set(QUESTIONS)) == []
    assert [text for text, times in Counter(fold(text) for _, text in every).items() if times > 1] == []
