"""The wishes to be called as the bot has stored them, read only, and what the office did, written for the bot."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

import sqlalchemy as sa
import yaml
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from desk.publishing import files
from rasa_project.clock import DISTRICT_ZONE
from rasa_project.errors import BotError
from rasa_project.sealed import SealError, unseal
from rasa_project.settings import DATABASE_URL
from rasa_project.storage.callbacks import KEPT_SECONDS, State
from rasa_project.storage.schema import callback
from rasa_project.storage.settings import is_sqlite, sqlite_path

#: The bot looks at it every two seconds (``rasa_project/serving/calls.py``).
FILE: Final = "calls.yml"
#: The most urgent first.
_LEVELS: Final = ("doctor_today", "call_clinic", "watch", "none")
_PATIENCE: Final = 5


class AwayError(BotError):
    """The bot's database can't be read."""


@dataclass(frozen=True)
class Wish:
    """Somebody who wants to be called; the number is shown on its own page only.

    Attributes:
        number: of the row.
        at: when it was left, local time.
        state, topic, level, language, place: as stored; the state as the office said it last.
        sealed: number and times.
    """

    number: int
    at: datetime
    state: str
    topic: str
    level: str
    language: str
    place: str | None
    sealed: str

    def opened(self) -> dict[str, Any]:
        """Number, and what was written beside it (marks in place of personal data).

        Raises:
            rasa_project.sealed.SealError: the desk has another key than the bot.
        """
        return unseal(self.sealed)


def wishes(now: float | None = None) -> list[Wish]:
    """Those that are not done and not older than seven days, the most urgent first, then the oldest.

    Raises:
        AwayError: the bot's database can't be read.
    """
    begin = (time.time() if now is None else now) - KEPT_SECONDS
    said = said_states()
    with _reading() as engine:
        try:
            with engine.connect() as connection:
                rows = connection.execute(sa.select(callback).where(callback.c.created_at >= begin)).all()
        except SQLAlchemyError as error:
            raise AwayError("The bot's database can't be read.") from error
    found = [_wish(row, said.get(row.id, row.state)) for row in rows]
    left = [one for one in found if one.state != State.DONE.value]
    return sorted(left, key=lambda one: (_LEVELS.index(one.level) if one.level in _LEVELS else len(_LEVELS), one.at))


def say_state(number: int, state: State) -> None:
    """Tell the bot what became of a call; what it has taken up and deleted is forgotten here, too.

    Raises:
        OSError: the folder can't be written to.
    """
    with files.alone():
        there = {one.number for one in _all_numbers()}
        told = {key: value for key, value in said_states().items() if key in there}
        told[number] = state.value
        files.put(FILE, yaml.safe_dump(told))


def said_states() -> dict[int, str]:
    """What the office said, by the row's number."""
    told = files.read(FILE)
    return {int(key): str(value) for key, value in told.items()} if isinstance(told, dict) else {}


def _all_numbers() -> list[Wish]:
    with _reading() as engine, engine.connect() as connection:
        return [_wish(row, row.state) for row in connection.execute(sa.select(callback)).all()]


def _wish(row: Any, state: str) -> Wish:
    at = datetime.fromtimestamp(row.created_at, ZoneInfo(DISTRICT_ZONE))
    return Wish(row.id, at, state, row.topic, row.level, row.language, row.place, row.sealed)


class _reading:  # noqa: N801 (a context)
    """An engine that only reads, for one look."""

    def __enter__(self) -> sa.Engine:
        url = DATABASE_URL.read()
        if is_sqlite(url):
            path = sqlite_path(url)
            if path is None or not path.exists():
                raise AwayError("The bot has no database yet.")
            address = f"sqlite:///file:{path.absolute()}?mode=ro&uri=true"
            self._engine = sa.create_engine(address, poolclass=NullPool, connect_args={"timeout": _PATIENCE})
        else:
            reads = {"connect_timeout": _PATIENCE, "options": "-c default_transaction_read_only=on"}
            self._engine = sa.create_engine(url, poolclass=NullPool, connect_args=reads)
        return self._engine

    def __exit__(self, *_: object) -> None:
        self._engine.dispose()


__all__ = ["FILE", "AwayError", "SealError", "Wish", "said_states", "say_state", "wishes"]
