"""A table of stems that is looked up says what a walk over it would say."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kazakh.beginnings import Beginnings

LETTERS = st.text("абв", max_size=4)
STEMS = st.one_of(LETTERS, LETTERS.map(lambda word: f"={word}"))


def walked(rows: list[tuple[str, int]], word: str) -> int | None:
    """What a walk over the table finds."""
    for stem, told in rows:
        if word == stem[1:] if stem.startswith("=") else word.startswith(stem):
            return told
    return None


@given(st.lists(st.tuples(STEMS, st.integers()), max_size=12), st.lists(st.text("абв", max_size=6), min_size=1))
def test_it_tells_what_a_walk_would(rows: list[tuple[str, int]], words: list[str]) -> None:
    table = Beginnings(rows)
    assert [table.of(word) for word in words] == [walked(rows, word) for word in words]


def test_the_first_row_counts_and_not_the_longest() -> None:
    table = Beginnings([("ба", 1), ("=бала", 2), ("бал", 3), ("=б", 4), ("к", 5)])
    assert [table.of(word) for word in ("бала", "ба", "б", "ка", "в", "")] == [1, 1, 4, 5, None, None]
    assert Beginnings([("=бала", 2), ("ба", 1)]).of("бала") == 2


def test_a_large_table_asks_a_word_no_more_often_than_it_has_lengths() -> None:
    class Word(str):
        __slots__ = ()
        cut = 0

        def __getitem__(self, key: object) -> str:
            Word.cut += 1
            return str.__getitem__(self, key)  # type: ignore[index]

    table = Beginnings([(f"{number:03d}", number) for number in range(1000)])
    assert table.of(Word("777x")) == 777
    assert Word.cut == 1
