"""How much room the conversations take, and who is refused when it is used up: a disk that is full serves nobody."""

from __future__ import annotations

import logging
import shutil
import time
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.engine.url import URL

from rasa_project.settings import STORE_MEGABYTES
from rasa_project.storage.errors import StoreError
from rasa_project.storage.settings import is_sqlite, sqlite_path

logger = logging.getLogger(__name__)

MEGABYTE: Final = 1_000_000
#: Of what is allowed: above this no conversation is begun, so that those under way can come to their end.
FOR_NEW: Final = 0.9
#: Above this the log warns.
WARNS: Final = 0.75
#: So long a size that PostgreSQL told holds; SQLite is asked each time, which costs microseconds.
LOOK_SECONDS: Final = 2.0
_POSTGRESQL: Final = sa.text(
    "SELECT pg_total_relation_size('conversation') + pg_total_relation_size('event')"
    " + pg_total_relation_size('feedback')"
)
_ADVICE: Final = (
    "Delete what is old (python -m rasa_project privacy retain --days 7, on PostgreSQL then privacy tidy), "
    "or raise STORE_MEGABYTES where the disk has room."
)


class StoreFullError(StoreError):
    """The conversations take as much room as they may; the text says how much, who is refused and what to do."""


class Room:
    """Watches the size of one database; what was deleted in an SQLite file is room, though the file keeps its size."""

    def __init__(self, url: URL, name: str, most_megabytes: int | None = None) -> None:
        """Allow ``most_megabytes`` (of 1,000,000 bytes); where that is left out, what ``STORE_MEGABYTES`` says."""
        self._url = url
        self._name = name
        self._most = (STORE_MEGABYTES.read() if most_megabytes is None else most_megabytes) * MEGABYTE
        self._used = 0
        self._looked = float("-inf")
        self._warned = False

    def check(self, connection: Connection, is_new: bool) -> None:
        """See that there is room for a turn; ``is_new`` where it begins a conversation.

        Raises:
            StoreFullError: there is none.
        """
        if self.used(connection) <= self._most * (FOR_NEW if is_new else 1.0):
            return
        whose = "all messages" if self._used > self._most else "new conversations"
        raise StoreFullError(f"{self._told()}: {whose} are refused. {_ADVICE}")

    def look(self, connection: Connection) -> None:
        """Warn in the log, once until it is right again, when there is not much room left."""
        is_scarce = self.used(connection) > self._most * WARNS
        if is_scarce and not self._warned:
            logger.warning(
                "%s. Above %d %% new conversations are refused. %s", self._told(), round(FOR_NEW * 100), _ADVICE
            )
        self._warned = is_scarce

    def used(self, connection: Connection) -> int:
        """Bytes that the conversations take; of PostgreSQL some seconds old."""
        if is_sqlite(self._url):
            self._used = self._sqlite(connection)
        elif time.monotonic() - self._looked >= LOOK_SECONDS:
            self._used = self._postgresql(connection)
            self._looked = time.monotonic()
        return self._used

    def warn_of_disk(self) -> None:
        """Warn in the log where an SQLite file's disk has not the room that is allowed."""
        path = sqlite_path(self._url) if is_sqlite(self._url) else None
        if path is None:
            return
        has = shutil.disk_usage(path.parent).free + (path.stat().st_size if path.exists() else 0)
        if has < self._most:
            logger.warning(
                "STORE_MEGABYTES=%d is more than the disk of %s has: %d MB. The disk can fill up, and then nobody is "
                "answered. Set it lower, or make room.",
                self._most // MEGABYTE, path, has // MEGABYTE,
            )  # fmt: skip

    def _told(self) -> str:
        share = f"{self._used / MEGABYTE:,.0f} of the {self._most // MEGABYTE:,} MB that STORE_MEGABYTES allows"
        return f"{self._name} takes {share}"

    def _sqlite(self, connection: Connection) -> int:
        size, pages, free = (
            int(connection.exec_driver_sql(f"PRAGMA {name}").scalar_one())
            for name in ("page_size", "page_count", "freelist_count")
        )
        return size * (pages - free)

    @staticmethod
    def _postgresql(connection: Connection) -> int:
        return int(connection.execute(_POSTGRESQL).scalar_one())
