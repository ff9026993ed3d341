"""Events that wait on disk until the integrator's server has taken them: one SQLite file for all workers of a machine.

What is told of a person is sealed (``WEBHOOK_KEY_FILE``) and goes with "delete my data". An event is taken by a worker
for a time; where that worker dies, the time ends and the event is told again under the same name: at least once.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import StaticPool

from rasa_project.privacy.traces import truncate_log
from rasa_project.private_files import make_file
from rasa_project.sealed import seal, unseal
from rasa_project.settings import WEBHOOK_KEY_FILE
from rasa_project.storage.errors import StoreError
from rasa_project.storage.schema import prepare_sqlite
from rasa_project.storage.versions import StoreVersionError, Versions, first_line, is_damage

HEAD: Final = "0001"
#: More wait only where a receiver is away for long; the oldest of its owner go then.
MOST_WAITING: Final = 10_000

TABLES = sa.MetaData()
EVENTS = sa.Table(
    "events",
    TABLES,
    sa.Column("name", sa.String, primary_key=True),
    sa.Column("owner", sa.String, nullable=False),
    sa.Column("person", sa.String, nullable=False),
    sa.Column("sealed", sa.Text, nullable=False),
    sa.Column("made", sa.Float, nullable=False),
    sa.Column("next_at", sa.Float, nullable=False),
    sa.Column("claimed_until", sa.Float, nullable=False),
    sa.Column("tries", sa.Integer, nullable=False),
)


@dataclass(frozen=True)
class Event:
    """Something that happened.

    Attributes:
        name: the same at each try: ``msg_`` and 32 hexadecimal digits.
        owner: whose sender it is: name of the integrator's key.
        person: pseudonym of the sender.
        told: the payload, JSON members.
        made: seconds since 1970.
        tries: how often it was tried before.
    """

    name: str
    owner: str
    person: str
    told: dict[str, Any]
    made: float
    tries: int = 0


def versions_of(path: Path) -> Versions:
    """The versions of the file."""
    return Versions(
        name=f"The file of webhooks' events {path}",
        steps=Path(__file__).with_name("migrations"),
        head=HEAD,
        table="webhooks_version",
        first_kept="0001",
        mend="Move the file away: a new one is made, and what waited in it is not told (WEBHOOK_DB names it).",
    )


class Queue:
    """The file; its functions block, from any thread."""

    def __init__(self, path: Path) -> None:
        """Open the file, made where it is missing, for its owner alone.

        Raises:
            StoreVersionError: it is of a newer bot, of another program, or damaged.
            StoreError: it can't be used now.
        """
        make_file(path)
        self._path = path
        self._one_at_a_time = threading.Lock()
        self._is_closed = False
        self._engine = sa.create_engine(
            f"sqlite:///{path}", connect_args={"timeout": 10, "check_same_thread": False},
            poolclass=StaticPool, future=True, hide_parameters=True,
        )  # fmt: skip
        sa.event.listen(self._engine, "connect", prepare_sqlite)
        with self._errors():
            versions_of(path).bring_up(self._engine)

    def close(self) -> None:
        """Close the file, behind a statement of another thread that runs: the other order ends the process."""
        with self._one_at_a_time:
            self._is_closed = True
            self._engine.dispose()

    def put(self, event: Event) -> None:
        """Keep an event until it was told.

        Raises:
            StoreError: the file can't be used.
            rasa_project.settings.SettingsError: the key's file can't be read or made.
        """
        row = {
            "name": event.name, "owner": event.owner, "person": event.person, "tries": event.tries,
            "sealed": seal(event.told, WEBHOOK_KEY_FILE), "made": event.made, "next_at": event.made,
            "claimed_until": 0.0,
        }  # fmt: skip
        of_owner = EVENTS.c.owner == event.owner
        kept = sa.select(EVENTS.c.name).where(of_owner).order_by(EVENTS.c.made.desc()).limit(MOST_WAITING)
        with self._begin() as db:
            db.execute(sa.insert(EVENTS), row)
            if db.execute(sa.select(sa.func.count()).where(of_owner)).scalar_one() > MOST_WAITING:
                db.execute(sa.delete(EVENTS).where(of_owner, EVENTS.c.name.not_in(kept)))

    def claim(self, now: float, seconds: float, busy: Collection[str] = ()) -> Event | None:
        """The next event that is due, for this worker alone for so long; ``None`` where there is none.

        Args:
            now: seconds since 1970.
            seconds: how long no other worker takes it.
            busy: owners whose events have to wait.

        Raises:
            StoreError: the file can't be used.
            rasa_project.sealed.SealError: it was sealed with another key; it was deleted.
        """
        due = sa.and_(EVENTS.c.next_at <= now, EVENTS.c.claimed_until <= now, EVENTS.c.owner.not_in(list(busy)))
        for name in self._names(sa.select(EVENTS.c.name).where(due).order_by(EVENTS.c.next_at).limit(20)):
            this = sa.and_(EVENTS.c.name == name, EVENTS.c.claimed_until <= now)
            with self._begin() as db:
                taken = db.execute(sa.update(EVENTS).where(this).values(claimed_until=now + seconds)).rowcount
                row = db.execute(sa.select(EVENTS).where(EVENTS.c.name == name)).mappings().first() if taken else None
            if row is not None:
                return self._opened(row)
        return None

    def again_at(self, name: str, next_at: float) -> None:
        """It was tried, and is to be tried again; one that was deleted meanwhile stays so."""
        values = {"next_at": next_at, "claimed_until": 0.0, "tries": EVENTS.c.tries + 1}
        with self._begin() as db:
            db.execute(sa.update(EVENTS).where(EVENTS.c.name == name).values(**values))

    def remove(self, name: str) -> None:
        """It was told, or is given up."""
        with self._begin() as db:
            db.execute(sa.delete(EVENTS).where(EVENTS.c.name == name))

    def count(self) -> int:
        """How many wait."""
        with self._begin() as db:
            return int(db.execute(sa.select(sa.func.count()).select_from(EVENTS)).scalar_one())

    def next_at(self) -> float | None:
        """When the next one is due; ``None`` where none waits."""
        with self._begin() as db:
            found = db.execute(sa.select(sa.func.min(EVENTS.c.next_at))).scalar()
        return None if found is None else float(found)

    def delete_person(self, person: str) -> int:
        """Delete what waits of a person; returns how many that were."""
        with self._begin() as db:
            count = int(db.execute(sa.delete(EVENTS).where(EVENTS.c.person == person)).rowcount)
        if count:
            truncate_log(self._path)
        return count

    def of_person(self, person: str) -> list[dict[str, Any]]:
        """What waits of a person, for handing out."""
        with self._begin() as db:
            query = sa.select(EVENTS).where(EVENTS.c.person == person).order_by(EVENTS.c.made)
            rows = db.execute(query).mappings().all()
        return [{"event": row["name"], "to": row["owner"], **unseal(row["sealed"], WEBHOOK_KEY_FILE)} for row in rows]

    def _opened(self, row: Any) -> Event:
        try:
            told = unseal(row["sealed"], WEBHOOK_KEY_FILE)
        except ValueError:
            self.remove(row["name"])
            raise
        return Event(row["name"], row["owner"], row["person"], told, row["made"], row["tries"])

    def _names(self, query: Any) -> list[str]:
        with self._begin() as db:
            return [str(row[0]) for row in db.execute(query)]

    @contextmanager
    def _begin(self) -> Iterator[Any]:
        with self._one_at_a_time, self._errors():
            if self._is_closed:
                raise StoreError(f"{versions_of(self._path).name} was closed.")
            with self._engine.begin() as db:
                yield db

    @contextmanager
    def _errors(self) -> Iterator[None]:
        """Errors of the driver as the stores', without what was told."""
        try:
            yield
        except (SQLAlchemyError, OSError) as error:
            versions = versions_of(self._path)
            if is_damage(error):
                raise StoreVersionError(f"{versions.name} is damaged: {first_line(error)}. {versions.mend}") from error
            raise StoreError(f"{versions.name} can't be used: {first_line(error)}") from error


def as_body(told: dict[str, Any]) -> str:
    """The payload as it is sent and signed."""
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))
