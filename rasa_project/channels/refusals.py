"""The one list of refusals of all channels: what is wrong, and what is said of it to whom.

Who refuses raises :class:`Refusal` with a name of the list; each channel answers with the words for its own readers.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from pydantic import root_validator

from rasa_project.advice.knowledge import read_checked
from rasa_project.advice.records import Record, Words
from rasa_project.dialogue.fixed_answers import fixed_text
from rasa_project.dialogue.reply_language import ReplyLanguage
from rasa_project.edition import DATA, edition, of_edition

REFUSALS_FILE: Final = DATA / "channels" / "refusals.yml"


class ToCallers(Record):
    """What a program over REST is told: HTTP status, title for developers, text by language."""

    status: int
    title: str
    kk: str
    ru: str
    en: str


class ForParents(Words):
    """A text for a parent, with the keys of its sources and the day on which it was read last."""

    sources: list[str] = []
    reviewed: str = ""


class ToWidget(Record):
    """What the web widget is told: a code, HTTP status, and a text for the parent or the answer that holds it."""

    code: str
    status: int
    text: ForParents | None = None
    says: str | None = None

    def words(self, language: ReplyLanguage) -> str | None:
        """The text for the parent; ``None`` where the widget does without."""
        if self.says:
            return fixed_text(self.says, language)
        return str(getattr(self.text, language)) if self.text else None


class ToServers(Record):
    """What a messenger's server is told that posts to the webhook."""

    status: int
    en: str


class Reason(Record):
    """One thing that can be wrong, with the words for each kind of reader that can meet it."""

    callers: ToCallers | None = None
    widget: ToWidget | None = None
    messengers: ForParents | None = None
    webhooks: ToServers | None = None

    @root_validator
    def _is_told_to_somebody(cls, values: dict[str, Any]) -> dict[str, Any]:
        if not any(values.values()):
            raise ValueError("is told to nobody")
        return values


class Refusal(Exception):  # noqa: N818 (no error of the bot: an answer)
    """Something is refused.

    Attributes:
        name: in ``data/channels/refusals.yml``.
        reason: what the list says of it.
        headers: further headers of an HTTP answer.
        wait: seconds until it may be tried again.
        detail: for programmers, English.
        members: further members of an answer in JSON, such as ``errors``.
    """

    def __init__(
        self, name: str, headers: Mapping[str, str] | None = None, *, wait: int | None = None, detail: str = "",
        **members: Any,
    ) -> None:  # fmt: skip
        """Take the name of a reason; an unknown one is a KeyError at once."""
        super().__init__(f"{name}: {detail}" if detail else name)
        self.name = name
        self.reason = reasons()[name]
        self.headers = {**({} if wait is None else {"Retry-After": str(wait)}), **(headers or {})}
        self.wait = wait
        self.detail = detail
        self.members = members


def for_parents(name: str, language: ReplyLanguage) -> str:
    """What a parent in a messenger is told.

    Raises:
        KeyError: the list has no such text.
    """
    text = reasons()[name].messengers
    if text is None:
        raise KeyError(f"{REFUSALS_FILE}: {name} has no text for messengers")
    return str(getattr(text, language))


@of_edition
def reasons(path: Path = REFUSALS_FILE) -> dict[str, Reason]:
    """The list, checked, by name.

    Raises:
        KnowledgeError: the file is missing or wrong; the text says where.
    """
    return read_checked(edition().at(path), dict[str, Reason])
