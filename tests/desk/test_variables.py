"""Every setting of the desk can be wrong in one sentence; the secret is made once for its owner alone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desk import variables
from desk.variables import DESK_SETTINGS, check_desk, is_loopback
from rasa_project.settings import SETTINGS, Setting, SettingsError

WRONG = [
    ("DESK_HOST", "my host"), ("DESK_HOST", "10.0.0.1"), ("DESK_PORT", "0"), ("DESK_PORT", "abc"),
    ("DESK_HOSTS", "https://desk.example"), ("DESK_HOSTS", "desk.example:8000"), ("DESK_HOSTS", "*.example"),
    ("DESK_DATABASE_URL", "state/desk.db"), ("DESK_DATABASE_URL", "mysql://a/b"), ("RETAIN_TEXT", "no"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text"), WRONG)
def test_one_sentence_names_the_variable_and_says_what_to_write(name: str, text: str) -> None:
    with pytest.raises(SettingsError, match=rf"^{name}\b.*(Write|Set )") as error:
        check_desk({name: text})
    assert "\n" not in str(error.value)


def test_all_are_listed_explained_and_can_be_left_out() -> None:
    check_desk({})
    defined = {name for name, value in vars(variables).items() if isinstance(value, Setting)}
    assert {one.name for one in DESK_SETTINGS} == defined
    assert all(one.help and (one.default or one.without) for one in DESK_SETTINGS)
    assert {name for name, _ in WRONG} | {"DESK_SECRET_FILE"} == defined
    assert defined.isdisjoint(one.name for one in SETTINGS)


def test_the_network_is_let_in_behind_a_named_proxy_alone() -> None:
    check_desk({"DESK_HOST": "10.0.0.1", "DESK_HOSTS": "desk.example"})
    assert [is_loopback(one) for one in ("127.0.0.1", "::1", "localhost", "10.0.0.1", "desk.example")] == [
        True, True, True, False, False,
    ]  # fmt: skip


def desk(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command of the desk with files of its own."""
    told = {"DESK_DATABASE_URL": f"sqlite:///{folder}/d/desk.db", "DESK_SECRET_FILE": f"{folder}/d/desk.secret"}
    return subprocess.run(
        [sys.executable, "-m", "desk", *arguments],
        env={**os.environ, **told, **environment}, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


@pytest.mark.slow
def test_the_shell_makes_the_first_chief_by_a_link(tmp_path: Path) -> None:
    done = desk(tmp_path, "create-chief", "aliya", DESK_PORT="8099")
    assert done.returncode == 0, done.stderr
    assert "http://127.0.0.1:8099/invitation/" in done.stdout
    assert desk(tmp_path, "create-chief", "a b").returncode == 1
    for name in ("desk.db", "desk.secret"):
        assert (tmp_path / "d" / name).stat().st_mode & 0o777 == 0o600


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "text"), [("DESK_PORT", "x"), ("DESK_SECRET_FILE", "/proc/none/s"), ("DESK_DATABASE_URL", "sqlite:////proc/none/d.db")]
)  # fmt: skip
def test_a_wrong_setting_ends_the_start_with_one_line(tmp_path: Path, name: str, text: str) -> None:
    done = desk(tmp_path, "run", **{name: text})
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"The desk can't start: {name}")
    assert done.stderr.count("\n") == 1
