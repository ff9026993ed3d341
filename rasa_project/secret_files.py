"""Secrets that the project makes for itself where none is set, kept in ``state/`` and readable by its owner only."""

from __future__ import annotations

import os
import secrets
import time
from pathlib import Path

_BYTES = 32
_PATIENCE_SECONDS = 2.0


def secret_from(setting: str, path: Path) -> bytes:
    """The secret in the environment variable ``setting``, else that of the file, made when it is missing.

    Two processes that start together get the same secret: the file is created by exactly one of them.

    Raises:
        ValueError: the variable holds fewer than 32 characters.
        OSError: the file can't be read or made.
    """
    told = os.environ.get(setting, "")
    if told:
        if len(told) < _BYTES:
            raise ValueError(f"{setting} is too short: set at least {_BYTES} random characters (openssl rand -hex 32).")
        return told.encode("utf-8")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _written(path)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(_BYTES))
    return path.read_bytes()


def _written(path: Path) -> bytes:
    """The file's content, once the process that made it has written it."""
    end = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < end:
        secret = path.read_bytes()
        if len(secret) == 2 * _BYTES:
            return secret
        time.sleep(0.01)
    raise OSError(f"{path} is not a secret that this program wrote. Restore it from a backup or delete it.")
