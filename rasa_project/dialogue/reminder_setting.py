"""Setting a reminder: asked for what is missing, confirmed with the day; the day alone where the bot can't write."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from rasa_project.advice.reminders import Exact, Missing
from rasa_project.dialogue.answers import response
from rasa_project.dialogue.conversation import Person, Reminding, Said
from rasa_project.dialogue.reminder_plans import Made, content_of, due_for, made_for, with_reminder
from rasa_project.dialogue.reminder_texts import MOST_CHILDREN, Button, button, lead_for, payload_of, said
from rasa_project.dialogue.reminders import Change, whom_of
from rasa_project.dialogue.turn import Outcome, Turn, answered
from rasa_project.dialogue.who import lead_of

_SET: Final = {
    Exact.DAY: "utter_reminder_set",
    Exact.MONTH: "utter_reminder_set_month",
    Exact.ABOUT: "utter_reminder_set_about",
}
_QUESTION: Final = {Missing.AGE: "reminder_age", Missing.DOSES: "reminder_doses"}


def set_for(turn: Turn, people: Sequence[Person]) -> Outcome:
    """Reminders for these children: those whose day is known are set, of the others the first is asked about."""
    conversation = replace(turn.conversation, reminding=None)
    confirmed: list[Said] = []
    changes: list[Change] = []
    inexact: list[int] = []
    open_: list[tuple[Missing, Person]] = []
    for person in people:
        dose = due_for(person, turn.today)
        if dose is Missing.NOTHING:
            lead = lead_for(whom_of(person, turn.today), turn.today)
            confirmed.append(replace(response("reminder_nothing"), lead=lead))
        elif isinstance(dose, Missing):
            open_.append((dose, person))
        else:
            taken = [change.series or "" for change in changes]
            made = made_for(person, dose, turn.reach, turn.now, conversation.place_code, taken)
            if made is None:
                confirmed.append(response("reminder_full"))
                break
            conversation = with_reminder(conversation, made)
            changes.append(made.change)
            confirmed.append(_confirmed(made))
            inexact += [person.id] if dose.exact is not Exact.DAY else []
    if open_:
        missing, person = open_[0]
        conversation = replace(conversation, about=person.id)
        conversation = replace(conversation, reminding=Reminding(missing.value, tuple(one.id for _, one in open_)))
        is_one_of_several = len(people) > 1 or len(turn.conversation.people) > 1
        confirmed = [replace(one, is_aside=True) for one in confirmed]
        asked = response(_QUESTION[missing])
        confirmed.append(replace(asked, lead=lead_of(person, turn.today)) if is_one_of_several else asked)
    elif inexact and turn.before.reminding != Reminding("born", tuple(inexact)):  # asked for once
        conversation = replace(conversation, reminding=Reminding("born", tuple(inexact)), about=inexact[0])
    outcome = answered(turn, confirmed, None, conversation=conversation, people=tuple(one.id for one in people))
    return replace(outcome, changes=tuple(changes))


def _confirmed(made: Made) -> Said:
    name = "utter_reminder_set_now" if made.is_now else _SET[made.content.exact]
    buttons: tuple[Button, ...] = (button("stop", made.change.series or ""),)
    return replace(said(name, made.content, made.change.messages, made.lead), buttons=buttons)


def ask_which(turn: Turn, people: Sequence[Person]) -> Outcome:
    """For whom: chosen from those of the talk, or told by a birth date or an age."""
    asked = Reminding("which", tuple(one.id for one in people))
    conversation = replace(turn.conversation, reminding=asked)
    if not people:
        return answered(turn, [response("reminder_which")], None, conversation=conversation)
    leads = [lead_of(one, turn.today) for one in people[:MOST_CHILDREN]]
    each = [
        (kk.removesuffix(": "), ru.removesuffix(": "), payload_of("for", str(place)))
        for place, (kk, ru) in enumerate(leads, 1)
    ]
    one = replace(response("reminder_which_child"), buttons=(*each, button("all")))
    return answered(turn, [one], None, conversation=conversation)


def elsewhere(turn: Turn, people: Sequence[Person]) -> Outcome:
    """The bot can't write first here: the day for the phone's calendar, and where it can."""
    found: list[Said] = []
    for person in people:
        dose = due_for(person, turn.today)
        if not isinstance(dose, Missing):
            content = content_of(person, dose, turn.today, None)
            lead = lead_for(content.whom[0], turn.today)
            found.append(said("utter_reminder_elsewhere", content, (), lead))
    return answered(turn, found or [response("set_reminder")], None, people=tuple(one.id for one in people))
