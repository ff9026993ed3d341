"""What a link opens, signed: nothing is stored, and any worker that has the secret can open it (docs/decisions/0031).

A token is the content in base64url, and behind it 26 letters of a MAC over exactly these characters: whatever
character is changed, left out or added, it opens nothing. Content: version and language, the day on which it was made,
the keys of what is shown (``dialogue/shareable.py``).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from rasa_project.dialogue.reply_language import ReplyLanguage, as_reply_language
from rasa_project.dialogue.shareable import parse
from rasa_project.errors import BotError

#: Days for which a link opens, the day on which it was made besides.
LASTS_DAYS: Final = 30
#: A clock may be set back, or be behind another machine's.
_AHEAD_DAYS: Final = 1
_VERSION: Final = "1"
_PURPOSE: Final = b"share"
_PARTED: Final = "~"
_MAC_BYTES: Final = 16
_MAC_LETTERS: Final = 26
_TOKEN: Final = re.compile(rf"([A-Za-z0-9_-]{{4,400}})([a-z2-7]{{{_MAC_LETTERS}}})")
_HEAD: Final = re.compile(rf"{_VERSION}(kk|ru)(\d{{4}})(\d\d)(\d\d)")


class LinkError(BotError, ValueError):
    """A link opens nothing: it was cut, changed, or never made here."""


class LinkEndedError(LinkError):
    """A link was made here, and its time is over.

    Attributes:
        language: of its page.
    """

    def __init__(self, language: ReplyLanguage) -> None:
        """Take the language."""
        super().__init__("its time is over")
        self.language = language


@dataclass(frozen=True)
class Link:
    """What a link opens.

    Attributes:
        language: of the page.
        made: the day on which it was made; what the page says holds as of it.
        keys: what it shows, in order.
    """

    language: ReplyLanguage
    made: date
    keys: tuple[str, ...]

    @property
    def until(self) -> date:
        """The last day on which it opens."""
        return self.made + timedelta(days=LASTS_DAYS)


class Signer:
    """Makes tokens and opens them."""

    def __init__(self, secret: bytes) -> None:
        """Take the installation's secret; a key of its own is made of it."""
        self._key = hmac.new(secret, _PURPOSE, hashlib.sha256).digest()

    def token(self, link: Link) -> str:
        """The token of a link."""
        said = _PARTED.join((f"{_VERSION}{link.language}{link.made:%Y%m%d}", *link.keys))
        content = base64.urlsafe_b64encode(said.encode("ascii")).decode().rstrip("=")
        return content + self._mac(content)

    def open(self, token: str, today: date) -> Link:
        """The link of a token.

        Raises:
            LinkEndedError: its time is over.
            LinkError: it was not made here, or not as it stands.
        """
        found = _TOKEN.fullmatch(token)
        if found is None or not hmac.compare_digest(found[2], self._mac(found[1])):
            raise LinkError("not signed here")
        link = _read(base64.urlsafe_b64decode(found[1] + "=" * (-len(found[1]) % 4)).decode("ascii"))
        if link.made > today + timedelta(days=_AHEAD_DAYS):
            raise LinkError("made in the future")
        if today > link.until:
            raise LinkEndedError(link.language)
        return link

    def name_of(self, *parts: str) -> str:
        """A name that stays the same for the same parts, and tells nothing of them."""
        return hmac.new(self._key, "\n".join(("name", *parts)).encode(), hashlib.sha256).hexdigest()[:32]

    def _mac(self, content: str) -> str:
        digest = hmac.new(self._key, content.encode(), hashlib.sha256).digest()[:_MAC_BYTES]
        return base64.b32encode(digest).decode().rstrip("=").lower()


def _read(said: str) -> Link:
    """What was signed; of another version of the program it may be unknown.

    Raises:
        LinkError: it is.
    """
    head, *keys = said.split(_PARTED)
    found = _HEAD.fullmatch(head)
    language = as_reply_language(found[1]) if found else None
    if found is None or language is None or not keys or any(parse(key) is None for key in keys):
        raise LinkError("of another version")
    return Link(language, date(int(found[2]), int(found[3]), int(found[4])), tuple(keys))
