"""The channel against a Telegram: what a parent sees. A dialogue engine that is a table stands behind it."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from rasa_project.channels.telegram.store import MAX_WAITING, Store
from rasa_project.channels.telegram.wording import read_wording
from tests import telegram_updates as updates
from tests.channels.telegram.bench import Engine, RunningBot
from tests.telegram_server import TelegramServer

pytestmark = pytest.mark.slow

QUESTION = {
    "text": "Қызуы көтерілді ме?",
    "buttons": [
        {"title": "Иә", "payload": '/inform{"fever":"yes"}'},
        {"title": "Жоқ", "payload": '/inform{"fever":"no"}'},
    ],
}
EMERGENCY = {"text": "Қазір-ақ 103-ке қоңырау шалыңыз!", "utter_action": "utter_report_emergency"}
CLINIC = {"text": "Қай ауылда тұрасыз?", "utter_action": "utter_find_clinic"}


def texts(telegram: TelegramServer, chat: int = 5) -> list[str]:
    return [one.get("text", "") for one in telegram.sent(chat)]


def settled(telegram: TelegramServer, bot: RunningBot) -> None:
    """Wait until the bot took and did all that came."""
    telegram.wait(lambda: not telegram.api.pending)
    telegram.wait(lambda: not bot.service.desk.at_work)


def shown_buttons(message: dict[str, Any]) -> list[str]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]


def test_a_message_is_answered(telegram: TelegramServer, bot: RunningBot) -> None:
    telegram.arrives(updates.text(5, "екпе қашан"))
    (answer,) = telegram.wait_sent(5, 1)
    assert answer["text"] == "Жауап: екпе қашан"
    assert bot.engine.asked == [(5, "екпе қашан", {})]


def test_t01_odd_updates_between_two_questions_hold_up_nothing(telegram: TelegramServer, bot: RunningBot) -> None:
    odd = [
        updates.broken(5), updates.unknown_kind(5), updates.unknown_content(5), updates.poll_answer(5),
        updates.reaction(5), updates.channel_post(), updates.game_tap(5), updates.live_location_moves(5, 3),
    ]  # fmt: skip
    telegram.arrives(updates.text(5, "бір"), *odd, updates.text(5, "екі"))
    telegram.wait_sent(5, 2)
    settled(telegram, bot)
    assert texts(telegram) == ["Жауап: бір", "Жауап: екі"]
    calls = telegram.calls("getUpdates")
    assert '"message", "edited_message", "callback_query", "my_chat_member"' in calls[0].params["allowed_updates"]


def test_t02_who_the_bot_is_is_asked_once(telegram: TelegramServer, bot: RunningBot) -> None:
    telegram.arrives(*(updates.text(5, f"сұрақ {number}") for number in range(10)))
    telegram.wait_sent(5, 10)
    assert len(telegram.calls("getMe")) == 1


def test_t04_an_update_sent_again_does_nothing_also_after_a_restart(
    telegram: TelegramServer, engine: Engine, tmp_path: Path
) -> None:
    with RunningBot(telegram, tmp_path, engine) as bot:
        (update,) = telegram.arrives(updates.text(5, "екпе"))
        telegram.wait_sent(5, 1)
        telegram.resend(update)
        telegram.arrives(updates.text(5, "келесі"))
        telegram.wait_sent(5, 2)
        settled(telegram, bot)
    with RunningBot(telegram, tmp_path, engine) as bot:
        telegram.resend(update)
        telegram.arrives(updates.text(5, "соңғы"))
        telegram.wait_sent(5, 3)
        settled(telegram, bot)
    assert engine.texts() == ["екпе", "келесі", "соңғы"]
    assert len(texts(telegram)) == 3


def test_t04_quick_messages_are_answered_in_order_and_people_do_not_wait_for_each_other(
    telegram: TelegramServer, bot: RunningBot, engine: Engine
) -> None:
    held = asyncio.Event()

    async def slow() -> list[dict[str, Any]]:
        await held.wait()
        return [{"text": "баяу"}]

    engine.table["баяу"] = slow
    telegram.arrives(updates.text(5, "баяу"), updates.text(5, "жылдам"), updates.text(6, "басқа"))
    telegram.wait_sent(6, 1)
    assert telegram.sent(5) == []
    assert engine.texts(5) == ["баяу"]
    bot.call(_set(held))
    telegram.wait_sent(5, 2)
    assert texts(telegram) == ["баяу", "Жауап: жылдам"]


async def _set(event: asyncio.Event) -> None:
    event.set()


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
    bot.call(_set(held))
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
    assert telegram.api.answered_queries["q1"] == read_wording().text("old_button", "kk")
    assert bot.engine.asked == []


def test_a_payload_too_long_for_telegram_goes_round_by_its_token(
    telegram: TelegramServer, bot: RunningBot, engine: Engine
) -> None:
    long = '/find_clinic{"settlement":"Ғани Мұратбаев ауылдық округі"}'
    engine.table |= {"қайда": [{"text": "Қай жер?", "buttons": [{"title": "Мұратбаев", "payload": long}]}]}
    telegram.arrives(updates.text(5, "қайда"))
    (asked,) = telegram.wait_sent(5, 1)
    token = asked["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    telegram.arrives(updates.tap(5, token, asked))
    telegram.wait_sent(5, 2)
    assert engine.texts() == ["қайда", long]


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
    assert "100 метрге" in invitation["text"]
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
    assert line["text"] == read_wording().text("text_only", "kk")
    assert bot.engine.asked == []


def test_the_polite_line_is_in_the_language_of_the_talk(
    telegram: TelegramServer, bot: RunningBot, engine: Engine
) -> None:
    engine.table |= {"привет": [{"text": "Здравствуйте! Спрашивайте о прививке.", "language": "ru"}]}
    telegram.arrives(updates.text(5, "привет"), updates.voice(5))
    assert telegram.wait_sent(5, 2)[1]["text"] == read_wording().text("text_only", "ru")


def test_words_under_a_picture_are_answered_and_an_album_gets_one_line(
    telegram: TelegramServer, bot: RunningBot
) -> None:
    telegram.arrives(updates.photo(5, "бұл қызылша ма", "a1"), *(updates.photo(5, album="a1") for _ in range(3)))
    telegram.wait_sent(5, 2)
    settled(telegram, bot)
    assert texts(telegram) == ["Жауап: бұл қызылша ма", read_wording().text("text_only", "kk")]


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
    assert texts(telegram, -7) == [read_wording().in_both("private_only")]
    assert bot.engine.asked == []


def test_t10_a_blocked_bot_marks_the_chat_as_gone_and_an_unblocked_one_does_not(
    telegram: TelegramServer, bot: RunningBot
) -> None:
    telegram.arrives(updates.text(5, "сәлем"), updates.blocked(5))
    telegram.wait_sent(5, 1)
    settled(telegram, bot)
    store = Store(bot.settings.database)
    assert store.chat(5).gone_since is not None
    telegram.arrives(updates.unblocked(5))
    telegram.wait(lambda: store.chat(5).gone_since is None)
    assert len(telegram.sent(5)) == 1


def test_typing_is_shown_on_a_long_turn_only(telegram: TelegramServer, bot: RunningBot, engine: Engine) -> None:
    async def long() -> list[dict[str, Any]]:
        await asyncio.sleep(1.3)
        return [{"text": "ұзақ"}]

    engine.table["ұзақ"] = long
    telegram.arrives(updates.text(6, "қысқа"), updates.text(5, "ұзақ"))
    telegram.wait_sent(5, 1)
    telegram.wait_sent(6, 1)
    assert [call.params["chat_id"] for call in telegram.calls("sendChatAction")] == ["5"]


def test_too_many_messages_of_one_person_get_one_line_and_others_their_answers(
    telegram: TelegramServer, bot: RunningBot, engine: Engine
) -> None:
    held = asyncio.Event()

    async def slow() -> list[dict[str, Any]]:
        await held.wait()
        return [{"text": "бірінші"}]

    engine.table["бірінші"] = slow
    telegram.arrives(updates.text(5, "бірінші"), *(updates.text(5, f"тағы {number}") for number in range(200)))
    telegram.arrives(updates.text(6, "сәлем"))
    telegram.wait_sent(6, 1)
    bot.call(_set(held))
    telegram.wait(lambda: read_wording().text("too_many", "kk") in texts(telegram))
    settled(telegram, bot)
    assert len(texts(telegram)) == MAX_WAITING + 1
    assert texts(telegram).count(read_wording().text("too_many", "kk")) == 1


def test_an_engine_that_breaks_is_tried_again_and_then_says_so(
    telegram: TelegramServer, bot: RunningBot, engine: Engine
) -> None:
    async def broken() -> list[dict[str, Any]]:
        raise RuntimeError("құпия")

    engine.table["сынады"] = broken
    telegram.arrives(updates.text(5, "сынады"), updates.text(5, "келесі"))
    first, second = telegram.wait_sent(5, 2, seconds=15)
    assert "103" in first["text"]
    assert second["text"] == "Жауап: келесі"
    assert engine.texts().count("сынады") == 3


def test_only_one_of_two_processes_answers_and_the_other_takes_over(
    telegram: TelegramServer, engine: Engine, tmp_path: Path
) -> None:
    second = Engine()
    with RunningBot(telegram, tmp_path, engine):
        telegram.arrives(updates.text(5, "бір"))
        telegram.wait_sent(5, 1)
        with RunningBot(telegram, tmp_path, second) as other:
            telegram.arrives(updates.text(5, "екі"))
            telegram.wait_sent(5, 2)
            assert second.asked == []
            assert len(telegram.calls("getMe")) == 1
            assert not other.service.desk.at_work
    with RunningBot(telegram, tmp_path, second):
        telegram.arrives(updates.text(5, "үш"))
        telegram.wait_sent(5, 3)
    assert (engine.texts(), second.texts()) == (["бір", "екі"], ["үш"])


def test_a_stop_in_the_middle_of_a_long_turn_loses_nothing(
    telegram: TelegramServer, engine: Engine, tmp_path: Path
) -> None:
    async def never() -> list[dict[str, Any]]:
        await asyncio.sleep(3600)
        return []

    engine.table["екпе"] = never
    with RunningBot(telegram, tmp_path, engine):
        telegram.arrives(updates.text(5, "екпе"), updates.text(5, "келесі"))
        telegram.wait(lambda: engine.texts() == ["екпе"])
    with RunningBot(telegram, tmp_path, Engine()):
        telegram.wait_sent(5, 2)
    assert texts(telegram) == ["Жауап: екпе", "Жауап: келесі"]
