"""Announcements of the office in the store: ordered once, planned for who wants them, counted, stopped."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rasa_project.storage import campaigns, outbox, outreach, subscribers
from rasa_project.storage.campaigns import Progress
from rasa_project.storage.database import ConversationDatabase
from rasa_project.storage.outreach import Kind, State
from tests.storage.outreach import DAY, NOW, ORDER, claimed, dose, planned_all, report, subscribed


@pytest.fixture
def database(outbox_database: ConversationDatabase) -> ConversationDatabase:
    return outbox_database


def test_an_order_is_taken_up_once(database: ConversationDatabase, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(campaigns, "STEP", 2)
    subscribed(database, *"abcde", announcements=True)
    subscribed(database, "f")
    assert campaigns.take_up(database, ORDER, NOW)
    assert not campaigns.take_up(database, replace(ORDER, kk="Басқа."), NOW)
    planned_all(database)
    planned_all(database)
    assert (report(database).planned, report(database).state) == (5, Progress.RUNNING)
    due = outbox.claim_due(database, "telegram", NOW, 10)
    assert [(one.sender_id, one.texts) for one in due] == [(name, ("Қазақша.", "По-русски.")) for name in "abcde"]


def test_an_order_goes_to_its_villages(database: ConversationDatabase) -> None:
    subscribed(database, *"abc", announcements=True)
    subscribers.set_village(database, "a", "1")
    subscribers.set_village(database, "b", "2")
    with database.transaction() as connection:
        counts = campaigns.audience(connection, NOW - 6 * DAY)
    assert counts == {"1": (1, 0), "2": (1, 0), None: (1, 0)}
    assert [campaigns.reached(counts, some, False) for some in ([], ["1"], ["3"])] == [(3, 0), (1, 0), (0, 0)]
    campaigns.take_up(database, replace(ORDER, villages=("1", "3")), NOW)
    planned_all(database)
    assert [one.sender_id for one in outbox.claim_due(database, "telegram", NOW, 9)] == ["a"]


def test_at_most_one_a_week_unless_it_is_urgent(database: ConversationDatabase) -> None:
    subscribed(database, "a", announcements=True)
    for key, urgent in (("o-1", False), ("o-2", False), ("o-3", True)):
        campaigns.take_up(database, replace(ORDER, key=key, urgent=urgent), NOW)
        planned_all(database)
    told = [(one.planned, one.held_back) for one in (report(database, f"o-{number}") for number in (1, 2, 3))]
    assert told == [(1, 0), (0, 1), (1, 0)]
    for number in claimed(database):
        outbox.sent(database, number, NOW)
    with database.transaction() as connection:
        assert campaigns.audience(connection, NOW - 6 * DAY) == {None: (1, 1)}
        assert campaigns.audience(connection, NOW + 1) == {None: (1, 0)}
    campaigns.take_up(database, replace(ORDER, key="o-4"), NOW + 8 * DAY)
    planned_all(database, since=NOW + DAY)
    assert report(database, "o-4").planned == 1


def test_a_report_counts_every_end_and_is_done(database: ConversationDatabase) -> None:
    subscribed(database, *"abcdef", announcements=True)
    campaigns.take_up(database, ORDER, NOW)
    planned_all(database)
    one, two, three, four, five, _ = claimed(database)
    outbox.sent(database, one, NOW)
    outbox.gone(database, two, NOW)
    outbox.ended(database, three, State.FAILED, NOW)
    outbox.put_back(database, four)
    subscribers.want_announcements(database, "d", False, NOW)
    assert campaigns.finish(database) == 0
    assert report(database).left == 2
    outbox.put_back(database, five)
    claimed(database, NOW + 2 * DAY)
    outbox.end_doubtful(database, "telegram", NOW + DAY)
    assert campaigns.finish(database) == 1
    told = report(database)
    assert (told.state, told.left) == (Progress.DONE, 0)
    assert set(told.ends.values()) == {1}


def test_an_announcement_is_stopped_while_it_runs(database: ConversationDatabase) -> None:
    subscribed(database, *"abc", announcements=True)
    campaigns.take_up(database, ORDER, NOW)
    planned_all(database)
    (number,) = claimed(database, limit=1)
    assert campaigns.stop(database, "o-1", NOW) == 2
    assert campaigns.stop(database, "none", NOW) is None
    outbox.sent(database, number, NOW)
    told = report(database)
    assert (told.state, told.ends[State.SENT], told.ends[State.STOPPED]) == (Progress.STOPPED, 1, 2)


def test_at_night_only_what_is_urgent_is_taken(database: ConversationDatabase) -> None:
    subscribed(database, "a", announcements=True)
    outreach.plan(database, "a", [dose(NOW - 5)])
    campaigns.take_up(database, replace(ORDER, urgent=True), NOW)
    planned_all(database)
    (due,) = outbox.claim_due(database, "telegram", NOW, 5, urgent_only=True)
    assert due.kind is Kind.ANNOUNCEMENT
    assert outbox.waiting_counts(database, "telegram", NOW) == (1, 5.0)
