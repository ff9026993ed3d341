"""Told as vaccinated without a number; a question, a doubt, a "no", another vaccine are none."""

from __future__ import annotations

import pytest

from kazakh.analysis import default_analyzer
from rasa_project.understanding.extraction import default_finder
from rasa_project.understanding.reading import read_message
from rasa_project.understanding.vaccinated import tells_vaccinated


def told(text: str) -> bool:
    return tells_vaccinated(default_analyzer().analyse(text).all_tokens)


@pytest.mark.parametrize(
    "text",
    [
        "моя дочь 5 лет привита, в классе корь, ходить в школу?", "екпесі бар, 6 жаста",
        "ұлым егілген кеше бірге болды",
        "оба привиты", "прививка от кори есть, что делать", "екпе алған ғой балам", "экпеси бар баламнын",
        "дети все вакцинированы", "в школе корь, сын привит",
    ],
)  # fmt: skip
def test_told(text: str) -> None:
    assert told(text)


@pytest.mark.parametrize(
    "text",
    [
        "привит ли он, не знаю", "сын не привит", "екпе алған ба", "привита от ветрянки", "екпесі жоқ",
        "егілген жоқ", "екпе алған-алмағанымды білмеймін", "если привит, можно в школу", "екпе алған болса ше",
        "привит?", "вроде привита", "екпе алған деп ойлаймын", "нужна ли прививка", "есть ли прививка у вас",
    ],
)  # fmt: skip
def test_not_told(text: str) -> None:
    assert not told(text)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("кішкентайымда екпе алған-алмағанымды білмеймін", []), ("жүктімін, кішкентайымда ауырғанмын", []),
        ("кішкентайымда қызу бар", ["child"]),
    ],
)  # fmt: skip
def test_when_i_was_small_is_no_small_one_of_mine(text: str, kinds: list[str]) -> None:
    reading = read_message(default_analyzer().analyse(text), default_finder())
    assert [one.kind.value for one in reading.people if one.kind.value == "child"] == kinds


def test_a_grown_ups_doses_stay_open() -> None:
    reading = read_message(default_analyzer().analyse("өзім қызылшадан егілгенмін, қызым 4 айлық"), default_finder())
    assert not any(part.facts.vaccinated for part in reading.parts)
