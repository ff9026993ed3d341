"""Integrators' keys: made, shown once, stored as scrypt hashes, checked in constant time.

A key is ``mk_<name>_<secret>`` with 256 random bits, sent as ``Authorization: Bearer <key>``. scrypt takes some tens of
milliseconds on purpose, so a key that was right is remembered (as a keyed hash) and later calls cost microseconds.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import re
import secrets
from collections import OrderedDict
from datetime import datetime, timezone
from typing import Final

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from limits import parse

from rasa_project.security.key_file import KeyFile, KeyFileError, StoredKey

DEFAULT_RATE: Final = "600/minute"
DEFAULT_CONVERSATIONS: Final = "1000/hour"

#: OWASP's least cost for scrypt with r=8: 2**14 with p=5.
_COST: Final = {"length": 32, "n": 2**14, "r": 8, "p": 5}
_NAME: Final = re.compile(r"[a-z][a-z0-9-]{1,39}")
_KEY: Final = re.compile(r"mk_([a-z][a-z0-9-]{1,39})_([A-Za-z0-9_-]{43})")
_REMEMBERED: Final = 1000


def create(file: KeyFile, name: str, rate: str = DEFAULT_RATE, conversations: str = DEFAULT_CONVERSATIONS) -> str:
    """Make a key and store its hash; returns the key, which nobody can be shown again.

    Raises:
        KeyFileError: the name or a rate can't be used.
    """
    if not _NAME.fullmatch(name):
        raise KeyFileError(f"{name!r} can't be a name. Use 2 to 40 of a-z, 0-9 and -, beginning with a letter.")
    for text in (rate, conversations):
        try:
            parse(text)
        except ValueError as error:
            raise KeyFileError(f"{text!r} is not a rate. Write it like 600/minute or 1000/hour.") from error
    secret = secrets.token_urlsafe(32)
    salt = secrets.token_bytes(16)
    today = datetime.now(timezone.utc).date().isoformat()
    file.add(StoredKey(name, salt.hex(), _scrypt(salt).derive(secret.encode()).hex(), today, rate, conversations))
    return f"mk_{name}_{secret}"


class KeyRing:
    """Checks keys against the file."""

    def __init__(self, file: KeyFile) -> None:
        """Check against ``file``, which may change at any time."""
        self.file = file
        self._memory_key = secrets.token_bytes(32)
        self._right: OrderedDict[bytes, tuple[str, str]] = OrderedDict()

    def remembered(self, key: str) -> StoredKey | None:
        """The entry of a key that was right before and is valid still."""
        known = self._right.get(self._digest(key))
        if known is None:
            return None
        name, stored_hash = known
        entry = self.file.all().get(name)
        return entry if entry and not entry.revoked and hmac.compare_digest(entry.hash, stored_hash) else None

    async def check(self, key: str) -> StoredKey | None:
        """The entry of a valid key, else ``None``; a wrong one costs as long as a right one.

        Raises:
            KeyFileError: the file is damaged.
        """
        known = self.remembered(key)
        if known:
            return known
        parts = _KEY.fullmatch(key)
        entry = self.file.all().get(parts[1]) if parts else None
        is_valid = entry is not None and entry.revoked is None
        salt = bytes.fromhex(entry.salt) if entry else bytes(16)
        expected = bytes.fromhex(entry.hash) if entry else bytes(32)
        secret = parts[2] if parts else ""
        is_right = await asyncio.to_thread(_matches, salt, secret, expected)
        if entry is None or not is_valid or not is_right:
            return None
        self._right[self._digest(key)] = (entry.name, entry.hash)
        if len(self._right) > _REMEMBERED:
            self._right.popitem(last=False)
        return entry

    def _digest(self, key: str) -> bytes:
        return hmac.new(self._memory_key, key.encode("utf-8", "surrogatepass"), hashlib.sha256).digest()


def _scrypt(salt: bytes) -> Scrypt:
    return Scrypt(salt=salt, **_COST)


def _matches(salt: bytes, secret: str, expected: bytes) -> bool:
    try:
        _scrypt(salt).verify(secret.encode(), expected)
    except InvalidKey:
        return False
    return True
