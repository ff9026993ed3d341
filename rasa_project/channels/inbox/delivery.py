"""Sending over a bad network: bounded repeats with jitter, nothing lost, nothing doubled that can be avoided.

A request that surely did not arrive (no connection, 5xx, 429) is simply repeated. One that was sent and not
answered may have arrived: before it is repeated, the messenger must first answer a harmless call, so that an hour of
silence makes one repeat and not sixty (docs/decisions/0022).
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from typing import Any, Final, TypeVar

from rasa_project.channels.inbox.counts import Counts
from rasa_project.channels.inbox.messenger import MessageRefusedError, Messenger, NotDeliveredError, TryAgainError
from rasa_project.channels.inbox.outgoing import Outgoing
from rasa_project.channels.inbox.pace import Pace
from rasa_project.errors import BotError

logger = logging.getLogger(__name__)

#: "Typing" is shown for turns that take longer, and shown again before Telegram lets it fade (5 s).
_TYPING_AFTER_SECONDS: Final = 1.0
_TYPING_SECONDS: Final = 4.5
#: Most calls made beside the turns (answers to taps, typing); more are left out while the messenger is away.
_MOST_IN_BACKGROUND: Final = 100

T = TypeVar("T")


class Delivery:
    """Makes the calls that a turn needs; ``counts`` tells how it went."""

    def __init__(self, messenger: Messenger, pace: Pace) -> None:
        """``pace`` says how repeats are spaced and when to give up."""
        self._messenger = messenger
        self._pace = pace
        self._connections = asyncio.Semaphore(messenger.connections)
        self._background: set[asyncio.Task[None]] = set()
        self.counts = Counts(messenger.channel)

    async def send(self, chat_id: str, message: Outgoing) -> str:
        """Send one message; returns the messenger's name of it.

        Raises:
            ChatGoneError: the person blocked the bot.
            NotDeliveredError: it can't be sent.
        """
        try:
            sent = await self._with_retries(lambda: self._messenger.send(chat_id, message), chat_id)
        except MessageRefusedError as error:
            plain = message.plain
            if plain == message:
                raise
            logger.error("%s refused a keyboard; the text goes without it: %s", self._messenger.channel, error)
            sent = await self._with_retries(lambda: self._messenger.send(chat_id, plain), chat_id)
        self.counts.add("sent")
        return sent

    async def remove_buttons(self, chat_id: str, message_id: str) -> None:
        """Take the buttons from a message; that they are gone already or the message is too old does not matter."""
        try:
            await self._with_retries(lambda: self._messenger.remove_buttons(chat_id, message_id), None)
        except NotDeliveredError:
            self.counts.add("buttons_left")

    def answer_tap(self, tap_id: str, text: str | None = None) -> None:
        """Stop the spinning of a tapped button, at once and beside everything else."""
        self._in_background(self._answer_tap(tap_id, text))

    @contextlib.contextmanager
    def typing(self, chat_id: str) -> Iterator[None]:
        """Show "typing" while the block runs, from its second second on; a request under way is not broken off."""
        over = asyncio.Event()
        timer = asyncio.get_running_loop().call_later(
            _TYPING_AFTER_SECONDS, lambda: self._in_background(self._keep_typing(chat_id, over))
        )
        try:
            yield
        finally:
            timer.cancel()
            over.set()

    async def close(self) -> None:
        """End what runs in the background."""
        for task in list(self._background):
            task.cancel()
        await asyncio.gather(*self._background, return_exceptions=True)

    def _in_background(self, work: Coroutine[Any, Any, None]) -> None:
        if len(self._background) >= _MOST_IN_BACKGROUND:
            work.close()
            self.counts.add("left_out")
            return
        task = asyncio.get_running_loop().create_task(work)
        self._background.add(task)
        task.add_done_callback(self._background.discard)

    async def _keep_typing(self, chat_id: str, over: asyncio.Event) -> None:
        while not over.is_set():
            with contextlib.suppress(BotError):
                await self._messenger.show_typing(chat_id)
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(over.wait(), _TYPING_SECONDS)

    async def _answer_tap(self, tap_id: str, text: str | None) -> None:
        try:
            await self._messenger.answer_tap(tap_id, text)
        except BotError as error:  # too old after some minutes, or no network: the answer itself still comes
            self.counts.add("taps_unanswered")
            logger.info("A tap was not confirmed: %s", type(error.__cause__ or error).__name__)

    async def _with_retries(self, call: Callable[[], Awaitable[T]], chat_id: str | None) -> T:
        """Repeat ``call`` until it is done, refused, or patience ends; ``chat_id`` where a repeat would be seen."""
        end = time.monotonic() + self._pace.patience
        is_doubtful = False
        for pause in self._pace.pauses():
            try:
                if is_doubtful and chat_id is not None:
                    await self._messenger.show_typing(chat_id)
                is_doubtful = False
                async with self._connections:
                    return await call()
            except TryAgainError as error:
                is_doubtful = is_doubtful or error.may_have_arrived
                wait = error.after + pause
            self.counts.add("repeats")
            if time.monotonic() + wait > end:
                break
            await asyncio.sleep(wait)
        self.counts.add("lost")
        name, seconds = self._messenger.channel.title(), self._pace.patience
        logger.error("%s could not be reached for %d s; an answer is given up.", name, seconds)
        raise NotDeliveredError(f"{name} could not be reached.")
