"""A bad network and a Telegram that fails: nothing lost, nothing answered twice, no endless knocking (T-9, T-10)."""

from __future__ import annotations

import itertools
import logging
import re
from pathlib import Path

import pytest

from rasa_project.channels.inbox.pace import Pace
from rasa_project.channels.inbox.store import Inbox
from rasa_project.channels.telegram.bot import CONNECTIONS
from rasa_project.observability.metrics import metrics
from tests import telegram_updates as updates
from tests.channels.telegram.bench import QUESTION, Engine, RunningBot, settled, texts
from tests.telegram_server import Fault, TelegramServer

pytestmark = pytest.mark.slow

SILENT = 0.8  #: longer than the bench's timeout


def test_pauses_grow_to_a_bound_and_differ() -> None:
    pace = Pace(first=1, longest=8)
    runs = [list(itertools.islice(pace.pauses(), 8)) for _ in range(20)]
    for number, bound in enumerate((1, 2, 4, 8, 8, 8, 8, 8)):
        column = [run[number] for run in runs]
        assert all(bound / 2 <= pause <= bound for pause in column)
        assert len(set(column)) > 1


@pytest.mark.parametrize(
    "fault",
    [
        Fault(500, "Internal Server Error", times=3),
        Fault(502, body="<html>nginx</html>", times=3),
        Fault(504, "Gateway Timeout", times=2),
        Fault(200, body="<html>Интернет-провайдер</html>", times=2),
        Fault(404, body="<html>blocked</html>", times=2),
        Fault(0, times=2),
        Fault(429, "Too Many Requests: retry after 1", retry_after=1),
        Fault(200, body="", delay=SILENT, times=2),
    ],
    ids=["500", "502", "504", "page of a provider", "404 page", "hang up", "429", "silence"],
)
def test_an_answer_that_fails_is_sent_again_and_only_once(
    telegram: TelegramServer, bot: RunningBot, fault: Fault
) -> None:
    telegram.fail("sendMessage", fault)
    telegram.arrives(updates.text(5, "бір"), updates.text(5, "екі"))
    telegram.wait_sent(5, 2)
    settled(telegram, bot)
    assert texts(telegram) == ["Жауап: бір", "Жауап: екі"]
    assert bot.engine.texts() == ["бір", "екі"]


def test_t10_flood_control_is_waited_out(telegram: TelegramServer, bot: RunningBot) -> None:
    telegram.fail("sendMessage", Fault(429, "Too Many Requests: retry after 1", retry_after=1))
    telegram.arrives(updates.text(5, "сәлем"))
    telegram.wait_sent(5, 1)
    first, second = (call.at for call in telegram.calls("sendMessage"))
    assert second - first >= 1.0


def test_t10_a_person_who_blocked_the_bot_is_marked_and_holds_up_nobody(
    telegram: TelegramServer, bot: RunningBot
) -> None:
    telegram.api.blocked.add(5)
    telegram.arrives(updates.text(5, "бір"), updates.text(5, "екі"), updates.text(6, "сәлем"))
    telegram.wait_sent(6, 1)
    settled(telegram, bot)
    assert len([call for call in telegram.calls("sendMessage") if call.params["chat_id"] == "5"]) == 2
    store = Inbox(bot.settings.database, "telegram")
    assert store.chat("5").gone_since is not None
    telegram.api.blocked.clear()
    telegram.arrives(updates.text(5, "қайта келдім"))
    telegram.wait_sent(5, 1)
    settled(telegram, bot)
    assert store.chat("5").gone_since is None


def test_a_keyboard_that_telegram_refuses_does_not_cost_the_answer(
    telegram: TelegramServer, bot: RunningBot, engine: Engine
) -> None:
    engine.table["ауырды"] = [QUESTION]
    telegram.fail("sendMessage", Fault(400, "Bad Request: BUTTON_DATA_INVALID"))
    telegram.arrives(updates.text(5, "ауырды"))
    (message,) = telegram.wait_sent(5, 1)
    assert message["text"] == QUESTION["text"]
    assert "reply_markup" not in message


def test_an_answer_that_can_not_be_sent_does_not_hold_up_the_next(telegram: TelegramServer, bot: RunningBot) -> None:
    telegram.fail("sendMessage", Fault(400, "Bad Request: something of the future"))
    telegram.arrives(updates.text(5, "бір"), updates.text(5, "екі"))
    telegram.wait_sent(5, 1)
    settled(telegram, bot)
    assert texts(telegram) == ["Жауап: екі"]


def test_while_telegram_is_silent_an_answer_that_may_have_arrived_is_not_sent_over_and_over(
    telegram: TelegramServer, bot: RunningBot
) -> None:
    """It takes the first message and says nothing more for long: one repeat at most, when it speaks again."""
    telegram.fail("sendMessage", Fault(0, accepts=True))
    telegram.fail("sendChatAction", Fault(502, times=6))
    telegram.arrives(updates.text(5, "сәлем"))
    telegram.wait(lambda: len(telegram.calls("sendChatAction")) >= 7)
    settled(telegram, bot)
    assert len(telegram.calls("sendMessage")) == 2
    assert bot.engine.texts() == ["сәлем"]


@pytest.mark.parametrize("way", ["port closed", "502 for everything"])
def test_after_an_outage_every_message_is_answered_in_order(
    telegram: TelegramServer, bot: RunningBot, way: str
) -> None:
    """An hour in small: some were fetched before it, some are written while it lasts."""
    telegram.arrives(*(updates.text(chat, "бұрын") for chat in range(1, 21)))
    telegram.wait(lambda: len(bot.engine.asked) >= 5)
    if way == "port closed":
        telegram.go_down()
    else:
        telegram.fail("*", Fault(502, times=-1))
    bot.service.delivery.counts.clear()
    telegram.wait(lambda: bot.service.delivery.counts["repeats"] >= 5 or not bot.service.dispatcher.active_chats)
    for chat in range(1, 21):
        telegram.api.add(updates.text(chat, "кезінде"))
    assert bot.service.dispatcher.active_chats <= 20
    if way == "port closed":
        telegram.come_back()
    else:
        telegram.heal()
    for chat in range(1, 21):
        telegram.wait_sent(chat, 2, seconds=20)
    settled(telegram, bot)
    for chat in range(1, 21):
        assert list(dict.fromkeys(texts(telegram, chat))) == ["Жауап: бұрын", "Жауап: кезінде"], chat
    doubled = sum(len(texts(telegram, chat)) for chat in range(1, 21)) - 40
    # A port that closes can cut off "sent" itself: docs/decisions/0022.
    assert doubled <= (CONNECTIONS if way == "port closed" else 0)
    assert len(bot.engine.asked) == 40


def test_patience_ends(telegram: TelegramServer, tmp_path: Path, engine: Engine) -> None:
    pace = Pace(first=0.02, longest=0.05, patience=0.3, timeout=0.5)
    with RunningBot(telegram, tmp_path, engine, pace) as bot:
        telegram.fail("sendMessage", Fault(502, times=-1, chat_id=5))
        telegram.arrives(updates.text(5, "сәлем"))
        telegram.wait(lambda: bot.service.delivery.counts["lost"] == 1)
        settled(telegram, bot)
        told = bot.service.dispatcher.all_counts()
        assert (told["lost"], told["undelivered"], told["waiting"], told["repeated"]) == (1, 1, 0, 0)
        shown = metrics().exposition().decode()
        for name in ("lost", "undelivered"):
            assert re.search(rf'^bot_telegram_total{{what="{name}"}} [1-9]', shown, re.MULTILINE)
        assert re.search(r'^bot_telegram_total{what="repeated"} ', shown, re.MULTILINE)
        assert "bot_telegram_waiting 0.0" in shown
        tries = len(telegram.calls("sendMessage"))
        assert 2 <= tries <= 20
        telegram.heal()
        telegram.arrives(updates.text(5, "қайта"))
        telegram.wait_sent(5, 1)
        assert texts(telegram) == ["Жауап: қайта"]


def test_an_answer_of_two_messages_goes_on_after_a_restart_where_it_was(
    telegram: TelegramServer, engine: Engine, tmp_path: Path
) -> None:
    engine.table["екеу"] = [{"text": "бірінші"}, {"text": "екінші"}]
    patient = Pace(first=0.02, longest=0.05, patience=60, timeout=0.5)
    with RunningBot(telegram, tmp_path, engine, patient) as bot:
        telegram.arrives(updates.text(5, "екеу"))
        telegram.wait_sent(5, 1)
        telegram.fail("sendMessage", Fault(502, times=-1))
        bot.service.delivery.counts.clear()
        telegram.wait(lambda: len(telegram.sent(5)) == 2 or bot.service.delivery.counts["repeats"])
    telegram.heal()
    with RunningBot(telegram, tmp_path, engine) as bot:
        telegram.wait_sent(5, 2)
        settled(telegram, bot)
    assert texts(telegram) == ["бірінші", "екінші"]
    assert engine.texts() == ["екеу"]


def test_t09_a_telegram_that_is_not_there_does_not_stop_the_start(
    telegram: TelegramServer, engine: Engine, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    telegram.go_down()
    with caplog.at_level(logging.DEBUG), RunningBot(telegram, tmp_path, engine):
        telegram.wait(lambda: caplog.text.count("trying again") == 2)
        telegram.api.add(updates.text(5, "сәлем"))
        telegram.come_back()
        telegram.wait_sent(5, 1)
        telegram.wait(lambda: len(telegram.api.menus) == 3)
    assert caplog.text.count("trying again") == 2


def test_t09_starting_touches_no_webhook(telegram: TelegramServer, bot: RunningBot) -> None:
    telegram.wait(lambda: len(telegram.api.menus) == 3)
    assert not {"setWebhook", "deleteWebhook"} & {call.method for call in telegram.api.calls}


def test_a_webhook_in_the_way_of_polling_is_explained(
    telegram: TelegramServer, engine: Engine, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    telegram.api.webhook = {"url": "https://old.example.kz", "secret_token": ""}
    with caplog.at_level(logging.WARNING), RunningBot(telegram, tmp_path, engine):
        telegram.wait(lambda: "telegram delete-webhook" in caplog.text)
        telegram.api.webhook = {"url": ""}
        telegram.arrives(updates.text(5, "сәлем"))
        telegram.wait_sent(5, 1)


def test_a_refused_token_is_explained_and_not_shown(
    telegram: TelegramServer, engine: Engine, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    telegram.api.token = "9:other"  # noqa: S105 (made up)
    with caplog.at_level(logging.DEBUG), RunningBot(telegram, tmp_path, engine) as bot:
        telegram.wait(lambda: "TELEGRAM_TOKEN is refused" in caplog.text)
        secret = bot.settings.token
    assert secret.split(":")[1] not in caplog.text


def test_what_is_written_and_said_stays_out_of_the_log(
    telegram: TelegramServer, engine: Engine, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("rasa_project", "telegram", "httpx", "httpcore", "sqlalchemy"):
        logging.getLogger(name).setLevel(logging.NOTSET)
    with caplog.at_level(logging.INFO), RunningBot(telegram, tmp_path, engine):
        telegram.fail("getUpdates", Fault(200, body='{"ok": true, "result": [{"text": "құпия бөртпе"'))
        telegram.fail("sendMessage", Fault(502, times=2))
        telegram.fail("sendMessage", Fault(400, "Bad Request: x"))
        telegram.arrives(updates.text(5, "құпия қызу"), updates.text(5, "құпия жөтел"))
        telegram.wait_sent(5, 1)
    assert "құпия" not in caplog.text
    assert "TEST-token" not in caplog.text


def test_answers_to_taps_are_not_piled_up_while_telegram_is_away(
    telegram: TelegramServer, bot: RunningBot, engine: Engine
) -> None:
    telegram.fail("answerCallbackQuery", Fault(502, times=-1, delay=0.2))
    message = updates.bare_message(5)
    telegram.arrives(*(updates.tap(5, "/gone", message) for _ in range(300)))
    telegram.wait(lambda: not telegram.api.pending)
    counts = bot.service.delivery.counts
    telegram.wait(lambda: counts["left_out"] + counts["taps_unanswered"] == 300)
    assert counts["left_out"] > 0
