"""What a parent sees: buttons, commands, places, what can't be read. A table stands in for the dialogue engine."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from rasa_project.channels.inbox.store import Inbox
from rasa_project.channels.refusals import for_parents
from rasa_project.observability.turns import ERASED_ANSWER
from tests import telegram_updates as updates
from tests.channels.telegram.bench import QUESTION, Engine, RunningBot, set_event, settled, shown_buttons, texts
from tests.telegram_server import TelegramServer

pytestmark = pytest.mark.slow

EMERGENCY = {"text": "Қазір-ақ 103-ке қоңырау шалыңыз!", "metadata": {"level": "emergency"}}
CLINIC = {"text": "Қай ауылда тұрасыз?", "utter_action": "utter_find_clinic"}


def test_t07_a_tapped_button_stops_spinning_at_once_and_its_payload_is_asked(
    telegram: TelegramServer, bot: RunningBot, engine: Engine
) -> None:
    held = asyncio.Event()

    async def slow() -> list[dict[str, Any]]:
        await held.wait()
        return [{"text": "Белгілері"}]

    engine.table |= {"сәлем": [{"text": "Сәлем", "buttons": [{"title": "Б", "payload": "/ask_symptoms"}]}]}
    engine.table["/ask_symptoms"] = slow
    telegram.arrives(updates.text(5, "сәлем"))
    (greeting,) = telegram.wait_sent(5, 1)
    telegram.arrives(updates.tap(5, "/ask_symptoms", greeting, query="q1"))
    telegram.wait(lambda: "q1" in telegram.api.answered_queries)
    assert len(telegram.sent(5)) == 1
    bot.call(set_event(held))
    telegram.wait_sent(5, 2)
    assert shown_buttons(telegram.sent(5)[0]) == ["Б"]


def test_t07_the_keyboard_of_an_answered_question_goes_by_tap_and_by_words(
    telegram: TelegramServer, bot: RunningBot, engine: Engine
) -> None:
    engine.table |= {"ауырды": [QUESTION], '/inform{"fever":"yes"}': [QUESTION], "жоқ": [{"text": "Түсіндім"}]}
    telegram.arrives(updates.text(5, "ауырды"))
    (first,) = telegram.wait_sent(5, 1)
    telegram.arrives(updates.tap(5, '/inform{"fever":"yes"}', first))
    telegram.wait_sent(5, 2)
    telegram.wait(lambda: not shown_buttons(telegram.sent(5)[0]))
    assert shown_buttons(telegram.sent(5)[1]) == ["Иә", "Жоқ"]
    telegram.arrives(updates.text(5, "жоқ"))
    telegram.wait_sent(5, 3)
    telegram.wait(lambda: not shown_buttons(telegram.sent(5)[1]))


def test_a_question_tapped_twice_is_answered_once(telegram: TelegramServer, bot: RunningBot, engine: Engine) -> None:
    engine.table |= {"ауырды": [QUESTION]}
    telegram.arrives(updates.text(5, "ауырды"))
    (asked,) = telegram.wait_sent(5, 1)
    tap = '/inform{"fever":"no"}'
    telegram.arrives(updates.tap(5, tap, asked), updates.tap(5, tap, asked), updates.tap(5, tap, asked))
    telegram.wait_sent(5, 2)
    settled(telegram, bot)
    assert engine.texts() == ["ауырды", tap]


def test_forged_and_old_payloads_do_nothing_but_say_so(telegram: TelegramServer, bot: RunningBot) -> None:
    old = updates.bare_message(5)
    telegram.arrives(updates.tap(5, "/restart", old, query="q1"), updates.tap_on_old_message(5, "b:gone", 3))
    telegram.wait(lambda: len(telegram.api.answered_queries) == 2)
    settled(telegram, bot)
    assert telegram.api.answered_queries["q1"] == for_parents("old-button", "kk")
    assert bot.engine.asked == []


def test_a_button_that_would_not_pass_is_left_out_and_the_answer_stays(
    telegram: TelegramServer, bot: RunningBot, engine: Engine
) -> None:
    buttons = [{"title": "Жоқ", "payload": "/restart"}, {"title": "Бар", "payload": "/ask_symptoms"}]
    engine.table |= {"қайда": [{"text": "Қай жер?", "buttons": buttons}]}
    telegram.arrives(updates.text(5, "қайда"))
    (asked,) = telegram.wait_sent(5, 1)
    assert asked["text"] == "Қай жер?"
    assert shown_buttons(asked) == ["Бар"]


def test_who_asks_to_be_forgotten_leaves_no_mark(telegram: TelegramServer, bot: RunningBot, engine: Engine) -> None:
    engine.table["өшір"] = [{"text": "Өшірдім", "utter_action": ERASED_ANSWER, "language": "kk"}]
    telegram.arrives(updates.text(5, "сәлем"))
    telegram.wait_sent(5, 1)
    settled(telegram, bot)
    store = Inbox(bot.settings.database, "telegram")
    assert not store.chat("5").is_unmarked
    (erased,) = telegram.arrives(updates.text(5, "өшір"))
    telegram.wait_sent(5, 2)
    settled(telegram, bot)
    assert store.chats() == []
    assert store.forget_chat("5") == 0
    telegram.resend(erased)
    settled(telegram, bot)
    assert len(telegram.sent(5)) == 2


@pytest.mark.parametrize(
    ("command", "payload"),
    [
        ("/start", "/greet"),
        ("/help", "/help"),
        ("/kk", '/change_language{"language":"kk"}'),
        ("/ru", '/change_language{"language":"ru"}'),
        ("/clinics", "/find_clinic"),
        ("/delete", "/forget_me"),
    ],
)
def test_commands_mean_intents(telegram: TelegramServer, bot: RunningBot, command: str, payload: str) -> None:
    telegram.arrives(updates.text(5, command))
    telegram.wait_sent(5, 1)
    assert bot.engine.texts() == [payload]


def test_the_menu_is_set_in_both_languages(telegram: TelegramServer, bot: RunningBot) -> None:
    telegram.wait(lambda: len(telegram.api.menus) == 3)
    assert telegram.api.menus[""] == telegram.api.menus["kk"]
    assert telegram.api.menus["ru"][0] == {"command": "start", "description": "Начать разговор"}
    assert all("all_private_chats" in call.params["scope"] for call in telegram.calls("setMyCommands"))


def test_typed_slashes_reach_the_engine_as_words(telegram: TelegramServer, bot: RunningBot) -> None:
    telegram.arrives(updates.text(5, '/inform{"danger":"no"}'), updates.text(5, "/ restart"))
    telegram.wait_sent(5, 2)
    assert bot.engine.texts() == ['inform{"danger":"no"}', "restart"]


def test_t11_a_location_goes_to_the_engine_as_rounded_metadata(telegram: TelegramServer, bot: RunningBot) -> None:
    telegram.arrives(updates.location(5, 45.762139, 62.103771))
    telegram.wait_sent(5, 1)
    assert bot.engine.asked == [(5, "/find_clinic", {"lat": 45.762, "lon": 62.104})]
    assert "45.7" not in str(telegram.sent(5))


def test_the_location_keyboard_comes_with_a_clinic_question_and_goes_again(
    telegram: TelegramServer, bot: RunningBot, engine: Engine
) -> None:
    engine.table |= {"қайда барамыз": [CLINIC]}
    telegram.arrives(updates.text(5, "қайда барамыз"))
    _, invitation = telegram.wait_sent(5, 2)
    assert invitation["reply_markup"]["keyboard"][0][0]["request_location"]
    assert "100 метр дәлдікпен" in invitation["text"]
    telegram.arrives(updates.text(5, "Жанкент"))
    assert telegram.wait_sent(5, 3)[2]["reply_markup"] == {"remove_keyboard": True}
    telegram.arrives(updates.text(5, "рахмет"))
    assert "reply_markup" not in telegram.wait_sent(5, 4)[3]


def test_somebody_who_sent_a_location_is_not_asked_for_it_again(
    telegram: TelegramServer, bot: RunningBot, engine: Engine
) -> None:
    engine.table |= {"/find_clinic": [CLINIC]}
    telegram.arrives(updates.location(5), updates.text(5, "рахмет"))
    telegram.wait_sent(5, 2)
    settled(telegram, bot)
    assert texts(telegram) == [CLINIC["text"], "Жауап: рахмет"]


def test_103_can_be_tapped_in_an_emergency(telegram: TelegramServer, bot: RunningBot, engine: Engine) -> None:
    engine.table |= {"тырысып жатыр": [EMERGENCY]}
    telegram.arrives(updates.text(5, "тырысып жатыр"))
    text, card = telegram.wait_sent(5, 2)
    assert "103" in text["text"]
    assert card["contact"] == {"phone_number": "103", "first_name": "Жедел жәрдем"}


@pytest.mark.parametrize("kind", ["photo", "voice", "sticker", "document", "video", "contact", "poll_message"])
def test_what_can_not_be_read_gets_a_polite_line(telegram: TelegramServer, bot: RunningBot, kind: str) -> None:
    telegram.arrives(getattr(updates, kind)(5))
    (line,) = telegram.wait_sent(5, 1)
    assert line["text"] == for_parents("unreadable", "kk")
    assert bot.engine.asked == []


def test_the_polite_line_is_in_the_language_of_the_talk(
    telegram: TelegramServer, bot: RunningBot, engine: Engine
) -> None:
    engine.table |= {"привет": [{"text": "Здравствуйте! Спрашивайте о прививке.", "language": "ru"}]}
    telegram.arrives(updates.text(5, "привет"), updates.voice(5))
    assert telegram.wait_sent(5, 2)[1]["text"] == for_parents("unreadable", "ru")


def test_words_under_a_picture_are_answered_and_an_album_gets_one_line(
    telegram: TelegramServer, bot: RunningBot
) -> None:
    telegram.arrives(updates.photo(5, "бұл қызылша ма", "a1"), *(updates.photo(5, album="a1") for _ in range(3)))
    telegram.wait_sent(5, 2)
    settled(telegram, bot)
    assert texts(telegram) == ["Жауап: бұл қызылша ма", for_parents("unreadable", "kk")]


def test_an_edited_message_is_a_new_question_only_when_its_text_differs(
    telegram: TelegramServer, bot: RunningBot
) -> None:
    telegram.arrives(updates.text(5, "екпе қашан", message_id=900), updates.edited(5, "екпе қашан", 900))
    telegram.arrives(updates.edited(5, "екпе қайда", 900), updates.edited(5, "екпе қашан", 900))
    telegram.wait_sent(5, 3)
    settled(telegram, bot)
    assert bot.engine.texts() == ["екпе қашан", "екпе қайда", "екпе қашан"]


def test_t13_a_group_gets_one_line_in_both_languages_and_no_answer(telegram: TelegramServer, bot: RunningBot) -> None:
    telegram.arrives(updates.added_to_group(-7), updates.in_group("сәлем", -7), updates.in_group("/help", -7))
    telegram.wait_sent(-7, 1)
    settled(telegram, bot)
    assert texts(telegram, -7) == ["\n".join(for_parents("group", language) for language in ("kk", "ru"))]
    assert bot.engine.asked == []


def test_t10_a_blocked_bot_marks_the_chat_as_gone_and_an_unblocked_one_does_not(
    telegram: TelegramServer, bot: RunningBot
) -> None:
    telegram.arrives(updates.text(5, "сәлем"), updates.blocked(5))
    telegram.wait_sent(5, 1)
    settled(telegram, bot)
    store = Inbox(bot.settings.database, "telegram")
    assert store.chat("5").gone_since is not None
    telegram.arrives(updates.unblocked(5))
    telegram.wait(lambda: store.chat("5").gone_since is None)
    assert len(telegram.sent(5)) == 1
