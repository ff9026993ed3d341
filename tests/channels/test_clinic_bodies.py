"""Facts that clinics send: what can't be is named by its place, a code, and what to mend."""

from __future__ import annotations

import contextlib
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rasa_project.channels.refusals import Refusal
from rasa_project.channels.rest.clinic_bodies import read_exposure, read_schedule

TODAY = date(2026, 11, 30)
CHILD = {"birth_date": "2020-05-01"}
MET = {"contact_date": "2026-11-29"}


def faults(read: Any, said: dict[str, Any]) -> list[tuple[str, str]]:
    with pytest.raises(Refusal) as refused:
        read(said, TODAY)
    assert refused.value.name == "facts"
    errors = refused.value.members["errors"]
    assert all(error["detail"] for error in errors)
    return [(error["pointer"], error["code"]) for error in errors]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({}, [("/birth_date", "missing")]),
        ({"birth_date": None}, [("/birth_date", "missing")]),
        ({"birth_date": 20200501}, [("/birth_date", "not-a-date")]),
        ({"birth_date": "01.05.2020"}, [("/birth_date", "not-a-date")]),
        ({"birth_date": "2020-5-1"}, [("/birth_date", "not-a-date")]),
        ({"birth_date": "2020-05"}, [("/birth_date", "not-a-date")]),
        ({"birth_date": "٢٠٢٠-٠٥-٠١"}, [("/birth_date", "not-a-date")]),
        ({"birth_date": "2020-05-01T00:00:00"}, [("/birth_date", "not-a-date")]),
        ({"birth_date": "2025-02-29"}, [("/birth_date", "no-such-day")]),
        ({"birth_date": "2025-04-31"}, [("/birth_date", "no-such-day")]),
        ({"birth_date": "2025-13-01"}, [("/birth_date", "no-such-day")]),
        ({"birth_date": "0000-01-01"}, [("/birth_date", "no-such-day")]),
        ({"birth_date": "2026-12-01"}, [("/birth_date", "birth-in-future")]),
        ({"birth_date": "1900-01-01"}, [("/birth_date", "too-long-ago")]),
        ({**CHILD, "today": "2020-04-30"}, [("/birth_date", "birth-in-future")]),
        ({**CHILD, "today": "1999-12-31"}, [("/today", "out-of-range")]),
        ({**CHILD, "today": "9999-12-31"}, [("/today", "out-of-range")]),
        ({**CHILD, "today": "soon"}, [("/today", "not-a-date")]),
        ({**CHILD, "dose": []}, [("/dose", "unknown-member")]),
        ({**CHILD, "a/b~": 1}, [("/a~1b~0", "unknown-member")]),
        ({**CHILD, "\ud800": 1}, [("/\\ud800", "unknown-member")]),
        ({**CHILD, "doses": {}}, [("/doses", "not-a-list")]),
        ({**CHILD, "doses": [{"age_months": 12}] * 21}, [("/doses", "not-a-list")]),
        ({**CHILD, "doses": ["2021-05-01"]}, [("/doses/0", "not-a-dose")]),
        ({**CHILD, "doses": [{}]}, [("/doses/0", "not-a-dose")]),
        ({**CHILD, "doses": [{"date": "2021-05-01", "age_months": 12}]}, [("/doses/0", "not-a-dose")]),
        ({**CHILD, "doses": [{"date": None}]}, [("/doses/0/date", "not-a-date")]),
        ({**CHILD, "doses": [{"date": "2021-02-29"}]}, [("/doses/0/date", "no-such-day")]),
        ({**CHILD, "doses": [{"date": "2020-04-30"}]}, [("/doses/0/date", "dose-before-birth")]),
        ({**CHILD, "doses": [{"date": "2026-12-01"}]}, [("/doses/0/date", "dose-in-future")]),
        ({**CHILD, "doses": [{"date": "2021-05-01"}, {"date": "2021-05-01"}]}, [("/doses/1/date", "same-day")]),
        ({**CHILD, "doses": [{"age_months": 12.0}]}, [("/doses/0/age_months", "not-an-age")]),
        ({**CHILD, "doses": [{"age_months": True}]}, [("/doses/0/age_months", "not-an-age")]),
        ({**CHILD, "doses": [{"age_months": -1}]}, [("/doses/0/age_months", "not-an-age")]),
        ({**CHILD, "doses": [{"age_months": "12"}]}, [("/doses/0/age_months", "not-an-age")]),
        ({**CHILD, "doses": [{"age_months": 79}]}, [("/doses/0/age_months", "dose-in-future")]),
        (
            {"birth_date": "2020-02-30", "doses": [{"date": "x"}], "x": 1},
            [("/x", "unknown-member"), ("/birth_date", "no-such-day")],
        ),
    ],
)
def test_a_childs_facts(said: dict[str, Any], found: list[tuple[str, str]]) -> None:
    assert faults(read_schedule, said) == found


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({}, [("/contact_date", "missing")]),
        ({"lives_with_patient": True}, [("/contact_date", "missing")]),
        ({"patient_rash_date": "2026-11-29", **MET}, [("/patient_rash_date", "not-together")]),
        ({"contact_date": "2026-12-01"}, [("/contact_date", "contact-in-future")]),
        ({"contact_date": "2026-02-29"}, [("/contact_date", "no-such-day")]),
        ({**MET, "birth_date": "2026-11-30"}, [("/contact_date", "contact-before-birth")]),
        ({**MET, "last_contact_date": "2026-11-28"}, [("/last_contact_date", "before-first")]),
        ({**MET, "last_contact_date": "2026-11-30", "lives_with_patient": True}, [("/last_contact_date", "together")]),
        ({**MET, "age_months": 8, **CHILD}, [("/age_months", "twice")]),
        ({**MET, "age_months": "8"}, [("/age_months", "not-an-age")]),
        ({**MET, "risk": "asthma"}, [("/risk", "not-a-risk")]),
        ({**MET, "risk": ["pregnant"]}, [("/risk", "not-a-risk")]),
        ({**MET, "risk": "pregnant", "age_months": 36}, [("/risk", "risk-and-age")]),
        ({**MET, "risk": "pregnant", **CHILD}, [("/risk", "risk-and-age")]),
        ({**MET, "lives_with_patient": "yes"}, [("/lives_with_patient", "not-a-boolean")]),
        ({"lives_with_patient": True, "patient_rash_date": "2026-12-01"}, [("/patient_rash_date", "rash-in-future")]),
        ({**MET, "doses": [{"date": "2021-05-01"}]}, [("/doses/0/date", "needs-birth-date")]),
        ({**MET, "age_months": 8, "doses": [{"age_months": 9}]}, [("/doses/0/age_months", "dose-in-future")]),
        ({**MET, "note": "her mother says …"}, [("/note", "unknown-member")]),
    ],
)
def test_facts_of_a_contact(said: dict[str, Any], found: list[tuple[str, str]]) -> None:
    assert faults(read_exposure, said) == found


def test_what_is_not_told_is_not_known_and_an_empty_list_is_none() -> None:
    assert read_schedule(CHILD, TODAY).doses is None
    assert read_schedule({**CHILD, "doses": None}, TODAY).doses is None
    assert read_schedule({**CHILD, "doses": []}, TODAY).doses == ()
    assert read_schedule(CHILD, TODAY).today == TODAY
    assert read_schedule({**CHILD, "today": "2024-02-29"}, TODAY).today == date(2024, 2, 29)
    assert read_exposure({**MET, "risk": "unknown"}, TODAY).risk is None


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.dates().map(str)),
    lambda some: st.one_of(st.lists(some, max_size=4), st.dictionaries(st.text(max_size=8), some, max_size=4)),
    max_leaves=8,
)
NAMES = st.sampled_from(
    ["birth_date", "doses", "today", "contact_date", "last_contact_date", "age_months", "risk", "lives_with_patient",
     "patient_rash_date", "x"]
)  # fmt: skip


@given(st.dictionaries(NAMES, JSON), st.booleans())
def test_whatever_is_sent_is_read_or_named(said: dict[str, Any], is_contact: bool) -> None:
    with contextlib.suppress(Refusal):
        (read_exposure if is_contact else read_schedule)(said, TODAY)
