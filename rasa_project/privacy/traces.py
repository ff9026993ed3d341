"""What was deleted leaves SQLite's write-ahead log, too.

``secure_delete`` overwrites deleted rows in the database, but the log beside it holds the pages as they were written
first. It is emptied after each deletion. That takes a moment in which nobody reads or writes; where there is none now
(a backup reads, a turn is written) it is given up at once, so that nobody waits, and tried again by the server's job.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final
from urllib.parse import quote

from rasa_project.settings import WEBHOOK_DB
from rasa_project.settings_together import inbox_files
from rasa_project.storage.settings import StoreSettings, is_sqlite, sqlite_path

logger = logging.getLogger(__name__)

#: Longer than a turn takes to be written, too short for anybody to notice.
_PATIENCE_SECONDS: Final = 0.05
#: The server's job looks so often.
LOOK_SECONDS: Final = 20.0
#: While it does not succeed.
_AGAIN_SECONDS: Final = 0.5


def truncate_log(path: Path) -> bool:
    """Write the log of an SQLite file into the file and cut it to nothing.

    Returns:
        true where the log holds nothing any more; false where somebody used the file: try again later.
    """
    log = path.with_name(path.name + "-wal")
    try:
        if log.stat().st_size == 0:
            return True
    except FileNotFoundError:
        return True
    address = f"file:{quote(str(path.absolute()))}?mode=rw"
    try:
        with contextlib.closing(sqlite3.connect(address, uri=True, timeout=_PATIENCE_SECONDS)) as connection:
            busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.Error:
        return False
    return busy == 0


def truncate_soon(path: Path, seconds: float) -> bool:
    """Try until it is done, at most for so long: for a command, whose process ends afterwards."""
    end = time.monotonic() + seconds
    while not truncate_log(path):
        if time.monotonic() > end:
            return False
        time.sleep(_PATIENCE_SECONDS)
    return True


def sqlite_files() -> list[Path]:
    """The SQLite files of this bot that are there.

    Raises:
        SettingsError: a setting can't be used.
    """
    url = StoreSettings.from_environment().database
    conversations = sqlite_path(url) if is_sqlite(url) else None
    there = [conversations] if conversations is not None and conversations.exists() else []
    waiting = [WEBHOOK_DB.read()] if WEBHOOK_DB.read().exists() else []
    return [*there, *inbox_files().values(), *waiting]


async def run_job(files: Callable[[], list[Path]], every: float = LOOK_SECONDS) -> None:
    """Empty the logs for ever; one that is in use is tried again soon."""
    while True:
        try:
            done = [await asyncio.to_thread(truncate_log, path) for path in files()]
        except Exception as error:
            logger.error("The write-ahead log could not be emptied: %s", type(error).__name__)
            done = []
        await asyncio.sleep(every if all(done) else min(every, _AGAIN_SECONDS))
