"""What the components of a training learn from: read once, in as many processes as there are cores, and the same."""

from __future__ import annotations

from functools import lru_cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazakh.analysis import default_analyzer
from rasa_project.advice.knowledge import KNOWLEDGE_DIR
from rasa_project.engine import learning
from rasa_project.engine.learning import LearntFeatures
from rasa_project.understanding.concepts import read_concepts
from rasa_project.understanding.extraction import default_finder
from rasa_project.understanding.feature_store import StoredTexts
from rasa_project.understanding.features import BLOCKS, features

CONCEPTS = read_concepts(KNOWLEDGE_DIR / "concepts.yml")
TEXTS = ["", "халал ма", "екпе қауіпті ме", "а" * 3000, "можно ли мыть", "екпе, екпе, екпе", "2 жаста, 38,5 қызу"]


def counts(texts: StoredTexts) -> list[dict[str, dict[str, int]]]:
    """How often each name stands in each text, by block."""
    found: list[dict[str, dict[str, int]]] = []
    for chunk in texts.chunks():
        first = len(found)
        found += [{block: {} for block in BLOCKS} for _ in range(chunk.length)]
        names = texts.store.names(chunk.numbers)
        for name, number, count, text in zip(names, chunk.numbers, chunk.counts, chunk.text, strict=True):
            block = texts.store.blocks[texts.store.block_of[number]]
            found[first + text].setdefault(block, {})[name] = int(count)
    return [{block: one[block] for block in BLOCKS} for one in found]


@lru_cache
def expected(text: str) -> dict[str, dict[str, int]]:
    analysis = default_analyzer().analyse(text)
    read = features(analysis.words, CONCEPTS, default_finder().read(analysis).entities)
    return {block: {name: names.count(name) for name in names} for block, names in read.items()}


@given(st.lists(st.lists(st.sampled_from(TEXTS), max_size=9), min_size=1, max_size=3))
def test_what_is_stored_is_what_was_read(requests: list[list[str]]) -> None:
    """Whoever asks first, and however often a text is asked for."""
    learnt = LearntFeatures(CONCEPTS)
    for texts in requests:
        some = learnt.all_of(texts)
        assert len(some) == len(texts)
        assert counts(some) == [expected(text) for text in texts]


def test_in_two_processes_it_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learning, "BATCH", 2)
    monkeypatch.setattr(learning.os, "cpu_count", lambda: 2)
    read = LearntFeatures(CONCEPTS).all_of(TEXTS)
    assert counts(read) == [expected(text) for text in TEXTS]


def test_the_words_are_those_of_the_texts_that_are_asked_about() -> None:
    learnt = LearntFeatures(CONCEPTS)
    learnt.all_of(TEXTS)
    assert learnt.words_of(["халал ма", "екпе қауіпті ме", ""]) == sorted(
        {word for text in ("халал ма", "екпе қауіпті ме") for word in default_analyzer().analyse(text).words}
    )


def test_a_text_has_its_features_alone_too() -> None:
    learnt = LearntFeatures(CONCEPTS)
    (alone,) = counts(learnt.all_of([TEXTS[2]]))
    read = learnt.of(TEXTS[2])
    assert {block: {name: names.count(name) for name in names} for block, names in read.items()} == alone
