"""Words for small children, in the folded spelling."""

from __future__ import annotations

import pytest

from kazakh.analysis import default_analyzer
from rasa_project.understanding.mentions import find_mentions
from rasa_project.understanding.people_words import is_baby, is_small


@pytest.mark.parametrize(
    ("text", "is_under_one"),
    [
        ("бөпем жөтеліп жатыр", True), ("нәрестенің қызуы бар", True), ("грудной кашляет", True),
        ("младенцу плохо", True), ("шақалағым ұйықтамайды", True),
        # «сәби» is said of any small child: its age has to be asked
        ("сәбиім жөтеліп жатыр", False), ("сәбидің қызуы бар", False), ("кішкентайым жөтеліп жатыр", False),
        ("малыш кашляет", False), ("кроха не спит", False),
    ],
)  # fmt: skip
def test_only_words_for_the_first_year_tell_an_age(text: str, is_under_one: bool) -> None:
    mention, *_ = find_mentions(default_analyzer().analyse(text))
    assert mention.is_baby is is_under_one


@pytest.mark.parametrize("word", ["саби", "сабиим", "кишкентаи", "малишу"])
def test_a_small_child_may_be_older_than_a_year(word: str) -> None:
    assert is_small(word)
    assert not is_baby(word)
