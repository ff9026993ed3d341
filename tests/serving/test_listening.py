"""The socket that systemd hands over: taken as it is, believed once."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from rasa_project.serving.listening import handed_over

_TAKE = """
import os, sys
os.environ["LISTEN_PID"] = str(os.getpid())
from rasa_project.serving.listening import AddressError, bind, listen
try:
    listener = bind("127.0.0.1", 1)  # the address of the setting is not used
except AddressError as error:
    sys.exit(f"refused: {error}")
assert "LISTEN_PID" not in os.environ and "LISTEN_FDS" not in os.environ
listen(listener)
caller, _ = listener.accept()
caller.sendall(b"answered")
"""


def taker(root: Path, file: int, number: str = "1") -> subprocess.Popen[str]:
    """A program that is started as systemd starts one: the socket is its third file."""
    return subprocess.Popen(
        ["bash", "-c", f'exec 3<&{file}; exec "$@"', "bash", sys.executable, "-c", _TAKE],
        cwd=root, env={**os.environ, "LISTEN_FDS": number}, pass_fds=[file], stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def test_who_calls_before_the_start_is_answered_after_it(root: Path) -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen(8)
        with socket.create_connection(held.getsockname(), timeout=60) as early:
            process = taker(root, held.fileno())
            assert early.recv(100) == b"answered"
        assert process.wait(60) == 0


@pytest.mark.parametrize(("listens", "number"), [(False, "1"), (True, "2")])
def test_something_else_is_refused_with_a_sentence(root: Path, listens: bool, number: str) -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        if listens:
            held.listen(8)
        process = taker(root, held.fileno(), number=number)
        assert "refused: The service manager handed over" in process.communicate(timeout=60)[1]


def test_what_was_meant_for_another_process_is_not_taken() -> None:
    told = {"LISTEN_PID": "1", "LISTEN_FDS": "1", "LISTEN_FDNAMES": "x", "PATH": "/bin"}
    assert handed_over(told) is None
    assert told == {"PATH": "/bin"}
