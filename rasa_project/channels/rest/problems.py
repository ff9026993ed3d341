"""What goes wrong with a call, as RFC 9457 problem JSON: a stable type, a text in the caller's language."""

from __future__ import annotations

from typing import Any, Final, Literal

from rasa_project.channels.refusals import Refusal, ToCallers, reasons
from rasa_project.dialogue.reply_language import ReplyLanguage, as_reply_language

Language = Literal["kk", "ru", "en"]

#: The type of a problem is this and its name; documented on the page /api/docs.
TYPE_PREFIX: Final = "/api/docs#problem-"
MEDIA_TYPE: Final = "application/problem+json"
_LANGUAGES: Final[tuple[Language, ...]] = ("kk", "ru", "en")


def kinds() -> dict[str, ToCallers]:
    """All kinds of problems by name."""
    return {name: reason.callers for name, reason in reasons().items() if reason.callers}


def kind_of(refusal: Refusal) -> ToCallers:
    """What a program is told of a refusal.

    Raises:
        KeyError: it is none that a program over REST can meet.
    """
    return kinds()[refusal.name]


def body_of(refusal: Refusal, language: Language, request_id: str) -> dict[str, Any]:
    """A refusal as the JSON members of a problem (RFC 9457)."""
    kind = kind_of(refusal)
    return {
        "type": TYPE_PREFIX + refusal.name,
        "title": kind.title,
        "status": kind.status,
        "detail": getattr(kind, language),
        "request_id": request_id,
        **refusal.members,
    }


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
