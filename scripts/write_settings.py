"""Write docs/settings.md from ``rasa_project/settings.py`` and ``desk/variables.py``: ``make settings``.

A test fails where they differ.
"""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import Any, Final

from desk.variables import DESK_SETTINGS
from rasa_project.settings import SETTINGS, Setting

PAGE: Final = Path(__file__).resolve().parents[1] / "docs" / "settings.md"

_HEAD: Final = """# Settings

Written by `make settings` from `rasa_project/settings.py` and, at the end, `desk/variables.py`: change those files, not
this page.

Each is an environment variable: `RETENTION_DAYS=14 make run`. One that is empty counts as not set, but for the two
secrets `SENDER_KEY` and `WIDGET_SECRET`: those must not be empty. All are checked before the bot, or the desk,
starts; one that can't be used ends the start with exit status 1 and a sentence that says what to write.

Who waits for an answer (the server's connection, the widget, Telegram's side) waits `TURN_SECONDS` and 12 s more: a
turn ends by itself with a polite text, and nobody hangs up before.
"""


def page() -> str:
    """The page as it should be."""
    groups = groupby((*SETTINGS, *DESK_SETTINGS), lambda one: one.group)
    return "\n".join([_HEAD, *(_table(group, list(of_it)) for group, of_it in groups)])


def _table(group: str, of_it: list[Setting[Any]]) -> str:
    rows = [f"| `{one.name}` | {_without(one)} | {one.help} |" for one in of_it]
    return "\n".join([f"## {group}\n", "| variable | without it | what it sets |", "|---|---|---|", *rows, ""])


def _without(setting: Setting[Any]) -> str:
    return f"`{setting.default}`" if setting.default else setting.without


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
