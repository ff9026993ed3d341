"""The sender: in order, once, at its pace, by day; what fails, what is doubtful, who has gone; with a turned clock."""

from __future__ import annotations

import asyncio
import re
import time

import pytest

from rasa_project.channels.inbox.messenger import ChatGoneError, MessageRefusedError, TryAgainError
from rasa_project.observability.metrics import metrics
from rasa_project.outreach import sender as sending
from rasa_project.storage import outreach
from rasa_project.storage.database import ConversationDatabase
from rasa_project.storage.outreach import State
from rasa_project.storage.rows import Turn
from tests.outreach.outbox import (
    DAY,
    HOUR,
    NOW,
    Clock,
    Noting,
    announce,
    plan,
    send_due,
    sender_of,
    states,
    subscribe,
)


def wrote(database: ConversationDatabase, name: str, at: float) -> None:
    database.append(Turn(name, None, 0, [], 0, "{}", at))


def test_what_is_due_goes_out_in_order_and_once(
    database: ConversationDatabase, messenger: Noting, clock: Clock
) -> None:
    for number in range(30):
        subscribe(database, f"p{number}", str(number))
        plan(database, f"p{number}", NOW - number)
    later = plan(database, "p0", NOW + 60)
    send_due(database, messenger, clock)
    assert [chat for chat, _ in messenger.sent] == [str(number) for number in reversed(range(30))]
    send_due(database, messenger, clock)
    assert len(messenger.sent) == 30
    clock.now += 61
    send_due(database, messenger, clock)
    assert len(messenger.sent) == 31
    found = outreach.find(database, "p0", later)
    assert found is not None
    assert found.state is State.SENT


def test_it_counts_what_became_of_messages(database: ConversationDatabase, messenger: Noting, clock: Clock) -> None:
    subscribe(database, "a", "1")
    plan(database, "a")
    plan(database, "a", NOW - 3 * DAY)
    made = sender_of(database, messenger, clock)
    asyncio.run(made.send_due())
    assert made.counts() == {"outreach_due": 2, "outreach_sent": 1}
    shown = metrics().exposition().decode()
    assert re.search(r'^bot_outreach_total{channel="telegram",end="sent"} [1-9]', shown, re.M)
    assert 'bot_outreach_due{channel="telegram"} 2.0' in shown
    assert 'bot_outreach_overdue_seconds{channel="telegram"} 259200.0' in shown


def test_the_messenger_is_told_when_the_person_last_wrote(
    database: ConversationDatabase, messenger: Noting, clock: Clock
) -> None:
    subscribe(database, "a", "1")
    wrote(database, "a", NOW - HOUR)
    subscribe(database, "b", "2")
    plan(database, "a", NOW - 1)
    plan(database, "b")
    send_due(database, messenger, clock)
    assert messenger.heard == [NOW - HOUR, None]


def test_it_says_where_a_message_ends_in_the_persons_language(
    database: ConversationDatabase, messenger: Noting, clock: Clock
) -> None:
    subscribe(database, "a", "1", "kk", announcements=True)
    subscribe(database, "b", "2", "ru", announcements=True)
    subscribe(database, "c", "3")
    announce(database)
    send_due(database, messenger, clock)
    (_, kk), (_, ru) = messenger.sent
    assert "басқармасының хабарландыруы" in kk
    assert kk.endswith("Ертең екпе.")
    assert ru.endswith("Завтра прививка.")
    off = '/inform{"question":"news_off"}'
    assert [one.buttons for one in messenger.messages] == [
        (("Енді жібермеңіз", off),), (("Больше не присылать", off),),
    ]  # fmt: skip


@pytest.mark.parametrize(("hour", "sent"), [(0, 0), (7, 0), (8, 1), (10, 1), (21, 1), (22, 0)])
def test_no_phone_rings_at_night(
    hour: int, sent: int, database: ConversationDatabase, messenger: Noting, clock: Clock
) -> None:
    subscribe(database, "a", "1")
    plan(database, "a", NOW - 12 * HOUR)
    clock.now = NOW + (hour - 10) * HOUR
    send_due(database, messenger, clock)
    assert len(messenger.sent) == sent


def test_what_is_urgent_is_sent_at_night(database: ConversationDatabase, messenger: Noting, clock: Clock) -> None:
    clock.now = NOW + 14 * HOUR
    subscribe(database, "a", "1", announcements=True)
    plan(database, "a")
    announce(database, now=clock.now, urgent=True)
    send_due(database, messenger, clock)
    assert len(messenger.sent) == 1
    assert "Ертең екпе." in messenger.sent[0][1]


def test_missed_while_down_it_is_sent_when_it_is_still_of_use(
    database: ConversationDatabase, messenger: Noting, clock: Clock
) -> None:
    subscribe(database, "a", "1")
    plan(database, "a", NOW, "Ескі")
    plan(database, "a", NOW + HOUR, "Жаңа")
    clock.now = NOW + DAY + HOUR / 2
    send_due(database, messenger, clock)
    assert [text for _, text in messenger.sent] == ["Жаңа"]
    assert states(database, "a") == [State.MISSED, State.SENT]


def test_who_blocked_the_bot_gets_nothing_more_until_they_write(
    database: ConversationDatabase, messenger: Noting, clock: Clock
) -> None:
    subscribe(database, "a", "1")
    messenger.faults = [ChatGoneError()]
    for day in range(3):
        plan(database, "a", NOW + day * DAY)
    send_due(database, messenger, clock)
    clock.now = NOW + DAY
    send_due(database, messenger, clock)
    assert messenger.sent == []
    assert len(messenger.heard) == 1
    wrote(database, "a", NOW + 1.5 * DAY)
    clock.now = NOW + 2 * DAY
    send_due(database, messenger, clock)
    assert states(database, "a") == [State.GONE, State.GONE, State.SENT]


def test_who_let_the_bot_in_again_stays_in_when_the_old_talk_is_deleted(
    database: ConversationDatabase, messenger: Noting, clock: Clock
) -> None:
    subscribe(database, "a", "1")
    messenger.faults = [ChatGoneError()]
    plan(database, "a")
    send_due(database, messenger, clock)
    wrote(database, "a", NOW + 60)
    database.delete_sender("a", was_asked=False)
    plan(database, "a", NOW + 120)
    clock.now = NOW + 120
    send_due(database, messenger, clock)
    assert len(messenger.sent) == 1


@pytest.mark.parametrize(
    ("fault", "state", "sent"),
    [
        (MessageRefusedError("no"), State.FAILED, 0),
        (TryAgainError("lost", may_have_arrived=True), State.DOUBTFUL, 0),
        (ValueError("odd"), State.DOUBTFUL, 0),
        (TryAgainError("no connection"), State.SENT, 1),
    ],
)
def test_only_what_surely_did_not_leave_is_sent_again(
    fault: Exception, state: State, sent: int, database: ConversationDatabase, messenger: Noting, clock: Clock
) -> None:
    subscribe(database, "a", "1")
    plan(database, "a")
    messenger.faults = [fault]
    for _ in range(3):
        send_due(database, messenger, clock)
    assert states(database, "a") == [state]
    assert len(messenger.sent) == sent


def test_a_message_that_always_fails_does_not_hold_up_the_others(
    database: ConversationDatabase, messenger: Noting, clock: Clock
) -> None:
    async def bad(chat: str) -> None:
        if chat == "1":
            raise TryAgainError("Bad Gateway")

    messenger.before = bad
    subscribe(database, "a", "1")
    subscribe(database, "b", "2")
    plan(database, "a", NOW - 5)
    plan(database, "b")
    send_due(database, messenger, clock)
    assert [chat for chat, _ in messenger.sent] == ["2"]
    (left,) = outreach.list_of(database, "a")
    assert left.due_at > NOW
    messenger.before = None
    clock.now += 400
    send_due(database, messenger, clock)
    assert [chat for chat, _ in messenger.sent] == ["2", "1"]


def test_all_wait_for_as_long_as_the_messenger_asks(
    database: ConversationDatabase, messenger: Noting, clock: Clock
) -> None:
    for number in range(3):
        subscribe(database, f"p{number}", str(number))
        plan(database, f"p{number}", NOW - 9 + number)
    messenger.faults = [None, TryAgainError("too many", 0.3)]
    began = time.monotonic()
    send_due(database, messenger, clock)
    assert sorted(chat for chat, _ in messenger.sent) == ["0", "1", "2"]
    assert time.monotonic() - began >= 0.3


def test_nothing_goes_faster_than_it_may(
    database: ConversationDatabase, messenger: Noting, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "CHAT_SECONDS", 0.2)
    for number in range(10):
        subscribe(database, f"p{number}", str(number))
        plan(database, f"p{number}")
    plan(database, "p0", NOW + 1)
    clock.now += 1

    async def send() -> tuple[float, list[float]]:
        times: list[float] = []

        async def note(chat: str) -> None:
            times.append(time.monotonic())

        messenger.before = note
        began = time.monotonic()
        await sender_of(database, messenger, clock, per_second=100).send_due()
        return began, times

    began, times = asyncio.run(send())
    assert len(times) == 11
    assert times[9] - began >= 0.09, "ten at a hundred a second"
    assert times[10] - times[0] >= 0.19, "the second one to that chat"
