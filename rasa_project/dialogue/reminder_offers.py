"""Beside every answer: the offer to remind, and a reminder that moves with what is told of its child."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from rasa_project.advice.reminders import Missing
from rasa_project.dialogue.answers import response
from rasa_project.dialogue.contexts import EMERGENCY
from rasa_project.dialogue.conversation import Person, Said
from rasa_project.dialogue.meaning import Plan
from rasa_project.dialogue.reminder_beside import with_wish
from rasa_project.dialogue.reminder_plans import MOVING, Made, due_for, has_moved, is_child, made_for, without
from rasa_project.dialogue.reminder_texts import Button, button, said
from rasa_project.dialogue.reminders import Change
from rasa_project.dialogue.turn import Outcome, Turn
from rasa_project.dialogue.watching import met_people
from rasa_project.understanding.extraction import Danger

_SCHEDULE: Final = "utter_schedule_"
_EXPOSURE: Final = "utter_exposure_"
_BEGINS: Final = "utter_exposure_begin"
_OVER: Final = "utter_exposure_watch_over"


def with_reminders(turn: Turn, outcome: Outcome) -> Outcome:
    """The outcome with reminders that were put right, and with the button under advice that a day follows from."""
    if _is_grave(turn, outcome):
        return outcome
    return _offered(turn, _moved(turn, with_wish(turn, outcome)))


def _is_grave(turn: Turn, outcome: Outcome) -> bool:
    episode = outcome.conversation.episode
    is_emergency = episode is not None and episode.kind == EMERGENCY
    return is_emergency or (not turn.heard.is_button and turn.heard.danger in {Danger.NOW, Danger.MAYBE})


def _moved(turn: Turn, outcome: Outcome) -> Outcome:
    """Reminders of whom a fact was told now are worked out anew; those that the answer itself changed stay."""
    done = {change.series for change in outcome.changes}
    for number, told in turn.taken.told.items():
        person = outcome.conversation.person(number)
        standing = turn.reach.of(person.reminder) if person is not None else None
        if person is None or standing is None or not standing.waiting or standing.series in done:
            continue
        if told & MOVING and standing.content.whom and has_moved(person, standing, turn.today):
            outcome = _put_right(turn, outcome, person)
    return outcome


def _put_right(turn: Turn, outcome: Outcome, person: Person) -> Outcome:
    dose = due_for(person, turn.today)
    conversation = outcome.conversation
    if dose is Missing.NOTHING:
        told: Said = response("reminder_off")
        change, conversation = Change(person.reminder), without(conversation, [person.reminder or ""])
    elif isinstance(dose, Missing) or (made := _made(turn, outcome, person)) is None:
        return outcome
    else:
        name, lead = ("utter_reminder_set_now", made.lead) if made.is_now else ("utter_reminder_moved", None)
        told, change = said(name, made.content, made.change.messages, lead), made.change
        standing = turn.reach.of(made.person.reminder)
        if standing is not None and (standing.content.number, standing.content.day) == (dose.number, dose.day):
            return replace(outcome, changes=(*outcome.changes, change))
    plan = Plan((replace(told, is_aside=True), *outcome.plan.said))
    return Outcome(plan, conversation, (*outcome.changes, change))


def _made(turn: Turn, outcome: Outcome, person: Person) -> Made | None:
    dose = due_for(person, turn.today)
    if isinstance(dose, Missing):
        return None
    taken = [one.series or "" for one in outcome.changes]
    return made_for(person, dose, turn.reach, turn.now, outcome.conversation.place_code, taken)


def _offered(turn: Turn, outcome: Outcome) -> Outcome:
    """The button below the last calendar answer, or below the advice after a contact."""
    if not turn.reach.can_write or outcome.conversation.question is not None or not outcome.plan.said:
        return outcome
    one = outcome.plan.said[-1]
    offer = _offer(turn, outcome, one)
    if offer is None or one.is_aside:
        return outcome
    return replace(outcome, plan=Plan((*outcome.plan.said[:-1], replace(one, buttons=(*one.buttons, offer)))))


def _offer(turn: Turn, outcome: Outcome, one: Said) -> Button | None:
    conversation = outcome.conversation
    people = [person for number in conversation.last.people if (person := conversation.person(number)) is not None]
    if one.response.startswith(_SCHEDULE):
        open_ = [person for person in people if is_child(person) and turn.reach.of(person.reminder) is None]
        due = [due_for(person, turn.today) for person in open_]
        return button("remind") if any(not isinstance(dose, Missing) for dose in due) else None
    is_advice = one.response.startswith(_EXPOSURE) and not one.response.startswith((_BEGINS, _OVER))
    is_watched = any(standing.content.kind == "watch" for standing in turn.reach.waiting)
    if is_advice and not is_watched and met_people(replace(turn, taken=replace(turn.taken, conversation=conversation))):
        return button("watch")
    return None
