"""Refusals that the widget understands: a code for the program, a text for the person where one helps."""

from __future__ import annotations

from typing import Any, Final

from rasa_project.channels.web.requests import RequestError, TooLongError
from rasa_project.channels.web.sessions import PressError, SessionError
from rasa_project.dialogue.fixed_answers import TURN_FAILED, TURN_LATE, fixed_text
from rasa_project.dialogue.reply_language import ReplyLanguage

#: HTTP status, and the response whose text a person is shown, by code.
_CODES: Final[dict[str, tuple[int, str | None]]] = {
    "origin": (403, "utter_web_origin"),
    "token": (401, None),  # the widget begins a new session by itself
    "deleted": (410, None),  # the turn's conversation was deleted since
    "press": (409, None),  # the widget sends the button's title as text
    "request": (400, TURN_FAILED),
    "too_long": (413, "utter_web_too_long"),
    "too_fast": (429, "utter_web_too_fast"),
    "late": (503, TURN_LATE),
    "failed": (500, TURN_FAILED),
}
_BY_ERROR: Final[dict[type[Exception], str]] = {
    SessionError: "token",
    PressError: "press",
    RequestError: "request",
    TooLongError: "too_long",
}


class Refusal(Exception):  # noqa: N818 (no error: an answer)
    """A request is refused.

    Attributes:
        code: one of the widget's codes.
        detail: for programmers, English.
        wait: seconds until it may be sent again.
    """

    def __init__(self, code: str, detail: str = "", wait: int | None = None) -> None:
        """Take code, detail and wait."""
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail
        self.wait = wait

    @property
    def status(self) -> int:
        """The HTTP status."""
        return _CODES[self.code][0]

    def body(self, language: ReplyLanguage) -> dict[str, Any]:
        """``{"error", "text", "detail", "wait"}``; what is empty is left out."""
        response = _CODES[self.code][1]
        body = {
            "error": self.code,
            "text": fixed_text(response, language) if response else None,
            "detail": self.detail or None,
            "wait": self.wait,
        }
        return {key: value for key, value in body.items() if value is not None}


def refused(error: Exception) -> Refusal:
    """The refusal for an error; one that nobody expected is ``failed`` and keeps its text to itself."""
    if isinstance(error, Refusal):
        return error
    code = _BY_ERROR.get(type(error))
    return Refusal(code, str(error)) if code else Refusal("failed")
