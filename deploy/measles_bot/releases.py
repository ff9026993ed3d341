"""Releases: a folder for each version, two links, and which of them may go."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from measles_bot.errors import KitError
from measles_bot.layout import Layout

#: Written into a release when all of it is there and was tried; one without it is what a build left that broke off.
COMPLETE: Final = ".complete"
_VERSION: Final = re.compile(r'^version = "([^"]+)"', re.M)
#: Complete releases that stay beside the current and the previous one.
_KEPT_BESIDE: Final = 1


@dataclass(frozen=True)
class Release:
    """One version that was built.

    Attributes:
        folder: where it stands; its name is version and commit, ``0.2.0-1a2b3c4``.
    """

    folder: Path

    @property
    def name(self) -> str:
        """Version and commit."""
        return self.folder.name

    @property
    def python(self) -> Path:
        """The Python of its environment."""
        return self.folder / ".venv/bin/python"

    @property
    def is_complete(self) -> bool:
        """Whether it was built and tried to the end."""
        return (self.folder / COMPLETE).is_file()

    @property
    def version(self) -> str:
        """The version alone.

        Raises:
            KitError: its pyproject.toml is missing or names none.
        """
        try:
            return version_in((self.folder / "pyproject.toml").read_text(encoding="utf-8"))
        except OSError as error:
            raise KitError(f"{self.folder} is no version of the bot ({error.strerror}: pyproject.toml).") from error


def version_in(pyproject: str) -> str:
    """The version that a pyproject.toml names (Python 3.10 has no reader of TOML).

    Raises:
        KitError: it names none.
    """
    match = _VERSION.search(pyproject)
    if match is None:
        raise KitError("pyproject.toml names no version: this is no version of the bot.")
    return match[1]


def linked(link: Path) -> Release | None:
    """The release that a link names; ``None`` where there is none."""
    try:
        folder = link.resolve(strict=True)
    except OSError:
        return None
    return Release(folder)


def current(layout: Layout) -> Release:
    """The release that serves.

    Raises:
        KitError: none is installed.
    """
    found = linked(layout.current)
    if found is None:
        raise KitError(f"No version is installed ({layout.current} is missing). Run `make install-service` first.")
    return found


def point(link: Path, release: Release) -> None:
    """Let a link name a release, in one step: whoever looks finds the old one or the new one."""
    aside = link.with_name(f".{link.name}.new")
    aside.unlink(missing_ok=True)
    aside.symlink_to(os.path.relpath(release.folder, link.parent))
    os.replace(aside, link)


def link_state(layout: Layout, release: Release) -> None:
    """``state/`` of a release is the state of the server.

    Raises:
        KitError: the release has a state of its own, which nobody may lose.
    """
    link = release.folder / "state"
    if link.is_symlink():
        return
    if link.exists():
        raise KitError(f"{link} is a folder with a state of its own. Move it away, then say the command again.")
    link.symlink_to(os.path.relpath(layout.state, release.folder))


def prune(layout: Layout) -> list[str]:
    """Remove what no link names but the newest beside them, and what broke off; returns the names."""
    kept = {found.folder for found in (linked(layout.current), linked(layout.previous)) if found}
    others = [
        Release(folder) for folder in layout.releases.iterdir() if folder.is_dir() and folder.resolve() not in kept
    ]
    whole = sorted((one for one in others if one.is_complete), key=lambda one: one.folder.stat().st_mtime)
    gone = [*(one for one in others if not one.is_complete), *whole[: len(whole) - _KEPT_BESIDE]]
    for one in gone:
        shutil.rmtree(one.folder)
    return sorted(one.name for one in gone)


@contextmanager
def locked(layout: Layout) -> Iterator[None]:
    """Be the only one who changes releases.

    Raises:
        KitError: another command does.
    """
    layout.home.mkdir(parents=True, exist_ok=True)
    with layout.lock.open("w", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise KitError("Another measles-bot command installs, updates or restores. Wait for its end.") from error
        yield
