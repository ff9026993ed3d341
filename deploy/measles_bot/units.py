"""systemd's units and the command, as a release brings them: a way back brings back also those."""

from __future__ import annotations

from typing import Final

from measles_bot.bot import port_of
from measles_bot.layout import DEFAULT_PORT, Layout
from measles_bot.releases import Release
from measles_bot.service import systemctl

_FOLDER: Final = "deploy/systemd"
_ADDRESS: Final = f"ListenStream=127.0.0.1:{DEFAULT_PORT}"
_COMMAND: Final = """#!/bin/sh
# Written by `make install-service`. The version that serves brings the command's own code.
exec /usr/bin/python3 -IB /opt/measles-bot/current/deploy/measles_bot "$@"
"""
_FILE_MODE: Final = 0o644
_COMMAND_MODE: Final = 0o755


def install(layout: Layout, release: Release) -> None:
    """Put a release's units in systemd's folder, and let systemd read them where one is new or differs.

    Raises:
        KitError: systemd refuses, or PORT is no number.
    """
    layout.units.mkdir(parents=True, exist_ok=True)
    changed, address = False, f"ListenStream=127.0.0.1:{port_of(layout)}"
    for unit in sorted((release.folder / _FOLDER).glob("measles-bot*")):
        target, text = layout.units / unit.name, unit.read_text(encoding="utf-8").replace(_ADDRESS, address)
        if not target.is_file() or target.read_text(encoding="utf-8") != text:
            target.write_text(text, encoding="utf-8")
            target.chmod(_FILE_MODE)
            changed = True
    if changed:
        systemctl("daemon-reload")


def install_command(layout: Layout) -> None:
    """Put ``measles-bot`` where everybody's shell finds it."""
    layout.command.parent.mkdir(parents=True, exist_ok=True)
    layout.command.write_text(_COMMAND, encoding="utf-8")
    layout.command.chmod(_COMMAND_MODE)
