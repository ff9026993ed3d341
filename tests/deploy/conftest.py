"""A server in a temporary folder: a repository to update from, a root, and fake programs on PATH."""

from __future__ import annotations

import contextlib
import json
import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from measles_bot import cli, update
from measles_bot.layout import Layout
from rasa_project.settings import SETTINGS
from tests.servers import free_port

HERE = Path(__file__).parent
PYTHON = shlex.quote(sys.executable)
SMOKE = [
    {"ask": "103?", "language": "kk", "expected": {"emergency": True}, "says": ["103"]},
    {"ask": "сәлем", "language": "kk", "expected": {"emergency": False}, "says": []},
]
MAKEFILE = """install:
\t@mkdir -p .venv/bin && cp python .venv/bin/python
install-desk:
\t@touch .venv/.desk
train:
\t@mkdir -p models && touch models/measles.tar.gz
"""


@dataclass(frozen=True)
class World:
    """The repository and the server."""

    folder: Path
    layout: Layout
    port: int

    @property
    def source(self) -> Path:
        return self.folder / "repository"

    def commit(self, version: str, tag: bool = True, **behaviour: Any) -> str:
        """A version of the bot in the repository, and its name on the server."""
        files = {
            "pyproject.toml": f'[project]\nversion = "{version}"\n',
            "Makefile": MAKEFILE,
            "python": f'#!/bin/sh\nexec {PYTHON} -IS {shlex.quote(str(HERE / "fake_bot.py"))} "$@"\n',
            "behaviour.json": json.dumps(behaviour),
            "deploy/smoke.json": json.dumps(SMOKE),
            "deploy/systemd/measles-bot.service": f"# {version}\n[Service]\nExecStart=/bin/true\n",
            "deploy/systemd/measles-bot-desk.service": f"# {version}\n[Service]\nExecStart=/bin/true\n",
            "deploy/etc/Caddyfile.desk": "{$DESK_DOMAIN} {\n\treverse_proxy 127.0.0.1:{$DESK_PORT}\n}\n",
            "deploy/etc/Caddyfile": "# measles-bot\n{$DOMAIN} {\n\treverse_proxy 127.0.0.1:{$PORT}\n}\n",
            "deploy/etc/journald.conf": "[Journal]\n",
            "deploy/etc/unattended-upgrades.conf": "// nothing\n",
        }
        if behaviour.get("has_desk", True):
            files["desk/__main__.py"] = "the fake bot's\n"
        else:
            (self.source / "desk/__main__.py").unlink(missing_ok=True)
        for name, text in files.items():
            file = self.source / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        (self.source / "python").chmod(0o755)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "-m", version)
        if tag:
            self.git("tag", f"v{version}")
        return f"{version}-{self.git('rev-parse', 'HEAD')[:7]}"

    def git(self, *words: str) -> str:
        who = ["-c", "user.name=t", "-c", "user.email=t@example.org"]
        command = ["git", *who, "-C", str(self.source), *words]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    def install(self, *more: str, domain: str = "bot.example.kz", desk: str = "") -> int:
        answers = self.folder / "install.env"
        text = f"DOMAIN={domain}\nSOURCE={self.source}\nPORT={self.port}\n{desk}"
        answers.write_text(text, encoding="utf-8")
        return self.run("install", "--no-packages", "--clone", str(self.source), "--file", str(answers), *more)

    def run(self, *words: str) -> int:
        return cli.main(list(words), self.layout)

    def asked_systemd(self) -> list[str]:
        log = self.folder / "systemctl.log"
        return log.read_text(encoding="utf-8").splitlines() if log.exists() else []

    def unit(self, name: str, state: str) -> None:
        """What systemd says of a unit from now on."""
        (self.folder / "systemd" / name).write_text(state, encoding="utf-8")


def script(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    file.chmod(0o755)


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    bin_folder = tmp_path / "bin"
    script(bin_folder / "systemctl", f'exec {PYTHON} -IS {shlex.quote(str(HERE / "fake_systemctl.py"))} "$@"')
    script(bin_folder / "caddy", "exit 0")
    script(bin_folder / "choom", 'while [ "$1" != "--" ]; do shift; done; shift; exec "$@"')
    of_the_desk = [name for name in os.environ if name.startswith(("DESK_", "DJANGO_"))]
    for name in (
        *(setting.name for setting in SETTINGS),
        *of_the_desk,
    ):  # tests of this process may have set one for good
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", f"{bin_folder}:{os.environ['PATH']}")
    monkeypatch.setenv("MEASLES_TEST_ROOT", str(tmp_path))
    monkeypatch.setattr(update, "READY_SECONDS", 3.0)
    made = World(tmp_path, Layout(tmp_path, None, None), free_port())
    made.source.mkdir()
    made.git("init", "--quiet", "--initial-branch=main")
    try:
        yield made
    finally:
        for pid in (tmp_path / "systemd").glob("*pid"):
            with contextlib.suppress(ProcessLookupError):
                os.kill(int(pid.read_text()), signal.SIGKILL)


@pytest.fixture
def installed(world: World) -> World:
    """A server with version 1.0.0."""
    world.commit("1.0.0")
    assert world.install() == 0
    return world
