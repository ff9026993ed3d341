"""Files and folders for their owner alone: 0600 and 0700, whatever made them first and under whatever umask.

Everything under ``state/`` goes through here. A folder that was there before and is not ours (``DATABASE_URL`` may
name a file anywhere) keeps its mode; our files in it are private all the same.
"""

from __future__ import annotations

import contextlib
import logging
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final

from rasa_project.small_files import open_regular

logger = logging.getLogger(__name__)

FILE_MODE: Final = 0o600
FOLDER_MODE: Final = 0o700
#: What nobody but the owner may ever have.
_OTHERS: Final = 0o077
#: Files that SQLite keeps beside a database: they take its mode when they are made, not when it is narrowed.
_BESIDE: Final = ("-wal", "-shm", "-journal")


def private_umask() -> None:
    """What this process makes from now on is for its owner alone."""
    os.umask(_OTHERS)


def make_folder(folder: Path) -> None:
    """Make a folder, with those above it, for its owner alone; one that is there is left as it is.

    Raises:
        OSError: it can't be made.
    """
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for one in reversed(missing):
        one.mkdir(mode=FOLDER_MODE, exist_ok=True)


def make_file(path: Path) -> None:
    """See that the file is there (empty where it was not) and its owner's alone, its folder included.

    Raises:
        OSError: it can't be made.
    """
    make_folder(path.parent)
    with contextlib.suppress(FileExistsError):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE))
    narrow_database(path)


def open_private(path: Path, mode: str) -> IO[str]:
    """Open a text file that is made for its owner alone where it is missing.

    Raises:
        OSError: it can't be opened, or what stands there is no file.
    """
    make_folder(path.parent)
    narrow(path)
    return open(path, mode, encoding="utf-8", opener=lambda _, flags: open_regular(path, flags, FILE_MODE))


def narrow(path: Path) -> None:
    """Take the group's and all others' rights from a file or folder; a missing one is no error.

    Where that can't be done (it is another user's) the log says so. A device behind a link keeps its rights.
    """
    try:
        found = path.stat().st_mode
        if found & _OTHERS and (stat.S_ISREG(found) or stat.S_ISDIR(found)):
            path.chmod(stat.S_IMODE(found) & ~_OTHERS)
    except FileNotFoundError:
        return
    except PermissionError:
        logger.warning("%s can be read by others and belongs to another user: chmod it by hand (0600).", path)


def narrow_database(path: Path) -> None:
    """An SQLite file and those beside it."""
    for one in with_companions(path):
        narrow(one)


def narrow_folder(folder: Path) -> None:
    """A folder of ours and everything in it; links are not followed out of it."""
    for inside in _inside(folder):
        narrow(inside)


def with_companions(path: Path) -> list[Path]:
    """An SQLite file and the names of those that may stand beside it."""
    return [path, *(path.with_name(path.name + ending) for ending in _BESIDE)]


def _inside(folder: Path) -> Iterator[Path]:
    if not folder.is_dir():
        return
    yield folder
    for root, folders, files in os.walk(folder):
        yield from (one for one in (Path(root, name) for name in (*folders, *files)) if not one.is_symlink())
