"""Forms of one word have one stem."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazakh.script import fold
from kazakh.stemming import MIN_STEM, stem

FAMILIES = [
    "кітаптар кітаптарымыз кітаптарымыздан кітаптардың kitaptar",
    "мектептен мектепке мектептер mektepten",
    "балалар балаларымыздың балаларға balalarga",
    "барамыз барсам барған барып",
]


@pytest.mark.parametrize("family", FAMILIES)
def test_one_stem(family: str) -> None:
    assert len({stem(fold(word)) for word in family.split()}) == 1


@pytest.mark.parametrize("word", ["ай", "күн", "су", "дос", ""])
def test_short_words_stay(word: str) -> None:
    assert stem(fold(word)) == fold(word)


@given(st.text(alphabet="абгдезийклмнопрстуш", max_size=30))
def test_a_stem_begins_the_word_and_is_not_too_short(word: str) -> None:
    assert word.startswith(stem(word))
    assert len(stem(word)) >= min(MIN_STEM, len(word))
