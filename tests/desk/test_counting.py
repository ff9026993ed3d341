"""What the bot stored is counted once, as it is, whatever stops in between; nothing of a person is kept."""

from __future__ import annotations

import random
import sqlite3
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.engine.url import make_url

from desk.bot.store import BotStore, BotStoreError
from desk.demo.traffic import talks
from desk.today import counting
from desk.today.counting import count_new
from desk.today.figures import LEAST_OF_VILLAGE, Span, breakdown, by_hour, by_week, risen, totals
from desk.today.models import DayCount, HourCount, Progress, Seen, WeekCount
from desk.today.tally import Tally, day_of, monday_of
from desk.today.watching import look_once
from desk.unanswered.models import Pointer
from rasa_project.storage.database import ConversationDatabase
from tests.desk.bot_store import DAY, asks, ill, missed, moment, store_with, talk

pytestmark = pytest.mark.django_db

LATER = moment(24, DAY + timedelta(days=1))


def days(measure: str) -> dict[tuple[date, str], int]:
    return {
        (day, name): n for day, name, n in DayCount.objects.filter(measure=measure).values_list("day", "name", "count")
    }


def everything() -> list[Any]:
    """All counts, to compare two ways of counting."""
    return [
        sorted(map(str, HourCount.objects.exclude(count=0).values_list("hour", "measure", "count"))),
        sorted(map(str, DayCount.objects.exclude(count=0).values_list("day", "measure", "name", "count"))),
        sorted(map(str, WeekCount.objects.exclude(count=0).values_list("week", "measure", "name", "count"))),
        sorted(map(str, Pointer.objects.values_list("conversation", "position", "kind"))),
    ]


def test_a_day_is_counted_by_what_was_said(tmp_path: Path) -> None:
    store, _ = store_with(
        tmp_path,
        [
            talk("a", asks(moment(9)), asks(moment(9.5), "ask_myth/chip", village="Жанкент"), missed(moment(10))),
            talk("b", ill(moment(10.5), "Жанкент", is_emergency=True)),
            talk("c", asks(moment(23.9)), asks(moment(24.1), verdict="not_helped")),
        ],
    )
    assert count_new(store, LATER) == 6
    assert days("messages") == {(DAY, ""): 5, (DAY + timedelta(days=1), ""): 1}
    assert days("people") == {(DAY, ""): 3, (DAY + timedelta(days=1), ""): 1}
    assert days("new_people") == {(DAY, ""): 3}
    assert (days("emergencies"), days("fever_rash")) == ({(DAY, ""): 1}, {(DAY, ""): 1})
    assert days("not_understood") == {(DAY, ""): 1}
    assert days("village") == {(DAY, "Жанкент"): 2}
    assert days("language") == {(DAY, "kk"): 4, (DAY, "ru"): 1, (DAY + timedelta(days=1), "kk"): 1}
    assert days("question")[DAY, "ask_myth/chip"] == 1
    assert days("topic")[DAY, "report_emergency"] == 1
    assert days("not_helped") == {(DAY + timedelta(days=1), ""): 1}
    assert [by_hour(DAY)[hour] for hour in (9, 10, 23)] == [2, 2, 1]


def test_the_same_is_never_counted_twice(tmp_path: Path) -> None:
    store, _ = store_with(tmp_path, [talk("a", asks(moment(9)), missed(moment(10), verdict="not_helped"))])
    count_new(store, LATER)
    before = everything()
    assert [count_new(store, LATER + wait) for wait in (0, 60, 3600)] == [0, 0, 0]
    assert everything() == before


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_counting_bit_by_bit_comes_to_the_same_as_at_once(tmp_path: Path, seed: int) -> None:
    made = list(talks(DAY, 10, 25, seed=seed))
    store, _ = store_with(tmp_path, made)
    whole = sum(len(one.messages) for one in made)
    assert count_new(store, LATER) == whole
    at_once = everything()
    for model in (HourCount, DayCount, WeekCount, Seen, Pointer, Progress):
        model.objects.all().delete()
    rng, now, counted = random.Random(seed), made[0].messages[0].at, 0
    while now < LATER:
        now = min(LATER, now + rng.choice([20, 600, 5000, 40_000]))
        counted += count_new(store, now)
    assert counted == whole
    # a word on an answer bears a day alone: it is seen with its message's day already there, so the last state counts
    assert everything() == at_once


def test_a_turn_that_may_still_be_written_waits(tmp_path: Path) -> None:
    store, _ = store_with(tmp_path, [talk("a", asks(moment(9)), asks(moment(9) + 50))])
    assert count_new(store, moment(9) + 26) == 1
    assert count_new(store, moment(9) + 60) == 0
    assert count_new(store, moment(9) + 80) == 1


def test_what_a_parent_deletes_stays_counted_and_its_place_is_nobody_elses(tmp_path: Path) -> None:
    store, url = store_with(tmp_path, [talk("a", missed(moment(9)))])
    count_new(store, moment(10))
    database = ConversationDatabase(url)
    assert database.delete_sender("a") > 0
    database.close()
    assert days("messages") == {(DAY, ""): 1}
    assert store.turns_at([(1, 3)]) == {}


def test_people_are_counted_once_a_week_at_the_village_that_they_told_later(tmp_path: Path) -> None:
    week = monday_of(DAY)
    store, _ = store_with(
        tmp_path,
        [
            talk("a", ill(moment(9)), ill(moment(10)), asks(moment(12), village="Абай")),
            talk("b", asks(moment(8), village="Абай"), ill(moment(9))),
            talk("c", ill(moment(9))),
        ],
    )
    count_new(store, moment(11))
    told = dict(WeekCount.objects.filter(measure="fever_rash", count__gt=0).values_list("name", "count"))
    assert told == {"": 2, "Абай": 1}
    count_new(store, LATER)
    told = dict(WeekCount.objects.filter(measure="fever_rash", week=week, count__gt=0).values_list("name", "count"))
    assert told == {"": 1, "Абай": 2}
    assert by_week("people", DAY, 1) == [(week, 3)]


def test_nothing_that_is_kept_names_a_person_or_a_text(tmp_path: Path) -> None:
    store, _ = store_with(tmp_path, [talk("sender-of-a-parent", missed(moment(9), "менің құпия сөзім"))])
    count_new(store, LATER)
    marks = list(Seen.objects.values_list("digest", flat=True))
    assert len(marks) == len(set(marks)) == 2  # of the day and of the week, and no one tells that they are one person
    for model in (HourCount, DayCount, WeekCount, Seen, Pointer):
        said = str(list(model.objects.values()))
        assert "sender-of-a-parent" not in said
        assert "құпия" not in said


def test_marks_of_people_go_soon_after_their_time(tmp_path: Path) -> None:
    store, _ = store_with(tmp_path, [talk("a", asks(moment(9, date(2026, 10, 1))))])
    count_new(store, moment(12, date(2026, 10, 1)))
    assert Seen.objects.count() == 0  # long ago: counted and forgotten in one step
    assert DayCount.objects.filter(measure="people").count() == 1


def test_each_day_is_written_by_itself_and_what_stops_goes_on_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = list(talks(DAY, 20, 12, seed=7))
    store, _ = store_with(tmp_path, made)
    count_new(store, LATER)
    at_once, whole = everything(), sum(len(one.messages) for one in made)
    for model in (HourCount, DayCount, WeekCount, Seen, Pointer, Progress):
        model.objects.all().delete()
    write, seen = counting._write, []

    def fails_on_the_third(counted: Tally, said: Any) -> None:
        seen.append(set(counted.people))
        if len(seen) == 3:
            raise OSError("stopped")
        write(counted, said)

    monkeypatch.setattr(counting, "_write", fails_on_the_third)
    with pytest.raises(OSError, match="stopped"):
        count_new(store, LATER)
    assert all(len(days) == 1 for days in seen), "a day in a transaction"
    first = min(day_of(one.messages[0].at) for one in made)
    assert day_of(Progress.get().up_to) == first + timedelta(days=2)
    before = sum(HourCount.objects.filter(measure="messages").values_list("count", flat=True))
    monkeypatch.undo()
    assert count_new(store, LATER) == whole - before
    assert everything() == at_once


def test_a_week_of_long_ago_counts_each_person_once_though_its_days_are_written_one_by_one(tmp_path: Path) -> None:
    long_ago = date(2026, 8, 31)
    days = [long_ago + timedelta(days=n) for n in range(5)]
    store, _ = store_with(tmp_path, [talk("a", *(asks(moment(9, day)) for day in days))])
    count_new(store, LATER)
    assert by_week("people", days[0], 1) == [(long_ago, 1)]
    assert Seen.objects.count() == 0


def test_two_who_count_at_once_count_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, _ = store_with(tmp_path, [talk("a", asks(moment(9)))])

    def quicker(day: str) -> list[Any]:
        monkeypatch.undo()
        count_new(store, LATER)
        return []

    monkeypatch.setattr(store, "feedback_since", quicker)
    assert count_new(store, LATER) == 0
    assert days("messages") == {(DAY, ""): 1}


def test_a_database_that_is_away_is_said_and_counted_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/conversations.db")
    monkeypatch.setenv("PORT", "1")
    look_once()
    progress = Progress.get()
    assert "conversations.db" in progress.fault
    assert progress.bot == "away"
    store_with(tmp_path, [talk("a", asks(moment(9)))])
    look_once()
    assert (Progress.get().fault, days("messages")) == ("", {(DAY, ""): 1})


def test_a_damaged_database_is_said_without_what_is_in_it(tmp_path: Path) -> None:
    (tmp_path / "c.db").write_text("құпия " * 1000, encoding="utf-8")
    with pytest.raises(BotStoreError, match="can't be read") as error:
        BotStore(make_url(f"sqlite:///{tmp_path}/c.db")).first_at()
    assert "құпия" not in str(error.value)


def test_the_desk_can_not_write_into_the_bots_database(tmp_path: Path) -> None:
    store, _ = store_with(tmp_path, [talk("a", asks(moment(9)))])
    with store.reading() as connection, pytest.raises(Exception, match="readonly"):
        connection.exec_driver_sql("DELETE FROM event")
    with sqlite3.connect(tmp_path / "conversations.db") as kept:
        assert kept.execute("SELECT count(*) FROM event").fetchone() == (3,)


def test_a_small_village_is_not_shown(tmp_path: Path) -> None:
    one = [asks(moment(9 + n / 10), village="Абай") for n in range(LEAST_OF_VILLAGE)]
    two = [asks(moment(9 + n / 10), village="Шәкен") for n in range(LEAST_OF_VILLAGE - 1)]
    store, _ = store_with(tmp_path, [talk("a", *one), talk("b", *two), talk("c", asks(moment(9), village="Тапа"))])
    count_new(store, LATER)
    assert breakdown("village", Span(DAY, DAY)) == [("Абай", 3), ("…", 3)]


def test_numbers_are_held_against_the_same_days_of_the_weeks_before(tmp_path: Path) -> None:
    made = []
    for week, count in enumerate((6, 4, 2)):
        day = DAY - timedelta(days=7 * week)
        made += [talk(f"{week}-{n}", asks(moment(9 + n, day))) for n in range(count)]
    store, _ = store_with(tmp_path, made)
    count_new(store, LATER)
    found = {one.name: one for one in totals(Span(DAY, DAY))}
    assert (found["messages"].now, found["messages"].usual) == (6, 3.0)  # of the two weeks of which anything is known
    (first, *_) = risen(DAY)
    assert (first.name, first.now, first.usual) == ("ask_myth/autism", 6, 1.5)


def test_days_of_the_district_begin_at_its_midnight() -> None:
    assert day_of(moment(0)) == DAY
    assert day_of(moment(0) - 1) == DAY - timedelta(days=1)
    assert Counter(monday_of(DAY + timedelta(days=n)) for n in range(-2, 5)) == {date(2026, 11, 23): 7}
