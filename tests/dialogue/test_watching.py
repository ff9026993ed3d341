"""The watching after a contact: offered, set for the days to come, asked with 103 first, answered."""

from __future__ import annotations

import pytest

from tests.dialogue.hearing import parsed, tapped
from tests.dialogue.reminded import Reminded, tap

#: Saturday 28 November 2026 is today; the contact was on the 27th.
DAYS = ["7 2026-12-04", "14 2026-12-11", "21 2026-12-18"]


def advised(*, can_write: bool = True) -> Reminded:
    talk = Reminded(can_write=can_write)
    talk.hears(parsed("балам кеше қызылшамен ауырған баламен бірге болды", "ask_exposure"))
    talk.hears(parsed("5 жаста, екі екпе алған", "inform"))
    return talk


def test_it_is_offered_behind_the_advice_where_the_bot_can_write() -> None:
    talk = advised()
    assert talk.outcome.plan.said[-1].response == "utter_exposure_protected"
    assert talk.titles == ["Белгілерін сұрап тұру"]
    assert advised(can_write=False).titles == []


def test_it_is_asked_on_days_7_14_and_21_with_103_first() -> None:
    talk = advised()
    assert talk.hears(tap("watch")) == ["reminder_watch_set"]
    assert talk.times == {"w1": DAYS}
    assert talk.gaps["times"][0] == "4 желтоқсанда, 11 желтоқсанда және 18 желтоқсанда"
    found = talk.until("2026-12-31")
    assert [why for why, _ in found] == ["7", "14", "21"]
    for days, (_, one) in zip(("7", "14", "21"), found):
        assert "103-ке қоңырау шалыңыз" in one.text.splitlines()[0]
        assert f"{days} күн болды" in one.text
        assert [title for title, _ in one.buttons] == ["Белгі жоқ", "Белгі бар", "Тоқтату"]


def test_of_a_contact_ten_days_ago_the_days_to_come_are_left() -> None:
    talk = Reminded()
    talk.hears(parsed("балам 10 күн бұрын қызылшамен ауырған баламен бірге болды", "ask_exposure"))
    talk.hears(parsed("5 жаста, екі екпе алған", "inform"))
    talk.hears(tap("watch"))
    assert talk.times == {"w1": ["14 2026-12-02", "21 2026-12-09"]}


def test_tapped_twice_it_is_one_watching() -> None:
    talk = advised()
    talk.hears(tap("watch"))
    talk.hears(tap("watch"))
    assert talk.times == {"w1": DAYS}


@pytest.mark.parametrize("answer", [tap("well_w1"), parsed("жоқ", "deny")])
def test_no_signs_goes_on_until_day_21_and_ends_then(answer: dict[str, object]) -> None:
    talk = advised()
    talk.hears(tap("watch"))
    talk.until("2026-12-04", 11)
    assert talk.hears(answer) == ["reminder_watch_well"]
    assert talk.times == {"w1": DAYS[1:]}
    talk.until("2026-12-18", 11)
    assert talk.hears(answer) == ["reminder_watch_end"]
    assert talk.times == {}


@pytest.mark.parametrize("answer", [tap("ill_w1"), parsed("иә, бар", "affirm")])
def test_signs_begin_the_consultation_with_the_question_of_danger(answer: dict[str, object]) -> None:
    talk = advised()
    talk.hears(tap("watch"))
    talk.until("2026-12-11", 11)
    said = talk.hears(answer)
    assert said[-1].startswith("ask_consultation_form_danger")
    assert talk.times == {}
    (child,) = talk.conversation.people
    assert (child.contact, child.contact_on) == ("yes", "2026-11-27")
    assert talk.hears(tapped("inform", danger="yes"))[0] == "report_emergency"


def test_without_a_day_it_is_asked_for_and_then_set() -> None:
    talk = Reminded()
    talk.hears(parsed("балам қызылшамен ауырған баламен бірге болды", "ask_exposure"))
    talk.conversation = type(talk.conversation)(people=talk.conversation.people)
    assert talk.hears(tap("watch")) == ["reminder_watch_no_day"]
    assert talk.hears(parsed("кеше", "nlu_fallback")) == ["reminder_watch_set"]
    assert talk.times == {"w1": DAYS}


def test_the_watching_is_listed_and_stopped_with_the_others() -> None:
    talk = advised()
    talk.hears(tap("watch"))
    talk.hears(parsed("қызым 2026 жылы 20 наурызда туған, екпесін есіме салыңыз", "set_reminder"))
    talk.hears(parsed("қандай еске салуларым бар", "set_reminder"))
    assert sorted(line[3:] for line in talk.gaps["items"][0].splitlines())[-1].startswith("8 айлық қызыңыз")
    talk.hears(tap("stop_w1"))
    assert list(talk.times) == ["d1"]
