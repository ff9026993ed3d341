"""When the next dose is due, for this child where the age or the doses were told."""

from __future__ import annotations

import time
from datetime import date
from typing import Any, Final

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.child import AGE, BIRTH, read_child, said_tokens
from actions.conversation import said_now
from actions.corrections import asked_to_correct
from actions.dates_in_words import from_kk, from_ru
from actions.same_child import ask_if_same
from actions.subjects import says_subject
from actions.wording import (
    about_kk,
    about_ru,
    age_kk,
    age_ru,
    below_kk,
    below_ru,
    doses_kk,
    doses_ru,
    years_kk,
    years_ru,
)
from rasa_project import clock
from rasa_project.advice.ages import When, age_in_months
from rasa_project.advice.calendar import Child, Plan, Step, plan_for
from rasa_project.advice.freshness import FRESH_SECONDS
from rasa_project.advice.knowledge import knowledge

_INFANT_MONTHS: Final = 12
_FIRST_NOW: Final = frozenset({Step.FIRST_DUE, Step.FIRST_OVERDUE})
#: Said of a dose whose day is not known, by its number.
_AT_AGE: Final = {
    1: ("1 жаста (12 айлығында)", "в 1 год (12 месяцев)"),
    2: ("6 жаста", "в 6 лет"),
}
_WHEN_TURNED: Final = {
    1: (12, "1 жасқа толған соң, {}", "в 1 год, {}"),
    2: (72, "6 жасқа толған соң, {}", "в 6 лет, {}"),
}


class AskSchedule(Action):
    """Answers ``ask_schedule``: personally where something is known, else the calendar."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_ask_schedule"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Say what is due."""
        return advise(dispatcher, tracker, general="utter_ask_schedule")


class MissedDose(Action):
    """Answers ``ask_missed_dose``: personally where age or doses stand in the message."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_missed_dose"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Say what is due, or how missed doses are made up."""
        if is_of_the_pregnant(dispatcher, tracker):
            return []
        if tells_child(tracker):
            return advise(dispatcher, tracker, general="utter_ask_missed_dose")
        if not asked_to_correct(dispatcher, said_tokens(tracker), clock.today()):
            dispatcher.utter_message(response="utter_ask_missed_dose")
        return []


class AskAdult(Action):
    """Answers ``ask_adult``; a message that tells a child's age is about that child."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_ask_adult"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Say what is due for the child, or what holds for grown-ups; who is pregnant is never sent for a dose."""
        if is_of_the_pregnant(dispatcher, tracker):
            return []
        if tells_child(tracker) and (age := read_child(tracker, clock.today()).child.age_on(clock.today())) is not None:
            if age < knowledge().calendar.catch_up_until_months:
                return advise(dispatcher, tracker, general="utter_ask_adult")
        if not says_subject(dispatcher, tracker):
            dispatcher.utter_message(response="utter_ask_adult")
        return []


class AskInfant(Action):
    """Answers ``ask_infant``: personally where a child's age or birth date stands in the message."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_ask_infant"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Say what is due for this child, or what holds for all babies."""
        today = clock.today()
        told = read_child(tracker, today)
        if tells_child(tracker) and told.child.age_on(today) is not None:
            say_plan(dispatcher, told.child, "utter_ask_infant", today)
            return told.events
        dispatcher.utter_message(response="utter_ask_infant")
        return []


def is_of_the_pregnant(dispatcher: CollectingDispatcher, tracker: Tracker) -> bool:
    """Dispatch the answer on pregnancy where the talk is about a pregnant woman: she is never sent for a dose.

    Says whether it is; a message that tells a child's age is about the child.
    """
    told_at = float(tracker.get_slot("consultation_at") or 0)
    is_fresh = time.time() - told_at <= FRESH_SECONDS
    if tracker.get_slot("risk") != "pregnant" or not is_fresh or tells_child(tracker):
        return False
    dispatcher.utter_message(response="utter_ask_pregnancy")
    return True


def tells_child(tracker: Tracker) -> bool:
    """Whether the last message tells a child's age or birth date."""
    return any(said_now(tracker, entity) is not None for entity in (AGE, BIRTH))


def advise(dispatcher: CollectingDispatcher, tracker: Tracker, general: str) -> list[EventType]:
    """Dispatch what is due for the child of the talk; gives the slots that the message changes.

    ``general`` names the answer where nothing is known of a child. A value that cannot be is asked back.
    """
    today = clock.today()
    if asked_to_correct(dispatcher, said_tokens(tracker), today):
        return []
    told = read_child(tracker, today)
    if told.to_confirm is not None:
        ask_if_same(dispatcher, told.to_confirm, today)
    else:
        say_plan(dispatcher, told.child, general, today)
    return told.events


def say_plan(dispatcher: CollectingDispatcher, child: Child, general: str, today: date) -> None:
    """Dispatch the answer for ``child``."""
    plan = plan_for(child, knowledge().calendar, today)
    if plan.step is Step.GENERAL:
        dispatcher.utter_message(response=general)
        return
    name = plan.step.value
    if plan.step is Step.BEFORE_FIRST and plan.campaigns:
        name = "before_first_extra"
    if plan.step in _FIRST_NOW and "early_dose" in plan.why:
        name = "first_again"
    dispatcher.utter_message(response=f"utter_schedule_{name}", **_gaps(child, plan, today))


def _gaps(child: Child, plan: Plan, today: date) -> dict[str, str]:
    """Values for the gaps of the answers."""
    reasons = [knowledge().calendar.reasons[name] for name in plan.why]
    gaps = {"why_kk": "; ".join(one.kk for one in reasons), "why_ru": "; ".join(one.ru for one in reasons)}
    gaps |= _age_in_words(child, today)
    if plan.expected:
        gaps |= {"expected_kk": doses_kk(plan.expected), "expected_ru": doses_ru(plan.expected)}
    planned = {dose.number: dose.when for dose in plan.doses}
    for number, name in ((1, "first"), (2, "second")):
        gaps[f"{name}_kk"], gaps[f"{name}_ru"] = _when_in_words(child, number, planned.get(number))
    exact = child.born is not None and child.born.day is not None
    gaps["more_kk"] = "" if exact else " Баланың туған күнін жазсаңыз, екпе күнін айтамын."
    gaps["more_ru"] = "" if exact else " Напишите дату рождения ребёнка, и я назову день прививки."
    return gaps


def _age_in_words(child: Child, today: date) -> dict[str, str]:
    """The age as exactly as it is known; nothing where it is not."""
    age = child.age_on(today)
    if age is None:
        return {}
    born = child.born
    if child.is_below and born is None:
        return {"age_kk": below_kk(age + 1), "age_ru": below_ru(age + 1)}
    oldest = age_in_months(born.earliest, today) if born is not None else None
    if born is None or oldest is None or born.day is not None or (born.month is None and child.age_months is not None):
        return _in_words(age)
    if born.month is not None:
        return {"age_kk": about_kk(oldest), "age_ru": about_ru(oldest)} if oldest else _in_words(0)
    return _of_a_year(age, oldest)


def _in_words(months: int) -> dict[str, str]:
    return {"age_kk": age_kk(months), "age_ru": age_ru(months)}


def _of_a_year(youngest: int, oldest: int) -> dict[str, str]:
    """An age of which only the year of birth is known; both in months."""
    first, last = youngest // _INFANT_MONTHS, oldest // _INFANT_MONTHS
    if oldest < _INFANT_MONTHS:
        return {"age_kk": "бір жасқа толмаған", "age_ru": "меньше года"}
    if last > first:
        return {"age_kk": years_kk(first, last), "age_ru": years_ru(first, last)}
    return _in_words(first * _INFANT_MONTHS)


def _when_in_words(child: Child, number: int, when: When | None) -> tuple[str, str]:
    """When a dose is due, Kazakh and Russian: the age, the birthday that it is due on, or another day."""
    if when is None:
        return _AT_AGE[number]
    months, turned_kk, turned_ru = _WHEN_TURNED[number]
    turns = child.born.turns(months) if child.born is not None else None
    # Of a month the birthday is not known: a day in it that the interval sets holds once the child has turned so old.
    if turns is not None and (turns == when or (turns.is_month and turns.day == when.day.replace(day=1))):
        return turned_kk.format(from_kk(when)), turned_ru.format(from_ru(when))
    return from_kk(when), from_ru(when)
