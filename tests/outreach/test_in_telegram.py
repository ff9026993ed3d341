"""The sender beside the inbox, with a Telegram of ours: buttons, a blocked chat, 429, a tap on what was sent."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from rasa_project.channels.inbox.payloads import Payloads
from rasa_project.engine.tracker_store import ConversationStore
from rasa_project.outreach import sender as sending
from rasa_project.storage.database import ConversationDatabase
from rasa_project.storage.outreach import State
from tests import telegram_updates as updates
from tests.channels.telegram.bench import FAST, Engine, RunningBot, shown_buttons
from tests.outreach.outbox import NOW, Clock, announce, plan, states, subscribe
from tests.telegram_server import Fault, TelegramServer

CHATS = (5, 6, 10, 11, 12, 13)


class SendingBot(RunningBot):
    """A channel's service with a sender over a database."""

    def __init__(self, telegram: TelegramServer, folder: Path, database: ConversationDatabase, clock: Clock) -> None:
        super().__init__(telegram, folder, Engine())
        self._store = ConversationStore(database.url.render_as_string(hide_password=False))
        self._clock = clock

    async def _start(self) -> None:
        await super()._start()

        messenger = self.service._messenger
        self.sender = sending.Sender(messenger, self._store.run, self._clock, FAST, 0)
        self.service._sender = self.sender
        self._sending = asyncio.get_running_loop().create_task(self.sender.run())

    async def _stop(self) -> None:
        self._sending.cancel()
        await super()._stop()
        self._store.close()


@pytest.fixture
def telegram() -> Iterator[TelegramServer]:
    """With people who have written to the bot before: it can write to nobody else."""
    with TelegramServer() as server:
        server.arrives(*(updates.text(chat, "сәлем") for chat in CHATS))
        yield server


@pytest.fixture
def bot(
    telegram: TelegramServer, tmp_path: Path, database: ConversationDatabase, clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[SendingBot]:  # fmt: skip
    monkeypatch.setattr(sending, "LOOK_SECONDS", 0.05)
    with SendingBot(telegram, tmp_path, database, clock) as running:
        for chat in CHATS:
            telegram.wait_sent(chat, 1)
        yield running


def test_an_announcement_arrives_and_its_button_is_understood(
    telegram: TelegramServer, bot: SendingBot, database: ConversationDatabase
) -> None:
    subscribe(database, "a", "5", announcements=True)
    announce(database)
    _, message = telegram.wait_sent(5, 2)
    assert "Ертең екпе." in message["text"]
    assert shown_buttons(message) == ["Енді жібермеңіз"]
    token = message["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    assert Payloads().payload(token) == '/inform{"question":"news_off"}'
    telegram.arrives(updates.tap(5, token, message))
    telegram.wait_sent(5, 3)
    assert bot.engine.texts(5) == ["сәлем", '/inform{"question":"news_off"}']
    telegram.wait(lambda: not shown_buttons(telegram.sent(5)[1]))


def test_a_chat_that_blocked_the_bot_is_left_and_the_others_are_served(
    telegram: TelegramServer, bot: SendingBot, database: ConversationDatabase
) -> None:
    telegram.fail("sendMessage", Fault(403, "Forbidden: bot was blocked by the user", times=-1, chat_id=5))
    for name, chat in (("a", "5"), ("b", "6")):
        subscribe(database, name, chat)
        plan(database, name)
    telegram.wait_sent(6, 2)
    telegram.wait(lambda: states(database, "a") == [State.GONE])
    telegram.wait(lambda: states(database, "b") == [State.SENT])


def test_429_makes_all_wait_and_nothing_is_lost(
    telegram: TelegramServer, bot: SendingBot, database: ConversationDatabase
) -> None:
    telegram.fail("sendMessage", Fault(429, "Too Many Requests", retry_after=1))
    for number in range(4):
        subscribe(database, f"p{number}", str(10 + number))
        plan(database, f"p{number}", NOW - 9 + number)
    for number in range(4):
        telegram.wait_sent(10 + number, 2)
    telegram.wait(lambda: [states(database, f"p{number}") for number in range(4)] == [[State.SENT]] * 4)
    assert len(telegram.calls("sendMessage")) == len(CHATS) + 5


def test_a_call_that_was_not_answered_is_not_repeated(
    telegram: TelegramServer, bot: SendingBot, database: ConversationDatabase
) -> None:
    telegram.fail("sendMessage", Fault(0, accepts=True))
    subscribe(database, "a", "5")
    plan(database, "a")
    telegram.wait(lambda: states(database, "a") == [State.DOUBTFUL])
    assert len(telegram.sent(5)) == 2


def test_while_telegram_is_away_everything_waits(
    telegram: TelegramServer, bot: SendingBot, database: ConversationDatabase
) -> None:
    telegram.go_down()
    subscribe(database, "a", "5")
    plan(database, "a")
    telegram.wait(lambda: database_tries(database) > 1)
    telegram.come_back()
    telegram.wait_sent(5, 1)
    telegram.wait(lambda: states(database, "a") == [State.SENT])
    assert len(telegram.sent(5)) == 2


def database_tries(database: ConversationDatabase) -> int:
    return int(next(row["attempts"] for row in database.export_sender("a") if row["event"] == "planned"))
