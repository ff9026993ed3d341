"""A message that is no more than a person, or than that it is not known: in it no mood is heard."""

from __future__ import annotations

import pytest

from kazakh.analysis import default_analyzer
from rasa_project.understanding.answers import read_answer
from rasa_project.understanding.plain_words import asks_only_what_to_do, names_only_a_person, tells_only_not_known


def words(text: str) -> tuple[str, ...]:
    return tuple(default_analyzer().analyse(text).tokens)


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("қызыма", True),
        ("ұлымда", True),
        ("кіші ұлыма", True),
        ("немереме", True),
        ("өзіме", True),
        ("қызыма керек еді", True),
        ("у внука", True),
        ("для дочки", True),
        ("старшему сыну", True),
        ("мужу", True),
        ("себе", True),
        ("қызым өлді", False),
        ("ұлымды ұрып жатыр", False),
        ("дочки больше нет", False),
        ("сын умер", False),
        ("а дочке?", False),
        ("көршінің баласына", False),
        ("иә", False),
    ],
)
def test_a_person_and_no_more(text: str, is_so: bool) -> None:
    assert names_only_a_person(words(text)) is is_so


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("есімде жоқ", True),
        ("ұмытып қалдым мен", True),
        ("есіме түспей тұр", True),
        ("қайдан білейін", True),
        ("білмеймін ғой", True),
        ("не помню уже", True),
        ("забыла я", True),
        ("да не знаю я", True),
        ("не пойму я", True),
        ("откуда мне помнить", True),
        ("есімде қалмапты", True),
        ("дәл айта алмаймын", True),
        ("не припомню", True),
        ("не знаю, как жить", False),
        ("не знаю что делать", False),
        ("білмеймін не істерімді", False),
        ("забыла сказать, ей 5", False),
        ("не помню, чтобы он так плакал", False),
        ("ұмытып кетіппін айтуға, 5 жаста", False),
    ],
)
def test_not_known_and_no_more(text: str, is_so: bool) -> None:
    assert tells_only_not_known(words(text)) is is_so


@pytest.mark.parametrize("text", ["ұмытып қалдым", "забыла", "есіме түспей тұр", "не вспомню"])
def test_forgotten_is_an_answer(text: str) -> None:
    assert read_answer(words(text)).answer == "unknown"


@pytest.mark.parametrize(
    ("text", "is_only"),
    [
        ("мне 30, что делать", True),
        ("маған не істеу керек?", True),
        ("а мужу что делать?", True),
        ("сыну 5 что делать с прививкой", False),
        ("что делать", False),
    ],
)
def test_a_person_and_what_to_do_and_no_more(text: str, is_only: bool) -> None:
    assert asks_only_what_to_do(words(text)) is is_only
