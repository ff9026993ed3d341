"""What a talk writes down to be sent later: only with a chat of its turn, sealed, opened again."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from rasa_project.outreach import book
from rasa_project.outreach.sealing import open_chat
from rasa_project.privacy.held_chats import HeldChat, HeldChats, held_chats
from rasa_project.storage import outbox, subscribers
from rasa_project.storage.database import ConversationDatabase
from rasa_project.storage.outreach import Kind, State

NOW = 1_800_000_000.0
DAY = 86_400.0
ABOUT = {"child": "2 жастағы ұл", "day": "2027-01-12"}


@pytest.fixture
def database(tmp_path: Path) -> Iterator[ConversationDatabase]:
    made = ConversationDatabase(make_url(f"sqlite:///{tmp_path}/conversations.db"))
    yield made
    made.close()


def entry(due_at: float = NOW, kind: Kind = Kind.DOSE) -> book.Entry:
    return book.Entry(kind, due_at, due_at + DAY, ABOUT)


def subscribed(database: ConversationDatabase) -> None:
    with held_chats().hold("a", HeldChat("telegram", "777001")):
        assert book.subscribe(database, "a", "kk", NOW)


def test_who_writes_in_no_messenger_is_not_written_to(database: ConversationDatabase) -> None:
    assert not book.subscribe(database, "a", "kk", NOW)
    assert subscribers.subscriber_of(database, "a") is None
    assert [book.can_write(name) for name in ("telegram", "rest", "web")] == [True, False, False]


def test_a_chat_is_held_for_its_turn_alone() -> None:
    held = HeldChats()
    with held.hold("a", HeldChat("telegram", "1")):
        assert held.of("a") == HeldChat("telegram", "1")
        assert held.of("b") is None
    assert held.of("a") is None
    with pytest.raises(RuntimeError), held.hold("a", HeldChat("telegram", "1")):
        raise RuntimeError
    assert held.of("a") is None


def test_chat_and_content_are_sealed_on_disk(database: ConversationDatabase, tmp_path: Path) -> None:
    subscribed(database)
    book.replace(database, "a", "1", [entry()], NOW)
    person = subscribers.subscriber_of(database, "a")
    assert person is not None
    assert open_chat(person.sealed_chat) == "777001"
    database.close()
    written = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"777001" not in written
    assert "жастағы".encode() not in written


def test_what_waits_and_what_was_sent_lately_stands(database: ConversationDatabase) -> None:
    subscribed(database)
    book.replace(database, "a", "1", [entry(NOW), entry(NOW + DAY)], NOW)
    book.replace(database, "a", "2", [entry(NOW + 2 * DAY, Kind.WATCH)], NOW)
    (due,) = outbox.claim_due(database, "telegram", NOW)
    outbox.sent(database, due.id, NOW)
    told = [(one.series, one.kind, one.state, one.about) for one in book.standing(database, "a", NOW)]
    assert told == [
        ("1", Kind.DOSE, State.SENT, ABOUT),
        ("1", Kind.DOSE, State.WAITING, ABOUT),
        ("2", Kind.WATCH, State.WAITING, ABOUT),
    ]
    assert book.replace(database, "a", "1", [], NOW) == 1
    assert len(book.standing(database, "a", NOW)) == 2
    assert [one.series for one in book.standing(database, "a", NOW + 61 * DAY)] == ["2"]


def test_what_another_key_sealed_is_left_out(
    database: ConversationDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    subscribed(database)
    book.replace(database, "a", "1", [entry()], NOW)
    monkeypatch.setenv("OUTREACH_KEY_FILE", str(tmp_path / "other.key"))
    with caplog.at_level(logging.ERROR):
        assert book.standing(database, "a", NOW) == []
    assert "OUTREACH_KEY_FILE" in caplog.text
