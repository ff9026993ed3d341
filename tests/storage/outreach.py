"""People and plans in a database of the bot's, for tests; the time is made up."""

from __future__ import annotations

from dataclasses import replace

from rasa_project.storage import campaigns, outbox, outreach, subscribers
from rasa_project.storage.campaigns import Order
from rasa_project.storage.database import ConversationDatabase
from rasa_project.storage.outreach import Kind, Plan, State
from rasa_project.storage.rows import Turn

NOW = 1_800_000_000.0
DAY = 86_400.0
ORDER = Order("o-1", "Қазақша.", "По-русски.", (), False, "aigul", "dana", NOW, NOW + DAY)


def subscribed(database: ConversationDatabase, *names: str, announcements: bool = False) -> None:
    for name in names:
        subscribers.subscribe(database, name, "telegram", f"sealed {name}", "kk", NOW - DAY)
        if announcements:
            subscribers.want_announcements(database, name, True, NOW)


def dose(due_at: float = NOW, **more: object) -> Plan:
    return replace(Plan(Kind.DOSE, due_at, due_at + DAY, "sealed about"), **more)  # type: ignore[arg-type]


def wrote(database: ConversationDatabase, name: str, at: float) -> None:
    database.append(Turn(name, None, 0, [], 0, "{}", at))


def claimed(database: ConversationDatabase, now: float = NOW, limit: int = 100) -> list[int]:
    return [one.id for one in outbox.claim_due(database, "telegram", now, limit)]


def state_of(database: ConversationDatabase, name: str) -> list[State]:
    return [one.state for one in outreach.list_of(database, name, waiting_only=False)]


def report(database: ConversationDatabase, key: str = "o-1") -> campaigns.Report:
    with database.transaction() as connection:
        return next(one for one in campaigns.reports(connection) if one.key == key)


def planned_all(database: ConversationDatabase, now: float = NOW, since: float = NOW - 6 * DAY) -> None:
    while campaigns.plan_step(database, now, since):
        pass
