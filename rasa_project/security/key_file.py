"""The file of integrators' keys: names and hashes, never a key. Written by the command line, read by servers."""

from __future__ import annotations

import fcntl
import json
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import IO, Final

from rasa_project.clock import today
from rasa_project.errors import BotError
from rasa_project.private_files import open_private
from rasa_project.security.stored_key import StoredKey, from_json
from rasa_project.small_files import MOST_BYTES, read_small

#: How long a command waits for another one that changes keys.
LOCK_SECONDS: Final = 20.0
_LOOK_SECONDS: Final = 0.02
#: What an administrator can do; said of a running server, too.
_RESTORE: Final = "Restore it from a backup, or make new keys; nobody can call over REST until then."


class KeyFileError(BotError, ValueError):
    """The keys can't be read or changed; the text says what to do."""


class KeyFile:
    """Reads the file anew when it changed, so that a revoked key ends at once in every process.

    Once it held keys, a file that is gone, empty, unreadable or damaged is an error and not "no keys": a server that
    lost its keys closes.
    """

    def __init__(self, path: Path) -> None:
        """Take the path; a file that never was holds no keys."""
        self.path = path
        self._stamp: tuple[int, int, int] | None = None
        self._keys: dict[str, StoredKey] = {}

    def all(self) -> dict[str, StoredKey]:
        """Keys by name, revoked ones included.

        Raises:
            KeyFileError: the file can't be read, or the keys that it held are gone. No key is valid then.
        """
        try:
            status = self.path.stat()
            stamp = (status.st_mtime_ns, status.st_size, status.st_ino)
            if stamp != self._stamp:
                self._keys, self._stamp = self._read(), stamp
        except FileNotFoundError as error:
            if self._keys:
                raise KeyFileError(f"{self.path} is gone. {_RESTORE}") from error
        except OSError as error:
            raise KeyFileError(
                f"{self.path} can't be read ({error.strerror}). Put the file of keys there, and let the server read it."
            ) from error
        return self._keys

    def has_keys(self) -> bool:
        """Whether a key was ever made; from then on callers need one, also where all are revoked or over."""
        return bool(self.all())

    def add(self, key: StoredKey) -> None:
        """Add a key.

        Raises:
            KeyFileError: the name was used before.
        """
        with self._locked():
            keys = dict(self.all())
            if key.name in keys:
                why = "was revoked" if keys[key.name].revoked else "exists"
                raise KeyFileError(
                    f"The key {key.name!r} {why}. Choose another name, since it also names conversations; "
                    f"a new secret for one that is not revoked: keys renew {key.name}"
                )
            self._write({**keys, key.name: key})

    def change(self, key: StoredKey) -> None:
        """Put a key in the place of that of its name.

        Raises:
            KeyFileError: there is none that is not revoked.
        """
        with self._locked():
            keys = dict(self.all())
            self.get(key.name)
            self._write({**keys, key.name: key})

    def get(self, name: str) -> StoredKey:
        """The key of that name.

        Raises:
            KeyFileError: there is none, or it was revoked.
        """
        key = self.all().get(name)
        if key is None or key.revoked:
            raise KeyFileError(f"There is no valid key {name!r}. `keys list` shows them.")
        return key

    def revoke(self, name: str) -> None:
        """End a key from now on, and a renewed one and its webhook with it.

        Raises:
            KeyFileError: there is no valid key of that name.
        """
        key = self.get(name)
        self.change(replace(key, revoked=today().isoformat(), old_hash=None, old_until=None, webhook=None))

    def _read(self) -> dict[str, StoredKey]:
        try:
            entries = json.loads(read_small(self.path))["keys"]
            keys = {key.name: key for key in map(from_json, entries)}
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise KeyFileError(f"{self.path} is damaged. Move it away. {_RESTORE}") from error
        if self._keys and not keys:
            raise KeyFileError(f"{self.path} holds no keys any more. {_RESTORE}")
        return keys

    def _write(self, keys: dict[str, StoredKey]) -> None:
        """Replace the file in one step: a reader sees the old one or the new one, also after a power cut."""
        text = json.dumps({"keys": [key.as_json() for key in keys.values()]}, indent=1)
        if len(text) > MOST_BYTES:
            raise KeyFileError(f"{self.path} is full: the server reads no more. Renew keys, or give one to several.")
        handle, name = tempfile.mkstemp(dir=self.path.parent, prefix=".keys-")  # mode 0600
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            os.replace(name, self.path)
        except BaseException:
            os.unlink(name)
            raise
        self._keys, self._stamp = keys, None
        folder = os.open(self.path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Two commands at once do not lose each other's keys; one that holds them for long is not waited for."""
        path = self.path.parent / ".keys.lock"
        try:
            lock = open_private(path, "w")
        except OSError as error:
            raise KeyFileError(f"{path} can't be written ({error.strerror}). Let this user write there.") from error
        with lock:
            ends = time.monotonic() + LOCK_SECONDS
            while not _is_locked(lock):
                if time.monotonic() > ends:
                    raise KeyFileError(f"Another command holds {path}. End it, then try again.")
                time.sleep(_LOOK_SECONDS)
            yield


def _is_locked(lock: IO[str]) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
