"""What only a person knows of a server: asked at the terminal, or read from a file; checked before anything is done."""

from __future__ import annotations

import getpass
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Final

from measles_bot import env_file
from measles_bot.errors import KitError

_DOMAIN: Final = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])")
_EMAIL: Final = re.compile(r"[^\s@{}\"'\\]+@[^\s@{}\"'\\]+\.[^\s@{}\"'\\]+")
_SITE: Final = re.compile(r"https://[a-z0-9.-]+(:\d{1,5})?")
_TOKEN: Final = re.compile(r"\d{6,12}:[A-Za-z0-9_-]{30,60}")
#: WhatsApp's, all or none (docs/whatsapp.md): what is asked, how it looks, and what to say where it does not.
_WHATSAPP: Final[dict[str, tuple[str, re.Pattern[str], str]]] = {
    "WHATSAPP_TOKEN": (
        "WhatsApp: access token of Meta's system user, it stays hidden (Enter: no WhatsApp): ",
        re.compile(r"[A-Za-z0-9_.|-]{20,500}"), "that is no access token of Meta's (docs/whatsapp.md, step 5).",
    ),
    "WHATSAPP_PHONE_ID": (
        "WhatsApp: Phone number ID, digits from API Setup, not the phone number: ",
        re.compile(r"\d{5,25}"), "write the digits of Phone number ID (docs/whatsapp.md, step 4).",
    ),
    "WHATSAPP_APP_SECRET": (
        "WhatsApp: App secret, it stays hidden: ",
        re.compile(r"[0-9a-f]{16,128}"), "write the app's secret as Meta shows it (docs/whatsapp.md, step 6).",
    ),
    "WHATSAPP_VERIFY_TOKEN": (
        "WhatsApp: a word of your own for the webhook, it stays hidden (Enter: one is made): ",
        re.compile(r"[A-Za-z0-9_-]{1,256}"), "write 1 to 256 of A-Z a-z 0-9 _ -.",
    ),
}  # fmt: skip
_SEEN: Final = "WHATSAPP_PHONE_ID"
#: What the kit sets by itself: another value would open the bot or close the proxy's way to it.
_OURS: Final = frozenset(
    {"HOST", "LOCAL_ACCESS", "PUBLIC_HOSTS", "RATE_LIMIT", "SANIC_PROXIES_COUNT", "DESK_HOST", "DESK_HOSTS"}
)
_OF_THE_KIT: Final = ("DOMAIN", "EMAIL", "SOURCE", "BACKUPS_KEPT", "DESK")


@dataclass(frozen=True)
class Wishes:
    """What a server shall be.

    Attributes:
        domain: name under which parents reach it, ``bot.example.kz``.
        email: whom the certificate's maker writes to; may be empty.
        sites: pages that carry the chat, ``https://office.example.kz``, separated by commas; may be empty.
        token: of Telegram's bot; may be empty.
        source: where versions come from; empty: the clone that the installation was started in.
        desk_domain: name under which the office reaches its desk; empty: the internet does not reach it.
        more: further settings of the bot or of the kit, by name.
    """

    domain: str
    email: str = ""
    sites: str = ""
    token: str = ""
    source: str = ""
    desk_domain: str = ""
    more: Mapping[str, str] = field(default_factory=dict)

    @property
    def has_desk(self) -> bool:
        """Whether the server has a desk at all."""
        return bool(self.desk_domain) or self.more.get("DESK", "").lower() == "on"

    def settings(self) -> dict[str, str]:
        """The bot's settings: behind one proxy on this machine, reached by the domain alone."""
        further = {name: value for name, value in self.more.items() if value and name not in _OF_THE_KIT}
        own = {"HOST": "127.0.0.1", "PUBLIC_HOSTS": self.domain, "SANIC_PROXIES_COUNT": "1"}
        told = {"WIDGET_ORIGINS": self.sites, "TELEGRAM_TOKEN": self.token, "DESK_HOSTS": self.desk_domain}
        return {**own, **{name: value for name, value in told.items() if value}, **further}

    def kit(self) -> dict[str, str]:
        """The kit's own settings."""
        kept = {name: self.more[name] for name in ("BACKUPS_KEPT",) if name in self.more}
        desk = {"DESK": "on" if self.has_desk else "off", "DESK_DOMAIN": self.desk_domain}
        return {"DOMAIN": self.domain, "EMAIL": self.email, "SOURCE": self.source, **desk, **kept}


def from_file(file: Path) -> Wishes:
    """Read ``DOMAIN=``, ``DESK_DOMAIN=``, ``EMAIL=``, ``WIDGET_ORIGINS=``, ``TELEGRAM_TOKEN=``, ``SOURCE=`` ...

    Raises:
        KitError: the file is missing or something in it can't be used.
    """
    if not file.is_file():
        raise KitError(f"There is no file {file}. Copy deploy/etc/install.env.example and fill it in.")
    told = env_file.read(file)
    taken = sorted(_OURS & set(told))
    if taken:
        raise KitError(
            f"{file}: leave out {', '.join(taken)}; the installation sets it, so that only the proxy is trusted."
        )
    named = {"DOMAIN", "EMAIL", "WIDGET_ORIGINS", "TELEGRAM_TOKEN", "SOURCE", "DESK_DOMAIN"}
    return checked(
        Wishes(
            told.get("DOMAIN", "").lower(), told.get("EMAIL", ""), told.get("WIDGET_ORIGINS", ""),
            told.get("TELEGRAM_TOKEN", ""), told.get("SOURCE", ""),
            told.get("DESK_DOMAIN", "").lower(),
            {name: value for name, value in told.items() if name not in named},
        )
    )  # fmt: skip


def asked(ask: Callable[[str], str] = input, ask_secret: Callable[[str], str] = getpass.getpass) -> Wishes:
    """Ask at the terminal; a line that can't be used is asked again.

    Raises:
        KitError: there is no terminal, or two answers do not go together.
    """
    try:
        plain = Wishes(
            _asked(ask, "Domain of the bot (bot.example.kz): ", lambda text: _domain(text.lower())),
            _asked(ask, "E-mail for the certificate (Enter: none): ", _email),
            _asked(ask, "Site that carries the chat (https://office.example.kz, Enter: none): ", _sites),
            _asked(ask_secret, "Telegram token from @BotFather, it stays hidden (Enter: none): ", _token),
            desk_domain=_asked(
                ask, "Name of the office's desk, another one (desk.example.kz, Enter: no desk): ",
                lambda text: _desk_domain(text.lower()),
            ),
        )  # fmt: skip
        return checked(replace(plain, more=_asked_whatsapp(ask, ask_secret)))
    except EOFError as error:
        raise KitError(
            "Nobody answers here. Write the answers into a file: make install-service FILE=install.env"
        ) from error


def _asked_whatsapp(ask: Callable[[str], str], ask_secret: Callable[[str], str]) -> dict[str, str]:
    """The four values, or none where there is no token; a word for the webhook is made where none is told."""
    told: dict[str, str] = {}
    for name, (question, _, _) in _WHATSAPP.items():
        is_first, is_last = not told, name == "WHATSAPP_VERIFY_TOKEN"
        may_be_empty = is_first or is_last
        check = partial(_whatsapp, name, may_be_empty=may_be_empty)
        told[name] = _asked(ask if name == _SEEN else ask_secret, question, check)
        if is_first and not told[name]:
            return {}
    return {**told, "WHATSAPP_VERIFY_TOKEN": told["WHATSAPP_VERIFY_TOKEN"] or secrets.token_hex(16)}


def checked(wishes: Wishes) -> Wishes:
    """The same, with every part looked at.

    Raises:
        KitError: one can't be used.
    """
    try:
        _domain(wishes.domain), _email(wishes.email), _sites(wishes.sites), _token(wishes.token)
        _desk_domain(wishes.desk_domain)
        _check_whatsapp(wishes.more)
        if wishes.more.get("DESK", "off").lower() not in {"on", "off"}:
            raise ValueError("DESK: write on or off.")
    except ValueError as error:
        raise KitError(str(error)) from error
    if wishes.desk_domain == wishes.domain:
        raise KitError("DESK_DOMAIN: give the desk a name of its own; nothing of it may be reached where the chat is.")
    return wishes


def _check_whatsapp(more: Mapping[str, str]) -> None:
    missing = [name for name in _WHATSAPP if not more.get(name)]
    if 0 < len(missing) < len(_WHATSAPP):
        raise ValueError(f"{', '.join(missing)}: WhatsApp needs all four values, or none (docs/whatsapp.md).")
    for name in set(_WHATSAPP) - set(missing):
        _whatsapp(name, more[name])


def _whatsapp(name: str, text: str, *, may_be_empty: bool = False) -> str:
    _, form, reason = _WHATSAPP[name]
    if not (text and form.fullmatch(text)) and not (may_be_empty and not text):
        raise ValueError(f"{name}: {reason}")
    return text


def _asked(ask: Callable[[str], str], question: str, check: Callable[[str], str]) -> str:
    while True:
        try:
            return check(ask(question).strip())
        except ValueError as error:
            print(error)


def _domain(text: str) -> str:
    if not _DOMAIN.fullmatch(text):
        raise ValueError("DOMAIN: write a name alone, such as bot.example.kz (no https://, no path).")
    return text


def _desk_domain(text: str) -> str:
    if text and not _DOMAIN.fullmatch(text):
        raise ValueError("DESK_DOMAIN: write a name alone, such as desk.example.kz, or leave it empty.")
    return text


def _email(text: str) -> str:
    if text and not _EMAIL.fullmatch(text):
        raise ValueError("EMAIL: write an address such as office@example.kz, or leave it empty.")
    return text


def _sites(text: str) -> str:
    if text and not all(_SITE.fullmatch(one.strip()) for one in text.split(",")):
        raise ValueError(
            "WIDGET_ORIGINS: write sites such as https://office.example.kz, parted by commas, with no path."
        )
    return text


def _token(text: str) -> str:
    if text and not _TOKEN.fullmatch(text):
        raise ValueError("TELEGRAM_TOKEN: that is no token of @BotFather's (digits, a colon, some 35 letters).")
    return text
