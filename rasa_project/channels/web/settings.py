"""The web channel's settings: who may embed the widget, the secret that signs, how much is too much."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from limits import RateLimitItem, RateLimitItemPerMinute

from rasa_project.secret_files import WIDGET_SECRET_FILE, secret_from
from rasa_project.security.fair_line import AT_ONCE
from rasa_project.security.trust import Trust, read_trust
from rasa_project.settings import TURN_SECONDS, WIDGET_ORIGINS, WIDGET_SECRET, patience_seconds

_TURNS: Final = RateLimitItemPerMinute(20)
_CALM_TURNS: Final = RateLimitItemPerMinute(6)
_TURNS_FROM_ADDRESS: Final = RateLimitItemPerMinute(2_400)
_SESSIONS_FROM_ADDRESS: Final = RateLimitItemPerMinute(600)


@dataclass(frozen=True)
class Limits:
    """What is too much; docs/decisions/0069 has the reasons of the numbers.

    Attributes:
        text_letters: longest message.
        body_bytes: largest request body.
        turns: messages of one session.
        calm_turns: a session that sends no more passes also where its address has used up its turns.
        turns_from_address: messages from one address; as many again of sessions that are calm.
        sessions_from_address: new sessions from one address.
        turns_at_once: turns of one address that are worked on at a time.
        turns_waiting: turns of one address that may wait for that.
        turns_waiting_of_session: turns of one session that may.
        line_seconds: how long they do.
    """

    text_letters: int = 2_000
    body_bytes: int = 32 * 1024
    turns: RateLimitItem = _TURNS
    calm_turns: RateLimitItem = _CALM_TURNS
    turns_from_address: RateLimitItem = _TURNS_FROM_ADDRESS
    sessions_from_address: RateLimitItem = _SESSIONS_FROM_ADDRESS
    turns_at_once: int = AT_ONCE
    turns_waiting: int = 300
    turns_waiting_of_session: int = 4
    line_seconds: float = 8.0


@dataclass(frozen=True)
class WebSettings:
    """Everything that the web channel can be told.

    Attributes:
        secret: signs sessions and buttons; whoever has it can read along.
        origins: pages (``https://host``) that may talk to the bot, besides its own.
        trust: says which page is the bot's own.
        session_seconds: a session's absolute life.
        answer_seconds: so long the page waits for an answer.
        limits: what is too much.
    """

    secret: bytes
    origins: frozenset[str] = frozenset()
    trust: Trust = field(default_factory=Trust)
    session_seconds: int = 12 * 60 * 60
    answer_seconds: float = 20.0
    limits: Limits = field(default_factory=Limits)


def settings_from(environment: Mapping[str, str] | None = None, secret_file: Path = WIDGET_SECRET_FILE) -> WebSettings:
    """The settings that the environment asks for; without any, the widget works on the bot's own page by its address.

    Raises:
        rasa_project.settings.SettingsError: an origin is not one, the secret is short, or its file can't be used.
    """
    secret = secret_from(WIDGET_SECRET, secret_file, environment)
    return WebSettings(
        secret=secret,
        origins=WIDGET_ORIGINS.read(environment),
        trust=read_trust(environment),
        answer_seconds=patience_seconds(environment),
        limits=Limits(line_seconds=TURN_SECONDS.read(environment)),
    )
