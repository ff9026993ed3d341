"""``python -m rasa_project whatsapp ...`` as somebody at the terminal sees it."""

from __future__ import annotations

from pathlib import Path

import pytest

from rasa_project.cli import main
from tests.whatsapp_server import WhatsAppServer

pytestmark = pytest.mark.slow


def told(
    whatsapp: WhatsAppServer, arguments: list[str], folder: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str], **settings: str,
) -> tuple[int, str]:  # fmt: skip
    for name, value in {**whatsapp.settings, "WHATSAPP_DB": str(folder / "w.db"), **settings}.items():
        monkeypatch.setenv(name, value)
    status = main(["whatsapp", *arguments])
    captured = capsys.readouterr()
    return status, captured.out + captured.err


@pytest.mark.parametrize(
    ("arguments", "settings", "status", "words"),
    [
        (["whoami"], {}, 0, ["+7 700 000 00 00, Қызылша боты", "GREEN", "/webhooks/whatsapp/webhook", "none"]),
        (["whoami"], {"WHATSAPP_TEMPLATE_KK": "news"}, 0, ["kk: news"]),
        (["whoami"], {"WHATSAPP_TOKEN": "EAAG-another-token-altogether"}, 1, ["code 190", "step 5"]),
        (["whoami"], {"WHATSAPP_PHONE_ID": "99999"}, 1, ["code 100"]),
        (["whoami"], {"WHATSAPP_TOKEN": ""}, 1, ["WHATSAPP_TOKEN is not set", "docs/whatsapp.md"]),
        (["whoami"], {"WHATSAPP_APP_SECRET": ""}, 1, ["WHATSAPP_APP_SECRET is not"]),
        (["register"], {}, 1, ["pin of six digits"]),
        (["register", "--pin", "12345x"], {}, 1, ["pin of six digits"]),
        (["register", "--pin", "123456"], {}, 0, ["registered"]),
    ],
)
def test_what_it_says(
    whatsapp: WhatsAppServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    arguments: list[str], settings: dict[str, str], status: int, words: list[str],
) -> None:  # fmt: skip
    found, said = told(whatsapp, arguments, tmp_path, monkeypatch, capsys, **settings)
    assert found == status
    assert all(word in said for word in words), said
    assert whatsapp.api.token not in said
