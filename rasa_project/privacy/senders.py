"""Sender ids as keyed hashes: what is stored does not tell who wrote, and nobody can guess it back.

A chat id is a short number, so a plain hash could be undone by trying all of them; a keyed one can't without the key.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rasa_project.secret_files import SENDER_KEY_FILE, secret_from
from rasa_project.settings import SENDER_KEY

_LENGTH: Final = 40


@dataclass(frozen=True)
class Person:
    """Who writes, as a channel knows them.

    Attributes:
        channel: ``rest``, ``telegram``, ``web``...
        sender: the id within the channel.
        owner: whose senders these are: the name of an integrator's key; empty where a channel has one owner.
    """

    channel: str
    sender: str
    owner: str = ""


class SenderHasher:
    """Turns a person into the id under which the conversation is stored."""

    def __init__(self, key: bytes) -> None:
        """Hash with ``key``; whoever changes it loses the thread of every conversation."""
        self._key = key

    def pseudonym(self, person: Person) -> str:
        """40 hexadecimal digits (160 bits); persons of two channels or owners never share one."""
        said = "\x1f".join((person.channel, person.owner, person.sender))
        return hmac.new(self._key, said.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()[:_LENGTH]


@lru_cache(maxsize=1)
def sender_hasher() -> SenderHasher:
    """The hasher of this process: key from ``SENDER_KEY``, else ``state/sender.key``.

    Raises:
        rasa_project.settings.SettingsError: the key can't be used.
    """
    return SenderHasher(secret_from(SENDER_KEY, SENDER_KEY_FILE))


def pseudonym_of(channel: str, sender: str, owner: str = "") -> str:
    """The name under which a conversation is kept.

    Args:
        channel: where the person writes.
        sender: the person's id there.
        owner: name of the integrator's key; empty where there is none.

    Raises:
        rasa_project.settings.SettingsError: the key can't be used.
    """
    return sender_hasher().pseudonym(Person(channel, sender, owner))
