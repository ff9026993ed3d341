"""The questions of the widget's first view, and the answers behind which an emergency's card goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from kazakh.languages import guess_language
from rasa_project.advice.knowledge import KnowledgeError
from rasa_project.channels.first_view import VIEW_FILE, read_first_view
from rasa_project.channels.payloads import as_understood, own_payloads
from rasa_project.dialogue.reply_language import ReplyLanguage
from tests.data.content import DATA

LANGUAGES: tuple[ReplyLanguage, ...] = ("kk", "ru")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_title_is_a_question_in_its_language(language: ReplyLanguage) -> None:
    for button in read_first_view().buttons(language):
        assert guess_language(button["title"]).language == language
        assert button["title"].endswith("?")


def test_a_button_sends_its_particular_question() -> None:
    view = read_first_view()
    for one, button in zip(view.asked_most, view.buttons("kk"), strict=True):
        intent, _, key = one.question.partition("/")
        assert button["payload"] == f'/{intent}{{"question":"{key}"}}'
        assert as_understood(button["payload"], own_payloads()) == button["payload"]


def test_answers_that_are_named_exist() -> None:
    answers = "".join(path.read_text(encoding="utf-8") for path in DATA.glob("*/*answers.yml"))
    for name in read_first_view().emergency_answered_by:
        assert f"\n  {name}:\n" in answers


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (("ask_schedule/ages", "ask_schedule/nothing"), "'ask_schedule/nothing' is not in questions.yml"),
        (("ask_schedule/ages", "ask_vaccine_safety/safe"), "a question stands twice"),
        (("    ru: Где делают прививку?\n", ""), "ru"),
        (("Екпені қайда салады?", "Екпені қайда салады? " * 5), "60"),
        (("asked_most:", "asked_most: []\nunknown:"), "unknown"),
        (("emergency_answered_by:", "answered:"), "emergency_answered_by"),
    ],
)
def test_a_wrong_file_is_refused_with_its_place(tmp_path: Path, change: tuple[str, str], word: str) -> None:
    path = tmp_path / "widget.yml"
    text = VIEW_FILE.read_text(encoding="utf-8")
    assert change[0] in text
    path.write_text(text.replace(*change), encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"widget\.yml") as caught:
        read_first_view(path)
    assert word in str(caught.value)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"nothing\.yml"):
        read_first_view(tmp_path / "nothing.yml")


def test_a_kind_of_source_without_a_name_is_refused(tmp_path: Path) -> None:
    text = VIEW_FILE.read_text(encoding="utf-8")
    (tmp_path / "widget.yml").write_text(text.replace("  press: {kk: Баспасөз, ru: Пресса}\n", ""), encoding="utf-8")
    with pytest.raises(KnowledgeError, match="must be district, government"):
        read_first_view(tmp_path / "widget.yml")
