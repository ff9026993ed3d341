"""What demos of messengers share: the bot as a process beside the stand-in, with these settings and no others."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from string import Template

from aiohttp import web

ROOT = Path(__file__).resolve().parents[1]
_PAGE = Path(__file__).with_name("messenger_demo.html")


@dataclass(frozen=True)
class Look:
    """What tells a messenger's page from another's: names in Kazakh, colours of the bar, the paper, one's own words."""

    like: str
    server: str
    bar: str
    paper: str
    mine: str


def page_of(script: Path, look: Look) -> web.Response:
    """The page of a person who plays the parent; the script says how this messenger shows a message."""
    words = {**asdict(look), "script": script.read_text(encoding="utf-8")}
    text = Template(_PAGE.read_text(encoding="utf-8")).safe_substitute(words)
    return web.Response(text=text, content_type="text/html")


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
