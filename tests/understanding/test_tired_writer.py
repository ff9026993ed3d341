"""The writer's tiredness is no sign of the patient; the patient's weakness is, whoever is tired beside."""

from __future__ import annotations

import pytest

from kazakh.analysis import default_analyzer
from rasa_project.understanding.tired_writer import without_tiredness

BOTH = frozenset({"fever", "weakness"})


def left(text: str) -> frozenset[str]:
    return without_tiredness(default_analyzer().analyse(text).tokens, BOTH)


@pytest.mark.parametrize(
    "text",
    [
        "у троих детей корь, я так устала, сил нет уже", "балам қызулы, өзім шаршадым",
        "әлім жоқ енді, бала жылай береді",
        "температура у сына, сама без сил", "қалжырадым бір жетіден бері қызуы бар", "я еле держусь, у дочки 39",
        "сил нет у меня, я устала", "шаршап кеттім ғой", "устала я от этой температуры",
    ],
)  # fmt: skip
def test_the_writers_own(text: str) -> None:
    assert left(text) == {"fever"}


@pytest.mark.parametrize(
    "text",
    [
        "ребёнок устал, сил нет", "балам шаршап жатыр, қызуы 39", "я устала, сын вялый", "өзім шаршадым, балам әлсіз",
        "у сына 39, лежит, сил нет, я не знаю что делать", "сил нет у него", "жата береді, мен не істейін",
    ],
)  # fmt: skip
def test_the_patients(text: str) -> None:
    assert left(text) == BOTH
