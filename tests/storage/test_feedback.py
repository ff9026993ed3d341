"""Rows of what was said of answers: the first word stands, and they go with their conversation."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from rasa.shared.core.events import BotUttered, UserUttered

from rasa_project.engine.tracker_store import ConversationStore
from rasa_project.privacy.erasure import erase, export, retain
from rasa_project.storage import schema
from rasa_project.storage.database import ConversationDatabase
from rasa_project.storage.feedback import Answered, Kept, Said, find_answer, keep, rows_of
from tests.storage.helpers import DOMAIN, beginning

ONE, TWO = "1" * 32, "2" * 32
SAID = Said("not_helped", None, "ask_myth", "ask_myth/fasting", "kk", "web", "2026-11-29")


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ConversationStore]:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/c.db")
    monkeypatch.setenv("TELEGRAM_DB", str(tmp_path / "no.db"))
    monkeypatch.setenv("AUDIT_FILE", str(tmp_path / "audit.jsonl"))
    opened = ConversationStore(domain=DOMAIN)
    for sender in ("anna", "berik"):
        for name in (ONE, TWO):
            asyncio.run(answer(opened, sender, name if sender == "anna" else name[::-1].replace("1", "3")))
    yield opened
    opened.close()


async def answer(store: ConversationStore, sender: str, turn: str) -> None:
    tracker = await store.get_or_create_tracker(sender, append_action_listen=False)
    heard = UserUttered(f'"message_id":"{TWO}" дейді', {"name": "ask_myth"}, [], {}, None, "web", turn)
    said = [BotUttered(f"{turn} {number}", {}, {"utter_action": "utter_ask_myth"}) for number in range(2)]
    for event in [*([] if tracker.events else beginning()), heard, *said]:
        tracker.update(event)
    await store.save(tracker)


def found(database: ConversationDatabase, turn: str = ONE, sender: str = "anna") -> Answered:
    answered = find_answer(database, sender, turn)
    assert answered is not None
    return answered


def test_a_turn_is_found_by_its_name_with_its_own_events_only(store: ConversationStore) -> None:
    for turn in (ONE, TWO):
        answered = found(store.database, turn)
        assert [event["event"] for event in answered.events] == ["user", "bot", "bot"]
        assert answered.events[0]["message_id"] == turn
        assert [event["text"] for event in answered.events[1:]] == [f"{turn} 0", f"{turn} 1"]


@pytest.mark.parametrize(
    ("sender", "turn"), [("berik", ONE), ("nobody", ONE), ("anna", "0" * 32), ("anna", "%" * 32), ("anna", "")]
)
def test_nobody_finds_what_is_not_theirs(store: ConversationStore, sender: str, turn: str) -> None:
    assert find_answer(store.database, sender, turn) is None


@pytest.mark.parametrize(
    ("words", "what", "kept"),
    [
        ([("helped", None)], Kept.VERDICT, ("helped", None)),
        ([("not_helped", "other")], Kept.VERDICT, ("not_helped", "other")),
        ([("not_helped", None), ("not_helped", "other")], Kept.REASON, ("not_helped", "other")),
        ([("not_helped", "other"), ("not_helped", None)], Kept.SAME, ("not_helped", "other")),
        ([("not_helped", "other"), ("not_helped", "other")], Kept.SAME, ("not_helped", "other")),
        ([("not_helped", "other"), ("not_helped", "unclear")], Kept.OTHER, ("not_helped", "other")),
        ([("helped", None), ("helped", None)], Kept.SAME, ("helped", None)),
        ([("helped", None), ("not_helped", "other")], Kept.OTHER, ("helped", None)),
        ([("not_helped", None), ("helped", None)], Kept.OTHER, ("not_helped", None)),
    ],
)
def test_the_first_word_stands_and_one_reason_follows(
    store: ConversationStore, words: list[tuple[str, Any]], what: Kept, kept: tuple[Any, ...]
) -> None:
    told = [
        keep(store.database, "anna", found(store.database), replace(SAID, verdict=verdict, reason=reason))
        for verdict, reason in words
    ]
    assert told[-1] is what
    assert [(row["verdict"], row["reason"]) for row in rows_of(store.database, "anna")] == [kept]


def test_rows_hold_no_text(store: ConversationStore) -> None:
    keep(store.database, "anna", found(store.database), SAID)
    (row,) = rows_of(store.database, "anna")
    assert row == {"event": "feedback", "position": found(store.database).position, **vars(SAID)}
    assert set(schema.feedback.c.keys()) == {"conversation_id", "position", *vars(SAID)}


def test_what_is_handed_out_of_a_person_has_it_and_rasa_does_not_read_it(store: ConversationStore) -> None:
    keep(store.database, "anna", found(store.database), SAID)
    keep(store.database, "berik", found(store.database, TWO, "berik"), SAID)
    told = export("anna")["conversations"]
    assert [one["event"] for one in told].count("feedback") == 1
    assert told[-1]["topic"] == "ask_myth/fasting"
    tracker = asyncio.run(store.retrieve_full_tracker("anna"))
    assert tracker is not None
    assert len(tracker.events) == len(told) - 1


def test_a_deletion_takes_and_counts_it_and_leaves_that_of_others(store: ConversationStore) -> None:
    before = found(store.database)
    keep(store.database, "anna", before, SAID)
    keep(store.database, "berik", found(store.database, TWO, "berik"), SAID)
    assert erase("anna", "asked", "channel:web") == len(store.database.events_of("berik")) + 1
    assert rows_of(store.database, "anna") == []
    assert len(rows_of(store.database, "berik")) == 1
    assert find_answer(store.database, "anna", ONE) is None
    assert keep(store.database, "anna", before, SAID) is Kept.GONE


def test_a_deletion_between_finding_and_keeping_leaves_nothing_with_the_next_conversation(
    store: ConversationStore,
) -> None:
    """SQLite gives the number of the conversation that was deleted last to the next one."""
    before = found(store.database, TWO, "berik")
    store.database.delete_sender("berik")
    asyncio.run(answer(store, "dana", "4" * 32))
    assert found(store.database, "4" * 32, "dana").key == before.key
    assert keep(store.database, "berik", before, SAID) is Kept.GONE
    assert rows_of(store.database, "dana") == []


def test_it_goes_when_the_talk_is_old(store: ConversationStore) -> None:
    keep(store.database, "anna", found(store.database), SAID)
    assert retain(30, now=4e9, by="user:office", clock_is_right=True) >= 2
    with store.database.transaction() as connection:
        assert connection.execute(sa.select(schema.feedback)).all() == []
