"""The web channel's settings: who may embed the widget, the secret that signs, how much is too much."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from rasa_project.channels.settings import ChannelSettingsError

ORIGINS: Final = "WIDGET_ORIGINS"
SECRET: Final = "WIDGET_SECRET"  # noqa: S105 (the setting's name)

_ROOT: Final = Path(__file__).resolve().parents[3]
#: Kept between starts where ``WIDGET_SECRET`` is not set, so that conversations outlive a restart.
SECRET_FILE: Final = _ROOT / "state" / "widget_secret"
_LEAST_SECRET: Final = 32
_HOW_TO_MAKE: Final = 'Make one: python3 -c "import secrets; print(secrets.token_urlsafe(32))"'


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
        limits: what is too much.
    """

    secret: bytes
    origins: frozenset[str] = frozenset()
    session_seconds: int = 12 * 60 * 60
    limits: Limits = field(default_factory=Limits)


def settings_from(environment: Mapping[str, str] = os.environ, secret_file: Path = SECRET_FILE) -> WebSettings:
    """The settings that the environment asks for; without any, the widget works on the bot's own page.

    Raises:
        ChannelSettingsError: an origin is not one, the secret is short, or the secret's file can't be used.
    """
    secret = environment.get(SECRET, "").strip() or _kept_secret(secret_file)
    if len(secret) < _LEAST_SECRET:
        raise ChannelSettingsError(f"{SECRET} is shorter than {_LEAST_SECRET} letters. {_HOW_TO_MAKE}")
    return WebSettings(secret=secret.encode(), origins=_origins(environment.get(ORIGINS, "")))


def _origins(text: str) -> frozenset[str]:
    """Origins parted by commas or spaces."""
    return frozenset(_origin(one) for one in text.replace(",", " ").split())


def _origin(text: str) -> str:
    try:
        parts = urlsplit(text)
        is_origin = parts.scheme in {"http", "https"} and bool(parts.hostname) and "*" not in text
        _ = parts.port  # a wrong port raises here
    except ValueError:
        is_origin = False
    if not is_origin or parts.path.strip("/") or parts.query or parts.fragment or parts.username is not None:
        raise ChannelSettingsError(
            f"{ORIGINS} holds {text!r}. Write the address of each page's site, such as https://example.kz, "
            "parted by commas; no path, no *."
        )
    return f"{parts.scheme}://{parts.netloc}".lower()


def _kept_secret(file: Path) -> str:
    """The secret in ``file``; made at the first start, readable by the owner only.

    It is written beside and linked into place: of two starts at once one wins, and both read the same.
    """
    try:
        if not file.exists():
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            own = file.with_name(f"{file.name}.{secrets.token_hex(8)}")
            with os.fdopen(os.open(own, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
                out.write(secrets.token_urlsafe(32))
            try:
                os.link(own, file)
            except FileExistsError:
                pass
            finally:
                own.unlink()
        return file.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ChannelSettingsError(
            f"The widget's secret can't be kept in {file} ({error.strerror}). "
            f"Let the server write there, or set {SECRET}. {_HOW_TO_MAKE}"
        ) from error
