"""The end of a consultation: the advice as responses, with their gaps filled."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from rasa_sdk.executor import CollectingDispatcher

from actions import consultation_case as case
from actions.dates_in_words import by_day_kk, by_day_ru, until_day_kk, until_day_ru
from rasa_project.advice.exposure import exposure_advice
from rasa_project.advice.knowledge import knowledge
from rasa_project.advice.triage import Case, Level, apart_until, triage

_NO_NURSERY: Final = {"nursery_kk": "", "nursery_ru": ""}


def say_triage(dispatcher: CollectingDispatcher, state: dict[str, Any], today: date) -> None:
    """How soon whom, and why; a danger sign has the emergency's own answer."""
    result = triage(case.case_of(state, today), knowledge().triage)
    if result.level is Level.EMERGENCY and state["danger"] == "yes":
        dispatcher.utter_message(response="utter_report_emergency")
        return
    own = "_own" if case.is_own(state) and result.level is not Level.EMERGENCY else ""
    gaps = {"why_kk": result.why.kk, "why_ru": result.why.ru, **_apart(case.case_of(state, today), today)}
    dispatcher.utter_message(response=f"utter_triage_{result.level.name.lower()}{own}", **gaps)


def _apart(case: Case, today: date) -> dict[str, str]:
    """Until when to stay apart, should the doctor find measles; empty where the day of the rash is not known."""
    until = apart_until(case, knowledge().triage, today)
    if until is None:
        return {"apart_kk": "", "apart_ru": ""}
    words = knowledge().triage.apart.words
    return {
        "apart_kk": " " + words.kk.format(until=until_day_kk(until)),
        "apart_ru": " " + words.ru.format(until=until_day_ru(until)),
    }


def say_exposure(dispatcher: CollectingDispatcher, state: dict[str, Any], today: date) -> None:
    """What still helps after the contact, and until when to watch."""
    rules = knowledge().exposure
    advice = exposure_advice(case.exposure_of(state, today), rules, today)
    act, watch, words = advice.act_until, advice.watch_until, rules.words
    gaps = {
        "until_kk": by_day_kk(act, today) if act else words.soon.kk,
        "until_ru": by_day_ru(act, today) if act else words.soon.ru,
        "watch_kk": words.watch.kk.format(day=until_day_kk(watch)) if watch else words.watch_unknown.kk,
        "watch_ru": words.watch.ru.format(day=until_day_ru(watch)) if watch else words.watch_unknown.ru,
    }
    is_child = (case.exposure_of(state, today).age_months or 0) < case.ADULT_FROM
    gaps |= {"nursery_kk": f" {words.nursery.kk}", "nursery_ru": f" {words.nursery.ru}"} if is_child else _NO_NURSERY
    dispatcher.utter_message(response=f"utter_exposure_{advice.step.value}", **gaps)
