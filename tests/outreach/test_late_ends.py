"""A messenger took a message and says later that it could not deliver it: it counts as failed, or as blocked."""

from __future__ import annotations

import asyncio

import pytest

from rasa_project.storage import outbox, outreach
from rasa_project.storage.database import ConversationDatabase
from rasa_project.storage.late_ends import end_late, number_in, own_name
from rasa_project.storage.outreach import State
from rasa_project.storage.rows import Turn
from tests.outreach.outbox import (
    DAY,
    NOW,
    Clock,
    Noting,
    announce,
    plan,
    report,
    send_due,
    sender_of,
    states,
    subscribe,
)


def hear(database: ConversationDatabase, messenger: Noting, clock: Clock, name: str, is_gone: bool) -> dict[str, int]:
    async def tell() -> dict[str, int]:
        made = sender_of(database, messenger, clock)
        made.undelivered(name, is_gone)
        await made.close(5)
        return made.counts()

    return asyncio.run(tell())


@pytest.mark.parametrize(("is_gone", "end"), [(False, State.FAILED), (True, State.GONE)])
def test_an_announcement_that_did_not_arrive_is_no_more_counted_as_sent(
    is_gone: bool, end: State, database: ConversationDatabase, messenger: Noting, clock: Clock
) -> None:
    for name in "ab":
        subscribe(database, name, name, announcements=True)
    announce(database)
    send_due(database, messenger, clock)
    first, _ = messenger.names
    heard = [hear(database, messenger, clock, first, is_gone).get(f"outreach_{end.value}", 0) for _ in range(3)]
    assert heard == [1, 0, 0]
    told = report(database)
    assert (told.ends[State.SENT], told.ends[end], told.left) == (1, 1, 0)
    assert states(database, "a") == [end]


def test_it_is_counted_when_it_is_heard_first(database: ConversationDatabase, messenger: Noting, clock: Clock) -> None:
    subscribe(database, "a", "1")
    plan(database, "a")
    send_due(database, messenger, clock)
    assert hear(database, messenger, clock, messenger.names[0], False)["outreach_failed"] == 1


def test_a_reminder_that_did_not_arrive_has_failed_and_who_is_gone_gets_nothing_until_they_write(
    database: ConversationDatabase, messenger: Noting, clock: Clock
) -> None:
    subscribe(database, "a", "1")
    for days in range(3):
        plan(database, "a", NOW + days * DAY)
    send_due(database, messenger, clock)
    clock.now = NOW + 60
    hear(database, messenger, clock, messenger.names[0], True)
    clock.now = NOW + DAY
    send_due(database, messenger, clock)
    assert states(database, "a") == [State.GONE, State.GONE, State.WAITING]
    database.append(Turn("a", None, 0, [], 0, "{}", NOW + 1.5 * DAY))
    clock.now = NOW + 2 * DAY
    send_due(database, messenger, clock)
    assert states(database, "a")[2] is State.SENT


def test_who_wrote_after_a_message_that_did_not_arrive_is_not_gone(
    database: ConversationDatabase, messenger: Noting, clock: Clock
) -> None:
    subscribe(database, "a", "1")
    plan(database, "a")
    plan(database, "a", NOW + DAY)
    send_due(database, messenger, clock)
    database.append(Turn("a", None, 0, [], 0, "{}", NOW + 60))
    clock.now = NOW + 120
    hear(database, messenger, clock, messenger.names[0], True)
    clock.now = NOW + DAY
    send_due(database, messenger, clock)
    assert states(database, "a") == [State.GONE, State.SENT]


def test_heard_before_it_is_written_down_as_sent_it_stays_failed(
    database: ConversationDatabase, messenger: Noting, clock: Clock
) -> None:
    subscribe(database, "a", "1", announcements=True)
    announce(database)
    (due,) = outbox.claim_due(database, "telegram", NOW)
    assert end_late(database, due.id, own_name(due.id, "a"), State.FAILED, NOW)
    assert not outbox.sent(database, due.id, NOW)
    told = report(database)
    assert (told.ends[State.SENT], told.ends[State.FAILED], told.left) == (0, 1, 0)


@pytest.mark.parametrize(
    "name", ["", "o1", "o0-0123456789abcdef", "o1-0123456789abcdef", "x" * 600, "o٣-0123456789abcdef"]
)
def test_a_name_that_is_not_ours_or_another_persons_changes_nothing(
    name: str, database: ConversationDatabase, messenger: Noting, clock: Clock
) -> None:
    subscribe(database, "a", "1")
    assert plan(database, "a") == 1
    send_due(database, messenger, clock)
    hear(database, messenger, clock, name, True)
    hear(database, messenger, clock, own_name(1, "b"), True)
    assert states(database, "a") == [State.SENT]


def test_what_waits_or_was_stopped_is_not_ended_late(database: ConversationDatabase) -> None:
    subscribe(database, "a", "1")
    number = plan(database, "a")
    assert number_in(own_name(number, "a")) == number
    assert not end_late(database, number, own_name(number, "a"), State.FAILED, NOW)
    outreach.stop(database, "a", NOW)
    assert not end_late(database, number, own_name(number, "a"), State.FAILED, NOW)
