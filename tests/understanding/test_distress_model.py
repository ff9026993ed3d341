"""The file of distress lines is whole, and one of another form is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from rasa_project.errors import BotError
from rasa_project.understanding import distress_model
from rasa_project.understanding.distress_model import NONE, DistressLinesError, distress_lines
from rasa_project.understanding.distress_training import train_distress
from rasa_project.understanding.distress_words import Distress


def test_each_kind_has_lines_of_several_writers_in_both_languages() -> None:
    lines = distress_lines()
    for kind in (*(kind.value for kind in Distress), NONE):
        own = [line for line in lines if line.label == kind]
        assert len(own) >= 60, kind
        assert len({line.writer for line in own}) >= 2, kind
        assert any("қ" in line.text or "ғ" in line.text for line in own), kind
        assert any("ы" in line.text and not set(line.text) & set("қғұіәөүһң") for line in own), kind


def test_no_line_stands_twice_and_each_list_is_sorted() -> None:
    lines = distress_lines()
    assert len({line.text.lower() for line in lines}) == len(lines)
    for writer in {line.writer for line in lines}:
        for kind in {line.label for line in lines}:
            own = [line.text for line in lines if (line.writer, line.label) == (writer, kind)]
            assert own == sorted(own)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("writers:\n  a:\n  - x\n", "Each writer has lists of lines by kind"),
        ("writers:\n  a:\n    sadness:\n    - x\n", "sadness is no kind"),
        ("lines: []\n", "Each writer has lists of lines by kind"),
    ],
)
def test_a_file_of_another_form_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, said: str) -> None:
    path = tmp_path / "distress_lines.yml"
    path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(distress_model, "DATA", path)
    distress_lines.cache_clear()
    try:
        with pytest.raises(DistressLinesError, match=said) as caught:
            distress_lines()
    finally:
        distress_lines.cache_clear()
    assert isinstance(caught.value, BotError)


def test_without_a_line_of_distress_nothing_is_learnt() -> None:
    with pytest.raises(ValueError, match=r"distress_lines\.yml"):
        train_distress([], [], [("рахмет", "thank")], lambda texts: [{} for _ in texts], 0.5)
