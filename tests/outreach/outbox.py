"""A bot's database with people in it, a messenger that notes what it sends, and a clock that a test turns."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy.engine import make_url

from rasa_project.channels.inbox.messenger import Messenger
from rasa_project.channels.inbox.outgoing import Form, Outgoing
from rasa_project.channels.inbox.pace import Pace
from rasa_project.outreach.sealing import seal_about, seal_chat
from rasa_project.outreach.sender import Sender
from rasa_project.storage import campaigns, outreach, subscribers
from rasa_project.storage.campaigns import Order
from rasa_project.storage.database import ConversationDatabase
from rasa_project.storage.outreach import Kind, Plan, State

#: A Monday, 10:00 in the district.
NOW = 1_796_014_800.0
HOUR, DAY = 3_600.0, 86_400.0
QUICK = Pace(first=0.01, longest=0.02, patience=1.0, timeout=0.5)
T = TypeVar("T")


class Clock:
    """Shows what a test says."""

    def __init__(self, now: float = NOW) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


class Noting(Messenger):
    """Notes what it is asked to send; ``faults`` are raised instead, the first first."""

    channel = "telegram"
    form = Form(4096, 8)

    def __init__(self) -> None:
        self.key = "key"
        self.sent: list[tuple[str, str]] = []
        self.messages: list[Outgoing] = []
        self.heard: list[float | None] = []
        self.names: list[str] = []
        self.faults: list[Exception | None] = []
        self.before: Callable[[str], Any] | None = None

    async def send(self, chat_id: str, message: Outgoing) -> str:
        if self.before is not None:
            await self.before(chat_id)
        fault = self.faults.pop(0) if self.faults else None
        if fault is not None:
            raise fault
        self.sent.append((chat_id, message.text))
        self.messages.append(message)
        return str(len(self.sent))

    async def send_unasked(self, chat_id: str, message: Outgoing, last_heard: float | None, own_name: str = "") -> str:
        self.heard.append(last_heard)
        self.names.append(own_name)
        return await super().send_unasked(chat_id, message, last_heard, own_name)


def database_in(folder: Path) -> ConversationDatabase:
    return ConversationDatabase(make_url(f"sqlite:///{folder}/conversations.db"))


def subscribe(
    database: ConversationDatabase, name: str, chat: str, language: str = "kk", *, announcements: bool = False
) -> None:
    subscribers.subscribe(database, name, "telegram", seal_chat(chat), language, NOW - DAY)
    if announcements:
        subscribers.want_announcements(database, name, True, NOW)


def plan(database: ConversationDatabase, name: str, due_at: float = NOW, text: str = "Ертең екпе күні.") -> int:
    about = seal_about({"text": text})
    return outreach.plan(database, name, [Plan(Kind.DOSE, due_at, due_at + DAY, about, "1")])[0]


def announce(
    database: ConversationDatabase, key: str = "o-1", now: float = NOW, villages: Sequence[str] = (), **more: Any
) -> None:
    told = {"urgent": False, "created_by": "aigul", "approved_by": "dana", "due_at": now, "useful_until": now + DAY}
    campaigns.take_up(database, Order(key, "Ертең екпе.", "Завтра прививка.", tuple(villages), **{**told, **more}), now)
    while campaigns.plan_step(database, now, now - 6 * DAY):
        pass


def states(database: ConversationDatabase, name: str) -> list[State]:
    return [one.state for one in outreach.list_of(database, name, waiting_only=False)]


def report(database: ConversationDatabase, key: str = "o-1") -> campaigns.Report:
    with database.transaction() as connection:
        return next(one for one in campaigns.reports(connection) if one.key == key)


def sender_of(
    database: ConversationDatabase, messenger: Messenger, clock: Callable[[], float], per_second: float = 0
) -> Sender:
    async def run(operation: Callable[[ConversationDatabase], T]) -> T:
        return operation(database)

    return Sender(messenger, run, clock, QUICK, per_second)


def send_due(database: ConversationDatabase, messenger: Messenger, clock: Callable[[], float]) -> None:
    """What a running bot does in one look."""
    asyncio.run(_send(database, messenger, clock))


async def _send(database: ConversationDatabase, messenger: Messenger, clock: Callable[[], float]) -> None:
    await sender_of(database, messenger, clock).send_due()
