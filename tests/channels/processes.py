"""Servers as processes of their own, for tests of what survives them."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.telegram_server import TOKEN, TelegramServer

ROOT = Path(__file__).resolve().parents[2]


@contextlib.contextmanager
def server(
    telegram: TelegramServer, folder: Path, command: list[str], seconds: float = 180, **settings: str
) -> Iterator[subprocess.Popen[bytes]]:
    """The command with Telegram's settings, from "Ready" on; its log is ``folder / "log"``."""
    of_telegram = {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API_URL": telegram.url, "TELEGRAM_DB": str(folder / "t.db")}
    with process(folder, command, seconds, **{**of_telegram, **settings}) as running:
        yield running


@contextlib.contextmanager
def process(
    folder: Path, command: list[str], seconds: float = 180, **settings: str
) -> Iterator[subprocess.Popen[bytes]]:
    """The command with these settings and no others of a messenger's, from "Ready" on."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("TELEGRAM_", "WHATSAPP_"))}
    environment["DATABASE_URL"] = f"sqlite:///{folder / 'conversations.db'}"
    log = folder / "log"
    with log.open("w") as out:
        running = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", *command],
            cwd=ROOT, env={**environment, **settings}, stdout=out, stderr=subprocess.STDOUT,
        )  # fmt: skip
    try:
        end = time.monotonic() + seconds
        while "Ready" not in log.read_text(encoding="utf-8"):
            if running.poll() is not None or time.monotonic() > end:
                pytest.fail(f"the server did not start: {log.read_text(encoding='utf-8')[-2000:]}")
            time.sleep(0.1)
        yield running
    finally:
        if running.poll() is None:
            running.send_signal(signal.SIGINT)
        running.wait(timeout=30)
