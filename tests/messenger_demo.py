"""What demos of messengers share: the bot as a process beside the stand-in, with these settings and no others."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def run_bot(port: int, settings: dict[str, str], ready: Callable[[], None] = lambda: None) -> int:
    """Start the bot and wait until it ends, or until somebody presses Ctrl-C; ``ready`` is called beside it."""
    others = ("TELEGRAM_", "WHATSAPP_")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(others)}
    command = [sys.executable, "-m", "rasa_project", "run", "--port", str(port)]
    bot = subprocess.Popen(command, cwd=ROOT, env={**environment, **settings})
    try:
        ready()
        return bot.wait()
    except KeyboardInterrupt:
        return bot.wait(timeout=30)


def wait_for_the_end() -> int:
    """Serve until somebody ends it."""
    signal.sigwait({signal.SIGINT, signal.SIGTERM})
    return 0
