"""Nothing unasked in the middle of a talk: not soon after a message, not while an emergency or distress is open."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from rasa_project.dialogue.answer_files import responses
from rasa_project.dialogue.emergency_over import ENDED_WELL
from rasa_project.outreach.talks import hold_of_settings, is_troubled
from rasa_project.storage import outbox, outreach
from rasa_project.storage.database import ConversationDatabase
from rasa_project.storage.outreach import Kind, State
from rasa_project.storage.rows import StoredEvent, Turn
from tests.outreach.outbox import DAY, HOUR, NOW, Clock, Noting, announce, plan, send_due, states, subscribe

MINUTE = 60.0


def answer(name: str, level: str | None = None) -> str:
    return json.dumps({"event": "bot", "metadata": {"utter_action": name, "metadata": {"level": level}}})


EMERGENCY = answer("utter_report_emergency", "emergency")
ORDINARY = answer("utter_ask_schedule", "routine")


def talks(database: ConversationDatabase, name: str, at: float, *answers: str) -> None:
    """A person writes, and the bot answers."""
    stored = database.read(name)
    events = [StoredEvent(at, "user", json.dumps({"event": "user", "text": "сұрақ"}))]
    events += [StoredEvent(at, "bot", one) for one in answers]
    key, position = (stored.key, stored.next_position) if stored else (None, 0)
    database.append(Turn(name, key, position, events, 0, "{}", at))


def test_a_message_waits_until_the_parent_was_quiet_for_some_minutes(
    database: ConversationDatabase, messenger: Noting, clock: Clock
) -> None:
    subscribe(database, "a", "1")
    plan(database, "a")
    for minutes in (0, 10, 20):
        talks(database, "a", NOW + minutes * MINUTE - 1, ORDINARY)
        clock.now = NOW + minutes * MINUTE
        send_due(database, messenger, clock)
        assert messenger.sent == []
    clock.now = NOW + 34 * MINUTE
    send_due(database, messenger, clock)
    assert messenger.sent == []
    clock.now = NOW + 35 * MINUTE
    send_due(database, messenger, clock)
    assert [chat for chat, _ in messenger.sent] == ["1"]
    assert states(database, "a") == [State.SENT]


def test_who_is_in_no_talk_gets_it_at_once_beside_one_who_is(
    database: ConversationDatabase, messenger: Noting, clock: Clock
) -> None:
    for number in range(4):
        subscribe(database, f"p{number}", str(number))
        plan(database, f"p{number}", NOW - 9 + number)
    talks(database, "p0", NOW - 60, ORDINARY)
    talks(database, "p2", NOW - 60, ORDINARY)
    send_due(database, messenger, clock)
    assert [chat for chat, _ in messenger.sent] == ["1", "3"]


@pytest.mark.parametrize("kind", list(Kind))
def test_in_an_emergency_nothing_of_any_kind_comes_for_a_day(
    kind: Kind, database: ConversationDatabase, messenger: Noting, clock: Clock
) -> None:
    subscribe(database, "a", "1", announcements=True)
    talks(database, "a", NOW - HOUR, EMERGENCY)
    talks(database, "a", NOW - HOUR / 2, ORDINARY)
    if kind is Kind.ANNOUNCEMENT:
        announce(database, urgent=True, useful_until=NOW + 2 * DAY)
    else:
        about = outreach.Plan(kind, NOW, NOW + 2 * DAY, None, "1")
        outreach.plan(database, "a", [about])
    held = replace(hold_of_settings(), quiet_seconds=0.0)
    for hours in (0, 3, 22):
        assert outbox.claim_due(database, "telegram", NOW + hours * HOUR, hold=held) == []
    assert [one.kind for one in outbox.claim_due(database, "telegram", NOW + 24 * HOUR, hold=held)] == [kind]


def test_what_is_of_no_more_use_by_then_is_missed_and_not_sent_late(
    database: ConversationDatabase, messenger: Noting, clock: Clock
) -> None:
    subscribe(database, "a", "1", announcements=True)
    talks(database, "a", NOW - 60, EMERGENCY)
    announce(database, useful_until=NOW + 5 * MINUTE)
    send_due(database, messenger, clock)
    assert states(database, "a") == [State.WAITING]
    clock.now = NOW + 6 * MINUTE
    send_due(database, messenger, clock)
    assert states(database, "a") == [State.MISSED]
    assert messenger.sent == []


def test_an_emergency_that_ended_well_holds_nothing_back(
    database: ConversationDatabase, messenger: Noting, clock: Clock
) -> None:
    subscribe(database, "a", "1")
    plan(database, "a")
    talks(database, "a", NOW - 2 * HOUR, EMERGENCY)
    send_due(database, messenger, clock)
    assert messenger.sent == []
    talks(database, "a", NOW + MINUTE, answer("utter_report_emergency/over", "doctor_today"))
    clock.now = NOW + 17 * MINUTE
    send_due(database, messenger, clock)
    assert len(messenger.sent) == 1


def test_a_held_message_is_begun_once_and_counts_no_try(
    database: ConversationDatabase, messenger: Noting, clock: Clock
) -> None:
    subscribe(database, "a", "1")
    plan(database, "a")
    talks(database, "a", NOW - 1, ORDINARY)
    for _ in range(5):
        send_due(database, messenger, clock)
    clock.now = NOW + HOUR
    (due,) = outbox.claim_due(database, "telegram", clock.now)
    assert due.attempts == 1
    assert outbox.claim_due(database, "telegram", clock.now) == []


def test_a_last_message_of_the_future_holds_for_minutes_and_not_for_years(
    database: ConversationDatabase, messenger: Noting, clock: Clock
) -> None:
    subscribe(database, "a", "1")
    talks(database, "a", NOW + 365 * DAY, ORDINARY)
    plan(database, "a")
    send_due(database, messenger, clock)
    (waiting,) = outreach.list_of(database, "a")
    assert waiting.due_at == NOW + 15 * MINUTE


def test_without_minutes_only_emergencies_hold(
    database: ConversationDatabase, messenger: Noting, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OUTREACH_QUIET_MINUTES", "0")
    for name, told in (("a", ORDINARY), ("b", EMERGENCY)):
        subscribe(database, name, name)
        plan(database, name)
        talks(database, name, NOW - 1, told)
    send_due(database, messenger, clock)
    assert [chat for chat, _ in messenger.sent] == ["a"]


@pytest.mark.parametrize(
    ("answers", "is_open"),
    [
        ((ORDINARY,), False),
        ((), False),
        ((EMERGENCY, ORDINARY), True),
        ((EMERGENCY, answer("utter_report_emergency/over")), False),
        ((EMERGENCY, answer("utter_report_emergency/after_visit", "doctor_today")), True),
        ((EMERGENCY, answer("utter_report_emergency/released"), EMERGENCY), True),
        ((answer("utter_distress_despair"), ORDINARY, answer("utter_report_emergency/over")), True),
        ((answer("utter_bereaved_told"),), True),
        (("no json", "[]", '{"metadata": null}', '{"metadata": {"metadata": 3}}'), False),
    ],
)
def test_what_answers_leave_open(answers: tuple[str, ...], is_open: bool) -> None:
    assert is_troubled(answers) is is_open


def test_the_answers_that_end_an_emergency_are_there() -> None:
    assert set(responses()) >= ENDED_WELL
