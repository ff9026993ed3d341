"""The computed answers as FHIR R4 ``ImmunizationRecommendation``, for callers whose ``Accept`` asks for it.

Codes: CVX 03 (MMR; CDC), SNOMED CT 14189004 (measles; in FHIR's value set of target diseases), LOINC of FHIR's date
criteria, and FHIR's forecast statuses. Where those have no code that is true (a dose that is not due yet, a decision of
the doctor's), the concept has a text alone, as in the specification's own examples (docs/decisions/0118).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

MEDIA_TYPE: Final = "application/fhir+json"

_STATUS: Final = "http://terminology.hl7.org/CodeSystem/immunization-recommendation-status"
#: Our statuses that FHIR has a code for.
_STATUSES: Final = {
    "due": "Due", "overdue": "Overdue", "complete": "Complete", "contraindicated": "Contraindicated",
}  # fmt: skip
#: What the vaccine is after a contact, by the step; elsewhere the doctor decides.
_AFTER_CONTACT: Final = {
    "vaccine_now": "due",
    "pregnant_today": "contraindicated",
    "weak_today": "contraindicated",
    "protected": "complete",
    "late": "clinic_decides",
    "watch_over": "watch_over",
}
_VACCINE: Final = {"system": "http://hl7.org/fhir/sid/cvx", "code": "03", "display": "MMR"}
_DISEASE: Final = {"system": "http://snomed.info/sct", "code": "14189004", "display": "Measles"}
_REASON: Final = "urn:measles-assistant:reason"
_LOINC: Final = "http://loinc.org"
_EARLIEST: Final = ("30981-5", "Earliest date to give")
_DUE: Final = ("30980-7", "Date vaccine due")
_LATEST: Final = ("59777-3", "Latest date to give immunization")
_OVERDUE: Final = ("59778-1", "Date when overdue for immunization")
_SERIES: Final = 2
_NOBODY: Final = {
    "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason", "valueCode": "masked"}]
}


def wants_fhir(accept: str) -> bool:
    """Whether the header ``Accept`` names FHIR's JSON, and no JSON that is wanted more."""
    weights: dict[str, float] = {}
    for entry in accept[:500].split(","):
        kind, *parameters = (part.strip().lower() for part in entry.split(";"))
        told = next((one.removeprefix("q=") for one in parameters if one.startswith("q=")), "1")
        weights[kind] = float(told) if told.replace(".", "", 1).isdecimal() and len(told) < 6 else 0.0
    fhir = weights.get(MEDIA_TYPE, 0.0)
    return fhir > 0 and fhir >= weights.get("application/json", 0.0)


def schedule_resource(answer: Mapping[str, Any], patient: str | None) -> dict[str, Any]:
    """A schedule (:func:`rasa_project.channels.rest.clinics.scheduled`) as a resource, one recommendation a dose."""
    reasons = _reasons(answer)
    doses = [_of_dose(dose, answer["status"] if not place else "not_yet", reasons if not place else [])
             for place, dose in enumerate(answer["doses"])]  # fmt: skip
    return _resource(answer, patient, doses or [_recommendation(answer["status"], reasons, [])])


def exposure_resource(answer: Mapping[str, Any], patient: str | None) -> dict[str, Any]:
    """The advice after a contact (:func:`rasa_project.channels.rest.clinics.after_exposure`) as a resource."""
    until = answer["vaccine_until"]
    criteria = [] if until is None else [_at(_EARLIEST, answer["today"]), _at(_LATEST, until)]
    for name in ("immunoglobulin_until", "watch_until"):
        if answer[name] is not None:
            criteria.append({"code": {"text": name}, "value": answer[name]})
    status = _AFTER_CONTACT.get(answer["step"], "doctor_decides")
    return _resource(answer, patient, [_recommendation(status, _reasons(answer), criteria)])


def _of_dose(dose: Mapping[str, Any], status: str, reasons: list[dict[str, Any]]) -> dict[str, Any]:
    late = (date.fromisoformat(dose["until"]) + timedelta(days=1)).isoformat()
    criteria = [
        _at(_EARLIEST, dose["from"]), _at(_DUE, dose["from"]), _at(_OVERDUE, late), _at(_LATEST, dose["made_up_until"]),
    ]  # fmt: skip
    numbers = {"doseNumberPositiveInt": dose["dose"], "seriesDosesPositiveInt": _SERIES}
    return {**_recommendation(status, reasons, criteria), **numbers}


def _recommendation(status: str, reasons: list[dict[str, Any]], criteria: list[dict[str, Any]]) -> dict[str, Any]:
    coding = [{"system": _STATUS, "code": status, "display": _STATUSES[status]}] if status in _STATUSES else []
    return {
        "vaccineCode": [{"coding": [_VACCINE]}],
        "targetDisease": {"coding": [_DISEASE]},
        "forecastStatus": {**({"coding": coding} if coding else {}), "text": status},
        **({"forecastReason": reasons} if reasons else {}),
        **({"dateCriterion": criteria} if criteria else {}),
    }


def _resource(answer: Mapping[str, Any], patient: str | None, recommendations: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "resourceType": "ImmunizationRecommendation",
        "language": answer["language"],
        "patient": _NOBODY if patient is None else {"reference": patient},
        "date": answer["today"],
        "recommendation": recommendations,
    }


def _reasons(answer: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [{"coding": [{"system": _REASON, "code": one["code"]}], "text": one["text"]} for one in answer["reasons"]]


def _at(criterion: tuple[str, str], day: str) -> dict[str, Any]:
    code, display = criterion
    return {"code": {"coding": [{"system": _LOINC, "code": code, "display": display}]}, "value": day}
