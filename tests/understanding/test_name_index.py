"""Many names looked up at once have the rows that a dictionary gives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rasa_project.understanding.name_index import NameIndex, PackedNames

NAMES = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1, max_size=6)


@given(st.lists(NAMES, unique=True), st.lists(NAMES))
def test_rows_are_those_of_a_dictionary(known: list[str], asked: list[str]) -> None:
    every, rows = [*asked, *known], {name: row for row, name in enumerate(known)}
    assert NameIndex(known).rows(every).tolist() == [rows.get(name, -1) for name in every]


@given(st.lists(NAMES))
def test_packed_names_come_out_as_they_went_in(names: list[str]) -> None:
    assert list(PackedNames(PackedNames.of(names).packed)) == names


@pytest.mark.parametrize("damaged", [b"", b"salem", PackedNames.of(["salem"]).packed[:-3]])
def test_damaged_names_are_told(damaged: bytes) -> None:
    with pytest.raises(ValueError, match="packed names are damaged"):
        list(PackedNames(damaged))


@pytest.mark.parametrize("count", [1, 2, 63, 5000, 40_000])
def test_every_name_of_a_large_vocabulary_is_found_and_no_other(count: int) -> None:
    known = [f"w:{number}" for number in range(count)]
    index = NameIndex(known)
    assert len(index) == count
    assert index.rows(known).tolist() == list(range(count))
    assert set(index.rows([f"x:{number}" for number in range(count)]).tolist()) == {-1}


def test_nothing_known_and_nothing_asked() -> None:
    assert NameIndex([]).rows(["а", ""]).tolist() == [-1, -1]
    assert NameIndex(["а"]).rows([]).tolist() == []
