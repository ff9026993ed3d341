"""Retention deletes by the clock, so a clock that jumped must not delete: it is believed only after it has gone on.

The database remembers when retention ran last (a row of ``heartbeat``), the same for all workers and machines. A run
much later than that is doubtful: a clock set wrongly, or a bot that was off. It deletes nothing until the same clock
has gone on for a day, or somebody says that it is right (docs/decisions/0067).
"""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Final

from rasa_project.errors import BotError
from rasa_project.storage.database import ConversationDatabase

DAY_SECONDS: Final = 24 * 60 * 60
#: Between two runs of a healthy bot: a day, or a few where the office was closed.
PLAUSIBLE_SECONDS: Final = 7 * DAY_SECONDS
#: So long a clock that jumped has to go on; an hour less than a day, so that the daily run finds it past.
CONFIRMED_SECONDS: Final = 23 * 60 * 60


class DoubtfulClockError(BotError):
    """The clock is far from where it was when retention ran last; nothing was deleted."""


def check_clock(database: ConversationDatabase, now: float) -> None:
    """See that ``now`` (seconds since 1970) is believable, and remember it.

    Raises:
        DoubtfulClockError: it is not, so far; the text says what to do.
        rasa_project.storage.errors.StoreError: the database can't be used.
    """
    ran, doubted = database.retention_times()
    last = database.newest() if ran is None else ran
    is_confirmed = doubted is not None and CONFIRMED_SECONDS <= now - doubted <= PLAUSIBLE_SECONDS
    if last is None or now - last <= PLAUSIBLE_SECONDS or is_confirmed:
        database.set_retention_times(now, None)
        return
    is_new = doubted is None or not 0 <= now - doubted <= PLAUSIBLE_SECONDS
    database.set_retention_times(ran, now if is_new else doubted)
    raise DoubtfulClockError(
        f"Nothing old is deleted yet: the clock says {_day(now)}, but the bot was last at work on {_day(last)}. Was it "
        "off so long? Then it goes on by itself after a day, or at once with `python -m rasa_project privacy retain "
        "--clock-is-right`. If the clock is wrong, set it."
    )


def is_doubted(database: ConversationDatabase, now: float) -> bool:
    """Whether ``now`` is so far behind the last run of retention that nothing should be done by it; only looks."""
    ran, _ = database.retention_times()
    last = database.newest() if ran is None else ran
    return last is not None and now - last > PLAUSIBLE_SECONDS


def confirm_clock(database: ConversationDatabase, now: float) -> None:
    """Remember that somebody says that ``now`` is right."""
    database.set_retention_times(now, None)


def _day(seconds: float) -> str:
    try:
        return datetime.fromtimestamp(seconds, timezone.utc).date().isoformat()
    except (OverflowError, ValueError, OSError):
        return f"second {seconds:.0f} since 1970"
