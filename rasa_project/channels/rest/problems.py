"""What goes wrong with a call, as RFC 9457 problem JSON: a stable type, a text in the caller's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Literal

from rasa_project.dialogue.reply_language import ReplyLanguage, as_reply_language
from rasa_project.yaml_files import read_yaml

Language = Literal["kk", "ru", "en"]

#: The type of a problem is this and its name; documented on the page /api/docs.
TYPE_PREFIX: Final = "/api/docs#problem-"
MEDIA_TYPE: Final = "application/problem+json"
_FILE: Final = Path(__file__).resolve().parents[3] / "data" / "knowledge" / "problems.yml"
_LANGUAGES: Final[tuple[Language, ...]] = ("kk", "ru", "en")


@dataclass(frozen=True)
class Kind:
    """One kind of problem: HTTP status, title for developers, text by language."""

    status: int
    title: str
    kk: str
    ru: str
    en: str


class Problem(Exception):  # noqa: N818 (RFC 9457's word)
    """A call that can't be answered.

    Attributes:
        name: of the kind in ``data/knowledge/problems.yml``.
        headers: further headers of the response.
        members: further members of the problem, such as ``errors``.
    """

    def __init__(self, name: str, headers: Mapping[str, str] | None = None, **members: Any) -> None:
        """Take the name of a kind; an unknown one is a KeyError at once."""
        super().__init__(name)
        self.name = name
        self.kind = kinds()[name]
        self.headers = dict(headers or {})
        self.members = members

    def body(self, language: Language, request_id: str) -> dict[str, Any]:
        """The problem as JSON members."""
        return {
            "type": TYPE_PREFIX + self.name,
            "title": self.kind.title,
            "status": self.kind.status,
            "detail": getattr(self.kind, language),
            "request_id": request_id,
            **self.members,
        }


@lru_cache(maxsize=1)
def kinds() -> dict[str, Kind]:
    """All kinds of problems by name."""
    entries: dict[str, dict[str, Any]] = read_yaml(_FILE.read_text(encoding="utf-8"))
    return {name: Kind(**entry) for name, entry in entries.items()}


def caller_language(accept_language: str, otherwise: str | None = None) -> Language:
    """The first of kk, ru, en that the header ``Accept-Language`` prefers, else ``otherwise``, else Kazakh."""
    wanted = [*_preferred(accept_language), *(one for one in _LANGUAGES if one == otherwise)]
    return wanted[0] if wanted else "kk"


def reply_language_of(accept_language: str) -> ReplyLanguage | None:
    """The first of kk and ru that the header ``Accept-Language`` prefers, where it names one."""
    return next((language for one in _preferred(accept_language) if (language := as_reply_language(one))), None)


def _preferred(accept_language: str) -> list[Language]:
    """Languages of ours that the header names, the most wanted first."""
    weighed: list[tuple[float, int, Language]] = []
    for place, entry in enumerate(accept_language[:200].split(",")):
        tag, _, quality = entry.strip().partition(";")
        for language in _LANGUAGES:
            if tag.lower().split("-")[0] == language:
                weighed.append((-_quality(quality), place, language))
    return [language for _, _, language in sorted(weighed)]


def _quality(text: str) -> float:
    try:
        return float(text.strip().removeprefix("q=")) if text else 1.0
    except ValueError:
        return 0.0
