"""The splitter splits as spaCy does, and no text makes it work more than its length allows."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.hostile import texts
from rasa_project.kazakh.lang_kk import KazakhDefaults
from rasa_project.kazakh.script import fold, fold_each
from rasa_project.kazakh.splitting import _MARKS, MOST_LETTERS, MOST_MARKS, Splitter
from rasa_project.yaml_files import read_yaml

SPLITTER = Splitter(KazakhDefaults)
SPACY = spacy.blank("kk")
PIECES = [
    *"абвқіжAZaz019.,;:-–—!?()[]'\"«»/…$₽€£%°+*^=<>_@#&😀☺²³sSкм \n\t",
    "км", "kg", "'s", "..", "т.б.", "қ.", ":-)", ":)", "т.с.с.",
    "US$", "http://a.kz", "a.", "°C.", "C++", "8)", " т.б", "\u0301", "字", "א", "न", "\u200d",
]  # fmt: skip


def by_spacy(text: str) -> list[tuple[str, int]]:
    return [(token.text, token.idx) for token in SPACY.make_doc(text)]


def split(text: str) -> list[tuple[str, int]]:
    return [(piece.text, piece.start) for piece in SPLITTER.split(text)]


def is_bounded(text: str) -> bool:
    """Whether the text is cut where spaCy would not: long runs of marks and long chunks."""
    return bool(_MARKS.search(text)) or any(len(chunk) > MOST_LETTERS for chunk in text.split())


@pytest.mark.slow
def test_every_example_is_split_as_spacy_splits_it(root: Path) -> None:
    files = [*root.glob("data/**/nlu.yml"), *root.glob("tests/**/*.yml"), *root.glob("tests/nlu/*.txt")]
    lines = {
        line.strip().removeprefix("- ") for file in files for line in file.read_text(encoding="utf-8").splitlines()
    }
    assert len(lines) > 10_000
    different = [line for line in lines if not is_bounded(line) and split(line) != by_spacy(line)]
    assert different == []


def test_no_example_is_cut(root: Path) -> None:
    files = root.glob("data/**/nlu.yml")
    examples = [line for file in files for one in read_yaml(file.read_text(encoding="utf-8"))["nlu"]
                for line in str(one.get("examples", "")).splitlines()]  # fmt: skip
    assert len(examples) > 5_000
    assert [line for line in examples if is_bounded(line)] == []


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=24).map("".join))
def test_odd_texts_are_split_as_spacy_splits_them(text: str) -> None:
    if not is_bounded(text):
        assert split(text) == by_spacy(text)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_pieces_make_up_the_text(text: str) -> None:
    end = 0
    for piece in SPLITTER.split(text):
        assert piece.text
        assert text[piece.start : piece.start + len(piece.text)] == piece.text
        assert text[end : piece.start] in {"", " "}
        end = piece.start + len(piece.text)
    assert text[end:] in {"", " "}


class Counted:
    """A compiled pattern whose searches, and the letters that they may look at, are counted."""

    def __init__(self, pattern: Any) -> None:
        self._pattern = pattern
        self.letters = 0

    def search(self, text: str, first: int = 0) -> Any:
        self.letters += len(text) - first
        return self._pattern.search(text, first)

    def match(self, text: str) -> Any:
        self.letters += 1
        return self._pattern.match(text)

    def finditer(self, text: str) -> Any:
        self.letters += len(text)
        return self._pattern.finditer(text)


COUNTED = Splitter(KazakhDefaults)
COUNTERS = [Counted(COUNTED._prefix), Counted(COUNTED._suffix), Counted(COUNTED._infix)]
COUNTED._prefix, COUNTED._suffix, COUNTED._infix = COUNTERS  # type: ignore[assignment]


def letters_looked_at(text: str) -> int:
    before = sum(one.letters for one in COUNTERS)
    COUNTED.split(text)
    return sum(one.letters for one in COUNTERS) - before


@pytest.fixture(scope="module")
def hostile() -> list[tuple[str, str]]:
    return [(one.kind, one.text) for one in texts(seed=74)]


def test_a_hostile_text_costs_what_its_length_allows(hostile: list[tuple[str, str]]) -> None:
    costs = {kind: letters_looked_at(text) / len(text) for kind, text in hostile[::9]}
    assert {kind: cost for kind, cost in costs.items() if cost > 12} == {}


@pytest.mark.parametrize("signs", ["₱₯£₺₳", "'", "#", "😀😁", "=", "'s", "a.", "1/", "..a", "US$"])
def test_twice_the_length_costs_twice_as_much(signs: str) -> None:
    rng = random.Random(74)
    text = "".join(rng.choice(signs) for _ in range(4000))
    one, two = letters_looked_at(text[:2000]), letters_looked_at(text)
    assert two <= 2.2 * one + 100


def test_a_long_run_of_marks_is_one_piece_between_its_ends() -> None:
    pieces = [piece.text for piece in SPLITTER.split("тырысып жатыр" + "!" * 400 + "балам")]
    assert pieces == ["тырысып", "жатыр", "!", "!" * 398, "!", "балам"]
    assert len(SPLITTER.split("!" * MOST_MARKS)) == MOST_MARKS


def test_words_of_a_long_chunk_are_found() -> None:
    words = "/".join(["құсты", "39,5", "тырысып", "жатыр", "12.05.2024"] * 10)
    pieces = [piece.text for piece in SPLITTER.split(words)]
    assert pieces[:6] == ["құсты", "/", "39,5", "/", "тырысып", "/"]


def test_a_long_address_stays_whole() -> None:
    address = "https://egov.kz/" + "a" * 200
    assert [piece.text for piece in SPLITTER.split(f"{address} ашылмайды")] == [address, "ашылмайды"]


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(st.text(max_size=8), st.sampled_from(PIECES)), max_size=12))
def test_words_are_folded_together_as_each_by_itself(words: list[str]) -> None:
    assert fold_each(words) == [fold(word) for word in words]


@pytest.mark.parametrize("make", [lambda word: word, str.upper, lambda word: f"{word}|", lambda word: f"※{word}"])
def test_words_with_the_marks_between_them_are_folded_too(make: Callable[[str], str]) -> None:
    words = [make(word) for word in ("қызылша", "salem", "|", "※", "｜", "ь", "39,5", "😀", " ")]
    assert fold_each(words) == [fold(word) for word in words]
