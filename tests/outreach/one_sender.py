"""``python -m tests.outreach.one_sender URL TELEGRAM FOLDER``: one process that sends what is due, in Telegram.

Beside others on the same database: what the kill of a process and several workers do to the outbox is tried with it.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from rasa_project.channels.inbox.pace import Pace
from rasa_project.channels.telegram.messenger import Telegram
from rasa_project.channels.telegram.settings import Settings
from rasa_project.engine.tracker_store import ConversationStore
from rasa_project.outreach import composing, sender
from rasa_project.outreach.sender import Sender
from rasa_project.storage.outreach import Kind
from tests.outreach.outbox import Clock
from tests.telegram_server import TOKEN


async def send(url: str, telegram: str, folder: Path) -> None:
    store = ConversationStore(url)
    settings = Settings(TOKEN, telegram, database=folder / "telegram.db", messages_per_second=0)
    pace = Pace(first=0.02, longest=0.1, patience=60, timeout=2)
    made = Sender(Telegram(settings, pace), store.run, Clock(), pace, 0)
    print("Ready", flush=True)
    await made.run()


if __name__ == "__main__":
    sender.LOOK_SECONDS = 0.05  # type: ignore[misc]
    composing.COMPOSERS[Kind.DOSE] = lambda due, about, today: [{"text": about["text"]}]
    asyncio.run(send(sys.argv[1], sys.argv[2], Path(sys.argv[3])))
