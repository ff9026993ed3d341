"""Whether the key of senders is that of the conversations: with another one the bot would find none of them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from rasa_project.privacy.senders import Person, SenderHasher
from rasa_project.secret_files import SENDER_KEY_FILE
from rasa_project.settings import SENDER_KEY
from rasa_project.small_files import read_small

_DIGITS: Final = 16


def key_in_use(restored: Path | None = None) -> bytes | None:
    """The key that the bot uses: of ``SENDER_KEY``, else of the restored file or the one that is there."""
    told = SENDER_KEY.read()
    if told:
        return told.encode("utf-8")
    for file in (restored, SENDER_KEY_FILE):
        if file is not None and file.is_file():
            return read_small(file).strip()
    return None


def check_of(key: bytes | None) -> str:
    """Tells two keys apart and tells neither; empty without a key."""
    return "" if key is None else SenderHasher(key).pseudonym(Person("backup", "check"))[:_DIGITS]
