"""Private PostgreSQL and Redis on free ports: for the benchmark and for the tests of faults."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar


def free_port() -> int:
    """A port of this machine that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class MissingProgramError(Exception):
    """A program that a service needs is not installed; the text says how to get it."""


class ServiceError(Exception):
    """A service did not start; the text holds the end of its log."""


def tool(name: str, *folders: str) -> Path:
    """Path of a program, also in folders outside ``PATH``.

    Raises:
        MissingProgramError: it is not installed.
    """
    found = shutil.which(name)
    paths = (
        [Path(found)] if found else [path for folder in folders for path in sorted(Path("/").glob(f"{folder}/{name}"))]
    )
    if not paths:
        raise MissingProgramError(f"{name} is not installed (bash scripts/install_services.sh installs it)")
    return paths[-1]


def numbered(text: str, number: int) -> str:
    """A text of its own for each number; in letters, since a parent's number may mean an age or a phone line."""
    return f"{text} {str(number).translate(str.maketrans('0123456789', 'xbcdfghklm'))}"


class Service:
    """A server process, ended by its own id.

    Attributes:
        folder: where it keeps its files; its output goes to ``service.log`` there.
        port: a free port of this machine.
    """

    start_seconds = 500

    def __init__(self, folder: Path) -> None:
        """Not started yet."""
        self.folder = folder
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None
        self._log_begins = 0

    def command(self) -> list[str]:
        """What to run."""
        raise NotImplementedError

    def options(self) -> dict[str, Any]:
        """Further arguments of ``Popen``."""
        return {"cwd": self.folder}

    def is_up(self) -> bool:
        """Whether it takes connections."""
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
            return True
        return False

    @property
    def log(self) -> str:
        """What it wrote."""
        return (self.folder / "service.log").read_text(encoding="utf-8", errors="replace")

    @property
    def log_since_start(self) -> str:
        """What it wrote since it was started the last time."""
        written = (self.folder / "service.log").read_bytes()[self._log_begins :]
        return written.decode("utf-8", errors="replace")

    def start(self) -> None:
        """Start and wait until it is up.

        Raises:
            ServiceError: it ended or took too long.
        """
        with (self.folder / "service.log").open("ab") as log:
            self._log_begins = log.tell()
            self.process = subprocess.Popen(self.command(), stdout=log, stderr=log, **self.options())
        end = time.monotonic() + self.start_seconds
        while not self.is_up():
            if self.process.poll() is not None or time.monotonic() > end:
                raise ServiceError(f"{type(self).__name__} did not start: {self.log[-2000:]}")
            time.sleep(0.05)

    def stop(self, how: int = signal.SIGTERM) -> None:
        """Stop and wait for the end."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(how)
            self.process.wait(timeout=60)


def unprivileged() -> dict[str, Any]:
    """PostgreSQL refuses to run as root."""
    if os.getuid() != 0:
        return {}
    user = pwd.getpwnam("nobody")
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


class Postgres(Service):
    """PostgreSQL with a database of its own in a temporary folder."""

    def __init__(self) -> None:
        """Make the database.

        Raises:
            MissingProgramError: PostgreSQL is not installed.
        """
        binaries = tool("initdb", "usr/lib/postgresql/*/bin").resolve().parent
        super().__init__(Path(tempfile.mkdtemp(prefix="postgres-")))
        self._binaries = binaries
        if account := unprivileged():
            os.chown(self.folder, account["user"], account["group"])
        arguments = ["-D", str(self.folder / "data"), "-U", "bot", "--auth=trust", "-E", "UTF8", "--no-locale"]
        command = [str(binaries / "initdb"), "--no-sync", *arguments]
        subprocess.run(command, capture_output=True, check=True, **self.options())

    @property
    def url(self) -> str:
        """For DATABASE_URL."""
        return f"postgresql://bot@127.0.0.1:{self.port}/postgres"

    def command(self) -> list[str]:
        """The server on loopback."""
        return [str(self._binaries / "postgres"), "-D", str(self.folder / "data"), "-p", str(self.port),
                "-c", "listen_addresses=127.0.0.1", "-c", f"unix_socket_directories={self.folder}"]  # fmt: skip

    def options(self) -> dict[str, Any]:
        """As a user without rights."""
        return {"cwd": self.folder, **unprivileged()}

    def is_up(self) -> bool:
        """Asked as PostgreSQL wants it."""
        ready = [str(self._binaries / "pg_isready"), "-h", "127.0.0.1", "-p", str(self.port)]
        return subprocess.run(ready, capture_output=True, check=False).returncode == 0

    def stop(self, how: int = signal.SIGINT) -> None:
        """SIGINT is PostgreSQL's fast shutdown."""
        super().stop(how)

    def remove(self) -> None:
        """Stop and delete the database."""
        self.stop()
        shutil.rmtree(self.folder)


class Redis(Service):
    """Redis without a file."""

    def __init__(self, folder: Path) -> None:
        """Not started yet.

        Raises:
            MissingProgramError: Redis is not installed.
        """
        super().__init__(folder)
        self._program = tool("redis-server")

    @property
    def url(self) -> str:
        """For REDIS_URL."""
        return f"redis://127.0.0.1:{self.port}/0"

    def command(self) -> list[str]:
        """The server on loopback."""
        arguments = ["--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        return [str(self._program), "--port", str(self.port), *arguments]


S = TypeVar("S", bound=Service)


@contextlib.contextmanager
def running(service: S) -> Iterator[S]:
    """The service, started, and stopped at the end."""
    service.start()
    try:
        yield service
    finally:
        service.stop()
