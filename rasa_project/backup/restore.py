"""Restoring a backup: all of it or nothing, beside no running bot, and what was there is kept aside."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine.url import URL

from rasa_project.backup import archive, desk, postgresql
from rasa_project.backup.archive import Manifest, unpacked
from rasa_project.backup.errors import BackupError
from rasa_project.backup.keys import check_of, key_in_use
from rasa_project.backup.make import database, stamp
from rasa_project.backup.parts import ASIDE, CONVERSATIONS, DUMP, KEY_OF_SENDERS, Part, known_versions, part_of, parts
from rasa_project.private_files import FILE_MODE, FOLDER_MODE, make_folder, narrow_folder, with_companions
from rasa_project.serving.holding import STATE
from rasa_project.storage.instance import held_for_restore
from rasa_project.storage.restored import Restored, mark_file, sql_of
from rasa_project.storage.schema import HEAD, versions_of
from rasa_project.storage.settings import is_sqlite

#: How files begin that bots wrote before a backup was an archive: conversations alone.
_BEFORE: Final = {b"SQLite format 3\0": (CONVERSATIONS, "sqlite"), b"--\n-- PostgreSQL": (DUMP, "postgresql")}
#: Of PostgreSQL; they are no files of the state.
_DUMPS: Final = {DUMP, desk.DESK_DUMP}
_DESK_LEFT: Final = (
    f"{desk.DESK_DUMP} is of a desk on PostgreSQL and was left out: DESK_DATABASE_URL names none. Set it and restore "
    "again to have the desk's people, counts and labels back."
)
_NOT_TWICE: Final = (
    "Reminders and announcements that were due since the backup are not sent again: the bot counts them as doubtful "
    "when it starts, and its log says how many (docs/outreach.md)."
)


def restore(file: Path, of_desk: URL | None = None) -> list[str]:
    """Put a backup in the place of what is there; returns sentences on what was done.

    ``of_desk`` is the address of the desk's database; a dump of one takes its place where that is on PostgreSQL.

    Raises:
        BackupError: it is damaged, newer, of another kind of database, or of another key of senders.
        StoreInUseError: the bot runs.
        StoreError: the database can't be used.
        OSError: a file can't be written; what was there is in its place again.
    """
    if not file.is_file():
        raise BackupError(f"There is no backup at {file}.")
    url = database()
    make_folder(STATE)
    with contextlib.ExitStack() as held:
        held.enter_context(held_for_restore(url, STATE))
        if not is_sqlite(url):
            held.enter_context(postgresql.no_bots(url))
        if of_desk is not None and desk.is_served(of_desk):
            desk.check_is_off(of_desk)
        work = Path(held.enter_context(tempfile.TemporaryDirectory(dir=STATE, prefix=".restore-")))
        manifest = _opened(file, work)
        _check(manifest, url, work, file)
        said = _Switch(url, manifest, work, of_desk).run()
    narrow_folder(STATE)
    return said


def _opened(file: Path, work: Path) -> Manifest:
    with file.open("rb") as opened:
        begins = opened.read(16)
    for beginning, (name, kind) in _BEFORE.items():
        if begins.startswith(beginning):
            shutil.copyfile(file, unpacked(work, name))
            return Manifest(made="", database=kind, versions={}, sender_key="", files={name: ""})
    return archive.unpack(file, work)


def _check(manifest: Manifest, url: URL, work: Path, file: Path) -> None:
    kind = "sqlite" if is_sqlite(url) else "postgresql"
    if manifest.database != kind:
        raise BackupError(f"{file} is of a {manifest.database} database, but DATABASE_URL names one of {kind}.")
    if manifest.versions.get(DUMP, "") > HEAD:
        raise BackupError(f"{file} was made by a newer bot. Restore it with that one.")
    for name, versions in known_versions(versions_of(url)).items():
        if name in manifest.files:
            _check_sqlite(unpacked(work, name), name, versions.version_of)
    restored = unpacked(work, KEY_OF_SENDERS) if KEY_OF_SENDERS in manifest.files else None
    if manifest.sender_key and manifest.sender_key != check_of(key_in_use(restored)):
        raise BackupError(
            "The conversations of this backup belong to another key of senders: the bot would find none of them. Set "
            "SENDER_KEY to the one that was set when the backup was made, or leave it out if none was."
        )


def _check_sqlite(path: Path, name: str, version_of: Callable[[sa.engine.Connection], str | None]) -> None:
    try:
        with contextlib.closing(sqlite3.connect(path)) as connection:
            (said,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    except sqlite3.Error as error:
        said = str(error)
    if said != "ok":
        raise BackupError(f"The backup is damaged: {name}: {said}. Use another backup.")
    engine = sa.create_engine(f"sqlite:///{path}")
    try:
        with engine.connect() as connection:
            if version_of(connection) is None:
                raise BackupError(f"The backup is no backup of this bot: {name} has none of its tables.")
    finally:
        engine.dispose()


def _made_at(manifest: Manifest) -> float:
    """When the backup was made, in seconds since 1970; 0 where it does not say."""
    try:
        return datetime.fromisoformat(manifest.made).timestamp()
    except ValueError:
        return 0.0


class _Switch:
    """Moves what is there aside and the backup into its place; undone where a step fails."""

    def __init__(self, url: URL, manifest: Manifest, work: Path, of_desk: URL | None) -> None:
        self._url, self._manifest, self._work = url, manifest, work
        self._of_desk = of_desk if desk.DESK_DUMP in manifest.files and desk.is_served(of_desk) else None
        self._stamp = stamp()
        self._folders: dict[Path, Path] = {}
        self._undo: list[Callable[[], object]] = []
        self._ready: list[Path] = []

    def run(self) -> list[str]:
        """Do it; returns sentences."""
        mark = Restored(_made_at(self._manifest), time.time())
        if CONVERSATIONS in self._manifest.files:
            mark_file(unpacked(self._work, CONVERSATIONS), mark)
        known = {part.name: part for part in parts() if part.is_replaced}
        wanted = {name: part_of(name, known) for name in self._manifest.files if name not in _DUMPS}
        unknown = sorted(name for name, part in wanted.items() if part is None)
        try:
            if DUMP in self._manifest.files and postgresql.version(self._url) is not None:
                postgresql.dump(self._url, self._aside(STATE) / DUMP)
            for part in wanted.values():
                if part is not None and (part.is_replaced or not part.path.exists()):
                    self._put(part)
            if self._of_desk is not None:
                self._put_desk(self._of_desk)
            if DUMP in self._manifest.files:
                postgresql.load(self._url, unpacked(self._work, DUMP), behind=sql_of(mark))
        except BaseException:
            for step in reversed(self._undo):
                step()
            raise
        finally:
            for ready in self._ready:
                ready.unlink(missing_ok=True)
        kept = [f"What was there is kept in {folder}; delete it when all is well." for folder in self._folders.values()]
        is_left = desk.DESK_DUMP in self._manifest.files and self._of_desk is None
        said = [*kept, _NOT_TWICE, *([_DESK_LEFT] if is_left else [])]
        return [*said, *(f"{name} is of another bot and was left out." for name in unknown)]

    def _put_desk(self, url: URL) -> None:
        """The desk's tables; what was there is in a dump, and back again where a later step fails."""
        before = self._work / "before.sql"
        is_there = desk.dump(url, before)
        if is_there:
            shutil.copyfile(before, self._aside(STATE) / desk.DESK_DUMP)
        desk.load(url, unpacked(self._work, desk.DESK_DUMP))
        if is_there:
            self._undo.append(lambda: desk.load(url, before))

    def _put(self, part: Part) -> None:
        make_folder(part.path.parent)
        ready = part.path.with_name(f".{part.path.name}.restored")
        self._ready.append(ready)
        ready.unlink(missing_ok=True)
        ready.touch(mode=FILE_MODE)
        shutil.copyfile(unpacked(self._work, part.name), ready)
        ready.chmod(FILE_MODE)
        with ready.open("rb") as written:
            os.fsync(written.fileno())
        for old in with_companions(part.path) if part.is_database else [part.path]:
            if old.exists():
                self._move(old, self._aside(part.path.parent) / old.name)
        self._move(ready, part.path)

    def _move(self, source: Path, target: Path) -> None:
        os.replace(source, target)
        self._undo.append(lambda: os.replace(target, source))

    def _aside(self, folder: Path) -> Path:
        """A folder beside the files, of a name that nothing has."""
        if folder not in self._folders:
            number = 1
            while True:
                name = f"{ASIDE}{self._stamp}" + (f"-{number}" if number > 1 else "")
                try:
                    (folder / name).mkdir(mode=FOLDER_MODE)
                    break
                except FileExistsError:
                    number += 1
            self._folders[folder] = folder / name
        return self._folders[folder]
