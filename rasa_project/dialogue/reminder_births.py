"""Whose birth date it is, and of which year, where a wish to be reminded was answered in few words."""

from __future__ import annotations

from dataclasses import replace

from rasa_project.advice.reminders import sharpened
from rasa_project.dialogue.conversation import Person, Reminding
from rasa_project.dialogue.people_facts import ADULT_MONTHS, months_of
from rasa_project.dialogue.reminder_plans import MOVING
from rasa_project.dialogue.reminders import whom_of
from rasa_project.dialogue.turn import Turn
from rasa_project.understanding.reminder_words import day_without_year


def with_year(turn: Turn, asked: Reminding) -> Turn:
    """The turn in which «20 наурызда», said to the question for the birth date, is of the year that the age gives."""
    person = turn.before.person(asked.people[0]) if asked.asked == "born" and asked.people else None
    told = day_without_year(turn.heard.words, turn.today) if person is not None else None
    born = whom_of(person, turn.today).born if person is not None and told is not None else None
    birth = sharpened(born, *told) if born is not None and told is not None else None
    if person is None or birth is None:
        return turn
    text = "-".join(f"{part:02}" for part in (birth.year, birth.month, birth.day) if part)
    changed = person.with_told({"born": text, "age_months": None, "is_below": False}, turn.now)
    taken = replace(turn.taken, about=(person.id,), told={person.id: frozenset({"born"})})
    return replace(turn, taken=taken).with_conversation(turn.before.with_person(changed))


def of_a_child(turn: Turn) -> Turn:
    """The turn in which a small age, told after «маған есіме салыңыз», is that of a child and not of who writes."""
    for number, told in turn.taken.told.items():
        person = turn.conversation.person(number)
        months = None if person is None else months_of(person, turn.today)
        if person is None or person.kind != "writer" or months is None or months >= ADULT_MONTHS:
            continue
        facts = {name: getattr(person, name) for name in (*MOVING, "is_below")}
        child = Person(turn.conversation.next_id()).with_told(facts, turn.now)
        before = turn.before.person(number) or Person(number, "writer")
        conversation = turn.conversation.with_person(before).with_person(child)
        taken = replace(turn.taken, about=(child.id,), told={child.id: told})
        return replace(turn, taken=taken).with_conversation(replace(conversation, about=child.id))
    return turn
