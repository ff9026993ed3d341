"""A consultation of a person: what is known as the advice sees it, the next question, the result as a response."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from rasa_project.advice.calendar import counted_doses
from rasa_project.advice.exposure import (
    Exposure,
    Step,
    cannot_be_vaccinated,
    exposure_advice,
    first_day,
)
from rasa_project.advice.exposure import next_question as next_after_contact
from rasa_project.advice.knowledge import knowledge
from rasa_project.advice.triage import Case, Level, Told, apart_until, triage
from rasa_project.advice.triage import next_question as next_in_triage
from rasa_project.dialogue.consultation_questions import asked_as
from rasa_project.dialogue.conversation import Conversation, Episode, Person, Said
from rasa_project.dialogue.dates_in_words import by_day_kk, by_day_ru, day_kk, day_ru, until_day_kk, until_day_ru
from rasa_project.dialogue.people_facts import ADULT_MONTHS, FEVER_FROM, is_grown_up, months_of
from rasa_project.dialogue.plans import Gaps, child_of
from rasa_project.dialogue.shareable import contact_key

_BANDS: Final = {
    "under_3_months": 1, "under_6_months": 4, "under_1_year": 9, "child": 72, "young_adult": 300, "adult": 400,
}  # fmt: skip
_OLD: Final = frozenset({"father_in_law", "grandfather", "grandmother", "mother_in_law"})
#: From this age in months a girl may be pregnant.
_GIRL_FROM: Final = 12 * 12
_A_YEAR: Final = 12
#: Signs that have a question of their own.
_SEPARATE: Final = frozenset({"fever", "rash"})
#: What a parent may tell of all children at once.
SHARED: Final = frozenset({"when", "contact"})
_ASK: Final = "utter_ask_consultation_form_"
#: A first day at home that lies farther back is not named: by then it is too late whichever it was.
_NEAR_DAYS: Final = 8


def age_of(person: Person, today: date) -> int | None:
    """Completed months as told, or of the band that was tapped; who is pregnant or grown up is no small child."""
    age = months_of(person, today)
    age = age if age is not None else _BANDS.get(person.age_band or "")
    if age is None and person.kin in _OLD:
        return _BANDS["adult"]
    if age is None and (person.kind in {"writer", "grown_up"}):
        return _BANDS["young_adult"]
    if person.risk == "pregnant" and (age is None or age < _GIRL_FROM):
        return _BANDS["young_adult"]
    return age


def case_of(person: Person, today: date) -> Case:
    """The person as triage sees one."""
    fever = _as_told(person.fever)
    if fever is None and (person.temperature or 0) >= FEVER_FROM:
        fever = Told.YES
    return Case(
        age_months=age_of(person, today),
        signs=person.signs - _SEPARATE,
        danger=_as_told(person.danger),
        fever=fever or (Told.YES if "fever" in person.signs else None),
        rash=_as_told(person.rash) or (Told.YES if "rash" in person.signs else None),
        contact=_as_told(person.contact) or (Told.YES if person.confirmed else None),
        risk=person.risk,
        fever_days=_days_since(person.fever_since, today),
        rash_days=_days_since(person.rash_since, today),
        doses=_counted(person, today),
        unanswered=person.unanswered,
    )


def exposure_of(person: Person, today: date) -> Exposure:
    """The person as the rules after a contact see one."""
    days = _days_since(person.contact_on, today)
    age = age_of(person, today)
    is_boy = person.sex == "m" and age is not None and age < ADULT_MONTHS  # from 12 years on a pregnancy is asked for
    return Exposure(
        days_ago=days if days is not None else person.contact_days,
        age_months=age,
        risk=person.risk or ("none" if is_boy else None),
        doses=_counted(person, today),
        unanswered=person.unanswered,
        lives_with=bool(person.lives_with),
        patient_days=_days_since(person.patient_rash or person.patient_ill, today),
        last_days=_days_since(person.contact_last, today),
    )


def next_question(episode: Episode, person: Person, today: date) -> str | None:
    """The open question whose answer can still change the advice, or ``None``."""
    if _had_it(episode, person):
        return None
    if episode.kind == "contact":
        return next_after_contact(exposure_of(person, today), knowledge().exposure)
    return next_in_triage(case_of(person, today), knowledge().triage)


def asked(episode: Episode, question: str, person: Person, today: date, *, puts: int) -> Said:
    """The question as a response, after it was put ``puts`` times."""
    is_contact = episode.kind == "contact"
    exposure = exposure_of(person, today)
    name = asked_as(
        question,
        exposure.age_months,
        own=is_own(person, today),
        contact=is_contact,
        lives_with=bool(person.lives_with),
        no_dose=is_contact and cannot_be_vaccinated(exposure, knowledge().exposure),
        puts=puts,
        is_for_today=not is_contact and is_for_today(case_of(person, today)),
    )
    return Said(f"{_ASK}{name}")


#: First advice for one whose age or doses are told.
PERSONAL_OPENINGS: Final = frozenset(
    {"utter_exposure_begin_infant", "utter_exposure_begin_no_dose", "utter_exposure_begin_vaccinated"}
)


def begun(person: Person, today: date) -> Said:
    """The first advice after a contact: by what is known of the person, and whether the 72 hours have passed."""
    exposure, rules = exposure_of(person, today), knowledge().exposure
    is_known_well, months = person.risk in {None, "none"}, exposure.age_months
    if person.vaccinated and is_known_well:
        return Said("utter_exposure_begin_vaccinated")
    if (first_day(exposure, rules) or 0) > rules.vaccine_within_days:
        return Said("utter_exposure_begin_late")
    if months is not None and is_known_well:
        if rules.vaccine_from_months <= months < _A_YEAR:
            return Said("utter_exposure_begin_infant")
        if _A_YEAR <= months < ADULT_MONTHS and person.doses == 0:
            return Said("utter_exposure_begin_no_dose")
    return Said("utter_exposure_begin")


def with_shared_day(conversation: Conversation, people: Sequence[int]) -> Conversation:
    """The day of the contact of one of the episode is also that of those who joined it later."""
    conversation = _with_patient_rash(conversation, people)
    some = [one for one in map(conversation.person, people) if one is not None]
    source = next((one for one in some if _is_dated(one)), None)
    if source is None:
        return conversation
    for one in some:
        if not _is_dated(one) and not one.confirmed and one.contact != "no":
            conversation = conversation.with_person(one.met_with(source))
    return conversation


def _with_patient_rash(conversation: Conversation, people: Sequence[int]) -> Conversation:
    """«У старшего сыпь вчера вышла» of the patient of the house is since when those who live with him have met him."""
    ill = [one for one in conversation.people if one.id not in people and one.rash_since is not None]
    for one in map(conversation.person, people if ill else ()):
        if one is not None and one.lives_with and one.patient_rash is None:
            conversation = conversation.with_person(one.living_with(ill[0]))
    return conversation


def _is_dated(one: Person) -> bool:
    """Whether it is known since when the person has met the patient."""
    return any(day is not None for day in (one.contact_on, one.contact_days, one.patient_rash, one.patient_ill))


def result(episode: Episode, person: Person, today: date) -> Said:
    """The advice as a response; what is not known counts as the worse case."""
    if _had_it(episode, person):
        return Said("utter_ask_exposure/had_measles")
    return said_exposure(person, today) if episode.kind == "contact" else said_triage(person, today)


def _had_it(episode: Episode, person: Person) -> bool:
    """Whether somebody who met a patient had measles himself, and is not at risk."""
    return episode.kind == "contact" and bool(person.had_measles) and person.risk in {None, "none"}


def is_for_today(case: Case) -> bool:
    """Whether what is known asks for a doctor today, whatever else is told but a danger sign."""
    return triage(replace(case, danger=Told.NO), knowledge().triage).level is Level.DOCTOR_TODAY


def is_own(person: Person, today: date) -> bool:
    """Whether the writer speaks of herself, and is spoken to."""
    return person.kind == "writer" and (months_of(person, today) or ADULT_MONTHS) >= _GIRL_FROM


def said_triage(person: Person, today: date) -> Said:
    """How soon whom, and why; a danger sign has the emergency's own answer."""
    case = case_of(person, today)
    found = triage(case, knowledge().triage)
    if found.level is Level.EMERGENCY and person.danger == "yes":
        return Said("utter_report_emergency")
    own = "_own" if is_own(person, today) and found.level is not Level.EMERGENCY else ""
    gaps: Gaps = {"why": (found.why.kk, found.why.ru), "apart": _apart(case, today)}
    return Said(f"utter_triage_{found.level.name.lower()}{own}", gaps)


def is_emergency(person: Person, today: date) -> bool:
    """Whether what was told of the person asks for 103 (``triage.yml``)."""
    case = replace(case_of(person, today), unanswered=frozenset())
    return triage(case, knowledge().triage).level is Level.EMERGENCY


def said_exposure(person: Person, today: date) -> Said:
    """What still helps after the contact, and until when to watch."""
    rules = knowledge().exposure
    exposure = exposure_of(person, today)
    advice = exposure_advice(exposure, rules, today)
    act, watch, words = advice.act_until, advice.watch_until, rules.words
    is_child = not is_grown_up(person, today)
    gaps: Gaps = {
        "until": (by_day_kk(act, today), by_day_ru(act, today)) if act else (words.soon.kk, words.soon.ru),
        "watch": (
            (words.watch.kk.format(day=until_day_kk(watch)), words.watch.ru.format(day=until_day_ru(watch)))
            if watch
            else (words.watch_unknown.kk, words.watch_unknown.ru)
        ),
        "nursery": (f" {words.nursery.kk}", f" {words.nursery.ru}") if is_child else ("", ""),
        "home": _home(exposure, advice.step, today),
        "weak": (f" {words.weak.kk}", f" {words.weak.ru}") if is_child and person.risk is None else ("", ""),
    }
    key = contact_key(exposure, advice, today)
    return Said(f"utter_exposure_{advice.step.value}", gaps, share=(key,) if key is not None else ())


def _home(exposure: Exposure, step: Step, today: date) -> tuple[str, str]:
    """From which day is counted where they live with the patient, and that a baby's dose may be late; or nothing."""
    rules = knowledge().exposure
    days = first_day(exposure, rules)
    said: list[tuple[str, str]] = []
    if exposure.lives_with and exposure.patient_days is not None and days is not None and days <= _NEAR_DAYS:
        day, words = today - timedelta(days=int(days)), rules.words.home
        said.append((words.kk.format(day=day_kk(day)), words.ru.format(day=day_ru(day))))
    is_infant = (exposure.age_months or 0) >= rules.vaccine_from_months
    if exposure.lives_with and step is Step.BABY_TODAY and is_infant:
        said.append((rules.words.home_late.kk, rules.words.home_late.ru))
    return "".join(f" {kk}" for kk, _ in said), "".join(f" {ru}" for _, ru in said)


def days_of_contact(person: Person, today: date) -> Gaps:
    """``act_until`` and ``watch_until`` in words, for answers that name them; empty where they are not known."""
    advice = exposure_advice(exposure_of(person, today), knowledge().exposure, today)
    gaps: Gaps = {}
    if advice.act_until:
        gaps["act_until"] = (by_day_kk(advice.act_until, today), by_day_ru(advice.act_until, today))
    if advice.watch_until:
        gaps["watch_until"] = (until_day_kk(advice.watch_until), until_day_ru(advice.watch_until))
    return gaps


def apart_in_words(person: Person, today: date) -> tuple[str, str]:
    """Until when the person stays apart, should it be measles; empty where the day of the rash is not known."""
    return _apart(case_of(person, today), today)


def _counted(person: Person, today: date) -> int | None:
    """The doses that protect: none before 12 months does."""
    child = child_of(person)
    age = age_of(person, today)
    if child.age_on(today) != age:
        child = replace(child, age_months=age, born=None)
    return counted_doses(child, knowledge().calendar, today)


def _apart(case: Case, today: date) -> tuple[str, str]:
    """Until when to stay apart, should the doctor find measles; empty where the day of the rash is not known."""
    until = apart_until(case, knowledge().triage, today)
    if until is None:
        return "", ""
    words = knowledge().triage.apart.words
    return " " + words.kk.format(until=until_day_kk(until)), " " + words.ru.format(until=until_day_ru(until))


def _days_since(day: str | None, today: date) -> float | None:
    return None if day is None else float(max(0, (today - date.fromisoformat(day)).days))


def _as_told(value: object) -> Told | None:
    return Told(value) if value in {"yes", "no", "unknown"} else None
