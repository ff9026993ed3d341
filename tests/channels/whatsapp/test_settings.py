"""Settings of WhatsApp: off without a token, templates by language and titles, and where the channel is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from rasa.shared.utils.io import read_yaml_file

from rasa_project.channels.whatsapp import WhatsAppInput
from rasa_project.channels.whatsapp.settings import Settings, read_settings
from rasa_project.setting_values import Template, templates

TOLD = {
    "WHATSAPP_TOKEN": "EAAG" * 10,
    "WHATSAPP_PHONE_ID": "106540352242922",
    "WHATSAPP_APP_SECRET": "0" * 32,
    "WHATSAPP_VERIFY_TOKEN": "word",
}


def test_without_a_token_it_is_off_and_has_no_route(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in TOLD:
        monkeypatch.delenv(name, raising=False)
    assert read_settings({}) is None
    channel = WhatsAppInput.from_credentials({})
    assert not channel.is_on
    assert channel.blueprint(lambda message: None)._future_routes == set()  # type: ignore[arg-type, return-value]


def test_what_is_read_and_what_stands_otherwise(tmp_path: Path) -> None:
    database = tmp_path / "w.db"
    found = read_settings({**TOLD, "WHATSAPP_DB": str(database), "WHATSAPP_TEMPLATE_KK": "a, b[Иә|Жоқ]"})
    assert found == Settings(
        "EAAG" * 10, "106540352242922", "0" * 32, "word",
        templates={"kk": (Template("a"), Template("b", ("Иә", "Жоқ"))), "ru": ()}, database=database,
    )  # fmt: skip
    assert found.api_url == "https://graph.facebook.com"
    assert found.api_version == "v26.0"
    for secret in ("EAAG", "0" * 32, "word"):
        assert secret not in repr(found)


def test_the_template_with_the_messages_own_buttons_goes_else_the_one_without() -> None:
    news, dose = Template("news"), Template("dose", ("Салынды", "Кейін"))
    found = Settings("t", "1", "s", "v", templates={"kk": (dose, news), "ru": (dose,)})
    assert found.template_for("kk", ["Салынды", "Кейін"]) == dose
    assert found.template_for("kk", ["Кейін", "Салынды"]) == news
    assert found.template_for("kk", []) == news
    assert found.template_for("ru", ["Салынды"]) is None


@pytest.mark.parametrize("text", ["Жаңалық", "a b", "a[", "a[]", "a[Иә|]", "a[" + "қ" * 26 + "]", "a[[b]]"])
def test_a_template_that_meta_could_not_have_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="WhatsApp Manager"):
        templates(text)


def test_nothing_is_told_where_nothing_is_set() -> None:
    assert templates("") == ()
    assert templates(" a ,, b ") == (Template("a"), Template("b"))


def test_the_channel_stands_in_credentials(root: Path) -> None:
    assert "rasa_project.channels.whatsapp.WhatsAppInput" in read_yaml_file(root / "credentials.yml")
