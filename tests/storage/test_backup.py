"""A backup of a bot in use is one private file; restored, everything is there and conversations go on."""

from __future__ import annotations

import asyncio
import sqlite3
import stat
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks.services import Postgres
from rasa_project.backup.make import database, free_name
from rasa_project.channels.inbox.store import Inbox
from rasa_project.engine.tracker_store import ConversationStore
from scripts.conversations import main
from tests.engine.test_tracker_store import say
from tests.storage.backups import OLD, fill_state, machine, postgres, stored, talk
from tests.storage.helpers import DOMAIN

__all__ = ["machine", "postgres"]


def goes_round(capsys: pytest.CaptureFixture[str]) -> None:
    """Back up, go on, restore: the state is that of the backup, what was there is aside, the conversation goes on."""
    kept = fill_state()
    talk("before", "before too", age=14.0)
    store = ConversationStore(None, DOMAIN)
    asyncio.run(say(store, "open while it is saved", sender="dana"))
    assert main(["backup", "b.tar"]) == 0
    store.close()
    assert stat.S_IMODE(Path("b.tar").stat().st_mode) == 0o600
    talk("after the backup", sender="berik")
    for name in ("sender.key", "widget_secret", "keys.json"):
        Path("state", name).write_text("changed", encoding="utf-8")
    Path("state/audit.jsonl").write_text("newer\n", encoding="utf-8")
    assert main(["restore", "b.tar"]) == 0
    assert stored() == {"anna": ["before", "before too"], "dana": ["open while it is saved"]}
    for name in ("sender.key", "widget_secret", "keys.json"):
        assert Path("state", name).read_bytes() == kept[name], name
    assert Path("state/audit.jsonl").read_text(encoding="utf-8") == "newer\n", "a record is never set back"
    (aside,) = Path("state").glob("before-restore-*")
    assert (aside / "keys.json").read_text(encoding="utf-8") == "changed"
    assert str(aside) in capsys.readouterr().out
    for path in [Path("state"), *Path("state").rglob("*")]:
        assert path.stat().st_mode & 0o077 == 0, f"{path} can be read by others"
    talk("goes on")
    tracker_of = ConversationStore(None, DOMAIN)
    tracker = asyncio.run(tracker_of.retrieve("anna"))
    tracker_of.close()
    assert tracker is not None
    assert tracker.get_slot("age") == 14.0


def test_a_backup_restores(capsys: pytest.CaptureFixture[str]) -> None:
    goes_round(capsys)
    (aside,) = Path("state").glob("before-restore-*")
    with closing(sqlite3.connect(aside / "conversations.db")) as old:
        assert ("berik",) in old.execute("SELECT sender_id FROM conversation").fetchall()


@pytest.mark.slow
def test_a_backup_of_postgresql_restores(postgres: Postgres, capsys: pytest.CaptureFixture[str]) -> None:
    goes_round(capsys)
    (aside,) = Path("state").glob("before-restore-*")
    assert "berik" in (aside / "conversations.sql").read_text(encoding="utf-8")


def test_a_backup_restores_on_a_new_machine(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = fill_state()
    talk("before")
    assert main(["backup", "b.tar"]) == 0
    (machine / "new").mkdir()
    monkeypatch.chdir(machine / "new")
    assert main(["restore", "../b.tar"]) == 0
    assert stored() == {"anna": ["before"]}
    assert {name: Path("state", name).read_bytes() for name in kept} == kept, "the record of deletions as well"
    assert not list(Path("state").glob("before-restore-*")), "there was nothing to keep"
    for path in [Path("state"), *Path("state").rglob("*")]:
        assert path.stat().st_mode & 0o077 == 0, f"{path} can be read by others"


def test_files_that_settings_name_elsewhere_are_in_it(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, path in (("DATABASE_URL", "sqlite:///a/c.db"), ("TELEGRAM_DB", "b/t.db"), ("REST_KEYS_FILE", "c/k.json")):
        monkeypatch.setenv(name, path)
    talk("before")
    Inbox(Path("b/t.db"), "telegram").close()
    Path("c").mkdir()
    Path("c/k.json").write_text("keys", encoding="utf-8")
    assert main(["backup", "b.tar"]) == 0
    for path in ("a/c.db", "b/t.db", "c/k.json"):
        Path(path).unlink()
    assert main(["restore", "b.tar"]) == 0
    assert stored() == {"anna": ["before"]}
    assert Path("b/t.db").is_file()
    assert Path("c/k.json").read_text(encoding="utf-8") == "keys"


def test_a_backup_without_a_name_has_one_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    talk("before")
    for _ in range(3):
        assert main(["backup"]) == 0
    made = list(Path("backups").iterdir())
    assert len(made) == 3, "also within one second"
    said = capsys.readouterr().out
    assert all(str(path) in said for path in made)
    assert {stat.S_IMODE(path.stat().st_mode) for path in made} == {0o600}
    assert main(["backup", ""]) == 0
    assert main(["restore", ""]) == 1
    assert "FILE=" in capsys.readouterr().err


def test_names_do_not_clash(tmp_path: Path) -> None:
    for number in ("a.tar", "a-2.tar", "a-3.tar"):
        assert free_name(tmp_path / "a.tar").name == number
        (tmp_path / number).touch()


@pytest.mark.slow
def test_three_restores_in_one_second_keep_three_states(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rasa_project.backup.restore.stamp", lambda: "20261128T120000Z")
    fill_state()
    talk("one")
    assert main(["backup", "b.tar"]) == 0
    for number in range(3):
        Path("state/keys.json").write_text(str(number), encoding="utf-8")
        assert main(["restore", "b.tar"]) == 0
    kept = sorted(path.read_text(encoding="utf-8") for path in Path("state").glob("before-restore-*/keys.json"))
    assert kept == ["0", "1", "2"]


def test_a_backup_is_never_overwritten(capsys: pytest.CaptureFixture[str]) -> None:
    talk("before")
    Path("b").write_text("precious", encoding="utf-8")
    assert main(["backup", "b"]) == 1
    assert "never overwritten" in capsys.readouterr().err
    assert Path("b").read_text(encoding="utf-8") == "precious"


def test_without_conversations_there_is_no_backup(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backup", "b.tar"]) == 1
    assert "no conversations" in capsys.readouterr().err
    assert not Path("b.tar").exists()


@pytest.mark.parametrize("name", ["conversations_0001", "conversations_0002"])
def test_a_backup_of_an_older_bot_restores_and_is_migrated(name: str) -> None:
    with closing(sqlite3.connect("old.db")) as made:
        made.executescript((OLD / f"{name}.sqlite.sql").read_text(encoding="utf-8"))
    assert main(["restore", "old.db"]) == 0
    assert set(stored()) == {"anna", "berik"}


@pytest.mark.slow
def test_a_dump_of_an_older_bot_restores_and_is_migrated(postgres: Postgres) -> None:
    talk("newer")
    for name in ("conversations_0001", "conversations_0002"):
        text = (OLD / f"{name}.postgresql.sql").read_text(encoding="utf-8")
        Path("old.sql").write_text("--\n-- PostgreSQL database dump\n--\n" + text, encoding="utf-8")
        assert main(["restore", "old.sql"]) == 0
        assert set(stored()) == {"anna", "berik"}


@pytest.mark.slow
def test_a_failed_restore_of_postgresql_puts_the_files_back(
    postgres: Postgres, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fill_state()
    talk("precious")
    assert main(["backup", "b.tar"]) == 0
    Path("state/keys.json").write_text("mine", encoding="utf-8")
    monkeypatch.setattr("rasa_project.backup.restore.unpacked", _with_broken_sql)
    assert main(["restore", "b.tar"]) == 1
    assert "psql failed" in capsys.readouterr().err
    assert stored() == {"anna": ["precious"]}
    assert Path("state/keys.json").read_text(encoding="utf-8") == "mine"
    assert not list(Path("state").glob(".*.restored"))


def _with_broken_sql(folder: Path, name: str) -> Path:
    from rasa_project.backup.archive import unpacked

    path = unpacked(folder, name)
    if name == "conversations.sql":
        path.write_text(path.read_text(encoding="utf-8") + "SELECT no_such_function();", encoding="utf-8")
    return path


def under_load(monkeypatch: pytest.MonkeyPatch, machine: Path) -> None:
    """Four people talk on; each of four backups holds of each of them exactly what came first, turn by turn."""
    people, end = [f"person-{number}" for number in range(4)], threading.Event()
    store, said = ConversationStore(None, DOMAIN), [f"m{number}" for number in range(3000)]

    async def person(name: str) -> None:
        for text in said:
            await say(store, text, sender=name)
            if end.is_set():
                return

    async def all_of_them() -> None:
        await asyncio.gather(*map(person, people))

    talking = threading.Thread(target=asyncio.run, args=(all_of_them(),))
    talking.start()
    try:
        while len(store.database.senders()) < len(people):
            time.sleep(0.05)
        for number in range(4):
            assert main(["backup", f"{number}.tar"]) == 0
    finally:
        end.set()
        talking.join()
        store.close()
    lengths = []
    for number in range(4):
        if database().get_backend_name() == "sqlite":
            (machine / f"restored-{number}").mkdir()
            monkeypatch.chdir(machine / f"restored-{number}")
        assert main(["restore", str(machine / f"{number}.tar")]) == 0
        held = stored()
        assert set(held) == set(people)
        assert all(texts_of == said[: len(texts_of)] for texts_of in held.values())
        lengths.append(sum(map(len, held.values())))
        again = ConversationStore(None, DOMAIN)
        for name in people:
            events = again.database.export_sender(name)
            assert events[-1]["event"] == "action", "no turn is half there"
            assert events[-1]["name"] == "action_listen"
        again.close()
    assert lengths == sorted(lengths)
    assert lengths[0] < lengths[-1]


@pytest.mark.slow
def test_backups_under_load_are_exact_beginnings(monkeypatch: pytest.MonkeyPatch, machine: Path) -> None:
    under_load(monkeypatch, machine)


@pytest.mark.slow
def test_backups_of_postgresql_under_load_are_exact_beginnings(
    postgres: Postgres, monkeypatch: pytest.MonkeyPatch, machine: Path
) -> None:
    under_load(monkeypatch, machine)
