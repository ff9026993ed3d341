"""The channel's own texts: complete, in both languages, polite, with no number that nobody verified."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kazakh.languages import guess_language
from rasa_project.advice.knowledge import KnowledgeError, knowledge
from rasa_project.channels.inbox.wording import WORDING_FILE, emergency_line, read_wording
from tests.data.content import DATA

NAMES = sorted(read_wording().texts.__fields__)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_each_text_is_written_in_its_language(name: str, language: str) -> None:
    text = read_wording().text(name, language)  # type: ignore[arg-type]
    assert guess_language(text).language == language
    assert set(re.findall(r"\d{3,}", text)) <= {line.number for line in knowledge().helplines} | {"100"}
    if language == "kk":
        assert re.search("[әғқңөұүһі]", text.lower())


def test_the_menu_is_short_and_in_both_languages() -> None:
    commands = read_wording().commands
    named = ["start", "help", "clinics", "kk", "ru", "news", "stop", "privacy", "delete"]
    assert [one.command for one in commands] == named
    for one in commands:
        assert guess_language(one.kk).language == "kk"
        assert guess_language(one.ru).language == "ru"


def test_answers_that_are_named_exist() -> None:
    answers = "".join(path.read_text(encoding="utf-8") for path in DATA.glob("*/*answers.yml"))
    wording = read_wording()
    for name in wording.location_after:
        assert f"\n  {name}:\n" in answers


def test_the_number_on_the_card_is_that_of_the_only_list() -> None:
    assert emergency_line("kk")[0] == emergency_line("ru")[0] == "103"


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (("command: help", "command: start"), "twice"),
        (("command: help", "command: /Help"), "command"),
        (("  more_buttons:", "  fewer_buttons:"), "fewer_buttons"),
        (("payload: /greet", "payload: greet"), "payload"),
        (("commands:", "commands: ["), "line"),
    ],
)
def test_a_wrong_file_is_named_with_the_reason(tmp_path: Path, change: tuple[str, str], word: str) -> None:
    path = tmp_path / "messengers.yml"
    path.write_text(WORDING_FILE.read_text(encoding="utf-8").replace(*change, 1), encoding="utf-8")
    with pytest.raises(KnowledgeError, match=word) as error:
        read_wording(path)
    assert "messengers.yml" in str(error.value)
