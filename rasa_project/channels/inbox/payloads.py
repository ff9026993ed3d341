"""Under which names button payloads travel: a messenger's button holds few bytes, and a tap may be forged.

Which payloads there are says :mod:`rasa_project.channels.payloads`; nothing else passes, in either direction.
"""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Iterable, Mapping
from typing import Final

from rasa_project.channels.feedback import Feedback, FeedbackError, read_feedback
from rasa_project.channels.payloads import as_understood, own_payloads
from rasa_project.edition import of_edition

logger = logging.getLogger(__name__)

#: Telegram's limit for what a button holds, in bytes (Kazakh letters are two), and the least of all messengers'.
MAX_DATA_BYTES: Final = 64

#: Buttons under an answer: ``f:<answer>:<verdict>`` and ``f:<answer>:<verdict>:<reason>``.
_FEEDBACK: Final = "f:"
_PLAIN: Final = re.compile(r"[\x21-\x7e]+")
_ANSWERS_A_QUESTION: Final = ("/inform{", "/forget_me{")


class Payloads:
    """Payloads to tokens and back."""

    def __init__(self, own: frozenset[str] | None = None) -> None:
        """``own``: the payloads that pass; those of all answers and topics where none are given."""
        self._given = None if own is None else _by_token(own)

    def token(self, payload: str) -> str | None:
        """What a button holds: at most 64 bytes of ASCII; ``None`` where the payload would not pass."""
        token = token_of(payload)
        if self.payload(token) is None:
            logger.error("A button is left out: its payload is not in channels/payloads.py: %s", payload)
            return None
        return token

    def payload(self, token: str) -> str | None:
        """What a tapped button means; ``None`` for what the bot never sends."""
        known = _all_by_token() if self._given is None else self._given
        if token in known:
            return known[token]
        is_own = token.startswith("/") and as_understood(token, frozenset(known.values())) == token
        return token if is_own else None


@of_edition
def _all_by_token() -> Mapping[str, str]:
    return _by_token(own_payloads())


def _by_token(payloads: Iterable[str]) -> Mapping[str, str]:
    return {token_of(payload): payload for payload in payloads}


def token_of(payload: str) -> str:
    """The payload itself where it fits, else a short name made from it."""
    if len(payload) <= MAX_DATA_BYTES and _PLAIN.fullmatch(payload):
        return payload
    return "b:" + hashlib.blake2b(payload.encode("utf-8"), digest_size=15).hexdigest()


def feedback_token(answer: str, verdict: str, reason: str | None = None) -> str:
    """What a button under an answer holds: at most 61 bytes."""
    return _FEEDBACK + ":".join((answer, verdict, *((reason,) if reason else ())))


def feedback_of(token: str) -> Feedback | None:
    """What a tapped button says of an answer; ``None`` where it is no such button."""
    if not token.startswith(_FEEDBACK):
        return None
    said = dict(zip(("answer", "verdict", "reason", "more"), token.removeprefix(_FEEDBACK).split(":", 3)))
    try:
        return None if "more" in said else read_feedback(said)
    except FeedbackError:
        return None


def answers_a_question(payload: str) -> bool:
    """Whether a button answers a question of the bot's; those are taken once and then removed."""
    return payload.startswith(_ANSWERS_A_QUESTION)
