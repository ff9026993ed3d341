"""Reading remembers words within a bound, and a turn reads a text once."""

from __future__ import annotations

import gc
import random
import sys

import pytest

from kazakh.analysis import Analyzer, default_analyzer, one_turn
from kazakh.memory import MOST_WORDS, forget_words, words_remembered
from rasa_project.understanding.extraction import default_finder
from rasa_project.understanding.spelling import SpellingMender

LETTERS = "абвгдежзийклмнопрстуфхцчшыәғқңөұүі"


def invented(count: int, seed: int = 0) -> list[str]:
    rng = random.Random(seed)
    return ["".join(rng.choices(LETTERS, k=rng.randrange(6, 12))) for _ in range(count)]


def read(words: list[str]) -> None:
    for first in range(0, len(words), 200):
        default_finder().read(default_analyzer().analyse(" ".join(words[first : first + 200])))


@pytest.mark.slow
def test_a_hundred_thousand_new_words_leave_no_more_than_ten_thousand() -> None:
    read(invented(10_000))
    before, allocated = words_remembered(), sys.getallocatedblocks()
    read(invented(100_000, seed=1))
    gc.collect()
    assert max(words_remembered()) <= MOST_WORDS
    assert sum(words_remembered()) <= sum(before) + MOST_WORDS
    assert sys.getallocatedblocks() - allocated < 20_000  # one block for each new word would be 100,000


def test_forgotten_words_are_gone() -> None:
    read(invented(1000, seed=2))
    assert sum(words_remembered()) > 1000
    forget_words()
    assert sum(words_remembered()) == 0


def test_a_memory_that_nobody_uses_any_more_is_not_kept() -> None:
    count = len(words_remembered())
    for _ in range(50):
        SpellingMender(["қызылша"]).mend("қызылшп")
    gc.collect()
    assert len(words_remembered()) <= count + 1


def test_a_turn_reads_a_text_once() -> None:
    analyzer, finder = Analyzer(), default_finder()
    with one_turn():
        analysis = analyzer.analyse("балам 3 жаста, қызуы 38")
        assert analyzer.analyse("балам 3 жаста, қызуы 38") is analysis
        assert finder.read(analysis) is finder.read(analyzer.analyse("балам 3 жаста, қызуы 38"))
        assert analyzer.analyse("басқа сөз") is not analysis
    assert analyzer.analyse("балам 3 жаста, қызуы 38") is not analysis
