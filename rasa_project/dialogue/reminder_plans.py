"""Of a person of the talk, the reminder of the next dose: its content, its messages, its name; and who is whose."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from rasa_project.advice.knowledge import knowledge
from rasa_project.advice.reminders import Exact, Missing, NextDose, asked_again, chosen_times, dose_times, next_dose
from rasa_project.clock import DISTRICT_ZONE
from rasa_project.dialogue.conversation import Conversation, Person
from rasa_project.dialogue.people import TakenIn
from rasa_project.dialogue.reminder_texts import lead_for
from rasa_project.dialogue.reminders import (
    Change,
    Content,
    Reach,
    Standing,
    Whom,
    messages_at,
    moment,
    person_of,
    whom_of,
)

#: Two birth dates so near are one that was put right, in days.
_NEAR: Final = 62
_CHILDREN: Final = frozenset({"child", "group"})
_OF_AGE: Final = frozenset({"age_months", "born"})
#: Facts that move the day of a dose.
MOVING: Final = _OF_AGE | {"doses", "first_dose_months", "last_dose"}
_TELLING: Final = ("sex", "kin", "order")


@dataclass(frozen=True)
class Made:
    """A reminder that is to be set: the person with its name, what is to be done, whose it is in words."""

    person: Person
    content: Content
    change: Change
    lead: tuple[str, str]
    is_now: bool


def is_child(person: Person) -> bool:
    """Whether reminders are for such a person."""
    return person.kind in _CHILDREN and person.risk != "pregnant"


def due_for(person: Person, today: date) -> NextDose | Missing:
    """The next dose of a person, or why there is none."""
    if person.had_measles:
        return Missing.NOTHING
    whom = whom_of(person, today)
    return next_dose(whom.born, whom.had, knowledge().calendar, today)


def content_of(person: Person, dose: NextDose, today: date, place: str | None) -> Content:
    """What the messages of a dose are about."""
    return Content(
        "dose", "day", (whom_of(person, today),), dose.day, dose.number, dose.exact, dose.begins, dose.until, place
    )


def made_for(
    person: Person, dose: NextDose, reach: Reach, now: float, place: str | None, taken: Collection[str]
) -> Made | None:
    """The reminder of a dose, in place of one that stands for the same; ``None`` where there are too many.

    Args:
        person: of whom the dose is.
        dose: with its day.
        reach: what was promised before.
        now: seconds since 1970.
        place: code of the settlement.
        taken: names that others got in this turn.
    """
    today = moment(now).date()
    content = content_of(person, dose, today, place)
    series = _standing_series(person, content, reach, taken) or reach.free("dose", taken)
    if series is None:
        return None
    messages = messages_at(dose_times(dose, knowledge().reminders, DISTRICT_ZONE, moment(now)), content)
    named = replace(person, reminder=series)
    return Made(named, content, Change(series, messages), lead_for(content.whom[0], today), dose.is_now)


def _standing_series(person: Person, content: Content, reach: Reach, taken: Collection[str]) -> str | None:
    known = {one.series: one for one in reach.waiting if one.content.kind == "dose" and one.series not in taken}
    if person.reminder in known:
        return person.reminder
    whom = content.whom[0]
    same = (
        one
        for one in known.values()
        if one.content.whom and one.content.number == content.number and fits(whom, one.content.whom[0])
    )
    return next((one.series for one in same), None)


def fits(one: Whom, other: Whom) -> bool:
    """Whether both may be the same child: nothing told of them differs, and they were born at nearly the same time."""
    told = ((getattr(one, name), getattr(other, name)) for name in _TELLING)
    if any(a is not None and b is not None and a != b for a, b in told):
        return False
    if one.born is None or other.born is None:
        return True
    return (max(one.born.first, other.born.first) - min(one.born.last, other.born.last)).days <= _NEAR


def with_linked(taken: TakenIn, reach: Reach, today: date, now: float) -> TakenIn:
    """What was told of a child whose reminder alone is still known: it is that child.

    «Бірінші екпесін салдырдық», weeks later, of the only child that a reminder stands for.
    """
    doses = [one for one in reach.waiting if one.content.kind == "dose" and one.content.whom]
    conversation = taken.conversation
    for number in taken.about if doses else ():
        person = conversation.person(number)
        told = taken.told.get(number, frozenset())
        if person is None or not is_child(person) or person.reminder or not told & MOVING:
            continue
        whom = whom_of(person, today)
        others = {one.reminder for one in conversation.people}
        fitting = [one for one in doses if one.series not in others and fits(whom, one.content.whom[0])]
        if len(fitting) == 1:
            conversation = conversation.with_person(_with_known(person, fitting[0], told, today, now))
    return replace(taken, conversation=conversation)


def _with_known(person: Person, standing: Standing, told: Collection[str], today: date, now: float) -> Person:
    """The person with what its reminder knows and nobody has told anew."""
    kept = person_of(standing.content.whom[0], person.id, standing.series, today, now)
    names = [name for name in (*_TELLING, "doses", "first_dose_months", "last_dose") if getattr(person, name) is None]
    is_vaguer = kept.born is not None and person.born is None
    age = {"born", "age_months"} if is_vaguer or not _OF_AGE & set(told) else set()
    changes = {name: getattr(kept, name) for name in (*names, *age)}
    return replace(person.with_told(changes, now), reminder=standing.series)


def has_moved(person: Person, standing: Standing, today: date) -> bool:
    """Whether what is told of a person now differs from what its reminder was worked out of."""
    old, new = standing.content.whom[0], whom_of(person, today)
    if new.had != old.had:
        return True
    if new.born is None or old.born is None or new.born == old.born:
        return new.born != old.born and new.born is not None
    is_sharper = new.born.is_exact or (new.born.is_month and not old.born.is_exact)
    return is_sharper or new.born.first > old.born.last or new.born.last < old.born.first


def again_for(standing: Standing, now: float) -> Change:
    """The same asked in a week; what comes later stays."""
    rules = knowledge().reminders
    first = asked_again((), rules, DISTRICT_ZONE, moment(now))
    again = messages_at(first, standing.content)
    return Change(standing.series, (*again, *(one for one in standing.waiting if one.due_at > again[0].due_at)))


def chosen_for(day: date, whom: tuple[Whom, ...], reach: Reach, now: float, place: str | None) -> Change | None:
    """A day that a parent chose: the day before it and on it, as far as they are to come."""
    rules, local = knowledge().reminders, moment(now)
    series = reach.free("dose")
    times = chosen_times(day, rules, DISTRICT_ZONE, local)
    if series is None or not times:
        return None
    return Change(series, messages_at(times, Content("dose", "chosen", whom, day, None, Exact.DAY, place=place)))


def without(conversation: Conversation, series: Iterable[str]) -> Conversation:
    """The conversation in which nobody has those reminders any more."""
    gone = set(series)
    for person in conversation.people:
        if person.reminder in gone:
            conversation = conversation.with_person(replace(person, reminder=None))
    return conversation


def with_reminder(conversation: Conversation, made: Made) -> Conversation:
    """The conversation in which that person, and nobody else, has the reminder."""
    return without(conversation, [made.change.series or ""]).with_person(made.person)
