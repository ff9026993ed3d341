"""Going out as parents type it: where to, and whether it is asked now; what was and papers are none of it."""

from __future__ import annotations

import pytest

from kazakh.analysis import default_analyzer
from rasa_project.understanding.outing_words import PLACES, asked_of_going, places_named


def asked(text: str, *, goes_on: bool = False) -> str | None:
    analysis = default_analyzer().analyse(text)
    return asked_of_going(analysis.words, analysis.tokens, goes_on=goes_on)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ертең бақшаға апарсам бола ма", "may"),
        ("mektepke jibere bersem bola ma", "may"),
        ("бакшага жиберип тураин ба", "may"),
        ("тойға бара берейік пе", "may"),
        ("можно завтра в сад", "may"),
        ("воспитательница просит приводите завтра в группу", "may"),
        ("в понедельник на уроки отправлю?", "may"),
        ("с ней на базар сходить", "may"),
        ("ал дүкенге ше", "may"),
        ("а в магазин", "may"),
        ("в садик его не водить?", "stay"),
        ("балабақшадан алып кетейін бе", "stay"),
        ("мектепке жібермей-ақ қойсам бола ма", "stay"),
        ("қашан мектепке барады", "when"),
        ("когда в школу можно будет", "when"),
        ("с какого дня на кружок", "when"),
    ],
)
def test_what_is_asked_of_going_out(text: str, expected: str) -> None:
    assert asked(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "в садике заболел ребёнок",
        "бақшада қызылша шықты",
        "вчера в магазин ездили",
        "кеше тойға барғанбыз",
        "в школу справка нужна?",
        "мектепке айту керек пе",
        "в садике прививку можно сделать?",
        "примут ли в сад без прививки",
        "он ходит в садик",
        "чем кормить больного",
        "",
    ],
)
def test_what_is_no_question_of_going_out_now(text: str) -> None:
    assert asked(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("и на рынок с ними", "may"),
        ("туған күнге", "may"),
        ("тогда пусть дома посидит да?", "stay"),
        ("а когда можно то", "when"),
        ("қашан бара береді", "when"),
        ("спасибо", None),
    ],
)
def test_behind_such_an_answer_the_place_or_the_day_alone_asks(text: str, expected: str | None) -> None:
    assert asked(text, goes_on=True) == expected
    if text in {"и на рынок с ними", "туған күнге"}:
        assert asked(text) is None


def test_a_place_is_named_in_any_form() -> None:
    words = default_analyzer().analyse("в школу и на рынок, балабақшаға").words
    assert places_named(words) == ("nursery", "school", "shop")


def test_no_place_has_the_words_of_another() -> None:
    every = [phrase for some in PLACES.values() for phrase in some]
    assert len(every) == len(set(every))
