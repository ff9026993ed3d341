"""Words that only the bot or the office may read: encrypted with a key of this installation.

Fernet: AES-128-CBC, HMAC-SHA256.
"""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet, InvalidToken

from rasa_project.errors import BotError
from rasa_project.secret_files import secret_in
from rasa_project.settings import CALLBACK_KEY_FILE, Setting


class SealError(BotError, ValueError):
    """What was sealed can't be opened: it was sealed with another key, or changed."""


def seal(told: dict[str, Any], key_file: Setting[Path] = CALLBACK_KEY_FILE) -> str:
    """Encrypt with the key of a file; it is made at the first use, for its owner alone.

    Raises:
        rasa_project.settings.SettingsError: the key's file can't be read or made.
    """
    return _fernet(key_file).encrypt(json.dumps(told, ensure_ascii=False).encode()).decode("ascii")


def unseal(sealed: str, key_file: Setting[Path] = CALLBACK_KEY_FILE) -> dict[str, Any]:
    """What was sealed.

    Raises:
        SealError: not with this key.
        rasa_project.settings.SettingsError: the key's file can't be read or made.
    """
    try:
        told: dict[str, Any] = json.loads(_fernet(key_file).decrypt(sealed.encode("ascii")))
    except (InvalidToken, ValueError) as error:
        raise SealError("sealed with another key, or changed") from error
    return told


def _fernet(key_file: Setting[Path]) -> Fernet:
    key = bytes.fromhex(secret_in(key_file.read(), key_file.name).decode("ascii"))
    return Fernet(base64.urlsafe_b64encode(key))
