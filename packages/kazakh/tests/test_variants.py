"""Variants are what people type, and come out the same each time."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazakh.script import fold
from kazakh.variants import VARIANTS, make_variant


@pytest.mark.parametrize(
    ("kind", "typed"),
    [("latin_official", "Qyzylşa qalai jūğady"), ("ru_keyboard", "Кызылша калай жугады")],
)
def test_retyped(kind: str, typed: str) -> None:
    assert make_variant("Қызылша қалай жұғады", kind, random.Random(1)) == typed  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", VARIANTS)
def test_the_seed_decides(kind: str) -> None:
    text = "баламның қызуы көтеріліп тұр"
    one, other = (make_variant(text, kind, random.Random(7)) for _ in range(2))  # type: ignore[arg-type]
    assert one == other != text


@pytest.mark.parametrize("seed", range(5))
def test_most_folds_back(seed: int) -> None:
    text = "қызылшадан қалай сақтанамыз"
    assert fold(make_variant(text, "latin_official", random.Random(seed))) == fold(text)


@given(st.text(max_size=80), st.sampled_from(VARIANTS), st.integers())
def test_any_text_is_taken(text: str, kind: str, seed: int) -> None:
    make_variant(text, kind, random.Random(seed))  # type: ignore[arg-type]
