"""``python -m rasa_project privacy tidy``: what was deleted leaves the files of the database, too."""

from __future__ import annotations

import contextlib
import sqlite3
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.engine.url import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from rasa_project.privacy.traces import truncate_soon
from rasa_project.storage.errors import StoreError
from rasa_project.storage.schema import metadata
from rasa_project.storage.settings import is_sqlite, sqlite_path
from rasa_project.storage.versions import first_line

#: A table is rewritten in less than a second; so long the command waits for turns that use it.
_WAIT_SECONDS: Final = 30
#: So long for readers of an SQLite file, such as a backup.
_READERS_SECONDS: Final = 60.0


def tidy(url: URL) -> list[str]:
    """Rewrite the conversations' tables without what was deleted; the bot may run.

    Returns:
        what was done and what is left, in sentences.

    Raises:
        StoreError: the database can't be used.
    """
    try:
        return _tidy_sqlite(url) if is_sqlite(url) else _tidy_postgresql(url)
    except (sa.exc.SQLAlchemyError, sqlite3.Error, OSError) as error:
        shown = url.render_as_string(hide_password=True)
        raise StoreError(f"The conversations' database {shown} can't be tidied: {first_line(error)}") from error


def _tidy_sqlite(url: URL) -> list[str]:
    path = sqlite_path(url)
    if path is None or not path.exists():
        return ["There are no conversations yet."]
    with contextlib.closing(sqlite3.connect(path, timeout=_WAIT_SECONDS, isolation_level=None)) as connection:
        connection.execute("PRAGMA secure_delete=ON")
        connection.execute("VACUUM")
    if not truncate_soon(path, _READERS_SECONDS):
        return [f"{path} was rewritten. Its write-ahead log is in use; the running bot empties it by itself."]
    return [f"{path} was rewritten, and its write-ahead log is empty."]


def _tidy_postgresql(url: URL) -> list[str]:
    engine = sa.create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    names = [table.name for table in metadata.sorted_tables]
    with engine.connect() as connection:
        connection.exec_driver_sql("SET statement_timeout = 0")
        connection.exec_driver_sql(f"SET lock_timeout = '{_WAIT_SECONDS}s'")
        for name in names:
            # Plain VACUUM leaves the bytes of dead rows in their pages; FULL writes the living ones into new files.
            connection.exec_driver_sql(f"VACUUM (FULL, ANALYZE) {name}")
    return [f"The tables {', '.join(names)} were rewritten.", _renew_log(engine)]


def _renew_log(engine: Engine) -> str:
    """Begin a new segment of the write-ahead log, so that PostgreSQL is done with those that hold what was deleted."""
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("SELECT pg_switch_wal()")
            connection.exec_driver_sql("CHECKPOINT")
            recycles = connection.exec_driver_sql("SHOW wal_recycle").scalar() == "on"
    except DBAPIError:
        return (
            "The write-ahead log (pg_wal) was not renewed: only a superuser or a member of pg_checkpoint may. "
            "What was deleted stays in it until PostgreSQL writes over it (docs/privacy.md)."
        )
    if recycles:
        return (
            "The write-ahead log (pg_wal) was renewed, but PostgreSQL keeps old segments to write over them later, "
            "and with them what was deleted. Set wal_recycle = off to have them removed (docs/privacy.md)."
        )
    return "The write-ahead log (pg_wal) was renewed, and its old segments are removed."
