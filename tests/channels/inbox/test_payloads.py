"""Which payloads pass, and that each fits Telegram (T-5)."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rasa_project.advice.knowledge import knowledge
from rasa_project.channels.inbox.payloads import MAX_DATA_BYTES, Payloads, answers_a_question, token_of
from rasa_project.channels.inbox.wording import read_wording
from rasa_project.channels.payloads import own_payloads
from rasa_project.dialogue.particular import payload_of
from rasa_project.yaml_files import read_yaml
from tests.data.content import DATA, domain, sent


def buttons_of_all_answers() -> list[tuple[str, str]]:
    """Every payload of every theme, read here on its own, with the answer's name."""
    found = []
    for path in sorted(DATA.glob("*/*answers.yml")):
        for name, variations in read_yaml(path.read_text(encoding="utf-8"))["responses"].items():
            found += [(name, sent(b["payload"])) for one in variations for b in one.get("buttons") or []]
    return found


BUTTONS = sorted(set(buttons_of_all_answers()))
LONG = '/find_clinic{"settlement":"Ғани Мұратбаев ауылдық округі"}'


def test_there_are_buttons() -> None:
    assert len(BUTTONS) > 80
    assert any(answers_a_question(payload) for _, payload in BUTTONS)


@pytest.mark.parametrize(("name", "payload"), BUTTONS, ids=[f"{name} {payload}" for name, payload in BUTTONS])
def test_t05_every_button_of_every_answer_fits_and_comes_back(name: str, payload: str) -> None:
    payloads = Payloads()
    token = payloads.token(payload)
    assert token is not None
    assert 1 <= len(token.encode("utf-8")) <= MAX_DATA_BYTES
    assert token.isascii()
    assert payloads.payload(token) == payload


@pytest.mark.parametrize("topic", sorted(knowledge().topics))
def test_t05_every_topic_that_can_be_offered_comes_back(topic: str) -> None:
    payloads = Payloads()
    assert payloads.payload(str(payloads.token(f"/{topic}"))) == f"/{topic}"


def test_t05_every_particular_question_that_can_be_offered_comes_back() -> None:
    payloads = Payloads()
    offered = [payload_of(question) for question in knowledge().questions]
    assert len(offered) > 300
    assert [payloads.payload(str(payloads.token(one))) for one in offered] == offered


@given(st.text(min_size=1, max_size=200))
def test_t05_any_payload_fits_and_is_told_from_others(payload: str) -> None:
    token = token_of(payload)
    assert 1 <= len(token.encode("utf-8", "surrogatepass")) <= MAX_DATA_BYTES
    assert token_of(payload + "x") != token


@pytest.mark.parametrize("place", knowledge().places.settlements, ids=lambda place: place.code)
def test_t05_the_buttons_of_two_places_of_one_name_come_back(place: Any) -> None:
    payload = f'/inform{{"place_code":"{place.code}"}}'
    payloads = Payloads()
    assert payloads.payload(str(payloads.token(payload))) == payload


def test_t05_a_payload_too_long_for_telegram_goes_by_a_short_name() -> None:
    payloads = Payloads(own_payloads() | {LONG})
    token = payloads.token(LONG)
    assert token is not None
    assert token.isascii()
    assert len(token) <= MAX_DATA_BYTES
    assert payloads.payload(token) == LONG


def test_a_button_whose_payload_would_not_pass_is_left_out(caplog: pytest.LogCaptureFixture) -> None:
    assert Payloads().token(LONG) is None
    assert "channels/payloads.py" in caplog.text


@pytest.mark.parametrize(
    "forged",
    ["", "/restart", "/session_start", '/inform{"doses":99}', "/inform", '/change_language{"language":"xx"}', "b:00"],
)
def test_what_the_bot_never_sends_does_not_pass(forged: str) -> None:
    assert Payloads().payload(forged) is None


def test_the_menus_commands_mean_intents_of_the_bot() -> None:
    intents: list[Any] = domain()["intents"]
    for command in read_wording().commands:
        assert command.payload.lstrip("/").split("{", maxsplit=1)[0] in intents
