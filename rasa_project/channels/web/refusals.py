"""Refusals as the widget understands them: a code for the program, a text for the person where one helps."""

from __future__ import annotations

from typing import Any, Final

from rasa_project.channels.refusals import Refusal, ToWidget, reasons
from rasa_project.channels.web.requests import RequestError, TooLongError
from rasa_project.channels.web.sessions import PressError, SessionError
from rasa_project.dialogue.reply_language import ReplyLanguage

_BY_ERROR: Final[dict[type[Exception], str]] = {
    SessionError: "session-wrong",
    PressError: "button-wrong",
    RequestError: "invalid",
    TooLongError: "too-large",
}


def refused(error: Exception) -> Refusal:
    """The refusal for an error; one that nobody expected is ``failed`` and keeps its text to itself."""
    if isinstance(error, Refusal) and error.reason.widget:
        return error
    name = _BY_ERROR.get(type(error))
    return Refusal(name, detail=str(error)) if name else Refusal("failed")


def form_of(refusal: Refusal) -> ToWidget:
    """What the widget is told of a refusal; nothing but that it failed where the list has nothing for it."""
    found = refusal.reason.widget or reasons()["failed"].widget
    assert found is not None  # noqa: S101 (a test reads the list)
    return found


def body_of(refusal: Refusal, language: ReplyLanguage) -> dict[str, Any]:
    """``{"error", "text", "detail", "wait"}``; what is empty is left out."""
    found = form_of(refusal)
    body = {
        "error": found.code,
        "text": found.words(language),
        "detail": refusal.detail or None,
        "wait": refusal.wait,
    }
    return {key: value for key, value in body.items() if value is not None}
