"""Once, in order, in WhatsApp's shapes, over a restart: the channel at work against a Cloud API."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Any

import pytest

from rasa_project.channels.feedback import Feedback, Thanks
from rasa_project.channels.inbox.outgoing import RATED_AS
from rasa_project.channels.inbox.store import Inbox
from rasa_project.channels.refusals import for_parents
from tests import whatsapp_updates as updates
from tests.channels.running import QUESTION, Engine, set_event
from tests.channels.whatsapp.bench import ANNA, BOTA, RunningBot, choices_of, text_of, texts
from tests.whatsapp_server import WhatsAppServer

pytestmark = pytest.mark.slow


def test_a_message_is_answered_and_the_bot_says_who_it_is_once(whatsapp: WhatsAppServer, bot: RunningBot) -> None:
    bot.arrives(updates.text(ANNA, "екпе қашан"))
    (answer,) = whatsapp.wait_sent(ANNA, 1)
    assert answer["text"] == {"body": "Жауап: екпе қашан", "preview_url": False}
    assert answer["to"] == ANNA
    assert bot.engine.asked == [(int(ANNA), "екпе қашан", {})]
    assert len(whatsapp.calls("who")) == 1


def test_a_body_of_many_is_answered_in_order_and_a_repeat_once(
    whatsapp: WhatsAppServer, engine: Engine, tmp_path: Path
) -> None:
    many = updates.post(*(updates.text(ANNA, f"сұрақ {number}") for number in range(5)), updates.text(BOTA, "басқа"))
    whatsapp.api.heard |= {ANNA: time.time(), BOTA: time.time()}
    with RunningBot(whatsapp, tmp_path, engine) as bot:
        bot.takes(many)
        bot.takes(many)
        whatsapp.wait_sent(ANNA, 5)
        whatsapp.wait_sent(BOTA, 1)
        bot.settled()
        assert bot.counts["repeated"] == 6
    with RunningBot(whatsapp, tmp_path, engine) as bot:
        bot.takes(many)
        bot.arrives(updates.text(ANNA, "келесі"))
        whatsapp.wait_sent(ANNA, 6)
        bot.settled()
    assert texts(whatsapp) == [*(f"Жауап: сұрақ {number}" for number in range(5)), "Жауап: келесі"]


def test_what_was_written_first_is_answered_first_though_it_came_later(
    whatsapp: WhatsAppServer, bot: RunningBot, engine: Engine
) -> None:
    held = asyncio.Event()

    async def slow() -> list[dict[str, Any]]:
        await held.wait()
        return [{"text": "баяу"}]

    engine.table["баяу"] = slow
    now = int(time.time())
    bot.arrives(updates.text(ANNA, "баяу", at=now - 9))
    whatsapp.wait(lambda: engine.texts() == ["баяу"])
    bot.arrives(updates.text(ANNA, "үшінші", at=now - 2), updates.text(ANNA, "екінші", at=now - 5))
    bot.arrives(updates.text(ANNA, "төртінші", at=now - 2))
    bot.call(set_event(held))
    whatsapp.wait_sent(ANNA, 4)
    assert engine.texts() == ["баяу", "екінші", "үшінші", "төртінші"]


def test_an_old_replay_and_posts_for_others_are_not_answered(whatsapp: WhatsAppServer, bot: RunningBot) -> None:
    bot.takes(updates.post(updates.text(ANNA, "кеше", at=int(time.time()) - 90_000)))
    bot.takes(updates.post(updates.text(ANNA, "басқаға"), phone_id="999"))
    bot.takes(updates.post(updates.reaction(ANNA, "wamid.Q"), updates.number_changed(ANNA)))
    bot.arrives(updates.text(ANNA, "сәлем"))
    whatsapp.wait_sent(ANNA, 1)
    bot.settled()
    assert texts(whatsapp) == ["Жауап: сәлем"]
    assert (bot.counts["late"], bot.counts["nothing"]) == (1, 2)


def test_statuses_are_counted_once_and_somebody_who_can_not_be_reached_is_gone(
    whatsapp: WhatsAppServer, bot: RunningBot
) -> None:
    statuses = [updates.became("wamid.A", what) for what in ("sent", "delivered", "read")]
    failed = [updates.became("wamid.B", "failed", ANNA, 131047), updates.became("wamid.C", "failed", ANNA, 131026)]
    body = updates.post(statuses=[*statuses, *failed])
    bot.takes(body)
    bot.takes(body)
    bot.settled()
    told = {name: bot.counts[name] for name in ("delivered", "read", "failed", "blocked", "repeated")}
    assert told == {"delivered": 1, "read": 1, "failed": 1, "blocked": 1, "repeated": 5}
    store = Inbox(bot.settings.database, "whatsapp")
    whatsapp.wait(lambda: store.chat(ANNA).gone_since is not None)
    assert whatsapp.calls() == []
    bot.arrives(updates.text(ANNA, "қайта келдім"))
    whatsapp.wait_sent(ANNA, 1)
    bot.settled()
    assert store.chat(ANNA).gone_since is None


def test_a_question_has_buttons_and_a_tap_answers_it_once(
    whatsapp: WhatsAppServer, bot: RunningBot, engine: Engine
) -> None:
    engine.table["ауырды"] = [QUESTION]
    bot.arrives(updates.text(ANNA, "ауырды"))
    (question,) = whatsapp.wait_sent(ANNA, 1)
    (yes, token), (no, other) = choices_of(question)
    assert (question["interactive"]["type"], yes, no) == ("button", "Иә", "Жоқ")
    tap = updates.tap(ANNA, token, question["id"], yes)
    bot.arrives(tap, tap, updates.tap(ANNA, token, question["id"], yes))
    bot.arrives(updates.tap(ANNA, other, question["id"], no))  # the buttons stay: somebody corrects it
    whatsapp.wait_sent(ANNA, 3)
    bot.settled()
    assert engine.texts() == ["ауырды", '/inform{"fever":"yes"}', '/inform{"fever":"no"}']


def test_many_buttons_become_a_list_and_its_pages(whatsapp: WhatsAppServer, bot: RunningBot, engine: Engine) -> None:
    from rasa_project.channels.payloads import own_payloads

    payloads = sorted(one for one in own_payloads() if one.startswith("/ask_"))[:11]
    buttons = [{"title": f"Тақырып {number}", "payload": payload} for number, payload in enumerate(payloads)]
    engine.table["тізім"] = [{"text": "Не туралы?", "buttons": buttons, "language": "ru"}]
    bot.arrives(updates.text(ANNA, "тізім"))
    first, second = whatsapp.wait_sent(ANNA, 2)
    assert [title for title, _ in choices_of(first) + choices_of(second)] == [one["title"] for one in buttons]
    assert first["interactive"]["action"]["button"] == "Выбрать"
    assert second["interactive"]["body"]["text"] == "Можно выбрать и это:"
    title, token = choices_of(first)[5]
    bot.arrives(updates.tap(ANNA, token, first["id"], title, is_row=True))
    whatsapp.wait_sent(ANNA, 3)
    assert engine.texts() == ["тізім", payloads[5]]


def test_a_button_that_the_bot_does_not_know_is_told_so_in_a_message(whatsapp: WhatsAppServer, bot: RunningBot) -> None:
    bot.arrives(updates.tap(ANNA, "b:gone", "wamid.OLD"))
    whatsapp.wait_sent(ANNA, 1)
    assert texts(whatsapp) == [for_parents("old-button", "kk")]
    assert bot.engine.asked == []


def test_whether_it_helped_is_asked_below_and_thanked(whatsapp: WhatsAppServer, engine: Engine, tmp_path: Path) -> None:
    given: list[Feedback] = []

    async def rate(chat_id: str, feedback: Feedback) -> Thanks | None:
        given.append(feedback)
        return Thanks("Рақмет!", "kk", (("not_my_question", "1"), ("unclear", "2"), ("not_true", "3"), ("other", "4")))

    name = "c" * 32
    engine.table["кеңес"] = [{"text": "Кеңес", RATED_AS: name, "language": "kk"}]
    with RunningBot(whatsapp, tmp_path, engine, rate=rate) as bot:
        bot.arrives(updates.text(ANNA, "кеңес"))
        (advice,) = whatsapp.wait_sent(ANNA, 1)
        assert [title for title, _ in choices_of(advice)] == ["Көмектесті", "Көмектеспеді"]
        title, token = choices_of(advice)[1]
        bot.arrives(updates.tap(ANNA, token, advice["id"], title))
        whatsapp.wait_sent(ANNA, 2)
    assert texts(whatsapp)[1] == "Рақмет!"
    assert [title for title, _ in choices_of(whatsapp.sent(ANNA)[1])] == ["1", "2", "3", "4"]
    assert whatsapp.sent(ANNA)[1]["interactive"]["action"]["button"] == "Таңдау"
    assert [(one.answer, one.verdict) for one in given] == [(name, "not_helped")]
    assert engine.texts() == ["кеңес"]


def test_danger_first_then_a_card_with_103(whatsapp: WhatsAppServer, bot: RunningBot, engine: Engine) -> None:
    engine.table["талып қалды"] = [{"text": "Бірден 103-ке қоңырау шалыңыз!", "metadata": {"level": "emergency"}}]
    bot.arrives(updates.text(ANNA, "талып қалды"))
    answer, card = whatsapp.wait_sent(ANNA, 2)
    assert text_of(answer).startswith("Бірден 103")
    assert card["contacts"][0]["name"]["formatted_name"] == "Жедел жәрдем"
    assert card["contacts"][0]["phones"][0]["phone"] == "103"


def test_a_place_is_asked_for_with_whatsapps_own_button_and_comes_rounded(
    whatsapp: WhatsAppServer, bot: RunningBot, engine: Engine
) -> None:
    engine.table["қайда"] = [{"text": "Қазалы ма, Әйтеке би ме?", "ask_location": True}]
    bot.arrives(updates.text(ANNA, "қайда"))
    _, asked = whatsapp.wait_sent(ANNA, 2)
    assert asked["interactive"]["type"] == "location_request_message"
    bot.arrives(updates.location(ANNA, 45.762139, 62.103771))
    whatsapp.wait_sent(ANNA, 3)
    assert engine.asked[-1] == (int(ANNA), "/find_clinic", {"lat": 45.762, "lon": 62.104})


def test_voice_and_pictures_are_declined_once_and_words_below_are_answered(
    whatsapp: WhatsAppServer, bot: RunningBot
) -> None:
    at = int(time.time()) // 60 * 60
    bot.arrives(updates.voice(ANNA))
    bot.arrives(*(updates.media(BOTA, "image", at=at) for _ in range(3)))
    bot.arrives(updates.media(BOTA, "image", "бұл бөртпе ме", at=at))
    whatsapp.wait_sent(ANNA, 1)
    whatsapp.wait_sent(BOTA, 2)
    bot.settled()
    assert texts(whatsapp) == [for_parents("unreadable", "kk")]
    assert texts(whatsapp, BOTA) == [for_parents("unreadable", "kk"), "Жауап: бұл бөртпе ме"]


def test_an_edited_question_is_asked_again_where_its_words_changed(whatsapp: WhatsAppServer, bot: RunningBot) -> None:
    bot.arrives(updates.text(ANNA, "екпе", name="wamid.E"))
    whatsapp.wait_sent(ANNA, 1)
    bot.arrives(updates.edited(ANNA, "екпе", "wamid.E"), updates.edited(ANNA, "екпе қашан", "wamid.E"))
    whatsapp.wait_sent(ANNA, 2)
    bot.settled()
    assert bot.engine.texts() == ["екпе", "екпе қашан"]


def test_typing_is_shown_below_the_message_on_a_long_turn_only(
    whatsapp: WhatsAppServer, bot: RunningBot, engine: Engine
) -> None:
    async def long() -> list[dict[str, Any]]:
        await asyncio.sleep(1.3)
        return [{"text": "ұзақ"}]

    engine.table["ұзақ"] = long
    bot.arrives(updates.text(BOTA, "қысқа"), updates.text(ANNA, "ұзақ"))
    whatsapp.wait_sent(ANNA, 1)
    whatsapp.wait_sent(BOTA, 1)
    assert whatsapp.api.typing == [ANNA]


def test_somebody_with_a_username_is_answered_under_the_id_in_its_place(
    whatsapp: WhatsAppServer, tmp_path: Path
) -> None:
    async def engine(chat_id: str, text: str, language: str, metadata: Any = None) -> list[dict[str, Any]]:
        return [{"text": f"{chat_id}: {text}"}]

    user = "KZ.1502576394655843"
    with RunningBot(whatsapp, tmp_path, engine) as bot:
        bot.arrives(updates.of_username(user, "сәлем"))
        whatsapp.wait_sent(user, 1)
    assert texts(whatsapp, user) == [f"{user}: сәлем"]
    assert whatsapp.calls()[0].body["recipient"] == user
    assert "to" not in whatsapp.calls()[0].body


def test_no_phone_number_is_left_on_disk_once_a_parent_is_forgotten(
    whatsapp: WhatsAppServer, bot: RunningBot, engine: Engine
) -> None:
    """Meta's names of messages hold the number in base64: they do not stay as names of what was seen."""
    from rasa_project.observability.turns import ERASED_ANSWER

    engine.table["өшір"] = [{"text": "Өшірдім", "utter_action": ERASED_ANSWER, "language": "kk"}]
    names = [f"wamid.HBgLNzcwMTAwMDAwMDEVAgASGBQz{number}==" for number in range(3)]
    bot.arrives(
        updates.text(ANNA, "сәлем", name=names[0]), updates.tap(ANNA, "/find_clinic", "wamid.OLD", name=names[1])
    )
    bot.arrives(updates.text(ANNA, "өшір", name=names[2]))
    whatsapp.wait_sent(ANNA, 3)
    bot.settled()
    kept = b"".join(path.read_bytes() for path in bot.settings.database.parent.glob("whatsapp.db*"))
    for trace in (ANNA, "NzcwMTAwMDAwMDEV", "wamid.", "сәлем"):
        assert trace.encode() not in kept
    bot.arrives(updates.text(ANNA, "сәлем", name=names[0]), updates.text(ANNA, "қайтадан"))
    whatsapp.wait_sent(ANNA, 4)
    assert bot.engine.texts() == ["сәлем", "/find_clinic", "өшір", "қайтадан"]
