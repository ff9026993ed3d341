"""From the bot's answers to Telegram messages: one message an answer, buttons one a row, the call card."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final, Literal

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from rasa_project.channels.telegram.payloads import Payloads, answers_a_question
from rasa_project.channels.telegram.wording import Wording, emergency_line
from rasa_project.dialogue.reply_language import ReplyLanguage
from rasa_project.observability.turns import is_emergency

#: Telegram's limit for a text. It counts characters; UTF-16 units are never fewer.
MAX_TEXT: Final = 4096
MAX_BUTTONS: Final = 8
#: Rasa's name for the response that an answer came from, and a switch that an action may set.
_RESPONSE: Final = "utter_action"
_ASKS_LOCATION: Final = "ask_location"

Keyboard = Literal["", "location", "remove"]
Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove


@dataclass(frozen=True)
class Outgoing:
    """One message to send; it can wait on disk.

    Attributes:
        text: what it says; for a card, the name of the line.
        buttons: titles and tokens, one a row.
        keyboard: the reply keyboard that it brings or takes away.
        keyboard_title: the words on the location button.
        phone: the number, for a card that can be tapped to call.
        is_question: whether its buttons answer a consultation's question.
    """

    text: str
    buttons: tuple[tuple[str, str], ...] = ()
    keyboard: Keyboard = ""
    keyboard_title: str = ""
    phone: str = ""
    is_question: bool = False


def to_json(messages: Sequence[Outgoing]) -> str:
    """Messages as they wait on disk."""
    return json.dumps([asdict(one) for one in messages], ensure_ascii=False)


def from_json(text: str) -> list[Outgoing]:
    """The reverse of :func:`to_json`."""
    return [
        Outgoing(**{**one, "buttons": tuple((title, token) for title, token in one["buttons"])})
        for one in json.loads(text)
    ]


def compose(
    answers: Iterable[Mapping[str, Any]], language: ReplyLanguage, payloads: Payloads, wording: Wording
) -> list[Outgoing]:
    """The messages for the answers of one turn.

    Args:
        answers: as Rasa hands them to an output channel (``text``, ``buttons``, ``utter_action``, ``metadata``, ...);
            a call card follows one whose metadata marks an emergency.
        language: of the reply, for the texts that go along.
        payloads: gives each button its token.
        wording: after which answers a location is asked for.
    """
    messages: list[Outgoing] = []
    for answer in answers:
        text = str(answer.get("text") or "").strip()
        if not text:
            continue
        buttons = [(str(one["title"]), str(one["payload"])) for one in answer.get("buttons") or []]
        messages += _with_buttons(text, buttons, wording.text("more_buttons", language), payloads)
        name = answer.get(_RESPONSE)
        if is_emergency(answer.get("metadata")):
            number, line = emergency_line(language)
            messages.append(Outgoing(line, phone=number))
        if name in wording.location_after or answer.get(_ASKS_LOCATION):
            title = wording.text("location_button", language)
            messages.append(
                Outgoing(wording.text("share_location", language), keyboard="location", keyboard_title=title)
            )
    return messages


def without_old_keyboard(messages: list[Outgoing]) -> list[Outgoing]:
    """The messages, the first that has room taking the location keyboard away.

    A message holds one kind of keyboard; where all have buttons the keyboard stays until a later turn.
    """
    for index, one in enumerate(messages):
        if one.keyboard == "location":
            return messages
        if not one.buttons and not one.keyboard and not one.phone:
            return [*messages[:index], Outgoing(one.text, keyboard="remove"), *messages[index + 1 :]]
    return messages


def split(text: str, limit: int = MAX_TEXT) -> list[str]:
    """A text in parts of at most ``limit`` UTF-16 units, on paragraph, line or word borders."""
    parts = []
    while _units(text) > limit:
        head = _prefix(text, limit)
        cut = next((at for at in (head.rfind(mark) for mark in ("\n\n", "\n", " ")) if at > 0), len(head))
        parts.append(text[:cut].rstrip())
        text = text[cut:].lstrip()
    return [*parts, text] if text else parts


def markup(message: Outgoing) -> Markup | None:
    """The keyboard of a message."""
    if message.buttons:
        rows = [[InlineKeyboardButton(title, callback_data=token)] for title, token in message.buttons]
        return InlineKeyboardMarkup(rows)
    if message.keyboard == "location":
        button = KeyboardButton(message.keyboard_title, request_location=True)
        return ReplyKeyboardMarkup([[button]], resize_keyboard=True, one_time_keyboard=True)
    return ReplyKeyboardRemove() if message.keyboard == "remove" else None


def _with_buttons(text: str, buttons: list[tuple[str, str]], more: str, payloads: Payloads) -> Iterator[Outgoing]:
    """The text, its buttons under the last part; further buttons in pages of eight."""
    *before, last = split(text)
    for part in before:
        yield Outgoing(part)
    pages = [buttons[start : start + MAX_BUTTONS] for start in range(0, len(buttons), MAX_BUTTONS)]
    for heading, page in zip([last, *[more] * (len(pages) - 1)], pages or [[]]):
        rows = tuple((title, token) for title, payload in page if (token := payloads.token(payload)))
        yield Outgoing(heading, rows, is_question=any(answers_a_question(payload) for _, payload in page))


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _prefix(text: str, limit: int) -> str:
    """The longest beginning of at most ``limit`` UTF-16 units."""
    return text.encode("utf-16-le")[: limit * 2].decode("utf-16-le", errors="ignore")
