"""Whether the talk is still about the child of some days ago: asked before what was told then is used."""

from __future__ import annotations

from typing import Final

from rasa_project.advice.freshness import Freshness, freshness
from rasa_project.dialogue.answers import plan_said
from rasa_project.dialogue.conversation import Conversation, Person, Said
from rasa_project.dialogue.people_facts import months_of
from rasa_project.dialogue.turn import Outcome, Turn, answered
from rasa_project.dialogue.wording import age_kk, age_ru

QUESTION: Final = "utter_same_child"
_TAPPED: Final = "same_child"
_FACTS: Final = ("age_months", "born", "doses")
#: Intents that are answered from what is known of a child.
_USING: Final = frozenset({"ask_schedule", "ask_missed_dose", "inform"})
_YES: Final = {"affirm": True, "deny": False}


def same_child(turn: Turn) -> Outcome | None:
    """Take the answer to the question, or put it where facts of days ago would be used."""
    is_same = _answer(turn)
    if is_same is not None:
        return _taken(turn, is_same)
    if turn.heard.intent not in _USING or turn.heard.reading.people or set(_FACTS[:2]) & turn.taken.all_told:
        return None
    person = turn.conversation.focus
    months = None if person is None else months_of(person, turn.today)
    if person is None or months is None or not _is_old(person, turn.now):
        return None
    about = (age_kk(months), age_ru(months))
    return answered(turn, [Said(QUESTION, {"about": about})], turn.heard.intent)


def _answer(turn: Turn) -> bool | None:
    """The parent's answer, tapped or typed, or ``None``."""
    if _TAPPED in turn.heard.tapped:
        return bool(turn.heard.tapped[_TAPPED] == "yes")
    asked = any(one.response == QUESTION for one in turn.before.last.said)
    return _YES.get(turn.heard.intent) if asked else None


def _taken(turn: Turn, is_same: bool) -> Outcome:
    person = turn.conversation.focus
    if person is None or not is_same:
        before = turn.conversation
        nobody = Conversation(place=before.place, place_code=before.place_code, refuses_text=before.refuses_text)
        return answered(turn, [Said("utter_same_child_other")], "ask_schedule", conversation=nobody, people=())
    fresh = {name: getattr(person, name) for name in _FACTS}
    conversation = turn.conversation.with_person(person.with_told(fresh, turn.now))
    within = turn.with_conversation(conversation)
    return answered(within, plan_said(within, "ask_schedule"), "ask_schedule", conversation=conversation)


def _is_old(person: Person, now: float) -> bool:
    told = [person.told_at[name] for name in _FACTS[:2] if name in person.told_at]  # doses told since freshen no age
    return freshness(max(told, default=now), now) is Freshness.TO_CONFIRM
