"""Addresses on the network: e-mails however they are written, links, names in messengers and social networks.

Bare names of sites («egov.kz-тен көрдім») are no person and stay.
"""

from __future__ import annotations

import re
from typing import Final

from rasa_project.privacy.shadow import Shadow

_LOCAL: Final = r"(?<![\w.+-])[\w.+-]{1,64}"
_TLD: Final = r"(?:kz|ru|com|me|net|org|io|рф|қаз|ру|ком|кз|kg|uz|su|app|be|gl|cc|info|page|link|ly|to|int|edu|gov)"
_MAILERS: Final = (
    r"(?:mail|майл|мейл|мэйл|gmail|гмейл|гмайл|джимейл|yandex|яндекс|inbox|инбокс|bk|бк|list|лист|rambler|рамблер|ya"
    r"|icloud|outlook|hotmail|yahoo|почта|internet)"
)
#: «@» and what stands for it; «собака» and «at» only before the name of a mailer or a domain.
_AT: Final = (
    r"\s{0,2}(?:[@＠]|[(\[{]\s?(?:at|ат|собака|собачка|эт)\s?[)\]}]|_at_|(?<=[\w\s])(?:собака|собачка|sobaka)(?=[\sa-z])"
    r"|(?<=\s)(?:at|ат|эт)(?=\s))\s{0,2}"
)
_DOT: Final = r"\s{0,2}(?:[.,]|[(\[{]?(?:точка|dot|нүкте)[)\]}]?(?=[\s\w])|(?<=\s))\s{0,2}"
_SIGNS: Final = ("@", "＠")
_AT_WORDS: Final = ("собак", "sobaka", "(at", "[at", "{at", "(ат", "[ат", "(эт", "_at_", " at ", " ат ", " эт ")
_EMAILS: Final[tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]] = (
    (re.compile(r"[^\s@<>(),;:\"']{1,64}@[^\s@<>(),;:\"']{1,100}\.[^\s@<>(),;:\"'.\d]{2,20}"), ("@",)),
    (re.compile(rf"{_LOCAL}{_AT}{_MAILERS}(?:{_DOT}{_TLD})?(?!\w)"), (*_SIGNS, *_AT_WORDS)),
    (
        re.compile(r"(?<![\w.+-])[a-z][\w.+-]{1,63}\s{0,2}[@＠]\s{0,2}[a-z][\w-]{1,40}(?:[.,]\w{2,6})?"),
        _SIGNS,
    ),
    (
        re.compile(
            rf"{_LOCAL}(?:[(\[{{](?:at|ат|собака)[)\]}}]|_at_|\s(?:at|собака)\s)\s?[\w-]{{2,40}}{_DOT}{_TLD}(?!\w)"
        ),
        _AT_WORDS,
    ),
    (
        re.compile(rf"(?<!\w)[a-z][\w.+-]{{2,63}}\s{_MAILERS}{_DOT}{_TLD}(?!\w)"),
        ("mail", "майл", "мейл", "мэйл", "inbox", "инбокс", "yandex", "яндекс"),
    ),
)
_LINKS: Final[tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]] = (
    (
        re.compile(r"(?<![a-z])(?:[a-z]{2,10}://|www\.|mailto:)[^\s<>\"]{1,500}"),
        ("://", "www.", "mailto:"),
    ),
    (re.compile(rf"(?<![\w@.-])(?:[a-z0-9-]{{1,40}}\.){{1,4}}{_TLD}\\?/[^\s<>\",;]{{1,500}}"), ("/",)),
    (re.compile(r"(?<!\w)t\s{0,2}\.?\s{0,2}me\s{0,2}\\?/\s{0,2}[^\s,;]{1,100}"), ("me/", "me /", "me\\/")),
)
#: «https://who.int/» names nobody.
_BARE_SITE: Final = re.compile(r"(?:https?://)?(?:www\.)?[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/?[.!?,)]{0,3}")
_AT_NAME: Final = re.compile(r"(?<![\w@])[@＠](?:\s?[a-z][a-z0-9_.-]{1,60}[a-z0-9_]|[^\W\d]\w{2,60})")
_NETWORK: Final = (
    r"(?<![^\W\d_])(?:инст[ауеы]\w{0,12}|insta\w{0,9}|телег\w{0,10}|telegram\w{0,4}|тг|tg|тик\s?ток\w{0,6}|tik\s?tok"
    r"|скайп\w{0,4}|skype|дискорд\w{0,4}|discord|viber|вайбер\w{0,4}|снапчат\w{0,3}|snapchat|ник\w{0,3}|nick|вк|vk"
    r"|логин\w{0,3}|фейсбук\w{0,4}|facebook)"
)
_NETWORKS: Final = (
    "инст", "insta", "телег", "telegram", "тг", "tg", "ток", "tok", "скайп", "skype", "дискорд", "discord", "viber",
    "вайбер", "снапчат", "snapchat", "ник", "nick", "вк", "vk", "логин", "фейсбук", "facebook",
)  # fmt: skip
#: After the name of a network: a Latin word that looks made up, or any after a colon or dash.
_HANDLE: Final = re.compile(
    rf"{_NETWORK}(?:\s(?:ник\w{{0,3}}|аккаунт\w{{0,3}}|парақша\w{{0,3}}))?\s?"
    rf"(?P<colon>[:—–-]?)\s?(?P<it>[a-z][\w.#:-]{{2,60}}\w)",
)
_MADE_UP: Final = re.compile(r"[\d_.#:]")
_NO_HANDLES: Final = frozenset({"whatsapp", "telegram", "instagram", "online", "covid-19", "video", "mmr", "priorix"})


def find_links(shadow: Shadow) -> None:
    """Replace e-mails by ``[EMAIL]``, links and names in networks by ``[LINK]``."""
    for pattern, only_with in _EMAILS:
        shadow.take(pattern, "[EMAIL]", only_with=only_with)
    for pattern, only_with in _LINKS:
        shadow.take(pattern, "[LINK]", _is_no_bare_site, only_with=only_with)
    shadow.take(_AT_NAME, "[LINK]", only_with=_SIGNS)
    shadow.take(_HANDLE, "[LINK]", _is_handle, only_with=_NETWORKS)


def _is_no_bare_site(match: re.Match[str]) -> bool:
    return _BARE_SITE.fullmatch(match[0]) is None


def _is_handle(match: re.Match[str]) -> bool:
    said = match["it"]
    return said not in _NO_HANDLES and bool(match["colon"] or _MADE_UP.search(said))
