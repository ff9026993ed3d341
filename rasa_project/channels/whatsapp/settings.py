"""The channel's settings, read from the environment and checked before anything starts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from rasa_project.dialogue.reply_language import ReplyLanguage
from rasa_project.setting_values import Template
from rasa_project.settings import (
    WHATSAPP_API_URL,
    WHATSAPP_API_VERSION,
    WHATSAPP_APP_SECRET,
    WHATSAPP_DB,
    WHATSAPP_PHONE_ID,
    WHATSAPP_TEMPLATE_KK,
    WHATSAPP_TEMPLATE_RU,
    WHATSAPP_TOKEN,
    WHATSAPP_VERIFY_TOKEN,
)
from rasa_project.settings_together import check_whatsapp, inbox_file

_DATABASE: Final = Path(WHATSAPP_DB.default)


@dataclass(frozen=True)
class Settings:
    """What the channel needs to know.

    Attributes:
        token: a system user's access token; never shown.
        phone_id: Meta's number of the phone number that writes and is written to.
        app_secret: signs what Meta posts; never shown.
        verify_token: what Meta shows when the webhook is set up; never shown.
        api_url: address of the Graph API.
        api_version: its version, ``v26.0``.
        templates: approved templates by language, for those who wrote more than a day ago.
        database: the SQLite file of waiting messages and chats.
    """

    token: str = field(repr=False)
    phone_id: str
    app_secret: str = field(repr=False)
    verify_token: str = field(repr=False)
    api_url: str = WHATSAPP_API_URL.default
    api_version: str = WHATSAPP_API_VERSION.default
    templates: Mapping[str, Sequence[Template]] = field(default_factory=dict)
    database: Path = _DATABASE

    def template_for(self, language: ReplyLanguage, titles: Sequence[str]) -> Template | None:
        """The template of a language with these buttons, else the one without any; ``None`` where there is neither."""
        told = self.templates.get(language, ())
        return next((one for wanted in (tuple(titles), ()) for one in told if one.titles == wanted), None)


def read_settings(environment: Mapping[str, str] | None = None) -> Settings | None:
    """The settings in ``WHATSAPP_*``; ``None`` where there is no ``WHATSAPP_TOKEN``.

    Raises:
        rasa_project.settings.SettingsError: a value can't be used, or one that the token needs is missing.
    """
    token = WHATSAPP_TOKEN.read(environment)
    if token is None:
        return None
    check_whatsapp(environment)
    return Settings(
        token=token,
        phone_id=WHATSAPP_PHONE_ID.read(environment) or "",
        app_secret=WHATSAPP_APP_SECRET.read(environment) or "",
        verify_token=WHATSAPP_VERIFY_TOKEN.read(environment) or "",
        api_url=WHATSAPP_API_URL.read(environment).rstrip("/"),
        api_version=WHATSAPP_API_VERSION.read(environment),
        templates={"kk": WHATSAPP_TEMPLATE_KK.read(environment), "ru": WHATSAPP_TEMPLATE_RU.read(environment)},
        database=inbox_file("whatsapp", environment),
    )
