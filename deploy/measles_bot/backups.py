"""Backups every night, the old ones thrown away, and a monthly drill that restores the last one and asks it."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import tempfile
from contextlib import closing, suppress
from dataclasses import asdict, dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Final

from measles_bot import desk
from measles_bot.bot import ask_bot, port_of, settings_of
from measles_bot.commands import as_user
from measles_bot.env_file import read
from measles_bot.errors import KitError
from measles_bot.layout import DESK, SERVICE, SOCKET, Layout
from measles_bot.releases import Release, current, locked
from measles_bot.service import systemctl, why_not_ready
from measles_bot.smoke import questions as questions_of
from measles_bot.smoke import trial, wrong_answers

_MODULE: Final = "scripts.conversations"
_REPORT: Final = "drill.json"
_DESK_DATABASE: Final = "desk.db"
_KEPT: Final = {"nightly": 14, "before-update": 3}
_READY_SECONDS: Final = 180.0
#: Where RETENTION_DAYS is fewer, that: a conversation that the bot deleted must not live on in its backups.
_MOST_DAYS: Final = 30


@dataclass(frozen=True)
class Drill:
    """What a drill found.

    Attributes:
        day: when it was, UTC, ISO 8601.
        backup: name of the file.
        is_well: whether the backup can be restored and serves.
        report: what was seen, or what failed.
    """

    day: str
    backup: str
    is_well: bool
    report: str


def is_there_anything(layout: Layout) -> bool:
    """Whether there is something to save: no conversation was ever held on a new server."""
    told = settings_of(layout).get("DATABASE_URL", "")
    return (layout.state / "conversations.db").is_file() or bool(told and not told.startswith("sqlite:///state/"))


def make(layout: Layout, kind: str, file: Path | None = None) -> Path:
    """Save all of the bot's state; it may run.

    Args:
        layout: of the server.
        kind: first word of the file's name: ``nightly``, ``before-update``, ``by-hand``.
        file: another name; never overwritten.

    Raises:
        KitError: it failed, and why.
    """
    if file is not None and file.exists():
        raise KitError(f"{file} is there already; a backup is never overwritten.")
    saved = _free_name(layout.backups / f"{kind}-{datetime.now(timezone.utc):%Y%m%dT%H%M%SZ}.tar")
    ask_bot(layout, current(layout), _MODULE, "backup", saved)
    if file is not None:  # the bot's user may write nowhere else
        shutil.move(saved, file)
        os.chown(file, os.geteuid(), os.getegid())
        saved = file
    rotate(layout)
    return saved


def _free_name(wanted: Path) -> Path:
    """The name, or where a backup of the same second has it the same with a number."""
    number, free = 1, wanted
    while free.exists():
        number += 1
        free = wanted.with_name(f"{wanted.stem}-{number}{wanted.suffix}")
    return free


def rotate(layout: Layout) -> list[Path]:
    """Throw away what is too many or too old; returns what went. Backups made by hand stay."""
    told = (read(layout.kit) if os.access(layout.kit, os.R_OK) else os.environ).get("BACKUPS_KEPT", "")
    kept = _KEPT | ({"nightly": int(told)} if told.isdigit() and int(told) else {})
    oldest = datetime.now(timezone.utc).timestamp() - _most_days(layout) * 86_400
    gone = []
    for kind, number in kept.items():
        found = sorted(layout.backups.glob(f"{kind}-*.tar"))
        old = [one for one in found[:-1] if one.stat().st_mtime < oldest]  # the last one stays, whatever its age
        gone += [*old, *(one for one in found[: max(len(found) - number, 0)] if one not in old)]
    for one in gone:
        one.unlink()
    return gone


def _most_days(layout: Layout) -> int:
    told = settings_of(layout).get("RETENTION_DAYS", "").strip()
    return min(int(told), _MOST_DAYS) if told.isdigit() and int(told) else _MOST_DAYS


def newest(layout: Layout) -> Path | None:
    """The last backup, whatever made it."""
    found = sorted(layout.backups.glob("*.tar"), key=lambda file: file.stat().st_mtime)
    return found[-1] if found else None


def restore(layout: Layout, file: Path) -> str:
    """Stop the bot, put a backup in the place of its state, start it again; returns what to tell.

    Raises:
        KitError: the backup can't be used (the bot goes on with what it had), or the bot does not become ready with it.
    """
    with locked(layout):
        release = current(layout)
        has_desk = desk.is_wished(layout)
        systemctl("stop", SOCKET, SERVICE, *([DESK] if has_desk else []))
        try:
            put_back(layout, release, file)
        finally:
            systemctl("start", SOCKET, SERVICE)
            no_desk = desk.serve(layout, release)
        why = why_not_ready(port_of(layout), release.version, _READY_SECONDS)
    if why:
        raise KitError(f"{file.name} is restored, but the bot is not ready: {why}. `measles-bot logs` says more.")
    if no_desk:
        raise KitError(f"{file.name} is restored, the bot is ready, but the desk is not: {no_desk}.")
    return (
        f"{file.name} is restored, the bot is ready. What was there before is in {layout.state}/before-restore-*: "
        "delete it when all is well. Reminders and announcements due since the backup are not sent again "
        "(`measles-bot logs` says how many). "
        "Those whose data were deleted since the backup are in it again: delete them again."
    )


def put_back(layout: Layout, release: Release, file: Path) -> None:
    """Restore a file while the bot stands still. The bot's user reads a copy: wherever the file lies, others can't.

    Raises:
        KitError: it can't be used; nothing was changed.
    """
    if not file.is_file():
        raise KitError(f"There is no backup at {file}. `ls {layout.backups}` lists those that are there.")
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=layout.backups) as folder:
        copy = Path(shutil.copy2(file, Path(folder) / file.name))
        for path in (Path(folder), copy):
            _give(layout, path)
        ask_bot(layout, release, _MODULE, "restore", copy)


def drill(layout: Layout) -> Drill:
    """Restore the last backup into a folder of its own, look at it, let a bot serve from it, ask ten questions.

    Returns what was found; it is kept for ``measles-bot status``.
    """
    file = newest(layout)
    try:
        found = Drill(_now(), file.name if file else "", True, _drilled(layout, file))
    except (KitError, OSError, sqlite3.Error) as error:
        found = Drill(_now(), file.name if file else "", False, str(error))
    (layout.backups / _REPORT).write_text(
        json.dumps(asdict(found), ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    return found


def last_drill(layout: Layout) -> Drill | None:
    """What the last drill found; ``None`` before the first."""
    with suppress(OSError, ValueError, TypeError):
        return Drill(**json.loads((layout.backups / _REPORT).read_text(encoding="utf-8")))
    return None


def _drilled(layout: Layout, file: Path | None) -> str:
    if file is None:
        raise KitError("There is no backup. `measles-bot backup` makes one and says what fails.")
    release = current(layout)
    with tempfile.TemporaryDirectory(prefix="measles-drill-", dir=layout.backups) as folder:
        place = Path(folder)
        _give(layout, place)
        ask_bot(layout, release, _MODULE, "restore", file.resolve(), folder=place, **_nowhere())
        conversations = place / "state/conversations.db"
        if not conversations.is_file():
            raise KitError(
                f"{file.name} holds no SQLite conversations: restore a dump of PostgreSQL by hand to try it."
            )
        number = _looked_at(conversations)
        with trial(layout, release, place, DATABASE_URL=f"sqlite:///{conversations}") as port:
            wrong = wrong_answers(port, questions_of(release))
        if wrong:
            raise KitError("\n".join([f"{file.name} is restored, but answers are wrong:", *wrong]))
        of_desk = _desk_drilled(layout, release, place)
    return f"restored, whole, {number} conversations, ten questions answered{of_desk}"


def _desk_drilled(layout: Layout, release: Release, place: Path) -> str:
    """The desk on its restored database; what to tell."""
    kept = place / "state" / _DESK_DATABASE
    if not desk.is_wished(layout) or not desk.is_installed(release):
        return ""
    if not kept.is_file():
        if desk.database(layout) is None:
            return "; the desk's tables are on a server: what a backup holds of them is tried by hand"
        raise KitError("The desk's database is not in the backup: is it where DESK_DATABASE_URL says, in state/?")
    number = _looked_at(kept, "people_member")
    folder = place / "desk"
    folder.mkdir()
    desk.try_release(layout, release, folder, kept)
    return f"; the desk starts with it, {number} people of the office"


def _nowhere() -> dict[str, str]:
    """Settings that name the server's own files are taken out: a drill touches none of them."""
    kept = ("DATABASE_URL", "DESK_DATABASE_URL", "TELEGRAM_DB", "WHATSAPP_DB", "REST_KEYS_FILE", "AUDIT_FILE")
    sealing = ("CALLBACK_KEY_FILE", "OUTREACH_KEY_FILE", "WEBHOOK_DB", "WEBHOOK_KEY_FILE")
    return dict.fromkeys((*kept, *sealing), "")


def _looked_at(file: Path, table: str = "conversation") -> int:
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
        said = database.execute("PRAGMA integrity_check").fetchone()[0]
        if said != "ok":
            raise KitError(f"The restored {file.name} is damaged: {said}")
        return int(database.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608 (ours)


def _give(layout: Layout, folder: Path) -> None:
    owner = as_user(layout.bot_user).get("user")
    if owner is not None:
        shutil.chown(folder, owner, owner)


def _now() -> str:
    return datetime.now(timezone.utc).isoformat(timespec="seconds")
