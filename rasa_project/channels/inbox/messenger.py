"""What a messenger's own protocol says; everything else about a messenger is the inbox's.

A new messenger is a subclass of :class:`Messenger` and one of ``MessengerInput`` (channel.py); docs/messengers.md.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Container, Mapping, Sequence
from typing import Any, ClassVar, Final

import httpx

from rasa_project.advice.office import calling_back
from rasa_project.channels.access.webhooks import MAX_BODY_BYTES
from rasa_project.channels.inbox.incoming import Incoming, cleaned
from rasa_project.channels.inbox.outgoing import Form, Outgoing
from rasa_project.errors import BotError
from rasa_project.privacy.held_numbers import held_numbers
from rasa_project.privacy.senders import pseudonym_of

logger = logging.getLogger(__name__)

_MOST_LOGGED: Final = 80
#: The request never left: there was no connection.
_NEVER_SENT: Final = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)

#: What is to be done once at the start: what went wrong where it fails, and the call.
Step = tuple[str, Callable[[], Awaitable[None]]]


class ChatGoneError(BotError):
    """The person blocked the bot or the chat is not there any more."""


class NotDeliveredError(BotError):
    """The messenger could not be reached for as long as patience lasts, or refused for good."""


class MessageRefusedError(NotDeliveredError):
    """The messenger refused this message for good: no repeat mends it."""


class TryAgainError(BotError):
    """A call failed that may succeed later.

    Attributes:
        after: seconds that the messenger asks to wait.
        may_have_arrived: whether the request left, so that a repeat may be seen twice.
    """

    def __init__(self, text: str = "", after: float = 0.0, may_have_arrived: bool = False) -> None:
        """Take what is known of the failure."""
        super().__init__(text)
        self.after = after
        self.may_have_arrived = may_have_arrived


class Messenger:
    """A messenger's protocol: how its updates are read and how a message is sent.

    Calls raise :class:`ChatGoneError`, :class:`MessageRefusedError` or :class:`TryAgainError`, nothing else of their
    own; whoever calls repeats. What a messenger has no place for (typing, a menu, confirming taps) does nothing.

    Attributes:
        channel: its name: in pseudonyms, counters, settings and on the command line.
        form: what fits into one message.
        connections: calls under way at a time.
        unasked_per_second: messages of the bot's own accord a second; answers need room beside them.
        most_posted: bytes of a post to the webhook.
        polls: whether messages are fetched; otherwise it posts them to the webhook.
        key: secret under which texts are digested, so that a digest tells nobody the text.
    """

    channel: ClassVar[str]
    form: ClassVar[Form]
    connections: ClassVar[int] = 16
    unasked_per_second: ClassVar[float] = 20.0
    most_posted: ClassVar[int] = MAX_BODY_BYTES
    polls: bool = False
    key: str

    def identify(self, raw: object) -> Incoming:
        """The name of an update (parsed JSON), and its place in the order where there is one; of no kind yet.

        Raises:
            NotAnUpdateError: it has no name: it is no update of the messenger's.
        """
        raise NotImplementedError

    def read(self, one: Incoming, raw: Any, commands: Container[str]) -> Incoming:
        """What an update means: ``one``, as :meth:`identify` gave it, with the rest; ``commands`` are the bot's own.

        May raise anything: an update that can't be read means nothing.
        """
        raise NotImplementedError

    async def send(self, chat_id: str, message: Outgoing) -> str:
        """Send one message; returns the messenger's name of it."""
        raise NotImplementedError

    async def send_unasked(self, chat_id: str, message: Outgoing, last_heard: float | None, own_name: str = "") -> str:
        """Send a message of the bot's own accord to who asked for it; returns the messenger's name of it.

        ``last_heard`` is when the person last wrote (seconds since 1970), as far as that is known: some messengers
        let nobody be written to later than a day after, but by templates. Where a messenger tells later that it could
        not deliver a message, it is told with ``own_name`` (``Incoming.own_name``).
        """
        return await self.send(chat_id, message)

    def update(self, raw: object, commands: Container[str]) -> Incoming:
        """An update (parsed JSON) as it may wait on disk; one that is odd means nothing and holds up no other.

        Raises:
            NotAnUpdateError: it has no name.
        """
        one = self.identify(raw)
        try:
            read = self.read(one, raw, commands)
            if calling_back() is not None:
                held_numbers().hold(pseudonym_of(self.channel, read.chat_id), str(read.text))
            return cleaned(read)
        except Exception as error:  # its text may hold what a parent wrote
            name = one.update_id[:_MOST_LOGGED]
            logger.warning("Update %r could not be read and is passed over: %s", name, type(error).__name__)
            return one

    def updates_in(self, body: object) -> Sequence[object]:
        """The updates in one body (parsed JSON) of the webhook; may raise anything where it holds none."""
        return [body]

    def is_genuine(self, headers: Mapping[str, str], body: bytes) -> bool:
        """Whether a post to the webhook is the messenger's."""
        return False

    async def show_typing(self, chat_id: str) -> None:
        """Show that an answer is being written: a call that does no harm, also made before a doubtful repeat."""

    async def remove_buttons(self, chat_id: str, message_id: str) -> None:
        """Take the buttons from a message that was sent."""

    async def answer_tap(self, tap_id: str, text: str | None) -> None:
        """Confirm a tap, with a short text over the chat where there is one."""

    async def fetch(self) -> Sequence[object]:
        """The next updates, where they are fetched; waits a while where there are none."""
        return []

    def confirm(self, update_ids: Sequence[str]) -> None:
        """These updates are on disk and need not be fetched again."""

    def first_steps(self) -> Sequence[Step]:
        """What is to be done once at the start, repeated until it succeeds."""
        return []

    def advice_for(self, error: Exception) -> str:
        """What to do about an error; never the error's own text, which may hold a message."""
        return type(error).__name__

    async def close(self) -> None:
        """Close connections."""


def may_have_arrived(error: BaseException | None) -> bool:
    """Whether a request that ended with this error of the connection left: then it may have arrived."""
    return isinstance(error, httpx.HTTPError) and not isinstance(error, _NEVER_SENT)
