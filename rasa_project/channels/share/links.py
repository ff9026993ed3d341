"""Links for answers: what the dialogue says can be passed on becomes an address, where the bot has a public one."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from rasa_project import clock
from rasa_project.channels.feedback_words import in_language
from rasa_project.channels.share.days import days_of
from rasa_project.channels.share.tokens import Link, Signer
from rasa_project.channels.share.words import share_words
from rasa_project.dialogue.fixed_answers import wording_of
from rasa_project.dialogue.reply_language import ReplyLanguage
from rasa_project.dialogue.shareable import ANSWER, OfAnswer, is_own, key_of, parse
from rasa_project.dialogue.sharing import SHARE
from rasa_project.public_address import public_address
from rasa_project.secret_files import WIDGET_SECRET_FILE, secret_from
from rasa_project.settings import WIDGET_SECRET

PATH: Final = "/s/"
ICS: Final = ".ics"
#: Longer addresses are cut by some phones.
MOST_LETTERS: Final = 300
_DIGEST: Final = 6


@dataclass(frozen=True)
class Shared:
    """A link that was made.

    Attributes:
        url: of the page.
        ics: of the file for a calendar; ``None`` where no day is known.
        until: the last day on which both open, ISO.
        titles: what stands on the two.
    """

    url: str
    ics: str | None
    until: str
    titles: tuple[str, str]

    def plain(self) -> dict[str, str]:
        """For programs: ``{"url", "ics", "until"}``, without ``ics`` where there is none."""
        return {"url": self.url, **({"ics": self.ics} if self.ics else {}), "until": self.until}

    def titled(self) -> list[tuple[str, str]]:
        """Titles and addresses, the page first."""
        return [(self.titles[0], self.url), *([(self.titles[1], self.ics)] if self.ics else [])]


class Sharing:
    """Makes links under a public address."""

    def __init__(self, address: str, signer: Signer) -> None:
        """Take the address (``https://bot.example``) and who signs."""
        self.address = address
        self.signer = signer

    def link(self, keys: Sequence[str], language: ReplyLanguage) -> Shared | None:
        """The link to what the keys stand for; ``None`` where there is nothing, or no room for anything.

        What does not fit is left out from the end.
        """
        known = [key for key in map(_as_said(language), keys) if parse(key) is not None]
        today = clock.today()
        while known:
            link = Link(language, today, tuple(known))
            if len(self.url_of(link)) + len(ICS) <= MOST_LETTERS:
                return self.shared(link)
            known.pop()
        return None

    def shared(self, link: Link) -> Shared:
        """The addresses of a link."""
        url, words = self.url_of(link), share_words().links
        titles = (in_language(words.page, link.language), in_language(words.calendar, link.language))
        return Shared(url, f"{url}{ICS}" if days_of(link) else None, link.until.isoformat(), titles)

    def url_of(self, link: Link) -> str:
        """The address of a link's page."""
        return f"{self.address}{PATH}{self.signer.token(link)}"


def sharing(environment: Mapping[str, str] | None = None, secret_file: Path = WIDGET_SECRET_FILE) -> Sharing | None:
    """What makes links; ``None`` where the bot has no public address.

    Raises:
        rasa_project.settings.SettingsError: the address is none, or the secret can't be used.
    """
    address = public_address(environment)
    return None if address is None else Sharing(address, signer(environment, secret_file))


def signer(environment: Mapping[str, str] | None = None, secret_file: Path = WIDGET_SECRET_FILE) -> Signer:
    """Who signs links: with a key made of the secret of the web widget's sessions.

    Raises:
        rasa_project.settings.SettingsError: the secret can't be used.
    """
    return Signer(secret_from(WIDGET_SECRET, secret_file, environment))


def shared_of(answer: Mapping[str, Any], language: ReplyLanguage, *, only_own: bool = False) -> Shared | None:
    """The link for an answer as Rasa hands it to an output channel; ``None`` where nothing of it is passed on.

    Args:
        answer: with ``share`` (``actions/saying.py``): ``{"keys": [...], "is_asked": bool}``.
        language: of the page.
        only_own: leave out what all parents are told alike, unless the link was asked for.
    """
    told = answer.get(SHARE)
    if not isinstance(told, Mapping):
        return None
    keys = [str(key) for key in told.get("keys") or ()]
    if only_own and not told.get("is_asked") and not any(map(is_own, keys)):
        return None
    made_by = sharing() if keys else None
    return made_by.link(keys, language) if made_by else None


def digest_of(name: str, language: ReplyLanguage) -> str:
    """A short digest of what an answer says now, to tell that it says something else later; empty for no answer."""
    one = wording_of(name, language)
    return hashlib.sha256(one.text.encode()).hexdigest()[:_DIGEST] if one is not None else ""


def _as_said(language: ReplyLanguage) -> Any:
    def with_digest(key: str) -> str:
        one = parse(key) if key.startswith(ANSWER) else None
        if not isinstance(one, OfAnswer):
            return key
        return key_of(OfAnswer(one.name, digest_of(f"utter_{one.name}", language)))

    return with_digest
