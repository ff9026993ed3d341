"""Features are counted and hashed once, whichever of the models ask for them."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from rasa_project.understanding.counted_features import CountedFeatures, counted

BLOCKS = st.dictionaries(st.sampled_from(["chars", "words", "concepts"]), st.lists(st.text(max_size=4), max_size=8))


@given(BLOCKS)
def test_hashes_and_amounts_stand_block_after_block(blocks: dict[str, list[str]]) -> None:
    some = CountedFeatures(blocks)
    for block, span in some.spans:
        counts = Counter(blocks[block])
        assert some.hashes[span].tolist() == [hash(name) for name in counts]
        assert np.allclose(some.amounts[span], [1 + math.log(count) for count in counts.values()])
    assert [block for block, _ in some.spans] == list(blocks)
    assert len(some.hashes) == len(some.amounts) == sum(len(set(names)) for names in blocks.values())


def test_what_is_counted_is_not_counted_again() -> None:
    some = CountedFeatures({"words": ["w:екпе", "w:екпе", "w:қашан"]})
    assert some.names == {"words": {"w:екпе": 2, "w:қашан": 1}}
    assert counted(some) is some
    assert some.hashes is some.hashes
    assert counted({"words": {"w:екпе": 2}}).names == {"words": {"w:екпе": 2}}
