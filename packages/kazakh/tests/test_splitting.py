"""The splitter splits as spaCy does, and no text makes it work more than its length allows."""

from __future__ import annotations

import random
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kazakh.lang_kk import Kazakh, KazakhDefaults
from kazakh.script import MAX_LENGTH, fold, fold_each
from kazakh.splitting import _MARKS, MOST_LETTERS, MOST_MARKS, Splitter

SPLITTER = Splitter(KazakhDefaults)
SPACY = Kazakh()
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
@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=24).map("".join))
def test_odd_texts_are_split_as_spacy_splits_them(text: str) -> None:
    if not is_bounded(text):
        assert split(text) == by_spacy(text)


class WithEmptyRules(KazakhDefaults):
    """spaCy 3.8 has empty patterns among its rules."""

    prefixes = ["", *KazakhDefaults.prefixes]
    suffixes = ["", *KazakhDefaults.suffixes]


@pytest.mark.parametrize("text", ["US$а", "C$5", "(жоқ)", "5кг.", "«жоқ».", "т.б."])
def test_an_empty_rule_is_none(text: str) -> None:
    assert [(piece.text, piece.start) for piece in Splitter(WithEmptyRules).split(text)] == by_spacy(text)


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


def hostile() -> Iterator[tuple[str, str]]:
    """Signs of every general category of Unicode: one without end, many, in chunks, behind letters."""
    rng = random.Random(74)
    signs: dict[str, list[str]] = defaultdict(list)
    for char in map(chr, range(sys.maxunicode + 1)):
        signs[unicodedata.category(char)].append(char)
    del signs["Cs"]  # lone surrogates are no text
    for name, some in signs.items():
        many = [rng.choice(some) for _ in range(MAX_LENGTH)]
        yield f"{name} without end", many[0] * MAX_LENGTH
        yield f"{name} many", "".join(many)
        for size in (2, 8, 40):
            yield f"{name} in chunks of {size}", " ".join("".join(rng.choices(many, k=size)) for _ in range(50))
        yield f"{name} behind letters", "".join(f"{rng.choice('аықs1')}{sign}" for sign in many[::2])


def test_a_hostile_text_costs_what_its_length_allows() -> None:
    costs = {kind: letters_looked_at(text) / len(text) for kind, text in hostile()}
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
@given(st.text(alphabet="aб1:/@-_?#%[] htpsw", max_size=40))
def test_no_address_is_without_a_full_stop_or_two_slashes(text: str) -> None:
    alone = text.replace("//", "/-")
    assert not KazakhDefaults.url_match(alone)
    assert not SPLITTER._is_address(alone)


@pytest.mark.parametrize("address", ["https://1", "http://a.kz", "egov.kz", "www.a.kz/b?c=1", "ftp://u@h/x"])
def test_what_spacy_takes_for_an_address_is_one(address: str) -> None:
    assert SPLITTER._is_address(address) is bool(KazakhDefaults.url_match(address))


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(st.text(max_size=8), st.sampled_from(PIECES)), max_size=12))
def test_words_are_folded_together_as_each_by_itself(words: list[str]) -> None:
    assert fold_each(words) == [fold(word) for word in words]


@pytest.mark.parametrize("make", [lambda word: word, str.upper, lambda word: f"{word}|", lambda word: f"※{word}"])
def test_words_with_the_marks_between_them_are_folded_too(make: Callable[[str], str]) -> None:
    words = [make(word) for word in ("қызылша", "salem", "|", "※", "｜", "ь", "39,5", "😀", " ")]
    assert fold_each(words) == [fold(word) for word in words]
