"""Deletes a conversation for a channel: all of "delete my data", after a turn of it that runs."""

from __future__ import annotations

import asyncio
from typing import Any

from rasa_project.channels.once import Once
from rasa_project.privacy.erasure import erase


async def delete_conversation(agent: Any, once: Once, conversation: str, why: str, by: str) -> int:
    """Delete everything of a person, the answers kept for repeated calls too; nothing there is no error.

    Args:
        agent: with the lock of conversations.
        once: keeps answers.
        conversation: the person's pseudonym.
        why: as :func:`rasa_project.privacy.erasure.erase` takes it.
        by: likewise.

    Returns:
        how many entries were deleted.

    Raises:
        rasa_project.storage.errors.StoreError: a store can't be used; the call may be repeated.
    """
    async with agent.lock_store.lock(conversation):  # after a turn that runs
        count = await asyncio.to_thread(erase, conversation, why=why, by=by)
    await once.forget(conversation)
    return count
