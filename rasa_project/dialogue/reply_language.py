"""Which language to answer in, from what was said so far.

The language of a talk is that of its first message that has one, and turns only with a message that is clearly
in the other: a borrowed word, a name, a place, a number, a button or «да» changes nothing. Where there was no
language yet it is that of the page the parent writes on, where the channel tells one, and else Kazakh. A language
that the parent asked for stands above all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, Literal, overload

ReplyLanguage = Literal["kk", "ru"]

#: Where the tokenizer component leaves the language in the parsed message.
PARSE_KEY: Final = "language"
#: And whether it is clear enough to turn a talk to it.
CLEAR_KEY: Final = "language_is_clear"
#: Where a channel leaves the language of its page in a message's metadata.
PAGE_KEY: Final = "page_language"
DEFAULT: Final[ReplyLanguage] = "kk"


def as_reply_language(value: object) -> ReplyLanguage | None:
    """``kk`` or ``ru`` where the value is one of them."""
    if value == "kk":
        return "kk"
    if value == "ru":
        return "ru"
    return None


def reply_language(chosen: object, newest_first: Iterable[Mapping[str, Any]], talk: object = None) -> ReplyLanguage:
    """The language to answer in.

    Args:
        chosen: the slot ``language``, set when the parent asked for a language.
        newest_first: parse data of the parent's messages, the newest first.
        talk: the language of the talk before the newest message, where it is known.
    """
    asked = as_reply_language(chosen)
    if asked:
        return asked
    messages = list(newest_first)
    known = as_reply_language(talk)
    if known:
        return talk_language(known, messages[:1])
    spoken = talk_language(None, messages)
    if spoken:
        return spoken
    pages = (as_reply_language((parsed.get("metadata") or {}).get(PAGE_KEY)) for parsed in messages)
    return next((page for page in pages if page), DEFAULT)


@overload
def talk_language(language: ReplyLanguage, newest_first: Sequence[Mapping[str, Any]]) -> ReplyLanguage: ...
@overload
def talk_language(language: None, newest_first: Sequence[Mapping[str, Any]]) -> ReplyLanguage | None: ...
def talk_language(language: ReplyLanguage | None, newest_first: Sequence[Mapping[str, Any]]) -> ReplyLanguage | None:
    """The language of a talk behind these messages, from what it was before them; ``None`` while none told one."""
    for parsed in reversed(newest_first):
        found = as_reply_language(parsed.get(PARSE_KEY))
        if found and (language is None or parsed.get(CLEAR_KEY)):
            language = found
    return language
