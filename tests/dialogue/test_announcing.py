"""A parent asks for the office's announcements, tells the village, asks for no more; nothing of it in an emergency."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest

from rasa_project import clock
from rasa_project.advice.knowledge import knowledge
from rasa_project.channels.payloads import own_payloads
from rasa_project.dialogue.announcing import (
    ASKED,
    ON,
    PAYLOADS,
    Change,
    Known,
    Step,
    asks_of_announcements,
    left,
    step,
    with_offer,
)
from rasa_project.dialogue.answer_files import all_variations
from rasa_project.dialogue.conversation import Conversation, Episode
from rasa_project.dialogue.conversation_json import from_json, to_json
from rasa_project.dialogue.hearing import heard_from
from tests.content.office import published
from tests.dialogue.hearing import TODAY, Talk, parsed, tapped

BIRLIK = "434439300"
ASKING = Conversation(news=ASKED)


def says(
    text: str, conversation: Conversation | None = None, known: Known | None = None, can_write: bool = True
) -> Step | None:
    talk = conversation or Conversation()
    message = tapped("inform", question=text) if text.startswith("news") else parsed(text, "out_of_scope")
    return step(talk, heard_from(message, talk, TODAY), can_write, known or Known())


def told(found: Step | None) -> tuple[str, str | None, Change] | None:
    return None if found is None else (found.said.response, found.conversation.news, found.change)


@pytest.mark.parametrize("text", ["хабарлама алғым келеді", "присылайте объявления", "news_on"])
def test_who_asks_for_announcements_is_asked_for_the_village_once(text: str) -> None:
    assert told(says(text)) == ("utter_news_on_village", ASKED, Change(wanted=True))


def test_a_village_that_is_known_is_not_asked_for() -> None:
    village = code_of("Басықара")
    change = Change(wanted=True, sets_village=True, village=village)
    known = says("news_on", Conversation(place="Басықара", place_code=village))
    assert told(known) == ("utter_news_on", None, change)
    assert known is not None
    assert known.said.values["place"][0] == "Басықара"
    assert told(says("news_on", known=Known(village=village))) == ("utter_news_on", None, change)


def code_of(name: str) -> str:
    return next(one.code for one in knowledge().places.settlements if one.kk == name)


def test_a_village_is_told_in_words_or_by_a_button() -> None:
    village = code_of("Басықара")
    expected = ("utter_news_on", None, Change(wanted=True, sets_village=True, village=village))
    assert told(says("Басықарада тұрамыз", ASKING)) == expected
    message = tapped("inform", place_code=village)
    assert told(step(ASKING, heard_from(message, ASKING, TODAY), True, Known())) == expected


def test_of_two_of_one_name_it_is_asked_which() -> None:
    counts = Counter(one.kk for one in knowledge().places.settlements)
    name = next(name for name, count in counts.items() if count > 1)
    found = says(name, ASKING)
    assert found is not None
    assert (found.said.response, found.conversation.news, found.change) == ("utter_news_which", ASKED, Change())
    assert len(found.said.buttons) == counts[name]
    assert all(payload in own_payloads() for _, _, payload in found.said.buttons)


@pytest.mark.parametrize("text", ["бүкіл аудан", "весь район", "news_everywhere"])
def test_the_whole_district_is_an_answer(text: str) -> None:
    assert told(says(text, ASKING)) == ("utter_news_on", None, Change(wanted=True, sets_village=True))


def test_the_village_may_be_changed() -> None:
    assert told(says("news_village", known=Known(True, "x"))) == ("utter_news_village", ASKED, Change())


@pytest.mark.parametrize("text", ["news_off", "хабарлама жібермеңіз", "не присылайте объявления", "отписаться"])
def test_it_stops_in_one_tap_and_by_words(text: str) -> None:
    assert told(says(text, known=Known(True))) == ("utter_news_off", None, Change(wanted=False))


def test_one_command_ends_all_that_is_sent_unasked() -> None:
    assert told(says("news_nothing")) == ("utter_news_nothing", None, Change(wanted=False, ends_all=True))


def test_the_command_tells_how_it_stands_before_anything_is_switched() -> None:
    assert told(says("news")) == ("utter_news_offer", None, Change())
    assert told(says("news", known=Known(True, code_of("Басықара")))) == ("utter_news_is_on", None, Change())


def test_where_the_bot_can_not_write_first_it_says_so_and_switches_nothing_on() -> None:
    for text in ("news", "news_on", "присылайте объявления"):
        assert told(says(text, can_write=False)) == ("utter_news_elsewhere", None, Change())


def test_another_question_goes_its_own_way_and_the_village_is_not_waited_for() -> None:
    assert says("екпе қашан салынады", ASKING) is None
    assert left(ASKING).news is None
    assert says("қызылша деген не") is None


def test_a_danger_sign_and_an_emergency_go_before_it() -> None:
    emergency = Conversation(episode=Episode("emergency"), news=ASKED)
    for text in ("хабарлама алғым келеді", "news_on", "Басықарада"):
        assert says(text, emergency) is None
    hurt = parsed("хабарлама керек, балам есінен танып қалды", "report_emergency")
    assert not asks_of_announcements(Conversation(), heard_from(hurt, Conversation(), TODAY))


def test_the_slot_keeps_the_question() -> None:
    assert from_json(to_json(ASKING)).news == ASKED


def test_every_button_is_one_of_ours() -> None:
    assert own_payloads() >= PAYLOADS
    buttons = {
        payload for one in all_variations() if one.response.startswith("utter_news") for _, payload in one.buttons
    }
    assert buttons <= PAYLOADS
    assert len(buttons) == 4


ANNOUNCED = {
    "id": "team", "kk": "Бейсенбіде ауылға екпе тобы келеді.", "ru": "В четверг в село приедет бригада.",
    "since": "2026-11-01", "until": "2026-12-20", "places": [], "shown": ["ask_disease"],
}  # fmt: skip


@pytest.fixture
def office(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 30))
    with published(tmp_path_factory.mktemp("published"), announcements=[ANNOUNCED]):
        yield


def test_below_an_announcement_of_the_office_they_are_offered_once(office: None) -> None:
    talk = Talk()
    before = talk.conversation
    talk.hears(parsed("қызылша деген не", "ask_disease"))
    offered = with_offer(before, talk.outcome)
    assert [payload for _, _, payload in offered.plan.said[0].buttons].count(ON) == 1
    before = talk.conversation
    talk.hears(parsed("қызылша деген не", "ask_disease"))
    assert with_offer(before, talk.outcome) is talk.outcome
