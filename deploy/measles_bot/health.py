"""Every minute: does the process answer? Three times no, and it is started anew. Not being ready is only said."""

from __future__ import annotations

import time
from typing import Final

from measles_bot import desk
from measles_bot.bot import port_of
from measles_bot.layout import SERVICE, Layout
from measles_bot.service import Said, call, state, systemctl

TRIES: Final = 3
PAUSE_SECONDS: Final = 10.0


def check(layout: Layout, pause: float = PAUSE_SECONDS) -> tuple[bool, str]:
    """Look once, at the bot and at the desk; whether all is well, and what to tell.

    Raises:
        CommandError: systemd refuses to start one.
    """
    of_desk, desk_said = desk.look(layout)
    of_bot, said = _bot(layout, pause)
    return of_bot and of_desk, f"{said} {desk_said}".strip()


def _bot(layout: Layout, pause: float) -> tuple[bool, str]:
    """The bot alone.

    A service that somebody stopped, or that is still starting, is left alone. One that is there and silent, or that
    systemd gave up, is started anew.

    Raises:
        CommandError: systemd refuses to start it.
    """
    found = state()
    if found == "failed":
        systemctl("reset-failed", SERVICE)
        systemctl("start", SERVICE)
        return False, "The bot had failed and is started anew."
    if found != "active":
        return True, f"The bot is {found}: nothing to do."
    port = port_of(layout)
    for number in range(TRIES):
        if number:
            time.sleep(pause)
        if call(port, "/health/live").status == 200:
            return _ready(call(port, "/health/ready"))
    systemctl("restart", SERVICE)
    return False, f"The bot did not answer {TRIES} times and is started anew."


def _ready(said: Said) -> tuple[bool, str]:
    if said.status == 200:
        return True, "The bot is ready."
    parts = ", ".join(f"{part}: {told}" for part, told in (said.body.get("checks") or {}).items() if told != "ok")
    return (
        False,
        f"The bot lives, but is not ready ({parts or f'status {said.status}'}). docs/operations.md says what to do.",
    )
