"""The desk's tables between two versions: an older one takes them back first, and never uses newer ones."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


def desk(root: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    told = {"DESK_DATABASE_URL": f"sqlite:///{folder}/desk.db", "DESK_SECRET_FILE": f"{folder}/desk.secret"}
    return subprocess.run(
        [sys.executable, "-m", "desk", *words], cwd=root, env={**os.environ, **told}, capture_output=True, text=True,
        check=False, timeout=120,
    )  # fmt: skip


def applied(folder: Path, app: str) -> list[str]:
    with closing(sqlite3.connect(folder / "desk.db")) as database:
        found = database.execute("SELECT name FROM django_migrations WHERE app = ? ORDER BY name", (app,))
        return [str(name) for (name,) in found]


def test_tables_are_taken_back_to_what_an_older_version_knows(root: Path, tmp_path: Path) -> None:
    assert desk(root, tmp_path, "migrate").returncode == 0
    now = json.loads(desk(root, tmp_path, "tables").stdout)
    assert {"people", "today", "unanswered", "publishing"} <= set(now)
    assert desk(root, tmp_path, "migrate", "--back-to", json.dumps(now)).stdout == "", "the same version"
    newest = applied(tmp_path, "axes")
    older = {**now, "axes": newest[-3], "of_another_desk": "0001_initial"}
    done = desk(root, tmp_path, "migrate", "--back-to", json.dumps(older))
    assert done.stdout == f"Taken back to axes.{newest[-3]}\n", done.stderr
    assert applied(tmp_path, "axes") == newest[:-2]
    assert applied(tmp_path, "people"), "the rest stays"
    newer = {**now, "people": "0099_of_a_newer_desk"}
    assert desk(root, tmp_path, "migrate", "--back-to", json.dumps(newer)).returncode == 0
    assert desk(root, tmp_path, "migrate").returncode == 0
    assert applied(tmp_path, "axes") == newest


@pytest.mark.parametrize("words", [["run"], ["migrate"], ["create-chief", "aliya"]])
def test_a_desk_older_than_its_tables_says_what_to_do(root: Path, tmp_path: Path, words: list[str]) -> None:
    assert desk(root, tmp_path, "migrate").returncode == 0
    with closing(sqlite3.connect(tmp_path / "desk.db")) as database, database:
        database.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('people', '0099_x', '2026-11-30')")
        database.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('gone', '0001_x', '2026-11-30')")
    done = desk(root, tmp_path, *words)
    assert done.returncode == 1
    assert done.stderr.startswith("The desk can't start: its database was brought on by a newer desk (people.0099_x).")
    assert "measles-bot restore" in done.stderr
    assert "gone" not in done.stderr, "a part that this version does not have harms nothing"
