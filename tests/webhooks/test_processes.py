"""Telling by processes that are killed, or that tell at the same time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.webhooks.conftest import Desk
from tests.webhooks.receiver import Receiver
from tests.webhooks.test_queue import event
from tests.webhooks.test_teller import left, telling, waiting

_CHILD = """
import asyncio, sys
from pathlib import Path
from rasa_project.security.key_file import KeyFile
from rasa_project.webhooks.teller import Teller

keys, queue, seconds = KeyFile(Path(sys.argv[1])), Path(sys.argv[2]), float(sys.argv[3])
asyncio.run(Teller(keys, queue, loopback=True, claim_seconds=seconds).run())
"""


@pytest.mark.slow
def test_after_kill_9_it_is_told_again_by_another(entered: Desk, receiver: Receiver, root: Path) -> None:
    """Killed while the receiver has it: nobody knows whether it was taken, so it comes again under its name."""
    receiver.wait = 60
    waiting(entered, event())
    command = [sys.executable, "-c", _CHILD, str(entered.keys.path), str(entered.path), "2"]
    child = subprocess.Popen(command, cwd=root, env=os.environ.copy())
    try:
        receiver.wait_for(1, 60)
    finally:
        os.kill(child.pid, signal.SIGKILL)
        child.wait(30)
    assert left(entered) == 1
    receiver.wait = 0
    telling(entered, lambda: left(entered) == 0)
    assert [post.headers["webhook-id"] for post in receiver.posts] == [event().name] * 2


@pytest.mark.slow
def test_two_workers_tell_each_event_once(entered: Desk, receiver: Receiver, root: Path) -> None:
    waiting(entered, *(event(number, made=float(number)) for number in range(40)))
    command = [sys.executable, "-c", _CHILD, str(entered.keys.path), str(entered.path), "60"]
    children = [subprocess.Popen(command, cwd=root, env=os.environ.copy()) for _ in range(2)]
    try:
        receiver.wait_for(40, 90)
        time.sleep(1)
    finally:
        for child in children:
            child.terminate()
            child.wait(30)
    names = [post.headers["webhook-id"] for post in receiver.posts]
    assert len(names) == len(set(names)) == 40
    assert left(entered) == 0
