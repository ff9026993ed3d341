"""One slip of typing in a word that was never seen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rasa_project.understanding.spelling import SpellingMender

MENDER = SpellingMender(["истиги", "кизуи", "екпеси", "бортпе", "бортпеси", "жотел", "прививка"])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("истигги", "истиги"),  # a letter doubled
        ("ботрпе", "бортпе"),  # two swapped
        ("бортпси", "бортпеси"),  # one lost
        ("прививко", "прививка"),  # one changed
        ("бортпе", "бортпе"),  # known: stays
        ("балам", "балам"),  # nothing near: stays
        ("кизу", "кизу"),  # too short to tell
        ("12345", "12345"),
    ],
)
def test_mend(typed: str, meant: str) -> None:
    assert MENDER.mend(typed) == meant


@given(st.text(max_size=30))
def test_mending_twice_equals_once(text: str) -> None:
    once = MENDER.mend(text)
    assert MENDER.mend(once) == once
