"""A clinic that puts off who met a patient: hours count, so it is called again today, with the last day for help."""

from __future__ import annotations

import pytest

from rasa_project.understanding.put_off_words import puts_off
from tests.dialogue.hearing import Talk, parsed
from tests.understanding.words import words

BABY = ("малыш 5 месяцев вчера был рядом с больным корью", "ask_exposure")
KAZAKH = ("кеше балам қызылшамен ауырған баламен болды, 3 жаста, екпесі жоқ", "ask_exposure")


@pytest.mark.parametrize(
    ("first", "text", "until"),
    [
        (BABY, "в поликлинике сказали придите в понедельник", "не позднее четверга, 3 декабря"),
        (BABY, "врач сказал подождать", "не позднее четверга, 3 декабря"),
        (BABY, "записали на вторник, раньше говорят не приходите", "не позднее четверга, 3 декабря"),
        (KAZAKH, "дәрігер сәрсенбіде келіңіз деді", "не позднее понедельника, 30 ноября"),
        (KAZAKH, "медсестра дүйсенбіге дейін күте тұрыңыз деді", "не позднее понедельника, 30 ноября"),
    ],
)
@pytest.mark.parametrize("taken_for", [None, ("contact", "done"), ("illness", "wait_for_doctor")])
def test_it_is_called_again_today(
    first: tuple[str, str], text: str, until: str, taken_for: tuple[str, str] | None
) -> None:
    talk = Talk()
    talk.all(first)
    assert talk.hears(parsed(text, "inform", taken_for)) == ["ask_exposure/put_off"]
    assert talk.gaps["act_until"][1] == until


def test_the_open_question_is_put_again() -> None:
    talk = Talk()
    talk.all(("контакт с корью вчера, сын 5 лет", "ask_exposure"))
    said = talk.hears(parsed("в поликлинике сказали придите в понедельник", "inform"))
    assert said == ["ask_exposure/put_off", "ask_consultation_form_doses"]


def test_who_needs_no_help_in_days_is_not_sent_again() -> None:
    talk = Talk()
    talk.all(("вчера был рядом с больным корью, сыну 6 лет, две прививки", "ask_exposure"))
    assert "ask_exposure/put_off" not in talk.hears(parsed("сказали прийти в понедельник", "inform"))


@pytest.mark.parametrize(
    "text",
    [
        "сказали прийти сегодня",
        "в садике сказали в понедельник была больная",
        "врач сказал корь",
        "дәрігер бүгін келіңіз деді",
        "балабақшада қызылша деді",
        "приду в понедельник",
    ],
)
def test_what_puts_nothing_off(text: str) -> None:
    assert not puts_off(words(text))
