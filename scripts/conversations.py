"""Back up and restore the conversations, also while the bot runs (backup) or when it is stopped (restore).

``make backup FILE=...`` and ``make restore FILE=...`` call it; the database is that of ``DATABASE_URL``.
"""

from __future__ import annotations

import argparse
import contextlib
import sqlite3
import subprocess
import sys
from pathlib import Path

from sqlalchemy.engine.url import URL

from rasa_project.settings import DATABASE_URL, SettingsError
from rasa_project.stores.settings import is_sqlite, sqlite_path

_TABLES = ("conversation", "event", "heartbeat")


class BackupError(Exception):
    """A backup can't be made or used; the text says why."""


def backup(url: URL, file: Path) -> None:
    """Write all conversations as they are at one moment into a file that did not exist.

    Raises:
        BackupError: there is nothing to back up, or the file is there already.
    """
    if file.exists():
        raise BackupError(f"{file} is there already; a backup is never overwritten.")
    if not is_sqlite(url):
        _run("pg_dump", "--clean", "--if-exists", "--no-owner", *(f"--table={name}" for name in _TABLES),
             f"--file={file}", _libpq(url))  # fmt: skip
        file.chmod(0o600)
        return
    source = sqlite_path(url)
    if source is None or not source.is_file():
        raise BackupError(f"There are no conversations at {source}.")
    file.touch(mode=0o600)
    with contextlib.closing(sqlite3.connect(source)) as from_file, contextlib.closing(sqlite3.connect(file)) as to_file:
        from_file.backup(to_file)


def restore(url: URL, file: Path) -> None:
    """Put the conversations of a backup in the place of those that are there. The bot must be stopped.

    Raises:
        BackupError: the file is not a backup of this kind of database.
    """
    if not file.is_file():
        raise BackupError(f"There is no backup at {file}.")
    if not is_sqlite(url):
        arguments = ("--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", f"--file={file}")
        _run("psql", *arguments, _libpq(url))
        return
    target = sqlite_path(url)
    if target is None:
        raise BackupError("DATABASE_URL names no file.")
    with contextlib.closing(sqlite3.connect(file)) as from_file:
        _check_backup(from_file, file)
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with contextlib.closing(sqlite3.connect(target)) as to_file:
            from_file.backup(to_file)


def _check_backup(connection: sqlite3.Connection, file: Path) -> None:
    try:
        (state,) = connection.execute("PRAGMA integrity_check").fetchone()
        connection.execute("SELECT count(*) FROM conversation, event LIMIT 0")
    except sqlite3.Error as error:
        raise BackupError(f"{file} is not a backup of conversations: {error}") from error
    if state != "ok":
        raise BackupError(f"{file} is damaged: {state}")


def _libpq(url: URL) -> str:
    return str(url.set(drivername="postgresql").render_as_string(hide_password=False))


def _run(*command: str) -> None:
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError as error:
        raise BackupError(f"{command[0]} is not installed: install PostgreSQL's client programs.") from error
    if done.returncode != 0:
        raise BackupError(f"{command[0]} failed: {done.stderr.strip()[-500:]}")


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit status is 0 when it went well."""
    parser = argparse.ArgumentParser(prog="conversations", description=__doc__)
    parser.add_argument("what", choices=["backup", "restore"])
    parser.add_argument("file", type=Path)
    options = parser.parse_args(arguments)
    try:
        url = DATABASE_URL.read()
        (backup if options.what == "backup" else restore)(url, options.file)
    except (BackupError, SettingsError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{options.what}: {options.file}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
