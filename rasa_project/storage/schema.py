"""The tables, and connections to them: what the next turn needs, all that happened, what was said of answers."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.engine.url import URL
from sqlalchemy.exc import IntegrityError
from sqlalchemy.pool import StaticPool

from rasa_project.private_files import make_file
from rasa_project.storage import outreach_tables
from rasa_project.storage.errors import StoreError
from rasa_project.storage.settings import is_sqlite, sqlite_path
from rasa_project.storage.versions import Versions

#: How long a statement may wait for another process or for the server, in seconds. Shorter than a turn.
PATIENCE_SECONDS: Final = 3
#: Connections to PostgreSQL of one worker, and threads that use them.
POSTGRES_CONNECTIONS: Final = 8

#: The tables' version; a change of a table below is a new step in ``migrations/versions`` (docs/operations.md).
HEAD: Final = "0005"
VERSION_TABLE: Final = "conversation_version"

#: Any number: every connection of a bot shares this advisory lock of PostgreSQL; a restore wants it alone.
BOTS_LOCK: Final = 7_301_605

#: A connection that nobody used for so long is tried before it is used.
_RESTED_SECONDS: Final = 0.5

_PRAGMAS: Final = (
    "secure_delete=ON",
    "journal_mode=WAL",
    "synchronous=NORMAL",
    "foreign_keys=ON",
    "wal_autocheckpoint=1000",
)

#: Of all tables, also of those of ``outreach_tables.py``.
metadata: Final = outreach_tables.metadata

#: One row a person. ``base`` is the state before event ``base_position`` (see window.py), as JSON.
conversation = sa.Table(
    "conversation",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("sender_id", sa.String(255), nullable=False, unique=True),
    sa.Column("created_at", sa.Float, nullable=False),
    sa.Column("last_active", sa.Float, nullable=False, index=True),
    sa.Column("next_position", sa.Integer, nullable=False),
    sa.Column("base_position", sa.Integer, nullable=False),
    sa.Column("base", sa.Text, nullable=False),
)

#: One row an event, numbered from 0 within its conversation: the key is the index on (sender, id).
event = sa.Table(
    "event",
    metadata,
    sa.Column(
        "conversation_id",
        sa.Integer,
        sa.ForeignKey("conversation.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("timestamp", sa.Float, nullable=False),
    sa.Column("type_name", sa.String(64), nullable=False),
    sa.Column("data", sa.Text, nullable=False),
)

#: What a parent said of an answer, one row each; no text. ``position`` is that of the message that was answered.
feedback = sa.Table(
    "feedback",
    metadata,
    sa.Column(
        "conversation_id",
        sa.Integer,
        sa.ForeignKey("conversation.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("verdict", sa.String(16), nullable=False),
    sa.Column("reason", sa.String(16)),
    sa.Column("intent", sa.String(64), nullable=False),
    sa.Column("topic", sa.String(64), nullable=False),
    sa.Column("language", sa.String(2), nullable=False),
    sa.Column("channel", sa.String(32), nullable=False),
    sa.Column("day", sa.String(10), nullable=False),
)

#: One row a person who wants to be called back; ``sealed`` holds the number and the times, encrypted. Kept seven days.
callback = sa.Table(
    "callback",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("sender_id", sa.String(255), nullable=False, unique=True),
    sa.Column("created_at", sa.Float, nullable=False, index=True),
    sa.Column("sealed", sa.Text, nullable=False),
    sa.Column("topic", sa.String(64), nullable=False),
    sa.Column("level", sa.String(16), nullable=False),
    sa.Column("language", sa.String(2), nullable=False),
    sa.Column("channel", sa.String(32), nullable=False),
    sa.Column("place", sa.String(32)),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("is_told", sa.Boolean, nullable=False),
)

#: One row, written by health checks: a disk that is full shows only when something is written.
heartbeat = sa.Table(
    "heartbeat",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("checked_at", sa.Float, nullable=False),
)


#: Two turns at once want the same of these; any other broken rule of the tables is a fault.
_CONFLICTS: Final = {
    "UNIQUE constraint failed: conversation.sender_id",
    "UNIQUE constraint failed: event.conversation_id, event.position",
    "conversation_sender_id_key",
    "event_pkey",
}


def versions_of(url: URL) -> Versions:
    """The versions of the conversations' tables, with the address (no password in it) for sentences."""
    return Versions(
        name=f"The conversations' database {url.render_as_string(hide_password=True)}",
        steps=Path(__file__).with_name("migrations") / "versions",
        head=HEAD,
        table=VERSION_TABLE,
        first_kept="0003",
        mend="Restore a backup (docs/operations.md), or set DATABASE_URL to a database of this bot or an empty one.",
    )


def is_conflict(error: IntegrityError) -> bool:
    """Whether a row was refused because another turn of the same conversation wrote it first."""
    constraint = getattr(getattr(error.orig, "diag", None), "constraint_name", None)
    return (constraint or str(error.orig)) in _CONFLICTS


def engine_for(url: URL) -> Engine:
    """An engine for one process; nothing is opened yet."""
    return _sqlite_engine(url) if is_sqlite(url) else _postgresql_engine(url)


def _sqlite_engine(url: URL) -> Engine:
    # One connection, used by one thread: SQLite has one writer anyway.
    engine = sa.create_engine(
        url,
        hide_parameters=True,
        poolclass=StaticPool,
        connect_args={"check_same_thread": False, "timeout": PATIENCE_SECONDS},
    )
    path = sqlite_path(url)
    if path is not None:
        sa.event.listen(engine, "do_connect", partial(_make_private, path))
    sa.event.listen(engine, "connect", prepare_sqlite)
    return engine


def _make_private(path: Path, dialect: Any, record: Any, args: Any, kwargs: Any) -> None:
    """Before SQLite makes the file for everybody to read."""
    make_file(path)


def prepare_sqlite(connection: Any, record: Any) -> None:
    """Set up a connection to an SQLite file of ours; what is deleted is overwritten with zeros."""
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _postgresql_engine(url: URL) -> Engine:
    milliseconds = PATIENCE_SECONDS * 1000
    engine = sa.create_engine(
        url,
        hide_parameters=True,  # what parents wrote stands in no error
        pool_size=POSTGRES_CONNECTIONS,
        max_overflow=0,
        pool_timeout=PATIENCE_SECONDS,
        pool_use_lifo=True,  # a few connections are used, the others may rest
        connect_args={
            "connect_timeout": PATIENCE_SECONDS,
            "tcp_user_timeout": milliseconds,
            "keepalives_idle": PATIENCE_SECONDS,
            "application_name": "rasa_project",
            "options": f"-c statement_timeout={milliseconds} -c lock_timeout={milliseconds}",
        },
    )
    sa.event.listen(engine, "connect", _join_bots)
    sa.event.listen(engine, "checkin", _remember_use)
    sa.event.listen(engine, "checkout", partial(_check_rested, engine.dialect))
    return engine


def _join_bots(connection: Any, record: Any) -> None:
    """Share the lock as long as the connection lives; not while somebody restores."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock_shared(%s)", (BOTS_LOCK,))
        (joined,) = cursor.fetchone()
    connection.rollback()
    if not joined:
        connection.close()
        raise StoreError("The conversations' database can't be used: a restore is going on. Wait for its end.")


def _remember_use(connection: Any, record: Any) -> None:
    record.info["used"] = time.monotonic()


def _check_rested(dialect: Any, connection: Any, record: Any, proxy: Any) -> None:
    """A connection that died while it rested is replaced unseen; one that was just used needs no question.

    SQLAlchemy's own ``pool_pre_ping`` asks each time, which is a third of all requests to a busy database.
    """
    rested = time.monotonic() - record.info.get("used", float("inf"))
    if rested >= _RESTED_SECONDS and not _answers(dialect, connection):
        raise sa.exc.DisconnectionError("the connection died while it rested")


def _answers(dialect: Any, connection: Any) -> bool:
    try:
        return bool(dialect.do_ping(connection))
    except dialect.dbapi.Error:
        return False
