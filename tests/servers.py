"""A real server of the project on a free port of this machine, with a state of its own."""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

START_SECONDS = 180
#: Below the ports that Linux gives to outgoing calls.
_OWN_PORTS: Final = (20_000, 32_000)


@dataclass(frozen=True)
class Answer:
    """An HTTP answer."""

    status: int
    headers: Any
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Server:
    """A server that runs."""

    base: str
    port: int
    pid: int
    folder: Path
    environment: dict[str, str]

    @property
    def log(self) -> str:
        return (self.folder / "log").read_text(encoding="utf-8")

    def call(self, path: str, body: Any = None, method: str | None = None, **headers: str) -> Answer:
        """Call a path; ``body`` is sent as JSON where it is not bytes; underscores in names of headers are hyphens."""
        data = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        named = {"Content-Type": "application/json"} if data is not None else {}
        named |= {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(self.base + path, data, named, method=method)  # noqa: S310
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
                return Answer(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.headers, error.read())

    def ask(self, message: str, sender: str = "anna", **headers: str) -> Answer:
        """Ask over the API."""
        return self.call("/api/v1/messages", {"sender": sender, "message": message}, **headers)

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command of the project with the server's settings."""
        return subprocess.run(
            [sys.executable, "-m", "rasa_project", *arguments],
            env=self.environment, capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip

    def memory_kb(self) -> int:
        """Resident memory of its worker, in kB."""
        worker = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text(encoding="utf-8").split()[0]
        status = Path(f"/proc/{worker}/status").read_text(encoding="utf-8")
        return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS")))


def free_port() -> int:
    """A port that nobody has, below those that the kernel gives to calls of other tests: it stays free."""
    while True:
        port = random.randrange(*_OWN_PORTS)
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
            return port


@contextmanager
def running(root: Path, folder: Path, files: int | None = None, **settings: str | None) -> Iterator[Server]:
    """A server whose state lies in ``folder``; stopped by its own process id at the end.

    ``files`` is its soft and hard limit of open files. A setting that is ``None`` is not set.
    """
    port = free_port()
    told = {
        **os.environ,
        "RASA_TELEMETRY_ENABLED": "false",
        "DATABASE_URL": f"sqlite:///{folder}/conversations.db",
        "REST_KEYS_FILE": f"{folder}/keys.json",
        "PUBLISHED": f"{folder}/published",
        "AUDIT_FILE": f"{folder}/audit.jsonl",
        "SENDER_KEY": "0123456789" * 4,
        "LOCAL_ACCESS": "on",
        **settings,
    }
    environment = {name: value for name, value in told.items() if value is not None}
    command = [sys.executable, "-m", "rasa_project", "run", "--port", str(port)]
    if files is not None:
        command = ["bash", "-c", f'ulimit -n {files} && exec "$@"', "bash", *command]
    with (folder / "log").open("w", encoding="utf-8") as out:
        process = subprocess.Popen(command, cwd=root, env=environment, stdout=out, stderr=subprocess.STDOUT)
    server = Server(f"http://127.0.0.1:{port}", port, process.pid, folder, environment)
    try:
        end = time.monotonic() + START_SECONDS
        while "Ready" not in server.log:
            if process.poll() is not None or time.monotonic() > end:
                raise AssertionError(f"the server did not start: {server.log[-2000:]}")
            time.sleep(0.3)
        yield server
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
