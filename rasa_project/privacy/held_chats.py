"""The messenger's name of a chat, kept in memory for the one turn that may need it: "remind me" asks to be written to.

What is stored of a talk knows a pseudonym alone. Only while a turn of a messenger runs is the chat's own name held here
by the pseudonym, never written anywhere as it is.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class HeldChat:
    """Where somebody is written to: a messenger, and its name of the chat."""

    channel: str
    chat_id: str


class HeldChats:
    """Chats by pseudonym."""

    def __init__(self) -> None:
        """Nothing is held."""
        self._held: dict[str, HeldChat] = {}
        self._lock = threading.Lock()

    @contextmanager
    def hold(self, sender: str, chat: HeldChat) -> Iterator[None]:
        """Hold a chat while the block runs; turns of one chat follow each other."""
        with self._lock:
            self._held[sender] = chat
        try:
            yield
        finally:
            with self._lock:
                self._held.pop(sender, None)

    def of(self, sender: str) -> HeldChat | None:
        """The chat of a person whose message is answered now; ``None`` where no messenger brought it."""
        with self._lock:
            return self._held.get(sender)


_held: Final = HeldChats()


def held_chats() -> HeldChats:
    """Those of this process."""
    return _held
