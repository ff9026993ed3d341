"""The question whether the talk is still about the child of some days ago, and its answer."""

from __future__ import annotations

from datetime import date
from typing import Final

from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.child import read_child
from actions.wording import age_kk, age_ru
from rasa_project import clock
from rasa_project.advice.calendar import Child

SAME_CHILD_QUESTION: Final = "utter_same_child"


def ask_if_same(dispatcher: CollectingDispatcher, child: Child, today: date) -> None:
    """Dispatch the question, with the age that was told."""
    age = child.age_on(today)
    if age is not None:
        dispatcher.utter_message(response=SAME_CHILD_QUESTION, about_kk=age_kk(age), about_ru=age_ru(age))


def take_answer(dispatcher: CollectingDispatcher, tracker: Tracker, is_same: bool) -> list[EventType]:
    """Go on with the child of before, or with nothing known of another."""
    from actions.schedule import say_plan  # the schedule asks the question

    today = clock.today()
    told = read_child(tracker, today, same_child=is_same)
    if is_same:
        say_plan(dispatcher, told.child, "utter_ask_schedule", today)
    else:
        dispatcher.utter_message(response="utter_same_child_other")
    return told.events
