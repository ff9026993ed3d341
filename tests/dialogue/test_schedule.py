"""Which answer about doses a person gets, with which dates."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from rasa_project.advice.ages import Birth, When
from rasa_project.advice.calendar import Child
from rasa_project.dialogue.conversation import Person
from rasa_project.dialogue.dates_in_words import by_day_kk, by_day_ru, from_kk, from_ru, until_day_kk, until_day_ru
from rasa_project.dialogue.plans import child_of, said_plan
from rasa_project.dialogue.wording import age_kk, age_ru, plural_ru
from tests.dialogue.hearing import TODAY, Talk, parsed, people

WEDNESDAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("text", "response"),
    [
        ("екпе қашан салынады", "ask_schedule"),
        ("балам 8 айлық, екпе қашан", "schedule_before_first_extra"),
        ("балам 3 айлық, екпе қашан", "schedule_before_first"),
        ("қызым 4 жаста, екпесі қашан", "schedule_doses_unknown"),
        ("ұлым 7 жаста, бір рет егілген", "schedule_second_due"),
        ("ұлым 3 жаста, бір рет егілген", "schedule_second_later"),
        ("ұлым 7 жаста, бір рет 5 күн бұрын егілген", "schedule_second_wait"),
        ("сыну 5 лет, ни одной прививки", "schedule_first_overdue"),
        ("қызым 10 айлық, бір рет екпе алған", "schedule_early_dose"),
        ("қызым 4 жаста, екі рет екпе алған", "schedule_both_before_six"),
        ("қызым 7 жаста, екі рет екпе алған", "schedule_complete"),
        ("балам 200 жаста", "correct_age"),
        ("туған күні 15.05.2099", "correct_birth_date"),
        ("1890 жылы туған", "correct_birth_date"),
        ("балам 3 жаста, 7 рет екпе алды", "correct_doses"),
        ("бала 32 айлық", "schedule_doses_unknown"),
        ("2.5 жас", "schedule_doses_unknown"),
        ("маған 30 жас, екпе керек пе", "ask_adult/own"),
        ("былтыр балам қызылшамен ауырған, екпе қашан", "ask_vaccine/if_had_it"),
    ],
)
def test_the_answer(text: str, response: str) -> None:
    assert Talk().hears(parsed(text, "ask_schedule")) == [response]


@pytest.mark.parametrize(
    ("before", "text", "response"),
    [
        ("туған күні 01.01.2020, бір рет алған", "жоқ, 3 жаста", "schedule_second_later"),
        ("балам 8 жаста, бір рет алған", "жоқ, 15.05.2018 туған", "schedule_second_due"),
        ("балам 7 жаста", "бір рет алған", "schedule_second_due"),
        ("балам 3 жаста, екі рет екпе алған", "екінші балам 4 жаста", "schedule_doses_unknown"),
        ("балам 3 жаста, бір рет алған", "екі рет екен", "schedule_both_before_six"),
    ],
)
def test_what_is_told_later_works_the_plan_out_anew(before: str, text: str, response: str) -> None:
    talk = Talk()
    talk.hears(parsed(before, "ask_schedule"))
    assert talk.hears(parsed(text, "inform")) == [response]


@pytest.mark.parametrize(
    ("intent", "text", "response"),
    [
        ("ask_missed_dose", "ұлым 7 жаста, екпе алмаған", "schedule_first_overdue"),
        ("ask_missed_dose", "екпені өткізіп алдық", "ask_missed_dose"),
        ("ask_infant", "бөпем 8 айлық", "schedule_before_first_extra"),
        ("ask_infant", "бөпем 2 айлық", "schedule_before_first"),
        ("ask_infant", "нәрестеге екпе салына ма", "ask_infant"),
        ("ask_infant", "балам 3 жаста", "schedule_doses_unknown"),
        ("ask_adult", "ересектерге екпе салына ма", "ask_adult"),
        ("inform", "балам 3 жаста", "schedule_doses_unknown"),
        ("inform", "қалайсыз", "inform_what"),
    ],
)
def test_with_an_age_it_is_personal_and_without_one_general(intent: str, text: str, response: str) -> None:
    assert Talk().hears(parsed(text, intent)) == [response]


def gaps_of(person: Person) -> dict[str, tuple[str, str]]:
    answer = said_plan(person, WEDNESDAY)
    assert answer is not None
    return dict(answer.values)


@pytest.mark.parametrize(
    ("person", "gap", "kazakh", "russian"),
    [
        # with a birth date the day is said, with a month the month
        (Person(1, born="2026-03-15", doses=0), "first", "1 жасқа толған соң, 2027 жылғы 15 наурыздан бастап",
         "в 1 год, с 15 марта 2027 года"),
        (Person(1, born="2026-03-15", doses=0), "second", "6 жасқа толған соң, 2032 жылғы 15 наурыздан бастап",
         "в 6 лет, с 15 марта 2032 года"),
        (Person(1, born="2023-05", doses=1), "second", "6 жасқа толған соң, 2029 жылғы мамырдан бастап",
         "в 6 лет, с мая 2029 года"),
        # with an age alone the age
        (Person(1, age_months=8), "first", "1 жаста (12 айлығында)", "в 1 год (12 месяцев)"),
        (Person(1, age_months=8), "second", "6 жаста", "в 6 лет"),
        # a day that is no birthday is said alone, one in the birth month waits for the interval
        (Person(1, age_months=84, doses=1, last_dose="2026-11-20"), "second", "2026 жылғы 18 желтоқсаннан бастап",
         "с 18 декабря 2026 года"),
        (Person(1, born="2020-12", doses=0), "second", "6 жасқа толған соң, 2026 жылғы 23 желтоқсаннан бастап",
         "в 6 лет, с 23 декабря 2026 года"),
        # ages as exactly as they are known
        (Person(1, born="2016", doses=1), "age", "9–10 жаста", "9–10 лет"),
        (Person(1, born="2022-01"), "age", "шамамен 4 жас 10 айлық", "около 4 лет 10 месяцев"),
        (Person(1, born="2020-11"), "age", "шамамен 6 жаста", "около 6 лет"),
        (Person(1, born="2025-11"), "age", "шамамен 1 жаста", "около 1 года"),
        (Person(1, born="2026-10"), "age", "шамамен 1 айлық", "около 1 месяца"),
        (Person(1, born="2026-11"), "age", "жаңа туған", "меньше месяца"),
        (Person(1, born="2022-01-03"), "age", "4 жас 10 айлық", "4 года 10 месяцев"),
        (Person(1, age_months=11, is_below=True), "age", "бір жасқа толмаған", "меньше года"),
        # whose
        (Person(1, "child", "f", age_months=38, doses=1), "who", "Қызыңыз", "Дочке"),
        (Person(1, "writer", age_months=400), "who", "Сіз", "Вам"),
    ],
)  # fmt: skip
def test_what_stands_in_a_gap(person: Person, gap: str, kazakh: str, russian: str) -> None:
    assert gaps_of(person)[gap] == (kazakh, russian)


def test_the_birth_date_is_asked_for_where_it_is_not_known() -> None:
    assert "туған күнін" in gaps_of(Person(1, age_months=8))["more"][0]
    assert gaps_of(Person(1, born="2026-03-15", doses=0))["more"] == ("", "")


def test_nothing_known_is_no_plan() -> None:
    assert said_plan(Person(1), WEDNESDAY) is None


@pytest.mark.parametrize(
    ("person", "response"),
    [
        (Person(1, age_months=36, doses=1, first_dose_months=9), "first_again"),
        (Person(1, age_months=14, doses=1, first_dose_months=11), "first_again"),
        (Person(1, age_months=36, doses=2, first_dose_months=9), "second_later"),
        (Person(1, age_months=36, doses=1, first_dose_months=12), "second_later"),
        (Person(1, age_months=36, doses=0), "first_overdue"),
        (Person(1, age_months=10, doses=1, first_dose_months=9), "early_dose"),
    ],
)
def test_an_early_dose_is_named_before_anything_else(person: Person, response: str) -> None:
    answer = said_plan(person, WEDNESDAY)
    assert answer is not None
    assert answer.response == f"utter_schedule_{response}"


@pytest.mark.parametrize(
    ("person", "child"),
    [
        (Person(1), Child()),
        (Person(1, age_months=38, doses=1), Child(38, 1)),
        (Person(1, born="2022-05-15"), Child(born=Birth(2022, 5, 15))),
        (Person(1, born="кеше"), Child()),
        (Person(1, last_dose="2026-11-01"), Child(last_dose=date(2026, 11, 1))),
        (Person(1, doses=7), Child()),
    ],
)
def test_the_child_that_a_person_is(person: Person, child: Child) -> None:
    assert child_of(person) == child


def test_when_the_last_dose_was_is_kept() -> None:
    talk = Talk()
    talk.hears(parsed("ұлым 7 жаста, бір рет 5 күн бұрын егілген", "ask_schedule"))
    assert people(talk.conversation, "last_dose") == [((TODAY - timedelta(days=5)).isoformat(),)]


@pytest.mark.parametrize(
    ("when", "kazakh", "russian"),
    [
        (When(date(2027, 5, 2)), "2027 жылғы 2 мамырдан бастап", "со 2 мая 2027 года"),
        (When(date(2027, 5, 1), True), "2027 жылғы мамырдан бастап", "с мая 2027 года"),
        (When(date(2027, 11, 12)), "2027 жылғы 12 қарашадан бастап", "с 12 ноября 2027 года"),
    ],
)
def test_dates_in_words(when: When, kazakh: str, russian: str) -> None:
    assert (from_kk(when), from_ru(when)) == (kazakh, russian)


def test_until_a_day() -> None:
    sunday = TODAY + timedelta(days=1)
    assert by_day_kk(sunday, TODAY) == "жексенбіден, 29 қарашадан қалдырмай"
    assert by_day_ru(sunday, TODAY) == "не позднее воскресенья, 29 ноября"
    assert (by_day_kk(TODAY, TODAY), by_day_ru(TODAY, TODAY)) == ("бүгін", "сегодня")
    assert until_day_kk(date(2026, 12, 14)) == "14 желтоқсанға дейін (сол күнді қоса)"
    assert until_day_ru(date(2026, 12, 14)) == "до 14 декабря включительно"


@pytest.mark.parametrize(
    ("months", "kazakh", "russian"),
    [
        (8, "8 айлық", "8 месяцев"),
        (12, "1 жаста", "1 год"),
        (38, "3 жас 2 айлық", "3 года 2 месяца"),
        (84, "7 жаста", "7 лет"),
        (0, "жаңа туған", "меньше месяца"),
        (265, "22 жас 1 айлық", "22 года 1 месяц"),
    ],
)
def test_ages_in_words(months: int, kazakh: str, russian: str) -> None:
    assert (age_kk(months), age_ru(months)) == (kazakh, russian)


@pytest.mark.parametrize(
    ("count", "word"), [(1, "год"), (3, "года"), (5, "лет"), (11, "лет"), (21, "год"), (112, "лет")]
)
def test_russian_plural(count: int, word: str) -> None:
    assert plural_ru(count, "год", "года", "лет") == word
