"""Actions inside the server's process, and what a parent gets when one fails."""

from __future__ import annotations

import logging
from typing import Any, Final

from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection

from rasa_project.dialogue.conversation import CONVERSATION_SLOT
from rasa_project.dialogue.conversation_json import from_json
from rasa_project.dialogue.fixed_answers import ACTION_FAILED, ACTION_FAILED_SYMPTOMS, fixed_text
from rasa_project.dialogue.reply_language import reply_language
from rasa_project.serving.tally import Tally, describe

logger = logging.getLogger(__name__)

_SIGN_EPISODES: Final = frozenset({"emergency", "illness"})
_SIGN_INTENTS: Final = frozenset({"report_symptoms", "report_emergency"})


class InProcessActions(EndpointConfig):
    """An action endpoint that calls rasa-sdk's executor instead of a web address."""

    def __init__(self, executor: ActionExecutor) -> None:
        """Wrap an executor whose actions are registered."""
        super().__init__(url="in-process", enable_selective_domain=True)
        self._executor = executor
        self.tally = Tally()

    async def request(self, *args: Any, json: dict[str, Any] | None = None, **kwargs: Any) -> Any:
        """Run the action named in ``json`` and give its events and responses.

        An action that fails answers with a text that says so, since Rasa itself would go on without a word.

        Raises:
            ClientResponseError: the action rejected its execution, as the HTTP server would say it.
        """
        call: Any = json or {}
        try:
            return await self._executor.run(call)
        except ActionExecutionRejection as rejection:
            text = f'{{"error": "{rejection}", "action_name": "{rejection.action_name}"}}'
            raise ClientResponseError(400, "action rejected", text) from rejection
        except Exception as error:
            self.tally.count("actions_failed")
            logger.error("Action %s failed: %s", call.get("next_action"), describe(error))
            return _failure(call.get("tracker") or {})


def _failure(tracker: dict[str, Any]) -> dict[str, Any]:
    """A text in the parent's language; the conversation stays as it was."""
    slots = tracker.get("slots") or {}
    talk = from_json(slots.get(CONVERSATION_SLOT)).language
    messages = (e.get("parse_data") or {} for e in reversed(tracker.get("events") or []) if e.get("event") == "user")
    name = ACTION_FAILED_SYMPTOMS if told_of_symptoms(tracker) else ACTION_FAILED
    language = reply_language(slots.get("language"), messages, talk)
    return {"events": [], "responses": [{"text": fixed_text(name, language)}]}


def told_of_symptoms(tracker: dict[str, Any]) -> bool:
    """Whether the parent told of signs of illness, now or before in the session (a tracker as rasa-sdk gets it)."""
    conversation = from_json((tracker.get("slots") or {}).get(CONVERSATION_SLOT))
    if conversation.episode is not None and conversation.episode.kind in _SIGN_EPISODES:
        return True
    if any(one.signs or not {one.danger, one.fever, one.rash} <= {None, "no"} for one in conversation.people):
        return True
    latest = tracker.get("latest_message") or {}
    named = any(entity.get("entity") in {"symptom", "temperature_c"} for entity in latest.get("entities") or [])
    return named or (latest.get("intent") or {}).get("name") in _SIGN_INTENTS
