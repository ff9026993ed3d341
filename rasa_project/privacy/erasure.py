"""Everything that is stored of one person: counted, handed out, deleted, in every store.

A store with something personal in it joins by a line in :func:`personal_stores`.
"""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, Protocol

from rasa_project.observability.metrics import metrics
from rasa_project.privacy import audit
from rasa_project.privacy.clock import DAY_SECONDS, check_clock, confirm_clock
from rasa_project.privacy.kept_answers import KeptAnswers
from rasa_project.settings import WEBHOOK_DB, SettingsError
from rasa_project.settings_together import inbox_files
from rasa_project.storage import outbox
from rasa_project.storage.database import ConversationDatabase
from rasa_project.storage.errors import StoreError
from rasa_project.storage.settings import StoreSettings

logger = logging.getLogger(__name__)

#: What a run of the server deletes at most: more than a busy day's share, far from everything.
MOST_SHARE: Final = 0.25
#: So many may always go at once, else a bot with few persons would keep them too long.
LEAST_AT_ONCE: Final = 100
_BATCH: Final = 500


class PersonalStore(Protocol):
    """Where something is stored under the pseudonym of a person."""

    def delete_sender(self, sender_id: str, was_asked: bool = True) -> int:
        """Delete everything of a person; returns how many entries that were.

        ``was_asked``: false where the person was only silent; what it asked to be sent later stays then.
        """

    def export_sender(self, sender_id: str) -> list[dict[str, Any]]:
        """Everything of a person, the oldest first."""

    def idle_senders(self, before: float, limit: int = 1000) -> list[str]:
        """Persons not heard of since ``before`` (seconds since 1970), at most ``limit``."""

    def count_senders(self) -> int:
        """How many persons there are."""

    def close(self) -> None:
        """Close connections."""


@contextmanager
def personal_stores() -> Iterator[dict[str, PersonalStore]]:
    """All stores by name, open as long as the block runs.

    Raises:
        rasa_project.settings.SettingsError: a setting can't be used.
    """
    settings = StoreSettings.from_environment()
    stores: dict[str, PersonalStore] = {"conversations": ConversationDatabase(settings.database)}
    from rasa_project.channels.inbox.personal import ChatMarks

    for channel, path in inbox_files().items():
        stores[channel] = ChatMarks(path, channel)
    if WEBHOOK_DB.read().exists():
        from rasa_project.webhooks.personal import WaitingEvents

        stores["webhooks"] = WaitingEvents(WEBHOOK_DB.read())
    if settings.redis_url:
        stores["answers"] = KeptAnswers(settings.redis_url)
    try:
        yield stores
    finally:
        for store in stores.values():
            store.close()


def erase(pseudonym: str, why: str, by: str) -> int:
    """Delete everything of a person, in every store; the one way of doing so. Counted, and a line of the audit.

    Where nothing was stored, only the office's own deletion leaves a line: others may ask as often as they like, and
    nothing rotates the file.

    Args:
        pseudonym: the person.
        why: ``asked`` (in the conversation), ``web`` (the widget's button), ``api`` (an integrator) or ``office``.
        by: who did it, for the audit: ``channel:telegram`` or :func:`rasa_project.privacy.audit.operator`.

    Returns:
        how many entries that were; 0 where nothing was stored.

    Raises:
        rasa_project.storage.errors.StoreError: a store can't be used; what it holds is still there. What the others
            held is deleted.
    """
    count, failed = 0, None
    with personal_stores() as stores:
        for store in stores.values():
            try:
                count += store.delete_sender(pseudonym)
            except StoreError as error:
                failed = failed or error
    if count:
        metrics().erased.labels(why).inc()
    if count or why == "office":
        _record("delete", by, count, person=pseudonym, why=why)
    if failed:
        raise failed
    return count


def export(pseudonym: str) -> dict[str, list[dict[str, Any]]]:
    """Everything that is stored of a person, by store.

    Raises:
        rasa_project.storage.errors.StoreError: a store can't be used.
    """
    with personal_stores() as stores:
        return {name: store.export_sender(pseudonym) for name, store in stores.items()}


def retain(
    days: int,
    now: float | None = None,
    by: str = "server",
    *,
    share: float = MOST_SHARE,
    clock_is_right: bool = False,
) -> int:
    """Delete who was not heard of for ``days`` days; returns how many persons that were.

    Args:
        days: at least 1.
        now: seconds since 1970; the clock's where it is left out.
        by: who does it, for the audit.
        share: how much of a store goes at most (but :data:`LEAST_AT_ONCE` in any case); the next run goes on.
        clock_is_right: somebody has looked at the clock.

    Raises:
        ValueError: ``days`` is below 1.
        rasa_project.privacy.clock.DoubtfulClockError: the clock may have jumped; nothing was deleted.
        rasa_project.storage.errors.StoreError: a store can't be used.
    """
    if days < 1:
        raise ValueError(f"RETENTION_DAYS={days}: keep conversations at least 1 day.")
    now = time.time() if now is None else now
    database = ConversationDatabase(StoreSettings.from_environment().database)
    try:
        (confirm_clock if clock_is_right else check_clock)(database, now)
        outbox.forget_old(database, now)
    finally:
        database.close()
    deleted = 0
    try:
        with personal_stores() as stores:
            for store in stores.values():
                most = max(LEAST_AT_ONCE, math.ceil(store.count_senders() * share))
                deleted += _delete_idle(store, now - days * DAY_SECONDS, most)
    finally:
        if deleted or by != "server":
            metrics().erased.labels("retention").inc(deleted)
            _record("retention", by, deleted)
    return deleted


def _delete_idle(store: PersonalStore, before: float, most: int) -> int:
    deleted = 0
    while idle := store.idle_senders(before, min(_BATCH, most - deleted)):
        for sender in idle:
            store.delete_sender(sender, was_asked=False)
        deleted += len(idle)
        if deleted >= most:
            logger.warning("More is due for deletion than a run deletes; the next one goes on")
            break
    return deleted


def _record(what: str, by: str, count: int, **about: str) -> None:
    """A deletion that was done is not undone by an audit file that can't be written; the log says so."""
    try:
        audit.record(what, by, count, **about)
    except SettingsError:
        metrics().errors.labels("audit").inc()
        logger.exception("The audit file could not be written")
