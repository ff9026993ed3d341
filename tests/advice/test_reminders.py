"""The day of the next dose and the times of reminding, with a clock that the tests turn."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rasa_project.advice.ages import Birth, age_in_months, months_after
from rasa_project.advice.calendar import Child
from rasa_project.advice.knowledge import knowledge
from rasa_project.advice.reminders import (
    Exact,
    Had,
    Missing,
    NextDose,
    asked_again,
    born_of,
    chosen_times,
    dose_times,
    next_dose,
    sharpened,
    watch_times,
)
from rasa_project.clock import DISTRICT_ZONE

#: A Saturday.
TODAY = date(2026, 11, 28)
ZONE = ZoneInfo(DISTRICT_ZONE)
RULES = knowledge().reminders


def at(day: str, hour: int = 9, zone: str = DISTRICT_ZONE) -> datetime:
    return datetime.combine(date.fromisoformat(day), datetime.min.time(), ZoneInfo(zone)) + timedelta(hours=hour)


def due(child: Child, today: date = TODAY) -> NextDose | Missing:
    had = Had(child.doses, child.last_dose, child.first_dose_months)
    return next_dose(born_of(child, today), had, knowledge().calendar, today)


def told(child: Child, today: date = TODAY) -> tuple[int, str, str] | str:
    found = due(child, today)
    return found.value if isinstance(found, Missing) else (found.number, found.day.isoformat(), found.exact.value)


def times(day: date, now: datetime, zone: str = DISTRICT_ZONE) -> list[tuple[str, str]]:
    dose = NextDose(1, day, day, day, Exact.DAY, is_now=False)
    return [(one.why, f"{one.at:%Y-%m-%d %H:%M}") for one in dose_times(dose, RULES, zone, now)]


@pytest.mark.parametrize(
    ("child", "expected"),
    [
        (Child(born=Birth(2026, 3, 15)), (1, "2027-03-15", "day")),
        (Child(born=Birth(2026, 3)), (1, "2027-03-01", "month")),
        (Child(born=Birth(2026)), (1, "2027-06-15", "about")),  # 1 January to 28 November 2027: its middle
        (Child(8), (1, "2027-03-01", "about")),  # born 1 to 28 March
        (Child(24, 1), (2, "2030-05-30", "about")),  # «2 жаста»: any day of a year
        (Child(27, 1), (2, "2030-07-29", "about")),  # «2 жас 3 ай»: of a month
        (Child(11, is_below=True), (1, "2027-05-30", "about")),
        (Child(24, 0), (1, "2026-11-28", "day")),  # due now
        (Child(24), "doses"),
        (Child(12), "doses"),
        (Child(None, 1), "age"),
        (Child(), "age"),
        (Child(None, 2), "nothing"),
        (Child(80, 2), "nothing"),
        (Child(300, 0), "nothing"),
        (Child(born=Birth(2020, 11, 29), doses=1), (2, "2026-11-29", "day")),
        (Child(born=Birth(2020, 5, 1), doses=1, last_dose=date(2026, 11, 20)), (2, "2026-12-18", "day")),
        (Child(born=Birth(2026, 1, 10), doses=1), (1, "2027-01-10", "day")),  # a dose before 12 months does not count
    ],
)
def test_the_next_dose_as_exactly_as_it_is_known(child: Child, expected: tuple[int, str, str] | str) -> None:
    assert told(child) == expected


def test_an_age_at_the_end_of_a_month_is_that_age() -> None:
    today = date(2026, 11, 30)
    born = born_of(Child(9), today)
    assert born is not None
    assert (born.first, born.last) == (date(2026, 1, 31), date(2026, 2, 28))
    assert {age_in_months(day, today) for day in (born.first, born.last)} == {9}


def test_29_february_turns_on_1_march_of_a_year_without_one() -> None:
    born = Birth(2024, 2, 29)
    assert told(Child(born=born), date(2024, 12, 1)) == (1, "2025-03-01", "day")
    assert told(Child(born=born, doses=1), date(2026, 1, 1)) == (2, "2030-03-01", "day")
    assert told(Child(born=Birth(2023, 2, 28)), date(2023, 12, 1)) == (1, "2024-02-28", "day")


def test_a_week_before_on_the_day_and_four_weeks_after_at_ten() -> None:
    assert times(date(2027, 3, 15), at("2026-11-28")) == [
        ("before", "2027-03-08 10:00"),
        ("day", "2027-03-15 10:00"),
        ("after", "2027-04-12 10:00"),
    ]


def test_over_the_turn_of_the_year() -> None:
    assert times(date(2027, 1, 2), at("2026-11-28")) == [
        ("before", "2026-12-26 10:00"),
        ("day", "2027-01-02 10:00"),
        ("after", "2027-01-30 10:00"),
    ]


def test_what_is_past_when_it_is_asked_for_is_left_out() -> None:
    day = date(2026, 12, 3)
    assert [why for why, _ in times(day, at("2026-11-26", 9))] == ["before", "day", "after"]
    assert [why for why, _ in times(day, at("2026-11-26", 10))] == ["day", "after"]  # 10:00 sharp is past
    assert [why for why, _ in times(day, at("2026-11-28"))] == ["day", "after"]


def test_a_dose_whose_time_has_come_is_asked_for_in_a_week_and_after_four() -> None:
    expected = [("again", "2026-12-05 10:00"), ("after", "2026-12-26 10:00")]
    assert times(TODAY, at("2026-11-28")) == expected
    assert times(date(2025, 1, 1), at("2026-11-28")) == expected


def test_the_hour_is_the_district_s_whatever_the_server_s() -> None:
    found = dose_times(
        NextDose(1, date(2027, 3, 15), date(2027, 3, 15), date(2027, 3, 15), Exact.DAY, False),
        RULES,
        DISTRICT_ZONE,
        datetime(2026, 11, 27, 20, 30, tzinfo=ZoneInfo("UTC")),
    )
    assert found[1].at.astimezone(ZoneInfo("UTC")) == datetime(2027, 3, 15, 5, tzinfo=ZoneInfo("UTC"))
    # 20:30 in London is past midnight in Kazaly: today is the 28th there
    assert times(TODAY, datetime(2026, 11, 27, 20, 30, tzinfo=ZoneInfo("UTC")))[0] == ("again", "2026-12-05 10:00")


@pytest.mark.parametrize(
    ("zone", "day", "before", "behind"),
    [
        # Kyzylorda region went from UTC+6 to UTC+5 on 21 December 2018.
        ("Asia/Qyzylorda", date(2018, 12, 24), 6, 5),
        # Summer time begins on 28 March 2027, ends on 31 October.
        ("Europe/Berlin", date(2027, 3, 30), 1, 2),
        ("Europe/Berlin", date(2027, 11, 2), 2, 1),
    ],
)
def test_ten_stays_ten_over_a_change_of_the_clocks(zone: str, day: date, before: int, behind: int) -> None:
    dose = NextDose(1, day, day, day, Exact.DAY, is_now=False)
    first, second, *_ = dose_times(dose, RULES, zone, at("2018-01-01", zone=zone))
    assert (first.at.hour, second.at.hour) == (10, 10)
    assert (first.at.utcoffset(), second.at.utcoffset()) == (timedelta(hours=before), timedelta(hours=behind))
    assert (second.at.timestamp() - first.at.timestamp()) / 3600 == 7 * 24 + before - behind


def test_later_asks_in_a_week_and_keeps_what_comes_after_it() -> None:
    dose = NextDose(1, date(2026, 12, 10), date(2026, 12, 10), date(2026, 12, 10), Exact.DAY, False)
    standing = dose_times(dose, RULES, DISTRICT_ZONE, at("2026-11-20"))
    assert [one.why for one in standing] == ["before", "day", "after"]
    again = asked_again(standing, RULES, DISTRICT_ZONE, at("2026-12-03", 11))
    assert [(one.why, one.at.date().isoformat()) for one in again] == [("again", "2026-12-10"), ("after", "2027-01-07")]


@pytest.mark.parametrize(
    ("now", "days"),
    [(at("2026-11-28"), ["7", "14", "21"]), (at("2026-12-01", 11), ["14", "21"]), (at("2026-12-16"), [])],
)
def test_a_contact_is_watched_on_the_days_that_are_still_to_come(now: datetime, days: list[str]) -> None:
    found = watch_times(date(2026, 11, 24), RULES, DISTRICT_ZONE, now)
    assert [one.why for one in found] == days
    assert all(one.at.date() == date(2026, 11, 24) + timedelta(days=int(one.why)) for one in found)
    assert all(one.useful_until - one.at < timedelta(days=4) for one in found)


def test_a_chosen_day_has_its_eve_and_its_morning_as_far_as_they_are_to_come() -> None:
    def found(now: datetime) -> list[str]:
        times = chosen_times(date(2026, 12, 1), RULES, DISTRICT_ZONE, now)
        return [f"{one.at:%d %H}-{one.useful_until:%d}" for one in times]

    assert found(at("2026-11-28")) == ["30 19-01", "01 08-01"]
    assert found(at("2026-11-30", 20)) == ["01 08-01"]
    assert found(at("2026-12-01", 9)) == []


@pytest.mark.parametrize(
    ("age", "month", "day", "born"),
    [(8, 3, 20, "2026-03-20"), (8, 3, None, "2026-03"), (8, 8, 20, None), (24, 8, 15, "2024-08-15"),
     (24, 12, 5, None), (24, 2, 30, None), (8, 2, 20, "2026-02-20")],
)  # fmt: skip
def test_a_birthday_without_a_year_is_of_the_year_that_the_age_gives(
    age: int, month: int, day: int | None, born: str | None
) -> None:
    stretch = born_of(Child(age), TODAY)
    assert stretch is not None
    assert sharpened(stretch, month, day) == Birth.parse(born)


children = st.builds(
    Child,
    age_months=st.none() | st.integers(0, 250),
    doses=st.sampled_from([None, 0, 1, 2]),
    born=st.none() | st.dates(date(2006, 1, 1), TODAY).map(lambda day: Birth(day.year, day.month, day.day)),
    last_dose=st.none() | st.dates(date(2024, 1, 1), TODAY),
    is_below=st.booleans(),
)


@given(children, st.dates(TODAY, date(2030, 12, 31)))
def test_nobody_is_reminded_of_the_past_or_of_a_dose_too_early(child: Child, today: date) -> None:
    found = due(child, today)
    if isinstance(found, Missing):
        return
    assert found.day >= today
    assert found.begins <= found.day <= found.until
    born = born_of(child, today)
    assert born is not None
    assert found.until >= min(months_after(born.last, 12), found.day) >= born.first
    now = datetime.combine(today, datetime.min.time(), ZONE) + timedelta(hours=12)
    written = dose_times(found, RULES, DISTRICT_ZONE, now)
    assert [one.at for one in written] == sorted(one.at for one in written)
    assert all(now < one.at < one.useful_until for one in written)
    assert written, "whoever asks is reminded at least once"
