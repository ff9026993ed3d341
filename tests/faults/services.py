"""Private PostgreSQL and Redis on free ports, and the bot as `make run` starts it."""

from __future__ import annotations

import contextlib
import json
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 180


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def tool(name: str, *folders: str) -> str:
    """Path of a program; skips the test where it is missing, and fails it where CI says that it must be there."""
    path = shutil.which(name) or next((str(p) for f in folders for p in sorted(Path("/").glob(f"{f}/{name}"))), None)
    if path is None:
        text = f"{name} is not installed (bash scripts/install_services.sh installs it)"
        if os.environ.get("SERVICES_REQUIRED"):
            pytest.fail(text)
        pytest.skip(text)
    return path


def numbered(text: str, number: int) -> str:
    """A text of its own for each number; in letters, since a parent's number may mean an age or a phone line."""
    return f"{text} {str(number).translate(str.maketrans('0123456789', 'xbcdfghklm'))}"


class Service:
    """A server process of a test, ended by its own id."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None

    def command(self) -> list[str]:
        raise NotImplementedError

    def is_up(self) -> bool:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
            return True
        return False

    def start(self) -> None:
        with (self.folder / "service.log").open("ab") as log:
            self.process = subprocess.Popen(self.command(), stdout=log, stderr=log, cwd=self.folder, **self.options())
        end = time.monotonic() + 30
        while not self.is_up():
            if self.process.poll() is not None or time.monotonic() > end:
                pytest.fail((self.folder / "service.log").read_text(errors="replace")[-2000:])
            time.sleep(0.05)

    def options(self) -> dict[str, Any]:
        return {}

    def stop(self, how: int = signal.SIGTERM) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(how)
            self.process.wait(timeout=30)


def unprivileged() -> dict[str, Any]:
    """PostgreSQL refuses to run as root."""
    if os.getuid() != 0:
        return {}
    user = pwd.getpwnam("nobody")
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


class Postgres(Service):
    def __init__(self) -> None:
        binaries = Path(tool("initdb", "usr/lib/postgresql/*/bin")).resolve().parent
        # pytest's own folders can't be entered by anybody but their owner
        super().__init__(Path(tempfile.mkdtemp(prefix="postgres-")))
        self.binaries = binaries
        if account := unprivileged():
            os.chown(self.folder, account["user"], account["group"])
        arguments = ["-D", str(self.folder / "data"), "-U", "bot", "--auth=trust", "-E", "UTF8", "--no-locale"]
        command = [str(self.binaries / "initdb"), "--no-sync", *arguments]
        done = subprocess.run(command, capture_output=True, check=False, cwd=self.folder, **unprivileged())
        assert done.returncode == 0, done.stderr.decode()

    @property
    def url(self) -> str:
        return f"postgresql://bot@127.0.0.1:{self.port}/postgres"

    def command(self) -> list[str]:
        return [str(self.binaries / "postgres"), "-D", str(self.folder / "data"), "-p", str(self.port),
                "-c", "listen_addresses=127.0.0.1", "-c", f"unix_socket_directories={self.folder}"]  # fmt: skip

    def options(self) -> dict[str, Any]:
        return unprivileged()

    def stop(self, how: int = signal.SIGINT) -> None:
        super().stop(how)  # SIGINT is PostgreSQL's fast shutdown

    def remove(self) -> None:
        shutil.rmtree(self.folder)

    def is_up(self) -> bool:
        ready = [str(self.binaries / "pg_isready"), "-h", "127.0.0.1", "-p", str(self.port)]
        return subprocess.run(ready, capture_output=True, check=False).returncode == 0


class Redis(Service):
    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.program = tool("redis-server")

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def command(self) -> list[str]:
        return [self.program, "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]


class Bot(Service):
    """The bot's server."""

    def __init__(self, folder: Path, **environment: str) -> None:
        super().__init__(folder)
        self.environment = {"TURN_SECONDS": "60", **environment}

    @property
    def log(self) -> str:
        return (self.folder / "service.log").read_text(encoding="utf-8", errors="replace")

    def command(self) -> list[str]:
        return [sys.executable, "-m", "rasa_project", "run", "--port", str(self.port)]

    def start(self) -> None:
        environment = {**os.environ, "PYTHONWARNINGS": "ignore", "TF_CPP_MIN_LOG_LEVEL": "3", **self.environment}
        with (self.folder / "service.log").open("ab") as log:
            begun = log.tell()
            self.process = subprocess.Popen(self.command(), stdout=log, stderr=log, cwd=ROOT, env=environment)
        end = time.monotonic() + START_SECONDS
        while "Ready." not in self.log[begun:]:
            if self.process.poll() is not None or time.monotonic() > end:
                pytest.fail(f"the bot did not start: {self.log[-2000:]}")
            time.sleep(0.2)

    def get(self, path: str) -> tuple[int, Any]:
        return self._send(urllib.request.Request(f"http://127.0.0.1:{self.port}{path}"))

    def say(self, sender: str, text: str) -> list[str]:
        """Texts of the answers; raises where the connection broke (nothing was confirmed)."""
        body = json.dumps({"sender": sender, "message": text}).encode()
        address = f"http://127.0.0.1:{self.port}/webhooks/rest/webhook"
        status, answers = self._send(urllib.request.Request(address, body))
        assert status == 200
        return [answer.get("text", "") for answer in answers]

    def wait_until(self, status: int) -> Any:
        """Poll /health/ready until it has the status."""
        end = time.monotonic() + 60
        while True:
            found, body = self.get("/health/ready")
            if found == status:
                return body
            assert time.monotonic() < end, body
            time.sleep(0.2)

    @staticmethod
    def _send(request: urllib.request.Request) -> tuple[int, Any]:
        try:
            with urllib.request.urlopen(request, timeout=90) as answer:  # noqa: S310
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)


@contextlib.contextmanager
def running(service: Any) -> Iterator[Any]:
    service.start()
    try:
        yield service
    finally:
        service.stop()
