"""Which language to answer in, from what was said so far.

The language of a reply is that of the message (issue: "Language of the reply"). A message whose
language can't be told (a number, a button) keeps the language of the last one that had any; where there
was none it is that of the page the parent writes on, where the channel tells one, and else Kazakh. A
language that the parent asked for stands above all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, Literal

ReplyLanguage = Literal["kk", "ru"]

#: Where the tokenizer component leaves the language in the parsed message.
PARSE_KEY: Final = "language"
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


def reply_language(chosen: object, newest_first: Iterable[Mapping[str, Any]]) -> ReplyLanguage:
    """The language to answer in.

    Args:
        chosen: the slot ``language``, set when the parent asked for a language.
        newest_first: parse data of the parent's messages, the newest first.
    """
    asked = as_reply_language(chosen)
    if asked:
        return asked
    page: ReplyLanguage | None = None
    for parsed in newest_first:
        found = as_reply_language(parsed.get(PARSE_KEY))
        if found:
            return found
        page = page or as_reply_language((parsed.get("metadata") or {}).get(PAGE_KEY))
    return page or DEFAULT
