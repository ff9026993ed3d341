"""Which payloads pass, and that each fits Telegram (T-5)."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from rasa_project.advice.knowledge import knowledge
from rasa_project.channels.telegram.payloads import (
    MAX_DATA_BYTES,
    Payloads,
    answers_a_question,
    known_payloads,
    token_of,
)
from rasa_project.channels.telegram.wording import read_wording
from tests.data.content import DATA, domain, sent


class Memory:
    """Keeps payloads as the store does."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def remember_payload(self, token: str, payload: str) -> None:
        self.kept[token] = payload

    def payload(self, token: str) -> str | None:
        return self.kept.get(token)


def buttons_of_all_answers() -> list[tuple[str, str]]:
    """Every payload of every theme, read here on its own, with the answer's name."""
    found = []
    for path in sorted(DATA.glob("*/answers.yml")):
        for name, variations in yaml.safe_load(path.read_text(encoding="utf-8"))["responses"].items():
            found += [(name, sent(b["payload"])) for one in variations for b in one.get("buttons") or []]
    return found


BUTTONS = sorted(set(buttons_of_all_answers()))
LONG = '/find_clinic{"settlement":"Ғани Мұратбаев ауылдық округі"}'


def test_there_are_buttons() -> None:
    assert len(BUTTONS) > 80
    assert any(answers_a_question(payload) for _, payload in BUTTONS)


@pytest.mark.parametrize(("name", "payload"), BUTTONS, ids=[f"{name} {payload}" for name, payload in BUTTONS])
def test_t05_every_button_of_every_answer_fits_and_comes_back(name: str, payload: str) -> None:
    payloads = Payloads(known_payloads(), Memory())
    token = payloads.token(payload)
    assert 1 <= len(token.encode("utf-8")) <= MAX_DATA_BYTES
    assert token.isascii()
    assert payloads.payload(token) == payload


@pytest.mark.parametrize("topic", sorted(knowledge().topics))
def test_t05_every_topic_that_can_be_offered_comes_back(topic: str) -> None:
    payloads = Payloads(known_payloads(), Memory())
    assert payloads.payload(payloads.token(f"/{topic}")) == f"/{topic}"


@given(st.text(min_size=1, max_size=200))
def test_t05_any_payload_fits_and_is_told_from_others(payload: str) -> None:
    token = token_of(payload)
    assert 1 <= len(token.encode("utf-8", "surrogatepass")) <= MAX_DATA_BYTES
    assert token_of(payload + "x") != token


def test_a_payload_that_an_action_made_up_passes_once_it_was_sent_also_after_a_restart() -> None:
    memory = Memory()
    token = Payloads(known_payloads(), memory).token(LONG)
    assert token.isascii()
    assert Payloads(known_payloads(), memory).payload(token) == LONG
    assert Payloads(known_payloads(), Memory()).payload(token) is None


@pytest.mark.parametrize(
    "forged",
    ["", "/restart", "/session_start", '/inform{"doses":99}', "/inform", '/change_language{"language":"xx"}', "b:00"],
)
def test_what_the_bot_never_sends_does_not_pass(forged: str) -> None:
    assert Payloads(known_payloads(), Memory()).payload(forged) is None


def test_the_menus_commands_mean_intents_of_the_bot() -> None:
    intents: list[Any] = domain()["intents"]
    for command in read_wording().commands:
        assert command.payload.lstrip("/").split("{", maxsplit=1)[0] in intents
