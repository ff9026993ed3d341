"""Sending over a bad network: bounded repeats with jitter, nothing lost, nothing doubled that can be avoided.

A request that surely did not reach Telegram (no connection, 5xx, 429) is simply repeated. One that was sent and not
answered may have arrived: before it is repeated, Telegram must first answer a harmless call, so that an hour of
silence makes one repeat and not sixty (docs/decisions/0022).
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from typing import Any, Final

import httpx
from telegram import Bot, Message
from telegram.constants import ChatAction
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError

from rasa_project.channels.telegram.bot import CONNECTIONS, Pace
from rasa_project.channels.telegram.counts import Counts
from rasa_project.channels.telegram.outgoing import Outgoing, markup
from rasa_project.errors import BotError

logger = logging.getLogger(__name__)

#: The request never left: there was no connection.
_NEVER_SENT: Final = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
#: What Telegram answers for a chat that is not there (Bot API server, error descriptions).
_NO_CHAT: Final = ("chat not found", "user not found", "peer_id_invalid")
#: "Typing" is shown for turns that take longer, and shown again before Telegram lets it fade (5 s).
_TYPING_AFTER_SECONDS: Final = 1.0
_TYPING_SECONDS: Final = 4.5
#: Most calls made beside the turns (answers to taps, typing); more are left out while Telegram is away.
_MOST_BESIDE: Final = 100


class ChatGoneError(BotError):
    """The person blocked the bot or the chat is not there any more."""


class NotDeliveredError(BotError):
    """Telegram refused for good, or could not be reached for as long as patience lasts."""


class Delivery:
    """Makes the calls that a turn needs; ``counts`` tells how it went."""

    def __init__(self, bot: Bot, pace: Pace) -> None:
        """``pace`` says how repeats are spaced and when to give up."""
        self._bot = bot
        self._pace = pace
        self._lines = asyncio.Semaphore(CONNECTIONS)
        self._beside: set[asyncio.Task[None]] = set()
        self.counts = Counts()

    async def send(self, chat_id: int, message: Outgoing) -> int:
        """Send one message; returns Telegram's number of it.

        Raises:
            ChatGoneError: the person blocked the bot.
            NotDeliveredError: it can't be sent.
        """
        keyboard = markup(message)

        async def call() -> Message:
            if message.phone:
                return await self._bot.send_contact(chat_id, phone_number=message.phone, first_name=message.text)
            return await self._bot.send_message(chat_id, message.text, reply_markup=keyboard)

        try:
            sent: Message = await self._surely(call, chat_id)
        except NotDeliveredError as error:
            if keyboard is None or not isinstance(error.__cause__, BadRequest):
                raise
            logger.error("Telegram refused a keyboard; the text goes without it: %s", error)
            keyboard = None
            sent = await self._surely(call, chat_id)
        self.counts.add("sent")
        return sent.message_id

    async def remove_buttons(self, chat_id: int, message_id: int) -> None:
        """Take the buttons from a message; that they are gone already or the message is too old does not matter."""

        async def call() -> Message | bool:
            return await self._bot.edit_message_reply_markup(chat_id, message_id, reply_markup=None)

        try:
            await self._surely(call, None)
        except NotDeliveredError:
            self.counts.add("buttons_left")

    def answer_tap(self, callback_id: str, text: str | None = None) -> None:
        """Stop the spinning of a tapped button, at once and beside everything else."""
        self._beside_the_turns(self._answer_tap(callback_id, text))

    @contextlib.contextmanager
    def typing(self, chat_id: int) -> Iterator[None]:
        """Show "typing" while the block runs, from its second second on; a request under way is not broken off."""
        over = asyncio.Event()
        timer = asyncio.get_running_loop().call_later(
            _TYPING_AFTER_SECONDS, lambda: self._beside_the_turns(self._keep_typing(chat_id, over))
        )
        try:
            yield
        finally:
            timer.cancel()
            over.set()

    async def close(self) -> None:
        """End what runs beside."""
        for task in list(self._beside):
            task.cancel()
        await asyncio.gather(*self._beside, return_exceptions=True)

    def _beside_the_turns(self, work: Coroutine[Any, Any, None]) -> None:
        if len(self._beside) >= _MOST_BESIDE:
            work.close()
            self.counts.add("left_out")
            return
        task = asyncio.get_running_loop().create_task(work)
        self._beside.add(task)
        task.add_done_callback(self._beside.discard)

    async def _keep_typing(self, chat_id: int, over: asyncio.Event) -> None:
        while not over.is_set():
            with contextlib.suppress(TelegramError):
                await self._bot.send_chat_action(chat_id, ChatAction.TYPING)
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(over.wait(), _TYPING_SECONDS)

    async def _answer_tap(self, callback_id: str, text: str | None) -> None:
        try:
            await self._bot.answer_callback_query(callback_id, text=text)
        except TelegramError as error:  # too old after some minutes, or no network: the answer itself still comes
            self.counts.add("taps_unanswered")
            logger.info("A tap was not confirmed: %s", type(error).__name__)

    async def _surely(self, call: Callable[[], Awaitable[Any]], chat_id: int | None) -> Any:
        """Repeat ``call`` until it is done, refused, or patience ends; ``chat_id`` where a repeat would be seen."""
        end = time.monotonic() + self._pace.patience
        may_have_arrived = False
        for pause in self._pace.pauses():
            try:
                if may_have_arrived and chat_id is not None:
                    await self._bot.send_chat_action(chat_id, ChatAction.TYPING)
                may_have_arrived = False
                async with self._lines:
                    return await call()
            except RetryAfter as error:
                wait = seconds_of(error) + pause
            except TelegramError as error:
                may_have_arrived = may_have_arrived or _may_have_arrived(error)
                _raise_if_final(error)
                wait = pause
            self.counts.add("repeats")
            if time.monotonic() + wait > end:
                self.counts.add("lost")
                logger.error("Telegram could not be reached for %d s; an answer is given up.", self._pace.patience)
                raise NotDeliveredError("Telegram could not be reached.")
            await asyncio.sleep(wait)


def _raise_if_final(error: TelegramError) -> None:
    """Raise for an error that no repeat mends; a refused token is repeated, for block pages look the same."""
    if isinstance(error, Forbidden) or any(words in str(error).lower() for words in _NO_CHAT):
        raise ChatGoneError(type(error).__name__) from error
    if isinstance(error, BadRequest):
        raise NotDeliveredError(str(error)) from error


def _may_have_arrived(error: TelegramError) -> bool:
    """Whether the request left and no answer came back."""
    cause = error.__cause__
    return isinstance(error, NetworkError) and isinstance(cause, httpx.HTTPError) and not isinstance(cause, _NEVER_SENT)


def seconds_of(error: RetryAfter) -> float:
    """How long Telegram asks to wait."""
    wait = error.retry_after
    return float(wait) if isinstance(wait, (int, float)) else wait.total_seconds()
