"""Telegram's protocol: how a message is sent, what its errors mean, its keyboards and its command menu."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Any, Final

from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from telegram.constants import ChatAction
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError

from rasa_project.channels.access.webhooks import is_secret
from rasa_project.channels.inbox.incoming import Incoming
from rasa_project.channels.inbox.messenger import (
    ChatGoneError,
    MessageRefusedError,
    Messenger,
    Step,
    TryAgainError,
    may_have_arrived,
)
from rasa_project.channels.inbox.outgoing import Form, Outgoing
from rasa_project.channels.inbox.pace import Pace
from rasa_project.channels.inbox.wording import Wording, read_wording
from rasa_project.channels.telegram.bot import CONNECTIONS, Polling, make_bot
from rasa_project.channels.telegram.incoming import identify, read_update
from rasa_project.channels.telegram.settings import Settings

logger = logging.getLogger(__name__)

#: Telegram's limit for a text. It counts characters; UTF-16 units are never fewer.
MAX_TEXT: Final = 4096
MAX_BUTTONS: Final = 8
SECRET_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 (the name, not the secret)
#: What Telegram answers for a chat that is not there (Bot API server, error descriptions).
_NO_CHAT: Final = ("chat not found", "user not found", "peer_id_invalid")

Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove


class Telegram(Messenger):
    """See :class:`Messenger`."""

    channel = "telegram"
    form = Form(MAX_TEXT, MAX_BUTTONS, has_links=True)
    connections = CONNECTIONS

    def __init__(self, settings: Settings, pace: Pace | None = None) -> None:
        """Take the settings; calls nobody yet."""
        pace = pace or Pace()
        self._settings = settings
        self._bot = make_bot(settings, pace)
        self._polling = Polling(settings, pace)
        self.polls = settings.webhook_url is None
        self.key = settings.token

    def identify(self, raw: object) -> Incoming:
        """See :class:`Messenger`."""
        return identify(raw)

    def read(self, one: Incoming, raw: Any, commands: Container[str]) -> Incoming:
        """See :class:`Messenger`."""
        return read_update(one, raw, commands)

    def is_genuine(self, headers: Mapping[str, str], body: bytes) -> bool:
        """See :class:`Messenger`."""
        return is_secret(headers.get(SECRET_HEADER), self._settings.secret)

    async def send(self, chat_id: str, message: Outgoing) -> str:
        """See :class:`Messenger`."""
        with translated_errors():
            chat = _number_of(chat_id)
            if message.phone:
                sent = await self._bot.send_contact(chat, phone_number=message.phone, first_name=message.text)
            else:
                sent = await self._bot.send_message(chat, message.text, reply_markup=markup(message))
        return str(sent.message_id)

    async def show_typing(self, chat_id: str) -> None:
        """See :class:`Messenger`."""
        with translated_errors():
            await self._bot.send_chat_action(_number_of(chat_id), ChatAction.TYPING)

    async def remove_buttons(self, chat_id: str, message_id: str) -> None:
        """See :class:`Messenger`."""
        with translated_errors():
            await self._bot.edit_message_reply_markup(_number_of(chat_id), _number_of(message_id), reply_markup=None)

    async def answer_tap(self, tap_id: str, text: str | None) -> None:
        """See :class:`Messenger`."""
        with translated_errors():
            await self._bot.answer_callback_query(tap_id, text=text)

    async def fetch(self) -> Sequence[object]:
        """See :class:`Messenger`."""
        with translated_errors():
            return await self._polling.fetch()

    def confirm(self, update_ids: Sequence[str]) -> None:
        """See :class:`Messenger`."""
        self._polling.confirm([int(one) for one in update_ids])

    def first_steps(self) -> Sequence[Step]:
        """See :class:`Messenger`."""
        return [
            ("The bot can't introduce itself", self._introduce),
            ("The command menu can't be set", self._set_menu),
        ]

    def advice_for(self, error: Exception) -> str:
        """See :class:`Messenger`."""
        return advice_for(error.__cause__ if isinstance(error.__cause__, TelegramError) else error)

    async def close(self) -> None:
        """See :class:`Messenger`."""
        await self._bot.request.shutdown()
        await self._polling.close()

    async def _introduce(self) -> None:
        with translated_errors():
            me = await self._bot.get_me()
        way = "long polling" if self.polls else "webhook"
        logger.info("Telegram is on: @%s, %s", me.username, way)

    async def _set_menu(self) -> None:
        with translated_errors():
            await set_menu(self._bot, read_wording())


@contextlib.contextmanager
def translated_errors() -> Iterator[None]:
    """The library's errors as the inbox's; a refused token is tried again, for block pages look the same."""
    try:
        yield
    except RetryAfter as error:
        wait = error.retry_after
        seconds = float(wait) if isinstance(wait, (int, float)) else wait.total_seconds()
        raise TryAgainError("too many", seconds) from error
    except TelegramError as error:
        if isinstance(error, Forbidden) or any(words in str(error).lower() for words in _NO_CHAT):
            raise ChatGoneError(type(error).__name__) from error
        if isinstance(error, BadRequest):
            raise MessageRefusedError(str(error)) from error
        left = isinstance(error, NetworkError) and may_have_arrived(error.__cause__)
        raise TryAgainError(type(error).__name__, may_have_arrived=left) from error


def advice_for(error: BaseException) -> str:
    """What to do about an error of Telegram's; never the error's own text, which may hold a message."""
    if isinstance(error, InvalidToken):
        return "TELEGRAM_TOKEN is refused. Copy it again from @BotFather, or look for a proxy on the way."
    if isinstance(error, Conflict):
        return (
            "another program fetches this bot's messages, or a webhook is set. Stop that program, or run: "
            "python -m rasa_project telegram delete-webhook"
        )
    return type(error).__name__


async def set_menu(bot: Bot, wording: Wording) -> None:
    """The bot's command menu: Kazakh for everybody, Russian where the phone speaks Russian."""
    for code in (None, "kk", "ru"):
        commands = [BotCommand(one.command, one.ru if code == "ru" else one.kk) for one in wording.commands]
        await bot.set_my_commands(commands, BotCommandScopeAllPrivateChats(), language_code=code)


def markup(message: Outgoing) -> Markup | None:
    """The keyboard of a message."""
    if message.buttons or message.row or message.links:
        rows = [[InlineKeyboardButton(title, callback_data=token)] for title, token in message.buttons]
        rows += [[InlineKeyboardButton(title, url=url)] for title, url in message.links]
        if message.row:
            rows.append([InlineKeyboardButton(title, callback_data=token) for title, token in message.row])
        return InlineKeyboardMarkup(rows)
    if message.keyboard == "location":
        button = KeyboardButton(message.keyboard_title, request_location=True)
        return ReplyKeyboardMarkup([[button]], resize_keyboard=True, one_time_keyboard=True)
    return ReplyKeyboardRemove() if message.keyboard == "remove" else None


def _number_of(name: str) -> int:
    """Telegram's number of a chat or message, as the inbox keeps it.

    Raises:
        MessageRefusedError: it is none, so it was never Telegram's.
    """
    try:
        return int(name)
    except ValueError:
        raise MessageRefusedError("not a number of Telegram's") from None
