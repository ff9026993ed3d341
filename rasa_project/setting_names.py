"""Environment variables that look like a setting of the bot and are none."""

from __future__ import annotations

import difflib
import os
from collections.abc import Mapping
from typing import Final

from rasa_project.settings import SETTINGS

#: Beginnings of names that are this project's alone: any other variable with one is a typing error.
_OWN_PREFIXES: Final = (
    "RATE_",
    "REST_",
    "WIDGET_",
    "TELEGRAM_",
    "WHATSAPP_",
    "RETENTION_",
    "SENDER_",
    "TURN_",
    "OUTREACH_",
)
_LIKENESS: Final = 0.85


def misspelt(environment: Mapping[str, str] | None = None) -> list[str]:
    """A sentence for each variable that looks like a setting written wrongly: ``RATE_SESION``."""
    names = [setting.name for setting in SETTINGS]
    said = []
    for name in os.environ if environment is None else environment:
        if name in names:
            continue
        like = difflib.get_close_matches(name, names, 1, _LIKENESS)
        if name.startswith(_OWN_PREFIXES) or like:
            meant = f"Did you mean {like[0]}?" if like else "docs/settings.md lists them all."
            said.append(f"{name} is not a setting of the bot and does nothing. {meant}")
    return said
