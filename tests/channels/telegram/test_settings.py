"""Settings: off without a token, refused when wrong, and no secret is ever shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rasa_project.channels.access.webhooks import is_secret
from rasa_project.channels.telegram.settings import TELEGRAM_API, Settings, read_settings
from rasa_project.settings import SettingsError

TOKEN = "123456:ABC-DEF_ghi"  # noqa: S105 (made up)
SECRET = "s3cret_-"  # noqa: S105 (made up)


def settings(tmp_path: Path, **more: str) -> Settings:
    found = read_settings({"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_DB": str(tmp_path / "state" / "t.db"), **more})
    assert found is not None
    return found


@pytest.mark.parametrize("environment", [{}, {"TELEGRAM_TOKEN": ""}, {"TELEGRAM_TOKEN": "  "}])
def test_without_a_token_the_channel_is_off(environment: dict[str, str]) -> None:
    assert read_settings({**environment, "TELEGRAM_WEBHOOK_URL": "https://a.kz"}) is None


def test_a_token_alone_means_long_polling(tmp_path: Path) -> None:
    found = settings(tmp_path)
    assert (found.api_url, found.webhook_url) == (TELEGRAM_API, None)
    assert (tmp_path / "state" / "t.db").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("url", "full"),
    [
        ("https://bot.kz", "https://bot.kz/webhooks/telegram/webhook"),
        ("https://bot.kz/", "https://bot.kz/webhooks/telegram/webhook"),
        ("https://bot.kz:8443/my/path", "https://bot.kz:8443/my/path"),
    ],
)
def test_the_webhooks_path_may_be_left_out(tmp_path: Path, url: str, full: str) -> None:
    assert settings(tmp_path, TELEGRAM_WEBHOOK_URL=url, TELEGRAM_SECRET=SECRET).webhook_url == full


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        ({"TELEGRAM_TOKEN": "my token"}, "@BotFather"),
        ({"TELEGRAM_API_URL": "localhost:8081"}, "TELEGRAM_API_URL"),
        ({"TELEGRAM_SECRET": "құпия"}, "TELEGRAM_SECRET"),
        ({"TELEGRAM_SECRET": "a" * 257}, "256"),
        ({"TELEGRAM_WEBHOOK_URL": "http://bot.kz", "TELEGRAM_SECRET": SECRET}, "https"),
        ({"TELEGRAM_WEBHOOK_URL": "bot.kz", "TELEGRAM_SECRET": SECRET}, "https"),
        ({"TELEGRAM_DB": "/proc/none/t.db"}, "TELEGRAM_DB"),
    ],
)
def test_wrong_settings_are_refused_with_what_to_do(tmp_path: Path, wrong: dict[str, str], word: str) -> None:
    with pytest.raises(SettingsError, match=word):
        settings(tmp_path, **wrong)


def test_t03_a_webhook_without_a_secret_refuses_to_start(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="openssl rand"):
        settings(tmp_path, TELEGRAM_WEBHOOK_URL="https://bot.kz")


@pytest.mark.parametrize("given", [None, "", "S3cret_-", "s3cret_", "s3cret_--", "құпия", "\udcff"])
def test_t03_only_the_secret_opens(tmp_path: Path, given: str | None) -> None:
    found = settings(tmp_path, TELEGRAM_WEBHOOK_URL="https://bot.kz", TELEGRAM_SECRET=SECRET)
    assert is_secret(SECRET, found.secret)
    assert not is_secret(given, found.secret)
    assert not is_secret(given, settings(tmp_path).secret)
    assert not is_secret(given, None)


def test_secrets_are_not_shown(tmp_path: Path) -> None:
    shown: Any = repr(settings(tmp_path, TELEGRAM_WEBHOOK_URL="https://bot.kz", TELEGRAM_SECRET=SECRET))
    assert "ABC-DEF" not in shown
    assert SECRET not in shown
