"""The one action that answers: what was heard, what is decided (``rasa_project/dialogue``), dispatched."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any, Final

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.announcing import announcements
from actions.call_back import called_back, news_of_call
from actions.conversation import language_of
from actions.forget import FORGET_QUESTION, ForgetMe, confirmed
from actions.language import ChangeLanguage
from actions.reminders import promised, reach_of
from actions.saying import dispatched, passed_on
from rasa_project import clock
from rasa_project.dialogue.announcing import left as passed_over
from rasa_project.dialogue.announcing import with_offer
from rasa_project.dialogue.call_back import left
from rasa_project.dialogue.conversation import CONVERSATION_SLOT, Conversation, Said
from rasa_project.dialogue.conversation_json import from_json, to_json
from rasa_project.dialogue.decide import decide
from rasa_project.dialogue.hearing import heard_from
from rasa_project.dialogue.keeping import step
from rasa_project.dialogue.reminding import needs_standing, unkept
from rasa_project.outreach.book import can_write
from rasa_project.settings import RETENTION_DAYS

_OWN_ACTIONS: Final[dict[str, type[Action]]] = {"change_language": ChangeLanguage, "forget_me": ForgetMe}


class Reply(Action):
    """Answers every message."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_reply"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Hear, decide, say."""
        now, today = time.time(), clock.today()
        message = tracker.latest_message or {}
        conversation = from_json(tracker.get_slot(CONVERSATION_SLOT))
        intent = str((message.get("intent") or {}).get("name") or "")
        if _asked_to_forget(conversation) and intent in {"affirm", "deny"}:
            heard_of = replace(conversation, last=replace(conversation.last, said=()))  # a later yes deletes nothing
            events = await confirmed(dispatcher, tracker, intent == "affirm")
            return [SlotSet(CONVERSATION_SLOT, to_json(heard_of)), *events]
        metadata = message.get("metadata")
        heard = heard_from(message, conversation, today)
        language = language_of(tracker)
        keeping = step(conversation, heard, str(message.get("text") or ""), RETENTION_DAYS.read())
        if keeping is not None and not keeping.is_beside:
            dispatcher.utter_message(**dispatched(keeping.said, language))
            return [SlotSet(CONVERSATION_SLOT, to_json(replace(keeping.conversation, language=language, at=now)))]
        if intent in _OWN_ACTIONS:
            events = await _OWN_ACTIONS[intent]().run(dispatcher, tracker, domain)
            said = tuple(Said(str(one["response"])) for one in dispatcher.messages if one.get("response"))
            kept = replace(conversation, last=replace(conversation.last, said=said))
            return [SlotSet(CONVERSATION_SLOT, to_json(kept)), *events]
        conversation = conversation if keeping is None else keeping.conversation
        call = await called_back(tracker, conversation, heard, language)
        if call is not None:
            dispatcher.utter_message(**dispatched(call.said, language))
            kept = replace(call.conversation, language=language, at=now)  # the last answer stays: its level is told
            return [SlotSet(CONVERSATION_SLOT, to_json(kept))]
        wish = await announcements(tracker, conversation, heard, language)
        if wish is not None:
            dispatcher.utter_message(**dispatched(wish.said, language))
            return [SlotSet(CONVERSATION_SLOT, to_json(replace(wish.conversation, language=language, at=now)))]
        conversation = passed_over(conversation)
        news = await news_of_call(tracker, conversation)
        conversation = left(conversation) if news is None else replace(conversation, call=None)
        reach = await reach_of(tracker, needs_standing(heard, conversation))
        outcome = decide(heard, conversation, today, now, metadata if isinstance(metadata, dict) else {}, reach)
        failed = await promised(tracker, outcome.changes, language)
        if failed is not None:
            outcome = unkept(outcome, conversation, failed)
        if can_write(str(tracker.get_latest_input_channel() or "")):
            outcome = with_offer(conversation, outcome)
        for told in passed_on(outcome.plan.said, language):
            dispatcher.utter_message(**told)
        for beside in (news, keeping.said if keeping is not None else None):
            if beside is not None:
                dispatcher.utter_message(**dispatched(beside, language))
        return [SlotSet(CONVERSATION_SLOT, to_json(replace(outcome.conversation, language=language)))]


def _asked_to_forget(conversation: Conversation) -> bool:
    """Whether that was the last thing said; what was not understood since is no answer to it."""
    return not conversation.last.misses and any(one.response == FORGET_QUESTION for one in conversation.last.said)
