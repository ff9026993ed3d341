"""A new version beside the old one, tried, switched to, and taken back where it does not hold."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from measles_bot.builds import check_room
from measles_bot.errors import KitError
from measles_bot.releases import COMPLETE, Release, linked, locked, point, prune
from measles_bot.service import call
from tests.deploy.conftest import World

pytestmark = pytest.mark.slow  # each sets up a server of its own


def serving(world: World) -> str:
    """The version that answers."""
    return str(call(world.port, "/health/ready").body.get("version"))


def names(world: World) -> tuple[str, str]:
    current, previous = linked(world.layout.current), linked(world.layout.previous)
    return (current.name if current else "", previous.name if previous else "")


def test_the_newest_number_serves_and_the_old_one_stays(installed: World, capsys: pytest.CaptureFixture[str]) -> None:
    old = names(installed)[0]
    installed.commit("1.9.0")
    new = installed.commit("1.10.0")  # ten is more than nine
    installed.commit("1.11.0", tag=False)
    assert installed.run("update") == 0
    assert (serving(installed), names(installed)) == ("1.10.0", (new, old))
    assert f"{new} serves now; {old} stays" in capsys.readouterr().out
    assert "# 1.10.0" in (installed.layout.units / "measles-bot.service").read_text(encoding="utf-8")


def test_a_named_commit_is_taken_and_the_same_one_twice_is_nothing_to_do(
    installed: World, capsys: pytest.CaptureFixture[str]
) -> None:
    new = installed.commit("2.0.0", tag=False)
    assert installed.run("update", "main") == 0
    asked = installed.asked_systemd()
    assert installed.run("update", new.split("-")[1]) == 0
    assert "nothing newer" in capsys.readouterr().out
    assert installed.asked_systemd() == asked


@pytest.mark.parametrize("wanted", ["v9.9.9", "--upload-pack=x", "HEAD~99"])
def test_a_version_that_is_not_there_is_said(installed: World, wanted: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert installed.run("update", "--", wanted) == 1
    assert "has no version" in capsys.readouterr().err
    assert serving(installed) == "1.0.0"


@pytest.mark.parametrize(
    ("behaviour", "said"),
    [
        ({"deaf": True}, "answered wrongly"),
        ({"dies": True}, "no reason in particular"),
        ({"unready": True}, "become ready"),
    ],
)
def test_what_fails_its_trial_is_never_switched_to(
    installed: World,
    behaviour: dict[str, bool],
    said: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("measles_bot.smoke.START_SECONDS", 2.0)
    bad = installed.commit("2.0.0", **behaviour)
    asked = installed.asked_systemd()
    assert installed.run("update") == 1
    assert said in capsys.readouterr().err
    assert (serving(installed), installed.asked_systemd()) == ("1.0.0", asked)
    good = installed.commit("2.0.1")
    assert installed.run("update") == 0
    assert names(installed)[0] == good
    assert not (installed.layout.releases / bad).exists()


def fails_after_the_switch(world: World, **behaviour: int) -> str:
    """A version that holds in its trial and not in the place of the old one."""
    made = world.commit("2.0.0", **behaviour)
    trouble = (
        '[ -e state/conversations.db ] && [ $# = 3 ] && echo \'{"unready": true, "store": %d}\' > behaviour.json\n'
    )
    text = (world.source / "python").read_text(encoding="utf-8")
    (world.source / "python").write_text(
        text.replace("exec", trouble % behaviour.get("store", 1) + "exec"), encoding="utf-8"
    )
    world.git("commit", "--quiet", "--all", "--amend", "-m", "2.0.0")
    world.git("tag", "--force", "v2.0.0")
    return made


def test_what_does_not_hold_after_the_switch_is_taken_back(
    installed: World, capsys: pytest.CaptureFixture[str]
) -> None:
    old = names(installed)[0]
    fails_after_the_switch(installed)
    assert installed.run("update") == 3
    said = capsys.readouterr().err
    assert "did not hold (store: conversations can't be read or written)" in said
    assert f"{old} serves again, nothing was lost" in said
    assert (serving(installed), names(installed)[0]) == ("1.0.0", old)
    assert "# 1.0.0" in (installed.layout.units / "measles-bot.service").read_text(encoding="utf-8")


def test_the_way_back_brings_the_store_back_where_the_new_version_changed_it(
    installed: World, capsys: pytest.CaptureFixture[str]
) -> None:
    with sqlite3.connect(installed.layout.state / "conversations.db") as database:
        database.execute("INSERT INTO conversation VALUES ('anna')")
    fails_after_the_switch(installed, store=2)
    assert installed.run("update") == 3
    assert "with the conversations of before-update-" in capsys.readouterr().err
    assert serving(installed) == "1.0.0"
    with sqlite3.connect(installed.layout.state / "conversations.db") as database:
        assert database.execute("SELECT id FROM conversation").fetchall() == [("anna",)]
        assert database.execute("PRAGMA user_version").fetchone() == (1,)


def test_rollback_goes_to_the_version_before_and_forth_again(installed: World) -> None:
    old = names(installed)[0]
    new = installed.commit("2.0.0")
    assert installed.run("update") == 0
    assert installed.run("rollback") == 0
    assert (serving(installed), names(installed)) == ("1.0.0", (old, new))
    assert installed.run("rollback") == 0
    assert (serving(installed), names(installed)) == ("2.0.0", (new, old))


def test_rollback_without_a_version_before(installed: World, capsys: pytest.CaptureFixture[str]) -> None:
    assert installed.run("rollback") == 1
    assert "no version before" in capsys.readouterr().err


def test_two_commands_at_once_are_one_after_the_other(installed: World, capsys: pytest.CaptureFixture[str]) -> None:
    with locked(installed.layout):
        assert [installed.run("update"), installed.run("rollback")] == [1, 1]
    assert capsys.readouterr().err.count("Another measles-bot command") == 2


def test_old_releases_go_and_those_in_use_stay(world: World) -> None:
    releases = [world.layout.releases / name for name in ("a", "b", "c", "d", "broken")]
    for folder in releases:
        folder.mkdir(parents=True)
        if folder.name != "broken":
            (folder / COMPLETE).touch()
    point(world.layout.current, Release(releases[3]))
    point(world.layout.previous, Release(releases[0]))
    assert prune(world.layout) == ["b", "broken"]
    assert sorted(folder.name for folder in world.layout.releases.iterdir()) == ["a", "c", "d"]


def test_a_build_without_room_is_refused_with_what_to_do(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.layout.home.mkdir(parents=True)
    meminfo = world.folder / "meminfo"
    meminfo.write_text("MemTotal: 2000000 kB\nMemAvailable: 1000000 kB\nSwapFree: 900000 kB\n", encoding="ascii")
    with pytest.raises(KitError, match="Add swap"):
        check_room(world.layout, meminfo)
    meminfo.write_text("MemAvailable: 1000000 kB\nSwapFree: 1100000 kB\n", encoding="ascii")
    check_room(world.layout, meminfo)
    usage = type(shutil.disk_usage(world.folder))(10, 9, 1)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    with pytest.raises(KitError, match="a new version needs"):
        check_room(world.layout, meminfo)


def test_a_release_with_a_state_of_its_own_is_not_covered(installed: World, capsys: pytest.CaptureFixture[str]) -> None:
    new = installed.commit("2.0.0")
    folder = installed.layout.releases / new
    assert installed.run("update") == 0
    assert (folder / "state").resolve() == installed.layout.state.resolve()
    assert Path(folder / "state").is_symlink()
