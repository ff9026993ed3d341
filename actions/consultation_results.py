"""The end of a consultation: the advice as responses, with their gaps filled."""

from __future__ import annotations

from datetime import date
from typing import Any

from rasa_sdk.executor import CollectingDispatcher

from actions import consultation_facts as facts
from actions.dates_in_words import by_day_kk, by_day_ru, until_day_kk, until_day_ru
from rasa_project.advice.exposure import exposure_advice
from rasa_project.advice.knowledge import knowledge
from rasa_project.advice.triage import Case, Level, apart_until, triage


def say_triage(dispatcher: CollectingDispatcher, state: dict[str, Any], today: date) -> None:
    """How soon whom, and why; a danger sign has the emergency's own answer."""
    result = triage(facts.case_of(state, today), knowledge().triage)
    if result.level is Level.EMERGENCY and state["danger"] == "yes":
        dispatcher.utter_message(response="utter_report_emergency")
        return
    gaps = {"why_kk": result.why.kk, "why_ru": result.why.ru, **_apart(facts.case_of(state, today), today)}
    dispatcher.utter_message(response=f"utter_triage_{result.level.name.lower()}", **gaps)


def _apart(case: Case, today: date) -> dict[str, str]:
    """Until when to stay apart, should the doctor find measles; empty where the day of the rash is not known."""
    until = apart_until(case, knowledge().triage, today)
    if until is None:
        return {"apart_kk": "", "apart_ru": ""}
    return {
        "apart_kk": f" Дәрігер қызылша десе, кемінде {until_day_kk(until)} үйде болуы керек.",
        "apart_ru": f" Если врач скажет, что это корь, дома остаются не меньше чем {until_day_ru(until)}.",
    }


def say_exposure(dispatcher: CollectingDispatcher, state: dict[str, Any], today: date) -> None:
    """What still helps after the contact, and until when to watch."""
    advice = exposure_advice(facts.exposure_of(state, today), knowledge().exposure, today)
    gaps = {
        "until_kk": by_day_kk(advice.act_until, today) if advice.act_until else "мүмкіндігінше ерте",
        "until_ru": by_day_ru(advice.act_until, today) if advice.act_until else "как можно раньше",
        "watch_kk": "соңғы кездескен күннен бастап 21 күн",
        "watch_ru": "21 день с последней встречи",
    }
    if advice.watch_until:
        gaps["watch_kk"] = f"кемінде {until_day_kk(advice.watch_until)}"
        gaps["watch_ru"] = f"не меньше чем {until_day_ru(advice.watch_until)}"
    dispatcher.utter_message(response=f"utter_exposure_{advice.step.value}", **gaps)
