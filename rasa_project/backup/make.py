"""Making a backup, also while the bot runs."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import tempfile
from datetime import datetime, timezone
from pathlib import Path
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine.url import URL

from rasa_project.backup import archive, desk, postgresql
from rasa_project.backup.errors import BackupError
from rasa_project.backup.keys import check_of, key_in_use
from rasa_project.backup.parts import DUMP, Part, known_versions, parts
from rasa_project.private_files import FILE_MODE, make_folder
from rasa_project.settings import DATABASE_URL
from rasa_project.storage.schema import versions_of
from rasa_project.storage.settings import is_sqlite, sqlite_path
from rasa_project.storage.versions import Versions

#: Where backups go whose file was not named.
FOLDER: Final = Path("backups")
#: So long a copy waits for somebody who locks an SQLite file.
_PATIENCE_SECONDS: Final = 30


def database() -> URL:
    """The conversations' database.

    Raises:
        SettingsError: ``DATABASE_URL`` can't be used.
    """
    return DATABASE_URL.read()


def stamp(now: datetime | None = None) -> str:
    """A time for names of files, in UTC."""
    return (now or datetime.now(timezone.utc)).strftime("%Y%m%dT%H%M%SZ")


def free_name(wanted: Path) -> Path:
    """The name, or where it is taken the same with a number."""
    number, free = 1, wanted
    while os.path.lexists(free):
        number += 1
        free = wanted.with_name(f"{wanted.stem}-{number}{wanted.suffix}")
    return free


def make(file: Path | None, of_desk: URL | None = None) -> Path:
    """Write a backup to a file that did not exist; without a name into ``backups/``. Returns its path.

    ``of_desk`` is the address of the desk's database, which is dumped where it is on PostgreSQL.

    Raises:
        BackupError: there is nothing to back up, or the file is there already.
        StoreError: the database can't be used, or is not of this bot.
        OSError: the file can't be written.
    """
    file = file or free_name(FOLDER / f"measles-{stamp()}.tar")
    if os.path.lexists(file):
        raise BackupError(f"{file} is there already; a backup is never overwritten.")
    url = database()
    make_folder(file.parent)
    with tempfile.TemporaryDirectory(dir=file.parent, prefix=".backup-") as work:  # mode 0700
        content = Path(work) / "content"
        content.mkdir()
        versions = _copy_all(url, content)
        if of_desk is not None and desk.is_served(of_desk):
            desk.dump(of_desk, content / desk.DESK_DUMP)
        manifest = archive.Manifest(
            made=datetime.now(timezone.utc).isoformat(timespec="seconds"),
            database="sqlite" if is_sqlite(url) else "postgresql",
            versions=versions,
            sender_key=check_of(key_in_use()),
        )
        packed = Path(work) / "backup.tar"
        archive.write(content, manifest, packed)
        _put(packed, file)
    return file


def _copy_all(url: URL, content: Path) -> dict[str, str]:
    """Copy every part into a folder; returns the versions of the stores."""
    versions = {}
    if is_sqlite(url):
        path = sqlite_path(url)
        if path is None or not path.is_file():
            raise BackupError(f"There are no conversations at {path}.")
    else:
        found = postgresql.version(url)
        if found is None:
            raise BackupError("There are no conversations in the database of DATABASE_URL.")
        versions[DUMP] = found
        postgresql.dump(url, content / DUMP)
    for part in parts():
        if part.path.is_file():
            _copy(part, content / part.name)
    known = known_versions(versions_of(url)).items()
    return versions | {name: _version(content / name, store) for name, store in known if (content / name).is_file()}


def _version(file: Path, versions: Versions) -> str:
    engine = sa.create_engine(f"sqlite:///{file}")
    try:
        with engine.connect() as connection:
            return versions.version_of(connection) or ""
    finally:
        engine.dispose()


def _copy(part: Part, target: Path) -> None:
    make_folder(target.parent)
    target.touch(mode=FILE_MODE)
    if not part.is_database:
        with contextlib.suppress(FileNotFoundError):  # gone meanwhile
            shutil.copyfile(part.path, target)
        return
    source = sqlite3.connect(part.path, timeout=_PATIENCE_SECONDS)
    with contextlib.closing(source), contextlib.closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file


def _put(packed: Path, file: Path) -> None:
    """Under its name in one step, and on the disk."""
    with packed.open("rb") as written:
        os.fsync(written.fileno())
    try:
        os.link(packed, file)
    except FileExistsError as error:
        raise BackupError(f"{file} is there already; a backup is never overwritten.") from error
    except OSError:  # a file system without links
        os.replace(packed, file)
