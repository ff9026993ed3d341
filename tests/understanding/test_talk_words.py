"""Anger at the bot, and what stands behind small talk, in words."""

from __future__ import annotations

import pytest

from rasa_project.understanding.several import without_small_talk
from rasa_project.understanding.talk_words import tells_anger
from tests.understanding.words import words


@pytest.mark.parametrize(
    ("text", "is_angry"),
    [
        ("СЕН ТҮСІНБЕЙСІҢ БЕ", True),
        ("вы тупой бот", True),
        ("ты не понимаешь", True),
        ("балам мені түсінбейді", False),
        ("балам 3 жаста", False),
    ],
)
def test_anger(text: str, is_angry: bool) -> None:
    assert tells_anger(words(text)) is is_angry


@pytest.mark.parametrize(
    ("text", "behind"),
    [
        ("рахмет тағы да Аралда ше", "да аралда ше"),
        ("спасибо большое, когда в садик", "когда в садик"),
        ("балам ауырды", "балам ауирди"),
        ("рахмет", ""),
    ],
)
def test_what_stands_behind_small_talk(text: str, behind: str) -> None:
    assert " ".join(without_small_talk(words(text))) == behind
