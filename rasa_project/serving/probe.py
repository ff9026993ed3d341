"""A question that the service asks itself, the way a parent's goes: gateway, queue, store, model. Nothing is kept."""

from __future__ import annotations

import uuid
from typing import Final

from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

from rasa_project.channels.gateway import Gateway
from rasa_project.engine.agent import PLAIN_QUESTION, TurnAgent
from rasa_project.errors import BotError

#: Name of the channel that the question comes from; no person has it.
CHANNEL: Final = "health"


class NoAnswerError(BotError):
    """The model has no worded answer to a plain question."""


class Probe:
    """Asks with a sender of its own, whose conversation is deleted after each question."""

    def __init__(self, agent: TurnAgent) -> None:
        """Ask ``agent``, the one that serves parents."""
        self._agent = agent
        self._gateway = Gateway(agent.try_turn)
        self._sender = uuid.uuid4().hex

    async def ask(self) -> None:
        """Ask once; neither counters nor the log of turns hear of it.

        Raises:
            NoAnswerError: there was no answer.
            Exception: whatever a parent's message would meet: a setting, the queue, the store, the model.
        """
        message = UserMessage(PLAIN_QUESTION, CollectingOutputChannel(), self._sender, input_channel=CHANNEL)
        turn = await self._gateway.rehearse(message)
        delete = getattr(self._agent.tracker_store, "delete", None)  # Rasa's store in memory has none
        if delete is not None:
            await delete(turn.conversation)
        if turn.failed or not turn.sent:
            raise NoAnswerError("A plain question had no answer.")
