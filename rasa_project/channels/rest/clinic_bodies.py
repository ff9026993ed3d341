"""Bodies of the calls that compute for clinics: a child's birth and doses; a person who met a patient."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from rasa_project.advice.ages import age_in_months
from rasa_project.advice.dose_history import Given
from rasa_project.channels.rest.facts import Members

RISKS: Final = ("none", "pregnant", "weak_immunity", "unknown")
#: Younger is no pregnancy but a mistake, in months.
_PREGNANT_FROM: Final = 8 * 12

_REFERENCE: Final = re.compile(r"(https?://[!-~]+/)?Patient/[A-Za-z0-9.-]{1,64}")
_MOST_REFERENCE: Final = 250

_OF_SCHEDULE: Final = ("birth_date", "doses", "today", "patient")
_OF_EXPOSURE: Final = (
    "contact_date", "last_contact_date", "birth_date", "age_months", "doses", "risk", "lives_with_patient",
    "patient_rash_date", "today", "patient",
)  # fmt: skip


@dataclass(frozen=True)
class ScheduleRequest:
    """One child on one day.

    Attributes:
        born: day of birth.
        doses: measles doses had, as sent; ``None`` where nobody knows.
        today: the day that is asked for.
        patient: the caller's own FHIR reference, given back in a FHIR answer and kept nowhere.
    """

    born: date
    doses: tuple[Given, ...] | None
    today: date
    patient: str | None = None


@dataclass(frozen=True)
class ExposureRequest:
    """One person who met a patient, or lives with one; ``None`` where it was not told."""

    contact: date | None
    last_contact: date | None
    born: date | None
    age_months: int | None
    doses: tuple[Given, ...] | None
    doses_at_ages: tuple[int, ...] | None
    risk: str | None
    lives_with: bool
    patient_rash: date | None
    today: date
    patient: str | None = None


def read_schedule(said: Mapping[str, Any], today: date) -> ScheduleRequest:
    """The child in an object.

    Args:
        said: the body.
        today: the day in the district, where the body names none.

    Raises:
        Refusal: 422, with ``errors``.
    """
    members = Members(said, _OF_SCHEDULE, today)
    if members.get("birth_date") is None:
        members.fault("/birth_date", "missing", "is needed, as YYYY-MM-DD")
    born = members.birth()
    doses = None if born is None else members.given(born)
    patient = _patient(members)
    members.raise_faults()
    assert born is not None  # noqa: S101 (else a fault was raised)
    return ScheduleRequest(born, doses, members.today, patient)


def read_exposure(said: Mapping[str, Any], today: date) -> ExposureRequest:
    """The person who met a patient, in an object.

    Args:
        said: the body.
        today: the day in the district, where the body names none.

    Raises:
        Refusal: 422, with ``errors``.
    """
    members = Members(said, _OF_EXPOSURE, today)
    born, age = members.birth(), _age(members)
    contact, last = members.past_day("contact_date", "contact"), members.past_day("last_contact_date", "contact")
    lives_with, rash = _yes_or_no(members, "lives_with_patient"), members.past_day("patient_rash_date", "rash")
    _check_contact(members, born, contact, last, lives_with=lives_with, rash=rash)
    doses, at_ages = _doses(members, born, age)
    risk = _risk(members, age if born is None else age_in_months(born, members.today))
    patient = _patient(members)
    members.raise_faults()
    return ExposureRequest(contact, last, born, age, doses, at_ages, risk, lives_with, rash, members.today, patient)


def _patient(members: Members) -> str | None:
    """A FHIR reference to a patient, such as ``Patient/17``."""
    told = members.get("patient")
    if told is None or (isinstance(told, str) and len(told) <= _MOST_REFERENCE and _REFERENCE.fullmatch(told)):
        return told
    members.fault("/patient", "not-a-reference", "must be a FHIR reference such as Patient/17")
    return None


def _age(members: Members) -> int | None:
    told = members.get("age_months")
    if told is None:
        return None
    if members.get("birth_date") is not None:
        members.fault("/age_months", "twice", "send birth_date or age_months, not both")
    return members.months("/age_months", told)


def _check_contact(
    members: Members, born: date | None, contact: date | None, last: date | None, *, lives_with: bool, rash: date | None
) -> None:
    is_told = members.get("contact_date") is not None
    if not is_told and not (lives_with and members.get("patient_rash_date") is not None):
        needed = "is needed, as YYYY-MM-DD; of who lives with the patient lives_with_patient and patient_rash_date do"
        members.fault("/contact_date", "missing", needed)
    if rash is not None and not lives_with:
        members.fault("/patient_rash_date", "not-together", "is used only with lives_with_patient: true")
    for name, day in (("contact_date", contact), ("last_contact_date", last)):
        if day is not None and born is not None and day < born:
            members.fault(f"/{name}", "contact-before-birth", f"{day} is before the birth on {born}: mend one of them")
    if last is not None and contact is not None and last < contact:
        members.fault("/last_contact_date", "before-first", f"{last} is before contact_date {contact}: mend one")
    if last is not None and lives_with:
        members.fault("/last_contact_date", "together", "is of no use with lives_with_patient: leave it out")


def _doses(
    members: Members, born: date | None, age: int | None
) -> tuple[tuple[Given, ...] | None, tuple[int, ...] | None]:
    """The doses with their days where the birth is known, else their ages."""
    if born is not None:
        return members.given(born), None
    told = members.doses()
    if told is None:
        return None, None
    ages = []
    for pointer, dose in told:
        if "date" in dose:
            if members.get("birth_date") is None:
                members.fault(f"{pointer}/date", "needs-birth-date", "send birth_date too, or age_months of the dose")
            continue
        months = members.months(f"{pointer}/age_months", dose["age_months"])
        if months is not None and age is not None and months > age:
            members.fault(f"{pointer}/age_months", "dose-in-future", f"at {months} months, but age_months is {age}")
        elif months is not None:
            ages.append(months)
    return None, tuple(sorted(ages))


def _risk(members: Members, age: int | None) -> str | None:
    told = members.get("risk")
    if told is None:
        return None
    if told not in RISKS:
        members.fault("/risk", "not-a-risk", f"must be one of {', '.join(RISKS)}")
        return None
    if told == "pregnant" and age is not None and age < _PREGNANT_FROM:
        members.fault("/risk", "risk-and-age", f"pregnant at an age of {age} months: mend one of them")
    return None if told == "unknown" else str(told)


def _yes_or_no(members: Members, name: str) -> bool:
    told = members.get(name)
    if told is not None and not isinstance(told, bool):
        members.fault(f"/{name}", "not-a-boolean", "must be true or false")
    return told is True
