"""The thread of the desk's process that keeps the numbers up to date, and makes the week's report on Mondays.

Whatever fails is written into ``Progress`` and tried again half a minute later; no page waits for it. The report of a
week that is over is made as soon as it is missing, so a desk that was off on Monday makes it when it is on again.
"""

from __future__ import annotations

import logging
import threading
import time
from typing import Final

from django.db import close_old_connections
from django.db.utils import Error as DatabaseError
from django.utils import timezone

from desk.bot.health import bot_health
from desk.bot.store import BotStore, BotStoreError
from desk.today.counting import count_new
from desk.today.models import Progress
from desk.today.reports import make_missing_reports
from rasa_project.settings import DATABASE_URL

logger = logging.getLogger(__name__)

#: Seconds between two rounds.
EVERY: Final = 30.0


def look_once() -> None:
    """One round: count, make the report that is missing, ask how the bot is.

    Raises:
        django.db.utils.Error: the desk's own database can't be used.
    """
    fault = ""
    try:
        count_new(BotStore(DATABASE_URL.read()))
        make_missing_reports()
    except BotStoreError as error:
        fault = str(error)[:300]
    Progress.get()
    Progress.objects.filter(pk=1).update(fault=fault, bot=bot_health(), bot_at=timezone.now())


def keep_watching(stop: threading.Event) -> None:
    """Rounds until ``stop`` is set."""
    while not stop.is_set():
        began = time.monotonic()
        try:
            look_once()
        except DatabaseError as error:
            logger.warning("The desk's own database can't be used: %s", error)
        except Exception:  # a fault of ours must not end the numbers for good
            logger.exception("The numbers could not be brought up to date")
        finally:
            close_old_connections()
        stop.wait(max(1.0, EVERY - (time.monotonic() - began)))


def start_watching() -> threading.Event:
    """Begin; the event that is given back ends it."""
    stop = threading.Event()
    threading.Thread(target=keep_watching, args=(stop,), name="numbers", daemon=True).start()
    return stop
