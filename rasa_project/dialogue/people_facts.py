"""What a part of a message tells of a person, put to what was known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

from rasa_project.advice.ages import MAX_MONTHS, Birth, age_in_months
from rasa_project.dialogue.conversation import Person
from rasa_project.understanding.parts import Facts

_RECENT_DAYS: Final = 2 * 365
_WEEK: Final = 7
#: Of who met nobody there is no day.
_NOT_MET: Final = {"contact_on": None, "contact_days": None, "contact_last": None}
_YES_NO: Final = {True: "yes", False: "no"}
ADULT_MONTHS: Final = 18 * 12
#: A fever from here on, and a high one, in degrees Celsius.
FEVER_FROM: Final = 37.5
HIGH_FEVER: Final = 39.0
#: In months; nobody so young is a grown-up.
_NO_GROWN_UP: Final = 36


def months_of(person: Person, today: date) -> int | None:
    """Completed months; of a birth date without its day, the least that it can be."""
    born = Birth.parse(person.born)
    if born is None or born.earliest > today:
        return person.age_months
    return age_in_months(min(born.latest, today), today)


def is_grown_up(person: Person, today: date) -> bool:
    """Whether the person is spoken to, or of, as a grown-up."""
    age = months_of(person, today)
    if age is not None:
        return age >= ADULT_MONTHS
    return person.kind in {"writer", "grown_up"} or person.risk == "pregnant"


def is_vague(person: Person) -> bool:
    """Whether nothing is known by which the person could be told from another."""
    told = (person.sex, person.order, person.kin, person.name, person.age_months, person.age_band, person.born)
    return all(one is None for one in (*told, person.doses)) and not person.signs


def shows_signs(person: Person) -> bool:
    """Whether a fever, a rash or another sign was told of the person."""
    return bool(person.signs) or "yes" in {person.fever, person.rash}


def has_high_fever(person: Person) -> bool:
    """Whether so high a fever was told that a doctor is needed today."""
    return (person.temperature or 0.0) >= HIGH_FEVER


def is_gravely_ill(person: Person) -> bool:
    """Whether a high fever, or a fever with a rash, was told."""
    return person.fever == person.rash == "yes" or has_high_fever(person)


def has_it_now(person: Person) -> bool:
    """Whether measles was told as found, or a fever with a rash: the patient, whom no dose helps now."""
    return bool(person.confirmed) or person.fever == person.rash == "yes"


def with_facts(person: Person, facts: Facts, today: date, now: float) -> tuple[Person, frozenset[str]]:
    """The person with what was told, and the names of what was told."""
    if person.kind in {"grown_up", "writer"} and (facts.age_months or 0) < _NO_GROWN_UP:
        facts = replace(
            facts, age_months=None, newborn=False, newborn_fever=False
        )  # «мен туып қойдым, бебек 10 күндік»
    changes = {**_age(facts), **_doses(facts, today), **_state(facts, today)}
    if facts.signs or facts.denied:
        changes["signs"] = (person.signs | facts.signs) - facts.denied
    names = frozenset(changes)
    if not names:
        return person, names
    if changes.get("contact") == "no":
        changes |= _NOT_MET
    answered = {"age_months": "age", "born": "age", "contact_on": "when", "patient_rash": "when"}
    open_still = person.unanswered - {answered.get(name, name) for name in names}
    return replace(person.with_told(changes, now), unanswered=open_still), names


def of_another_age(person: Person, facts: Facts, today: date, corrects: bool) -> Person:
    """The person without doses, where an age is told that is no correction and that the one of before can't have."""
    before = months_of(person, today)
    if person.born is not None and (facts.birth or "").startswith(person.born):
        return person  # «2023 жылы», then «15 тамыз 2023»
    if corrects or before is None or (told := months_of(replace(person, **_age(facts)), today)) is None:
        return person
    if abs(before - told) <= 1 or (told // 12 == before // 12 and told >= 12):
        return person
    return replace(person, doses=None, last_dose=None, first_dose_months=None)


def of_contact(person: Person, facts: Facts, *, is_contact: bool, is_asked: bool, corrects: bool) -> Facts:
    """The facts with the day of the contact as it is to be taken for this person.

    A day that was told stays until a clause of meeting, a correction or an answer puts it right; of who lives with the
    patient a day that tells of no meeting is the patient's.

    Args:
        person: as known before.
        facts: of the message.
        is_contact: whether the talk is about a contact: then days since something that is not named are those.
        is_asked: whether the bot has asked for the day.
        corrects: whether the message puts something right.
    """
    days, is_sure = facts.contact_days, facts.contact_sure
    if days is None and (is_contact or facts.contact):
        days = facts.days_ago
    lives_with = person.lives_with if facts.lives_with is None else facts.lives_with
    if lives_with and not is_sure and not facts.confirmed and (facts.ill_days is not None or days is not None):
        ill = facts.ill_days if facts.ill_days is not None else days
        return replace(facts, contact_days=None, patient_ill_days=facts.patient_ill_days or ill)
    is_known = person.contact_on is not None or person.contact_days is not None
    if is_known and not (is_sure or is_asked or corrects):
        days = None
    return replace(facts, contact_days=days)


def of_meetings(person: Person, facts: Facts, today: date) -> Facts:
    """The facts, where a first or a further meeting is told to somebody whose meeting is known.

    «Первый раз ещё в воскресенье» lies before the day that was told; «вчера опять» is one more, and the last.
    """
    if person.contact_on is None or facts.contact is False:
        return facts
    known = (today - date.fromisoformat(person.contact_on)).days
    before = known if person.contact_last is None else (today - date.fromisoformat(person.contact_last)).days
    if facts.contact_first is not None:
        first = facts.contact_first
        while first < known:
            first += _WEEK
        return replace(facts, contact_days=first, contact_last_days=before, contact_sure=True)
    if facts.contact_again is not None:
        first, last = max(known, facts.contact_again), min(before, facts.contact_again)
        return replace(facts, contact_days=first, contact_last_days=last, contact_sure=True, days_ago=None)
    return facts


def _age(facts: Facts) -> dict[str, Any]:
    if facts.birth is not None:
        return {"born": facts.birth, "age_months": None, "is_below": False}
    if facts.age_months is not None and facts.age_months <= MAX_MONTHS:
        return {"age_months": facts.age_months, "born": None, "is_below": facts.age_is_below}
    if facts.newborn_fever or facts.newborn:
        return {"age_band": "under_3_months"}
    return {}


def _doses(facts: Facts, today: date) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    if facts.doses is not None:
        changes["doses"] = facts.doses
        if facts.doses == 0:
            return {"doses": 0, "last_dose": None, "first_dose_months": None, "vaccinated": None}
    if facts.vaccinated:
        changes["vaccinated"] = True
    if facts.last_dose_days is not None and facts.last_dose_days <= _RECENT_DAYS:
        changes["last_dose"] = _day(today, facts.last_dose_days)
    if facts.dose_ages:
        changes["first_dose_months"] = min(facts.dose_ages)
    if len(set(facts.dose_ages)) > 1 and facts.doses is None:
        changes["doses"] = 2  # «в год делали, в 6 делали»
    return changes


def _state(facts: Facts, today: date) -> dict[str, Any]:
    is_met = bool(facts.contact) or facts.contact_days is not None  # measles was found in the one who was met
    told: Iterable[tuple[str, Any]] = (
        ("risk", facts.risk or ("pregnant" if facts.pregnancy_weeks is not None else None)),
        ("had_measles", facts.had_measles),
        ("confirmed", None if is_met else facts.confirmed),
        ("temperature", facts.temperature),
        ("fever", "yes" if facts.newborn_fever else _sign("fever", facts.fever, facts)),
        ("rash", _sign("rash", facts.rash, facts)),
        ("contact", _YES_NO.get(facts.contact) if facts.contact is not None else None),
        ("fever_since", _day(today, facts.fever_days)),
        ("rash_since", _day(today, facts.rash_days)),
        ("contact_on", _day(today, facts.contact_days)),
        ("contact_last", _day(today, facts.contact_last_days)),
        ("lives_with", facts.lives_with),
        ("patient_rash", _day(today, facts.patient_rash_days)),
        ("patient_ill", _day(today, facts.patient_ill_days)),
        ("ill_since", _day(today, _ill_days(facts))),
    )
    changes = {name: value for name, value in told if value is not None}
    if "contact_on" in changes:
        changes |= {"contact": "yes", "contact_days": None, "contact_last": changes.get("contact_last")}
    return changes


def _ill_days(facts: Facts) -> int | None:
    """Since when a patient is ill; of who had measles the days that are told of it («выписали неделю назад»)."""
    if facts.confirmed:
        return facts.ill_days
    return (facts.ill_days if facts.ill_days is not None else facts.days_ago) if facts.had_measles else None


def _sign(name: str, is_there: bool | None, facts: Facts) -> str | None:
    """Yes or no, as told by itself, among the signs, or denied among them."""
    if is_there is not None:
        return _YES_NO[is_there]
    if name in facts.signs:
        return "yes"
    return "no" if name in facts.denied else None


def _day(today: date, days: int | None) -> str | None:
    return None if days is None else (today - timedelta(days=min(max(days, 0), 366))).isoformat()
