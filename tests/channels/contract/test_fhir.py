"""The computed answers as FHIR R4: valid by a library of the standard's models, and true to the JSON."""

from __future__ import annotations

from typing import Any

import pytest
from fhir.resources.immunizationrecommendation import ImmunizationRecommendation
from hypothesis import given
from hypothesis import strategies as st

from rasa_project.channels.rest.fhir import MEDIA_TYPE, wants_fhir
from tests.channels.contract.served import EXPOSURE, SCHEDULE, Served, is_problem

TODAY = "2026-11-30"
STATUS = "http://terminology.hl7.org/CodeSystem/immunization-recommendation-status"
CHILDREN = [
    ({"birth_date": "2026-03-10", "doses": []}, ["not_yet", "not_yet"]),
    ({"birth_date": "2025-08-01", "doses": []}, ["due", "not_yet"]),
    ({"birth_date": "2025-03-10", "doses": []}, ["overdue", "not_yet"]),
    ({"birth_date": "2023-05-01", "doses": [{"date": "2024-05-10"}]}, ["not_yet"]),
    ({"birth_date": "2019-11-30", "doses": [{"date": "2021-12-10"}]}, ["overdue"]),
    ({"birth_date": "2018-05-01", "doses": [{"age_months": 12}, {"age_months": 72}]}, ["complete"]),
    ({"birth_date": "2022-05-01", "doses": [{"date": "2023-05-10"}, {"date": "2023-06-10"}]}, ["clinic_decides"]),
    ({"birth_date": "2000-05-01", "doses": []}, ["doctor_decides"]),
    ({"birth_date": "2020-05-01"}, ["doses_unknown"]),
]
CONTACTS = [
    ({"contact_date": "2026-11-29", "age_months": 36, "doses": []}, "due", {"59777-3": "2026-12-02"}),
    ({"contact_date": "2026-11-29", "age_months": 36, "doses": [{"age_months": 12}]}, "doctor_decides",
     {"59777-3": "2026-12-02"}),
    ({"contact_date": "2026-11-29", "age_months": 300, "risk": "pregnant"}, "contraindicated",
     {"immunoglobulin_until": "2026-12-05"}),
    ({"contact_date": "2026-11-29", "age_months": 72, "risk": "weak_immunity"}, "contraindicated", {}),
    ({"contact_date": "2026-11-29", "age_months": 3}, "doctor_decides", {"watch_until": "2026-12-20"}),
    ({"contact_date": "2026-11-20", "age_months": 36, "doses": []}, "clinic_decides", {"watch_until": "2026-12-11"}),
    ({"contact_date": "2026-11-29", "age_months": 84, "doses": [{"age_months": 12}, {"age_months": 72}]}, "complete",
     {}),
    ({"contact_date": "2026-11-01", "age_months": 36}, "watch_over", {}),
]  # fmt: skip


def resource(clinic: Served, path: str, body: dict[str, Any], **headers: str) -> dict[str, Any]:
    answer = clinic.call("POST", path, {**body, "today": TODAY}, Accept=MEDIA_TYPE, **headers)
    assert (answer.status, answer.headers["content-type"]) == (200, MEDIA_TYPE)
    assert answer.headers["content-language"] == answer.json["language"]
    parsed = ImmunizationRecommendation.parse_obj(answer.json)  # refuses what the standard does not know
    assert parsed.resource_type == "ImmunizationRecommendation"
    found: dict[str, Any] = answer.json
    return found


def status_of(one: dict[str, Any]) -> str:
    """The status; a coding stands only where the standard has that code."""
    status = one["forecastStatus"]
    has_code = status["text"] in {"due", "overdue", "complete", "contraindicated", "immune"}
    assert [(code["system"], code["code"]) for code in status.get("coding", [])] == (
        [(STATUS, status["text"])] if has_code else []
    )
    return str(status["text"])


def criteria(one: dict[str, Any]) -> dict[str, str]:
    found = {}
    for criterion in one.get("dateCriterion", []):
        code = criterion["code"]
        found[code["coding"][0]["code"] if "coding" in code else code["text"]] = criterion["value"]
    return found


@pytest.mark.parametrize(("child", "statuses"), CHILDREN)
def test_a_schedule_is_a_valid_resource_and_says_the_same(
    clinic: Served, child: dict[str, Any], statuses: list[str]
) -> None:
    found = resource(clinic, SCHEDULE, child)
    plain = clinic.call("POST", SCHEDULE, {**child, "today": TODAY}).json
    assert found["date"] == TODAY
    assert [status_of(one) for one in found["recommendation"]] == statuses
    for one, dose in zip(found["recommendation"], plain["doses"]):
        days = criteria(one)
        assert (days["30981-5"], days["30980-7"]) == (dose["from"], dose["from"])
        assert days["59778-1"] > dose["until"]
        assert days["59777-3"] == dose["made_up_until"]
        assert (one["doseNumberPositiveInt"], one["seriesDosesPositiveInt"]) == (dose["dose"], 2)
    first = found["recommendation"][0]
    assert first["vaccineCode"][0]["coding"][0]["code"] == "03"
    assert first["targetDisease"]["coding"][0]["code"] == "14189004"
    reasons = [(one["coding"][0]["code"], one["text"]) for one in first["forecastReason"]]
    assert reasons == [(one["code"], one["text"]) for one in plain["reasons"]]


@pytest.mark.parametrize(("met", "status", "days"), CONTACTS)
def test_the_advice_after_a_contact_is_a_valid_resource(
    clinic: Served, met: dict[str, Any], status: str, days: dict[str, str]
) -> None:
    (one,) = resource(clinic, EXPOSURE, met)["recommendation"]
    assert status_of(one) == status
    assert days.items() <= criteria(one).items()
    assert ("59777-3" in criteria(one)) is bool(
        clinic.call("POST", EXPOSURE, {**met, "today": TODAY}).json["vaccine_until"]
    )


def test_the_patient_is_the_callers_own_or_masked(clinic: Served) -> None:
    child = {"birth_date": "2025-03-10", "doses": []}
    assert resource(clinic, SCHEDULE, {**child, "patient": "Patient/a-1"})["patient"] == {"reference": "Patient/a-1"}
    far = "https://clinic.example/fhir/Patient/17"
    assert resource(clinic, SCHEDULE, {**child, "patient": far})["patient"] == {"reference": far}
    masked = resource(clinic, SCHEDULE, child)["patient"]
    assert masked["extension"][0]["valueCode"] == "masked"
    plain = clinic.call("POST", SCHEDULE, {**child, "patient": "Patient/a-1"})
    assert "Patient/a-1" not in plain.body.decode()


@pytest.mark.parametrize(
    "patient", ["", "Anna Ivanova", "Patient/", "Patient/a b", "Patient/" + "a" * 65, 17, "Group/1"]
)
def test_a_patient_that_is_no_reference_is_a_fault(clinic: Served, patient: object) -> None:
    answer = clinic.call("POST", SCHEDULE, {"birth_date": "2025-03-10", "patient": patient}, Accept=MEDIA_TYPE)
    assert is_problem(answer, 422, "facts")
    assert [one["code"] for one in answer.json["errors"]] == ["not-a-reference"]


def test_what_the_standard_does_not_know_would_be_seen(clinic: Served) -> None:
    found = resource(clinic, SCHEDULE, {"birth_date": "2025-03-10", "doses": []})
    for wrong in ({"recommended": []}, {"date": "soon"}, {"patient": "Patient/1"}):
        with pytest.raises(ValueError, match="validation error"):
            ImmunizationRecommendation.parse_obj({**found, **wrong})


def test_texts_are_in_the_language_of_the_header(clinic: Served) -> None:
    found = resource(clinic, SCHEDULE, {"birth_date": "2025-03-10", "doses": []}, Accept_Language="ru")
    assert found["language"] == "ru"
    assert "по календарю" in found["recommendation"][0]["forecastReason"][0]["text"]


@pytest.mark.parametrize(
    ("accept", "wanted"),
    [
        ("application/fhir+json", True), ("application/fhir+json; fhirVersion=4.0", True),
        ("APPLICATION/FHIR+JSON", True),
        ("application/fhir+json, application/json;q=0.9", True),
        ("application/json, application/fhir+json;q=0.5", False),
        ("application/fhir+json;q=0", False), ("application/fhir+json;q=x", False), ("application/json", False),
        ("*/*", False), ("", False), ("application/fhir+xml", False), ("application/fhir+json;q=1.0.0", False),
    ],
)  # fmt: skip
def test_what_accept_asks_for(accept: str, wanted: bool) -> None:
    assert wants_fhir(accept) is wanted


@given(st.text(max_size=200))
def test_any_accept_is_read(accept: str) -> None:
    assert wants_fhir(accept) in {True, False}
