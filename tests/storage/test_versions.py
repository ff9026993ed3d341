"""Stores of every landed shape, with the data that the bot of that day wrote (``old/``), become today's unchanged."""

from __future__ import annotations

import asyncio
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from rasa_project.channels.inbox import tables
from rasa_project.channels.inbox.incoming import Incoming, Kind
from rasa_project.channels.inbox.outgoing import from_json
from rasa_project.channels.inbox.store import Chat, Inbox
from rasa_project.engine.tracker_store import ConversationStore
from rasa_project.serving.stores import prepare_stores
from rasa_project.storage import schema
from rasa_project.storage.database import ConversationDatabase
from rasa_project.storage.errors import ConversationConflictError, StoreError
from rasa_project.storage.settings import database_url
from rasa_project.storage.versions import StoreVersionError, Versions
from tests.engine.test_tracker_store import say, texts
from tests.storage.helpers import DOMAIN

OLD = Path(__file__).with_name("old")
CONVERSATIONS = ["conversations_0001", "conversations_0002", "conversations_0002b"]
#: By the last build without a number that a server may still run (docs/operations.md, "Update from a state before").
BEFORE_NUMBERS = "conversations_25184d8"
TELEGRAM = ["telegram_0001", "telegram_0001b", "telegram_0002", "telegram_0002b"]


def sqlite_of(folder: Path, name: str) -> Path:
    """A file as an old bot left it."""
    file = folder / f"{name}.db"
    with closing(sqlite3.connect(file)) as made:
        made.executescript((OLD / f"{name}.sqlite.sql").read_text(encoding="utf-8"))
    return file


def rows(url: str, *names: str) -> dict[str, list[Any]]:
    """What the tables hold, with the columns that they have in ``names``."""
    engine = sa.create_engine(url)
    with engine.connect() as connection:
        inspector = sa.inspect(connection)
        found = {
            name: sorted(tuple(row) for row in connection.execute(sa.text(f"SELECT * FROM {name}")))
            for name in names
            if inspector.has_table(name)
        }
    engine.dispose()
    return found


@pytest.mark.parametrize("name", [*CONVERSATIONS, BEFORE_NUMBERS])
def test_an_older_sqlite_file_is_migrated_and_goes_on(name: str, tmp_path: Path) -> None:
    goes_on(f"sqlite:///{sqlite_of(tmp_path, name)}")


def goes_on(url: str) -> None:
    before = rows(url, "conversation", "event")
    assert len(before["event"]) > 80
    database = ConversationDatabase(database_url(url))
    database.prepare()
    database.check_version()
    database.check_writable()
    database.close()
    assert rows(url, "conversation", "event") == before
    assert rows(url, schema.VERSION_TABLE)[schema.VERSION_TABLE] == [(schema.HEAD,)]
    store = ConversationStore(url, DOMAIN)
    anna, berik = asyncio.run(store.retrieve("anna")), asyncio.run(store.retrieve("berik"))
    assert anna is not None
    assert berik is not None
    assert (anna.get_slot("age"), anna.get_slot("place")) == (11.0, "Қазалы")
    assert (berik.get_slot("signs"), berik.active_loop_name) == (["fever"], "some_form")
    asyncio.run(say(store, "рахмет"))
    assert texts(store.database.export_sender("anna")) == [*(f"балам {n} айлық" for n in range(12)), "рахмет"]
    store.close()


@pytest.mark.parametrize("name", TELEGRAM)
def test_an_older_telegram_file_is_migrated_and_goes_on(name: str, tmp_path: Path) -> None:
    file = sqlite_of(tmp_path, name)
    before = rows(f"sqlite:///{file}", "updates", "chats")
    store = Inbox(file, "telegram")
    after = rows(f"sqlite:///{file}", "updates", "chats")
    assert after["updates"] == [(update, *texts_of(row, update)) for update, *row in before["updates"]]
    kept = [(str(chat), language, named(question), *row[:3]) for chat, language, question, *row in before["chats"]]
    assert [row[:6] for row in after["chats"]] == sorted(kept)
    assert store.chat("5").last_day >= 20419, "nobody is forgotten too early"
    assert store.chat("5").question == "77"
    waiting = store.begin_next("5")
    assert waiting is not None
    assert waiting.incoming.text == "балам ауырып тұр"
    assert {"5", "6"} <= set(store.waiting_chats(9))
    store.close()
    Inbox(file, "telegram").close()


def named(number: int | None) -> str | None:
    return None if number is None else str(number)


def texts_of(row: list[Any], update: int) -> list[Any]:
    """A row of before without its number, with names in place of numbers; chat 0 stood for none."""
    chat, message, *rest = row
    return [str(update), str(chat) if chat else "", named(message), *rest]


def test_what_waits_in_a_telegram_file_of_before_is_answered_as_it_would_have_been(tmp_path: Path) -> None:
    """Half-sent answers, taps, edits, places, albums, groups; what was seen stays seen, the order the same."""
    inbox = Inbox(sqlite_of(tmp_path, "telegram_0002b"), "telegram")
    assert inbox.count_waiting() == 6
    half = inbox.begin_next("6")
    assert half is not None
    assert half.answer is not None
    question, card = from_json(half.answer)
    assert (half.sent, half.tries, half.digest) == (1, 2, "d3")
    assert (question.is_question, question.buttons[0], card.phone) == (True, ("Иә", '/inform{"fever":"yes"}'), "103")
    begun = []
    for chat in ("5", "7", "8"):
        while waiting := inbox.begin_next(chat):
            begun.append((waiting.incoming, waiting.digest))
            if waiting.incoming.edited:
                assert inbox.previous_digest(waiting.incoming) == "d2"
            inbox.finish(waiting.incoming.update_id)
    assert begun == [
        (Incoming("101", Kind.TEXT, "5", "2", "балам ауырып тұр", position=101), "d2"),
        (Incoming("102", Kind.TEXT, "5", "2", "балам ауырып тұр!", edited=True, position=102), "d4"),
        (Incoming("1000", Kind.LOCATION, "7", "3", place=(45.762, 62.104), position=1000), None),
        (Incoming("1001", Kind.TAP, "7", "4", '/inform{"fever":"yes"}', position=1001), "question"),
        (Incoming("1004", Kind.UNREADABLE, "8", "9", "бұл не", position=1004), "album:a1"),
    ]
    assert inbox.chat("5") == Chat("5", "kk", "77", True, None, False, 20419)
    assert inbox.chat("-100200") == Chat("-100200", told=True, last_day=20419)
    seen = [Incoming(str(number), Kind.TEXT, "5", "1", "x", position=number) for number in (99, 100, 1003, 1005, 1006)]
    assert [one.update_id for one in inbox.accept([(one, None) for one in seen], 0.0)] == ["1006"]
    inbox.close()


@pytest.mark.parametrize("chat", ["1e999", "-1e999", "1e30", "'abc'", "x'616263'"])
def test_a_telegram_chat_of_before_that_is_no_number_ends_and_holds_up_nobody(chat: str, tmp_path: Path) -> None:
    file = sqlite_of(tmp_path, "telegram_0002b")
    with closing(sqlite3.connect(file)) as made, made:
        made.execute(f"INSERT INTO updates VALUES (2000, {chat}, 1, 'text', 'd', 1.0, 1, 0, '{{}}', NULL, 0)")
    inbox = Inbox(file, "telegram")
    assert inbox.count_waiting() == 6
    assert inbox.accept([(Incoming("2000", Kind.TEXT, "5", "1", "x", position=2000), None)], 0.0) == []
    inbox.close()


VERSIONS = [
    pytest.param(schema.versions_of(database_url("sqlite://")), schema.metadata, id="conversations"),
    pytest.param(tables.versions_of(Path("t.db"), "telegram"), tables.TABLES, id="telegram"),
]


@pytest.mark.parametrize(("versions", "metadata"), VERSIONS)
def test_the_last_step_makes_the_tables_that_the_code_uses(versions: Versions, metadata: sa.MetaData) -> None:
    engine = sa.create_engine("sqlite://", poolclass=sa.pool.StaticPool)
    versions.bring_up(engine)
    differs_by_engine(engine, versions, metadata)


def differs_by_engine(engine: sa.engine.Engine, versions: Versions, metadata: sa.MetaData) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": versions.table, "compare_type": True})
        assert compare_metadata(context, metadata) == []


@pytest.mark.parametrize(("versions", "metadata"), VERSIONS)
def test_the_steps_are_one_line_of_numbers_that_ends_with_the_codes_version(
    versions: Versions, metadata: sa.MetaData
) -> None:
    script = ScriptDirectory(str(versions.steps), version_locations=[str(versions.steps)])
    assert script.get_heads() == [versions.head]
    names = [step.revision for step in script.walk_revisions()]
    assert names == [f"{number:04}" for number in range(len(names), 0, -1)]


CHANGES = {
    "newer": (f"UPDATE {schema.VERSION_TABLE} SET version_num = '0999'", "newer bot"),
    "of another program": (f"UPDATE {schema.VERSION_TABLE} SET version_num = 'ab12cd'", "unknown version"),
    "two numbers": (f"INSERT INTO {schema.VERSION_TABLE} VALUES ('0001')", "unreadable"),
    "a column less": ("ALTER TABLE conversation DROP COLUMN base_position", "lacks the column base_position"),
    "a column more": ("ALTER TABLE conversation ADD COLUMN owner TEXT NOT NULL DEFAULT ''", "unknown column owner"),
    "a table less": ("DROP TABLE event", "the table event is missing"),
    "no number, a column less": (
        f"DROP TABLE {schema.VERSION_TABLE}; ALTER TABLE conversation DROP COLUMN base_position",
        "lacks the column base_position",
    ),
    "no number, a column more": (
        f"DROP TABLE {schema.VERSION_TABLE}; ALTER TABLE event ADD COLUMN owner TEXT",
        "unknown column owner",
    ),
    "another program's file": (
        f"DROP TABLE event; DROP TABLE conversation; DROP TABLE heartbeat; DROP TABLE {schema.VERSION_TABLE}; "
        "CREATE TABLE photos (id INTEGER)",
        "a table photos",
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_store_that_is_not_this_bots_is_refused_at_the_start_and_untouched(
    change: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    statements, words = CHANGES[change]
    file = sqlite_of(tmp_path, "conversations_0002")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{file}")
    monkeypatch.chdir(tmp_path)
    prepare_stores()
    with closing(sqlite3.connect(file)) as changed:
        changed.executescript(statements)
        before = list(changed.iterdump())
    with pytest.raises(StoreVersionError, match=words) as refused:
        prepare_stores()
    assert "\n" not in str(refused.value), "one sentence or two, no dump"
    assert str(file) in str(refused.value)
    with closing(sqlite3.connect(file)) as after:
        assert list(after.iterdump()) == before


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda data: b"\0" * 100 + data[100:], "not a database"),
        (lambda data: data[: len(data) // 2 // 4096 * 4096], "malformed|damaged"),
        (lambda data: data[:8192] + b"\x7f" * 12000 + data[20192:], "malformed|damaged"),
        (lambda data: b"just a text\n" * 1000, "not a database"),
    ],
    ids=["no header", "cut", "overwritten in the middle", "a text"],
)
def test_a_damaged_file_is_refused(
    damage: Callable[[bytes], bytes], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = sqlite_of(tmp_path, "conversations_0002")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{file}")
    monkeypatch.chdir(tmp_path)
    file.write_bytes(damage(file.read_bytes()))
    with pytest.raises(StoreVersionError, match=words):
        prepare_stores()


def test_a_telegram_file_of_a_newer_bot_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/c.db")
    monkeypatch.setenv("TELEGRAM_DB", str(tmp_path / "t.db"))
    monkeypatch.chdir(tmp_path)
    Inbox(tmp_path / "t.db", "telegram").close()
    with closing(sqlite3.connect(tmp_path / "t.db")) as changed, changed:
        changed.execute("UPDATE telegram_version SET version_num = '0999'")
    with pytest.raises(StoreVersionError, match=r"Telegram's file .* newer bot"):
        prepare_stores()


def test_what_is_changed_beside_a_running_bot_is_seen_by_its_health(tmp_path: Path) -> None:
    file = tmp_path / "c.db"
    database = ConversationDatabase(database_url(f"sqlite:///{file}"))
    database.check_writable()
    for version, words in (("0001", "older version"), ("0999", "newer bot")):
        with closing(sqlite3.connect(file)) as changed, changed:
            changed.execute(f"UPDATE {schema.VERSION_TABLE} SET version_num = '{version}'")
        for check in (database.check_writable, database.check_version):
            with pytest.raises(StoreVersionError, match=words):
                check()
    database.close()


def test_a_start_without_its_database_waits_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://bot@127.0.0.1:1/bot")
    monkeypatch.chdir(tmp_path)
    prepare_stores()


START = "from rasa_project.serving.stores import prepare_stores; prepare_stores(); print('started')"


def starts_at_once(url: str, folder: Path, root: Path) -> None:
    """Six processes at once: all start, one migrated."""
    import os

    environment = {**os.environ, "DATABASE_URL": url, "TELEGRAM_DB": str(folder / "t.db"), "PYTHONPATH": str(root)}
    before = rows(url, "conversation", "event")
    started = [
        subprocess.Popen(
            [sys.executable, "-c", START], cwd=folder, env=environment, text=True, stdout=-1, stderr=subprocess.STDOUT
        )
        for _ in range(6)
    ]
    said = [process.communicate(timeout=300)[0] for process in started]
    assert all(text.rstrip().endswith("started") and "used" not in text for text in said), said
    assert rows(url, "conversation", "event") == before
    assert rows(url, schema.VERSION_TABLE)[schema.VERSION_TABLE] == [(schema.HEAD,)]


@pytest.mark.slow
def test_six_starts_at_once_migrate_an_old_sqlite_file_once(tmp_path: Path, root: Path) -> None:
    starts_at_once(f"sqlite:///{sqlite_of(tmp_path, 'conversations_0001')}", tmp_path, root)


def test_a_broken_rule_of_the_tables_is_no_conflict_of_turns(tmp_path: Path) -> None:
    """The reason that a parent's turn could not be stored is the true one."""
    store = ConversationStore(f"sqlite:///{tmp_path}/c.db", DOMAIN)
    asyncio.run(say(store, "сәлем"))
    with closing(sqlite3.connect(tmp_path / "c.db")) as changed, changed:
        changed.execute("ALTER TABLE event ADD COLUMN owner TEXT NOT NULL DEFAULT ''")
        changed.execute("CREATE TRIGGER no BEFORE INSERT ON event BEGIN SELECT RAISE(ABORT, 'owner must be set'); END")
    with pytest.raises(StoreError, match="owner must be set") as failed:
        asyncio.run(say(store, "тағы"))
    assert not isinstance(failed.value, ConversationConflictError)
    store.close()
