"""Answers kept for a call or turn that is sent again: one of a conversation that was deleted since is not given.

A deletion may happen in another process (the office's command), so nothing is told to whoever keeps answers: with each
is kept when its conversation was begun, and before it is given again the store is asked whether that is still there.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from rasa_project.channels.once import Heard, Run
from rasa_project.stores import ConversationStore
from rasa_project.stores.errors import StoreError

#: The answer that says that all was deleted holds nothing of the conversation and may be given again.
_DELETION: Final = 0.0


def keeping(agent: Any, conversation: str, run: Run) -> Run:
    """``run``, whose answer is kept as ``{"answer", "begun"}``.

    ``begun`` is when the conversation was begun (seconds since 1970); ``None``: not to be given again.

    Args:
        agent: whose store is asked.
        conversation: pseudonym.
        run: answers the call.
    """

    async def kept() -> Heard:
        heard = await run()
        begun = _DELETION if heard.is_erased else await _begun_if_known(agent, conversation)
        return replace(heard, answer={"answer": heard.answer, "begun": begun})

    return kept


async def is_standing(agent: Any, conversation: str, told: dict[str, Any]) -> bool:
    """Whether an answer kept so (or blank after a deletion) may be given again.

    Raises:
        StoreError: the store can't be asked.
    """
    begun = told.get("begun")
    return begun is not None and (begun == _DELETION or begun == await _begun(agent, conversation))


async def _begun_if_known(agent: Any, conversation: str) -> float | None:
    """As :func:`_begun`; never raises, for the turn was heard."""
    try:
        return await _begun(agent, conversation)
    except StoreError:
        return None


async def _begun(agent: Any, conversation: str) -> float | None:
    store = agent.tracker_store
    if not isinstance(store, ConversationStore):
        return 1.0  # a store in memory ends with its answers
    return await store.run(lambda database: database.begun(conversation))
