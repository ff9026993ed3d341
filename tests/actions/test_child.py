"""Whose facts are used: those of the person that the message is about, and no older than may be."""

from __future__ import annotations

import time
from datetime import date
from typing import Any

import pytest
from rasa_sdk import Tracker

from actions.child import AGE, DOSES, TOLD_AT, Told, read_child
from actions.forget import Confirm
from actions.inform import Inform
from actions.schedule import AskSchedule
from rasa_project.advice.freshness import FRESH_SECONDS, KEPT_SECONDS, Freshness, freshness
from tests.actions.tracker import message, run, tracker_with

HOUR, DAY = 3600.0, 86400.0
TODAY = date.today()


def told_before(ago: float = 0.0, **facts: float) -> dict[str, Any]:
    """Slots of facts that were told so many seconds ago."""
    return {**facts, TOLD_AT: dict.fromkeys(facts, time.time() - ago)}


def after(slots: dict[str, Any], text: str, intent: str = "ask_schedule", **more: Any) -> Tracker:
    """The tracker behind ``text``, which filled slots over those told before."""
    tracker = tracker_with(slots, [message(text, intent, **more)])
    before = [{"event": "slot", "name": name, "value": value} for name, value in slots.items()]
    tracker.events = [*before, *tracker.events]
    return tracker


def read(slots: dict[str, Any], text: str) -> Told:
    return read_child(after(slots, text), TODAY)


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (0, Freshness.FRESH),
        (-HOUR, Freshness.FRESH),
        (20 * 60, Freshness.FRESH),
        (FRESH_SECONDS, Freshness.FRESH),
        (FRESH_SECONDS + 1, Freshness.TO_CONFIRM),
        (DAY, Freshness.TO_CONFIRM),
        (KEPT_SECONDS, Freshness.TO_CONFIRM),
        (KEPT_SECONDS + 1, Freshness.FORGOTTEN),
        (30 * DAY, Freshness.FORGOTTEN),
    ],
)
def test_freshness(seconds: float, expected: Freshness) -> None:
    assert freshness(1_000_000.0 - seconds, 1_000_000.0) is expected


def test_a_fact_without_a_time_has_to_be_confirmed() -> None:
    assert freshness(None, 1.0) is Freshness.TO_CONFIRM


@pytest.mark.parametrize(
    "text",
    [
        "ал кішісі 5 айлық", "а младшему 5 месяцев, вчера был контакт с корью", "кенжесіне қашан салады",
        "старшему когда прививку", "үлкені ше", "жүктімін, кеше қызылша науқаспен бірге болдым",
        "я беременна, вчера была рядом с больным корью", "у меня температура и сыпь",
        "муж был рядом с больным корью вчера, ему 40", "өзім науқаспен бірге болдым", "күйеуім ауырып қалды",
        "менің қызуым көтерілді", "бабушке можно прививку?", "маған екпе керек пе", "екінші балам 3 жаста",
    ],
)  # fmt: skip
def test_another_person_has_none_of_the_first_ones_facts(text: str) -> None:
    told = read(told_before(child_age_months=36.0, doses=2.0, last_dose="2026-11-01"), text)
    assert told.is_other
    assert told.child.doses is None
    assert told.child.age_months in (None, 5, 36)
    assert told.changes[DOSES] is None


@pytest.mark.parametrize(
    "text",
    [
        "екпе қашан салынады", "у меня вопрос", "подскажите мне когда прививка", "менің балам ауырып қалды",
        "у меня сын, когда ему прививку", "а кто старше, тем тоже?", "екінші екпе қашан", "балам қызылшамен ауырған",
        "муж говорит сыну уже пора", "рахмет", "муж болеет корью, что нам делать", "күйеуім қызылшамен ауырып жатыр",
    ],
)  # fmt: skip
def test_the_same_child_keeps_them(text: str) -> None:
    told = read(told_before(child_age_months=36.0, doses=1.0), text)
    assert not told.is_other
    assert told.child.doses == 1


@pytest.mark.parametrize(
    ("question", "text", "is_other"),
    [
        ("contact", "иә, күйеуім ауырды", False),
        ("contact", "муж болеет корью", False),
        ("contact", "ағасы қызылшамен ауырды", False),
        ("when", "кеше ағасымен бірге болды", False),
        ("fever", "да, и у мужа тоже", False),
        ("contact", "ал кішісі 5 айлық", True),
        ("fever", "у меня температура", True),
    ],
)
def test_whom_an_answer_about_a_contact_names_is_the_patient(question: str, text: str, is_other: bool) -> None:
    slots = told_before(child_age_months=36.0, doses=2.0) | {"requested_slot": question}
    assert read(slots, text).is_other is is_other


@pytest.mark.parametrize(
    ("before", "text", "doses"),
    [
        (36.0, "балам 5 жаста", None),
        (36.0, "5 жаста", None),
        (84.0, "5 айлық", None),
        (5.0, "балам 11 айлық", None),
        (36.0, "жоқ, 5 жаста", 2),
        (36.0, "ошиблась, ему 5 лет", 2),
        (36.0, "балам 3 жаста", 2),
        (36.0, "3 жас 4 айда", 2),
        (8.0, "9 айлық", 2),
    ],
)
def test_doses_of_a_child_of_another_age_are_put_aside(before: float, text: str, doses: int | None) -> None:
    assert read(told_before(child_age_months=before, doses=2.0), text).child.doses == doses


def test_told_twenty_minutes_ago_is_used() -> None:
    said, slots = run(AskSchedule(), after(told_before(20 * 60, child_age_months=84.0, doses=1.0), "екпе қашан"))
    assert [one["response"] for one in said] == ["utter_schedule_second_due"]
    assert slots == {}


def test_told_yesterday_is_asked_again_before_it_is_used() -> None:
    slots = told_before(DAY, child_age_months=8.0, doses=0.0)
    said, changed = run(AskSchedule(), after(slots, "екпе қашан"))
    assert [(one["response"], one["about_kk"], one["about_ru"]) for one in said] == [
        ("utter_same_child", "8 айлық", "8 месяцев")
    ]
    assert changed == {}
    yes = {"text": '/inform{"same_child":"yes"}', "entities": [{"entity": "same_child", "value": "yes"}]}
    said, changed = run(Inform(), tracker_with(slots, [yes]))
    assert said[0]["response"].startswith("utter_schedule_before_first")
    assert set(changed[TOLD_AT]) == {AGE, DOSES}
    assert time.time() - min(changed[TOLD_AT].values()) < HOUR
    no = {"text": '/inform{"same_child":"no"}', "entities": [{"entity": "same_child", "value": "no"}]}
    said, changed = run(Inform(), tracker_with(slots, [no]))
    assert said[0]["response"] == "utter_same_child_other"
    assert changed == {AGE: None, DOSES: None, TOLD_AT: None}


@pytest.mark.parametrize(
    ("intent", "text", "response"),
    [("affirm", "иә", "utter_schedule_second_due"), ("deny", "жоқ", "utter_same_child_other")],
)
def test_the_question_takes_a_typed_yes_or_no(intent: str, text: str, response: str) -> None:
    tracker = after(told_before(DAY, child_age_months=84.0, doses=1.0), text, intent)
    asked = {"event": "bot", "metadata": {"utter_action": "utter_same_child"}}
    tracker.events.insert(-1, asked)
    assert run(Confirm(), tracker)[0][0]["response"] == response


def test_told_last_month_is_forgotten() -> None:
    slots = told_before(30 * DAY, child_age_months=8.0, doses=1.0) | {"last_dose": "2026-10-01"}
    said, changed = run(AskSchedule(), after(slots, "екпе қашан"))
    assert [one["response"] for one in said] == ["utter_ask_schedule"]
    assert changed == {AGE: None, DOSES: None, "last_dose": None, TOLD_AT: None}


def test_the_same_age_told_again_is_the_same_child() -> None:
    told = read(told_before(DAY, child_age_months=84.0, doses=1.0), "балам 7 жаста")
    assert (told.child.age_months, told.child.doses, told.to_confirm) == (84, 1, None)
    assert time.time() - told.changes[TOLD_AT][DOSES] < HOUR


def test_doses_told_now_do_not_freshen_the_age_of_yesterday() -> None:
    told = read(told_before(DAY, child_age_months=84.0), "екі рет екпе алған")
    assert told.child.age_months is None
    assert told.to_confirm is not None
    assert told.to_confirm.age_months == 84


def test_doses_of_yesterday_without_an_age_are_forgotten() -> None:
    told = read(told_before(DAY, doses=2.0), "балам 5 жаста")
    assert (told.child.age_months, told.child.doses, told.to_confirm) == (60, None, None)


def test_a_buttons_fact_gets_its_time() -> None:
    tap = {"text": '/inform{"doses":1}', "entities": [{"entity": "doses", "value": 1}]}
    tracker = tracker_with({**told_before(HOUR, child_age_months=84.0)}, [tap])
    told = read_child(tracker, TODAY)
    assert set(told.changes[TOLD_AT]) == {AGE, DOSES}
    assert told.child.doses == 1
