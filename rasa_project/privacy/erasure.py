"""Everything that is stored of one person: counted, handed out, deleted, in every store.

A store with something personal in it joins by a line in :func:`personal_stores`.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, Protocol

from rasa_project.observability.metrics import metrics
from rasa_project.stores.database import ConversationDatabase
from rasa_project.stores.settings import StoreSettings

DAY_SECONDS: Final = 24 * 60 * 60
_BATCH: Final = 500


class PersonalStore(Protocol):
    """Where something is stored under the pseudonym of a person."""

    def delete_sender(self, sender_id: str) -> int:
        """Delete everything of a person; returns how many entries that were."""

    def export_sender(self, sender_id: str) -> list[dict[str, Any]]:
        """Everything of a person, the oldest first."""

    def idle_senders(self, before: float, limit: int = 1000) -> list[str]:
        """Persons not heard of since ``before`` (seconds since 1970), at most ``limit``."""

    def close(self) -> None:
        """Close connections."""


@contextmanager
def personal_stores() -> Iterator[dict[str, PersonalStore]]:
    """All stores by name, open as long as the block runs.

    Raises:
        rasa_project.settings.SettingsError: a setting can't be used.
    """
    stores: dict[str, PersonalStore] = {
        "conversations": ConversationDatabase(StoreSettings.from_environment().database)
    }
    from rasa_project.channels.telegram.personal import TelegramMarks
    from rasa_project.channels.telegram.settings import database_path

    telegram = database_path()
    if telegram.exists():
        stores["telegram"] = TelegramMarks(telegram)
    try:
        yield stores
    finally:
        for store in stores.values():
            store.close()


def erase(pseudonym: str, why: str = "asked") -> int:
    """Delete everything of a person; returns how many entries that were.

    Raises:
        rasa_project.stores.errors.StoreError: a store can't be used; what it holds is still there.
    """
    with personal_stores() as stores:
        count = sum(store.delete_sender(pseudonym) for store in stores.values())
    if count:
        metrics().erased.labels(why).inc()
    return count


def export(pseudonym: str) -> dict[str, list[dict[str, Any]]]:
    """Everything that is stored of a person, by store.

    Raises:
        rasa_project.stores.errors.StoreError: a store can't be used.
    """
    with personal_stores() as stores:
        return {name: store.export_sender(pseudonym) for name, store in stores.items()}


def retain(days: int, now: float | None = None) -> int:
    """Delete whoever was not heard of for ``days`` days; returns how many persons that were.

    Raises:
        ValueError: ``days`` is below 1.
        rasa_project.stores.errors.StoreError: a store can't be used.
    """
    if days < 1:
        raise ValueError(f"RETENTION_DAYS={days}: keep conversations at least 1 day.")
    before = (time.time() if now is None else now) - days * DAY_SECONDS
    deleted = 0
    with personal_stores() as stores:
        for store in stores.values():
            while idle := store.idle_senders(before, _BATCH):
                for sender in idle:
                    store.delete_sender(sender)
                deleted += len(idle)
    metrics().erased.labels("retention").inc(deleted)
    return deleted
