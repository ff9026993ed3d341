"""Deleting a conversation from Rasa's tracker store."""

from __future__ import annotations

from typing import Any

from rasa.core.tracker_store import InMemoryTrackerStore


class DeletionError(RuntimeError):
    """The tracker store can't delete a conversation."""


async def delete_conversation(agent: Any, conversation: str) -> None:
    """Delete all that the store keeps of a conversation, after the turn that may be running.

    Rasa 3.6's stores have no ``delete`` (3.7's have). A store of that method is asked; the one in memory is a
    dictionary.

    Args:
        agent: Rasa's agent.
        conversation: sender id.

    Raises:
        DeletionError: the store is another one.
    """
    store = _innermost(agent.tracker_store)
    async with agent.lock_store.lock(conversation):
        if hasattr(store, "delete"):
            await store.delete(conversation)
        elif isinstance(store, InMemoryTrackerStore):
            store.store.pop(conversation, None)
        else:
            raise DeletionError(
                f"{type(store).__name__} can't delete a conversation. "
                "Give it a method: async def delete(self, sender_id)."
            )


def _innermost(store: Any) -> Any:
    """The store inside Rasa's wrappers (fail-safe, awaitable)."""
    while hasattr(store, "_tracker_store") and not hasattr(store, "delete"):
        store = store._tracker_store
    return store
