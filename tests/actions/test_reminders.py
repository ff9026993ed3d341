"""From the talk to the outbox and back: written, read, moved, stopped, sealed; said so where it can't be written."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.reply import Reply
from kazakh.analysis import default_analyzer
from rasa_project import clock
from rasa_project.advice.ages import months_after
from rasa_project.dialogue.conversation import CONVERSATION_SLOT
from rasa_project.dialogue.conversation_json import from_json
from rasa_project.outreach import book
from rasa_project.outreach.book import Entry
from rasa_project.privacy.held_chats import HeldChat, held_chats
from rasa_project.storage import outbox, outreach
from rasa_project.storage.database import ConversationDatabase
from rasa_project.storage.outreach import Kind, State
from rasa_project.storage.settings import database_url
from rasa_project.storage.subscribers import subscriber_of
from tests.dialogue.hearing import parsed, tapped

SENDER = "anna"
#: Eight months ago, whenever that is; and three days later, as it is put right.
BIRTH = clock.today() - timedelta(days=245)
RIGHT = BIRTH + timedelta(days=3)
BORN = f"қызым {BIRTH:%d.%m.%Y} туған, екпесін есіме салыңыз"
DUE = months_after(BIRTH, 12)


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ConversationDatabase]:
    url = f"sqlite:///{tmp_path}/conversations.db"
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("OUTREACH_KEY_FILE", str(tmp_path / "outreach.key"))
    found = ConversationDatabase(database_url(url))
    yield found
    found.close()


class Chat:
    """A parent whose messages come through a channel."""

    def __init__(self, channel: str = "telegram") -> None:
        self.channel = channel
        self.slots: dict[str, Any] = {"language": None, CONVERSATION_SLOT: None}
        self.events: list[dict[str, Any]] = []

    def hears(self, message: dict[str, Any]) -> list[str]:
        language = default_analyzer().analyse(message["text"]).language
        data = {"language": language.reply, "language_is_clear": True, **message}
        self.events.append(
            {"event": "user", "text": message["text"], "parse_data": data, "input_channel": self.channel}
        )
        tracker = Tracker(SENDER, self.slots, data, self.events, False, None, {}, "action_listen")
        dispatcher = CollectingDispatcher()
        held = HeldChat(self.channel, "4242")
        if self.channel == "telegram":
            with held_chats().hold(SENDER, held):
                events = asyncio.run(Reply().run(dispatcher, tracker, {}))
        else:
            events = asyncio.run(Reply().run(dispatcher, tracker, {}))
        self.slots |= {event["name"]: event["value"] for event in events}
        return [str(one["response"]).removeprefix("utter_") for one in dispatcher.messages]

    @property
    def people(self) -> Any:
        return from_json(self.slots[CONVERSATION_SLOT]).people


def states(database: ConversationDatabase) -> list[str]:
    rows = outreach.list_of(database, SENDER, waiting_only=False)
    return [f"{row.series} {row.state.value}" for row in rows]


def tap(value: str) -> dict[str, Any]:
    return tapped("set_reminder", question=f"remind_{value}")


def test_three_messages_are_planned_sealed_for_the_chat_of_the_turn(
    database: ConversationDatabase, tmp_path: Path
) -> None:
    chat = Chat()
    assert chat.hears(parsed(BORN, "set_reminder")) == ["reminder_set"]
    assert states(database) == ["d1 waiting"] * 3
    subscriber = subscriber_of(database, SENDER)
    assert subscriber is not None
    assert (subscriber.channel, subscriber.language) == ("telegram", "kk")
    database.truncate_log()
    stored = b"".join(path.read_bytes() for path in tmp_path.glob("conversations.db*"))
    assert b"4242" not in stored
    assert BIRTH.isoformat().encode() not in stored
    assert {one.about["day"] for one in book.standing(database, SENDER, time.time())} == {DUE.isoformat()}


def test_a_tap_reads_what_was_promised_long_after_the_talk_is_gone(database: ConversationDatabase) -> None:
    Chat().hears(parsed(BORN, "set_reminder"))
    later = Chat()
    assert later.hears(parsed("еске салуларым", "set_reminder")) == ["reminder_list"]
    assert later.hears(tap("done_d1")) == ["schedule_early_dose"]
    assert (later.people[0].born, later.people[0].doses) == (BIRTH.isoformat(), 1)
    assert states(database) == ["d1 stopped"] * 3
    assert later.hears(tap("later_d1")) == ["reminder_old"]


def test_a_corrected_birth_date_replaces_what_waits(database: ConversationDatabase) -> None:
    chat = Chat()
    chat.hears(parsed(BORN, "set_reminder"))
    assert chat.hears(parsed(f"қателестім, {RIGHT:%d.%m.%Y} туған", "inform")) == ["reminder_set"]
    assert sorted(states(database)) == ["d1 stopped"] * 3 + ["d1 waiting"] * 3
    waiting = [one for one in book.standing(database, SENDER, time.time()) if one.state is State.WAITING]
    assert {one.about["day"] for one in waiting} == {months_after(RIGHT, 12).isoformat()}


def test_stop_all_ends_doses_and_watching_and_leaves_announcements(database: ConversationDatabase) -> None:
    chat = Chat()
    chat.hears(parsed(BORN, "set_reminder"))
    now = time.time()
    with held_chats().hold(SENDER, HeldChat("telegram", "4242")):
        book.subscribe(database, SENDER, "kk", now)
    book.replace(database, SENDER, "news", [Entry(Kind.ANNOUNCEMENT, now + 60, now + 600, {})], now)
    assert chat.hears(tapped("stop_reminder", question="remind_stop_all")) == ["reminder_stopped_all"]
    assert sorted(states(database)) == ["d1 stopped"] * 3 + ["news waiting"]


@pytest.mark.parametrize("channel", ["rest", "web"])
def test_where_no_messenger_brought_it_nothing_is_written(database: ConversationDatabase, channel: str) -> None:
    chat = Chat(channel)
    assert chat.hears(parsed(BORN, "set_reminder")) == ["reminder_elsewhere"]
    assert subscriber_of(database, SENDER) is None
    assert chat.hears(parsed("еске салуларым", "set_reminder")) == ["stop_reminder"]


def test_a_database_that_is_away_is_said_and_nothing_is_confirmed(
    database: ConversationDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://bot@127.0.0.1:9/none")
    chat = Chat()
    said = chat.hears(parsed(BORN, "set_reminder"))
    assert said == ["reminder_failed"]  # what stands can't be read: nothing is promised
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/conversations.db")
    (tmp_path / "broken").write_text("no key", encoding="utf-8")
    monkeypatch.setenv("OUTREACH_KEY_FILE", str(tmp_path / "broken" / "key"))
    chat = Chat()
    assert chat.hears(parsed(BORN, "set_reminder")) == ["reminder_failed"]
    assert [one.reminder for one in chat.people] == [None]
    assert states(database) == []


def test_what_was_sealed_with_another_key_is_as_if_it_were_not(
    database: ConversationDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chat = Chat()
    chat.hears(parsed(BORN, "set_reminder"))
    monkeypatch.setenv("OUTREACH_KEY_FILE", str(tmp_path / "another.key"))
    assert chat.hears(parsed("еске салуларым", "set_reminder")) == ["stop_reminder"]


def test_deleting_a_person_deletes_what_was_promised(database: ConversationDatabase) -> None:
    Chat().hears(parsed(BORN, "set_reminder"))
    assert database.delete_sender(SENDER) >= 4
    assert subscriber_of(database, SENDER) is None
    assert outbox.claim_due(database, "telegram", time.time() + 10 * 366 * 86_400) == []
