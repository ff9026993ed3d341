"""What a parent says of an answer, from every channel: checked, stored, counted. It is no message: no talk hears it.

The name of an answer is that of its turn (32 hexadecimal digits, ``request_id``), which the gateway gives to Rasa as
the message's id, so that the stored turn is found again (docs/decisions/0089).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, get_args

from rasa_project import clock
from rasa_project.channels.feedback_words import feedback_words, in_language
from rasa_project.dialogue.feedback import REASONS, VERDICTS, Reason, Verdict, rated_turn, subject_of
from rasa_project.dialogue.reply_language import ReplyLanguage
from rasa_project.engine.tracker_store import ConversationStore
from rasa_project.errors import BotError
from rasa_project.observability.metrics import metrics
from rasa_project.storage import feedback as rows

_ANSWER: Final = re.compile(r"[0-9a-f]{32}")
_NOT_HELPED: Final = get_args(Verdict)[1]


class UnknownAnswerError(BotError):
    """This sender has no answer of that name that may be rated: never had, or it was deleted."""


class OtherVerdictError(BotError):
    """Something else was said of this answer before."""


class FeedbackError(BotError, ValueError):
    """What was sent is no feedback.

    Attributes:
        member: which part is wrong.
    """

    def __init__(self, member: str, detail: str) -> None:
        """Take the part and what it must be."""
        super().__init__(detail)
        self.member = member


@dataclass(frozen=True)
class Feedback:
    """What is said of an answer, checked in form; ``reason`` only of one that did not help."""

    answer: str
    verdict: Verdict
    reason: Reason | None = None


@dataclass(frozen=True)
class Thanks:
    """What is said to a tap.

    Attributes:
        text: a short sentence.
        language: of it: that of the answer.
        reasons: what may be tapped next, name and title; none after a reason or where it helped.
        near: heading of the nearest questions; empty where there are none.
        buttons: the nearest particular questions, title and payload.
        is_new: false where the same was said before.
    """

    text: str
    language: ReplyLanguage
    reasons: tuple[tuple[str, str], ...] = ()
    near: str = ""
    buttons: tuple[tuple[str, str], ...] = ()
    is_new: bool = True


def read_feedback(said: Mapping[str, Any]) -> Feedback:
    """The feedback in an object with ``answer``, ``verdict`` and perhaps ``reason``.

    Raises:
        FeedbackError: a member is missing or wrong.
    """
    answer, verdict, reason = said.get("answer"), said.get("verdict"), said.get("reason")
    if not isinstance(answer, str) or not _ANSWER.fullmatch(answer):
        raise FeedbackError("answer", "must be the `answer` of a reply's `feedback`")
    if verdict not in VERDICTS:
        raise FeedbackError("verdict", f"must be one of {', '.join(VERDICTS)}")
    if reason is not None and (reason not in REASONS or verdict != _NOT_HELPED):
        raise FeedbackError("reason", f"must be one of {', '.join(REASONS)}, and only where it did not help")
    return Feedback(answer, verdict, reason)


def offer(answer: str, language: ReplyLanguage) -> dict[str, Any]:
    """What a channel shows under an answer that may be rated: its name, the question and two titles."""
    words = feedback_words()
    choices = [{"verdict": name, "title": in_language(one.title, language)} for name, one in words.verdicts.items()]
    return {"answer": answer, "question": in_language(words.question, language), "choices": choices}


async def take_feedback(store: object, conversation: str, channel: str, given: Feedback) -> Thanks:
    """Store and count what a parent says of an answer.

    Args:
        store: the agent's tracker store; without a database nobody's answers are known.
        conversation: pseudonym of who says it; only their own answers are known.
        channel: where it is said.
        given: what is said.

    Raises:
        UnknownAnswerError: the sender has no such answer.
        OtherVerdictError: something else was said before.
        rasa_project.storage.errors.StoreError: the database can't be used.
    """
    if not isinstance(store, ConversationStore):
        raise UnknownAnswerError
    answered = await store.run(lambda database: rows.find_answer(database, conversation, given.answer))
    rated = rated_turn(answered.events) if answered else None
    if answered is None or rated is None:
        raise UnknownAnswerError
    found, day = answered, clock.today().isoformat()
    said = rows.Said(given.verdict, given.reason, rated.intent, rated.topic, rated.language, channel, day)
    kept = await store.run(lambda database: rows.keep(database, conversation, found, said))
    if kept is rows.Kept.GONE:
        raise UnknownAnswerError
    if kept is rows.Kept.OTHER:
        raise OtherVerdictError
    metrics().count_feedback(
        subject_of(rated.topic),
        given.verdict if kept is rows.Kept.VERDICT else None,
        given.reason if kept is not rows.Kept.SAME else None,
    )
    return _thanks(given, rated.language, rated.near, is_new=kept is not rows.Kept.SAME)


def _thanks(given: Feedback, language: ReplyLanguage, near: tuple[tuple[str, str, str], ...], is_new: bool) -> Thanks:
    words = feedback_words()
    text = words.thanks(given.verdict, given.reason, language)
    if given.verdict != _NOT_HELPED or given.reason:
        return Thanks(text, language, is_new=is_new)
    reasons = tuple((name, in_language(one.title, language)) for name, one in words.reasons.items())
    buttons = tuple((ru if language == "ru" else kk, payload) for kk, ru, payload in near)
    return Thanks(text, language, reasons, in_language(words.near, language) if buttons else "", buttons, is_new)
