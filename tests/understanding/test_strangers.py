"""Strangers who are ill near by: their signs are nobody's of the house, and who was near has met somebody ill."""

from __future__ import annotations

from datetime import date

import pytest

from kazakh.analysis import default_analyzer
from rasa_project.understanding.extraction import default_finder
from rasa_project.understanding.mentions import Kind
from rasa_project.understanding.parts import Facts
from rasa_project.understanding.reading import read_message

TODAY = date(2026, 11, 28)


def facts(text: str) -> Facts:
    """What is told of the first person of the house."""
    reading = read_message(default_analyzer().analyse(text), default_finder(), TODAY)
    return reading.parts[0].facts


@pytest.mark.parametrize(
    "text",
    [
        "сыну 6 мес, были в поликлинике там мужчина кашлял с сыпью",
        "мы с дочкой 2 года ехали в автобусе, рядом женщина вся в сыпи",
        "кеше емханада кезекте бір баланың денесі бөртіп тұр еді, менің балам 9 айлық",
        "в поликлинике видели мальчика с красными пятнами на лице, нам 8 месяцев, это заразно?",
        "той болды, бір қыздың денесі бөртіп жүр екен, балам 4 жаста қасында ойнады",
        "стояли в очереди, девушка говорит у неё корь, сыну 3 года",
    ],
)
def test_who_was_near_has_met_somebody_ill(text: str) -> None:
    found = facts(text)
    assert (found.contact, found.rash) == (True, None)


@pytest.mark.parametrize(
    "text",
    [
        "в аптеке женщина кашляла, дочке 2 года",  # a cough alone
        "бір кісі айтты қызылша қауіпті деп, балам 2 жаста",  # nobody was near
        "если в автобусе женщина с сыпью будет рядом, дочке 2 года",
        "беременной женщине можно прививку, дочке 2 года",
        "женщина в регистратуре сказала что прививок нет, сыну год",
    ],
)
def test_no_contact_is_made_of_it(text: str) -> None:
    assert facts(text).contact is not True


def test_the_writer_is_no_stranger() -> None:
    found = facts("я женщина 35 лет, в поликлинике сидела, сама вся в сыпи")
    assert found.rash is True


@pytest.mark.parametrize(
    "text",
    [
        "жүктімін, жұмыста бірге отыратын қыз қызылша екен",
        "қызылша болған қыз жұмыста қасымда отырды",
        "менің қызым жоқ",
    ],
)
def test_a_girl_at_work_is_no_daughter(text: str) -> None:
    people = read_message(default_analyzer().analyse(text), default_finder()).people
    assert not any(one.kind is Kind.CHILD for one in people)
