"""Answers kept for a call or turn that is sent again: one of a conversation that was deleted since is not given.

A deletion may happen in another process (the office's command), so nothing is told to whoever keeps answers: with each
is kept when its conversation was begun, and before it is given again the store is asked whether that is still there.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from rasa_project.channels.once import Heard, Once, Run
from rasa_project.engine.tracker_store import ConversationStore
from rasa_project.errors import BotError
from rasa_project.storage.errors import StoreError

#: The answer that says that all was deleted holds nothing of the conversation and may be given again.
_DELETION: Final = 0.0


class ConversationDeletedError(BotError):
    """The call was answered, and its conversation was deleted since: neither the answer nor a new one is given."""


async def answer_once(
    once: Once, agent: Any, conversation: str, key: str, body: bytes, run: Run
) -> tuple[dict[str, Any], bool]:
    """As :meth:`Once.answer`, for a call of a conversation that the store of ``agent`` keeps.

    Raises:
        ConversationDeletedError: it is a repeat, and the conversation was deleted since.
        OtherCallError: the name was given to a call with another body.
        StillRunningError: the first call did not end in time.
        StoreError: the store can't be asked whether the conversation is there.
    """

    async def kept() -> Heard:
        heard = await run()
        begun = _DELETION if heard.is_erased else await _begun_if_known(agent, conversation)
        return replace(heard, answer={"answer": heard.answer, "begun": begun})

    told, is_repeat = await once.answer(conversation, key, body, kept)
    if is_repeat and not await _is_standing(agent, conversation, told.get("begun")):
        raise ConversationDeletedError
    answer: dict[str, Any] = told["answer"]
    return answer, is_repeat


async def _is_standing(agent: Any, conversation: str, begun: float | None) -> bool:
    """Whether an answer may be given again; one that was blanked by a deletion has no ``begun``."""
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
