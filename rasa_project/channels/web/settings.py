"""The web channel's settings: who may embed the widget, the secret that signs, how much is too much."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rasa_project.channels.access.sessions import Limits
from rasa_project.secret_files import WIDGET_SECRET_FILE, secret_from
from rasa_project.security.trust import Trust, read_trust
from rasa_project.settings import TURN_SECONDS, WIDGET_ORIGINS, WIDGET_SECRET, patience_seconds


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
