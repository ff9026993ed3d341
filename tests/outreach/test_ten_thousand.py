"""Ten thousand messages that are due in one minute: in order, each once, a handful in memory at a time."""

from __future__ import annotations

import asyncio

import pytest

from rasa_project.outreach.sealing import seal_chat
from rasa_project.outreach.sender import MOST_UNDER_WAY
from rasa_project.storage import outbox
from rasa_project.storage.database import ConversationDatabase
from rasa_project.storage.outreach import State
from rasa_project.storage.outreach_tables import planned, subscriber
from tests.outreach.outbox import DAY, NOW, Clock, Noting, sender_of

COUNT = 10_000


@pytest.mark.slow
def test_they_go_in_order_and_few_are_held_at_a_time(
    database: ConversationDatabase, messenger: Noting, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = [
        {"id": n + 1, "sender_id": f"p{n}", "channel": "telegram", "sealed_chat": seal_chat(str(n)), "language": "kk",
         "announcements": False, "created_at": NOW - DAY}
        for n in range(COUNT)
    ]  # fmt: skip
    rows = [
        {"subscriber_id": n + 1, "channel": "telegram", "kind": "dose", "due_at": NOW - 60 + n // 3 * 0.01,
         "useful_until": NOW + DAY, "is_urgent": False, "state": State.WAITING.value, "attempts": 0}
        for n in range(COUNT)
    ]  # fmt: skip
    with database.transaction() as connection:
        connection.execute(subscriber.insert(), people)
        connection.execute(planned.insert(), rows)
    monkeypatch.setattr("tests.outreach.outbox.Noting.send", _noted)
    claimed: list[int] = []

    def claim(database: ConversationDatabase, **told: object) -> list[outbox.Due]:
        found = outbox_claim(database, **told)  # type: ignore[arg-type]
        claimed.append(len(found))
        return found

    outbox_claim = outbox.claim_due
    monkeypatch.setattr(outbox, "claim_due", claim)
    monkeypatch.setattr("rasa_project.outreach.sender.messages_of", lambda due, about, today, form: [due.sender_id])
    made = sender_of(database, messenger, clock)
    asyncio.run(made.send_due())
    assert [chat for chat, _ in messenger.sent] == [str(n) for n in range(COUNT)]
    assert max(claimed) == 1, "one is taken at a time"
    assert made.counts()["outreach_sent"] == COUNT
    assert MOST_UNDER_WAY == 8


async def _noted(self: Noting, chat_id: str, message: object) -> str:
    self.sent.append((chat_id, str(message)))
    return "1"
