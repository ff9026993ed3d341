"""Tables and statements of a messenger's file; :mod:`rasa_project.channels.inbox.store` says what they are for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from rasa_project.storage.errors import StoreError
from rasa_project.storage.versions import StoreVersionError, Versions, first_line, is_damage

#: The tables' version; a change of a table below is a new step in ``migrations`` (docs/operations.md).
HEAD: Final = "0003"

TABLES = sa.MetaData()
UPDATES = sa.Table(
    "updates",
    TABLES,
    # SQLite's own row number: where a messenger gives none, the next free one.
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("update_id", sa.Text, nullable=False),
    sa.Column("chat_id", sa.Text, nullable=False),
    sa.Column("message_id", sa.Text),
    sa.Column("kind", sa.String, nullable=False),
    sa.Column("digest", sa.String),
    sa.Column("received", sa.Float, nullable=False),
    sa.Column("waits", sa.Boolean, nullable=False),
    sa.Column("tries", sa.Integer, nullable=False, default=0),
    sa.Column("content", sa.Text),
    sa.Column("answer", sa.Text),
    sa.Column("sent", sa.Integer, nullable=False, default=0),
)
sa.Index("by_name", UPDATES.c.update_id, unique=True)
sa.Index("waiting", UPDATES.c.chat_id, UPDATES.c.position, sqlite_where=sa.text("waits = 1"))
sa.Index("of_message", UPDATES.c.chat_id, UPDATES.c.message_id)
sa.Index("by_age", UPDATES.c.received)
CHATS = sa.Table(
    "chats",
    TABLES,
    sa.Column("chat_id", sa.Text, primary_key=True),
    sa.Column("language", sa.String),
    sa.Column("question", sa.Text),
    sa.Column("location_keyboard", sa.Boolean, nullable=False, default=False),
    sa.Column("gone_since", sa.Float),
    sa.Column("told", sa.Boolean, nullable=False, default=False),
    sa.Column("last_day", sa.Integer, nullable=False, default=0),
)

# Built once: making a statement costs more than running it.
THIS: Final = sa.update(UPDATES).where(UPDATES.c.update_id == sa.bindparam("name"))
SEEN: Final = sa.select(UPDATES.c.update_id).where(UPDATES.c.update_id.in_(sa.bindparam("names", expanding=True)))
ACCEPT: Final = sa.insert(UPDATES)
NEXT: Final = (
    sa.select(UPDATES)
    .where(UPDATES.c.waits, UPDATES.c.chat_id == sa.bindparam("chat"))
    .order_by(UPDATES.c.position)
    .limit(1)
)
#: SQLite keeps whatever it is given; a chat that is no text can't be answered.
_HAS_CHAT: Final = sa.and_(sa.func.typeof(UPDATES.c.chat_id) == "text", UPDATES.c.chat_id != "")
WAITING_CHATS: Final = (
    sa.select(UPDATES.c.chat_id)
    .where(UPDATES.c.waits, _HAS_CHAT)
    .group_by(UPDATES.c.chat_id)
    .order_by(sa.func.min(UPDATES.c.received))
    .limit(sa.bindparam("most"))
)
SET_ASIDE: Final = sa.update(UPDATES).where(UPDATES.c.waits, sa.not_(_HAS_CHAT)).values(waits=False, content=None)
WAITING_IN: Final = (
    sa.select(UPDATES.c.chat_id, sa.func.count())
    .where(UPDATES.c.waits, UPDATES.c.chat_id.in_(sa.bindparam("chats", expanding=True)))
    .group_by(UPDATES.c.chat_id)
)
COUNT_TRY: Final = THIS.values(tries=UPDATES.c.tries + 1)
KEEP_ANSWER: Final = THIS.values(answer=sa.bindparam("made"), content=None)
COUNT_SENT: Final = THIS.values(sent=sa.bindparam("count"))
FINISH: Final = THIS.values(waits=False, content=None, answer=None)
KEEP_CHAT: Final = sa.insert(CHATS).prefix_with("OR REPLACE")
FORGET_CHAT: Final = sa.delete(CHATS).where(CHATS.c.chat_id == sa.bindparam("chat"))
#: Of done updates only the name stays.
FORGET_UPDATES: Final = (
    sa.update(UPDATES)
    .where(UPDATES.c.chat_id == sa.bindparam("chat"), sa.not_(UPDATES.c.waits))
    .values(chat_id="", message_id=None, digest=None)
)


def versions_of(path: Path, channel: str) -> Versions:
    """The versions of a messenger's file."""
    return Versions(
        name=f"{channel.title()}'s file {path}",
        steps=Path(__file__).with_name("migrations"),
        head=HEAD,
        table=f"{channel}_version",
        first_kept="0003",
        mend=(
            "Restore a backup (docs/operations.md), or move the file away: a new one is made "
            f"({channel.upper()}_DB names it)."
        ),
    )


@contextmanager
def errors_of_stores(path: Path, channel: str) -> Iterator[None]:
    """Errors of the driver as the stores', without what parents wrote.

    Raises:
        StoreVersionError: the file is damaged.
        StoreError: it can't be used now.
    """
    try:
        yield
    except (SQLAlchemyError, OSError) as error:
        versions = versions_of(path, channel)
        if is_damage(error):
            raise StoreVersionError(f"{versions.name} is damaged: {first_line(error)}. {versions.mend}") from error
        raise StoreError(f"{versions.name} can't be used: {first_line(error)}") from error
