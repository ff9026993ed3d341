"""After a contact: the bot asks for signs on days 7, 14 and 21, if a parent wants it. Danger and 103 come first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from rasa_project.advice.exposure import exposure_advice
from rasa_project.advice.knowledge import knowledge
from rasa_project.advice.reminders import watch_times
from rasa_project.clock import DISTRICT_ZONE
from rasa_project.dialogue.answers import response
from rasa_project.dialogue.consultations import exposure_of
from rasa_project.dialogue.consulting import begun
from rasa_project.dialogue.contexts import CONTACT, ILLNESS
from rasa_project.dialogue.conversation import Person, Reminding
from rasa_project.dialogue.reminder_texts import button, said
from rasa_project.dialogue.reminders import Change, Content, Standing, messages_at, moment, person_of, whom_of
from rasa_project.dialogue.turn import Outcome, Turn, answered

#: So many of a house stand in a message by themselves.
_MOST: Final = 5


def last_contact(person: Person, today: date) -> date | None:
    """The last day of a contact, from which is watched; of several days that it may be the latest."""
    rules = knowledge().exposure
    exposure = exposure_of(person, today)
    until = exposure_advice(exposure, rules, today).watch_until
    if until is not None:
        return until - timedelta(days=rules.watch_days)
    if exposure.days_ago is None:
        return today if exposure.lives_with else None
    return today - timedelta(days=int(exposure.days_ago))


def met_people(turn: Turn) -> list[Person]:
    """Who of the talk met a patient and is well."""
    return [one for one in turn.conversation.people if one.contact == "yes" and not one.confirmed]


def set_watch(turn: Turn) -> Outcome:
    """The days on which signs are asked for, as far as they are to come."""
    if not turn.reach.can_write:
        return answered(turn, [response("set_reminder")], None)
    people = met_people(turn)
    days = [day for one in people if (day := last_contact(one, turn.today)) is not None]
    if not days:
        conversation = replace(turn.conversation, reminding=Reminding("contact", tuple(one.id for one in people)))
        return answered(turn, [response("reminder_watch_no_day")], None, context=CONTACT, conversation=conversation)
    met = max(days)
    times = watch_times(met, knowledge().reminders, DISTRICT_ZONE, moment(turn.now))
    conversation = replace(turn.conversation, reminding=None)
    if not times:
        return answered(turn, [response("reminder_watch_over")], None, conversation=conversation)
    whom = tuple(whom_of(one, turn.today) for one in people[:_MOST])
    content = Content("watch", times[0].why, whom, met, place=conversation.place_code)
    series = _series(turn, met)
    if series is None:
        return answered(turn, [response("reminder_full")], None, conversation=conversation)
    messages = messages_at(times, content)
    one = replace(said("utter_reminder_watch_set", content, messages, None), buttons=(button("stop", series),))
    outcome = answered(turn, [one], None, conversation=conversation, people=tuple(one.id for one in people))
    return replace(outcome, changes=(Change(series, messages),))


def _series(turn: Turn, met: date) -> str | None:
    """The same contact asked for again keeps its name."""
    known = [one for one in turn.reach.waiting if one.content.kind == "watch" and one.content.day == met]
    return known[0].series if known else turn.reach.free("watch")


def well(turn: Turn, standing: Standing) -> Outcome:
    """No signs so far; behind the last day the watching is over."""
    is_over = (turn.today - standing.content.day).days >= knowledge().exposure.watch_days or not standing.waiting
    name = "reminder_watch_end" if is_over else "reminder_watch_well"
    outcome = answered(turn, [response(name)], None)
    return replace(outcome, changes=(Change(standing.series),)) if is_over else outcome


def ill(turn: Turn, standing: Standing) -> Outcome | None:
    """Signs have come: the consultation of an illness begins, with the contact known; the watching ends."""
    conversation, numbers = turn.conversation, []
    met = [one for one in conversation.people if one.contact == "yes" and not one.confirmed]
    for whom in () if met else standing.content.whom[:1]:
        person = person_of(whom, conversation.next_id(), "", turn.today, turn.now)
        met.append(replace(person, reminder=None))
        conversation = conversation.with_person(met[-1])
    for one in met[:1]:
        day = standing.content.day.isoformat()
        conversation = conversation.with_person(replace(one, contact="yes", contact_on=day, contact_days=None))
        numbers.append(one.id)
    conversation = replace(conversation, about=numbers[0] if numbers else conversation.about, episode=None)
    within = replace(turn, taken=replace(turn.taken, conversation=conversation, about=tuple(numbers)))
    outcome = begun(within, ILLNESS)
    return None if outcome is None else replace(outcome, changes=(Change(standing.series),))
