"""Which answer a child gets, with which dates, over corrections and other children."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from actions.child import child_from
from actions.dates_in_words import by_day_kk, by_day_ru, from_kk, from_ru, until_day_kk, until_day_ru
from actions.inform import Inform
from actions.schedule import AskInfant, AskSchedule, MissedDose, say_plan
from rasa_project.advice.ages import Birth, When
from rasa_project.advice.calendar import Child
from tests.actions.tracker import message, run, tracker_with

TODAY = date.today()


@pytest.mark.parametrize(
    ("text", "response"),
    [
        ("екпе қашан салынады", "utter_ask_schedule"),
        ("балам 8 айлық, екпе қашан", "utter_schedule_before_first_extra"),
        ("балам 3 айлық, екпе қашан", "utter_schedule_before_first"),
        ("қызым 4 жаста, екпесі қашан", "utter_schedule_doses_unknown"),
        ("ұлым 7 жаста, бір рет егілген", "utter_schedule_second_due"),
        ("ұлым 3 жаста, бір рет егілген", "utter_schedule_second_later"),
        ("ұлым 7 жаста, бір рет 5 күн бұрын егілген", "utter_schedule_second_wait"),
        ("сыну 5 лет, ни одной прививки", "utter_schedule_first_overdue"),
        ("қызым 10 айлық, бір рет екпе алған", "utter_schedule_early_dose"),
        ("қызым 4 жаста, екі рет екпе алған", "utter_schedule_both_before_six"),
        ("қызым 7 жаста, екі рет екпе алған", "utter_schedule_complete"),
        ("балам 200 жаста", "utter_correct_age"),
        ("туған күні 15.05.2099", "utter_correct_birth_date"),
        ("1890 жылы туған", "utter_correct_birth_date"),
        ("балам 3 жаста, 7 рет екпе алды", "utter_correct_doses"),
        ("бала 32 айлық", "utter_schedule_doses_unknown"),
        ("2.5 жас", "utter_schedule_doses_unknown"),
    ],
)
def test_the_answer(text: str, response: str) -> None:
    said, _ = run(AskSchedule(), tracker_with(messages=[message(text, "ask_schedule")]))
    assert [one["response"] for one in said] == [response]


def test_a_correction_puts_the_first_word_aside() -> None:
    said, slots = run(Inform(), tracker_with({"birth_date": "2020-01-01", "doses": 1.0}, [message("жоқ, 3 жаста")]))
    assert said[0]["response"] == "utter_schedule_second_later"
    assert slots["birth_date"] is None
    said, slots = run(Inform(), tracker_with({"child_age_months": 102.0, "doses": 1.0}, [message("15.05.2018 туған")]))
    assert said[0]["response"] == "utter_schedule_second_due"
    assert slots["child_age_months"] is None


def test_another_child_starts_anew() -> None:
    told = {"child_age_months": 36.0, "birth_date": None, "doses": 2.0, "last_dose": "2026-11-01"}
    said, slots = run(Inform(), tracker_with(told, [message("екінші балам 4 жаста")]))
    assert said[0]["response"] == "utter_schedule_doses_unknown"
    assert slots["doses"] is None
    assert slots["last_dose"] is None


def test_what_was_told_once_is_used() -> None:
    said, _ = run(AskSchedule(), tracker_with({"child_age_months": 84.0}, [message("бір рет алған", "ask_schedule")]))
    assert said[0]["response"] == "utter_schedule_second_due"


def test_a_missed_dose_with_an_age_is_personal_and_without_one_general() -> None:
    said, _ = run(MissedDose(), tracker_with(messages=[message("ұлым 7 жаста, екпе алмаған", "ask_missed_dose")]))
    assert said[0]["response"] == "utter_schedule_first_overdue"
    said, _ = run(MissedDose(), tracker_with({"child_age_months": 84.0}, [message("екпені өткізіп алдық")]))
    assert said[0]["response"] == "utter_ask_missed_dose"


@pytest.mark.parametrize(
    ("text", "response"),
    [
        ("бөпем 8 айлық", "utter_schedule_before_first_extra"),
        ("бөпем 2 айлық", "utter_schedule_before_first"),
        ("нәрестеге екпе салына ма", "utter_ask_infant"),
        ("балам 3 жаста", "utter_schedule_doses_unknown"),
    ],
)
def test_a_baby(text: str, response: str) -> None:
    said, _ = run(AskInfant(), tracker_with(messages=[message(text, "ask_infant")]))
    assert said[0]["response"] == response


def gaps_of(child: Child) -> dict[str, Any]:
    from rasa_sdk.executor import CollectingDispatcher

    dispatcher = CollectingDispatcher()
    say_plan(dispatcher, child, "utter_ask_schedule", date(2026, 11, 25))
    return dict(dispatcher.messages[0])


def test_with_a_birth_date_the_day_is_said() -> None:
    gaps = gaps_of(Child(born=Birth(2026, 3, 15), doses=0))
    assert gaps["first_kk"] == "1 жасқа толған соң, 2027 жылғы 15 наурыздан бастап"
    assert gaps["second_ru"] == "в 6 лет, с 15 марта 2032 года"
    assert gaps["more_kk"] == ""


def test_with_a_birth_month_the_month_is_said() -> None:
    gaps = gaps_of(Child(born=Birth(2023, 5), doses=1))
    assert gaps["second_kk"] == "6 жасқа толған соң, 2029 жылғы мамырдан бастап"


def test_with_an_age_alone_the_age_is_said_and_the_birth_date_asked_for() -> None:
    gaps = gaps_of(Child(age_months=8))
    assert (gaps["first_kk"], gaps["second_ru"]) == ("1 жаста (12 айлығында)", "в 6 лет")
    assert "туған күнін" in gaps["more_kk"]


def test_with_a_birth_year_the_age_is_said_as_a_range() -> None:
    gaps = gaps_of(Child(born=Birth(2016), doses=1))
    assert (gaps["age_kk"], gaps["age_ru"]) == ("9–10 жаста", "9–10 лет")


def test_a_day_that_is_no_birthday_is_said_alone() -> None:
    gaps = gaps_of(Child(age_months=84, doses=1, last_dose=date(2026, 11, 20)))
    assert gaps["second_kk"] == "2026 жылғы 18 желтоқсаннан бастап"


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
    saturday = date(2026, 11, 28)
    assert by_day_kk(date(2026, 11, 29), saturday) == "жексенбіден, 29 қарашадан қалдырмай"
    assert by_day_ru(date(2026, 11, 29), saturday) == "не позднее воскресенья, 29 ноября"
    assert by_day_kk(saturday, saturday) == "бүгін"
    assert by_day_ru(saturday, saturday) == "сегодня"
    assert until_day_kk(date(2026, 12, 14)) == "14 желтоқсанға дейін (сол күнді қоса)"
    assert until_day_ru(date(2026, 12, 14)) == "до 14 декабря включительно"


@pytest.mark.parametrize(
    ("born", "kazakh", "russian"),
    [
        (Birth(2022, 1), "шамамен 4 жас 10 айлық", "около 4 лет 10 месяцев"),
        (Birth(2020, 11), "шамамен 6 жаста", "около 6 лет"),
        (Birth(2025, 11), "шамамен 1 жаста", "около 1 года"),
        (Birth(2026, 10), "шамамен 1 айлық", "около 1 месяца"),
        (Birth(2026, 11), "жаңа туған", "меньше месяца"),
        (Birth(2022, 1, 3), "4 жас 10 айлық", "4 года 10 месяцев"),
    ],
)
def test_with_a_birth_month_the_age_is_said_as_about(born: Birth, kazakh: str, russian: str) -> None:
    gaps = gaps_of(Child(born=born))
    assert (gaps["age_kk"], gaps["age_ru"]) == (kazakh, russian)


def test_a_second_dose_in_the_birth_month_waits_for_the_interval() -> None:
    gaps = gaps_of(Child(born=Birth(2020, 12), doses=0))
    assert gaps["second_kk"] == "6 жасқа толған соң, 2026 жылғы 23 желтоқсаннан бастап"


@pytest.mark.parametrize(
    ("child", "response"),
    [
        (Child(36, 1, first_dose_months=9), "first_again"),
        (Child(14, 1, first_dose_months=11), "first_again"),
        (Child(36, 2, first_dose_months=9), "second_later"),
        (Child(36, 1, first_dose_months=12), "second_later"),
        (Child(36, 0), "first_overdue"),
        (Child(10, 1, first_dose_months=9), "early_dose"),
    ],
)
def test_an_early_dose_is_named_before_anything_else(child: Child, response: str) -> None:
    assert gaps_of(child)["response"] == f"utter_schedule_{response}"


@pytest.mark.parametrize(
    ("slots", "child"),
    [
        ({}, Child()),
        ({"child_age_months": 38.0, "doses": 1.0}, Child(38, 1)),
        ({"birth_date": "2022-05-15"}, Child(born=Birth(2022, 5, 15))),
        ({"birth_date": "кеше", "last_dose": "кеше"}, Child()),
        ({"last_dose": "2026-11-01"}, Child(last_dose=date(2026, 11, 1))),
        ({"child_age_months": 9999.0, "doses": 7.0}, Child()),
        ({"child_age_months": "x", "doses": []}, Child()),
    ],
)
def test_the_child_that_slots_describe(slots: dict[str, Any], child: Child) -> None:
    assert child_from(slots) == child


def test_when_the_last_dose_was_is_kept() -> None:
    _, slots = run(AskSchedule(), tracker_with(messages=[message("ұлым 7 жаста, бір рет 5 күн бұрын егілген")]))
    assert slots["last_dose"] == (TODAY - timedelta(days=5)).isoformat()


def test_a_birth_date_in_the_future_in_a_slot_is_no_age() -> None:
    assert Child(born=Birth(2099, 1, 1)).age_on(TODAY) is None
