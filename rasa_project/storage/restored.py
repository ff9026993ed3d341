"""The mark of a restore: between the backup and it, messages went out that the restored tables do not know of.

The restore sets it in the restored tables, as part of them; ``outreach/restored.py`` honours it and takes it away.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from rasa_project.storage.outreach_tables import planned
from rasa_project.storage.schema import heartbeat

#: Rows of ``heartbeat``.
_MADE: Final = 4
_RESTORED: Final = 5
_IDS: Final = (_MADE, _RESTORED)
_FORGET: Final = f"DELETE FROM {heartbeat.name} WHERE id IN {_IDS}"  # noqa: S608 (ours)


@dataclass(frozen=True)
class Restored:
    """When the backup was made (0 where it does not say) and when it was restored, in seconds since 1970."""

    made: float
    at: float


def mark_file(file: Path, mark: Restored) -> bool:
    """Mark an SQLite file that is about to take its place; false where it is older than anything sent unasked."""
    with closing(sqlite3.connect(file)) as database, database:
        has_some = database.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (planned.name,)).fetchone()
        if has_some:
            database.execute(_FORGET)
            database.executemany(f"INSERT INTO {heartbeat.name} VALUES (?, ?)", zip(_IDS, (mark.made, mark.at)))  # noqa: S608
    return bool(has_some)


def sql_of(mark: Restored) -> str:
    """The same for PostgreSQL, behind a dump in its transaction: the dump has set its session's path to nothing."""
    rows = f"({_MADE}, {mark.made!r}), ({_RESTORED}, {mark.at!r})"
    work = f"{_FORGET}; INSERT INTO {heartbeat.name} VALUES {rows};"  # noqa: S608 (numbers of ours)
    return f"RESET search_path; DO $$ BEGIN IF to_regclass('{planned.name}') IS NOT NULL THEN {work} END IF; END $$"


def mark_in(connection: Connection) -> Restored | None:
    """The mark, where there is one."""
    rows = connection.execute(sa.select(heartbeat).where(heartbeat.c.id.in_(_IDS)))
    found = {row.id: float(row.checked_at) for row in rows}
    return Restored(found.get(_MADE, 0.0), found[_RESTORED]) if _RESTORED in found else None


def take_mark(connection: Connection) -> bool:
    """Take it away; of several who do so at once one is told true."""
    return bool(connection.execute(heartbeat.delete().where(heartbeat.c.id == _RESTORED)).rowcount)
