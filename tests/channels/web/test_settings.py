"""Settings from the environment: what is wrong is said at the start, with what to write instead."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from rasa_project.channels.web.settings import settings_from
from rasa_project.settings import SettingsError
from tests.servers import free_port

SECRET = "s" * 32


@pytest.mark.parametrize(
    ("written", "origins"),
    [
        ("", set()),
        ("https://example.kz", {"https://example.kz"}),
        ("https://Example.kz/, http://127.0.0.1:8080", {"https://example.kz", "http://127.0.0.1:8080"}),
        ("https://a.kz https://b.kz", {"https://a.kz", "https://b.kz"}),
    ],
)
def test_origins_are_read(written: str, origins: set[str]) -> None:
    settings = settings_from({"WIDGET_ORIGINS": written, "WIDGET_SECRET": SECRET})
    assert settings.origins == origins


@pytest.mark.parametrize(
    "written",
    ["*", "https://*", "https://*.kz", "example.kz", "https://a.kz/page", "ftp://a.kz", "null", "https://", "https://a:b",
     "https://u@a.kz", "https://a.kz?x", "https://[::1"],
)  # fmt: skip
def test_what_is_no_origin_is_refused_by_name(written: str) -> None:
    with pytest.raises(SettingsError, match=r"WIDGET_ORIGINS .* Write the address"):
        settings_from({"WIDGET_ORIGINS": written, "WIDGET_SECRET": SECRET})


def test_a_short_secret_is_refused() -> None:
    with pytest.raises(SettingsError, match=r"WIDGET_SECRET is shorter than 32 letters\. Make one"):
        settings_from({"WIDGET_SECRET": "short"})


def test_without_a_secret_one_is_made_and_kept_for_the_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "state" / "widget_secret"
    first = settings_from({}, file)
    assert settings_from({}, file).secret == first.secret
    assert settings_from({}, tmp_path / "other").secret != first.secret
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert [one.name for one in file.parent.iterdir()] == ["widget_secret"]


def test_where_nothing_can_be_kept_it_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file where the folder should be")
    with pytest.raises(SettingsError, match=r"can't be kept in .* set WIDGET_SECRET"):
        settings_from({}, tmp_path / "state" / "widget_secret")


@pytest.mark.slow
def test_a_wrong_setting_stops_the_start_with_one_line(root: Path) -> None:
    command = [sys.executable, "-m", "rasa_project", "run", "--port", str(free_port())]
    environment = {**os.environ, "WIDGET_ORIGINS": "*", "WIDGET_SECRET": SECRET}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 1
    assert "The bot can't start: WIDGET_ORIGINS holds '*'. Write the address" in done.stderr
    assert "Traceback" not in done.stderr


def test_nobody_waits_in_line_longer_than_a_turn_may_take() -> None:
    assert settings_from({"WIDGET_SECRET": SECRET, "TURN_SECONDS": "3"}).limits.line_seconds == 3
