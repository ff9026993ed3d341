"""Another program's database in ``state/``, as the office's desk keeps one, is copied whole while it is in use."""

from __future__ import annotations

import sqlite3
import tarfile
from contextlib import closing
from pathlib import Path

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
