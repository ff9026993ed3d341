"""What stands on pages that are passed on and in calendar files, from ``data/channels/share.yml``."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

from pydantic import validator

from rasa_project.advice.knowledge import read_checked
from rasa_project.advice.records import Record, Words
from rasa_project.edition import DATA, edition, of_edition

SHARE_FILE: Final = DATA / "channels" / "share.yml"
_MOST_LETTERS: Final = 24
#: What is filled in, by part and text; every other text has no gap.
_GAPS: Final[dict[tuple[str, str], set[str]]] = {
    ("page", "made"): {"day", "until"}, ("page", "phone"): {"phone"}, ("calendar", "age"): {"day", "age"},
    ("contact", "watched"): {"until"}, ("contact", "day"): {"number"}, ("contact", "vaccine"): {"day"},
    ("contact", "immunoglobulin"): {"day"}, ("file", "in_month"): {"dose"}, ("file", "now"): {"dose"},
    ("file", "watch"): {"number"}, ("file", "watch_last"): {"number"},
}  # fmt: skip
_GAP: Final = re.compile(r"\{(\w*)\}|[{}]")


class LinkWords(Record):
    """What stands on the two links."""

    page: Words
    calendar: Words

    @validator("page", "calendar")
    def _fits(cls, title: Words) -> Words:
        if max(len(title.kk), len(title.ru)) > _MOST_LETTERS:
            raise ValueError(f"a link's words have at most {_MOST_LETTERS} letters")
        return title


class PageWords(Record):
    """What stands on every page."""

    answer: Words
    whatsapp: Words
    other_language: Words
    danger_title: Words
    danger: Words
    made: Words
    changes: Words
    renewed: Words
    no_doctor: Words
    ask_bot: Words
    sources: Words
    phone: Words


class CalendarWords(Record):
    """What stands on a child's calendar."""

    title: Words
    age: Words
    dose: Words
    when: Words
    first: Words
    second: Words
    had: Words
    now: Words
    check: Words


class ContactWords(Record):
    """What stands on the page after a contact."""

    title: Words
    watched: Words
    watched_unknown: Words
    days: Words
    day: Words
    signs: Words
    baby: Words
    vaccine: Words
    immunoglobulin: Words


class FileWords(Record):
    """Names and texts of days in a calendar file."""

    first: Words
    second: Words
    in_month: Words
    now: Words
    dose_text: Words
    watch: Words
    watch_last: Words


class NoPage(Record):
    """A link that opens nothing."""

    title: Words
    text: Words


class ShareWords(Record):
    """The whole file."""

    links: LinkWords
    page: PageWords
    calendar: CalendarWords
    contact: ContactWords
    file: FileWords
    broken: NoPage
    ended: NoPage
    too_many: NoPage
    no_days: NoPage

    @validator("*")
    def _has_its_gaps(cls, part: Record, field: Any) -> Record:
        for name, words in part:
            wanted = _GAPS.get((field.name, name), set())
            for text in (words.kk, words.ru):
                if {found[1] for found in _GAP.finditer(text)} != wanted:
                    shown = ", ".join(f"{{{one}}}" for one in sorted(wanted)) or "none"
                    raise ValueError(f"{name}: the gaps of this text are {shown}, in both languages")
        return part


@of_edition
def share_words(path: Path = SHARE_FILE) -> ShareWords:
    """The file, checked.

    Raises:
        KnowledgeError: the file is missing or wrong; the text says where.
    """
    return read_checked(edition().at(path), ShareWords)
