"""The library: which one, and that it is told to keep secrets."""

from __future__ import annotations

import logging
from importlib.metadata import version
from pathlib import Path

from rasa_project.channels.inbox.pace import Pace
from rasa_project.channels.telegram.bot import make_bot
from rasa_project.channels.telegram.settings import Settings


def test_t12_the_library_is_a_kept_one(root: Path) -> None:
    assert version("python-telegram-bot") == "22.8"
    for path in (root / "rasa_project/channels").rglob("*.py"):
        assert "aiogram" not in path.read_text(encoding="utf-8"), path


def test_making_the_bot_calls_nobody_and_quiets_what_logs_its_token() -> None:
    bot = make_bot(Settings("1:abc", "http://127.0.0.1:9"), Pace())
    assert bot.base_url == "http://127.0.0.1:9/bot1:abc"
    assert not logging.getLogger("httpx").isEnabledFor(logging.INFO)
    assert not logging.getLogger("telegram.request").isEnabledFor(logging.CRITICAL)
