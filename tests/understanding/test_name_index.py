"""Many names looked up at once have the rows that a dictionary gives."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rasa_project.understanding import name_index
from rasa_project.understanding.name_index import NameIndex

NAMES = st.text(max_size=6)


@given(st.dictionaries(NAMES, st.integers(0, 10**6)), st.lists(NAMES))
def test_rows_are_those_of_the_dictionary(known: dict[str, int], asked: list[str]) -> None:
    every = [*asked, *known]
    assert NameIndex(known).rows(every).tolist() == [known.get(name, -1) for name in every]


@pytest.mark.parametrize("count", [1, 2, 63, 5000, 40_000])
def test_every_name_of_a_large_vocabulary_is_found_and_no_other(count: int) -> None:
    known = {f"w:{number}": number for number in range(count)}
    index = NameIndex(known)
    assert index.rows(list(known)).tolist() == list(range(count))
    assert set(index.rows([f"x:{number}" for number in range(count)]).tolist()) == {-1}


def test_names_whose_places_are_taken_go_to_further_tables() -> None:
    known = {f"w:{number}": number for number in range(3000)}
    with patch.object(name_index, "_SMALLEST", 2):
        index = NameIndex(known)
    assert len(index._levels) > 3
    assert index.rows(list(known)).tolist() == list(range(3000))


def test_nothing_known_and_nothing_asked() -> None:
    assert NameIndex({}).rows(["а", ""]).tolist() == [-1, -1]
    assert NameIndex({"а": 5}).rows([]).tolist() == []
