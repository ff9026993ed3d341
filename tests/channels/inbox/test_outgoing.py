"""Answers as Telegram shows them: T-6 (buttons) and T-8 (one message an answer)."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import InlineKeyboardMarkup, ReplyKeyboardMarkup, ReplyKeyboardRemove

from rasa_project.channels.inbox.outgoing import (
    Form,
    Outgoing,
    compose,
    from_json,
    split,
    to_json,
    without_old_keyboard,
)
from rasa_project.channels.inbox.payloads import Payloads
from rasa_project.channels.inbox.wording import read_wording
from rasa_project.channels.payloads import own_payloads
from rasa_project.channels.telegram.messenger import MAX_TEXT, Telegram, markup
from tests.data.content import variations


def composed(*answers: dict[str, Any], language: Any = "kk") -> list[Outgoing]:
    payloads = Payloads(own_payloads() | {f"/topic_{number}" for number in range(20)})
    return compose(answers, language, payloads, read_wording(), Telegram.form)


def buttons(count: int) -> list[dict[str, str]]:
    return [{"title": f"Түйме {number}", "payload": f"/topic_{number}"} for number in range(count)]


@pytest.mark.parametrize("one", variations(), ids=lambda one: one.id)
def test_t08_an_answer_is_one_message_however_many_paragraphs(one: Any) -> None:
    answer = {"text": one.text, "buttons": [{"title": title, "payload": payload} for title, payload in one.buttons]}
    (message,) = composed(answer)
    assert message.text == one.text.strip()
    assert [title for title, _ in message.buttons] == [title for title, _ in one.buttons]


def test_t08_only_a_text_above_the_limit_is_split_and_on_a_paragraph() -> None:
    paragraphs = ["қ" * 1500, "ә" * 1500, "ө" * 1500]
    first, second = composed({"text": "\n\n".join(paragraphs), "buttons": buttons(1)})
    assert first.text == "\n\n".join(paragraphs[:2])
    assert second.text == paragraphs[2]
    assert not first.buttons
    assert second.buttons
    assert len(composed({"text": "қ" * MAX_TEXT})) == 1
    assert len(composed({"text": "қ" * (MAX_TEXT + 1)})) == 2


@given(st.text(alphabet=st.sampled_from("аә \n🤒"), max_size=300), st.integers(5, 60))
def test_t08_splitting_keeps_every_word_and_the_limit(text: str, limit: int) -> None:
    parts = split(text.strip(), limit)
    assert all(len(part.encode("utf-16-le")) // 2 <= limit for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


def test_t06_buttons_stand_one_a_row() -> None:
    (message,) = composed({"text": "Таңдаңыз", "buttons": buttons(8)})
    keyboard = markup(message)
    assert isinstance(keyboard, InlineKeyboardMarkup)
    assert [len(row) for row in keyboard.inline_keyboard] == [1] * 8


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_t06_more_than_eight_buttons_go_on_further_pages(language: str) -> None:
    messages = composed({"text": "Таңдаңыз", "buttons": buttons(20)}, language=language)
    assert [len(one.buttons) for one in messages] == [8, 8, 4]
    assert messages[1].text == read_wording().text("more_buttons", language)  # type: ignore[arg-type]
    titles = [title for one in messages for title, _ in one.buttons]
    assert titles == [one["title"] for one in buttons(20)]


def test_buttons_of_a_consultation_are_known_as_such() -> None:
    (question,) = composed({"text": "?", "buttons": [{"title": "Иә", "payload": '/inform{"fever":"yes"}'}]})
    (answer,) = composed({"text": "!", "buttons": [{"title": "Белгілері", "payload": "/ask_symptoms"}]})
    assert question.is_question
    assert not answer.is_question


@pytest.mark.parametrize(("language", "name"), [("kk", "Жедел жәрдем"), ("ru", "Скорая помощь")])
def test_103_follows_an_emergency_as_a_card_that_calls(language: str, name: str) -> None:
    text, card = composed({"text": "103!", "metadata": {"level": "emergency"}}, language=language)
    assert text.text == "103!"
    assert (card.phone, card.text) == ("103", name)


@pytest.mark.parametrize(
    "metadata",
    [None, {}, {"level": "doctor_today"}, {"level": "none"}, {"level": 4}, {"emergency": True}, {"sources": ["K51"]}],
)
def test_no_card_follows_an_answer_without_the_mark(metadata: Any) -> None:
    assert len(composed({"text": "103!", "utter_action": "utter_report_emergency", "metadata": metadata})) == 1


@pytest.mark.parametrize(
    "answer",
    [{"utter_action": "utter_find_clinic"}, {"utter_action": "utter_find_clinic_which"}, {"ask_location": True}],
)
def test_a_location_can_be_sent_where_a_clinic_is_asked_for(answer: dict[str, Any]) -> None:
    text, invitation = composed({"text": "Қай ауылда тұрасыз?", "buttons": buttons(1), **answer})
    assert text.buttons
    keyboard = markup(invitation)
    assert isinstance(keyboard, ReplyKeyboardMarkup)
    assert keyboard.keyboard[0][0].request_location
    assert keyboard.one_time_keyboard


def test_the_location_keyboard_goes_with_the_first_message_that_has_room() -> None:
    plain, with_buttons = Outgoing("а"), Outgoing("б", buttons=(("т", "/help"),))
    taken = without_old_keyboard([with_buttons, plain])
    assert taken[0] == with_buttons
    assert isinstance(markup(taken[1]), ReplyKeyboardRemove)
    assert without_old_keyboard([with_buttons]) == [with_buttons]


NAME = "0f9c1fd2a0f34a5f8b0f0c7f4ce62b4b"


@pytest.mark.parametrize(
    ("language", "titles"), [("kk", ["Көмектесті", "Көмектеспеді"]), ("ru", ["Помогло", "Не помогло"])]
)
def test_whether_it_helped_stands_in_one_row_below_all_other_buttons(language: str, titles: list[str]) -> None:
    first, last = composed({"text": "қ" * 5000, "buttons": buttons(2), "rated_as": NAME}, language=language)
    assert not first.row
    keyboard = markup(last)
    assert isinstance(keyboard, InlineKeyboardMarkup)
    assert [len(row) for row in keyboard.inline_keyboard] == [1, 1, 2]
    assert [one.text for one in keyboard.inline_keyboard[-1]] == titles


def test_whether_it_helped_gives_way_to_the_end_of_the_location_keyboard() -> None:
    (rated,) = composed({"text": "а", "rated_as": NAME})
    (gone,) = without_old_keyboard([rated])
    assert isinstance(markup(gone), ReplyKeyboardRemove)
    assert gone.text == "а"


def test_the_invitation_to_send_a_place_is_not_what_helped() -> None:
    text, invitation = composed({"text": "а", "utter_action": "utter_find_clinic", "rated_as": NAME})
    assert text.row
    assert not invitation.row


def test_what_waited_on_disk_before_there_was_feedback_is_read() -> None:
    old = '[{"text": "Ә", "buttons": [["Иә", "/affirm"]], "keyboard": "", "phone": "", "is_question": true}]'
    assert from_json(old) == [Outgoing("Ә", (("Иә", "/affirm"),), is_question=True)]


def test_answers_without_words_send_nothing() -> None:
    assert composed({"text": None}, {"text": "  "}, {"custom": {"a": 1}}) == []


def test_messages_wait_on_disk_unchanged() -> None:
    messages = composed(
        {"text": "Ә", "buttons": buttons(9), "utter_action": "utter_find_clinic", "rated_as": NAME},
        {"text": "103", "metadata": {"level": "emergency"}},
    )
    assert from_json(to_json(messages)) == messages


LINKS = [
    ("Сілтеме, басып шығару", "https://bot.example.kz/s/x"),
    ("Телефон күнтізбесіне", "https://bot.example.kz/s/x.ics"),
]


def test_links_stand_behind_the_buttons_and_before_the_question_whether_it_helped() -> None:
    (message,) = composed({"text": "Екпе", "buttons": buttons(1), "links": LINKS, "rated_as": "0" * 32})
    keyboard = markup(message)
    assert isinstance(keyboard, InlineKeyboardMarkup)
    rows = keyboard.inline_keyboard
    assert [(row[0].text, row[0].url) for row in rows[1:3]] == LINKS
    assert rows[0][0].callback_data
    assert len(rows[3]) == 2
    assert from_json(to_json([message])) == [message]


def test_a_messenger_without_such_buttons_has_the_addresses_in_the_text() -> None:
    payloads, form = Payloads(own_payloads()), Form(4096, 3)
    (message,) = compose([{"text": "Екпе", "links": LINKS}], "kk", payloads, read_wording(), form)
    assert message.links == ()
    assert message.text == "Екпе\n\n" + "\n\n".join(f"{title}:\n{url}" for title, url in LINKS)


def test_a_text_whose_buttons_are_refused_goes_with_its_addresses() -> None:
    (message,) = composed({"text": "Екпе", "buttons": buttons(1), "links": LINKS})
    assert message.plain.text.endswith("https://bot.example.kz/s/x.ics")
    assert markup(message.plain) is None


def test_only_the_last_part_of_a_long_text_has_the_links() -> None:
    messages = composed({"text": "\n\n".join("қ" * 1500 for _ in range(3)), "links": LINKS})
    assert [bool(one.links) for one in messages] == [False, True]


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_message_knows_its_language(language: Any) -> None:
    answers = [{"text": "а"}, {"text": "б", "ask_location": True, "metadata": {"level": "emergency"}}]
    found = composed(*answers, language=language)
    assert [one.language for one in found] == [language] * 4
