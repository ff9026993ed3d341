"""Messages of who refused: no word of theirs is in the store, before and from then on; the talk goes on."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SlotSet

from benchmarks.services import Postgres, running
from rasa_project.dialogue.conversation import CONVERSATION_SLOT, Conversation
from rasa_project.dialogue.conversation_json import to_json
from rasa_project.engine.tracker_store import ConversationStore
from rasa_project.storage.wordless import without_words
from tests.engine.test_tracker_store import texts
from tests.installed import installed
from tests.storage.helpers import beginning, user

DOMAIN = Domain.from_yaml(
    """
version: "3.1"
intents: [ask]
slots:
  age: {type: any, influence_conversation: false, mappings: [{type: custom}]}
  conversation: {type: any, influence_conversation: false, mappings: [{type: custom}]}
"""
)
SAID = SlotSet(CONVERSATION_SLOT, to_json(Conversation(at=1.0)))
REFUSED = SlotSet(CONVERSATION_SLOT, to_json(Conversation(at=1.0, refuses_text=True)))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ConversationStore]:
    opened = ConversationStore(f"sqlite:///{tmp_path}/conversations.db", DOMAIN)
    yield opened
    opened.close()


async def say(store: ConversationStore, text: str, *events: Event, sender: str = "anna") -> None:
    """A turn whose answer repeats no word, as the bot's own."""
    tracker = await store.get_or_create_tracker(sender, append_action_listen=False)
    answered = [ActionExecuted("utter_ask"), *events, BotUttered("жауап"), ActionExecuted("action_listen")]
    for one in [*([] if tracker.events else beginning()), user(text), *answered]:
        tracker.update(one)
    await store.save(tracker)


def refusing(store: ConversationStore, before: int = 12) -> None:
    """A talk in which the parent refuses, and another's beside it."""

    async def talk() -> None:
        for number in range(before):
            await say(store, f"құпия-сөз-{number}", SAID)
            await say(store, f"басқаның сөзі {number}", SAID, sender="dana")
        await say(store, "құпия-сөз: сақтама", REFUSED)
        for number in range(9):  # beyond the window, so that it is folded into the base
            await say(store, f"құпия-сөз кейін {number}", SlotSet("age", float(number)))

    asyncio.run(talk())


def check_that_no_word_is_left(store: ConversationStore) -> None:
    kept = json.dumps(store.database.export_sender("anna"), ensure_ascii=False)
    assert "құпия" not in kept
    assert texts(store.database.export_sender("anna")) == [""] * 22
    assert texts(store.database.export_sender("dana")) == [f"басқаның сөзі {number}" for number in range(12)]
    tracker = asyncio.run(store.retrieve("anna"))
    assert tracker is not None
    assert tracker.get_slot("age") == 8.0, "what was told is still known"
    assert tracker.latest_message.intent["name"], "and what was understood"


def test_no_word_is_left_in_the_file_nor_in_its_log(store: ConversationStore, tmp_path: Path) -> None:
    refusing(store)
    check_that_no_word_is_left(store)
    store.close()
    secret = "құпия-сөз".encode()
    assert all(secret not in path.read_bytes() for path in tmp_path.iterdir())


def test_words_of_before_are_gone_from_the_disk_at_once(store: ConversationStore, tmp_path: Path) -> None:
    asyncio.run(say(store, "құпия-сөз", SAID))
    asyncio.run(say(store, "сақтама", REFUSED))
    assert all("құпия-сөз".encode() not in path.read_bytes() for path in tmp_path.iterdir())


@pytest.mark.slow
def test_postgresql_too() -> None:
    made = installed(Postgres)
    with running(made):
        store = ConversationStore(made.url, DOMAIN)
        refusing(store)
        check_that_no_word_is_left(store)
        store.close()
    made.remove()


def test_taken_back_words_are_kept_again(store: ConversationStore) -> None:
    async def talk() -> None:
        for text, told in (("a", SAID), ("b", REFUSED), ("c", SAID), ("d", None), ("e", REFUSED), ("f", None)):
            await say(store, text, *([told] if told else []))
            seen.append(texts(store.database.export_sender("anna")))

    seen: list[list[str]] = []
    asyncio.run(talk())
    assert seen[1] == ["", ""]
    assert seen[3] == ["", "", "c", "d"]
    assert seen[5] == [""] * 6


def test_a_deletion_takes_the_flag_along(store: ConversationStore) -> None:
    refusing(store, 1)
    store.database.delete_sender("anna")
    asyncio.run(say(store, "жаңа адам", SAID))
    assert texts(store.database.export_sender("anna")) == ["жаңа адам"]


def test_only_named_parts_stay() -> None:
    message = {
        "event": "user", "timestamp": 1.0, "text": "сөз", "input_channel": "web", "message_id": "m",
        "metadata": {"a": "сөз"},
        "parse_data": {
            "text": "сөз", "intent": {"name": "greet", "confidence": 1.0}, "language": "kk",
            "entities": [{"value": "сөз"}], "danger": {"level": "none", "sign": "сөз"},
            "of_a_later_version": "сөз", "metadata": {"page_language": "ru", "x": "сөз"},
        },
    }  # fmt: skip
    kept = without_words(message)
    assert "сөз" not in json.dumps(kept, ensure_ascii=False)
    assert without_words(kept) == kept
    assert kept["parse_data"]["intent"] == {"name": "greet", "confidence": 1.0}


def test_the_window_is_wordless_too(store: ConversationStore, tmp_path: Path) -> None:
    """The base, which later turns read, holds no word either."""
    refusing(store)
    store.close()
    with closing(sqlite3.connect(tmp_path / "conversations.db")) as database:
        (base,) = database.execute("SELECT base FROM conversation WHERE sender_id = 'anna'").fetchone()
    assert "құпия" not in base
