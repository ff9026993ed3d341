"""What a messenger's file holds of a person, for handing out and deletion: a chat's marks, under its pseudonym."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa_project.channels.inbox.store import DAY_SECONDS, Chat, Inbox
from rasa_project.privacy.senders import pseudonym_of


class ChatMarks:
    """A :class:`rasa_project.privacy.erasure.PersonalStore` over a messenger's file.

    The file knows chats by the messenger's name, which the bot must write to; the pseudonym is worked out from it.
    """

    def __init__(self, path: Path, channel: str) -> None:
        """Open the file of the messenger ``channel``."""
        self._store = Inbox(path, channel)
        self._channel = channel

    def delete_sender(self, sender_id: str, was_asked: bool = True) -> int:
        """Delete a chat's marks; a message that waits for its answer is still answered."""
        return sum(self._store.forget_chat(chat.chat_id) for chat in self._of(sender_id))

    def export_sender(self, sender_id: str) -> list[dict[str, Any]]:
        """The marks of a person's chat."""
        return [vars(chat) for chat in self._of(sender_id)]

    def idle_senders(self, before: float, limit: int = 1000) -> list[str]:
        """Persons who wrote nothing since the day of ``before`` (seconds since 1970)."""
        idle = [chat for chat in self._store.chats() if chat.last_day < before // DAY_SECONDS]
        return [self._pseudonym(chat) for chat in idle[:limit]]

    def count_senders(self) -> int:
        """How many chats have marks."""
        return len(self._store.chats())

    def close(self) -> None:
        """Close the file."""
        self._store.close()

    def _of(self, sender_id: str) -> list[Chat]:
        return [chat for chat in self._store.chats() if self._pseudonym(chat) == sender_id]

    def _pseudonym(self, chat: Chat) -> str:
        return pseudonym_of(self._channel, chat.chat_id)
