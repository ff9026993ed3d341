"""What is said to a message: the first of the rules (``rules.py``) that fits decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from rasa_project.dialogue import expecting, grown_ups, of_others, out_of_field, reminding, still_ill
from rasa_project.dialogue.aging import aged
from rasa_project.dialogue.asked_too import with_button_of_second, with_what_was_asked
from rasa_project.dialogue.bereaved import remembering, without_dead
from rasa_project.dialogue.conversation import Conversation
from rasa_project.dialogue.denied import without_denied
from rasa_project.dialogue.feelings import with_human_word
from rasa_project.dialogue.meaning import Heard
from rasa_project.dialogue.never_twice import with_texts, without_echo
from rasa_project.dialogue.of_the_office import with_office
from rasa_project.dialogue.openings import with_fitting_opening
from rasa_project.dialogue.people import take_in, take_in_button
from rasa_project.dialogue.remedies import with_warning
from rasa_project.dialogue.reminder_offers import with_reminders
from rasa_project.dialogue.reminder_plans import with_linked
from rasa_project.dialogue.reminders import Reach
from rasa_project.dialogue.rules import RULES
from rasa_project.dialogue.turn import Outcome, Turn
from rasa_project.understanding.group_words import leads_group


def decide(
    heard: Heard,
    conversation: Conversation,
    today: date,
    now: float,
    metadata: Mapping[str, Any] | None = None,
    reach: Reach | None = None,
) -> Outcome:
    """The reply to a message and the conversation behind it. Total: every message has one.

    Args:
        heard: the message as it was read.
        conversation: as it was before.
        today: in the district.
        now: seconds since 1970.
        metadata: of the message, coordinates among others.
        reach: whether the bot may write of its own accord, and what it has promised.
    """
    heard, before = without_denied(of_others.without_danger_of_others(heard), aged(conversation, now))
    heard = still_ill.of_an_illness(heard, before)
    before = out_of_field.with_disease(remembering(heard, before), heard)
    if leads_group(heard.words):
        before = replace(before, is_for_group=True)
    if heard.tapped:
        taken = take_in_button(before, heard.tapped, now)
    else:
        taken = take_in(before, heard.reading, today, now, is_contact=heard.intent == "ask_exposure")
        taken = grown_ups.of_herself(still_ill.with_length(taken, heard, before, today, now), heard)
        taken = without_dead(expecting.still_pregnant(taken, heard, before), heard)
    reach = reach or Reach()
    turn = Turn(heard, before, with_linked(taken, reach, today, now), today, now, metadata or {}, reach)
    for _, rule in RULES:
        outcome = rule(turn)
        if outcome is not None:
            changes = outcome.changes
            if rule is not reminding.reminds:
                outcome = replace(outcome, conversation=replace(outcome.conversation, reminding=None))
            outcome = grown_ups.for_grown_ups(turn, outcome)
            outcome = with_human_word(turn, with_warning(turn, without_echo(turn, outcome)))
            outcome = with_button_of_second(turn, with_what_was_asked(turn, outcome))
            outcome = with_office(turn, with_fitting_opening(turn, with_texts(outcome)))
            return with_reminders(turn, replace(outcome, changes=changes))
    raise AssertionError("the last rule answers everything")
