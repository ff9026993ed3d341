"""Orders to send an announcement: checked as what the office publishes, taken up once, stopped.

They come from the command line, or from the desk as a file beside what is published (``sendings.yml``); the bot alone
writes its database (decision 0101).
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

import yaml
from pydantic import constr

from rasa_project.advice.knowledge import knowledge, read_checked
from rasa_project.advice.office import ANNOUNCEMENTS, FILES
from rasa_project.advice.places_table import Settlement
from rasa_project.advice.records import Record
from rasa_project.content.preview import office_faults
from rasa_project.errors import BotError
from rasa_project.outreach.hours import end_of_day, next_day_time
from rasa_project.storage import campaigns
from rasa_project.storage.campaigns import Order
from rasa_project.storage.database import ConversationDatabase

#: Beside what is published.
FILE: Final = "sendings.yml"
#: With which an announcement is checked; orders are shown with nothing.
_SHOWN: Final = "greet"
_KEY: Final = "order"


class OrderRefusedError(BotError):
    """An announcement can't be sent as it stands; the text says why."""


class Sending(Record):
    """An order as it is written down.

    Attributes:
        id: its name; one of a name that was taken up before is nothing new.
        kk, ru: the texts.
        places: codes of settlements; empty: all who want announcements.
        urgent: also at night, and to who had one this week.
        by, approved_by: who ordered and who approved.
        until: the last day on which it is of use.
        stopped: what is not sent yet is not sent.
    """

    id: constr(regex=r"^[a-z0-9][a-z0-9_-]{1,60}$")  # type: ignore[valid-type]
    kk: str
    ru: str
    places: list[str] = []
    urgent: bool = False
    by: constr(min_length=1, max_length=150)  # type: ignore[valid-type]
    approved_by: constr(min_length=1, max_length=150)  # type: ignore[valid-type]
    until: date
    stopped: bool = False


def read_sendings(path: Path) -> list[Sending]:
    """The orders of a file.

    Raises:
        KnowledgeError: it is wrong; the text says where and why.
        OSError: it can't be read.
    """
    return list(read_checked(path, list[Sending]))


def check(sending: Sending, published: Path, today: date) -> None:
    """See that the texts say nothing that an announcement may not say, and that the places are there.

    Args:
        sending: the order.
        published: the folder with what the office publishes: its contacts are the phones that may be named.
        today: in the district.

    Raises:
        OrderRefusedError: they do not; the text says what.
    """
    if sending.until < today:
        raise OrderRefusedError(f"{sending.id}: its last day, {sending.until}, is over. Give a later one.")
    entry = {
        "id": _KEY, "kk": sending.kk, "ru": sending.ru, "since": today.isoformat(),
        "until": sending.until.isoformat(), "places": list(sending.places), "shown": [_SHOWN],
    }  # fmt: skip
    aside = Path(tempfile.mkdtemp(prefix="order-"))
    try:
        for name in set(FILES) - {ANNOUNCEMENTS}:
            if (published / name).is_file():
                shutil.copy(published / name, aside / name)
        (aside / ANNOUNCEMENTS).write_text(yaml.safe_dump([entry], allow_unicode=True), encoding="utf-8")
        faults = [one for one in office_faults(aside) if one.path.name == ANNOUNCEMENTS]
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    if faults:
        said = "; ".join(one.reason.removeprefix(f"{_KEY}: ") for one in faults)
        raise OrderRefusedError(f"{sending.id}: {said}")


def take_up(database: ConversationDatabase, sending: Sending, now: float) -> bool:
    """Write an order down for the sender; false where one of its name was taken up before."""
    order = Order(
        sending.id, sending.kk.strip(), sending.ru.strip(), tuple(sending.places), sending.urgent, sending.by,
        sending.approved_by, now if sending.urgent else next_day_time(now), end_of_day(sending.until),
    )  # fmt: skip
    return campaigns.take_up(database, order, now)


def villages(told: Sequence[str]) -> list[Settlement]:
    """The settlements that are named, by code or by a name in either language.

    Raises:
        OrderRefusedError: one is unknown, or several share its name.
    """
    found = []
    for name in told:
        some = _named(name)
        if not some:
            raise OrderRefusedError(f"{name} is no settlement of the district. Write it as places.yml does.")
        if len(some) > 1:
            codes = ", ".join(f"{one.code} ({one.district or one.kk})" for one in some)
            raise OrderRefusedError(f"{name} is the name of several settlements. Write the code: {codes}.")
        found.append(some[0])
    return found


def _named(name: str) -> list[Settlement]:
    told = name.strip().casefold()
    settlements = knowledge().places.settlements
    by_code = [one for one in settlements if one.code == told]
    return by_code or [one for one in settlements if told in {one.kk.casefold(), one.ru.casefold()}]


def as_entry(sending: Sending) -> dict[str, Any]:
    """An order as it stands in the file."""
    return {**sending.dict(), "until": sending.until.isoformat()}
