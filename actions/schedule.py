"""When the next dose is due, for this child where the age or the doses were told."""

from __future__ import annotations

from datetime import date
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import said_now
from actions.wording import age_kk, age_ru, doses_kk, doses_ru
from rasa_project.advice.calendar import Child, Step, age_in_months, next_dose
from rasa_project.advice.knowledge import knowledge
from rasa_project.kazakh.ages import MAX_MONTHS


class AskSchedule(Action):
    """Answers ``ask_schedule``: personally where something is known, else the calendar."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_ask_schedule"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Say what is due."""
        say_next_dose(dispatcher, child_of(tracker), general="utter_ask_schedule")
        return []


class MissedDose(Action):
    """Answers ``ask_missed_dose``: personally where age or doses stand in the message."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_missed_dose"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Say what is due, or how missed doses are made up."""
        told_now = any(said_now(tracker, entity) is not None for entity in ("child_age_months", "birth_date"))
        child = child_of(tracker) if told_now else Child()
        say_next_dose(dispatcher, child, general="utter_ask_missed_dose")
        return []


def child_of(tracker: Tracker, today: date | None = None) -> Child:
    """The child that the conversation is about, as far as it was told."""
    age = _whole(tracker.get_slot("child_age_months"))
    if age is None:
        age = _age_from(tracker.get_slot("birth_date"), today or date.today())
    if age is not None and not 0 <= age <= MAX_MONTHS:
        age = None
    doses = _whole(tracker.get_slot("doses"))
    return Child(age, doses if doses in (0, 1, 2) else None)


def say_next_dose(dispatcher: CollectingDispatcher, child: Child, general: str) -> None:
    """Dispatch the answer for ``child``; ``general`` names the answer where nothing is known."""
    advice = next_dose(child, knowledge().calendar)
    if advice.step is Step.GENERAL:
        dispatcher.utter_message(response=general)
        return
    gaps: dict[str, str] = {}
    if child.age_months is not None:
        gaps = {"age_kk": age_kk(child.age_months), "age_ru": age_ru(child.age_months)}
    if advice.expected_doses:
        gaps["expected_kk"] = doses_kk(advice.expected_doses)
        gaps["expected_ru"] = doses_ru(advice.expected_doses)
    dispatcher.utter_message(response=f"utter_schedule_{advice.step.value}", **gaps)


def _whole(value: object) -> int | None:
    return int(value) if isinstance(value, (int, float)) else None


def _age_from(birth_date: object, today: date) -> int | None:
    """Months from an ISO date, year and month, or year (then counted from the middle of the year)."""
    if not isinstance(birth_date, str):
        return None
    year, month, day = (birth_date.split("-") + ["", ""])[:3]
    try:
        return age_in_months(date(int(year), int(month or 7), int(day or 1)), today)
    except ValueError:
        return None
