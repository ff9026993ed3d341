"""Who uses the stores now: one bot an SQLite file, any number a PostgreSQL, nobody during a restore.

The system frees these locks when a process ends in any way; processes that were forked from it hold them, too.
On PostgreSQL each connection of a bot holds its advisory lock (``schema.py``), which the server frees with it.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Final

from sqlalchemy.engine.url import URL

from rasa_project.private_files import make_folder, open_private
from rasa_project.storage.errors import StoreError
from rasa_project.storage.settings import is_sqlite, sqlite_path

#: Kept open as long as the process lives.
_held: Final[list[IO[str]]] = []


class StoreInUseError(StoreError):
    """Another bot uses the store; the text says which process."""


def lock_file(path: Path) -> Path:
    """The file whose lock says that ``path`` (a database or a folder) is in use."""
    return path / ".in-use.lock" if path.is_dir() else path.with_name(path.name + ".lock")


def hold_for_serving(url: URL, state: Path) -> None:
    """Hold the SQLite file alone and the folder of state together with other bots, until this process ends.

    Raises:
        StoreInUseError: another bot serves from the SQLite file, or a restore is going on.
        OSError: the lock's file can't be made.
    """
    path = sqlite_path(url) if is_sqlite(url) else None
    if path is not None:
        advice = "Stop it first, or give this one a DATABASE_URL of its own; several workers need PostgreSQL."
        _held.append(_locked(lock_file(path), True, f"{path} is in use by another bot", advice))
    hold_state(state, "the bot")


def hold_state(state: Path, who: str) -> None:
    """Hold the folder of state together with others, until this process ends: no restore changes it meanwhile.

    Raises:
        StoreInUseError: a restore is going on.
        OSError: the lock's file can't be made.
    """
    make_folder(state)
    advice = f"Start {who} when the restore is done."
    _held.append(_locked(lock_file(state), False, f"A restore is going on in {state}", advice))


@contextmanager
def held_for_restore(url: URL, state: Path) -> Iterator[None]:
    """Hold the files alone: neither a bot nor the desk runs, none can start.

    Raises:
        StoreInUseError: a bot or the desk runs.
    """
    path = sqlite_path(url) if is_sqlite(url) else None
    make_folder(state)
    with ExitStack() as stack:
        for used in (state, path):
            if used is not None:
                lock = _locked(lock_file(used), True, f"The bot or the desk is running ({used} is in use)", "Stop it.")
                stack.enter_context(lock)
        yield


def _locked(file: Path, alone: bool, what: str, advice: str) -> IO[str]:
    opened = open_private(file, "a+")
    try:
        fcntl.flock(opened, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except OSError as error:
        opened.seek(0)
        number = opened.read(20).strip()
        opened.close()
        raise StoreInUseError(f"{what}{f', process {number}' if number.isdecimal() else ''}. {advice}") from error
    opened.truncate(0)
    opened.write(str(os.getpid()))
    opened.flush()
    return opened
