"""Which button payloads the bot takes, and the short names under which they travel.

Rasa takes any text with a slash in front for an intent, past all understanding. So a payload is taken only from a
tapped button, and only when the bot itself sends it: those of the answers and topics are known from the start, one
that an action makes up is remembered when it goes out.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Protocol

import yaml

from rasa_project.advice.knowledge import knowledge

#: Telegram's limit for ``callback_data``, in bytes (Kazakh letters are two).
MAX_DATA_BYTES: Final = 64

_DATA: Final = Path(__file__).resolve().parents[3] / "data"
_PLAIN: Final = re.compile(r"[\x21-\x7e]+")
_ANSWERS_A_QUESTION: Final = "/inform{"


class SentPayloads(Protocol):
    """Where payloads that an action made up are remembered, also over a restart."""

    def remember_payload(self, token: str, payload: str) -> None:
        """Keep a payload under its token."""

    def payload(self, token: str) -> str | None:
        """The payload of a token, or ``None``."""


class Payloads:
    """Payloads to tokens and back; nothing else passes."""

    def __init__(self, known: Iterable[str], sent: SentPayloads) -> None:
        """Know the payloads of the answers; ``sent`` keeps the others."""
        self._of = {token_of(payload): payload for payload in known}
        self._sent = sent

    def token(self, payload: str) -> str:
        """The ``callback_data`` for a button: at most 64 bytes of ASCII."""
        token = token_of(payload)
        if token not in self._of:
            self._sent.remember_payload(token, payload)
        return token

    def payload(self, token: str) -> str | None:
        """What a tapped button means; ``None`` for what the bot never sent."""
        return self._of.get(token) or self._sent.payload(token)


def token_of(payload: str) -> str:
    """The payload itself where Telegram takes it, else a short name made from it."""
    if len(payload) <= MAX_DATA_BYTES and _PLAIN.fullmatch(payload):
        return payload
    return "b:" + hashlib.blake2b(payload.encode("utf-8"), digest_size=15).hexdigest()


def answers_a_question(payload: str) -> bool:
    """Whether a button answers a consultation's question; those are taken once and then removed."""
    return payload.startswith(_ANSWERS_A_QUESTION)


@lru_cache(maxsize=1)
def known_payloads(data: Path = _DATA) -> frozenset[str]:
    """Every payload in any theme's answers, and one for each topic that can be offered."""
    found = {f"/{topic}" for topic in knowledge().topics}
    for path in sorted(data.glob("*/answers.yml")):
        responses = yaml.safe_load(path.read_text(encoding="utf-8"))["responses"]
        found.update(_payloads(responses.values()))
    return frozenset(found)


def _payloads(responses: Iterable[list[dict[str, Any]]]) -> Iterator[str]:
    for variations in responses:
        for variation in variations:
            for button in variation.get("buttons") or []:
                # Rasa writes doubled braces once when it fills the gaps of a response.
                yield str(button["payload"]).replace("{{", "{").replace("}}", "}")
