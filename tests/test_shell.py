"""The terminal is the served bot; Rasa's own server is refused."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from rasa_project.yaml_files import read_yaml

pytestmark = pytest.mark.slow

_SECONDS = 300


def _run(command: list[str], folder: Path, said: str = "") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "SENDER_KEY": "0123456789" * 4, "DATABASE_URL": f"sqlite:///{folder}/theirs.db"}
    return subprocess.run(
        command, input=said, capture_output=True, text=True, timeout=_SECONDS, env=environment, check=False
    )


def test_a_talk_in_the_terminal(root: Path, tmp_path: Path) -> None:
    said = "балам 8 айлық, телефоным 8 701 123 45 67\n\nекпе қашан салынады?\n/restart\nдеректерімді өшір\n1\n"
    done = _run([sys.executable, "-m", "rasa_project", "shell"], tmp_path, said)
    assert done.returncode == 0, done.stderr
    assert "Балаңыз 8 айлық екен" in done.stdout  # remembered from one message to the next
    assert "[1] " in done.stdout  # the buttons of the question whether to delete
    assert "өшір" in done.stdout.lower()
    assert "request_id" not in done.stdout  # no log lines between the answers
    assert "123 45 67" not in done.stdout + done.stderr
    assert not (tmp_path / "theirs.db").exists()  # not among the conversations of parents


def test_rasas_own_server_is_refused(root: Path, tmp_path: Path) -> None:
    command = [str(Path(sys.executable).with_name("rasa")), "run", "--interface", "127.0.0.1", "--port", "0"]
    done = _run([*command, "--model", str(root / "models" / "measles.tar.gz")], tmp_path)
    assert done.returncode == 1
    assert done.stderr.rstrip().splitlines()[-1].endswith("Start it with: make run (or: python -m rasa_project run)")


def test_no_action_server_is_named(root: Path) -> None:
    assert "action_endpoint" not in read_yaml((root / "endpoints.yml").read_text(encoding="utf-8"))
    pages = [root / "README.md", *(root / "docs").glob("*.md")]
    assert [page.name for page in pages if "rasa run" in page.read_text(encoding="utf-8")] == []
