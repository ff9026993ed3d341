"""When a phone may ring of the bot's own accord: by day in the district, whatever was planned and wherever we run."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from rasa_project.clock import DISTRICT_ZONE

_ZONE: Final = ZoneInfo(DISTRICT_ZONE)
#: From the first hour on, until the second; what is urgent goes at any time.
FIRST_HOUR: Final = 8
LAST_HOUR: Final = 22
#: Announcements of an ordinary kind: one in so many days for a person, counted by calendar days.
WEEK_DAYS: Final = 7


def is_night(now: float) -> bool:
    """Whether only what is urgent may be sent; ``now`` is in seconds since 1970."""
    return not FIRST_HOUR <= datetime.fromtimestamp(now, _ZONE).hour < LAST_HOUR


def next_day_time(now: float) -> float:
    """The first second from ``now`` on at which anything may be sent."""
    local = datetime.fromtimestamp(now, _ZONE)
    if not is_night(now):
        return now
    day = local.date() + timedelta(days=1 if local.hour >= LAST_HOUR else 0)
    return datetime.combine(day, time(FIRST_HOUR), _ZONE).timestamp()


def week_begins(now: float) -> float:
    """Who was announced something at that second or later has had this week's: a Monday's is over the next Monday."""
    day = datetime.fromtimestamp(now, _ZONE).date() - timedelta(days=WEEK_DAYS - 1)
    return datetime.combine(day, time(), _ZONE).timestamp()


def end_of_day(day: date) -> float:
    """The second at which a day of the district is over."""
    return datetime.combine(day + timedelta(days=1), time(), _ZONE).timestamp()


def day_of(now: float) -> date:
    """The day in the district."""
    return datetime.fromtimestamp(now, _ZONE).date()
