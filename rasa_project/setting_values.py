"""How the text of a setting becomes a value; each reader raises ``ValueError`` with what is wrong and what to write."""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeVar
from urllib.parse import urlsplit

T = TypeVar("T")

#: Letters of a secret that nobody can guess: 32 random ones hold at least 128 bits.
LEAST_SECRET: Final = 32
HOW_TO_MAKE: Final = "Make one: openssl rand -hex 32"
_DATABASE: Final = "Write sqlite:///state/conversations.db or postgresql://user:password@host:5432/name."
_PUBLIC_HOST: Final = re.compile(r"(https?://)?[a-z0-9][a-z0-9.-]{0,252}(:\d{1,5})?")
_HEADER_WORD: Final = re.compile(r"[A-Za-z0-9_-]{1,100}")
_HOST_NAME: Final = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")
#: As @BotFather gives it: the bot's number, a colon, letters.
_TOKEN: Final = re.compile(r"\d+:[A-Za-z0-9_-]+")
#: What Telegram's setWebhook takes as secret_token.
_TELEGRAM_SECRET: Final = re.compile(r"[A-Za-z0-9_-]{1,256}")
#: A name as Meta allows it, and titles of its quick replies.
_TEMPLATE: Final = re.compile(r"([a-z0-9_]{1,512})(?:\[([^\[\],]{1,300})\])?")
_MOST_QUICK_REPLY: Final = 25


def optional(read: Callable[[str], T]) -> Callable[[str], T | None]:
    """A reader for a setting that may be missing: ``None`` then."""

    def read_if_told(text: str) -> T | None:
        return read(text) if text else None

    return read_if_told


def whole_number(least: int, most: int, what: str) -> Callable[[str], int]:
    """A reader of whole numbers from ``least`` to ``most``; ``what`` names them in the error."""

    def read(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", text) or not least <= int(text) <= most:
            raise ValueError(f"is not {what}. Write a whole number from {least} to {most}.")
        return int(text)

    return read


def seconds(text: str) -> float:
    """Seconds, more than 0 and at most an hour."""
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value <= 3600:
        raise ValueError("is not a number of seconds. Write a number above 0 and up to 3600, such as 8.")
    return value


def switch(on: str, off: str) -> Callable[[str], bool]:
    """A reader of two words: true for ``on``."""

    def read(text: str) -> bool:
        if text.lower() not in {on, off}:
            raise ValueError(f"is neither {on} nor {off}. Write one of the two, or leave it out.")
        return text.lower() == on

    return read


def host(text: str) -> str:
    """An address or a name of this machine to listen at."""
    bare = text.strip("[]")
    try:
        ipaddress.ip_address(bare)
    except ValueError:
        if not _HOST_NAME.fullmatch(bare):
            raise ValueError("is not an address. Write 127.0.0.1, or an address of this machine.") from None
    return text


def database(text: str) -> Any:
    """Where conversations are kept, as SQLAlchemy's ``URL``; the text is never shown, it may hold a password."""
    from sqlalchemy.engine.url import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise ValueError(f"is not an address of a database. {_DATABASE}") from None
    if url.drivername == "postgres":  # as hosting providers write it
        url = url.set(drivername="postgresql")
    if url.get_backend_name() not in {"sqlite", "postgresql"}:
        raise ValueError(f"begins with {url.drivername!r}. {_DATABASE}")
    return url


def redis_address(text: str) -> str:
    """Address of a Redis server."""
    parts = _split(text)
    if parts is None or parts.scheme not in {"redis", "rediss"} or not parts.hostname:
        raise ValueError("is not an address of Redis. Write redis://host:6379/0.")
    return text


def folder(text: str) -> Path:
    """A folder that is there and may be written."""
    path = Path(text)
    if not path.is_dir() or not os.access(path, os.W_OK | os.X_OK):
        raise ValueError("is not a folder that the bot may write. Make an empty one that belongs to the bot's user.")
    return path


def rate(text: str) -> Any:
    """How often, as a ``RateLimitItem`` of the library ``limits``."""
    from limits import parse

    try:
        return parse(text)
    except ValueError:
        raise ValueError("is not a rate. Write it like 60/minute.") from None


def secret(text: str) -> str:
    """A secret that nobody can guess."""
    if len(text) < LEAST_SECRET:
        raise ValueError(f"is shorter than {LEAST_SECRET} letters. {HOW_TO_MAKE}")
    return text


def origins(text: str) -> frozenset[str]:
    """Pages' sites (``https://host``), separated by commas or spaces."""
    return frozenset(_origin(one) for one in text.replace(",", " ").split())


def hosts(text: str) -> frozenset[str]:
    """Names of hosts, each with a scheme and a port or without, separated by commas or spaces."""
    told = frozenset(text.replace(",", " ").lower().split())
    for one in told:
        if not _PUBLIC_HOST.fullmatch(one):
            raise ValueError(f"holds {one!r}. Write names such as bot.example, separated by commas; no path, no *.")
    return told


def site(text: str) -> str:
    """The address of one site, without a path: ``https://bot.example``."""
    parts = _split(text)
    if parts is None or parts.scheme not in {"http", "https"} or not parts.hostname or "@" in parts.netloc:
        raise ValueError("is not the address of a site. Write it as https://bot.example, with no path.")
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise ValueError("holds a path. Write the site alone, such as https://bot.example.")
    return f"{parts.scheme}://{parts.netloc}".lower()


def _origin(text: str) -> str:
    parts = _split(text)
    is_site = parts is not None and parts.scheme in {"http", "https"} and bool(parts.hostname) and "*" not in text
    if parts is None or not is_site or parts.path.strip("/") or parts.query or parts.fragment or "@" in parts.netloc:
        raise ValueError(
            f"holds {text!r}. Write the address of each page's site, such as https://example.kz, "
            "separated by commas; no path, no *."
        )
    return f"{parts.scheme}://{parts.netloc}".lower()


def token(text: str) -> str:
    """A token of Telegram's."""
    if not _TOKEN.fullmatch(text):
        raise ValueError("is not a token. Copy it whole from @BotFather: 123456:ABC-DEF...")
    return text


def telegram_secret(text: str) -> str:
    """What Telegram shows with each post."""
    if not _TELEGRAM_SECRET.fullmatch(text):
        raise ValueError("may hold 1 to 256 letters A-Z a-z, digits, _ and - only. " + HOW_TO_MAKE)
    return text


class Template(NamedTuple):
    """An approved template of WhatsApp's: one variable in its text, quick replies with these titles or none."""

    name: str
    titles: tuple[str, ...] = ()


def templates(text: str) -> tuple[Template, ...]:
    """Templates, separated by commas: ``office_news, dose_reminder[Yes|Later|Stop]``."""
    found = []
    for one in filter(None, (part.strip() for part in text.split(","))):
        told = _TEMPLATE.fullmatch(one)
        titles = tuple(title.strip() for title in (told[2] or "").split("|")) if told and told[2] else ()
        if told is None or not all(0 < len(title) <= _MOST_QUICK_REPLY for title in titles):
            raise ValueError(
                f"holds {one[:80]!r}. Write names as in WhatsApp Manager, separated by commas, with the titles of "
                f"buttons where there are some (1 to {_MOST_QUICK_REPLY} letters each): office_news, reminder[Yes|Stop]"
            )
        found.append(Template(told[1], titles))
    return tuple(found)


def whatsapp_token(text: str) -> str:
    """An access token of Meta's."""
    if not re.fullmatch(r"[A-Za-z0-9|._-]{20,1000}", text):
        raise ValueError("is not a token. Copy it whole from the system user's page: it has some 200 letters.")
    return text


def digits(what: str) -> Callable[[str], str]:
    """A reader of numbers that are names."""

    def read(text: str) -> str:
        if not re.fullmatch(r"[0-9]{5,30}", text):
            raise ValueError(f"is not {what}. Copy its digits from API Setup, such as 106540352242922.")
        return text

    return read


def api_version(text: str) -> str:
    """A version of Meta's Graph API."""
    if not re.fullmatch(r"v[0-9]{2}\.[0-9]", text):
        raise ValueError("is not a version. Write it like v26.0.")
    return text


def header_word(text: str) -> str:
    """A header's name, or a word in one."""
    if not _HEADER_WORD.fullmatch(text):
        raise ValueError("may hold 1 to 100 letters A-Z a-z, digits, _ and - only.")
    return text


def web_address(example: str) -> Callable[[str], str]:
    """A reader of http and https addresses."""

    def read(text: str) -> str:
        parts = _split(text)
        if parts is None or parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError(f"is not an address. Write it as {example}")
        return text

    return read


def _split(text: str) -> Any:
    """The parts of an address; ``None`` where it is none, or where its port is no number."""
    try:
        parts = urlsplit(text)
        _ = parts.port  # a wrong port raises here
    except ValueError:
        return None
    return parts
