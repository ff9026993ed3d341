"""Answers to the question how many doses were had; what is only to be given; a pregnancy that is only planned."""

from __future__ import annotations

from datetime import date

import pytest

from kazakh.analysis import default_analyzer
from rasa_project.understanding.extraction import default_finder
from rasa_project.understanding.open_question import Asked
from rasa_project.understanding.people_words import tells_pregnancy
from rasa_project.understanding.reading import read_message
from tests.understanding.words import words

TODAY = date(2026, 11, 29)


def doses(text: str, asked: Asked | None = Asked.DOSES) -> int | None:
    reading = read_message(default_analyzer().analyse(text), default_finder(), TODAY, asked, lambda word: False)
    return next((part.facts.doses for part in reading.parts if part.facts.doses is not None), None)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("бір рет те алмаған", 0), ("бір рет те алмаған, міндетті ма", 0),
        ("бір рет те алмаған. емхана 30 км, міндетті ма так срочно", 0),
        ("мен бір рет ТЕ АЛМАҒАН дедім! ни одной!", 0), ("бірде бір рет салдырмаған, қорқамын", 0),
        ("ни одной прививки, это срочно?", 0), ("вообще ни одной. ехать далеко 30 км", 0),
        ("бір рет алған, келесі қашан", 1), ("иә, бір рет деп айттым ғой", 1), ("екі рет салдырдық", 2),
        ("один раз делали", 1), ("два раза, в год и в шесть", 2),
    ],
)  # fmt: skip
def test_what_is_answered(text: str, count: int) -> None:
    assert doses(text) == count


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("екпені бүгін салдыру керек пе", None), ("прививку сегодня надо сделать?", None),
        ("екпені ертең егу қажет пе", None), ("екпені бүгін салдырдық", 0), ("вчера сделали прививку", 1),
    ],
)  # fmt: skip
def test_a_dose_that_is_only_to_be_given_has_no_day(text: str, days: int | None) -> None:
    analysis = default_analyzer().analyse(text)
    reading = read_message(analysis, default_finder(), TODAY, None, lambda word: False)
    assert [part.facts.last_dose_days for part in reading.parts] == [days]


@pytest.mark.parametrize("text", ["планируем беременность", "жүктілікке жоспарлап жүрміз", "готовимся к беременности"])
def test_a_planned_pregnancy_is_none(text: str) -> None:
    assert not tells_pregnancy(words(text))


@pytest.mark.parametrize("text", ["жүктімін 5 ай", "я беременна", "екіқабат келінім бар"])
def test_a_pregnancy_is_one(text: str) -> None:
    assert tells_pregnancy(words(text))
