"""«жұқты» and «жүкті», which fold alike, are told apart by the words beside them."""

from __future__ import annotations

import pytest

from kazakh.analysis import default_analyzer
from rasa_project.understanding.homographs import meant

CAUGHT = [
    "қызылша кімнен жұқты екен балаға",
    "кызылша кимнен жукти екен балага",
    "апамнан жукти дейди балам",
    "садиктен жукти",
    "балама жукты ма деп коркамын",
    "баурынан жукти гой",
]
PREGNANT = [
    "мен жүктімін",
    "келінім жүкті еді",
    "жукти аиелге кауипти ме",
    "озим жукти едим",
    "жүкті әйелге екпе салына ма",
]


@pytest.mark.parametrize("text", CAUGHT)
def test_what_was_caught_is_spelt_as_nothing_else(text: str) -> None:
    words = default_analyzer().analyse(text).words
    assert "жуктирди" in meant(words)
    assert "жукти" not in meant(words)
    assert len(meant(words)) == len(words)


@pytest.mark.parametrize("text", PREGNANT)
def test_a_pregnancy_stays(text: str) -> None:
    words = default_analyzer().analyse(text).words
    assert list(meant(words)) == list(words)


def test_without_the_word_nothing_is_copied() -> None:
    words = ["балам", "ауырды"]
    assert meant(words) is words
