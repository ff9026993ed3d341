"""What must outlive a restart: names seen, messages that wait, marks of chats; and what must not stay."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

import pytest
import sqlalchemy as sa

from rasa_project.channels.inbox.incoming import Incoming, Kind
from rasa_project.channels.inbox.store import DAY_SECONDS, SEEN_SECONDS, Chat, Inbox
from rasa_project.privacy.erasure import erase, export, retain
from rasa_project.privacy.senders import Person, sender_hasher


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "telegram.db"


def text(number: int, words: str = "сәлем", chat: str = "5", message_id: str = "1", edited: bool = False) -> Incoming:
    """An update of a messenger that numbers them."""
    return Incoming(f"u{number}", Kind.TEXT, chat, message_id, words, edited=edited, position=number)


def accept(store: Inbox, *updates: Incoming, now: float | None = None, digest: str = "d") -> list[int]:
    """Numbers of those that are new."""
    new = store.accept([(one, digest) for one in updates], time.time() if now is None else now)
    return [int(one.update_id.removeprefix("u")) for one in new]


def test_a_name_seen_before_is_not_new_also_after_a_restart_and_within_one_batch(path: Path) -> None:
    store = Inbox(path, "telegram")
    assert accept(store, text(1), text(2), text(2)) == [1, 2]
    assert accept(store, text(2), text(3)) == [3]
    store.close()
    assert accept(Inbox(path, "telegram"), text(1), text(2), text(3), text(4)) == [4]


def test_messages_of_a_chat_come_in_their_order_and_go_on_after_a_restart(path: Path) -> None:
    store = Inbox(path, "telegram")
    accept(store, text(3, "үш"), text(1, "бір"), text(2, "басқа", chat="6"))
    first = store.begin_next("5")
    assert first is not None
    assert (first.incoming.text, first.tries) == ("бір", 1)
    store.close()
    again = Inbox(path, "telegram")
    assert again.waiting_chats(10) == ["5", "6"]
    second = again.begin_next("5")
    assert second is not None
    assert (second.incoming, second.tries) == (first.incoming, 2)
    again.finish("u1")
    third = again.begin_next("5")
    assert third is not None
    assert third.incoming.text == "үш"


def test_an_answer_waits_with_what_of_it_is_sent(path: Path) -> None:
    store = Inbox(path, "telegram")
    accept(store, text(1))
    store.keep_answer("u1", "[1, 2, 3]")
    store.count_sent("u1", 2)
    store.close()
    waiting = Inbox(path, "telegram").begin_next("5")
    assert waiting is not None
    assert (waiting.answer, waiting.sent, waiting.incoming.text) == ("[1, 2, 3]", 2, "")


def test_a_messenger_without_numbers_is_answered_in_the_order_of_arrival(path: Path) -> None:
    """Names say nothing of the order: neither those of one batch nor those after a restart."""
    store = Inbox(path, "pigeon")
    names = ["wamid.Zz9", "b-2", "ä1", "A0", "10", "9"]
    for batch in (names[:3], names[3:5]):
        store.accept([(Incoming(name, Kind.TEXT, "+7 701", name, name), "d") for name in batch], time.time())
    store.close()
    again = Inbox(path, "pigeon")
    again.accept([(Incoming(names[5], Kind.TEXT, "+7 701", names[5], names[5]), "d")], 0.0)  # the clock was set back
    answered = []
    while waiting := again.begin_next("+7 701"):
        answered.append(waiting.incoming.text)
        assert waiting.incoming.position is not None
        again.finish(waiting.incoming.update_id)
    assert answered == names


def test_updates_that_say_nothing_of_their_message_have_no_update_before_them(path: Path) -> None:
    store = Inbox(path, "pigeon")
    taps = [Incoming(name, Kind.TAP, "5", None, "/help", position=number) for number, name in enumerate("abc", 1)]
    store.accept([(one, "question") for one in taps], time.time())
    assert [store.previous_digest(one) for one in taps] == [None] * 3


def test_a_place_comes_back_as_it_was(path: Path) -> None:
    store = Inbox(path, "telegram")
    accept(store, Incoming("u1", Kind.LOCATION, "5", "1", place=(45.762, 62.104)))
    waiting = store.begin_next("5")
    assert waiting is not None
    assert waiting.incoming.place == (45.762, 62.104)


def test_what_was_written_and_answered_is_nowhere_in_the_file_afterwards(path: Path) -> None:
    store = Inbox(path, "telegram")
    accept(store, text(1, "баламда бөртпе бар"))
    store.begin_next("5")
    store.keep_answer("u1", "екпе туралы жауап")
    store.finish("u1")
    store.forget_before(0)
    kept = b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert "бөртпе".encode() not in kept
    assert "жауап".encode() not in kept
    store.close()


def test_an_error_of_the_file_does_not_show_what_was_written(path: Path) -> None:
    store = Inbox(path, "telegram")
    with sqlite3.connect(path) as other:
        other.execute("CREATE TRIGGER full BEFORE INSERT ON updates BEGIN SELECT RAISE(ABORT, 'full'); END")
    with pytest.raises(sa.exc.IntegrityError) as error:
        accept(store, text(1, "құпия"))
    assert "құпия" not in str(error.value)


def test_old_numbers_are_forgotten_and_waiting_messages_with_them(path: Path) -> None:
    store = Inbox(path, "telegram")
    accept(store, text(1), now=0.0)
    accept(store, text(2), now=SEEN_SECONDS + 10.0)
    assert store.forget_before(10.0) == 1
    assert store.count_waiting() == 1
    assert store.count_waiting_in(["5", "6"]) == {"5": 1}


def test_the_digest_before_this_one_is_that_of_the_same_message(path: Path) -> None:
    store = Inbox(path, "telegram")
    accept(store, text(1, message_id="7"), digest="a")
    accept(store, text(2, message_id="7"), digest="b")
    accept(store, text(3, message_id="7"), digest="a")
    accept(store, text(4, message_id="8"), digest="a")
    assert [store.previous_digest(text(number, message_id="7")) for number in (1, 2, 3)] == [None, "a", "b"]
    assert store.previous_digest(text(4, message_id="8")) is None
    assert store.had_before(text(4, message_id="8"), "b")
    assert not store.had_before(text(1), "a")


def test_marks_of_a_chat_are_kept(path: Path) -> None:
    store = Inbox(path, "telegram")
    marks = Chat("5", "ru", "m17", True, 12.5, True, 20_000)
    accept(store, text(1))
    store.finish("u1", marks)
    store.finish("u1", Chat("6"))
    store.close()
    again = Inbox(path, "telegram")
    assert again.chat("5") == marks
    assert again.chat("6") == Chat("6")
    assert again.chat("7") == Chat("7")


def test_a_forgotten_chat_leaves_the_names_of_its_updates_only(path: Path) -> None:
    store = Inbox(path, "telegram")
    accept(store, text(1), text(2), text(3, chat="6"))
    store.finish("u1", Chat("5", "ru", last_day=1))
    assert store.forget_chat("5") == 2
    assert store.chats() == []
    assert store.previous_digest(text(9)) == "d"  # the one that still waits
    store.finish("u2")
    assert store.forget_chat("5") == 1
    assert store.previous_digest(text(9)) is None
    assert accept(store, text(1), text(2)) == []


def test_the_office_hands_out_and_deletes_the_marks_of_a_person(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TELEGRAM_DB", str(path))
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'conversations.db'}")
    store = Inbox(path, "telegram")
    accept(store, text(1), text(2, chat="6"))
    store.finish("u1", Chat("5", "ru", last_day=20_000))
    store.finish("u2", Chat("6", "kk", last_day=20_010))
    person = sender_hasher().pseudonym(Person("telegram", "5"))
    (marks,) = export(person)["telegram"]
    assert (marks["chat_id"], marks["language"]) == ("5", "ru")
    assert erase(person, why="asked", by="channel:telegram") == 2
    assert export(person)["telegram"] == []
    assert [chat.chat_id for chat in store.chats()] == ["6"]
    assert retain(5, now=20_010 * DAY_SECONDS) == 0
    assert retain(5, now=20_017 * DAY_SECONDS) == 1
    assert store.chats() == []


def test_the_file_is_its_owners_alone(path: Path) -> None:
    Inbox(path, "telegram")
    assert path.stat().st_mode & 0o077 == 0


def poison(path: Path, chat: object, **columns: object) -> None:
    """A waiting row that this version would not write."""
    row = {"update_id": "p", "position": 0, "chat_id": chat, "kind": "text", "received": time.time() - 60, "waits": 1,
           "tries": 0, "sent": 0, "content": "{}", **columns}  # fmt: skip
    with sqlite3.connect(path) as db:
        db.execute(f"INSERT INTO updates ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", list(row.values()))  # noqa: S608


@pytest.mark.parametrize("chat", [b"abc", b"", ""], ids=repr)
def test_a_row_whose_chat_is_no_text_stops_nobody(path: Path, chat: object) -> None:
    store = Inbox(path, "telegram")
    poison(path, chat)
    accept(store, text(1))
    assert store.waiting_chats(10) == ["5"]
    assert store.set_aside_unreadable() == 1
    assert store.count_waiting() == 1


@pytest.mark.parametrize("columns", [
    {"kind": "of the future"}, {"content": "{"}, {"content": "[]"}, {"content": '{"place": [1]}'},
    {"content": '{"place": 5}'},
], ids=repr)  # fmt: skip
def test_a_row_that_can_not_be_read_is_ended_and_the_chats_next_one_is_taken(
    path: Path, columns: dict[str, object], caplog: pytest.LogCaptureFixture
) -> None:
    store = Inbox(path, "telegram")
    poison(path, "5", **columns)
    accept(store, text(1, "екі"))
    waiting = store.begin_next("5")
    assert waiting is not None
    assert waiting.incoming.text == "екі"
    assert "passed over" in caplog.text
    assert store.count_waiting() == 1
