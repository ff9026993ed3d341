"""Chats and contents of planned messages, sealed with a key of their own: a stolen database names nobody.

Not the call-backs' key: the desk has that one, and has no business with anybody's chat.
"""

from __future__ import annotations

from typing import Any

from rasa_project.sealed import seal, unseal
from rasa_project.settings import OUTREACH_KEY_FILE


def seal_chat(chat_id: str) -> str:
    """A messenger's name of a chat, sealed.

    Raises:
        rasa_project.settings.SettingsError: the key's file can't be read or made.
    """
    return seal({"chat": chat_id}, OUTREACH_KEY_FILE)


def open_chat(sealed: str) -> str:
    """The reverse of :func:`seal_chat`.

    Raises:
        rasa_project.sealed.SealError: it was sealed with another key.
        rasa_project.settings.SettingsError: the key's file can't be read or made.
    """
    return str(unseal(sealed, OUTREACH_KEY_FILE)["chat"])


def seal_about(about: dict[str, Any]) -> str:
    """What a planned message is to say (JSON), sealed; raises as :func:`seal_chat`."""
    return seal(about, OUTREACH_KEY_FILE)


def open_about(sealed: str | None) -> dict[str, Any]:
    """The reverse of :func:`seal_about`, empty where there is nothing; raises as :func:`open_chat`."""
    return {} if sealed is None else unseal(sealed, OUTREACH_KEY_FILE)
