"""The office's desk on a server: asked for, served beside the bot, brought along by versions, saved, drilled."""

from __future__ import annotations

import os
import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from measles_bot import desk, env_file, health, status
from measles_bot.layout import DESK
from measles_bot.releases import linked
from measles_bot.service import call
from tests.deploy.conftest import World
from tests.servers import free_port

pytestmark = pytest.mark.slow  # each sets up a server of its own

NAME = "desk.example.kz"


@pytest.fixture
def office(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """A server with version 1.0.0 and a desk."""
    monkeypatch.setattr(desk, "READY_SECONDS", 3.0)
    world.commit("1.0.0")
    assert world.install(desk=f"DESK_DOMAIN={NAME}\nDESK_PORT={free_port()}\n") == 0
    return world


def is_open(world: World) -> bool:
    return desk.status(desk.port_of(world.layout), "/login/") == 200


def tables(world: World) -> int:
    with closing(sqlite3.connect(world.layout.state / "desk.db")) as database:
        return int(database.execute("PRAGMA user_version").fetchone()[0])


def test_it_serves_under_a_name_of_its_own(office: World, capsys: pytest.CaptureFixture[str]) -> None:
    assert is_open(office)
    assert env_file.read(office.layout.settings)["DESK_HOSTS"] == NAME
    assert env_file.read(office.layout.kit)["DESK"] == "on"
    assert f"enable --quiet {DESK}" in office.asked_systemd()
    proxy = office.layout.caddyfile.read_text(encoding="utf-8")
    assert f"\n{NAME} {{" in proxy
    assert f"reverse_proxy 127.0.0.1:{desk.port_of(office.layout)}" in proxy
    assert office.run("desk", "create-chief", "aliya") == 0
    assert f"https://{NAME}/join/x/" in capsys.readouterr().out
    line = next(one for one in status.lines(office.layout) if one.what == "Desk")
    assert (line.said, line.to_do) == (f"answers, https://{NAME}/", "")


def test_a_server_without_one_says_how_to_have_one(installed: World, capsys: pytest.CaptureFixture[str]) -> None:
    assert installed.run("desk", "create-chief", "aliya") == 1
    assert "DESK_DOMAIN=desk.example.kz" in capsys.readouterr().err
    assert not [word for word in installed.asked_systemd() if "start" in word and DESK in word]
    line = next(one for one in status.lines(installed.layout) if one.what == "Desk")
    assert line.said.startswith("none")
    assert not line.to_do
    assert NAME not in installed.layout.caddyfile.read_text(encoding="utf-8")


def test_it_is_added_later_and_taken_away_again(installed: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "READY_SECONDS", 3.0)
    assert installed.install(desk=f"DESK=on\nDESK_PORT={free_port()}\n") == 0
    assert is_open(installed)
    assert "DESK_HOSTS" not in env_file.read(installed.layout.settings), "this machine alone"
    assert "8000" not in installed.layout.caddyfile.read_text(encoding="utf-8")
    assert installed.install() == 0
    assert f"disable --quiet --now {DESK}" in installed.asked_systemd()


def test_an_update_brings_it_along_and_a_rollback_takes_its_tables_back(
    office: World, capsys: pytest.CaptureFixture[str]
) -> None:
    assert office.run("desk", "create-chief", "aliya") == 0
    office.commit("2.0.0", desk_tables=3)
    assert office.run("update") == 0
    assert (is_open(office), tables(office)) == (True, 3)
    assert office.run("rollback") == 0
    assert (is_open(office), tables(office)) == (True, 1)
    with closing(sqlite3.connect(office.layout.state / "desk.db")) as database:
        assert database.execute("SELECT name FROM people_member").fetchall() == [("aliya",)]
    assert "The desk:" not in capsys.readouterr().out


def test_a_desk_that_fails_its_trial_is_never_switched_to(office: World, capsys: pytest.CaptureFixture[str]) -> None:
    office.commit("2.0.0", desk_dies=True)
    assert office.run("update") == 1
    assert "The desk of 2.0.0" in capsys.readouterr().err
    assert is_open(office)
    assert call(office.port, "/health/ready").body["version"] == "1.0.0"


def test_the_trial_looks_at_a_copy_of_the_offices_database(office: World, capsys: pytest.CaptureFixture[str]) -> None:
    """A version that can't read what is there is found before anybody meets it."""
    with closing(sqlite3.connect(office.layout.state / "desk.db")) as database:
        database.execute("PRAGMA user_version = 9")
        database.commit()
    office.commit("2.0.0", desk_tables=2)
    assert office.run("update") == 1
    assert "newer desk" in capsys.readouterr().err
    assert tables(office) == 9


def test_a_desk_that_does_not_hold_leaves_the_bot_where_it_is(
    office: World, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("measles_bot.builds._try_desk", lambda layout, release: None)
    office.commit("2.0.0", desk_dies=True)
    assert office.run("update") == 0
    assert "The desk: " in capsys.readouterr().out
    assert call(office.port, "/health/ready").body["version"] == "2.0.0"
    line = next(one for one in status.lines(office.layout) if one.what == "Desk")
    assert line.said.startswith("does not answer")
    assert "journalctl -u measles-bot-desk" in line.to_do


def test_a_version_without_a_desk_is_served_without(office: World, capsys: pytest.CaptureFixture[str]) -> None:
    office.commit("2.0.0", has_desk=False)
    assert office.run("update") == 0
    assert "has no desk" in capsys.readouterr().out
    assert not is_open(office)
    assert office.run("rollback") == 0
    assert is_open(office)


def test_an_update_that_is_taken_back_takes_the_desk_back(office: World, monkeypatch: pytest.MonkeyPatch) -> None:
    old = linked(office.layout.current)
    office.commit("2.0.0", unready=True)
    monkeypatch.setattr("measles_bot.builds.try_release", lambda layout, release: None)
    assert office.run("update") == 3
    assert linked(office.layout.current) == old
    assert is_open(office)


def test_a_backup_a_restore_and_a_drill_cover_it(office: World, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("aliya", "marat"):
        assert office.run("desk", "create-chief", name) == 0
    assert office.run("backup") == 0
    (file,) = office.layout.backups.glob("by-hand-*.tar")
    with closing(sqlite3.connect(office.layout.state / "desk.db")) as database:
        database.execute("DELETE FROM people_member")
        database.commit()
    assert office.run("restore", str(file)) == 0
    stopped = [word for word in office.asked_systemd() if word.startswith("stop measles-bot.socket")]
    assert stopped[-1].endswith(DESK), "nothing may write into it meanwhile"
    assert is_open(office)
    with closing(sqlite3.connect(office.layout.state / "desk.db")) as database:
        assert database.execute("SELECT count(*) FROM people_member").fetchone() == (2,)
    assert office.run("drill") == 0
    assert "the desk starts with it, 2 people of the office" in capsys.readouterr().out
    assert [one.name for one in office.layout.backups.iterdir() if one.is_dir()] == []


@pytest.mark.parametrize("what", ["missing", "damaged"])
def test_a_drill_fails_where_the_desks_part_of_a_backup_is_no_good(office: World, what: str) -> None:
    kept = office.layout.state / "desk.db"
    whole = kept.read_bytes()
    if what == "missing":
        kept.unlink()
    else:
        kept.write_bytes(whole[:200] + b"x" * (len(whole) - 200))
    assert office.run("backup", "--nightly") == 0
    kept.write_bytes(whole)
    assert office.run("drill") == 1
    line = next(one for one in status.lines(office.layout) if one.what == "Drill")
    assert line.said.startswith("FAILED")


def test_a_silent_desk_is_started_anew(office: World) -> None:
    assert health.check(office.layout, pause=0) == (True, "The bot is ready.")
    pid = Path(office.folder / f"systemd/{DESK}.pid")
    os.kill(int(pid.read_text()), signal.SIGKILL)
    time.sleep(0.1)
    said = "The bot is ready. The desk did not answer and is started anew."
    assert health.check(office.layout, pause=0) == (False, said)
    for _ in range(100):
        if is_open(office):
            return
        time.sleep(0.05)
    raise AssertionError("the desk is not there again")
