"""Where the stores are: read from the environment, with a default that needs no server."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy.engine.url import URL, make_url
from sqlalchemy.exc import ArgumentError

from rasa_project.stores.errors import SettingsError

DEFAULT_DATABASE_URL: Final = "sqlite:///state/conversations.db"


@dataclass(frozen=True)
class StoreSettings:
    """Settings of the stores and of how many processes share them.

    Attributes:
        database: SQLite file (``sqlite:///path``) or PostgreSQL (``postgresql://...``).
        redis_url: where several workers queue, or ``None`` for one worker.
        workers: processes that serve on one port.
    """

    database: URL
    redis_url: str | None
    workers: int

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> StoreSettings:
        """Read ``DATABASE_URL``, ``REDIS_URL`` and ``WORKERS``.

        Raises:
            SettingsError: a value can't be used, or several workers lack what they share.
        """
        values = os.environ if environment is None else environment
        database = database_url(values.get("DATABASE_URL") or DEFAULT_DATABASE_URL)
        redis_url = values.get("REDIS_URL") or None
        workers = _workers(values.get("WORKERS") or "1")
        if workers > 1 and (redis_url is None or is_sqlite(database)):
            raise SettingsError(
                f"WORKERS={workers} needs a database and a queue that all workers share: set DATABASE_URL to "
                "PostgreSQL (postgresql://user:password@host/name) and REDIS_URL (redis://host:6379/0), or WORKERS=1."
            )
        return cls(database, redis_url, workers)


def database_url(text: str) -> URL:
    """The parsed address of the database.

    Raises:
        SettingsError: it is neither SQLite nor PostgreSQL.
    """
    try:
        url = make_url(text)
    except ArgumentError as error:
        raise SettingsError(f"DATABASE_URL is not an address of a database. {_EXPECTED}") from error
    if url.drivername == "postgres":  # as hosting providers write it
        url = url.set(drivername="postgresql")
    if url.get_backend_name() not in {"sqlite", "postgresql"}:
        raise SettingsError(f"DATABASE_URL begins with {url.drivername!r}. {_EXPECTED}")
    return url


def is_sqlite(url: URL) -> bool:
    """Whether the conversations are in a file."""
    return bool(url.get_backend_name() == "sqlite")


def sqlite_path(url: URL) -> Path | None:
    """The file of an SQLite address; ``None`` for one in memory."""
    return None if url.database in {None, "", ":memory:"} else Path(str(url.database))


_EXPECTED: Final = "Use sqlite:///state/conversations.db or postgresql://user:password@host:5432/name."


def _workers(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 64:
        raise SettingsError(f"WORKERS={text} is not a number from 1 to 64.")
    return int(text)
