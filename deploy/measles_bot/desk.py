"""The office's desk on a server: brought along by each version, tried, served beside the bot, never in its way."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from measles_bot import env_file
from measles_bot.bot import ask_bot, settings_of
from measles_bot.commands import GENTLY, as_user, plain_environment, run
from measles_bot.errors import CommandError, KitError
from measles_bot.layout import DESK, Layout
from measles_bot.releases import Release
from measles_bot.service import state, systemctl
from measles_bot.smoke import free_port

DEFAULT_PORT: Final = 8000
#: In a release's folder: what the desk needs is in its environment. The unit's condition, too.
INSTALLED: Final = Path(".venv/.desk")
TARGET: Final = "install-desk"
READY_SECONDS: Final = 120.0
_PAUSE_SECONDS: Final = 0.5
_LAST_LINES: Final = 15
_END_SECONDS: Final = 30.0
#: A copy of a database in use, by SQLite itself and as its owner: root would leave files of its own beside it.
_COPY: Final = (
    "import sqlite3, sys; old, new = sqlite3.connect(sys.argv[1], timeout=30), sqlite3.connect(sys.argv[2]); "
    "old.backup(new); new.execute('PRAGMA journal_mode=DELETE'); new.close()"
)
_PAGES: Final = ("/health/", "/login/")


def is_wished(layout: Layout) -> bool:
    """Whether this server has a desk."""
    told = env_file.read(layout.kit) if os.access(layout.kit, os.R_OK) else dict(os.environ)
    return told.get("DESK") == "on"


def is_installed(release: Release) -> bool:
    """Whether a version's environment holds what the desk needs."""
    return (release.folder / INSTALLED).exists()


def port_of(layout: Layout) -> int:
    """Where the desk listens.

    Raises:
        KitError: DESK_PORT is no number.
    """
    told = settings_of(layout).get("DESK_PORT", "").strip()
    if told and not told.isdigit():
        raise KitError(f"DESK_PORT={told} in {layout.settings} is no port. Write a number such as {DEFAULT_PORT}.")
    return int(told or DEFAULT_PORT)


def try_release(layout: Layout, release: Release, folder: Path, kept: Path | None) -> None:
    """Start a version's desk on another port and open its first pages.

    Args:
        layout: of the server.
        release: whose desk it is.
        folder: of its own; holds what the trial keeps.
        kept: a desk's database, a copy of which it brings up to date; ``None``: it begins with an empty one.

    Raises:
        KitError: it does not start, or a page fails.
    """
    _give(layout, folder)
    if kept is not None:
        run(["/usr/bin/python3", "-ISc", _COPY, kept, folder / "desk.db"], user=layout.bot_user)
    port, log = free_port(), folder / "desk.log"
    environment = plain_environment(folder, **_apart(folder, port, release))
    with log.open("w", encoding="utf-8") as out:
        process = subprocess.Popen(
            [*GENTLY, str(release.python), "-m", "desk", "run"],
            cwd=release.folder, env=environment, stdout=out, stderr=subprocess.STDOUT, **as_user(layout.bot_user),
        )  # fmt: skip
    try:
        why = _why_not(port, process)
    finally:
        process.terminate()
        try:
            process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    if why:
        said = "\n".join(log.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-_LAST_LINES:])
        raise KitError(f"The desk of {release.name} does not hold when it is tried ({why}). It said:\n{said}")


def database(layout: Layout) -> Path | None:
    """The desk's database where it is a file that is there."""
    told = settings_of(layout).get("DESK_DATABASE_URL", "") or "sqlite:///state/desk.db"
    name = told.removeprefix("sqlite:///")
    if name == told:
        return None
    path = layout.state / Path(name).relative_to("state") if name.startswith("state/") else Path(name)
    return path if path.is_file() else None


def give_way(layout: Layout, old: Release, new: Release) -> str:
    """End the desk before another version serves, and take its tables back to what an older one knows.

    Returns:
        empty, or what failed; parents' bot is more than that.
    """
    if not is_wished(layout):
        return ""
    try:
        systemctl("stop", DESK)
        if is_installed(old) and is_installed(new):
            wanted = json.loads(ask_bot(layout, new, "desk", "tables").strip().splitlines()[-1])
            ask_bot(layout, old, "desk", "migrate", "--back-to", json.dumps(wanted))
    except (CommandError, ValueError, IndexError) as error:
        return f"The desk's tables could not be looked at: {error}"
    return ""


def serve(layout: Layout, release: Release) -> str:
    """Start the desk where the server has one; empty, or why it does not answer."""
    if not is_wished(layout):
        return ""
    if not is_installed(release):
        systemctl("stop", DESK)
        return f"{release.name} has no desk; it is back with the next version that has one"
    try:
        systemctl("restart", DESK)
    except CommandError as error:
        return str(error)
    return why_not_ready(port_of(layout), READY_SECONDS)


def why_not_ready(port: int, seconds: float) -> str:
    """Wait until the desk answers; empty, or why it was given up."""
    end = time.monotonic() + seconds
    while True:
        found = {path: status(port, path) for path in _PAGES}
        why = ", ".join(f"{path}: {told or 'nobody answers'}" for path, told in found.items() if told != 200)
        if not why or time.monotonic() >= end:
            return why
        time.sleep(_PAUSE_SECONDS)


def status(port: int, path: str = "/health/") -> int:
    """The status of a page of a desk on this machine; 0 where nobody answers."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(f"http://127.0.0.1:{port}{path}", timeout=20) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def create_chief(layout: Layout, release: Release, name: str) -> str:
    """A link by which a chief joins, once.

    Raises:
        KitError: this server has no desk, or the name can't be used.
    """
    if not is_wished(layout):
        raise KitError(
            "This server has no desk. Write DESK_DOMAIN=desk.example.kz into the file of answers (or DESK=on for this "
            "machine alone), then: sudo make install-service FILE=install.env"
        )
    return ask_bot(layout, release, "desk", "create-chief", name).strip()


def look(layout: Layout) -> tuple[bool, str]:
    """For the health check: a desk that failed or is silent is started anew; whether all is well, and what to tell."""
    if not is_wished(layout):
        return True, ""
    found = state(DESK)
    if found == "failed" or (found == "active" and status(port_of(layout)) == 0):
        systemctl("reset-failed", DESK)
        systemctl("restart", DESK)
        return False, "The desk did not answer and is started anew."
    return True, ""


def _why_not(port: int, process: subprocess.Popen[bytes]) -> str:
    end = time.monotonic() + READY_SECONDS
    while process.poll() is None and time.monotonic() < end:
        why = why_not_ready(port, 0)
        if not why:
            return ""
        time.sleep(_PAUSE_SECONDS)
    return "it ended by itself" if process.poll() is not None else why_not_ready(port, 0)


def _apart(folder: Path, port: int, release: Release) -> Mapping[str, str]:
    """Nothing of the server's: no conversation, no key, no name."""
    return {
        "DESK_PORT": str(port),
        "DESK_DATABASE_URL": f"sqlite:///{folder}/desk.db",
        "DESK_SECRET_FILE": f"{folder}/desk.secret",
        "DATABASE_URL": f"sqlite:///{folder}/conversations.db",
        "PUBLISHED": f"{folder}/published",
        "CALLBACK_KEY_FILE": f"{folder}/callback.key",
        "PYTHONPATH": str(release.folder),
        "PYTHONWARNINGS": "ignore",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def _give(layout: Layout, folder: Path) -> None:
    owner = as_user(layout.bot_user).get("user")
    if owner is not None:
        shutil.chown(folder, owner, owner)
