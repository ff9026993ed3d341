"""The messengers' own texts and their command menu, from ``data/channels/messengers.yml``."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from pydantic import constr, validator

from rasa_project.advice.knowledge import knowledge, read_checked
from rasa_project.advice.records import Record, Words
from rasa_project.dialogue.reply_language import ReplyLanguage
from rasa_project.edition import DATA, edition, of_edition

WORDING_FILE: Final = DATA / "channels" / "messengers.yml"

#: What WhatsApp, the tightest of messengers, takes on the button of a list and above its rows.
_MOST_ON_BUTTON: Final = 20
_MOST_ABOVE_ROWS: Final = 24

#: The line that stands on the card to call.
EMERGENCY_NUMBER: Final = "103"


class Command(Record):
    """One entry of the menu; ``payload`` is what it means to the bot."""

    command: constr(regex=r"^[a-z0-9_]{1,32}$")  # type: ignore[valid-type]
    payload: constr(regex=r"^/\w+")  # type: ignore[valid-type]
    kk: constr(min_length=3, max_length=60)  # type: ignore[valid-type]
    ru: constr(min_length=3, max_length=60)  # type: ignore[valid-type]


class Texts(Record):
    """What a messenger says without the dialogue engine."""

    share_location: Words
    location_button: Words
    more_buttons: Words
    announcement: Words
    stop_announcements: Words
    menu_button: Words
    menu_rows: Words

    @validator("menu_button", "menu_rows")
    def _fits(cls, words: Words, field: Any) -> Words:
        most = _MOST_ON_BUTTON if field.name == "menu_button" else _MOST_ABOVE_ROWS
        if max(len(words.kk), len(words.ru)) > most:
            raise ValueError(f"has at most {most} letters")
        return words

    @validator("announcement")
    def _holds_the_text(cls, words: Words) -> Words:
        if any(one.count("{") != 1 or "{text}" not in one for one in (words.kk, words.ru)):
            raise ValueError("announcement: each language holds {text} once and no other gap")
        return words


class Wording(Record):
    """The whole file."""

    commands: list[Command]
    location_after: frozenset[str]
    texts: Texts

    @validator("commands")
    def _each_once(cls, commands: list[Command]) -> list[Command]:
        names = [one.command for one in commands]
        if len(set(names)) < len(names):
            raise ValueError("a command stands twice")
        return commands

    def payload(self, command: str) -> str | None:
        """What a command means, or ``None`` for one that is not the bot's."""
        return next((str(one.payload) for one in self.commands if one.command == command), None)

    def text(self, name: str, language: ReplyLanguage) -> str:
        """A text in one language."""
        return str(getattr(getattr(self.texts, name), language))


def emergency_line(language: ReplyLanguage) -> tuple[str, str]:
    """The emergency number and its name, from the only list of phone lines."""
    line = next(one for one in knowledge().helplines if one.number == EMERGENCY_NUMBER)
    return str(line.number), str(line.name_ru if language == "ru" else line.name_kk)


@of_edition
def read_wording(path: Path = WORDING_FILE) -> Wording:
    """The file, checked.

    Raises:
        KnowledgeError: the file is missing or wrong; the text says where.
    """
    return read_checked(edition().at(path), Wording)
