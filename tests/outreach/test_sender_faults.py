"""The sender when something goes wrong: the clock, the key, the database, a stop; two senders at once; the report."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

import pytest

from rasa_project.channels.inbox.messenger import ChatGoneError, MessageRefusedError
from rasa_project.outreach import sender as sending
from rasa_project.storage import outbox, outreach
from rasa_project.storage.campaigns import Progress
from rasa_project.storage.database import ConversationDatabase
from rasa_project.storage.errors import StoreError
from rasa_project.storage.outreach import Kind, State
from tests.outreach.outbox import (
    DAY,
    HOUR,
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


def test_a_jumped_clock_sends_nothing_and_misses_nothing(
    database: ConversationDatabase, messenger: Noting, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    subscribe(database, "a", "1")
    database.set_retention_times(NOW, None)
    plan(database, "a", NOW + 30 * DAY)
    clock.now = NOW + 365 * DAY
    with caplog.at_level(logging.ERROR):
        send_due(database, messenger, clock)
    assert messenger.sent == []
    assert states(database, "a") == [State.WAITING]
    assert "clock" in caplog.text
    clock.now = NOW + 30 * DAY
    database.set_retention_times(NOW + 29 * DAY, None)
    send_due(database, messenger, clock)
    assert states(database, "a") == [State.SENT]


def test_a_clock_that_is_set_back_sends_nothing_twice(
    database: ConversationDatabase, messenger: Noting, clock: Clock
) -> None:
    subscribe(database, "a", "1")
    plan(database, "a")
    send_due(database, messenger, clock)
    clock.now -= DAY
    send_due(database, messenger, clock)
    clock.now += DAY
    send_due(database, messenger, clock)
    assert len(messenger.sent) == 1


def test_a_year_turns_and_29_february_comes(database: ConversationDatabase, messenger: Noting, clock: Clock) -> None:
    """Times are seconds: no day is lost at a year's end or in a leap year."""
    subscribe(database, "a", "1")
    days = [1_830_229_200.0, 1_835_413_200.0]  # 2027-12-31 and 2028-02-29, 10:00 in the district
    for at in days:
        plan(database, "a", at)
    for at in days:
        database.set_retention_times(at - HOUR, None)
        clock.now = at - 1
        send_due(database, messenger, clock)
        clock.now = at
        send_due(database, messenger, clock)
    assert len(messenger.sent) == 2


def test_what_can_not_be_opened_or_said_fails_and_holds_up_nobody(
    database: ConversationDatabase, messenger: Noting, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscribe(database, "a", "1")
    plan(database, "a")
    monkeypatch.setenv("OUTREACH_KEY_FILE", str(tmp_path / "other.key"))
    subscribe(database, "b", "2")
    plan(database, "b")
    outreach.plan(database, "b", [outreach.Plan(Kind.WATCH, NOW, NOW + DAY)])
    send_due(database, messenger, clock)
    assert states(database, "a") == [State.FAILED]
    assert states(database, "b") == [State.SENT, State.STOPPED]


class Away:
    """A database that is away for some calls."""

    def __init__(self, database: ConversationDatabase) -> None:
        self.database = database
        self.calls = 0
        self.away: set[int] = set()

    async def __call__(self, operation):  # type: ignore[no-untyped-def]
        self.calls += 1
        if self.calls in self.away:
            raise StoreError("away")
        return operation(self.database)


def test_a_database_that_goes_away_loses_and_doubles_nothing(
    database: ConversationDatabase, messenger: Noting, clock: Clock
) -> None:
    for number in range(5):
        subscribe(database, f"p{number}", str(number))
        plan(database, f"p{number}", NOW - 9 + number)
    for away in range(1, 14):
        store = Away(database)
        store.away = {away, away + 1}

        async def send(store: Away) -> None:
            made = sending.Sender(messenger, store, clock, sending.Pace(0.01, 0.02), 0)
            try:
                await made.send_due()
            except StoreError:
                await made.close(1)

        asyncio.run(send(store))
        if away == 1:
            assert messenger.sent == []
    assert sorted(chat for chat, _ in messenger.sent) == ["0", "1", "2", "3", "4"]
    assert [states(database, f"p{number}") for number in range(5)] == [[State.SENT]] * 5


def test_two_senders_at_once_send_each_once(database: ConversationDatabase, clock: Clock) -> None:
    for number in range(40):
        subscribe(database, f"p{number}", str(number))
        plan(database, f"p{number}")
    both = [Noting(), Noting()]

    async def send() -> None:
        await asyncio.gather(*(sender_of(database, one, clock).send_due() for one in both))

    asyncio.run(send())
    chats = [chat for one in both for chat, _ in one.sent]
    assert sorted(chats, key=int) == [str(number) for number in range(40)]


def test_the_report_of_an_announcement(database: ConversationDatabase, messenger: Noting, clock: Clock) -> None:
    for number in range(4):
        subscribe(database, f"p{number}", str(number), announcements=True)
    announce(database)
    messenger.faults = [None, ChatGoneError(), MessageRefusedError("no")]
    send_due(database, messenger, clock)
    from rasa_project.storage import campaigns

    assert campaigns.finish(database) == 1
    told = report(database)
    assert told.state is Progress.DONE
    counts = {one: count for one, count in told.ends.items() if count}
    assert counts == {State.SENT: 2, State.GONE: 1, State.FAILED: 1}


def test_what_was_only_taken_when_the_bot_stopped_waits_again(
    database: ConversationDatabase, messenger: Noting, clock: Clock
) -> None:
    subscribe(database, "a", "1")
    plan(database, "a")

    async def stopped() -> None:
        taken, go_on = asyncio.Event(), asyncio.Event()

        async def slow(operation):  # type: ignore[no-untyped-def]
            found = operation(database)
            if isinstance(found, list) and found:
                taken.set()
                await go_on.wait()
            return found

        made = sending.Sender(messenger, slow, clock, sending.Pace(0.01, 0.02), 0)
        running = asyncio.get_running_loop().create_task(made.run())
        await taken.wait()
        running.cancel()
        await asyncio.sleep(0)
        go_on.set()
        await asyncio.gather(running, return_exceptions=True)

    asyncio.run(stopped())
    assert states(database, "a") == [State.WAITING]
    assert messenger.sent == []


def test_what_was_under_way_when_the_bot_stopped_is_doubtful(
    database: ConversationDatabase, messenger: Noting, clock: Clock
) -> None:
    subscribe(database, "a", "1")
    plan(database, "a")

    async def never(chat: str) -> None:
        await asyncio.sleep(60)

    async def stopped() -> None:
        made = sender_of(database, messenger, clock)
        messenger.before = never
        running = asyncio.get_running_loop().create_task(made.run())
        while not messenger.heard:
            await asyncio.sleep(0.01)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await made.close(0.05)

    asyncio.run(stopped())
    assert states(database, "a") == [State.SENDING]
    messenger.before = None
    clock.now += outbox.DOUBTFUL_SECONDS + 1
    send_due(database, messenger, clock)
    assert states(database, "a") == [State.DOUBTFUL]
    assert messenger.sent == []
