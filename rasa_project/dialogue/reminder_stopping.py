"""Reminders that stand: listed, stopped, one or all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from rasa_project.dialogue.answers import response
from rasa_project.dialogue.conversation import Reminding, Said
from rasa_project.dialogue.reminder_plans import without
from rasa_project.dialogue.reminder_texts import button, items, stop_buttons
from rasa_project.dialogue.reminders import Change, Standing
from rasa_project.dialogue.turn import Outcome, Turn, answered
from rasa_project.understanding.reminder_words import means_all, says_stop

_NUMBERS: Final = {"1": 0, "2": 1, "3": 2, "4": 3, "5": 4, "6": 5}


def left(turn: Turn) -> Turn:
    """The turn without a question of reminders that stood."""
    return turn.with_conversation(replace(turn.conversation, reminding=None))


def listed(turn: Turn) -> Outcome:
    """All reminders that stand, with buttons to stop them."""
    some = turn.reach.waiting
    if not some:
        return nothing(turn)
    one = Said("utter_reminder_list", {"items": items(some, turn.today)}, stop_buttons(some))
    return answered(left(turn), [one], None)


def nothing(turn: Turn) -> Outcome:
    """Nothing was promised."""
    offer = (button("remind"),) if turn.reach.can_write else ()
    return answered(left(turn), [replace(response("stop_reminder"), buttons=offer)], None)


def stop(turn: Turn) -> Outcome | None:
    """What is wanted no more: the only one, all, those of the child that is named, or asked which.

    Where only the classifier hears "stop" («еске салу деген не?») it is asked, and nothing is lost.
    """
    lately = [one for one in turn.reach.standing if (one.sent_at or 0.0) > turn.before.at]
    some = turn.reach.waiting or tuple(lately)
    if not some:
        is_meant = turn.heard.intent == "stop_reminder" and turn.before.question is None
        return nothing(turn) if is_meant else None
    is_said = says_stop(turn.heard.words)
    if len(some) == 1 and is_said:
        return stopped(turn, some)
    if means_all(turn.heard.words) and is_said:
        return stopped_all(turn)
    named = [one for one in turn.people if one.reminder] if turn.taken.about else []
    these = [one for one in some if one.series in {person.reminder for person in named}]
    if these and is_said:
        return stopped(turn, these)
    one = Said("utter_reminder_stop_which", {"items": items(some, turn.today)}, stop_buttons(some))
    conversation = replace(turn.conversation, reminding=Reminding("stop"))
    return answered(turn, [one], None, conversation=conversation)


def stopped_by_number(turn: Turn) -> Outcome | None:
    """«2», «бәрін», said to the question which."""
    words, some = turn.heard.words, turn.reach.waiting
    if means_all(words):
        return stopped_all(turn)
    place = next((_NUMBERS[word] for word in words if word in _NUMBERS), None)
    if place is None or place >= len(some):
        return None
    return stopped(turn, some[place : place + 1])


def stopped(turn: Turn, some: Sequence[Standing]) -> Outcome:
    """These end; the others go on."""
    conversation = without(left(turn).conversation, [one.series for one in some])
    one = response("reminder_stopped")
    if len(turn.reach.waiting) > len(some):
        one = replace(one, buttons=(button("list"),))
    outcome = answered(turn, [one], None, conversation=conversation)
    return replace(outcome, changes=tuple(Change(one.series) for one in some))


def stopped_all(turn: Turn) -> Outcome:
    """All of them end."""
    conversation = without(left(turn).conversation, [one.series for one in turn.reach.standing])
    outcome = answered(turn, [response("reminder_stopped_all")], None, conversation=conversation)
    return replace(outcome, changes=(Change(None),))
