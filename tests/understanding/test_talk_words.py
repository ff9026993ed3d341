"""Grief, guilt and anger in words."""

from __future__ import annotations

import pytest

from rasa_project.kazakh.analysis import default_analyzer
from rasa_project.understanding.several import without_small_talk
from rasa_project.understanding.talk_words import told_of_talk


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("туысымыздың баласы қаза тапты", "grief"),
        ("у меня умерла сестра", "grief"),
        ("менде кінә бар ма екпе салдырмап едім", "guilt"),
        ("это я виновата", "guilt"),
        ("СЕН ТҮСІНБЕЙСІҢ БЕ", "anger"),
        ("қызылшадан өліп кете ме", None),
        ("сколько детей умерло от прививки", None),
        ("говорят ребёнок умер от прививки", None),
        ("балам 3 жаста", None),
    ],
)
def test_what_is_told(text: str, told: str | None) -> None:
    analysis = default_analyzer().analyse(text)
    assert told_of_talk(analysis.words, analysis.tokens) == told


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
    assert " ".join(without_small_talk(default_analyzer().analyse(text).words)) == behind
