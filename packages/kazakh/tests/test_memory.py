"""What is remembered of words has a bound and an end."""

from __future__ import annotations

import gc

from kazakh.analysis import Analyzer, one_turn
from kazakh.memory import MOST_WORDS, forget_words, remembered, words_remembered
from kazakh.stemming import stem


def test_the_word_met_last_is_remembered() -> None:
    calls: list[str] = []
    length = remembered(lambda word: calls.append(word) or len(word))
    for word in ("бала", "екпе", "бала"):
        length(word)
    assert calls == ["бала", "екпе"]


def test_no_more_words_are_remembered_than_the_bound() -> None:
    for number in range(MOST_WORDS + 100):
        stem(f"сөз{number}лар")
    assert max(words_remembered()) == MOST_WORDS


def test_forgotten_words_are_gone() -> None:
    stem("балалар")
    assert sum(words_remembered()) > 0
    forget_words()
    assert sum(words_remembered()) == 0


def test_a_memory_that_nobody_uses_any_more_is_not_kept() -> None:
    count = len(words_remembered())
    for _ in range(50):
        remembered(len)("сөз")
    gc.collect()
    assert len(words_remembered()) <= count + 1


def test_a_turn_analyses_a_text_once() -> None:
    analyzer = Analyzer()
    with one_turn():
        analysis = analyzer.analyse("балам 3 жаста")
        assert analyzer.analyse("балам 3 жаста") is analysis
        assert analyzer.analyse("басқа сөз") is not analysis
    assert analyzer.analyse("балам 3 жаста") is not analysis
