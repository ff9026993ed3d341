"""Keys of what can be passed on: what they hold, what they leave out, and that nothing else is read as one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rasa_project.advice.ages import MAX_MONTHS, Birth
from rasa_project.advice.calendar import Child, plan_for
from rasa_project.advice.knowledge import knowledge
from rasa_project.dialogue.consultations import said_exposure
from rasa_project.dialogue.conversation import Person
from rasa_project.dialogue.plans import said_plan
from rasa_project.dialogue.shareable import AfterContact, ForChild, OfAnswer, key_of, parse
from tests.dialogue.hearing import TODAY

DAYS = st.dates(date(1990, 1, 1), date(2099, 12, 31))
BIRTHS = st.one_of(
    st.none(),
    DAYS.map(lambda day: Birth(day.year)),
    DAYS.map(lambda day: Birth(day.year, day.month)),
    DAYS.map(lambda day: Birth(day.year, day.month, day.day)),
)
MONTHS = st.none() | st.integers(0, MAX_MONTHS)
CHILDREN = st.builds(
    Child,
    age_months=MONTHS, doses=st.sampled_from([None, 0, 1, 2]), born=BIRTHS, last_dose=st.none() | DAYS,
    first_dose_months=MONTHS, is_below=st.booleans(),
)  # fmt: skip
SHAREABLE = st.one_of(
    CHILDREN.map(ForChild),
    st.builds(AfterContact, st.none() | DAYS, st.none() | DAYS),
    st.builds(
        OfAnswer,
        st.from_regex(r"[a-z0-9_]{1,40}(/[a-z0-9_]{1,40})?", fullmatch=True),
        st.from_regex(r"([0-9a-f]{6})?", fullmatch=True),
    ),
)


@given(SHAREABLE)
def test_a_key_is_read_back_as_what_it_was_made_of(one: ForChild | AfterContact | OfAnswer) -> None:
    key = key_of(one)
    assert parse(key) == one
    assert key.isascii()
    assert "~" not in key


@given(st.text(max_size=40) | st.from_regex(r"[cma][0-9,b/@a-z_]{0,30}", fullmatch=True))
def test_nothing_else_is_read_and_nothing_raises(text: str) -> None:
    one = parse(text)
    assert one is None or parse(key_of(one)) == one


#: Person, key. A birth date stands in a key only where a day is counted from it.
CALENDARS = [
    ({"age_months": 8}, "c,8,,,,"),
    ({"born": "2026-03-15", "doses": 0}, "c20260315,,0,,,"),
    ({"born": "2026-03", "doses": 0}, "c202603,,0,,,"),
    ({"born": "2024-05-15", "doses": 0}, "c20240515,,0,,,"),
    ({"born": "2024-05-15", "doses": 1}, "c20240515,,1,,,"),
    ({"born": "2017-05-15", "doses": 1}, "c,114,1,,,"),
    ({"born": "2017-05-15", "doses": 2}, "c,114,2,,,"),
    ({"age_months": 30, "doses": 1, "last_dose": "2026-11-20"}, "c,30,1,,20261120,"),
    ({"age_months": 30, "doses": 1, "first_dose_months": 9}, "c,30,1,9,,"),
    ({"age_months": 11, "is_below": True}, "c,11,,,,b"),
]


@pytest.mark.parametrize(("told", "key"), CALENDARS)
def test_a_calendar_has_no_more_than_it_is_worked_out_of(told: dict[str, object], key: str) -> None:
    said = said_plan(Person(1, sex="f", name="[NAME]", **told), TODAY)  # type: ignore[arg-type]
    assert said is not None
    assert said.share == (key,)


@pytest.mark.parametrize("told", [
    {"born": "2025"},  # which month is asked
    {"age_months": 40},  # the doses are asked
    {"doses": 1}, {"age_months": 300, "doses": 0},
])  # fmt: skip
def test_a_question_and_a_grown_ups_plan_are_no_calendar(told: dict[str, object]) -> None:
    said = said_plan(Person(1, **told), TODAY)  # type: ignore[arg-type]
    assert said is None or said.share == ()


@given(CHILDREN)
def test_what_is_left_out_of_a_calendar_changes_no_plan(child: Child) -> None:
    from rasa_project.dialogue.shareable import calendar_key

    calendar = knowledge().calendar
    plan = plan_for(child, calendar, TODAY)
    key = calendar_key(child, plan, TODAY)
    if key is not None:
        kept = parse(key)
        assert isinstance(kept, ForChild)
        assert plan_for(kept.child, calendar, TODAY) == plan


def days_ago(days: int) -> str:
    return (TODAY - timedelta(days=days)).isoformat()


#: Person, key: the first day that counts, the day from which the watching is counted.
CONTACTS = [
    ({"contact_on": days_ago(2)}, "m20261126,20261126"),
    ({"contact_on": days_ago(2), "risk": "pregnant"}, "m20261126,20261126"),
    ({"contact_on": days_ago(9), "contact_last": days_ago(1)}, "m20261119,20261127"),
    ({"contact_days": 4.5}, "m,"),
    ({"contact_days": 1.0}, "m20261127,20261127"),
    ({}, "m,"),
    ({"lives_with": True, "patient_rash": days_ago(1)}, "m20261123,20261128"),
    ({"lives_with": True}, "m,20261128"),
]


@pytest.mark.parametrize(("told", "key"), CONTACTS)
def test_a_contact_has_its_days_and_nothing_of_the_person(told: dict[str, object], key: str) -> None:
    person = Person(1, age_months=40, contact="yes", doses=0, **told)  # type: ignore[arg-type]
    assert said_exposure(person, TODAY).share == (key,)


def test_a_contact_whose_watching_is_over_is_not_passed_on() -> None:
    assert said_exposure(Person(1, age_months=40, contact="yes", contact_on=days_ago(22)), TODAY).share == ()
