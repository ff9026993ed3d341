"""The dispatcher: takes updates, keeps each chat's in order, answers them one after the other.

Taking (:meth:`Dispatcher.accept`) is quick and safe: an update is on disk before the messenger hears "taken".
Answering goes on beside it, one worker a chat while that chat has something to do. What waits lies on disk, so memory
does not grow with it, and after a restart the work goes on where it was.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final

from rasa_project.channels.inbox.delivery import Delivery
from rasa_project.channels.inbox.incoming import QUIET, Incoming, Kind, NotAnUpdateError
from rasa_project.channels.inbox.messenger import ChatGoneError, Messenger, NotDeliveredError
from rasa_project.channels.inbox.outgoing import from_json, to_json
from rasa_project.channels.inbox.replies import ANSWERS_QUESTION, Replies
from rasa_project.channels.inbox.store import DAY_SECONDS, MAX_WAITING, SEEN_SECONDS, Chat, Inbox, Waiting
from rasa_project.channels.inbox.wording import Wording

logger = logging.getLogger(__name__)

#: Most chats answered at a time; others wait on disk.
_MOST_CHATS: Final = 300
#: When so many wait in all, no more are taken; the messenger keeps them meanwhile.
_MOST_WAITING: Final = 10_000
#: Most turns at a time; the dialogue engine uses one core, more would only share it.
_MOST_TURNS: Final = 8
#: Looks for messages that another process took, or that an error left.
_LOOK_SECONDS: Final = 1.0
_FORGET_EVERY_SECONDS: Final = 3600.0
#: Kinds that get an answer; the store bounds how many of one chat wait.
_ASKING: Final = frozenset({Kind.TEXT, Kind.COMMAND, Kind.TAP, Kind.LOCATION, Kind.UNREADABLE, Kind.GROUP})


class Dispatcher:
    """Between a messenger and the dialogue engine.

    Attributes:
        counts: how many of what came, and what became of it.
        is_full: whether so many wait that no more should be taken.
    """

    def __init__(
        self,
        messenger: Messenger,
        inbox: Inbox,
        replies: Replies,
        delivery: Delivery,
        wording: Wording,
        undelivered: Callable[[str, bool], None] | None = None,
    ) -> None:
        """Take updates of ``messenger`` into ``inbox``, work out answers with ``replies``, send with ``delivery``.

        ``undelivered`` hears the bot's own name of a message sent unasked that could not be delivered after all, and
        whether that is since its chat is gone.
        """
        self._undelivered = undelivered
        self._messenger = messenger
        self._inbox = inbox
        self._replies = replies
        self._delivery = delivery
        self._commands = frozenset(one.command for one in wording.commands)
        self._key = hashlib.blake2b(messenger.key.encode("utf-8")).digest()
        self._turns = asyncio.Semaphore(_MOST_TURNS)
        self._workers: dict[str, asyncio.Task[None]] = {}
        self._overrun: set[str] = set()
        self._answers = False
        self.is_full = False
        self.counts = delivery.counts

    def accept(self, updates: Iterable[object]) -> list[str]:
        """Take updates (parsed JSON) for good; returns their names.

        One without a name is passed over: it can't be acknowledged, and must not keep the others from being taken.

        Raises:
            NotAnUpdateError: none of them has a name.
            sqlalchemy.exc.SQLAlchemyError: the file can't be written; none is taken.
        """
        read = self._within_bounds(self._read(updates))
        new = self._inbox.accept([(one, self._digest(one)) for one in read], time.time())
        for one in new:
            self.counts.add(one.kind.value)
            if one.own_name and self._undelivered is not None:
                self._undelivered(one.own_name, one.kind is Kind.BLOCKED)
            if one.tap_id:
                self._delivery.answer_tap(one.tap_id, self._replies.note_for_tap(one))
        self.counts.add("repeated", len(read) - len(new))
        if self._answers:
            for one in new:
                if one.kind not in QUIET:
                    self._look_after(one.chat_id)
        return [one.update_id for one in read]

    async def run(self) -> None:
        """Answer what waits and what comes, until cancelled."""
        self._answers = True
        forget_at = time.monotonic()
        while True:
            try:
                if time.monotonic() >= forget_at:
                    forget_at = time.monotonic() + _FORGET_EVERY_SECONDS
                    self._inbox.forget_before(time.time() - SEEN_SECONDS)
                    self.counts.add("unreadable", self._inbox.set_aside_unreadable())
                waiting = self._inbox.count_waiting()
                self.counts.set_waiting(waiting)
                self.is_full = waiting >= _MOST_WAITING
                for chat_id in self._inbox.waiting_chats(_MOST_CHATS):
                    self._look_after(chat_id)
            except Exception as error:  # a full disk, say: the next look may find it mended
                logger.error("Waiting messages could not be read: %s", type(error).__name__)
            await asyncio.sleep(_LOOK_SECONDS)

    async def stop(self, seconds: float) -> None:
        """Let running answers end, for so long; what is not done waits on disk."""
        self._answers = False
        tasks = list(self._workers.values())
        if tasks:
            await asyncio.wait(tasks, timeout=seconds)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._delivery.close()

    def all_counts(self) -> dict[str, int]:
        """All counts, and how many messages wait on disk."""
        return {**self.counts, "waiting": self._inbox.count_waiting()}

    @property
    def active_chats(self) -> int:
        """How many chats are being answered."""
        return len(self._workers)

    def _read(self, updates: Iterable[object]) -> list[Incoming]:
        read: list[Incoming] = []
        nameless: NotAnUpdateError | None = None
        for raw in updates:
            try:
                read.append(self._messenger.update(raw, self._commands))
            except NotAnUpdateError as error:
                nameless = error
        if nameless and not read:
            raise nameless
        if nameless:
            logger.warning("What names no update is passed over: %s", nameless)
        return read

    def _digest(self, one: Incoming) -> str | None:
        digest = hashlib.blake2b(f"{one.kind.value}:{one.text}".encode(), digest_size=12, key=self._key)
        return self._replies.digest_of(one, digest.hexdigest())

    def _within_bounds(self, updates: list[Incoming]) -> list[Incoming]:
        """The updates, nothing in place of those whose chat has too many waiting; that chat gets one line for all."""
        asking = Counter(one.chat_id for one in updates if one.kind in _ASKING)
        waiting = Counter(self._inbox.count_waiting_in(asking))
        kept = []
        for one in updates:
            waiting[one.chat_id] += one.kind in _ASKING
            if one.kind not in _ASKING or waiting[one.chat_id] <= MAX_WAITING:
                kept.append(one)
                continue
            self._overrun.add(one.chat_id)
            self.counts.add("too_many")
            kept.append(Incoming(one.update_id, Kind.NOTHING, one.chat_id, tap_id=one.tap_id, position=one.position))
        return kept

    def _look_after(self, chat_id: str) -> None:
        if chat_id in self._workers or len(self._workers) >= _MOST_CHATS or not self._answers:
            return
        self._workers[chat_id] = asyncio.get_running_loop().create_task(self._work(chat_id))

    async def _work(self, chat_id: str) -> None:
        """Answer the chat's messages until none waits."""
        try:
            chat = self._inbox.chat(chat_id)
            while self._answers:
                waiting = self._inbox.begin_next(chat_id)
                if waiting:
                    await self._answer(waiting, chat)
                elif chat_id in self._overrun:
                    self._overrun.discard(chat_id)
                    await self._delivery.send(chat_id, self._replies.too_many(chat))
                else:
                    break
        except (ChatGoneError, NotDeliveredError):
            self.counts.add("undelivered")
        except Exception as error:  # its text may hold what a parent wrote
            self.counts.add("unanswered")
            logger.error("A message could not be answered now: %s", type(error).__name__)
        finally:
            self._workers.pop(chat_id, None)

    async def _answer(self, waiting: Waiting, chat: Chat) -> None:
        before = replace(chat)
        chat.last_day = int(time.time() // DAY_SECONDS)
        try:
            await self._send(waiting, chat)
        except ChatGoneError:
            chat.gone_since = time.time()
            self.counts.add("gone")
        except NotDeliveredError as error:
            logger.error("An answer could not be delivered: %s", error)
            self.counts.add("undelivered")
        self._inbox.finish(waiting.incoming.update_id, None if chat == before or chat.is_unmarked else chat)
        if chat.is_unmarked:  # the parent asked to be forgotten
            self._inbox.forget_chat(chat.chat_id)

    async def _send(self, waiting: Waiting, chat: Chat) -> None:
        """Make the answer, unless it was made before a restart, and send what is not sent yet."""
        one = waiting.incoming
        if waiting.answer is None:
            async with self._turns:
                with self._delivery.typing(chat.chat_id):
                    messages = await self._replies.to(one, waiting.digest, chat, waiting.tries)
            self._inbox.keep_answer(one.update_id, to_json(messages))
        else:
            messages = from_json(waiting.answer)
        if not messages:
            return
        answered = {chat.question, one.message_id if waiting.digest == ANSWERS_QUESTION else None}
        if all(message.is_beside for message in messages):
            answered = set()
        else:
            chat.question = None
        for number, message in enumerate(messages[waiting.sent :], waiting.sent + 1):
            sent = await self._delivery.send(chat.chat_id, message)
            if message.is_question:
                chat.question = sent
            if number < len(messages):
                self._inbox.count_sent(one.update_id, number)
        for question in answered - {chat.question}:
            if question is not None:
                await self._delivery.remove_buttons(chat.chat_id, question)
