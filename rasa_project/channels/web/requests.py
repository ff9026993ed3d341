"""What the widget sends, read and checked: the only place that trusts nothing."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, Final

from rasa_project.channels.cleaning import typed, whole
from rasa_project.channels.feedback import Feedback, FeedbackError, read_feedback
from rasa_project.channels.json_names import RepeatedNameError, each_name_once
from rasa_project.dialogue.reply_language import DEFAULT, ReplyLanguage, as_reply_language
from rasa_project.errors import BotError

_EXPECTED: Final = (
    'Send JSON such as {"token": "...", "id": "1", "text": "Қызылша қалай жұғады?"}, '
    'or "press" (a button) or "language" (kk, ru) in place of "text".'
)
_TURN_ID: Final = re.compile(r"[\w-]{1,64}", re.ASCII)
_MOST_PRESS: Final = 1_000


class RequestError(BotError, ValueError):
    """A request that the widget would not send; the text says what to send."""


class TooLongError(BotError, ValueError):
    """A message or a body above the limit."""


@dataclass(frozen=True)
class Turn:
    """One turn of a conversation: words, a button or a choice of language; one of the three.

    Attributes:
        id: the widget's name for the turn; the same turn sent again is not handled twice.
        page_language: the widget's language now.
    """

    id: str
    page_language: ReplyLanguage
    text: str | None = None
    press: str | None = None
    language: ReplyLanguage | None = None


def read_object(body: bytes) -> dict[str, Any]:
    """The JSON object of a body; an empty body is an empty object.

    Raises:
        RequestError: it is not one.
    """
    try:
        found = json.loads(body.decode("utf-8") or "{}", object_pairs_hook=each_name_once)
    except RepeatedNameError:
        raise RequestError(f"The body holds a name twice. {_EXPECTED}") from None
    except (ValueError, RecursionError):
        raise RequestError(f"The body is not JSON. {_EXPECTED}") from None
    if not isinstance(found, dict):
        raise RequestError(f"The body is not a JSON object. {_EXPECTED}")
    return found


def read_token(body: dict[str, Any]) -> str:
    """The token, or an empty text (which opens nothing) where there is none."""
    token = body.get("token")
    return token if isinstance(token, str) else ""


def read_page_language(body: dict[str, Any]) -> ReplyLanguage:
    """The widget's language: Kazakh where it says none."""
    return as_reply_language(body.get("lang")) or DEFAULT


def read_rating(body: dict[str, Any]) -> Feedback:
    """What a body says of an answer.

    Raises:
        RequestError: something is missing or wrong.
    """
    try:
        return read_feedback(body)
    except FeedbackError as error:
        raise RequestError(f'"{error.member}" {error}.') from None


def read_turn(body: dict[str, Any], most_letters: int) -> Turn:
    """The turn in a body.

    Raises:
        RequestError: nothing or more than one thing is said, or the id is missing.
        TooLongError: the text is longer than ``most_letters``.
    """
    turn_id = body.get("id")
    if not isinstance(turn_id, str) or not _TURN_ID.fullmatch(turn_id):
        raise RequestError(f'"id" is missing or not a short word. {_EXPECTED}')
    said = [name for name in ("text", "press", "language") if body.get(name) is not None]
    if len(said) != 1 or not isinstance(body[said[0]], str):
        raise RequestError(f'One of "text", "press" and "language" is needed. {_EXPECTED}')
    page_language = read_page_language(body)
    if said == ["text"]:
        if len(body["text"]) > most_letters:
            raise TooLongError(f"The text is longer than {most_letters} letters.")
        return Turn(turn_id, page_language, text=typed(body["text"]))
    if said == ["press"]:
        if len(body["press"]) > _MOST_PRESS:
            raise RequestError(f'"press" is not a button of this bot. {_EXPECTED}')
        return Turn(turn_id, page_language, press=whole(body["press"]))
    language = as_reply_language(body["language"])
    if language is None:
        raise RequestError(f'"language" is neither kk nor ru. {_EXPECTED}')
    return Turn(turn_id, page_language, language=language)
