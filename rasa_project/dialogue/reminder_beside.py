"""A wish to be reminded while a question of a consultation stands: it is taken, and the question goes on standing.

Where the day is known it is promised at once, beside the question. Where something has to be asked for it, that waits
until the consultation is over: two questions in one message are answered by neither.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from rasa_project.dialogue.answers import response
from rasa_project.dialogue.conversation import Conversation, Person, Reminding, Said
from rasa_project.dialogue.meaning import Plan
from rasa_project.dialogue.reminder_plans import is_child
from rasa_project.dialogue.reminder_setting import ask_which, set_for
from rasa_project.dialogue.reminding import set_wished, tells_illness
from rasa_project.dialogue.turn import Outcome, Turn
from rasa_project.understanding.reminder_words import Wish, names_reminder, wish_of

#: What was wished in a consultation waits for its end.
BEHIND: Final = "behind"
#: Said to the wish where nothing is open; the question of the birth date is left out beside another question.
_GENERAL: Final = "utter_set_reminder"
_ASKED_ONCE: Final = "born"


def with_wish(turn: Turn, outcome: Outcome) -> Outcome:
    """The outcome with what was wished in this message, or before in this consultation."""
    asked = turn.before.reminding
    is_behind = asked is not None and asked.asked == BEHIND
    if _wishes(turn):
        within = turn.with_conversation(outcome.conversation)
        outcome = replace(outcome, plan=_without_general(outcome.plan))
        if not tells_illness(turn):
            promised = _kept_to_question(set_wished(within), outcome.conversation)
            if promised is not None:
                return _beside(outcome, promised)
        asked = Reminding(BEHIND, tuple(one.id for one in _meant(turn)))
        if outcome.conversation.question is not None:
            return _beside(outcome, Outcome(Plan((response("reminder_noted"),)), _with(outcome.conversation, asked)))
    elif not is_behind or _wish(turn) is Wish.STOP:
        return outcome
    if asked is None or outcome.conversation.question is not None:
        return replace(outcome, conversation=_with(outcome.conversation, asked))
    return _behind(turn, outcome, asked)


def _wishes(turn: Turn) -> bool:
    """Whether a reminder is wished for, in words that name it, to a question of a consultation."""
    heard = turn.heard
    if heard.is_button or turn.before.question is None or turn.before.episode is None or turn.reach.is_away:
        return False
    return _wish(turn) is Wish.SET and names_reminder(heard.words)


def _wish(turn: Turn) -> Wish | None:
    return wish_of(turn.heard.words, turn.heard.tokens, turn.heard.intent)


def _meant(turn: Turn) -> list[Person]:
    """The children whom the message names, else all of the consultation."""
    named = [one for one in turn.people if is_child(one)] if turn.taken.about else []
    episode = turn.before.episode
    numbers = episode.people if episode is not None else ()
    return named or [one for one in map(turn.conversation.person, numbers) if one is not None and is_child(one)]


def _kept_to_question(promised: Outcome, before: Conversation) -> Outcome | None:
    """What can be promised now; ``None`` where something has to be asked first, and another question stands."""
    asked = promised.conversation.reminding
    if asked is not None and asked.asked != _ASKED_ONCE and before.question is not None:
        return None
    if before.question is None:
        return promised
    return replace(promised, conversation=_with(promised.conversation, None))


def _beside(outcome: Outcome, promised: Outcome) -> Outcome:
    """The promise in front of the question that stands, or behind the advice."""
    conversation = replace(promised.conversation, last=outcome.conversation.last)
    said = promised.plan.said
    if conversation.question is not None:
        told: Sequence[Said] = (*(replace(one, is_aside=True) for one in said), *outcome.plan.said)
    else:
        told = (*outcome.plan.said, *said)
    return Outcome(Plan(tuple(told)), conversation, (*outcome.changes, *promised.changes))


def _behind(turn: Turn, outcome: Outcome, asked: Reminding) -> Outcome:
    """The consultation is over: what was wished is set now, or asked for."""
    within = replace(turn, taken=replace(turn.taken, conversation=_with(outcome.conversation, None)))
    people = [one for one in map(within.conversation.person, asked.people) if one is not None and is_child(one)]
    return _beside(outcome, set_for(within, people) if people else ask_which(within, ()))


def _with(conversation: Conversation, asked: Reminding | None) -> Conversation:
    return replace(conversation, reminding=asked)


def _without_general(plan: Plan) -> Plan:
    """Without what is said to the wish where there is nothing to set it for."""
    return Plan(tuple(one for one in plan.said if not one.response.startswith(_GENERAL)))
