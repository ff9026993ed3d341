"""The receiver of docs/examples takes what the bot tells, once, and nothing else."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from rasa_project.webhooks import registration
from rasa_project.webhooks.delivery import tell
from tests.servers import free_port
from tests.webhooks.conftest import Desk
from tests.webhooks.test_queue import event


def test_the_receiver_of_the_docs(office: Desk, root: Path) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}/measles-events"
    settings = os.environ | {"SECRET": registration.enter(office.keys, "clinic", url), "PORT": str(port)}
    command = [sys.executable, str(root / "docs" / "examples" / "receive.py")]
    child = subprocess.Popen(command, env=settings, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        end = time.monotonic() + 60
        while time.monotonic() < end:
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                break
            time.sleep(0.1)
        webhook = office.keys.get("clinic").webhook
        assert webhook is not None
        about = {"sender": "anna", "level": "emergency", "topic": None, "request_id": "0" * 32}
        one = replace(event(), told={"type": "emergency", "timestamp": "2026-11-30T10:00:00Z", "data": about})
        told = [asyncio.run(tell(one, webhook, loopback=True)).is_told for _ in range(2)]
        registration.enter(office.keys, "clinic", url)  # a secret that the receiver does not know
        strange = office.keys.get("clinic").webhook
        assert strange is not None
        refused = asyncio.run(tell(one, strange, loopback=True))
    finally:
        child.terminate()
        out, _ = child.communicate(timeout=30)
    assert told == [True, True]
    assert (refused.is_told, refused.why) == (False, "401")
    assert out == "emergency anna emergency 2026-11-30T10:00:00Z\n"  # once, though it came twice
