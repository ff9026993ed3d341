"""Changing the version that serves: tried before, checked after, and back by itself where it does not hold."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from measles_bot import backups, builds, desk, units
from measles_bot.bot import port_of
from measles_bot.errors import CommandError, KitError, WentBackError
from measles_bot.layout import SERVICE, SOCKET, Layout
from measles_bot.releases import Release, current, linked, locked, point, prune
from measles_bot.service import systemctl, why_not_ready

#: A slow disk and a cold cache included.
READY_SECONDS: Final = 300.0


def update(layout: Layout, wanted: str | None) -> str:
    """Bring a version beside the one that serves and switch to it; returns what to tell.

    Args:
        layout: of the server.
        wanted: tag, branch or commit; ``None``: the newest numbered version.

    Raises:
        KitError: nothing was changed, and why.
        WentBackError: it was switched to and did not hold; the old one serves again.
    """
    with locked(layout):
        old = current(layout)
        builds.fetch(layout)
        release, commit = builds.release_of(layout, wanted or builds.newest(layout))
        if release.folder == old.folder:
            return f"{release.name} serves already; there is nothing newer."
        builds.build(layout, release, commit)
        switch(layout, release)
        gone = prune(layout)
    return f"{release.name} serves now; {old.name} stays for `measles-bot rollback`." + (
        f" Removed: {', '.join(gone)}." if gone else ""
    )


def rollback(layout: Layout) -> str:
    """Switch to the version before the one that serves; returns what to tell.

    Raises:
        KitError: there is none.
        WentBackError: it does not hold.
    """
    with locked(layout):
        old, before = current(layout), linked(layout.previous)
        if before is None or not before.is_complete or before.folder == old.folder:
            raise KitError(
                "There is no version before this one. `measles-bot update VERSION` brings one that you name."
            )
        switch(layout, before)
    return f"{before.name} serves again; {old.name} stays for another `measles-bot rollback`."


def switch(layout: Layout, release: Release) -> None:
    """Let a release serve. The store is saved first: a newer version may change it, and an older one can't read that.

    Raises:
        KitError: the backup failed; nothing was changed.
        WentBackError: the release did not become ready.
    """
    old = linked(layout.current)
    saved = backups.make(layout, "before-update") if old and backups.is_there_anything(layout) else None
    told = desk.give_way(layout, old, release) if old else ""
    if old:
        point(layout.previous, old)
    why = _serve(layout, release)
    if not why:
        _serve_desk(layout, release, told)
        return
    if old is None:
        raise KitError(f"{release.name} does not become ready: {why}. `measles-bot logs` says more.")
    raise WentBackError(f"{release.name} was switched to and did not hold ({why}). {_way_back(layout, old, saved)}")


def _serve_desk(layout: Layout, release: Release, told: str) -> None:
    """Parents are served already: a desk that does not hold is said, and is no reason to take the bot back."""
    why = "; ".join(one for one in (told, desk.serve(layout, release)) if one)
    if why:
        print(f"The desk: {why}. `journalctl -u measles-bot-desk` says more; the bot serves.", flush=True)


def _serve(layout: Layout, release: Release) -> str:
    """Start a release in the place of another; empty, or why it is not ready."""
    point(layout.current, release)
    units.install(layout, release)
    try:
        systemctl("start", SOCKET)
        systemctl("restart", SERVICE)
    except CommandError as error:
        return str(error)
    return why_not_ready(port_of(layout), release.version, READY_SECONDS)


def _way_back(layout: Layout, old: Release, saved: Path | None) -> str:
    """The old version, and where it can't read the store any more the store of before."""
    why = _serve(layout, old)
    if not why:
        _serve_desk(layout, old, "")
        return f"{old.name} serves again, nothing was lost."
    if saved is None:
        return f"{old.name} does not become ready either ({why}): `measles-bot logs` says why."
    systemctl("stop", SOCKET, SERVICE)
    backups.put_back(layout, old, saved)
    why = _serve(layout, old)
    _serve_desk(layout, old, "")
    if why:
        return f"{old.name} does not become ready either ({why}), not even with {saved}: `measles-bot logs` says why."
    return (
        f"{old.name} serves again with the conversations of {saved.name}: what was said in the minutes since then is "
        f"in {layout.state}/before-restore-*."
    )
