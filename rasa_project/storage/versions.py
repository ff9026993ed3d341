"""Which version a store's tables have, and how they become those of this bot.

The steps are Alembic's (``storage/migrations``, ``channels/inbox/migrations``); each has one number, kept in the
store. A store from before numbers were kept is recognised by its tables and columns. Everything happens in one
transaction under a lock: of two starts at once one migrates, the other finds it done.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import StaticPool

from rasa_project.storage.errors import StoreError

_ENVIRONMENT: Final = Path(__file__).with_name("migrations")
#: Any number: PostgreSQL's lock for whoever migrates.
_LOCK: Final = 7_301_604
#: A start waits so long for another one that migrates.
_PATIENCE_SECONDS: Final = 120
#: Alembic's environment is one for the process.
_one_at_a_time: Final = threading.RLock()

#: Tables with the names of their columns.
Shape = dict[str, frozenset[str]]


class StoreVersionError(StoreError):
    """The store is of a newer bot, of another program, or damaged; the text says what to do. Waiting mends nothing."""


@dataclass(frozen=True)
class Versions:
    """The versions of one store.

    Attributes:
        name: for sentences.
        steps: folder of Alembic's steps; its ``revision`` are ``0001``, ``0002``...
        head: the last one, that of this bot.
        table: where a store keeps its version.
        first_kept: from this version on stores keep it; an earlier one is recognised by its columns.
        mend: what an operator can do when the store is of another program or damaged.
    """

    name: str
    steps: Path
    head: str
    table: str
    first_kept: str
    mend: str

    def check(self, connection: Connection) -> None:
        """See that the store is of this bot's version: one short query.

        Raises:
            StoreVersionError: it is not.
        """
        found = self._kept(connection)
        if found != self.head:
            raise StoreVersionError(self._sentence(found))

    def is_head(self, connection: Connection) -> bool:
        """Whether nothing is to do; raises nothing where the store is of no version."""
        return sa.inspect(connection).has_table(self.table) and self._kept(connection) == self.head

    def version_of(self, connection: Connection) -> str | None:
        """The store's version; ``None`` where it has no tables yet.

        Raises:
            StoreVersionError: it is newer, another program's, or damaged.
        """
        tables = set(sa.inspect(connection).get_table_names())
        shapes = _shapes(self)
        ours = {name for shape in shapes.values() for name in shape}
        others = tables - ours - {self.table}
        if self.table not in tables:
            return self._recognised(connection, tables, ours, others)
        found = self._kept(connection)
        if found not in shapes:
            raise StoreVersionError(self._sentence(found))
        wrong = _difference(shapes[found], _shape_of(connection, ours))
        if wrong:
            raise StoreVersionError(f"{self.name} is damaged or was changed by hand: {wrong}. {self.mend}")
        return found

    def bring_up(self, engine: Engine) -> None:
        """Make the tables, or migrate those that are there, all or nothing; nothing to do where they are this bot's.

        Raises:
            StoreVersionError: the store is newer, another program's, or damaged; nothing was changed.
            sqlalchemy.exc.SQLAlchemyError: the database can't be used.
        """
        with _one_at_a_time, engine.begin() as connection:
            _lock(connection)
            found, is_kept = self.version_of(connection), sa.inspect(connection).has_table(self.table)
            if found is not None and not is_kept:
                self._alembic("stamp", connection, found)
            if found != self.head:
                self._alembic("upgrade", connection, self.head)

    def _recognised(self, connection: Connection, tables: set[str], ours: set[str], others: set[str]) -> str | None:
        """The version of a store that keeps none."""
        alone = connection.dialect.name == "sqlite"  # the file is ours alone; a server's database may be shared
        if not tables & ours and not (alone and others):
            return None
        found = _shape_of(connection, ours | others if alone else ours)
        shapes = {version: shape for version, shape in _shapes(self).items() if version < self.first_kept}
        for version, shape in shapes.items():
            if shape == found:
                return version
        wrong = _difference(shapes[max(shapes)], found)
        raise StoreVersionError(f"{self.name} is not of this bot, or damaged: {wrong}. {self.mend}")

    def _kept(self, connection: Connection) -> str:
        rows = [str(row[0]) for row in connection.execute(sa.text(f"SELECT version_num FROM {self.table}"))]  # noqa: S608
        return rows[0] if len(rows) == 1 else f"unreadable ({len(rows)} numbers)"

    def _sentence(self, found: str) -> str:
        if found.isdecimal() and found > self.head:
            return (
                f"{self.name} was written by a newer bot (version {found}; this bot knows up to {self.head}). "
                "Start the newer bot, or restore a backup from before the update (docs/operations.md)."
            )
        if found in _shapes(self):
            return (
                f"{self.name} has the older version {found}. Start the bot again: the start brings it to {self.head}."
            )
        return f"{self.name} is of an unknown version {found!r}. {self.mend}"

    def _alembic(self, what: str, connection: Connection, revision: str) -> None:
        from alembic import command
        from alembic.config import Config

        config = Config()
        for option, path in (("script_location", _ENVIRONMENT), ("version_locations", self.steps)):
            config.set_main_option(option, str(path).replace("%", "%%"))
        config.set_main_option("path_separator", "newline")
        config.attributes.update(connection=connection, version_table=self.table)
        with _one_at_a_time:
            (command.stamp if what == "stamp" else command.upgrade)(config, revision)

    def _all(self) -> list[str]:
        return [f"{number:04}" for number in range(1, int(self.head) + 1)]


@lru_cache(maxsize=8)
def _shapes(versions: Versions) -> dict[str, Shape]:
    """Tables and columns of every version, found by taking the steps in memory."""
    engine = sa.create_engine("sqlite://", poolclass=StaticPool)
    shapes = {}
    try:
        for version in versions._all():
            with engine.begin() as connection:
                versions._alembic("upgrade", connection, version)
                tables = set(sa.inspect(connection).get_table_names()) - {versions.table}
                shapes[version] = _shape_of(connection, tables)
    finally:
        engine.dispose()
    return shapes


def _shape_of(connection: Connection, tables: set[str]) -> Shape:
    inspector = sa.inspect(connection)
    there = tables & set(inspector.get_table_names())
    return {name: frozenset(column["name"] for column in inspector.get_columns(name)) for name in there}


def _difference(expected: Shape, found: Shape) -> str:
    """What is wrong, for a person; empty where nothing is."""
    said = [f"the table {name} is missing" for name in sorted(expected.keys() - found.keys())]
    said += [f"there is a table {name} that it does not know" for name in sorted(found.keys() - expected.keys())]
    for name in sorted(expected.keys() & found.keys()):
        missing, extra = sorted(expected[name] - found[name]), sorted(found[name] - expected[name])
        said += [f"the table {name} lacks the column {column}" for column in missing]
        said += [f"the table {name} has an unknown column {column}" for column in extra]
    return ", ".join(said)


def _lock(connection: Connection) -> None:
    """One process migrates; the others wait for it."""
    milliseconds = _PATIENCE_SECONDS * 1000
    if connection.dialect.name == "postgresql":
        for setting in ("lock_timeout", "statement_timeout"):
            connection.execute(sa.text(f"SET LOCAL {setting} = {milliseconds}"))
        connection.execute(sa.text("SELECT pg_advisory_xact_lock(:n)"), {"n": _LOCK})
        return
    before = connection.exec_driver_sql("PRAGMA busy_timeout").scalar()
    connection.exec_driver_sql(f"PRAGMA busy_timeout={milliseconds}")
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={before}")


def first_line(error: BaseException) -> str:
    """What a driver said, without the statement and its values."""
    cause: Any = getattr(error, "orig", None) or error
    return (str(cause).strip().splitlines() or [type(cause).__name__])[0]


#: What SQLite says of a file that no waiting mends.
_DAMAGED: Final = ("file is not a database", "malformed", "file is encrypted")


def is_damage(error: SQLAlchemyError | OSError) -> bool:
    """Whether the file itself is broken, and not only locked, full or away."""
    return any(words in first_line(error) for words in _DAMAGED)
