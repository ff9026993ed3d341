"""What the bot writes by itself, over years that the test turns, and what is tapped or typed below it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from rasa_project import clock
from rasa_project.advice.reminders import Born, Exact, Had
from rasa_project.dialogue.reminder_texts import reminder_payloads, written
from rasa_project.dialogue.reminders import VERSION, Content, Whom, from_about, to_about
from tests.content.office import KIOSK, published
from tests.dialogue.hearing import parsed
from tests.dialogue.reminded import Reminded, tap

DAUGHTER = Whom("child", "f", None, None, Born(date(2026, 3, 20), date(2026, 3, 20)), Had(0))
FIRST = Content("dose", "before", (DAUGHTER,), date(2027, 3, 20), 1)


def reminded_of_the_first() -> Reminded:
    talk = Reminded()
    talk.hears(parsed("қызым 2026 жылы 20 наурызда туған, екпесін есіме салыңыз", "set_reminder"))
    return talk


def test_a_week_before_on_the_day_and_four_weeks_after_while_nobody_answers() -> None:
    found = reminded_of_the_first().until("2027-12-31")
    assert [why for why, _ in found] == ["before", "day", "after"]
    before, day, after = (text for _, text in found)
    assert before.text.startswith("11 айлық қызыңыз: бірінші екпенің күні жақындады – 2027 жылғы 20 наурыз.")
    assert day.text.startswith("1 жастағы қызыңыз: бірінші екпенің уақыты келді (2027 жылғы 20 наурыз).")
    assert after.text.startswith("1 жастағы қызыңыз: бірінші екпе салынды ма?")
    assert [title for title, _ in before.buttons] == ["Екпе салынды", "Кейінірек", "Тоқтату"]
    assert {payload for _, payload in before.buttons} <= reminder_payloads()


def test_done_takes_the_dose_in_and_offers_the_next_five_years_ahead() -> None:
    talk = reminded_of_the_first()
    talk.until("2027-03-20", 11)
    assert talk.hears(tap("done_d1")) == ["reminder_done_next"]
    assert talk.times == {}
    assert talk.gaps["day"] == ("2032 жылғы 20 наурыз", "20 марта 2032 года")
    (child,) = talk.conversation.people
    assert (child.doses, child.last_dose, child.born) == (1, "2027-03-20", "2026-03-20")
    assert talk.titles == ["Есіме салу"]
    talk.hears(tap("for_1"))
    assert list(talk.times.values()) == [["before 2032-03-13", "day 2032-03-20", "after 2032-04-17"]]
    found = talk.until("2032-03-20")
    assert [why for why, _ in found] == ["before", "day"]
    assert found[1][1].text.startswith("6 жастағы қызыңыз: екінші екпенің уақыты келді")
    series = next(iter(talk.times))
    assert talk.hears(tap(f"done_{series}")) == ["reminder_done_all"]
    assert talk.times == {}


def test_done_before_twelve_months_says_that_it_does_not_count() -> None:
    talk = reminded_of_the_first()
    talk.until("2027-03-13", 11)
    assert talk.hears(tap("done_d1")) == ["schedule_early_dose"]
    assert talk.titles == ["Есіме салу"]


def test_two_doses_before_six_are_not_called_all() -> None:
    talk = Reminded()
    talk.hears(parsed("ұлым 2024 жылы 20 наурызда туған, бір екпе алған, есіме салыңыз", "set_reminder"))
    talk.until("2030-03-13", 11)
    assert talk.hears(tap("done_d1")) == ["schedule_both_before_six"]
    assert talk.times == {}


def test_later_asks_again_in_a_week_as_often_as_it_is_tapped() -> None:
    talk = reminded_of_the_first()
    talk.until("2027-03-20", 11)
    assert talk.hears(tap("later_d1")) == ["reminder_later"]
    assert talk.times == {"d1": ["again 2027-03-27", "after 2027-04-17"]}
    ((why, text),) = talk.until("2027-03-27")
    assert why == "again"
    assert "өтінішіңіз бойынша қайта сұраймын" in text.text
    talk.hears(tap("later_d1"))
    assert talk.times == {"d1": ["again 2027-04-03", "after 2027-04-17"]}


def test_stop_below_a_message_ends_it() -> None:
    talk = reminded_of_the_first()
    talk.until("2027-03-13", 11)
    assert talk.hears(tap("stop_d1")) == ["reminder_stopped"]
    assert talk.until("2028-01-01") == []


@pytest.mark.parametrize(
    ("text", "intent", "said"),
    [
        ("салдырдық", "nlu_fallback", "reminder_done_next"),
        ("иә, кеше салдырдық", "affirm", "reminder_done_next"),
        ("сделали", "nlu_fallback", "reminder_done_next"),
        ("иә", "affirm", "reminder_done_next"),
        ("жоқ", "deny", "reminder_later"),
        ("әлі жоқ", "deny", "reminder_later"),
        ("ещё нет", "deny", "reminder_later"),
        ("позже", "nlu_fallback", "reminder_later"),
        ("тоқтат", "nlu_fallback", "reminder_stopped"),
    ],
)
def test_words_answer_a_message_as_its_buttons_do(text: str, intent: str, said: str) -> None:
    talk = reminded_of_the_first()
    talk.until("2027-04-17", 11)
    assert talk.hears(parsed(text, intent)) == [said]


@pytest.mark.parametrize("text", ["ещё не сделали", "әлі салдырған жоқпыз"])
def test_not_yet_tells_of_no_doses(text: str) -> None:
    talk = Reminded()
    talk.hears(parsed("ұлым 2021 жылы 20 наурызда туған, бір екпе алған, есіме салыңыз", "set_reminder"))
    talk.until("2027-03-20", 11)
    assert talk.hears(parsed(text, "ask_missed_dose")) == ["reminder_later"]
    assert {one.doses for one in talk.conversation.people} <= {1}


def test_a_yes_to_something_else_is_no_answer_to_a_message() -> None:
    talk = reminded_of_the_first()
    talk.until("2027-04-17", 11)
    talk.hears(parsed("қызылша деген не", "ask_disease"))
    assert talk.hears(parsed("иә", "affirm"))[0] != "reminder_done_next"


def test_a_dose_told_weeks_before_its_day_is_no_answer() -> None:
    talk = reminded_of_the_first()
    said = talk.hears(parsed("кеше екпе салдырдық", "ask_aftercare"), 3 * 86_400)
    assert said == ["ask_aftercare"]
    assert "d1" in talk.times


def test_danger_told_to_a_message_goes_first() -> None:
    talk = reminded_of_the_first()
    talk.until("2027-03-20", 11)
    assert talk.hears(parsed("екпе салдырдық, бірақ есінен танып қалды", "report_emergency"))[0] == "report_emergency"


def test_a_child_of_whom_only_the_month_is_known() -> None:
    about = replace(FIRST, why="before", exact=Exact.ABOUT, begins=date(2027, 3, 1), until=date(2027, 3, 28),
                    whom=(replace(DAUGHTER, born=Born(date(2026, 3, 1), date(2026, 3, 28))),))  # fmt: skip
    text = written(about, "d1", "ru", date(2027, 2, 22))
    assert text is not None
    assert "примерно март 2027 года" in text.text
    assert "дату рождения" in text.text


def test_a_published_number_of_the_clinic_stands_below(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = written(FIRST, "d1", "kk", date(2027, 3, 13))
    assert plain is not None
    assert "ексерілген нөмір" not in plain.text
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 30))
    with published(tmp_path, contacts=[KIOSK]):
        text = written(FIRST, "d1", "kk", date(2027, 3, 13))
    assert text is not None
    assert text.text.startswith(plain.text)
    assert KIOSK["phone"] in text.text


def test_what_can_t_be_read_is_left_out() -> None:
    about = to_about(FIRST)
    assert from_about(about) == FIRST
    for broken in ({}, {**about, "version": VERSION + 1}, {**about, "day": "2027-02-30"}, {**about, "whom": 3},
                   {name: value for name, value in about.items() if name != "kind"}):  # fmt: skip
        assert from_about(broken) is None


def test_the_content_names_nobody() -> None:
    talk = Reminded()
    talk.hears(parsed("Айсұлу қызым 2026 жылы 20 наурызда туған, екпесін есіме салыңыз", "set_reminder"))
    assert "йс" not in str([to_about(one.content) for one in talk.outbox["d1"].waiting])
