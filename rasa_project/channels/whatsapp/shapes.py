"""How a message looks in WhatsApp: text, reply buttons, a list, a contact card, a request for the place.

Limits of "Interactive reply buttons messages" (3 buttons of 20 letters, a body of 1,024), "Interactive list messages"
(10 rows of 24 letters with 72 below, a body of 4,096, a button of 20) and "Location request messages" (a body of
1,024) in Meta's documentation. Letters are counted as UTF-16 units, which are never fewer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from rasa_project.channels.inbox.outgoing import Outgoing

MOST_TEXT: Final = 4096
#: With two more for "did it help" a list is full.
MOST_BUTTONS: Final = 8
_MOST_BODY: Final = 1024
_MOST_REPLIES: Final = 3
_MOST_REPLY_TITLE: Final = 20
_MOST_ROW_TITLE: Final = 24
_MOST_DESCRIPTION: Final = 72


@dataclass(frozen=True)
class Choice:
    """One thing to tap: its title, what it holds, and the whole title where that is too long."""

    title: str
    token: str
    description: str = ""


@dataclass(frozen=True)
class Words:
    """A text alone."""

    text: str


@dataclass(frozen=True)
class Replies:
    """A text with buttons below it."""

    text: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Menu:
    """A text with a button that opens a list."""

    text: str
    button: str
    sections: tuple[tuple[str, tuple[Choice, ...]], ...]


@dataclass(frozen=True)
class Card:
    """A number to call."""

    name: str
    phone: str


@dataclass(frozen=True)
class AskPlace:
    """A text with the button "send location", whose words are WhatsApp's."""

    text: str


Shape = Words | Replies | Menu | Card | AskPlace


@dataclass(frozen=True)
class Labels:
    """Words that a list needs: on its button, above its rows, above "did it help"."""

    button: str
    rows: str
    rating: str


def shape_of(message: Outgoing, labels: Labels) -> Shape:
    """How a message of at most :data:`MOST_TEXT` letters and :data:`MOST_BUTTONS` buttons looks."""
    if message.phone:
        return Card(message.text, message.phone)
    if message.keyboard == "location" and _length(message.text) <= _MOST_BODY:
        return AskPlace(message.text)
    text, choices = _numbered(message.text, _distinct(message.buttons))
    rating = _distinct(message.row)
    every = (*choices, *rating)
    if not every:
        return Words(message.text)
    if _are_replies(text, every):
        return Replies(text, every)
    sections = ((labels.rows, tuple(map(_row, choices))), (labels.rating, tuple(map(_row, rating))))
    return Menu(text, labels.button, tuple((title, rows) for title, rows in sections if rows))


def _distinct(buttons: Sequence[tuple[str, str]]) -> tuple[Choice, ...]:
    """Buttons, each of what they hold once: WhatsApp refuses two with one id."""
    return tuple({token: Choice(title, token) for title, token in reversed(buttons)}.values())[::-1]


def _are_replies(text: str, choices: Sequence[Choice]) -> bool:
    titles = [choice.title for choice in choices]
    is_short = all(_length(title) <= _MOST_REPLY_TITLE for title in titles)
    return is_short and len(set(titles)) == len(titles) <= _MOST_REPLIES and _length(text) <= _MOST_BODY


def _numbered(text: str, choices: tuple[Choice, ...]) -> tuple[str, tuple[Choice, ...]]:
    """Where a title is longer than any place for it, the titles go into the text and their numbers on the buttons."""
    if all(_length(choice.title) <= _MOST_DESCRIPTION for choice in choices):
        return text, choices
    lines = "\n".join(f"{number}. {choice.title}" for number, choice in enumerate(choices, 1))
    longer = f"{text}\n\n{lines}"
    if _length(longer) > MOST_TEXT:
        return text, choices
    return longer, tuple(replace(choice, title=str(number)) for number, choice in enumerate(choices, 1))


def _row(choice: Choice) -> Choice:
    """A choice as a row of a list: a longer title is shortened, and stands whole below."""
    if _length(choice.title) <= _MOST_ROW_TITLE:
        return choice
    return replace(
        choice,
        title=_shortened(choice.title, _MOST_ROW_TITLE),
        description=_shortened(choice.title, _MOST_DESCRIPTION),
    )


def _shortened(title: str, most: int) -> str:
    """A title of at most so many letters; what is left out is whole words, and three dots say so."""
    if _length(title) <= most:
        return title
    kept = ""
    for word in title.split():
        longer = f"{kept} {word}".lstrip()
        if _length(longer) >= most:
            break
        kept = longer
    return f"{kept or title[: most // 2]}…"


def _length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
