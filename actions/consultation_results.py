"""The end of a consultation: the advice as responses, with their gaps filled."""

from __future__ import annotations

from datetime import date
from typing import Any

from rasa_sdk.executor import CollectingDispatcher

from actions import consultation_facts as facts
from actions.dates_in_words import until_day_kk, until_day_ru
from rasa_project.advice.exposure import exposure_advice
from rasa_project.advice.knowledge import knowledge
from rasa_project.advice.triage import Level, triage


def say_triage(dispatcher: CollectingDispatcher, state: dict[str, Any], today: date) -> None:
    """How soon whom, and why; a danger sign has the emergency's own answer."""
    result = triage(facts.case_of(state, today), knowledge().triage)
    if result.level is Level.EMERGENCY and state["danger"] == "yes":
        dispatcher.utter_message(response="utter_report_emergency")
        return
    why = {"why_kk": result.why.kk, "why_ru": result.why.ru}
    dispatcher.utter_message(response=f"utter_triage_{result.level.name.lower()}", **why)


def say_exposure(dispatcher: CollectingDispatcher, state: dict[str, Any], today: date) -> None:
    """What still helps after the contact, and until when to watch."""
    advice = exposure_advice(facts.exposure_of(state, today), knowledge().exposure, today)
    gaps = {
        "until_kk": until_day_kk(advice.act_until) if advice.act_until else "мүмкіндігінше ерте",
        "until_ru": until_day_ru(advice.act_until) if advice.act_until else "как можно раньше",
        "watch_kk": until_day_kk(advice.watch_until) if advice.watch_until else "соңғы кездескен күннен бастап 21 күн",
        "watch_ru": until_day_ru(advice.watch_until) if advice.watch_until else "21 день с последней встречи",
    }
    dispatcher.utter_message(response=f"utter_exposure_{advice.step.value}", **gaps)
