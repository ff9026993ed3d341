"""What else belongs to the state: the desk's database (copied whole while it is in use), what it publishes, keys."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
import tarfile
from contextlib import closing
from pathlib import Path

import pytest

from rasa_project.sealed import SealError, seal, unseal
from rasa_project.settings import CALLBACK_KEY_FILE, OUTREACH_KEY_FILE, Setting
from scripts.conversations import main
from tests.storage.backups import fill_state, machine, talk

__all__ = ["machine"]


def test_a_database_in_use_is_whole_in_the_backup_and_on_a_new_machine(tmp_path: Path) -> None:
    fill_state()
    talk("one")
    Path("state/broken.db").write_text("no database", encoding="utf-8")
    Path("state/.desk-demo").mkdir()
    Path("state/.desk-demo/desk.db").write_text("invented", encoding="utf-8")
    with closing(sqlite3.connect("state/desk.db", isolation_level=None)) as used:
        used.execute("PRAGMA journal_mode=WAL")
        used.execute("CREATE TABLE kept (what TEXT)")
        used.execute("INSERT INTO kept VALUES ('in the log still')")
        used.execute("BEGIN")
        used.execute("INSERT INTO kept VALUES ('not committed')")
        assert Path("state/desk.db-wal").stat().st_size > 0
        assert main(["backup", "b.tar"]) == 0
    with tarfile.open("b.tar") as packed:
        names = packed.getnames()
    assert {"others/desk.db", "others/broken.db"} <= set(names)
    assert [name for name in names if "-wal" in name or "-shm" in name or "demo" in name] == []
    for one in Path("state").glob("desk.db*"):
        one.unlink()
    assert main(["restore", "b.tar"]) == 0
    with closing(sqlite3.connect("state/desk.db")) as back:
        assert back.execute("SELECT what FROM kept").fetchall() == [("in the log still",)]


def test_a_restore_brings_the_desk_back_over_a_newer_one() -> None:
    """A new server has an empty desk already when the backup is put in place."""
    fill_state()
    talk("one")
    Path("state/published").mkdir()
    written = {"desk.secret": "a" * 64, "published/contacts.yml": "contacts: []\n"}
    for name, text in written.items():
        Path("state", name).write_text(text, encoding="utf-8")
    with closing(sqlite3.connect("state/desk.db")) as used, used:
        used.execute("CREATE TABLE kept (what TEXT)")
    assert main(["backup", "b.tar"]) == 0
    for name in written:
        Path("state", name).write_text("of the new server", encoding="utf-8")
    with closing(sqlite3.connect("state/desk.db", isolation_level=None)) as used:
        used.execute("PRAGMA journal_mode=WAL")
        used.execute("DROP TABLE kept")
        killed = {one.name: one.read_bytes() for one in Path("state").glob("desk.db*")}
    for name, content in killed.items():  # its log lies there, as a kill leaves it
        Path("state", name).write_bytes(content)
    assert main(["restore", "b.tar"]) == 0
    with closing(sqlite3.connect("state/desk.db")) as back:
        assert back.execute("SELECT count(*) FROM kept").fetchone() == (0,)
    assert {name: Path("state", name).read_text(encoding="utf-8") for name in written} == written
    (aside,) = Path("state").glob("before-restore-*")
    assert (aside / "desk.db-wal").is_file()


@pytest.mark.parametrize("key", [CALLBACK_KEY_FILE, OUTREACH_KEY_FILE], ids=["callback", "outreach"])
@pytest.mark.parametrize("name", [None, "elsewhere/of-theirs.key"])
def test_the_key_of_what_is_sealed_comes_with_it(
    monkeypatch: pytest.MonkeyPatch, name: str | None, key: Setting[Path]
) -> None:
    if name:
        monkeypatch.setenv(key.name, name)
    fill_state()
    talk("one")
    sealed = seal({"number": "+77011234567"}, key)
    assert main(["backup", "b.tar"]) == 0
    file = key.read()
    file.unlink()
    with pytest.raises(SealError):
        unseal(sealed, key)  # the bot of a new server made a key of its own
    assert main(["restore", "b.tar"]) == 0
    assert unseal(sealed, key) == {"number": "+77011234567"}
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_nothing_is_restored_under_a_desk_that_runs(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fill_state()
    talk("one")
    assert main(["backup", "b.tar"]) == 0
    holds = f"import sys; sys.path.insert(0, {str(root)!r}); import desk.cli as it; it.hold_state(it._STATE, 'it'); "
    command = [sys.executable, "-c", f"{holds}print('held', flush=True); input()"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        assert main(["restore", "b.tar"]) == 1
        process.communicate(b"\n")
    assert "The bot or the desk is running" in capsys.readouterr().err
    assert main(["restore", "b.tar"]) == 0


def test_an_old_file_of_the_usual_name_takes_nobodys_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """Conversations kept elsewhere, and an old conversations.db in state/: what is restored are those in use."""
    fill_state()
    talk("one")
    Path("elsewhere").mkdir()
    Path("state/conversations.db").rename("elsewhere/conversations.db")
    with closing(sqlite3.connect("state/conversations.db")) as old:
        old.execute("CREATE TABLE conversation (id TEXT)")
    monkeypatch.setenv("DATABASE_URL", "sqlite:///elsewhere/conversations.db")
    assert main(["backup", "b.tar"]) == 0
    with tarfile.open("b.tar") as packed:
        assert "others/conversations.db" in packed.getnames()
    monkeypatch.delenv("DATABASE_URL")
    assert main(["restore", "b.tar"]) == 0
    with closing(sqlite3.connect("state/conversations.db")) as back:
        assert back.execute("SELECT count(*) FROM conversation").fetchone() == (1,)
