"""The one action that answers: what was heard, what is decided (``rasa_project/dialogue``), dispatched."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any, Final

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.call_back import called_back, news_of_call
from actions.conversation import language_of
from actions.forget import FORGET_QUESTION, ForgetMe, confirmed
from actions.language import ChangeLanguage
from rasa_project import clock
from rasa_project.dialogue.call_back import left
from rasa_project.dialogue.conversation import CONVERSATION_SLOT, Conversation, Said
from rasa_project.dialogue.conversation_json import from_json, to_json
from rasa_project.dialogue.decide import decide
from rasa_project.dialogue.hearing import heard_from
from rasa_project.dialogue.reply_language import ReplyLanguage

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
        if intent in _OWN_ACTIONS:
            events = await _OWN_ACTIONS[intent]().run(dispatcher, tracker, domain)
            said = tuple(Said(str(one["response"])) for one in dispatcher.messages if one.get("response"))
            kept = replace(conversation, last=replace(conversation.last, said=said))
            return [SlotSet(CONVERSATION_SLOT, to_json(kept)), *events]
        metadata = message.get("metadata")
        heard = heard_from(message, conversation, today)
        language = language_of(tracker)
        call = await called_back(tracker, conversation, heard, language)
        if call is not None:
            dispatcher.utter_message(**_dispatched(call.said, language))
            kept = replace(call.conversation, language=language, at=now)  # the last answer stays: its level is told
            return [SlotSet(CONVERSATION_SLOT, to_json(kept))]
        news = await news_of_call(tracker, conversation)
        conversation = left(conversation) if news is None else replace(conversation, call=None)
        outcome = decide(heard, conversation, today, now, metadata if isinstance(metadata, dict) else {})
        for said_now in (*outcome.plan.said, *((news,) if news is not None else ())):
            dispatcher.utter_message(**_dispatched(said_now, language))
        return [SlotSet(CONVERSATION_SLOT, to_json(replace(outcome.conversation, language=language)))]


def _asked_to_forget(conversation: Conversation) -> bool:
    """Whether that was the last thing said; what was not understood since is no answer to it."""
    return not conversation.last.misses and any(one.response == FORGET_QUESTION for one in conversation.last.said)


def _dispatched(said: Said, language: ReplyLanguage) -> dict[str, Any]:
    """The arguments of ``utter_message``; the generator takes the gaps of the reply's language."""
    found: dict[str, Any] = {"response": said.response, "language": language}
    for name, (kk, ru) in said.values.items():
        found |= {f"{name}_kk": kk, f"{name}_ru": ru, name: ru if language == "ru" else kk}
    if said.lead is not None:
        found["lead"] = said.lead[language == "ru"]
    if said.tail is not None:
        found["tail"] = said.tail[language == "ru"]
    if said.is_short:
        found["is_short"] = True
        found["about"] = said.about
    if said.opening:
        found["yes_or_no"] = said.opening
    if said.is_aside:
        found["without_buttons"] = True
    elif said.buttons:
        found["buttons"] = [{"title": ru if language == "ru" else kk, "payload": p} for kk, ru, p in said.buttons]
    return found
