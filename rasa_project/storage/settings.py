"""Where the stores are, with a default that needs no server."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine.url import URL

from rasa_project.settings import DATABASE_URL, REDIS_URL, WORKERS
from rasa_project.settings_together import check_workers


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
            rasa_project.settings.SettingsError: a value can't be used, or several workers lack what they share.
        """
        check_workers(environment)
        return cls(DATABASE_URL.read(environment), REDIS_URL.read(environment), WORKERS.read(environment))


def database_url(text: str) -> URL:
    """The parsed address of the database.

    Raises:
        rasa_project.settings.SettingsError: it is neither SQLite nor PostgreSQL.
    """
    return DATABASE_URL.value_of(text)


def is_sqlite(url: URL) -> bool:
    """Whether the conversations are in a file."""
    return bool(url.get_backend_name() == "sqlite")


def sqlite_path(url: URL) -> Path | None:
    """The file of an SQLite address; ``None`` for one in memory."""
    return None if url.database in {None, "", ":memory:"} else Path(str(url.database))
