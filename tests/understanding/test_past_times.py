"""What is told of a season, a month, weeks that are over is no illness and no danger of now."""

from __future__ import annotations

from datetime import date

import pytest

from kazakh.analysis import default_analyzer
from rasa_project.understanding.danger import says_now
from rasa_project.understanding.extraction import Danger, default_finder
from rasa_project.understanding.help_came import help_went
from rasa_project.understanding.past_times import is_over, names_past_time
from rasa_project.understanding.reading import read_message

TODAY = date(2026, 11, 30)


def words(text: str) -> tuple[str, ...]:
    return tuple(default_analyzer().analyse(text).tokens)


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("тамызда бөртпе шыққан", True),
        ("летом была сыпь", True),
        ("в октябре болел", True),
        ("өткен айда ауырған", True),
        ("былтыр тырысқан", True),
        ("бір ай бұрын ауырған", True),
        ("в ноябре заболел", False),
        ("осенью заболел", False),
        ("тамыздан бері жөтеледі", False),
        ("летом началось и до сих пор сыпь", False),
        ("өткен аптада ауырған", False),
        ("бүгін қызуы шықты", False),
    ],
)
def test_a_time_that_is_over(text: str, is_so: bool) -> None:
    assert names_past_time(words(text), TODAY) is is_so


def test_weeks_are_over_where_it_is_told_so() -> None:
    assert names_past_time(words("өткен аптада ауырған"), TODAY, is_told_over=True)
    assert not names_past_time(words("өткен аптадан бері қызуы бар"), TODAY, is_told_over=True)
    assert is_over(words("қазір жақсы"))
    assert is_over(words("всё прошло"))
    assert not is_over(words("не прошло"))


def test_the_month_before_is_near_in_the_first_days_of_the_next() -> None:
    assert not names_past_time(words("в ноябре болел"), date(2026, 12, 3))
    assert names_past_time(words("в ноябре болел"), date(2026, 12, 20))


@pytest.mark.parametrize(
    "text",
    [
        "в августе у дочки была сыпь и высокая температура, врач сказал розеола",
        "былтыр тамызда қызымның бөртпесі мен қызуы болды",
        "прошлым летом сын болел, сыпь была, температура была",
        "бір ай бұрын ауырып жазылды, қызуы мен бөртпесі бар еді",
        "сәуірде ұлым ауырған, денесі түгел бөртіп кеткен",
    ],
)
def test_no_sign_of_then_is_one_of_now(text: str) -> None:
    reading = read_message(default_analyzer().analyse(text), default_finder(), TODAY)
    assert not any(part.facts.signs or part.facts.fever or part.facts.rash for part in reading.parts)


def test_a_sign_of_now_behind_one_of_then_is_one_of_now() -> None:
    text = "летом болел корью, сейчас опять сыпь и температура 39"
    reading = read_message(default_analyzer().analyse(text), default_finder(), TODAY)
    assert any(part.facts.rash for part in reading.parts)


@pytest.mark.parametrize(
    ("text", "is_danger"),
    [
        ("позапрошлой весной задыхался, сейчас здоров", False),
        ("көктемде тұншығып қалған еді, қазір сау", False),
        ("летом судороги были, сейчас опять судороги", True),
        ("когда ей был год, были судороги от температуры. сейчас 6 лет", False),
        ("ребёнок задыхается", True),
    ],
)
def test_a_danger_of_then_is_none_of_now(text: str, is_danger: bool) -> None:
    found = default_finder().read(default_analyzer().analyse(text))
    assert (found.danger is Danger.NOW) is is_danger


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("скорая была, осмотрели, забирать не стали", True),
        ("103 келді, алып кетпеді", True),
        ("скорая трубку не взяла", False),
        ("103 не взяли трубку", False),
        ("скорую ждём", False),
    ],
)
def test_doctors_came_and_took_nobody_along(text: str, is_so: bool) -> None:
    assert help_went(words(text)) is is_so


def test_now_and_well_now() -> None:
    assert says_now(words("тырысып жатыр"))
    assert not says_now(words("сейчас здоров"))
