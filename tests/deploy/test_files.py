"""What the kit puts on a server: units that systemd takes and finds tight, files without a registry's address."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from configparser import RawConfigParser
from pathlib import Path

import pytest

from measles_bot import backups, smoke
from measles_bot.layout import DEFAULT_PORT, DESK, SERVICE, SOCKET, TIMERS, Layout
from measles_bot.releases import Release
from measles_bot.smoke import questions
from rasa_project.settings import SETTINGS

UNITS = ("measles-bot", "measles-bot-backup", "measles-bot-desk", "measles-bot-drill", "measles-bot-health")


def unit(root: Path, name: str) -> RawConfigParser:
    read = RawConfigParser(strict=False)
    read.optionxform = str  # type: ignore[assignment]
    read.read(root / "deploy/systemd" / name)
    return read


def analyze(*words: object) -> subprocess.CompletedProcess[str]:
    program = shutil.which("systemd-analyze")
    if program is None:
        assert not os.environ.get("SERVICES_REQUIRED"), "systemd-analyze is missing: scripts/install_services.sh"
        pytest.skip("no systemd-analyze (apt-get install systemd)")
    return subprocess.run([program, *map(str, words)], capture_output=True, text=True, check=False)


def test_every_timer_has_its_service_and_the_list_has_them_all(root: Path) -> None:
    folder = root / "deploy/systemd"
    assert sorted(path.name for path in folder.glob("*.timer")) == sorted(TIMERS)
    assert sorted(path.stem for path in folder.glob("*.service")) == sorted(UNITS)
    assert [path.name for path in folder.glob("*.socket")] == [SOCKET]
    assert unit(root, SOCKET)["Socket"]["ListenStream"] == f"127.0.0.1:{DEFAULT_PORT}"


@pytest.mark.parametrize("name", UNITS)
def test_a_unit_is_taken_by_systemd_and_its_exposure_is_under_3(root: Path, tmp_path: Path, name: str) -> None:
    text = (root / f"deploy/systemd/{name}.service").read_text(encoding="utf-8")
    file = tmp_path / f"{name}.service"
    file.write_text(re.sub(r"^ExecStart=.*", "ExecStart=/bin/true", text, flags=re.M), encoding="utf-8")
    shutil.copy(root / "deploy/systemd" / SOCKET, tmp_path)
    verified = analyze("verify", "--man=no", file)
    assert name not in verified.stderr
    assert verified.returncode == 0
    secure = analyze("security", "--offline=true", "--threshold=30", "--no-pager", file)
    assert secure.returncode == 0, secure.stdout[-500:]


@pytest.mark.parametrize("name", [*TIMERS, SOCKET])
def test_a_timer_is_taken_by_systemd(root: Path, name: str) -> None:
    found = analyze("verify", "--man=no", root / "deploy/systemd" / name)
    assert f"{name}:" not in found.stderr
    for calendar in re.findall(r"^OnCalendar=(.*)", (root / "deploy/systemd" / name).read_text(encoding="utf-8"), re.M):
        assert analyze("calendar", calendar).returncode == 0


def test_paths_of_units_are_those_of_the_layout(root: Path) -> None:
    layout = Layout()
    bot = unit(root, SERVICE)["Service"]
    assert bot["WorkingDirectory"] == str(layout.current)
    assert bot["EnvironmentFile"] == str(layout.settings)
    assert bot["ExecStart"].startswith(f"{layout.current}/.venv/bin/python -m rasa_project run")
    assert f"/var/lib/{bot['StateDirectory']}" == str(layout.state)
    assert bot["InaccessiblePaths"] == f"-{layout.backups}"
    assert bot["User"] == layout.bot_user
    for name in ("backup", "drill"):
        found = unit(root, f"measles-bot-{name}.service")["Service"]
        assert found["ReadWritePaths"] == str(layout.backups)
        assert found["ExecStart"].startswith(f"{layout.command} {name}")
        assert found["User"] == layout.bot_user


def test_the_desks_unit_is_the_bots_user_who_writes_no_conversation(root: Path) -> None:
    from measles_bot.desk import INSTALLED

    layout, read = Layout(), unit(root, DESK)
    desk, bot = read["Service"], unit(root, SERVICE)["Service"]
    assert read["Unit"]["ConditionPathExists"] == str(layout.current / INSTALLED)
    assert "Requires" not in read["Unit"], "each runs without the other"
    assert desk["ExecStart"] == f"{layout.current}/.venv/bin/python -m desk run"
    assert desk["ReadOnlyPaths"] == f"-{layout.state}/conversations.db"
    for name in ("User", "Group", "WorkingDirectory", "EnvironmentFile", "StateDirectory", "UMask", "NoNewPrivileges"):
        assert desk[name] == bot[name]
    assert int(desk["OOMScoreAdjust"]) > int(bot["OOMScoreAdjust"])
    assert desk["OOMPolicy"] == "continue", "a trial that the kernel ends does not end the desk"
    hidden = desk["UnsetEnvironment"].split()
    assert {"TELEGRAM_TOKEN", "WIDGET_SECRET", "SENDER_KEY"} <= set(hidden)
    text = (root / "deploy/systemd" / DESK).read_text(encoding="utf-8")
    for name in ("sender.key", "keys.json", "widget_secret", "telegram.db", "outreach.key"):
        assert f"-{layout.state}/{name}" in text


def test_a_bot_that_was_told_to_stop_has_the_time_that_a_turn_takes(root: Path) -> None:
    from rasa_project.server import END_SLACK_SECONDS, STOP_SLACK_SECONDS
    from rasa_project.settings import TURN_SECONDS

    stop = float(unit(root, SERVICE)["Service"]["TimeoutStopSec"])
    assert stop > TURN_SECONDS.value_of(TURN_SECONDS.default) + STOP_SLACK_SECONDS + END_SLACK_SECONDS


def test_caddy_gives_up_an_idle_connection_before_the_bot_does(root: Path) -> None:
    from rasa_project.serving.http_protocol import KEEP_ALIVE_SECONDS

    text = (root / "deploy/etc/Caddyfile").read_text(encoding="utf-8")
    seconds = re.search(r"keepalive (\d+)s", text)
    assert seconds is not None
    assert int(seconds[1]) < KEEP_ALIVE_SECONDS


def test_ten_questions_in_both_languages_two_of_them_emergencies(root: Path) -> None:
    asked = questions(Release(root))
    assert len(asked) == 10
    assert {one.language for one in asked} == {"kk", "ru"}
    assert sum(one.expected.get("emergency", False) and "103" in one.says for one in asked) == 2
    known = {intent.rstrip(":") for intent in re.findall(r"^- intent: (\w+)", all_nlu(root), re.M)}
    assert {one.expected["intent"] for one in asked if "intent" in one.expected} <= known


def all_nlu(root: Path) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in root.glob("data/*/nlu.yml"))


def test_nothing_names_a_registry_or_a_shell_that_hides_errors(root: Path) -> None:
    for path in [*root.glob("deploy/**/*"), *root.glob("scripts/*.sh")]:
        if path.is_file() and path.suffix not in {".pyc", ".json"}:
            text = path.read_text(encoding="utf-8")
            assert not re.search(r"pypi\.org|docker\.io|quay\.io|ghcr\.io|--index-url", text), path
            if path.suffix == ".sh":
                assert "set -euo pipefail" in text, path
    json.loads((root / "deploy/smoke.json").read_text(encoding="utf-8"))


def test_shellcheck_finds_nothing(root: Path) -> None:
    program = shutil.which("shellcheck")
    if program is None:
        assert not os.environ.get("SERVICES_REQUIRED"), "shellcheck is missing: scripts/install_services.sh"
        pytest.skip("no shellcheck (apt-get install shellcheck)")
    files = [*root.glob("scripts/*.sh"), *root.glob("deploy/**/*.sh"), root / ".ci/run"]
    found = subprocess.run([program, *files], capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout


def test_a_trial_and_a_drill_name_every_file_of_the_server_away(tmp_path: Path) -> None:
    """One that was left out would be the server's own: a drill would tell an integrator what waits there."""
    files = {one.name for one in SETTINGS if one.parse is Path} - {"CHECKED_CONTENT", "PUBLISHED"}
    assert len(files) > 5
    assert files <= set(backups._nowhere())
    assert files <= set(smoke._apart(tmp_path, 1))
    assert all(str(tmp_path) in smoke._apart(tmp_path, 1)[name] for name in files)
