"""What a million planned messages cost, looked for and taken, ten thousand of them sent: ``make bench-outreach``.

On SQLite, and on PostgreSQL where it is installed; writes its part of docs/benchmarks.md. The bar for a look is 10 ms.
``ROWS=`` and ``DUE=`` make it smaller.
"""

from __future__ import annotations

import asyncio
import os
import re
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from benchmarks.services import MissingProgramError, Postgres, running
from rasa_project.channels.inbox.messenger import Messenger
from rasa_project.channels.inbox.outgoing import Form, Outgoing
from rasa_project.storage import outbox
from rasa_project.storage.database import ConversationDatabase
from rasa_project.storage.outreach import State
from rasa_project.storage.outreach_tables import planned, subscriber
from rasa_project.storage.settings import database_url

PAGE: Final = Path(__file__).resolve().parents[1] / "docs" / "benchmarks.md"
#: The part of the page that is ours; ``make bench`` keeps it.
PART: Final = re.compile(r"<!-- outreach -->.*?<!-- /outreach -->\n", re.S)
_NOW: Final = 1_796_014_800.0  # a Monday, 10:00 in the district
_PEOPLE: Final = 50_000
_BATCH: Final = 10_000
_ROUNDS: Final = 300
_BAR_MS: Final = 10.0
_CHANNEL: Final = "telegram"


@dataclass(frozen=True)
class Timed:
    """Milliseconds by the clock: the middle and the slowest of a hundred; and of the processor, the middle."""

    middle: float
    slow: float
    processor: float

    @property
    def row(self) -> str:
        """As it stands in the table."""
        return f"{self.middle:.2f} | {self.slow:.2f} | {self.processor:.2f}"


class Taking(Messenger):
    """Takes everything at once, and notes the order."""

    channel = _CHANNEL
    form = Form(4096, 8)

    def __init__(self) -> None:
        """Nothing was sent."""
        self.key = "key"
        self.chats: list[int] = []

    async def send(self, chat_id: str, message: Outgoing) -> str:
        """Note the chat."""
        self.chats.append(int(chat_id))
        return "1"


def main() -> int:
    """Measure both, print, and write the page's part; 1 where a look takes longer than the bar."""
    rows, due = int(os.environ.get("ROWS", "1000000")), int(os.environ.get("DUE", "10000"))
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        os.environ["OUTREACH_KEY_FILE"] = f"{folder}/outreach.key"
        found["SQLite"] = _measure(f"sqlite:///{folder}/conversations.db", rows, due)
    with suppress(MissingProgramError), _postgresql() as url:
        found["PostgreSQL"] = _measure(url, rows, due)
    text = _table(found, rows, due)
    print(text)
    if rows == 1_000_000:
        page = PAGE.read_text(encoding="utf-8")
        part = f"<!-- outreach -->\n{text}\n<!-- /outreach -->\n"
        PAGE.write_text(PART.sub(lambda _: part, page) if PART.search(page) else f"{page}\n{part}", encoding="utf-8")
    return int(any(one["a look, nothing due"].middle > _BAR_MS for one, *_ in found.values()))


@contextmanager
def _postgresql() -> Iterator[str]:
    made = Postgres()
    with running(made):
        yield made.url
    made.remove()


def _measure(url: str, rows: int, due: int) -> tuple[dict[str, Timed], float, float, bool]:
    """Times of single steps; messages a second; MB that memory grew by; whether they went in order."""
    database = ConversationDatabase(database_url(url))
    database.prepare()
    _fill(database, rows, due)
    before = _NOW - 60
    times = {
        "a look, nothing due": _timed(lambda: _look(database, before)),
        "asking for the next, nothing due": _timed(lambda: outbox.claim_due(database, _CHANNEL, before)),
        "a look, all of them due": _timed(lambda: _look(database, _NOW)),
        "taking one and putting it back": _timed(lambda: _take(database)),
    }
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    messenger = Taking()
    began = time.perf_counter()
    asyncio.run(_send(database, messenger))
    rate = len(messenger.chats) / (time.perf_counter() - began)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory) / 1024
    database.close()
    return times, rate, grown, messenger.chats == list(range(due))


def _fill(database: ConversationDatabase, rows: int, due: int) -> None:
    """People, ``due`` messages of one minute, and all others: sent before, or planned for the years to come."""
    from rasa_project.outreach.sealing import seal_chat

    chats = [seal_chat(str(number)) for number in range(due)]
    people = [
        {
            "id": number + 1, "sender_id": f"p{number}", "channel": _CHANNEL, "sealed_chat": chats[number % due],
            "language": "kk", "village": None, "announcements": True, "created_at": _NOW,
        }
        for number in range(max(_PEOPLE, due))
    ]  # fmt: skip
    with database.transaction() as connection:
        connection.execute(subscriber.insert(), people)
    for begin in range(0, rows, _BATCH):
        some = [_row(number, due) for number in range(begin, min(begin + _BATCH, rows))]
        with database.transaction() as connection:
            connection.execute(planned.insert(), some)


def _row(number: int, due: int) -> dict[str, Any]:
    if number < due:
        state, at = State.WAITING, _NOW - 30 + number * 0.001
    elif number % 2:
        state, at = State.SENT, _NOW - 86_400.0 * (1 + number % 60)
    else:
        state, at = State.WAITING, _NOW + 3_600.0 * (1 + number % 40_000)
    return {
        "subscriber_id": number % max(_PEOPLE, due) + 1, "channel": _CHANNEL, "kind": "dose", "due_at": at,
        "useful_until": at + 14 * 86_400.0, "is_urgent": False, "state": state.value, "attempts": 0,
        "ended_at": at if state is State.SENT else None,
    }  # fmt: skip


def _look(database: ConversationDatabase, now: float) -> None:
    """What a sender asks every two seconds."""
    outbox.end_doubtful(database, _CHANNEL, now)
    outbox.waiting_counts(database, _CHANNEL, now)


def _take(database: ConversationDatabase) -> None:
    (one,) = outbox.claim_due(database, _CHANNEL, _NOW)
    outbox.put_back(database, one.id)


def _timed(work: Callable[[], object]) -> Timed:
    wall, processor = [], []
    for _ in range(_ROUNDS):
        began, used = time.perf_counter(), time.process_time()
        work()
        wall.append((time.perf_counter() - began) * 1000)
        processor.append((time.process_time() - used) * 1000)
    return Timed(statistics.median(wall), statistics.quantiles(wall, n=100)[-1], statistics.median(processor))


async def _send(database: ConversationDatabase, messenger: Taking) -> None:
    from rasa_project.engine.tracker_store import ConversationStore
    from rasa_project.outreach import composing, sender
    from rasa_project.storage.outreach import Kind

    composing.COMPOSERS[Kind.DOSE] = lambda due, about, today: [{"text": "Ертең екпе күні."}]

    store = ConversationStore(database.url.render_as_string(hide_password=False))
    await sender.Sender(messenger, store.run, lambda: _NOW, per_second=0).send_due()
    store.close()


def _table(found: dict[str, tuple[dict[str, Timed], float, float, bool]], rows: int, due: int) -> str:
    lines = [
        "## Planned messages", "",
        f"`make bench-outreach` on {time.strftime('%Y-%m-%d')}: {rows:,} planned messages of {max(_PEOPLE, due):,} "
        f"people are stored, {due:,} of them are due in the same minute. Milliseconds; the load of the machine was "
        f"{os.getloadavg()[0]:.0f} on {os.cpu_count()} cores, so the processor's time tells more. A look is what a "
        "sender asks every two seconds; the bar is 10 ms.", "",
        "| | database | middle | slowest of 100 | processor, middle |", "|---|---|---|---|---|",
    ]  # fmt: skip
    for name, (times, *_) in found.items():
        lines += [f"| {what} | {name} | {timed.row} |" for what, timed in times.items()]
    lines.append("")
    for name, (_, rate, grown, is_ordered) in found.items():
        order = "in their order" if is_ordered else "NOT in their order"
        lines.append(
            f"{name}: the {due:,} were sent {order}, {rate:.0f} a second where the messenger takes them at once "
            f"(Telegram takes 30); memory grew by {grown:.1f} MB."
        )
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
