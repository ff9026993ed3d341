"""Sends what is due in one messenger: in order, at its pace, each message begun once; beside the inbox's answers.

What surely did not leave waits again; what left without an answer is doubtful and never repeated: of messages of our
own accord one too few is better than one twice (docs/outreach.md). ``clock`` is told, so that tests turn it.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator
from functools import partial
from typing import Final, Protocol, TypeVar

from rasa_project.channels.inbox.messenger import ChatGoneError, Messenger, NotDeliveredError, TryAgainError
from rasa_project.channels.inbox.outgoing import Outgoing
from rasa_project.channels.inbox.pace import Pace
from rasa_project.observability.metrics import metrics
from rasa_project.outreach.composing import messages_of
from rasa_project.outreach.hours import day_of, is_night
from rasa_project.outreach.restored import honour_restore
from rasa_project.outreach.sealing import open_about, open_chat
from rasa_project.outreach.talks import hold_of_settings
from rasa_project.privacy.clock import is_doubted
from rasa_project.settings import PUBLISHED
from rasa_project.storage import outbox
from rasa_project.storage.database import ConversationDatabase
from rasa_project.storage.errors import StoreError
from rasa_project.storage.in_talk import Hold
from rasa_project.storage.late_ends import end_late, number_in, own_name
from rasa_project.storage.outbox import Due
from rasa_project.storage.outreach import State

logger = logging.getLogger(__name__)

T = TypeVar("T")

#: How often it is looked for what is due.
LOOK_SECONDS: Final = 2.0
#: Between two messages of our own accord in one chat (Telegram: one a second).
CHAT_SECONDS: Final = 1.0
#: Messages under way at a time; answers need connections, too.
MOST_UNDER_WAY: Final = 8
#: A message that failed so often waits behind others, longer each time.
_TRIES: Final = 3
_LATER_SECONDS: Final = 300.0


class Run(Protocol):
    """Runs a blocking operation on the database (``ConversationStore.run``)."""

    async def __call__(self, operation: Callable[[ConversationDatabase], T]) -> T:
        """The operation's result; raises ``StoreError`` where the database can't be used."""


class Sender:
    """One messenger's sender in one process; several may run, on several machines, too."""

    def __init__(
        self,
        messenger: Messenger,
        run: Run,
        clock: Callable[[], float] = time.time,
        pace: Pace | None = None,
        per_second: float | None = None,
        hold: Hold | None = None,
    ) -> None:
        """Take what is needed; calls nobody yet.

        Args:
            messenger: sends.
            run: runs operations on the bot's database.
            clock: seconds since 1970.
            pace: spaces the repeats while the messenger is away.
            per_second: so many messages go out at most; the messenger's own number where none is told, 0 for no limit.
            hold: keeps messages back while the person is in a talk; by the settings where none is told.
        """
        self._messenger = messenger
        self._run = run
        self._clock = clock
        self._hold = hold or hold_of_settings()
        self._pace = pace or Pace()
        rate = messenger.unasked_per_second if per_second is None else per_second
        self._gap = 1 / rate if rate else 0.0
        self._next = 0.0
        self._pauses: Iterator[float] = self._pace.pauses()
        self._slots = asyncio.Semaphore(MOST_UNDER_WAY)
        self._chats: OrderedDict[str, float] = OrderedDict()
        self._under_way: set[asyncio.Task[None]] = set()
        self._late: set[asyncio.Task[None]] = set()
        self._has_warned = False
        self._counts: Counter[str] = Counter({"sent": 0, "due": 0})
        self._shown = metrics().outreach

    async def run(self) -> None:
        """Send what is due and what becomes due, until cancelled."""
        while True:
            try:
                await self.send_due()
            except StoreError:
                pass  # health tells it; nothing is begun that can't be written down
            except Exception as error:  # its text may hold what is to be said
                logger.error("Planned messages could not be sent now: %s", type(error).__name__)
            await asyncio.sleep(LOOK_SECONDS)

    async def send_due(self) -> None:
        """Send all that is due now, also what is put back meanwhile."""
        if await self._look():
            return
        while True:
            while await self._send_next():
                pass
            if not self._under_way:
                return
            await asyncio.wait(self._under_way)

    async def close(self, seconds: float) -> None:
        """Let messages under way end, for so long; what is not written down then is doubtful."""
        some = [*self._under_way, *self._late]
        if some:
            await asyncio.wait(some, timeout=seconds)
        for task in some:
            task.cancel()
        await asyncio.gather(*some, return_exceptions=True)

    def undelivered(self, name: str, is_gone: bool) -> None:
        """Hear that a message could not be delivered although the messenger took it; written down beside all else."""
        task = asyncio.get_running_loop().create_task(self._end_late(name, State.GONE if is_gone else State.FAILED))
        self._late.add(task)
        task.add_done_callback(self._late.discard)

    async def _end_late(self, name: str, state: State) -> None:
        number = number_in(name)
        if number is None:
            return
        if await self._write(lambda database: end_late(database, number, name, state, self._clock())):
            self._count(state)

    async def _look(self) -> bool:
        """End what is doubtful, show what waits; true where nothing may be sent, since the clock is doubted."""
        now, channel, published = self._clock(), self._messenger.channel, PUBLISHED.read()

        def look(database: ConversationDatabase) -> tuple[bool, int, int, float]:
            honour_restore(database, published, now)
            ended = outbox.end_doubtful(database, channel, now)
            return is_doubted(database, now), ended, *outbox.waiting_counts(database, channel, now)

        doubted, ended, count, seconds = await self._run(look)
        self._count(State.DOUBTFUL, ended)
        self._counts["due"] = count
        self._shown.due.labels(channel).set(count)
        self._shown.overdue.labels(channel).set(0 if is_night(now) else seconds)
        if doubted and count and not self._has_warned:
            logger.error(
                "Nothing that is planned is sent: the clock has jumped, or the bot was off for more than a week. It "
                "goes on by itself after a day, or at once with `python -m rasa_project privacy retain "
                "--clock-is-right`. If the clock is wrong, set it."
            )
        self._has_warned = doubted and count > 0
        return doubted

    async def _send_next(self) -> bool:
        """Begin the next message; false where none is due."""
        await self._slots.acquire()
        try:
            await self._until_next()
            found = await self._claim()
        except BaseException:
            self._slots.release()
            raise
        if not found:
            self._slots.release()
            return False
        task = asyncio.get_running_loop().create_task(self._send(found[0]))
        self._under_way.add(task)
        task.add_done_callback(self._done)
        return True

    async def _claim(self) -> list[Due]:
        """The next message; one that is taken while the bot is stopped is put back."""
        now = self._clock()
        channel, night = self._messenger.channel, is_night(now)
        claim = partial(outbox.claim_due, channel=channel, now=now, urgent_only=night, hold=self._hold)
        work = asyncio.ensure_future(self._run(claim))
        try:
            return await asyncio.shield(work)
        except asyncio.CancelledError:
            for due in await work:
                await self._run(partial(outbox.put_back, number=due.id))
            raise

    def _done(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        self._slots.release()
        if not task.cancelled() and (error := task.exception()) is not None:  # the row ends as doubtful
            logger.error("What became of a planned message could not be written down: %s", type(error).__name__)

    async def _until_next(self) -> None:
        """Wait for the pace, and for as long as the messenger asked to wait."""
        while (wait := self._next - time.monotonic()) > 0:
            await asyncio.sleep(wait)
        self._next = time.monotonic() + self._gap

    async def _send(self, due: Due) -> None:
        try:
            chat, messages = self._made(due)
        except Exception as error:  # another key, broken content: no repeat mends it
            logger.error("A planned message can't be made (%s): %s", due.kind.value, type(error).__name__)
            return await self._end(due, State.FAILED)
        if not messages:
            return await self._end(due, State.STOPPED)
        has_left = False
        try:
            for message in messages:
                await self._after_others(chat)
                await self._messenger.send_unasked(chat, message, due.last_heard, own_name(due.id, due.sender_id))
                has_left = True
        except ChatGoneError:
            await self._write(lambda database: outbox.gone(database, due.id, self._clock()))
            self._count(State.GONE)
        except NotDeliveredError:
            await self._end(due, State.DOUBTFUL if has_left else State.FAILED)
        except TryAgainError as error:
            await self._failed(due, error, has_left or error.may_have_arrived)
        except Exception as error:  # nobody knows what arrived
            logger.error("A planned message failed: %s", type(error).__name__)
            await self._end(due, State.DOUBTFUL)
        else:
            self._pauses = self._pace.pauses()
            if await self._write(lambda database: outbox.sent(database, due.id, self._clock())):
                self._count(State.SENT)

    def _made(self, due: Due) -> tuple[str, list[Outgoing]]:
        about = open_about(due.sealed_about)
        return open_chat(due.sealed_chat), messages_of(due, about, day_of(self._clock()), self._messenger.form)

    async def _failed(self, due: Due, error: TryAgainError, has_left: bool) -> None:
        """All wait for as long as the messenger asks; a message that fails again and again waits behind others."""
        self._next = max(self._next, time.monotonic() + error.after + next(self._pauses))
        if has_left:
            await self._end(due, State.DOUBTFUL)
            return
        is_its_own = not error.after and due.attempts >= _TRIES
        due_at = self._clock() + _LATER_SECONDS * (due.attempts - _TRIES + 1) if is_its_own else None
        await self._write(lambda database: outbox.put_back(database, due.id, due_at))

    async def _after_others(self, chat: str) -> None:
        """Wait until a second has passed since the last message to that chat."""
        now = time.monotonic()
        while self._chats and next(iter(self._chats.values())) <= now:
            self._chats.popitem(last=False)
        at = max(now, self._chats.pop(chat, now))
        self._chats[chat] = at + CHAT_SECONDS
        if at > now:
            await asyncio.sleep(at - now)

    async def _end(self, due: Due, state: State) -> None:
        await self._write(lambda database: outbox.ended(database, due.id, state, self._clock()))
        self._count(state)

    async def _write(self, operation: Callable[[ConversationDatabase], T]) -> T | None:
        """Write down what became of a message, however long the database is away: it is not sent again meanwhile."""
        for pause in self._pace.pauses():
            with contextlib.suppress(StoreError):
                return await self._run(operation)
            await asyncio.sleep(pause)
        return None

    def counts(self) -> dict[str, int]:
        """What became of messages since the start of this process, and how many are due."""
        return {f"outreach_{name}": count for name, count in self._counts.items()}

    def _count(self, state: State, count: int = 1) -> None:
        if count:
            self._counts[state.value] += count
        self._shown.ended.labels(self._messenger.channel, state.value).inc(count)
