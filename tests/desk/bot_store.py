"""The bot's database in a test, filled with invented talks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy.engine.url import URL, make_url

from desk.bot.store import BotStore
from desk.demo.filling import fill
from desk.demo.traffic import Message, Talk
from rasa_project.clock import DISTRICT_ZONE

#: A Wednesday.
DAY = date(2026, 11, 25)


def moment(hour: float, day: date = DAY) -> float:
    """Seconds since 1970 of an hour of a day in the district."""
    start = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(DISTRICT_ZONE)).timestamp()
    return start + hour * 3600


def talk(name: str, *messages: Message) -> Talk:
    return Talk(name, messages)


def asks(at: float, question: str = "ask_myth/autism", **more: object) -> Message:
    """A question that was answered."""
    told = {"language": "kk", "channel": "web", "village": "", "text": "аутизм бола ма", **more}
    return Message(at=at, question=question, **told)  # type: ignore[arg-type]


def missed(at: float, text: str = "анау ше", **more: object) -> Message:
    """A message that was not understood."""
    told = {"language": "kk", "channel": "web", "village": "", **more}
    return Message(at=at, text=text, is_not_understood=True, **told)  # type: ignore[arg-type]


def ill(at: float, village: str = "", **more: object) -> Message:
    """Fever with rash."""
    told = {"language": "ru", "channel": "telegram", **more}
    return Message(at=at, village=village, text="…", has_fever_rash=True, **told)  # type: ignore[arg-type]


def store_with(folder: Path, talks: Iterable[Talk]) -> tuple[BotStore, URL]:
    """A database of the bot's that holds these talks."""
    url = make_url(f"sqlite:///{folder}/conversations.db")
    fill(url, talks, until=float("inf"))
    return BotStore(url), url
