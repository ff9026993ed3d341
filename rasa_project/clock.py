"""Which day it is for a parent in Kazaly, whatever the server's own time zone."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

#: Kazaly lies in Kyzylorda region: UTC+5 all year since 2018-12-21 (IANA time zone database).
DISTRICT_ZONE: Final = "Asia/Qyzylorda"


def now() -> datetime:
    """The time in the district."""
    return datetime.now(ZoneInfo(DISTRICT_ZONE))


def today() -> date:
    """The day in the district now."""
    return now().date()
