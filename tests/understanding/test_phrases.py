"""Phrases of words by their beginnings."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rasa_project.understanding.phrases import Phrase, _pattern, phrases, stands

some_word = st.text("ab+", min_size=1, max_size=3)
some_phrases = st.lists(st.lists(some_word, min_size=1, max_size=3).map(tuple), min_size=1, max_size=3).map(tuple)


def word_by_word(words: Sequence[str], phrases: tuple[Phrase, ...]) -> bool:
    """The same, said the long way."""
    return any(
        len(words) - index >= len(phrase)
        and all(word.startswith(stem) for word, stem in zip(words[index:], phrase, strict=False))
        for phrase in phrases
        for index in range(len(words))
    )


@given(st.lists(some_word, max_size=8), some_phrases)
def test_a_phrase_stands_where_words_begin_so_in_turn(words: list[str], phrases: tuple[Phrase, ...]) -> None:
    assert stands(words, phrases) == word_by_word(words, phrases)


@pytest.mark.parametrize(
    ("text", "is_there"),
    [
        ("у меня сыпь", True),
        ("а у меня температура", True),
        ("у меняла сыпь", True),
        ("кому меня сыпь", False),
        ("", False),
    ],
)
def test_only_beginnings_of_words_count(text: str, is_there: bool) -> None:
    assert stands(text.split(), (("у", "меня", "сыпь"), ("у", "меня", "темпер"))) is is_there


def test_no_table_of_phrases_is_put_together_twice() -> None:
    """The tables are constants: however many modules have one, a message meets each ready."""
    tables = [phrases(f"слово {number}") for number in range(200)]
    for _ in range(2):
        assert not any(stands(["другое"], table) for table in tables)
    before = _pattern.cache_info().misses
    assert not any(stands(["другое"], table) for table in tables)
    assert _pattern.cache_info().misses == before
