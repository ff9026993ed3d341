"""A parent who wants to be called: asked for consent, then for a number; taken, told when. Never instead of 103.

Only where the office has switched it on (``callbacks.yml``). The number itself is nothing of the conversation: what
keeps it (``actions/call_back.py``) gets it beside the message.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from rasa_project.advice.office import calling_back
from rasa_project.advice.office_table import CallBacks
from rasa_project.dialogue.contexts import EMERGENCY
from rasa_project.dialogue.conversation import Conversation, Said
from rasa_project.dialogue.dates_in_words import day_kk, day_ru
from rasa_project.dialogue.fixed_answers import metadata_of
from rasa_project.dialogue.meaning import Heard
from rasa_project.understanding.extraction import Danger

#: How far a wish has come: consent is asked for; a number, the second time; it waits for the office.
CONSENT: Final = "consent"
NUMBER: Final = "number"
NUMBER_AGAIN: Final = "number_again"
WAITING: Final = "waiting"
#: Value of the button below an answer, and of those of the question for consent.
WISH: Final = "call_me"
YES: Final = "call_yes"
NO: Final = "call_no"
ENTITY: Final = "question"
BUTTON: Final = ("Маған хабарласыңыз", "Позвоните мне", f'/inform{{"{ENTITY}":"{WISH}"}}')
_LEVELS: Final = ("none", "watch", "call_clinic", "doctor_today")
#: The mark of a number that was written, and so few digits of what was meant as one.
_MARK: Final = "[PHONE]"
_DIGITS: Final = 4


@dataclass(frozen=True)
class Step:
    """What is said, the conversation behind it, and whether the number of this message is to be kept."""

    said: Said
    conversation: Conversation
    is_taken: bool = False


def offers_call(conversation: Conversation) -> bool:
    """Whether a parent may be offered a call now."""
    return calling_back() is not None and not _is_emergency(conversation) and conversation.call is None


def step(conversation: Conversation, heard: Heard, text: str, number: bool, now: datetime) -> Step | None:
    """The next step of a wish to be called; ``None`` where the message is of something else.

    Args:
        conversation: as it was before.
        heard: the message.
        text: of it, with marks in place of personal data.
        number: whether it holds one whole number.
        now: local time.
    """
    office = calling_back()
    if office is None or _is_emergency(conversation):
        return None
    if heard.is_button:
        return _tapped(conversation, str(heard.tapped.get(ENTITY) or ""), office)
    if conversation.call == CONSENT and heard.intent in {"affirm", "deny"}:
        return _tapped(conversation, YES if heard.intent == "affirm" else NO, office)
    if conversation.call not in {NUMBER, NUMBER_AGAIN} or heard.danger is not Danger.NONE:
        return None
    if number:
        return Step(_taken(office, now), replace(conversation, call=WAITING), is_taken=True)
    if not _is_meant_as_number(text):
        return None
    if conversation.call == NUMBER_AGAIN:
        return Step(Said("utter_request_human"), replace(conversation, call=None))
    return Step(Said("utter_callback_wrong"), replace(conversation, call=NUMBER_AGAIN))


def left(conversation: Conversation) -> Conversation:
    """The conversation without a step that the parent did not take."""
    return conversation if conversation.call in {None, WAITING} else replace(conversation, call=None)


def level_told(conversation: Conversation) -> str:
    """How urgent the last advice was, for the office's list."""
    levels = [str(metadata_of(one.response).get("level") or "none") for one in conversation.last.said]
    return max((one for one in levels if one in _LEVELS), key=_LEVELS.index, default="none")


def _tapped(conversation: Conversation, value: str, office: CallBacks) -> Step | None:
    if value == WISH:
        hours = (office.week.words("kk"), office.week.words("ru"))
        return Step(Said("utter_callback_consent", {"hours": hours}), replace(conversation, call=CONSENT))
    if value == YES and conversation.call == CONSENT:
        return Step(Said("utter_callback_number"), replace(conversation, call=NUMBER))
    if value == NO:
        return Step(Said("utter_callback_no"), replace(conversation, call=None))
    return None


def _taken(office: CallBacks, now: datetime) -> Said:
    if office.is_open(now):
        return Said("utter_callback_taken")
    opens = office.next_opening(now)
    if opens is None:
        return Said("utter_callback_taken")
    return Said(
        "utter_callback_taken_later",
        {"opens": (f"{day_kk(opens.date())}, {opens:%H:%M}", f"{day_ru(opens.date())}, {opens:%H:%M}")},
    )


def _is_meant_as_number(text: str) -> bool:
    return _MARK in text or sum(letter.isdecimal() for letter in text) >= _DIGITS


def _is_emergency(conversation: Conversation) -> bool:
    return conversation.episode is not None and conversation.episode.kind == EMERGENCY
