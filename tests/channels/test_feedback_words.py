"""The words around feedback: in both languages, short, without a number; a wrong file is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from kazakh.languages import guess_language
from rasa_project.advice.knowledge import KnowledgeError
from rasa_project.advice.records import Words
from rasa_project.channels.feedback_words import FEEDBACK_FILE, feedback_words

READ = feedback_words()
CHOICES = {**READ.verdicts, **READ.reasons}
SENTENCES = {"question": READ.question, "near": READ.near, **{name: one.thanks for name, one in CHOICES.items()}}


@pytest.mark.parametrize("name", SENTENCES)
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_each_sentence_is_short_and_in_its_language(name: str, language: str) -> None:
    text = str(getattr(SENTENCES[name], language))
    assert guess_language(text).language == language
    assert len(text) <= 100
    assert not any(letter.isdecimal() for letter in text)
    assert text[-1] in ".?!"


def test_no_two_titles_are_alike() -> None:
    for language in ("kk", "ru"):
        titles = [getattr(one.title, language) for one in CHOICES.values()]
        assert len(set(titles)) == len(titles) == 6


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (("  helped:\n", "  good:\n"), "helped, not_helped"),
        (("  other:\n", "  others:\n"), "not_my_question"),
        (("ru: Помогло", "ru: Этот ответ мне очень помог, спасибо"), "24 letters"),
        (("near:\n", "far:\n"), "near"),
        (("question:", "question: ["), "line"),
    ],
)
def test_a_wrong_file_is_named_with_the_reason(tmp_path: Path, change: tuple[str, str], word: str) -> None:
    path = tmp_path / "feedback.yml"
    changed = FEEDBACK_FILE.read_text(encoding="utf-8").replace(*change, 1)
    assert changed != FEEDBACK_FILE.read_text(encoding="utf-8")
    path.write_text(changed, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=word) as error:
        feedback_words(path)
    assert "feedback.yml" in str(error.value)


def test_the_language_of_a_sentence_is_chosen() -> None:
    assert isinstance(READ.question, Words)
    assert READ.thanks("helped", None, "ru").startswith("Спасибо")
    assert READ.thanks("not_helped", "not_true", "kk").startswith("Рақмет")
