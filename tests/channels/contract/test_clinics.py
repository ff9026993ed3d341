"""The schedule and the advice after a contact over HTTP: what is computed, for which keys, in which language."""

from __future__ import annotations

import json
from typing import Any

import pytest

from rasa_project import clock
from rasa_project.channels.rest.clinic_bodies import RISKS
from rasa_project.security.key_file import KeyFile
from rasa_project.security.keys import Wish, create
from scripts.api_description import description
from tests.channels.contract.served import EXPOSURE, PATH, QUESTION, SCHEDULE, Served, is_problem

CHILD = {"birth_date": "2025-03-10", "doses": [{"date": "2026-03-15"}], "today": "2026-11-30"}
MET = {"contact_date": "2026-11-29", "birth_date": "2023-05-01", "doses": [], "today": "2026-11-30"}


def asked(clinic: Served, path: str, body: dict[str, Any], **headers: str) -> dict[str, Any]:
    answer = clinic.call("POST", path, body, **headers)
    assert answer.status == 200
    assert answer.headers["content-language"] == answer.json["language"]
    found: dict[str, Any] = answer.json
    return found


def test_a_schedule_has_days_reasons_and_sources(clinic: Served) -> None:
    found = asked(clinic, SCHEDULE, CHILD, Accept_Language="ru")
    assert (found["step"], found["status"], found["dose"]) == ("second_later", "not_yet", 2)
    assert (found["due"], found["overdue"]) == (False, False)
    assert (found["from"], found["until"]) == ("2031-03-10", "2032-03-09")
    assert found["doses"][0]["made_up_until"] == "2043-03-09"
    assert found["given"] == [{"earliest": "2026-03-15", "latest": "2026-03-15", "counts": True, "why": None}]
    assert found["reasons"] == [{"code": "second_by_calendar", "text": "вторую прививку по календарю делают в 6 лет"}]
    assert {"L1", "K13", "advisory"} <= {one["id"] for one in found["sources"]}


def test_an_exposure_has_days_urgency_reasons_and_sources(clinic: Served) -> None:
    found = asked(clinic, EXPOSURE, MET)
    assert (found["step"], found["level"], found["language"]) == ("vaccine_now", "doctor_today", "kk")
    days = [found[name] for name in ("first_day", "vaccine_until", "immunoglobulin_until", "watch_until")]
    assert days == ["2026-11-29", "2026-12-02", None, "2026-12-20"]
    assert [one["code"] for one in found["reasons"]] == ["vaccine_72h", "watch_21d"]
    assert found["unknown"] == []
    assert "K13" in {one["id"] for one in found["sources"]}


@pytest.mark.parametrize(
    ("body", "step", "level", "unknown"),
    [
        ({"contact_date": "2026-11-29"}, "unclear_today", "doctor_today", ["birth_date", "risk", "doses"]),
        ({"contact_date": "2026-11-29", "age_months": 36}, "vaccine_now", "doctor_today", ["doses"]),
        ({"contact_date": "2026-11-29", "age_months": 36, "doses": [{"age_months": 12}, {"age_months": 30}]},
         "protected", "call_clinic", []),
        ({"contact_date": "2026-11-29", "age_months": 36, "doses": [{"age_months": 12}, {"age_months": 13}]},
         "one_dose", "doctor_today", []),
        ({"contact_date": "2026-11-29", "age_months": 36, "doses": [{"age_months": 9}]}, "vaccine_now", "doctor_today",
         []),
        ({"contact_date": "2026-11-29", "birth_date": "1996-05-01", "risk": "pregnant"}, "pregnant_today",
         "doctor_today", []),
        ({"contact_date": "2026-11-01", "age_months": 36}, "watch_over", "none", []),
        ({"lives_with_patient": True, "patient_rash_date": "2026-11-30", "age_months": 8}, "baby_today",
         "doctor_today", []),
        ({"contact_date": "2026-11-24", "last_contact_date": "2026-11-30", "age_months": 36, "doses": []}, "late",
         "call_clinic", []),
    ],
)  # fmt: skip
def test_contacts(clinic: Served, body: dict[str, Any], step: str, level: str, unknown: list[str]) -> None:
    found = asked(clinic, EXPOSURE, {**body, "today": "2026-11-30"})
    assert (found["step"], found["level"], found["unknown"]) == (step, level, unknown)


def test_today_is_the_districts_where_none_is_told(clinic: Served) -> None:
    before = clock.today()
    found = asked(clinic, SCHEDULE, {"birth_date": "2025-03-10"})
    assert found["today"] in {before.isoformat(), clock.today().isoformat()}
    assert (found["status"], found["given"], found["doses"]) == ("doses_unknown", None, [])


@pytest.mark.parametrize(
    ("header", "language"), [("ru-RU, en;q=0.5", "ru"), ("kk", "kk"), ("en", "kk"), ("en, ru;q=0.1", "ru"), ("", "kk")]
)
def test_texts_are_in_the_language_of_the_header(clinic: Served, header: str, language: str) -> None:
    assert asked(clinic, SCHEDULE, CHILD, Accept_Language=header)["language"] == language


def test_what_cannot_be_is_named_with_its_place_code_and_what_to_mend(clinic: Served) -> None:
    answer = clinic.call("POST", SCHEDULE, {**CHILD, "doses": [{"date": "2026-02-29"}]}, Accept_Language="ru")
    assert is_problem(answer, 422, "facts")
    (fault,) = answer.json["errors"]
    assert (fault["pointer"], fault["code"]) == ("/doses/0/date", "no-such-day")
    assert "2026 is no leap year" in fault["detail"]
    assert "ГГГГ-ММ-ДД" in answer.json["detail"]


@pytest.mark.parametrize("path", [SCHEDULE, EXPOSURE])
@pytest.mark.parametrize(
    ("body", "status", "name"),
    [
        (b"hello", 400, "not-json"), (b"[]", 422, "invalid"), (b'{"today":"2026-11-30","today":"x"}', 422, "invalid"),
        (b'{"birth_date":NaN}', 400, "not-json"), (b"x" * 20_000, 413, "too-large"), (b"[" * 9_000, 400, "not-json"),
    ],
)  # fmt: skip
def test_bodies_that_are_none(clinic: Served, path: str, body: bytes, status: int, name: str) -> None:
    assert is_problem(clinic.call("POST", path, body), status, name)


@pytest.mark.parametrize("path", [SCHEDULE, EXPOSURE])
def test_nothing_is_heard_or_stored(clinic: Served, path: str) -> None:
    heard = len(clinic.bot.heard)
    asked(clinic, path, CHILD if path == SCHEDULE else MET)
    assert len(clinic.bot.heard) == heard


def test_a_key_of_its_scope_or_for_messages_may_ask_and_no_other(clinic: Served) -> None:
    file = KeyFile(clinic.folder / "keys.json")
    for name, scopes, status in (
        ("computes", ("schedule",), 200), ("counts", ("metrics",), 403), ("both", ("metrics", "schedule"), 200),
    ):  # fmt: skip
        key = f"Bearer {create(file, name, Wish(scopes=scopes))}"
        for path, body in ((SCHEDULE, CHILD), (EXPOSURE, MET)):
            answer = clinic.call("POST", path, body, Authorization=key)
            assert answer.status == status
            if status == 403:
                assert is_problem(answer, 403, "scope")
                assert 'scope="schedule"' in answer.headers["www-authenticate"]
        told = clinic.call("POST", PATH, QUESTION, Authorization=key)
        assert is_problem(told, 403, "scope")


def test_a_key_has_its_rate_here_too(clinic: Served) -> None:
    key = create(KeyFile(clinic.folder / "keys.json"), "hurried", Wish(rate="2/hour", scopes=("schedule",)))
    seen = [clinic.call("POST", SCHEDULE, CHILD, Authorization=f"Bearer {key}").status for _ in range(3)]
    assert seen == [200, 200, 429]


def test_the_document_names_every_risk_step_and_code(clinic: Served) -> None:
    schemas = description()["components"]["schemas"]
    assert [one for one in schemas["ContactFacts"]["properties"]["risk"]["enum"] if one] == list(RISKS)
    text = json.dumps(schemas)
    from rasa_project.advice import calendar, exposure, schedule

    steps = {one.value for one in calendar.Step} - {
        "one_dose",
        "which_month",
        "general",
    }  # the birth date is known here
    assert set(schemas["Schedule"]["properties"]["step"]["enum"]) == steps
    assert tuple(schemas["Schedule"]["properties"]["status"]["enum"]) == schedule.STATUSES
    assert set(schemas["AfterContact"]["properties"]["step"]["enum"]) == {one.value for one in exposure.Step}
    assert "made_up_until" in text
