"""What a reply carries: level, calls, language, and what Rasa's clients send."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from rasa_project import clock
from tests.channels.contract.served import PATH, QUESTION, RASA, Served


def test_a_reply_has_the_highest_level_of_its_answers_and_the_lines_that_it_names(clinic: Served) -> None:
    answer = clinic.ask("тырысып жатыр")
    body = answer.json
    assert (body["level"], body["emergency"], body["language"]) == ("emergency", True, "kk")
    assert [one["number"] for one in body["calls"]] == ["103", "112"]
    assert body["calls"][0]["label"] == "Жедел жәрдем"
    assert [one["id"] for one in body["sources"]] == ["C15", "K51"]
    assert answer.headers["content-language"] == "kk"
    calm = clinic.ask("дома")
    assert (calm.json["level"], calm.json["emergency"], calm.json["calls"]) == ("watch", False, [])
    assert calm.headers["content-language"] == "ru"
    assert clinic.ask("сәлем").json["level"] == "none"


def test_rasas_form_carries_the_same_in_custom(clinic: Served) -> None:
    messages = clinic.call("POST", RASA, {**QUESTION, "message": "тырысып жатыр"}).json
    assert [set(one) for one in messages] == [
        {"recipient_id", "text", "buttons", "custom"},
        {"recipient_id", "text", "custom"},
    ]
    for one in messages:
        assert (one["custom"]["level"], one["custom"]["emergency"]) == ("emergency", True)
        assert [line["number"] for line in one["custom"]["calls"]] == ["103", "112"]
    streamed = clinic.call("POST", f"{RASA}?stream=true", {**QUESTION, "message": "дома"})
    assert json.loads(streamed.body)["custom"]["level"] == "watch"
    assert streamed.headers["content-language"] == "ru"


def test_a_repeated_answer_has_its_language_too(clinic: Served) -> None:
    first, again = (clinic.ask("дома", Idempotency_Key="k-1") for _ in range(2))
    assert again.body == first.body
    assert again.headers["content-language"] == "ru"
    assert again.headers["idempotency-replayed"] == "true"


@pytest.mark.parametrize(
    ("header", "page", "told"),
    [
        ("ru-RU,ru;q=0.9", None, "ru"),
        ("en, ru;q=0.5, kk;q=0.2", None, "ru"),
        ("kk", None, "kk"),
        ("en", None, None),
        ("", None, None),
        ("ru", "kk", "kk"),
    ],
)
def test_accept_language_stands_for_the_page_where_none_is_told(
    clinic: Served, header: str, page: str | None, told: str | None
) -> None:
    body = {**QUESTION, "metadata": {"page_language": page} if page else {}}
    for path in (PATH, RASA):
        clinic.call("POST", path, body, Accept_Language=header)
        heard = clinic.bot.heard[-1].metadata or {}
        assert heard.get("page_language") == told


@pytest.mark.parametrize(
    ("sent", "heard"),
    [
        ("/greet", "/greet"), (" /greet ", "/greet"), ("/get_started", "/greet"), ("/restart", "/restart"),
        ("/session_start", "/session_start"), ("/ask_schedule", "/ask_schedule"),
        ('/greet{"x":1}', 'greet{"x":1}'), ("/Restart", "Restart"), ("//restart", "restart"), ("/back", "back"),
        ("/nlu_fallback", "nlu_fallback"), ('/inform{"doses":9}', 'inform{"doses":9}'), ("restart", "restart"),
    ],
)  # fmt: skip
def test_what_rasas_clients_send_by_themselves_is_heard_on_their_path_only(
    clinic: Served, sent: str, heard: str
) -> None:
    assert clinic.call("POST", RASA, {**QUESTION, "message": sent}).status == 200
    assert clinic.bot.heard[-1].text == heard
    clinic.ask(sent)
    is_button = sent == "/ask_schedule"
    assert clinic.bot.heard[-1].text == (sent if is_button else sent.strip().lstrip("/"))


@pytest.fixture
def public(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bot has an address of its own."""
    monkeypatch.setenv("PUBLIC_URL", "https://bot.example.kz")
    monkeypatch.setenv("WIDGET_SECRET", "s" * 40)


@pytest.mark.usefixtures("public")
def test_a_reply_that_can_be_passed_on_carries_its_links(clinic: Served) -> None:
    """Served.call compares each with the document."""
    share = clinic.ask("күнтізбе").json["share"]
    assert share["ics"] == f"{share['url']}.ics"
    assert share["url"].startswith("https://bot.example.kz/s/")
    until = (clock.today() + timedelta(days=30)).isoformat()
    assert share["until"] == until
    assert set(clinic.ask("белгілері").json["share"]) == {"url", "until"}  # no day, no calendar file
    (message,) = clinic.call("POST", RASA, {**QUESTION, "message": "күнтізбе"}).json
    assert message["custom"]["share"] == share
    for text in ("сәлем", "бүлінген"):
        assert "share" not in clinic.ask(text).json


def test_without_a_public_address_no_links_are_made(clinic: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PUBLIC_URL", raising=False)
    monkeypatch.delenv("PUBLIC_HOSTS", raising=False)
    assert "share" not in clinic.ask("күнтізбе").json
    (message,) = clinic.call("POST", RASA, {**QUESTION, "message": "күнтізбе"}).json
    assert "share" not in message["custom"]
