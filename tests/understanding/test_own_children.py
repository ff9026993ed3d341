"""«У троих детей корь» is of one's own children; «корь у детей протекает» is of children in general."""

from __future__ import annotations

import pytest

from kazakh.analysis import default_analyzer
from rasa_project.understanding.measles_told import is_confirmed


def confirmed(text: str) -> bool | None:
    return is_confirmed(default_analyzer().analyse(text).tokens, ())


@pytest.mark.parametrize(
    "text",
    [
        "у троих детей корь", "у детей корь, не знаю за что браться", "у обоих корь", "у моих детей корь началась",
        "балаларымда корь", "екеуінде корь", "у внуков корь, что делать", "у всех троих корь", "у близнецов корь",
    ],
)  # fmt: skip
def test_of_ones_own(text: str) -> None:
    assert confirmed(text) is True


@pytest.mark.parametrize(
    "text",
    [
        "у детей корь протекает легко", "признаки корь у детей", "как начинается корь у детей", "в садике у детей корь",
        "балаларда корь қалай басталады", "у детей корь опаснее чем у взрослых", "у соседских детей нет кори",
    ],
)  # fmt: skip
def test_in_general_or_of_others(text: str) -> None:
    assert not confirmed(text)
