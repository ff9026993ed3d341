"""The web channel's settings: who may embed the widget, the secret that signs, how much is too much."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rasa_project.secret_files import WIDGET_SECRET_FILE, secret_from
from rasa_project.settings import WIDGET_ORIGINS, WIDGET_SECRET, patience_seconds


@dataclass(frozen=True)
class Rate:
    """At most ``burst`` requests at once and, in the long run, ``burst`` in ``seconds``."""

    burst: int
    seconds: float


@dataclass(frozen=True)
class Limits:
    """What is too much.

    An address may stand for a whole school or a mobile network, so its limits are far above a family's need.

    Attributes:
        text_letters: longest message.
        body_bytes: largest request body.
        turns: messages of one session.
        turns_from_address: messages from one address.
        sessions_from_address: new sessions from one address.
    """

    text_letters: int = 2_000
    body_bytes: int = 32 * 1024
    turns: Rate = Rate(20, 60)
    turns_from_address: Rate = Rate(300, 60)
    sessions_from_address: Rate = Rate(120, 600)


@dataclass(frozen=True)
class WebSettings:
    """Everything that the web channel can be told.

    Attributes:
        secret: signs sessions and buttons; whoever has it can read along.
        origins: pages (``https://host``) that may talk to the bot, besides its own.
        session_seconds: a session's absolute life.
        answer_seconds: so long the page waits for an answer.
        limits: what is too much.
    """

    secret: bytes
    origins: frozenset[str] = frozenset()
    session_seconds: int = 12 * 60 * 60
    answer_seconds: float = 20.0
    limits: Limits = field(default_factory=Limits)


def settings_from(environment: Mapping[str, str] | None = None, secret_file: Path = WIDGET_SECRET_FILE) -> WebSettings:
    """The settings that the environment asks for; without any, the widget works on the bot's own page.

    Raises:
        rasa_project.settings.SettingsError: an origin is not one, the secret is short, or its file can't be used.
    """
    secret = secret_from(WIDGET_SECRET, secret_file, environment)
    return WebSettings(
        secret=secret, origins=WIDGET_ORIGINS.read(environment), answer_seconds=patience_seconds(environment)
    )
