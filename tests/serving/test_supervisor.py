"""The supervisor with a small server, without a model: deaths, hangs, stops, replacement; real processes, sockets."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from rasa_project.serving.listening import AddressError, bind, listen
from tests.keep_alive import Clients
from tests.servers import free_port
from tests.serving.supervised import BROKEN

pytestmark = [pytest.mark.slow, pytest.mark.alone]

STILL_SECONDS = 2.0
WAIT_SECONDS = 90.0


class Supervised:
    """The small server."""

    def __init__(self, folder: Path, workers: int, still: float = 60) -> None:
        self.folder = folder
        self.port = free_port()
        root = str(Path(__file__).resolve().parents[2])
        command = [sys.executable, "-m", "tests.serving.supervised", str(self.port), str(workers), str(still)]
        with (folder / "log").open("w", encoding="utf-8") as out:
            self.process = subprocess.Popen(
                command, cwd=folder, env={**os.environ, "PYTHONPATH": root}, stdin=subprocess.DEVNULL,
                stdout=out, stderr=subprocess.STDOUT,
            )  # fmt: skip

    @property
    def log(self) -> str:
        return (self.folder / "log").read_text(encoding="utf-8")

    @property
    def workers(self) -> set[int]:
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text(encoding="utf-8")
        return {int(child) for child in children.split()}

    @property
    def stored(self) -> Counter[str]:
        path = self.folder / "stored"
        return Counter(path.read_text(encoding="utf-8").splitlines() if path.exists() else [])

    def get(self, path: str, timeout: float = 30) -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=timeout) as answer:
            return str(answer.read().decode())

    def until(self, what: Callable[[], Any]) -> Any:
        end = time.monotonic() + WAIT_SECONDS
        while not (found := what()):
            assert time.monotonic() < end, self.log[-3000:]
            time.sleep(0.05)
        return found

    def ended(self) -> int:
        return self.process.wait(WAIT_SECONDS)


@contextmanager
def supervised(folder: Path, workers: int, still: float = 60) -> Iterator[Supervised]:
    server = Supervised(folder, workers, still)
    try:
        server.until(lambda: "Ready." in server.log or server.process.poll() is not None)
        yield server
    finally:
        server.process.kill()
        server.process.wait()


def turn(text: str) -> tuple[str, bytes]:
    return "/turn", text.encode()


def busy(text: str) -> tuple[str, bytes]:
    return "/busy", b""


def many(clients: Clients, more: int = 60) -> Callable[[], bool]:
    """Whether so many more answers have come."""
    before = len(clients.answered)
    return lambda: len(clients.answered) >= before + more


@pytest.mark.parametrize("workers", [1, 2])
def test_a_killed_worker_is_started_anew_and_the_others_go_on(tmp_path: Path, workers: int) -> None:
    with supervised(tmp_path, workers) as server:
        with Clients(server.port, 12, turn) as clients:
            server.until(many(clients))
            killed = min(server.workers)
            os.kill(killed, signal.SIGKILL)
            server.until(many(clients))
        assert server.workers - {killed}
        assert len(server.workers) == workers
        assert killed not in server.workers
        assert all(before in {"", str(killed)} for _, before in clients.broken), "another worker's call broke"
        assert len(clients.broken) <= 12
        assert clients.not_connected == 0
        assert f"killed by {signal.SIGKILL.name}" in server.log


@pytest.mark.parametrize(
    ("path", "place", "workers"),
    [
        ("/hold", "in match", 1),
        ("/hold", "in match", 2),
        ("/still", "in stand_still", 1),
        ("/still", "in stand_still", 2),
    ],
)
def test_a_worker_that_stands_still_is_ended_with_its_stack_in_the_log(
    tmp_path: Path, path: str, place: str, workers: int
) -> None:
    """Asleep in the loop and deaf to SIGTERM, or in compiled code that holds the interpreter."""
    with supervised(tmp_path, workers, STILL_SECONDS) as server:
        before = server.workers
        with pytest.raises(http.client.RemoteDisconnected):
            server.get(path)
        server.until(lambda: len(server.workers) == workers and server.workers != before)
        assert int(server.get("/pid")) in server.workers
        assert "stands still" in server.log
        assert place in server.log
        assert "it is killed" in server.log
        server.process.terminate()
        assert server.ended() == 0


def test_workers_that_die_again_and_again_end_the_start_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / BROKEN).touch()
    with supervised(tmp_path, 1) as server:
        assert server.ended() == 1
        assert "3 workers in a row ended within 2 s of their start" in server.log.splitlines()[-1]


@pytest.mark.parametrize("workers", [1, 2])
def test_a_stop_cuts_no_call_of_32_keep_alive_clients(tmp_path: Path, workers: int) -> None:
    with supervised(tmp_path, workers) as server:
        with Clients(server.port, 32, turn) as clients:
            server.until(many(clients))
            server.process.terminate()
            clients.join()
        assert server.ended() == 0
        assert clients.broken == []
        assert clients.refused == {}
        assert server.stored == dict.fromkeys(clients.answered, 1)
        assert "Traceback" not in server.log
        assert "killed" not in server.log


def test_a_stop_ends_though_clients_come_back_faster_than_they_are_answered(tmp_path: Path) -> None:
    """Each client connects anew when its answer said that it was the last one: somebody always waits to be taken."""
    with supervised(tmp_path, 1) as server:
        with Clients(server.port, 32, busy) as clients:
            server.until(many(clients))
            server.process.terminate()
            clients.join()
        assert server.ended() == 0
        assert clients.broken == []
        assert "did not end in time" not in server.log


def test_a_stop_closes_idle_connections_and_stores_turns_whose_caller_has_gone(tmp_path: Path) -> None:
    with supervised(tmp_path, 1) as server:
        idle = socket.create_connection(("127.0.0.1", server.port), timeout=WAIT_SECONDS)
        idle.sendall(b"GET /pid HTTP/1.1\r\nHost: x\r\n\r\n")
        assert b" 200 " in idle.recv(4096)
        with socket.create_connection(("127.0.0.1", server.port)) as gone:
            gone.sendall(b"POST /turn HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\ngone")
            assert server.get("/pid")  # the worker has read the turn before
        server.process.terminate()
        assert idle.recv(4096) == b""
        idle.close()
        assert server.ended() == 0
        assert server.stored == {"gone": 1}


@pytest.mark.parametrize("workers", [1, 2])
def test_workers_are_replaced_one_after_another_and_no_client_sees_it(tmp_path: Path, workers: int) -> None:
    with supervised(tmp_path, workers) as server:
        before = server.workers
        with Clients(server.port, 12, turn) as clients:
            server.until(many(clients))
            server.process.send_signal(signal.SIGHUP)
            server.until(lambda: len(server.workers) == workers and not server.workers & before)
            server.until(many(clients))
        assert clients.broken == []
        assert clients.refused == {}
        assert clients.not_connected == 0
        assert server.stored == dict.fromkeys(clients.answered, 1)
        assert "All workers were replaced" in server.log


def test_a_replacement_that_can_not_start_leaves_the_old_workers_at_work(tmp_path: Path) -> None:
    with supervised(tmp_path, 2) as server:
        before = server.workers
        (tmp_path / BROKEN).touch()
        server.process.send_signal(signal.SIGHUP)
        server.until(lambda: "the old ones stay" in server.log)
        assert server.workers == before
        assert int(server.get("/pid")) in before


def test_whoever_kills_the_supervisor_ends_all(tmp_path: Path) -> None:
    with supervised(tmp_path, 2) as server:
        workers = server.workers
        server.process.kill()
        server.process.wait()
        server.until(lambda: not any(_is_alive(worker) for worker in workers))
        bind("127.0.0.1", server.port).close()


def _is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


# The address


def test_a_port_in_use_is_one_sentence_before_anything_is_loaded(root: Path, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = _run(root, tmp_path, "--port", str(port))
    assert done.returncode == 1
    said = done.stderr.strip().splitlines()
    assert len(said) == 1, done.stderr
    assert f"Port {port}" in said[0]
    assert "PORT=" in said[0]
    assert "Starting" not in done.stdout


@pytest.mark.parametrize("host", ["192.0.2.1", "no-such-host.invalid", "a" * 70])
def test_a_host_that_can_not_be_taken_is_one_sentence(host: str) -> None:
    with pytest.raises(AddressError, match="is no address of this machine"):
        bind(host, 0)


def test_who_listened_first_has_the_port() -> None:
    """Both were bound while neither listened, as happens when two bots load their models at a time."""
    with bind("127.0.0.1", 0) as first:
        port = first.getsockname()[1]
        with bind("127.0.0.1", port) as second:
            listen(first)
            with pytest.raises(AddressError, match=f"Port {port} of 127.0.0.1 is in use"):
                listen(second)


def _run(root: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    model = folder / "some.tar.gz"
    model.write_bytes(b"")
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{folder}/c.db", "SENDER_KEY": json.dumps("k" * 40)}
    command = [sys.executable, "-m", "rasa_project", "run", "--model", str(model), *arguments]
    return subprocess.run(
        command, cwd=root, env=environment, capture_output=True, text=True, check=False, timeout=WAIT_SECONDS
    )
