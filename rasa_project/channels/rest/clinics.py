"""For clinics' systems: a child's calendar and what helps after a contact, computed; no conversation, no store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from rasa_project.advice.after_contact import AfterContact, after_contact
from rasa_project.advice.ages import age_in_months
from rasa_project.advice.calendar_table import Campaign
from rasa_project.advice.dose_history import Judged, count_of, judged
from rasa_project.advice.exposure import Exposure
from rasa_project.advice.knowledge import knowledge
from rasa_project.advice.records import Reason
from rasa_project.advice.schedule import DoseToCome, Schedule, schedule_for
from rasa_project.channels.rest.clinic_bodies import ExposureRequest, ScheduleRequest
from rasa_project.channels.sources import sources_of
from rasa_project.dialogue.fixed_answers import metadata_of
from rasa_project.dialogue.reply_language import ReplyLanguage

#: What is unknown of a contact, as the members of the body.
_MEMBERS: Final = {"when": "contact_date", "age": "birth_date", "risk": "risk", "doses": "doses"}


def schedule_of(asked: ScheduleRequest) -> Schedule:
    """The calendar applied to the child."""
    return schedule_for(asked.born, asked.doses, knowledge().calendar, asked.today)


def scheduled(asked: ScheduleRequest, language: ReplyLanguage) -> dict[str, Any]:
    """What is answered: the next dose at the top, all those to come in ``doses``."""
    calendar, found = knowledge().calendar, schedule_of(asked)
    first = found.doses[0] if found.doses else None
    reasons = _reasons(found.reasons, calendar.reasons, language)
    campaigns = [_campaign(one, language) for one in found.campaigns]
    keys = [*calendar.sources, *_keys(found.reasons, calendar.reasons)]
    keys += [key for one in found.campaigns for key in one.sources]
    return {
        "today": asked.today.isoformat(),
        "language": language,
        "step": found.step.value,
        "status": found.status,
        "dose": first.number if first else None,
        "due": bool(first and first.is_due),
        "overdue": bool(first and first.is_overdue),
        "from": _iso(first.first_day if first else None),
        "until": _iso(first.on_time_until if first else None),
        "doses": [_to_come(one) for one in found.doses],
        "given": None if found.given is None else [_given(one) for one in found.given],
        "campaigns": campaigns,
        "reasons": reasons,
        "sources": sources_of(dict.fromkeys(keys)),
    }


def exposure_of(asked: ExposureRequest) -> AfterContact:
    """The advice after the contact."""
    return after_contact(_exposure(asked), knowledge().exposure, asked.today)


def after_exposure(asked: ExposureRequest, language: ReplyLanguage) -> dict[str, Any]:
    """What is answered: the step, how urgent it is, each last day, and what would make it more exact."""
    rules, found = knowledge().exposure, exposure_of(asked)
    return {
        "today": asked.today.isoformat(),
        "language": language,
        "step": found.step.value,
        "level": str(metadata_of(f"utter_exposure_{found.step.value}").get("level", "none")),
        "first_day": _iso(found.first_day),
        "vaccine_until": _iso(found.vaccine_until),
        "immunoglobulin_until": _iso(found.immunoglobulin_until),
        "watch_until": _iso(found.watch_until),
        "unknown": [_MEMBERS[name] for name in found.unknown],
        "reasons": _reasons(found.reasons, rules.reasons, language),
        "sources": sources_of(dict.fromkeys([*rules.sources, *_keys(found.reasons, rules.reasons)])),
    }


def _exposure(asked: ExposureRequest) -> Exposure:
    """The request as the rules see it."""
    return Exposure(
        days_ago=_days(asked.contact, asked.today),
        age_months=asked.age_months if asked.born is None else age_in_months(asked.born, asked.today),
        risk=asked.risk,
        doses=_counted(asked),
        lives_with=asked.lives_with,
        patient_days=_days(asked.patient_rash, asked.today),
        last_days=_days(asked.last_contact, asked.today),
    )


def _counted(asked: ExposureRequest) -> int | None:
    """The doses that count; of ages alone none before 12 months does."""
    calendar = knowledge().calendar
    if asked.born is not None and asked.doses is not None:
        return min(2, count_of(judged(asked.born, asked.doses, calendar)))
    if asked.doses_at_ages is None:
        return None
    ages = sorted({age for age in asked.doses_at_ages if age >= calendar.earliest_counted_months})
    # Two ages that are a month apart may be days apart: the second counts only where it can't be less than 28 days.
    counted = [age for place, age in enumerate(ages) if not place or age - ages[place - 1] > 1]
    return min(2, len(counted))


def _days(day: date | None, today: date) -> int | None:
    return None if day is None else (today - day).days


def _to_come(one: DoseToCome) -> dict[str, Any]:
    return {
        "dose": one.number,
        "due": one.is_due,
        "overdue": one.is_overdue,
        "from": one.first_day.isoformat(),
        "until": one.on_time_until.isoformat(),
        "made_up_until": one.made_up_until.isoformat(),
    }


def _given(one: Judged) -> dict[str, Any]:
    return {
        "earliest": one.given.earliest.isoformat(),
        "latest": one.given.latest.isoformat(),
        "counts": one.counts,
        "why": one.why,
    }


def _campaign(one: Campaign, language: ReplyLanguage) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": str(getattr(one.name, language)),
        "from": one.from_.isoformat(),
        "until": _iso(one.until),
        "counts": one.counts,
        "to_confirm": one.status == "confirm",
    }


def _reasons(names: Iterable[str], known: Mapping[str, Reason], language: ReplyLanguage) -> list[dict[str, str]]:
    return [{"code": name, "text": str(getattr(known[name], language))} for name in names]


def _keys(names: Iterable[str], known: Mapping[str, Reason]) -> list[str]:
    return [key for name in names for key in known[name].sources]


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
