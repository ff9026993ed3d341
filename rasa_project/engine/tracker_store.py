"""Rasa's tracker store over :class:`ConversationDatabase`: flat in cost, off the event loop, never in memory."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Final, TypeVar

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event
from rasa.shared.core.trackers import DialogueStateTracker

from rasa_project.engine.events import dump_event, load_event, refuses_text
from rasa_project.engine.snapshot import Base, cut_of, folded
from rasa_project.engine.tracker import StoredTracker
from rasa_project.storage.database import ConversationDatabase
from rasa_project.storage.errors import ConversationConflictError
from rasa_project.storage.rows import StoredEvent, Turn
from rasa_project.storage.schema import POSTGRES_CONNECTIONS
from rasa_project.storage.settings import StoreSettings, database_url, is_sqlite

logger = logging.getLogger(__name__)

#: A window grows to the second figure of turns, then is folded back to the first.
KEPT_TURNS: Final = 3
MOST_TURNS: Final = 6
T = TypeVar("T")


class ConversationStore(TrackerStore):
    """Keeps conversations in SQLite or PostgreSQL; raises ``StoreError`` where it can't.

    Named in endpoints.yml; ``url`` there goes before ``DATABASE_URL``.
    """

    def __init__(
        self,
        host: str | None = None,
        domain: Domain | None = None,
        event_broker: EventBroker | None = None,
        **kwargs: Any,
    ) -> None:
        """Rasa calls this with the endpoint's ``url`` as ``host``. Nothing is opened before the first use.

        Raises:
            SettingsError: the address can't be used.
        """
        super().__init__(domain, event_broker)
        url = database_url(host) if host else StoreSettings.from_environment().database
        self.database = ConversationDatabase(url)
        self._threads = ThreadPoolExecutor(1 if is_sqlite(url) else POSTGRES_CONNECTIONS, "conversations")

    async def get_or_create_tracker(
        self, sender_id: str, max_event_history: int | None = None, append_action_listen: bool = True
    ) -> DialogueStateTracker:
        """The tracker of a sender; a new one is written only with its first turn."""
        tracker = await self.retrieve(sender_id)
        return tracker or await self.create_tracker(sender_id, append_action_listen)

    async def create_tracker(self, sender_id: str, append_action_listen: bool = True) -> DialogueStateTracker:
        """A new tracker, not written yet."""
        tracker = StoredTracker(sender_id, self.domain.slots)
        if append_action_listen:
            tracker.update(ActionExecuted(ACTION_LISTEN_NAME))
        return tracker

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The tracker with what the next turn needs, or ``None``."""
        return await self.run(lambda database: self._restore(database, sender_id))

    async def retrieve_full_tracker(self, conversation_id: str) -> DialogueStateTracker | None:
        """A tracker of all events ever; for reading only."""
        found = await self.run(lambda database: database.events_of(conversation_id))
        if not found:
            return None
        return DialogueStateTracker.from_dict(conversation_id, found, self.domain.slots)

    async def exists(self, conversation_id: str) -> bool:
        """Whether the sender has a conversation."""
        return await self.run(lambda database: database.read(conversation_id)) is not None

    async def keys(self) -> Iterable[str]:
        """All senders."""
        return await self.run(lambda database: database.senders())

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Append the events of the turn, all or none; when this returns they are in the database.

        Raises:
            StoreError: the database can't be used; nothing was written.
            ConversationConflictError: the conversation went on elsewhere; nothing was written.
        """
        if not isinstance(tracker, StoredTracker):
            raise ConversationConflictError("Only a tracker that this store gave out can be saved.")
        new = list(tracker.events)[tracker.stored :]
        if not new:
            return
        turn = self._turn_of(tracker, new)
        key = await self.run(lambda database: database.append(turn), result_counts=True)
        if key is None:
            logger.info("A conversation was deleted during its turn; the turn was not written")
            return
        tracker.key, tracker.stored = key, len(tracker.events)
        tracker.next_position += len(new)
        if self.event_broker is not None:
            await self._stream_new_events(self.event_broker, new, tracker.sender_id)

    async def delete(self, sender_id: str) -> None:
        """Delete everything of a conversation; one that never was is no error.

        Raises:
            StoreError: the database can't be used; the conversation is still there.
        """
        await self.run(lambda database: database.delete_sender(sender_id))

    async def run(self, operation: Callable[[ConversationDatabase], T], result_counts: bool = False) -> T:
        """Run a blocking operation on the database in a thread of the store.

        A statement that has begun can't be called back: where the caller is cancelled meanwhile (the deadline of a
        turn), the operation is waited for, so that the conversation is not given to the next message before. With
        ``result_counts`` the caller then goes on with the result, since it is in the database.

        Raises:
            StoreError: the database can't be used.
        """
        work: Future[T] = self._threads.submit(operation, self.database)
        waited = asyncio.wrap_future(work)
        try:
            return await asyncio.shield(waited)
        except asyncio.CancelledError:
            if work.cancel():
                raise
            result = await waited
            if result_counts:
                return result
            raise

    def close(self) -> None:
        """Finish what was begun and close all connections."""
        self._threads.shutdown(wait=True)
        self.database.close()

    def _restore(self, database: ConversationDatabase, sender_id: str) -> StoredTracker | None:
        found = database.read(sender_id)
        if found is None:
            return None
        base = Base.load(found.base)
        slots = self.domain.slots
        events = base.events(slot.name for slot in slots)
        tracker = StoredTracker(sender_id, slots)
        tracker.base, tracker.base_events = base, len(events)
        for event in (*events, *map(load_event, found.events)):
            tracker.update(event)
        tracker.key, tracker.next_position = found.key, found.next_position
        tracker.stored = len(tracker.events)
        return tracker

    def _turn_of(self, tracker: StoredTracker, new: list[Event]) -> Turn:
        window = list(tracker.events)[tracker.base_events :]
        cut = cut_of(window, KEPT_TURNS, MOST_TURNS)
        base = folded(tracker.base, window[:cut], self.domain.slots) if cut else tracker.base
        written = tracker.next_position - (tracker.stored - tracker.base_events)
        refuses, refused_before = refuses_text(tracker.events), refuses_text(list(tracker.events)[: tracker.stored])
        rows = [StoredEvent(event.timestamp, event.type_name, dump_event(event, not refuses)) for event in new]
        return Turn(
            sender_id=tracker.sender_id,
            key=tracker.key,
            position=tracker.next_position,
            events=rows,
            base_position=written + cut,
            base=base.dump(),
            now=time.time(),
            takes_words=refuses and not refused_before,
        )
