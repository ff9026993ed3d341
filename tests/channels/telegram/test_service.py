"""Once, in order, within bounds, over a restart: the channel at work against a Telegram."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Any

import pytest

from rasa_project.channels.inbox.incoming import Incoming, Kind
from rasa_project.channels.inbox.store import MAX_WAITING, Inbox
from rasa_project.channels.refusals import for_parents
from tests import telegram_updates as updates
from tests.channels.telegram.bench import Engine, RunningBot, set_event, settled, texts
from tests.telegram_server import TelegramServer

pytestmark = pytest.mark.slow


def test_a_message_is_answered(telegram: TelegramServer, bot: RunningBot) -> None:
    telegram.arrives(updates.text(5, "екпе қашан"))
    (answer,) = telegram.wait_sent(5, 1)
    assert answer["text"] == "Жауап: екпе қашан"
    assert bot.engine.asked == [(5, "екпе қашан", {})]


def test_t01_odd_updates_between_two_questions_hold_up_nothing(telegram: TelegramServer, bot: RunningBot) -> None:
    odd = [
        updates.broken(5), updates.unknown_kind(5), updates.unknown_content(5), updates.poll_answer(5),
        updates.reaction(5), updates.channel_post(), updates.game_tap(5), updates.live_location_moves(5, 3),
        updates.text(5, "улы"), updates.text(5, "улы"), updates.text(5, "улы"),
    ]  # fmt: skip
    for update, number in zip(odd[-3:], (1e400, 10**30, "abc"), strict=True):
        update["message"]["chat"]["id"] = number
    telegram.arrives(updates.text(5, "бір"), *odd, updates.text(5, "екі"))
    telegram.wait_sent(5, 2)
    settled(telegram, bot)
    assert texts(telegram) == ["Жауап: бір", "Жауап: екі"]
    calls = telegram.calls("getUpdates")
    assert '"message", "edited_message", "callback_query", "my_chat_member"' in calls[0].params["allowed_updates"]


def test_a_chat_that_is_no_number_of_telegrams_ends_and_others_go_on(
    telegram: TelegramServer, engine: Engine, tmp_path: Path
) -> None:
    inbox = Inbox(tmp_path / "telegram.db", "telegram")
    for chat in ("abc", "1e30", "Infinity"):
        inbox.accept([(Incoming(f"u-{chat}", Kind.UNREADABLE, chat, "1"), None)], time.time() - 60)
    with RunningBot(telegram, tmp_path, engine) as bot:
        telegram.arrives(updates.text(5, "сәлем"))
        telegram.wait_sent(5, 1)
        telegram.wait(lambda: inbox.count_waiting() == 0)
        assert bot.service.delivery.counts["undelivered"] == 3
        assert bot.service.delivery.counts["unanswered"] == 0


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
    bot.call(set_event(held))
    telegram.wait_sent(5, 2)
    assert texts(telegram) == ["баяу", "Жауап: жылдам"]


def test_typing_is_shown_on_a_long_turn_only(telegram: TelegramServer, bot: RunningBot, engine: Engine) -> None:
    async def long() -> list[dict[str, Any]]:
        await asyncio.sleep(1.3)
        return [{"text": "ұзақ"}]

    engine.table["ұзақ"] = long
    telegram.arrives(updates.text(6, "қысқа"), updates.text(5, "ұзақ"))
    telegram.wait_sent(5, 1)
    telegram.wait_sent(6, 1)
    assert [call.params["chat_id"] for call in telegram.calls("sendChatAction")] == ["5"]


def test_identifiers_do_not_even_wait_on_disk(telegram: TelegramServer, bot: RunningBot, engine: Engine) -> None:
    held = asyncio.Event()

    async def slow() -> list[dict[str, Any]]:
        await held.wait()
        return [{"text": "жауап"}]

    engine.table["нөмірім [PHONE]"] = slow
    telegram.arrives(updates.text(5, "нөмірім 87011234567"))
    telegram.wait(lambda: engine.texts() == ["нөмірім [PHONE]"])
    kept = b"".join(path.read_bytes() for path in bot.settings.database.parent.iterdir())
    assert b"7011234567" not in kept
    assert "нөмірім".encode() in kept
    bot.call(set_event(held))
    telegram.wait_sent(5, 1)


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
    bot.call(set_event(held))
    telegram.wait(lambda: for_parents("too-many", "kk") in texts(telegram))
    settled(telegram, bot)
    assert len(texts(telegram)) == MAX_WAITING + 1
    assert texts(telegram).count(for_parents("too-many", "kk")) == 1


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
            assert not other.service.dispatcher.active_chats
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
