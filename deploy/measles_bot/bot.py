"""The bot's own commands, run as its user with the server's settings."""

from __future__ import annotations

import os
from pathlib import Path

from measles_bot import env_file
from measles_bot.commands import plain_environment, run
from measles_bot.errors import KitError
from measles_bot.layout import DEFAULT_PORT, Layout
from measles_bot.releases import Release


def settings_of(layout: Layout) -> dict[str, str]:
    """The bot's settings; those of this process where a unit of systemd has read the file already.

    Raises:
        KitError: the file is wrong.
    """
    if os.access(layout.settings, os.R_OK):
        return env_file.read(layout.settings)
    return dict(os.environ)


def port_of(layout: Layout) -> int:
    """Where the bot listens.

    Raises:
        KitError: PORT is no number.
    """
    told = settings_of(layout).get("PORT", "").strip()
    if told and not told.isdigit():
        raise KitError(f"PORT={told} in {layout.settings} is no port. Write a number such as {DEFAULT_PORT}.")
    return int(told or DEFAULT_PORT)


def ask_bot(layout: Layout, release: Release, *words: str | Path, folder: Path | None = None, **settings: str) -> str:
    """Run a module of a release and return what it printed.

    Args:
        layout: of the server.
        release: whose code it is.
        words: of ``python -m``.
        folder: where it runs, with a ``state/`` of its own; the release's where it is left out.
        settings: variables that stand above the server's.

    Raises:
        CommandError: it failed; the text has its last lines.
    """
    environment = plain_environment(
        layout.state,
        **{**settings_of(layout), "PYTHONPATH": str(release.folder), "PYTHONWARNINGS": "ignore", **settings},
    )
    return run(
        [release.python, "-m", *words], user=layout.bot_user, folder=folder or release.folder, environment=environment
    )
