"""The page of a link: one small HTML file without scripts, to read on an old phone, to print on one sheet."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from rasa_project import clock
from rasa_project.advice.knowledge import knowledge
from rasa_project.advice.office import places_on
from rasa_project.channels.feedback_words import in_language
from rasa_project.channels.share.content import Section
from rasa_project.channels.share.links import Shared
from rasa_project.channels.share.tokens import Link
from rasa_project.channels.share.words import NoPage, share_words
from rasa_project.channels.web.compact import compact_style
from rasa_project.dialogue.reply_language import ReplyLanguage

_FOLDER: Final = Path(__file__).parent
_WHATSAPP: Final = "https://wa.me/?text="
_BULLET: Final = "• "
_LINES: Final = ("103", "112")
_OFFICE: Final = "office"
_OTHER: Final[dict[ReplyLanguage, ReplyLanguage]] = {"kk": "ru", "ru": "kk"}


@dataclass(frozen=True)
class Block:
    """A paragraph or a list; ``lines`` of it."""

    lines: tuple[str, ...]
    is_list: bool


@dataclass(frozen=True)
class _Assets:
    """The template and the style sheet, with its hash for the page's policy."""

    page: Template
    no_page: Template
    style: Markup
    policy: str


def policy() -> str:
    """``Content-Security-Policy`` of all these pages: nothing but their own style, named by its hash."""
    return _assets().policy


def page(link: Link, parts: Sequence[Section], shared: Shared, other: str, bot: str) -> str:
    """The HTML of a link.

    Args:
        link: what was signed.
        parts: what it says.
        shared: the addresses of this very page and of its file.
        other: the address of the same page in the other language.
        bot: the address of the bot's own page in the language of this one.
    """
    language, words = link.language, share_words().page
    office, phone = office_of(clock.today(), language)
    shown = {name: in_language(getattr(words, name), language) for name in words.__fields__}
    shown["made"] = shown["made"].format(day=_numbers(link.made), until=_numbers(link.until))
    title = parts[0].title
    links = [
        {"title": shared.titles[1], "url": shared.ics, "language": ""} if shared.ics else None,
        _whatsapp(shown["whatsapp"], f"{title}: {shared.url}") if "://" in shared.url else None,
        {"title": shown["other_language"], "url": other, "language": _OTHER[language]},
    ]
    return _assets().page.render(
        language=language,
        title=title,
        office=office,
        phone=shown["phone"].format(phone=phone) if phone else "",
        style=_assets().style,
        links=[one for one in links if one],
        lines=_helplines(language),
        parts=[{**vars(one), "blocks": list(blocks(one.text))} for one in parts],
        is_emergency=any(one.is_emergency for one in parts),
        words=shown,
        sources=_sources(parts),
        bot=bot,
        bot_name=bot.partition("://")[2].strip("/"),
    )


def no_page(why: NoPage, bot: str) -> str:
    """The HTML for a link that opens nothing, in both languages."""
    words = share_words().page
    languages: tuple[ReplyLanguage, ...] = ("kk", "ru")
    both = []
    for language in languages:
        office, phone = office_of(clock.today(), language)
        both.append({
            "language": language, "title": in_language(why.title, language), "text": in_language(why.text, language),
            "danger": in_language(words.danger, language), "lines": _helplines(language), "office": office,
            "phone": in_language(words.phone, language).format(phone=phone) if phone else "",
            "ask_bot": in_language(words.ask_bot, language), "bot": bot if language == "kk" else f"{bot}ru",
        })  # fmt: skip
    return _assets().no_page.render(both=both, title=both[0]["title"], style=_assets().style)


def office_of(day: date, language: ReplyLanguage) -> tuple[str, str]:
    """The office's name and its checked phone: what it has published, else what the district's list has."""
    found = [one for one in places_on(day).organisations if one.kind == _OFFICE]
    name = str(found[-1].ru if language == "ru" else found[-1].kk)
    phones = [str(one.phone.text) for one in found if one.phone]
    return name, phones[-1] if phones else ""


def blocks(text: str) -> Iterator[Block]:
    """A text as paragraphs and lists: blank lines part paragraphs, lines with a bullet are points."""
    for part in text.split("\n\n"):
        lines = [line.strip() for line in part.splitlines() if line.strip()]
        for is_list, some in groupby(lines, key=lambda line: line.startswith(_BULLET)):
            yield Block(tuple(line.removeprefix(_BULLET) for line in some), is_list)


def _whatsapp(title: str, text: str) -> dict[str, str]:
    """A link that lets the reader choose in WhatsApp whom to send a text to."""
    return {"title": title, "url": f"{_WHATSAPP}{quote(text, safe='')}", "language": ""}


def _helplines(language: ReplyLanguage) -> list[dict[str, Any]]:
    known = {str(one.number): one for one in knowledge().helplines}
    return [
        {"number": number, "name": known[number].name_ru if language == "ru" else known[number].name_kk}
        for number in _LINES
    ]


def _sources(parts: Sequence[Section]) -> list[str]:
    keys = dict.fromkeys(key for one in parts for key in one.sources)
    return [knowledge().sources[key].title for key in keys]


def _numbers(day: date) -> str:
    return f"{day:%d.%m.%Y}"


@lru_cache(maxsize=1)
def _assets() -> _Assets:
    templates = Environment(loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined)
    style = compact_style((_FOLDER / "page.css").read_text(encoding="utf-8"))
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    return _Assets(templates.get_template("page.html"), templates.get_template("no_page.html"), Markup(style), policy)  # noqa: S704 (our file)
