"""Buttons of reminders, under an answer and under what the bot wrote by itself: done, later, stop, for whom."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from rasa_project.advice.reminders import Exact, Missing
from rasa_project.dialogue import watching
from rasa_project.dialogue.answers import response
from rasa_project.dialogue.conversation import Conversation, Person
from rasa_project.dialogue.plans import said_plan
from rasa_project.dialogue.reminder_plans import again_for, content_of, due_for, is_child, without
from rasa_project.dialogue.reminder_setting import ask_which, elsewhere, set_for
from rasa_project.dialogue.reminder_stopping import left, listed, stopped, stopped_all
from rasa_project.dialogue.reminder_texts import button, payload_of, said
from rasa_project.dialogue.reminders import Change, Standing, moment, person_of
from rasa_project.dialogue.turn import Outcome, Turn, answered

_BOTH: Final = 2
_COMPLETE: Final = "utter_schedule_complete"


def tapped(turn: Turn, value: str) -> Outcome | None:
    """What a button of reminders does: ``remind``, ``for_2``, ``done_d1``; ``None`` for what no button says."""
    action, _, of = value.partition("_")
    if value == "stop_all":
        return stopped_all(turn)
    if value in _ALONE:
        return _ALONE[value](turn)
    if action == "for" and of.isdecimal():
        return _for_one(turn, int(of))
    standing = turn.reach.of(of)
    if action not in _OF_ONE:
        return None
    if standing is None or (not standing.waiting and action in {"later", "stop"} and standing.sent_at is None):
        return answered(turn, [response("reminder_old")], None)
    return _OF_ONE[action](turn, standing)


def done(turn: Turn, standing: Standing) -> Outcome:
    """The dose was given: taken into the conversation, and the next one offered."""
    content = standing.content
    if content.number is None or not content.whom:  # a day that was chosen: the visit was made
        aftercare = answered(left(turn), [response("ask_aftercare")], "ask_aftercare")
        return replace(aftercare, changes=(Change(standing.series),))
    conversation, person = _back(turn, standing)
    given = max(content.number, person.doses or 0)
    is_told = "last_dose" in turn.taken.told.get(person.id, frozenset()) and person.last_dose is not None
    facts = {"doses": given, "last_dose": person.last_dose if is_told else turn.today.isoformat()}
    person = replace(person.with_told(facts, turn.now), reminder=None)
    conversation = without(conversation, [standing.series]).with_person(person)
    conversation = replace(conversation, about=person.id, reminding=None)
    following = due_for(person, turn.today)
    plan = said_plan(person, turn.today)
    if isinstance(following, Missing):
        is_complete = given >= _BOTH and (plan is None or plan.response == _COMPLETE)
        one = response("reminder_done_all") if is_complete or plan is None else plan  # two before six: the clinic looks
    elif following.number <= given and plan is not None:
        one = plan  # given before 12 months it does not count
    else:
        after = content_of(person, following, turn.today, conversation.place_code)
        place = [other.id for other in _children(conversation)].index(person.id) + 1
        title = button("remind")
        offer = (title[0], title[1], payload_of("for", str(place)))
        one = replace(said("utter_reminder_done_next", after, (), None), buttons=(offer,))
    outcome = answered(turn, [one], None, conversation=conversation, people=(person.id,))
    return replace(outcome, changes=(Change(standing.series),))


def later(turn: Turn, standing: Standing) -> Outcome:
    """Asked again in a week."""
    change = again_for(standing, turn.now)
    day = moment(change.messages[0].due_at).date()
    content = replace(standing.content, day=day, exact=Exact.DAY)
    one = said("utter_reminder_later", content, change.messages[:1], None)
    return replace(answered(turn, [one], None, conversation=left(turn).conversation), changes=(change,))


def _stop(turn: Turn, standing: Standing) -> Outcome:
    return stopped(turn, [standing])


def _back(turn: Turn, standing: Standing) -> tuple[Conversation, Person]:
    """The child of a reminder, back in the conversation where it was forgotten."""
    conversation = turn.conversation
    known = next((one for one in conversation.people if one.reminder == standing.series), None)
    if known is not None:
        return conversation, known
    number = conversation.next_id()
    person = person_of(standing.content.whom[0], number, standing.series, turn.today, turn.now)
    return conversation.with_person(person), person


def _children(conversation: Conversation) -> list[Person]:
    return sorted((one for one in conversation.people if is_child(one)), key=lambda one: one.id)


def _for_one(turn: Turn, place: int) -> Outcome:
    people = _asked_of(turn)
    if not turn.reach.can_write:
        return elsewhere(turn, people)
    return set_for(turn, people[place - 1 : place]) if place <= len(people) else ask_which(turn, ())


def _asked_of(turn: Turn) -> list[Person]:
    """Those from whom was chosen, in the order of their buttons."""
    asked = turn.before.reminding
    chosen = [turn.conversation.person(number) for number in asked.people] if asked is not None else []
    return [one for one in chosen if one is not None] or _children(turn.conversation)


def _remind(turn: Turn) -> Outcome:
    """The button below a calendar answer: those whom the answer was about."""
    last = [turn.conversation.person(number) for number in turn.before.last.people]
    people = [one for one in last if one is not None and is_child(one)] or _children(turn.conversation)
    if not turn.reach.can_write:
        return elsewhere(turn, people)
    return set_for(turn, people) if people else ask_which(turn, ())


def _all(turn: Turn) -> Outcome:
    people = _asked_of(turn)
    if not turn.reach.can_write:
        return elsewhere(turn, people)
    return set_for(turn, people) if people else ask_which(turn, ())


def _list(turn: Turn) -> Outcome:
    return listed(turn)


_ALONE: Final[Mapping[str, Callable[[Turn], Outcome | None]]] = {
    "all": _all, "list": _list, "remind": _remind, "watch": watching.set_watch,
}  # fmt: skip
_OF_ONE: Final[Mapping[str, Callable[[Turn, Standing], Outcome | None]]] = {
    "done": done, "ill": watching.ill, "later": later, "stop": _stop, "well": watching.well,
}  # fmt: skip
