"""The birth date of a reminder: without its year, told in steps, put right, of the child and not of who writes."""

from __future__ import annotations

import pytest

from tests.dialogue.hearing import parsed
from tests.dialogue.reminded import Reminded
from tests.dialogue.test_reminding import BORN_20_MARCH, with_reminder


@pytest.mark.parametrize("text", ["20 наурыз", "20 наурызда туған", "20.03", "двадцатого марта, 20 марта"])
def test_the_birthday_may_come_without_its_year(text: str) -> None:
    talk = Reminded()
    talk.hears(parsed("8 айлық қызымның екпесін есіме салыңызшы", "set_reminder"))
    assert talk.hears(parsed(text, "nlu_fallback")) == ["reminder_set"]
    assert talk.times == BORN_20_MARCH


def test_a_year_is_sharpened_by_the_month_then_by_the_day_and_the_doses_stay() -> None:
    talk = Reminded()
    talk.hears(parsed("ұлым 2023 жылы туған, бір екпе алған, есіме сал", "set_reminder"))
    assert talk.hears(parsed("тамызда", "nlu_fallback")) == ["reminder_set_month"]
    assert talk.hears(parsed("15 тамыз 2023", "inform")) == ["reminder_set"]
    assert talk.times == {"d1": ["before 2029-08-08", "day 2029-08-15", "after 2029-09-12"]}


def test_a_birth_date_told_by_who_said_remind_me_is_the_child_s() -> None:
    talk = Reminded()
    assert talk.hears(parsed("маған есіме салсаңыз жақсы болар еді", "set_reminder")) == ["reminder_which"]
    assert talk.hears(parsed("20.03.2026", "inform")) == ["reminder_set"]
    assert talk.times == BORN_20_MARCH
    assert talk.hears(parsed("қателестім, 25.03.2026 екен", "inform")) == ["reminder_set"]


@pytest.mark.parametrize("after", [60.0, 30 * 86_400.0])
def test_a_birth_date_that_is_put_right_moves_the_reminder(after: float) -> None:
    talk = with_reminder()
    assert talk.hears(parsed("қателестім, қызым 2026 жылы 25 наурызда туған", "inform"), after) == ["reminder_set"]
    assert talk.times == {"d1": ["before 2027-03-18", "day 2027-03-25", "after 2027-04-22"]}


def test_a_month_is_sharpened_by_the_day() -> None:
    talk = Reminded()
    assert talk.hears(parsed("ұлым 2026 жылы наурызда туған, есіме сал", "set_reminder")) == ["reminder_set_month"]
    assert talk.gaps["day"] == ("2027 жылғы наурыз", "март 2027 года")
    assert talk.hears(parsed("2026 жылы 20 наурызда туған", "inform")) == ["reminder_set"]
    assert talk.times == BORN_20_MARCH
