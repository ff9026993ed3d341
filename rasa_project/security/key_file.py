"""The file of integrators' keys: names, salts and hashes, never a key. Written by the command line, read by servers."""

from __future__ import annotations

import fcntl
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timezone
from pathlib import Path

from rasa_project.private_files import open_private


class KeyFileError(ValueError):
    """The keys can't be read or changed; the text says what to do."""


@dataclass(frozen=True)
class StoredKey:
    """One integrator's key.

    Attributes:
        name: also the owner of its senders' conversations; used once, for good.
        salt: hexadecimal.
        hash: scrypt of the secret, hexadecimal.
        created: day, ISO.
        rate: how often it may call, such as ``600/minute``.
        conversations: how many conversations its callers may begin, such as ``1000/hour``.
        revoked: day, ISO, or ``None`` while it is valid.
    """

    name: str
    salt: str
    hash: str
    created: str
    rate: str
    conversations: str
    revoked: str | None = None


class KeyFile:
    """Reads the file anew when it changed, so that a revoked key ends at once in every process."""

    def __init__(self, path: Path) -> None:
        """Take the path; a missing file holds no keys."""
        self.path = path
        self._stamp: tuple[int, int, int] | None = None
        self._keys: dict[str, StoredKey] = {}

    def all(self) -> dict[str, StoredKey]:
        """Keys by name, revoked ones included.

        Raises:
            KeyFileError: the file is damaged. No key is valid then.
        """
        try:
            status = self.path.stat()
        except FileNotFoundError:
            self._stamp, self._keys = None, {}
            return self._keys
        stamp = (status.st_mtime_ns, status.st_size, status.st_ino)
        if stamp != self._stamp:
            self._keys = self._read()
            self._stamp = stamp
        return self._keys

    def has_valid_keys(self) -> bool:
        """Whether anybody holds a key that was not revoked."""
        return any(key.revoked is None for key in self.all().values())

    def add(self, key: StoredKey) -> None:
        """Add a key.

        Raises:
            KeyFileError: the name was used before.
        """
        with self._locked():
            keys = dict(self.all())
            if key.name in keys:
                why = "was revoked" if keys[key.name].revoked else "exists"
                raise KeyFileError(f"The key {key.name!r} {why}. Choose another name: it also names conversations.")
            self._write({**keys, key.name: key})

    def revoke(self, name: str) -> None:
        """End a key from now on.

        Raises:
            KeyFileError: there is no valid key of that name.
        """
        with self._locked():
            keys = dict(self.all())
            if name not in keys or keys[name].revoked:
                raise KeyFileError(f"There is no valid key {name!r}. `keys list` shows them.")
            today = datetime.now(timezone.utc).date().isoformat()
            self._write({**keys, name: replace(keys[name], revoked=today)})

    def _read(self) -> dict[str, StoredKey]:
        try:
            entries = json.loads(self.path.read_text(encoding="utf-8"))["keys"]
            return {entry["name"]: StoredKey(**entry) for entry in entries}
        except (ValueError, KeyError, TypeError) as error:
            raise KeyFileError(
                f"{self.path} is damaged. Restore it from a backup, or delete it and make new keys."
            ) from error

    def _write(self, keys: dict[str, StoredKey]) -> None:
        """Replace the file in one step: a reader sees the old one or the new one."""
        text = json.dumps({"keys": [asdict(key) for key in keys.values()]}, indent=1)
        handle, name = tempfile.mkstemp(dir=self.path.parent, prefix=".keys-")  # mode 0600
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, self.path)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Two commands at once do not lose each other's keys."""
        with open_private(self.path.parent / ".keys.lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
