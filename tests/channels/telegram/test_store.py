"""What must outlive a restart: numbers seen, messages that wait, marks of chats; and what must not stay."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

import pytest
import sqlalchemy as sa

from rasa_project.channels.telegram.incoming import Incoming, Kind
from rasa_project.channels.telegram.store import DAY_SECONDS, SEEN_SECONDS, Chat, Store
from rasa_project.privacy.erasure import erase, export, retain
from rasa_project.privacy.senders import Person, sender_hasher


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "telegram.db"


def text(update_id: int, words: str = "сәлем", chat: int = 5, message_id: int = 1, edited: bool = False) -> Incoming:
    return Incoming(update_id, Kind.TEXT, chat, message_id, words, edited=edited)


def accept(store: Store, *updates: Incoming, now: float | None = None, digest: str = "d") -> list[int]:
    new = store.accept([(one, digest) for one in updates], time.time() if now is None else now)
    return [one.update_id for one in new]


def test_a_number_seen_before_is_not_new_also_after_a_restart_and_within_one_batch(path: Path) -> None:
    store = Store(path)
    assert accept(store, text(1), text(2), text(2)) == [1, 2]
    assert accept(store, text(2), text(3)) == [3]
    store.close()
    assert accept(Store(path), text(1), text(2), text(3), text(4)) == [4]


def test_messages_of_a_chat_come_in_their_order_and_go_on_after_a_restart(path: Path) -> None:
    store = Store(path)
    accept(store, text(3, "үш"), text(1, "бір"), text(2, "басқа", chat=6))
    first = store.begin_next(5)
    assert first is not None
    assert (first.incoming.text, first.tries) == ("бір", 1)
    store.close()
    again = Store(path)
    assert again.waiting_chats(10) == [5, 6]
    second = again.begin_next(5)
    assert second is not None
    assert (second.incoming, second.tries) == (first.incoming, 2)
    again.finish(1)
    third = again.begin_next(5)
    assert third is not None
    assert third.incoming.text == "үш"


def test_an_answer_waits_with_what_of_it_is_sent(path: Path) -> None:
    store = Store(path)
    accept(store, text(1))
    store.keep_answer(1, "[1, 2, 3]")
    store.count_sent(1, 2)
    store.close()
    waiting = Store(path).begin_next(5)
    assert waiting is not None
    assert (waiting.answer, waiting.sent, waiting.incoming.text) == ("[1, 2, 3]", 2, "")


def test_a_place_comes_back_as_it_was(path: Path) -> None:
    store = Store(path)
    accept(store, Incoming(1, Kind.LOCATION, 5, 1, place=(45.762, 62.104)))
    waiting = store.begin_next(5)
    assert waiting is not None
    assert waiting.incoming.place == (45.762, 62.104)


def test_what_was_written_and_answered_is_nowhere_in_the_file_afterwards(path: Path) -> None:
    store = Store(path)
    accept(store, text(1, "баламда бөртпе бар"))
    store.begin_next(5)
    store.keep_answer(1, "екпе туралы жауап")
    store.finish(1)
    store.forget_before(0)
    kept = b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert "бөртпе".encode() not in kept
    assert "жауап".encode() not in kept
    store.close()


def test_an_error_of_the_file_does_not_show_what_was_written(path: Path) -> None:
    store = Store(path)
    with sqlite3.connect(path) as other:
        other.execute("CREATE TRIGGER full BEFORE INSERT ON updates BEGIN SELECT RAISE(ABORT, 'full'); END")
    with pytest.raises(sa.exc.IntegrityError) as error:
        accept(store, text(1, "құпия"))
    assert "құпия" not in str(error.value)


def test_old_numbers_are_forgotten_and_waiting_messages_with_them(path: Path) -> None:
    store = Store(path)
    accept(store, text(1), now=0.0)
    accept(store, text(2), now=SEEN_SECONDS + 10.0)
    assert store.forget_before(10.0) == 1
    assert store.count_waiting() == 1
    assert store.count_waiting_in([5, 6]) == {5: 1}


def test_the_digest_before_this_one_is_that_of_the_same_message(path: Path) -> None:
    store = Store(path)
    accept(store, text(1, message_id=7), digest="a")
    accept(store, text(2, message_id=7), digest="b")
    accept(store, text(3, message_id=7), digest="a")
    accept(store, text(4, message_id=8), digest="a")
    assert [store.previous_digest(text(number, message_id=7)) for number in (1, 2, 3)] == [None, "a", "b"]
    assert store.previous_digest(text(4, message_id=8)) is None
    assert store.had_before(text(4, message_id=8), "b")
    assert not store.had_before(text(1), "a")


def test_marks_of_a_chat_are_kept(path: Path) -> None:
    store = Store(path)
    marks = Chat(5, "ru", 17, True, 12.5, True, 20_000)
    accept(store, text(1))
    store.finish(1, marks)
    store.finish(1, Chat(6))
    store.close()
    again = Store(path)
    assert again.chat(5) == marks
    assert again.chat(6) == Chat(6)
    assert again.chat(7) == Chat(7)


def test_a_forgotten_chat_leaves_the_numbers_of_its_updates_only(path: Path) -> None:
    store = Store(path)
    accept(store, text(1), text(2), text(3, chat=6))
    store.finish(1, Chat(5, "ru", last_day=1))
    assert store.forget_chat(5) == 2
    assert store.chats() == []
    assert store.previous_digest(text(9)) == "d"  # the one that still waits
    store.finish(2)
    assert store.forget_chat(5) == 1
    assert store.previous_digest(text(9)) is None
    assert accept(store, text(1), text(2)) == []


def test_the_office_hands_out_and_deletes_the_marks_of_a_person(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TELEGRAM_DB", str(path))
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'conversations.db'}")
    store = Store(path)
    accept(store, text(1), text(2, chat=6))
    store.finish(1, Chat(5, "ru", last_day=20_000))
    store.finish(2, Chat(6, "kk", last_day=20_010))
    person = sender_hasher().pseudonym(Person("telegram", "5"))
    (marks,) = export(person)["telegram"]
    assert (marks["chat_id"], marks["language"]) == (5, "ru")
    assert erase(person, why="asked", by="channel:telegram") == 2
    assert export(person)["telegram"] == []
    assert [chat.chat_id for chat in store.chats()] == [6]
    assert retain(5, now=20_010 * DAY_SECONDS) == 0
    assert retain(5, now=20_017 * DAY_SECONDS) == 1
    assert store.chats() == []


def test_the_file_is_its_owners_alone(path: Path) -> None:
    Store(path)
    assert path.stat().st_mode & 0o077 == 0


def poison(path: Path, chat: object, **columns: object) -> None:
    """A waiting row that this version would not write."""
    row = {"update_id": 90 + len(columns), "chat_id": chat, "kind": "text", "received": time.time() - 60, "waits": 1,
           "tries": 0, "sent": 0, "content": "{}", **columns}  # fmt: skip
    with sqlite3.connect(path) as db:
        db.execute(f"INSERT INTO updates ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", list(row.values()))  # noqa: S608


@pytest.mark.parametrize("chat", [float("inf"), float("-inf"), 1e30, "abc", b"abc"], ids=repr)
def test_a_row_whose_chat_is_no_number_stops_nobody(path: Path, chat: object) -> None:
    store = Store(path)
    poison(path, chat)
    accept(store, text(1))
    assert store.waiting_chats(10) == [5]
    assert store.set_aside_unreadable() == 1
    assert store.count_waiting() == 1


@pytest.mark.parametrize("columns", [
    {"kind": "of the future"}, {"content": "{"}, {"content": "[]"}, {"content": '{"place": [1]}'},
    {"content": '{"place": 5}'},
], ids=repr)  # fmt: skip
def test_a_row_that_can_not_be_read_is_ended_and_the_chats_next_one_is_taken(
    path: Path, columns: dict[str, object], caplog: pytest.LogCaptureFixture
) -> None:
    store = Store(path)
    poison(path, 5, update_id=0, **columns)
    accept(store, text(1, "екі"))
    waiting = store.begin_next(5)
    assert waiting is not None
    assert waiting.incoming.text == "екі"
    assert "passed over" in caplog.text
    assert store.count_waiting() == 1
