"""The secrets that a bot makes for itself."""

from __future__ import annotations

from pathlib import Path

from rasa_project.secret_files import secret_from
from rasa_project.settings import SENDER_KEY, WIDGET_SECRET


def make_secrets(state: Path) -> None:
    """Both, in a folder of state."""
    secret_from(SENDER_KEY, state / "sender.key")
    secret_from(WIDGET_SECRET, state / "widget_secret")
