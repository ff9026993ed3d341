"""Small files of ours, keys and secrets: opened so that nothing that stands at their place can hold a process up.

Opening a FIFO waits for its other end, a device or a huge file never ends. The server reads keys inside its event
loop, so each of these, and a folder, is refused at once. A link to a file is followed: that is how secrets are mounted.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import Final

#: Far above any file of ours: so much are 2,500 keys.
MOST_BYTES: Final = 2**20

_KINDS: Final = (
    (stat.S_ISDIR, "it is a folder"),
    (stat.S_ISFIFO, "it is a FIFO"),
    (stat.S_ISSOCK, "it is a socket"),
    (stat.S_ISCHR, "it is a device"),
    (stat.S_ISBLK, "it is a device"),
)


def read_small(path: Path, most: int = MOST_BYTES) -> bytes:
    """The bytes of a regular file.

    Raises:
        OSError: it is something else, holds more than ``most`` bytes, is missing or can't be read; ``strerror`` says
            which. Links that lead in a circle are ``ELOOP``.
    """
    handle = open_regular(path, os.O_RDONLY)
    with os.fdopen(handle, "rb") as file:
        is_larger = os.fstat(handle).st_size > most
        kept = b"" if is_larger else file.read(most + 1)
    if is_larger or len(kept) > most:
        raise OSError(errno.EFBIG, f"it is larger than {most >> 10} kB", str(path))
    return kept


def open_regular(path: Path, flags: int, mode: int = 0o600, or_device: bool = False) -> int:
    """A descriptor of a regular file, opened without waiting for anything; a missing one is made by ``O_CREAT``.

    With ``or_device`` a character device will do: whoever wants no lines writes them to ``/dev/null``.

    It is looked at before it is opened, as some devices act on that, and again afterwards, as something else may have
    been put there in between.

    Raises:
        OSError: something else stands there, or it can't be opened; ``strerror`` says which.
    """
    try:
        _refuse_others(os.stat(path), path, or_device)
    except FileNotFoundError:
        if not flags & os.O_CREAT:
            raise
    handle = os.open(path, flags | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC, mode)
    try:
        _refuse_others(os.fstat(handle), path, or_device)
    except BaseException:
        os.close(handle)
        raise
    return handle


def _refuse_others(status: os.stat_result, path: Path, or_device: bool) -> None:
    if not stat.S_ISREG(status.st_mode) and not (or_device and stat.S_ISCHR(status.st_mode)):
        why = next((why for is_one, why in _KINDS if is_one(status.st_mode)), "it is no file")
        raise OSError(errno.EINVAL, why, str(path))
