"""Backups, the drill, the health check and the screen."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from measles_bot import backups, health, status
from measles_bot.layout import Layout
from measles_bot.service import call
from tests.deploy.conftest import World

pytestmark = pytest.mark.slow  # each sets up a server of its own


def ready(world: World) -> bool:
    return call(world.port, "/health/ready").status == 200


def wait_until_ready(world: World) -> None:
    for _ in range(200):
        if ready(world):
            return
        time.sleep(0.05)
    raise AssertionError("the fake bot does not answer")


def saved(world: World, name: str, days: float = 0) -> Path:
    file = world.layout.backups / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("x", encoding="utf-8")
    os.utime(file, (time.time() - days * 86_400,) * 2)
    return file


def test_a_backup_is_made_restored_and_the_bot_serves_again(
    installed: World, capsys: pytest.CaptureFixture[str]
) -> None:
    assert installed.run("backup") == 0
    (file,) = installed.layout.backups.glob("by-hand-*.tar")
    assert installed.run("restore", str(file)) == 0
    assert "the bot is ready" in capsys.readouterr().out
    assert ready(installed)
    assert (installed.layout.state / "before-restore-1/conversations.db").is_file()
    asked = [word for word in installed.asked_systemd() if "measles-bot.service" in word and "show" not in word]
    assert asked[-2:] == [
        "stop measles-bot.socket measles-bot.service", "start measles-bot.socket measles-bot.service",
    ]  # fmt: skip


def test_a_backup_with_a_name_goes_there_and_never_over_another(
    installed: World, capsys: pytest.CaptureFixture[str]
) -> None:
    file = installed.folder / "stick.tar"
    assert installed.run("backup", str(file)) == 0
    before = file.read_bytes()
    assert installed.run("backup", str(file)) == 1
    assert "never overwritten" in capsys.readouterr().err
    assert file.read_bytes() == before
    assert not list(installed.layout.backups.glob("by-hand-*"))


@pytest.mark.parametrize("name", ["none.tar", "broken.tar"])
def test_a_backup_that_cannot_be_used_leaves_the_bot_as_it_was(
    installed: World, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (installed.folder / "broken.tar").write_text("no archive", encoding="utf-8")
    assert installed.run("restore", str(installed.folder / name)) == 1
    assert name in capsys.readouterr().err
    wait_until_ready(installed)
    assert not list(installed.layout.state.glob("before-restore-*"))


def test_the_oldest_go_and_those_by_hand_stay(world: World) -> None:
    nightly = [saved(world, f"nightly-202611{day:02}T031500Z.tar", 30 - day) for day in range(1, 21)]
    old = saved(world, "nightly-20261001T031500Z.tar", 60)
    before = [saved(world, f"before-update-202611{day:02}T120000Z.tar", 30 - day) for day in range(1, 6)]
    by_hand = saved(world, "by-hand-20250101T120000Z.tar", 600)
    assert set(backups.rotate(world.layout)) == {*nightly[:6], old, *before[:2]}
    assert by_hand.is_file()
    assert backups.rotate(world.layout) == []


def test_a_backup_is_not_kept_longer_than_a_conversation(world: World) -> None:
    kept = [saved(world, f"nightly-2026112{day}T031500Z.tar", 9 - day) for day in range(1, 9)]
    world.layout.settings.parent.mkdir(parents=True)
    world.layout.settings.write_text("RETENTION_DAYS=4\n", encoding="utf-8")
    assert set(backups.rotate(world.layout)) == set(kept[:5])


def test_how_many_are_kept_is_a_setting_and_the_last_one_stays_whatever_its_age(world: World) -> None:
    kept = [saved(world, f"nightly-2025010{day}T031500Z.tar", 300 - day) for day in range(1, 5)]
    world.layout.kit.parent.mkdir(parents=True)
    world.layout.kit.write_text("BACKUPS_KEPT=2\n", encoding="utf-8")
    assert set(backups.rotate(world.layout)) == set(kept[:3])


def test_at_night_systemd_tells_how_many_are_kept(world: World, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unit = (root / "deploy/systemd/measles-bot-backup.service").read_text(encoding="utf-8")
    assert f"EnvironmentFile=-{Layout().kit}" in unit
    monkeypatch.setenv("BACKUPS_KEPT", "2")
    kept = [saved(world, f"nightly-2026112{day}T031500Z.tar", 9 - day) for day in range(1, 5)]
    assert set(backups.rotate(world.layout)) == set(kept[:2])


def test_the_drill_restores_on_the_side_and_asks(installed: World, capsys: pytest.CaptureFixture[str]) -> None:
    assert installed.run("backup", "--nightly") == 0
    state = sorted(installed.layout.state.rglob("*"))
    assert installed.run("drill") == 0
    assert "restored, whole, 0 conversations, ten questions answered" in capsys.readouterr().out
    assert sorted(installed.layout.state.rglob("*")) == state
    assert sorted(file.suffix for file in installed.layout.backups.iterdir()) == [".json", ".tar"]


@pytest.mark.parametrize("kind", ["none", "broken"])
def test_a_drill_that_fails_is_told_by_status(installed: World, kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    if kind == "broken":
        saved(installed, "nightly-20261129T031500Z.tar")
    assert installed.run("drill") == 1
    assert ("There is no backup" if kind == "none" else "is damaged") in capsys.readouterr().err
    found = {line.what: line for line in status.lines(installed.layout)}
    assert found["Drill"].said.startswith("FAILED")
    assert found["Drill"].to_do


def test_a_server_without_conversations_has_nothing_to_save_at_night(
    installed: World, capsys: pytest.CaptureFixture[str]
) -> None:
    (installed.layout.state / "conversations.db").unlink()
    assert installed.run("backup", "--nightly") == 0
    assert "nothing to save" in capsys.readouterr().out


def test_a_bot_that_answers_is_left_alone(installed: World) -> None:
    asked = len(installed.asked_systemd())
    assert health.check(installed.layout, pause=0) == (True, "The bot is ready.")
    assert [word for word in installed.asked_systemd()[asked:] if not word.startswith("show")] == []


def test_a_silent_bot_is_started_anew(installed: World) -> None:
    pid = int((installed.folder / "systemd/pid").read_text())
    os.kill(pid, signal.SIGKILL)  # systemd, which would see it, is not here
    time.sleep(0.1)
    is_well, said = health.check(installed.layout, pause=0)
    assert (is_well, said) == (False, "The bot did not answer 3 times and is started anew.")
    wait_until_ready(installed)


@pytest.mark.parametrize(
    ("state", "expected"), [("inactive", []), ("activating", []), ("failed", ["reset-failed", "start"])]
)
def test_what_systemd_says_decides(installed: World, state: str, expected: list[str]) -> None:
    installed.unit("measles-bot.service", state)
    asked = len(installed.asked_systemd())
    is_well, _ = health.check(installed.layout, pause=0)
    done = [word.split()[0] for word in installed.asked_systemd()[asked:] if not word.startswith("show")]
    assert (is_well, done) == (not expected, expected)


def test_a_bot_that_is_not_ready_is_said_and_not_started_anew(world: World) -> None:
    world.commit("1.0.0")
    assert world.install() == 0
    (world.layout.current / "behaviour.json").write_text('{"unready": true}', encoding="utf-8")
    world.run("health")
    from measles_bot.service import systemctl

    systemctl("restart", "measles-bot.service")
    asked = len(world.asked_systemd())
    is_well, said = health.check(world.layout, pause=0)
    assert not is_well
    assert "store: conversations can't be read or written" in said
    assert [word for word in world.asked_systemd()[asked:] if not word.startswith("show")] == []


def test_the_screen_says_what_to_do_and_so_does_the_exit_status(
    installed: World, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import datetime, timedelta, timezone

    end = datetime.now(timezone.utc) + timedelta(days=60)
    monkeypatch.setattr(status, "certificate_end", lambda domain: end)
    monkeypatch.setattr(status, "_FREE_SHARE", 0.0)
    assert installed.run("status") == 1  # no backup yet
    assert "  - sudo measles-bot backup" in capsys.readouterr().out
    assert installed.run("backup") == 0
    assert installed.run("status") == 0
    said = capsys.readouterr().out
    assert "Answers:   yes, version 1.0.0" in said
    assert f"bot.example.kz until {end:%Y-%m-%d}" in said
    assert said.endswith("All is well.\n")
    installed.unit("measles-bot.service", "activating")
    found = {line.what: line.said for line in status.lines(installed.layout)}
    assert (found["Service"], found["Answers"]) == ("starting", "not yet")
    installed.unit("measles-bot.service", "active")
    installed.unit("measles-bot-drill.timer", "inactive")
    monkeypatch.setattr(status, "certificate_end", lambda domain: end - timedelta(days=55))
    assert installed.run("status") == 1
    said = capsys.readouterr().out
    assert "sudo systemctl enable --now measles-bot-drill.timer" in said
    assert "does not renew" in said


def test_an_announcement_is_ordered_by_the_version_that_serves(
    installed: World, capsys: pytest.CaptureFixture[str]
) -> None:
    assert installed.run("announce", "--kk", "Екпе тобы келеді.", "--ru", "Приедет бригада.", "--urgent") == 0
    assert "announced ['--kk', 'Екпе тобы келеді.', '--ru', 'Приедет бригада.', '--urgent']" in capsys.readouterr().out
    assert installed.run("announce", "--list") == 1
    assert "ended with status 1" in capsys.readouterr().err


def test_nothing_installed_is_a_sentence(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    assert [world.run(*words) for words in (["status"], ["update"], ["rollback"], ["backup"])] == [1, 1, 1, 1]
    assert capsys.readouterr().err.count("make install-service") == 4


def test_logs_are_those_of_all_units(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[list[str]] = []
    monkeypatch.setattr(os, "execvp", lambda program, words: said.append(words))
    world.run("logs")
    world.run("logs", "-f")
    assert said == [
        ["journalctl", "-u", "measles-bot*", "-n", "100", "--no-pager"],
        ["journalctl", "-u", "measles-bot*", "-f"],
    ]
