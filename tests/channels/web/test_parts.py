"""The web channel's parts one by one: tokens, buttons, limits, requests, answers, deletion."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rasa_project.advice.knowledge import knowledge
from rasa_project.channels.calls import numbers_to_call
from rasa_project.channels.refusals import Refusal
from rasa_project.channels.web.answers import WebAnswers
from rasa_project.channels.web.refusals import body_of, refused
from rasa_project.channels.web.requests import RequestError, TooLongError, read_object, read_turn, typed
from rasa_project.channels.web.sessions import SKEW_SECONDS, PressError, Session, SessionError, Sessions
from rasa_project.dialogue.fixed_answers import fixed_answer, fixed_text
from rasa_project.dialogue.reply_language import reply_language
from tests.data.content import variations

SESSIONS = Sessions(b"a secret of the tests, long enough to sign", seconds=60)
PAGE = "https://office.example"
HOUR = 3600


def begun() -> Session:
    return SESSIONS.open(SESSIONS.begin(PAGE), PAGE)


def test_each_session_is_another_conversation_and_a_token_opens_its_own() -> None:
    token = SESSIONS.begin(PAGE)
    assert SESSIONS.open(token, PAGE) == SESSIONS.open(token, PAGE)
    assert len({begun().conversation for _ in range(50)}) == 50


@pytest.mark.parametrize("set_to", [-23 * HOUR, -HOUR, -5, 0, 59, 60 + SKEW_SECONDS - 1])
def test_a_clock_that_is_set_leaves_open_sessions_open(set_to: int, monkeypatch: pytest.MonkeyPatch) -> None:
    token, right_time = SESSIONS.begin(PAGE), time.time()
    monkeypatch.setattr(time, "time", lambda: right_time + set_to)
    assert SESSIONS.open(token, PAGE)


@pytest.mark.parametrize("set_to", [-400 * 24 * HOUR, -25 * HOUR, 62 + SKEW_SECONDS, 24 * HOUR, 400 * 24 * HOUR])
def test_a_session_has_an_absolute_life_whatever_the_clock_was(set_to: int, monkeypatch: pytest.MonkeyPatch) -> None:
    token, right_time = SESSIONS.begin(PAGE), time.time()
    monkeypatch.setattr(time, "time", lambda: right_time + set_to)
    with pytest.raises(SessionError):
        SESSIONS.open(token, PAGE)
    assert SESSIONS.open(token, PAGE, also_expired=True)  # to delete is allowed for ever


def test_a_session_is_no_longer_than_the_setting_of_now() -> None:
    token = Sessions(b"a secret of the tests, long enough to sign", seconds=10**9).begin(PAGE)
    ended = Sessions(b"a secret of the tests, long enough to sign", seconds=-SKEW_SECONDS - 1)
    assert SESSIONS.open(token, PAGE)
    with pytest.raises(SessionError, match="Expired"):
        ended.open(token, PAGE)


@pytest.mark.parametrize("odd", ["1", None, 1e300, [1], True])
def test_odd_times_in_a_signed_token_are_refused(odd: Any) -> None:
    import jwt

    now = int(time.time())
    key = SESSIONS._derive("token")
    for name in ("iat", "exp"):
        claims = {"iss": "measles-web", "aud": PAGE, "sub": "x", "iat": now, "exp": now + 60, name: odd}
        with pytest.raises(SessionError):
            SESSIONS.open(jwt.encode(claims, key), PAGE)


@given(st.text(max_size=200))
def test_no_text_is_a_token(text: str) -> None:
    with pytest.raises(SessionError):
        SESSIONS.open(text, PAGE)


def test_an_unsigned_token_is_none() -> None:
    import jwt

    claims = {"iss": "measles-web", "aud": PAGE, "sub": "x", "iat": 0, "exp": 4_000_000_000}
    with pytest.raises(SessionError):
        SESSIONS.open(jwt.encode(claims, "", algorithm="none"), PAGE)


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs"]), max_size=100))
def test_a_button_comes_back_as_it_was_offered(payload: str) -> None:
    session = begun()
    press = session.offer(payload)
    assert session.pressed(press) == payload
    with pytest.raises(PressError):
        begun().pressed(press)
    with pytest.raises(PressError):
        session.pressed(press + "x")


@given(st.text() | st.text(alphabet="/ \t\n\u2028\u0085\x1c\u00a0a", max_size=12))
def test_typed_text_is_never_a_payload_for_rasa(text: str) -> None:
    assert not typed(text).strip().startswith("/")


@given(
    st.text(
        alphabet=st.characters(blacklist_categories=["Cs", "Zs", "Zl", "Zp", "Cc"], blacklist_characters="/"),
        max_size=100,
    )
)
def test_all_other_text_is_left_as_it_is(text: str) -> None:
    assert typed(text) == text


def test_half_letters_become_writable() -> None:
    assert typed("a\ud83d") == "a?"


@given(
    st.dictionaries(
        st.sampled_from(["id", "text", "press", "language", "lang", "token"]),
        st.none() | st.text(max_size=30) | st.integers(),
    )
)
def test_whatever_is_sent_is_a_turn_or_a_refusal(body: dict[str, Any]) -> None:
    try:
        turn = read_turn(body, most_letters=20)
    except (RequestError, TooLongError):
        return
    assert [turn.text, turn.press, turn.language].count(None) == 2
    assert turn.page_language in {"kk", "ru"}


@given(st.binary(max_size=60))
def test_whatever_the_body_is_it_is_an_object_or_a_refusal(body: bytes) -> None:
    try:
        found = read_object(body)
    except RequestError:
        return
    assert isinstance(found, dict)


@pytest.mark.parametrize("body", [b'{"token": "a", "token": "b"}', b'{"id": "1", "text": "a", "text": null}'])
def test_a_name_stands_once(body: bytes) -> None:
    with pytest.raises(RequestError, match="twice"):
        read_object(body)


def said(message: dict[str, Any], otherwise: Any = "kk") -> list[dict[str, Any]]:
    answers = WebAnswers(begun(), otherwise)
    asyncio.run(answers.send_response("x", message))
    return answers.messages


def test_an_answer_names_its_language_or_takes_the_pages() -> None:
    assert said({"text": "а", "language": "ru"})[0]["lang"] == "ru"
    assert said({"text": "а"}, otherwise="ru")[0]["lang"] == "ru"
    assert said({"text": "а", "language": "en"})[0]["lang"] == "kk"


def test_a_picture_is_not_lost() -> None:
    assert "https://a.kz/x.png" in said({"image": "https://a.kz/x.png"})[0]["text"]


def test_buttons_without_a_payload_are_left_out() -> None:
    assert "buttons" not in said({"text": "а", "buttons": [{"title": "x"}, {"title": "y", "payload": ""}]})[0]


@pytest.mark.parametrize(
    ("text", "calls"),
    [
        ("Қиналса, 103-ке қоңырау шалыңыз.", ["103"]),
        ("Звоните 112 или 103, а 103 бесплатный!", ["103", "112"]),
        ("1414 жауап береді.", ["1414"]),
        ("(103)", ["103"]),
        ("Қызуы 39,5 °C, 1103 адам, 2112 жыл, 10 3, +77011031414", []),
        ("", []),
    ],
)
def test_the_phone_lines_that_stand_in_a_text_can_be_called(text: str, calls: list[str]) -> None:
    assert numbers_to_call(text) == calls
    assert said({"text": text})[0].get("calls", []) == calls if text else True


def test_a_place_with_a_number_for_a_name_is_no_phone_line() -> None:
    lines = {str(line.number) for line in knowledge().helplines}
    names = [name for place in knowledge().places.settlements for name in (place.kk, place.ru)]
    numbered = [name for name in names if any(line in name for line in lines)]
    assert numbered  # «103-разъезд»
    for name in numbered:
        assert numbers_to_call(f"{name[0].upper()}{name[1:]}: қиналса, 112.") == ["112"]


@pytest.mark.parametrize("one", [one for one in variations() if "103" in one.text], ids=lambda one: one.id)
def test_every_answer_that_sends_to_103_can_be_called_from(one: Any) -> None:
    answer = said({"text": one.text, "metadata": one.metadata})[0]
    assert answer["calls"][0] == "103"
    assert answer.get("urgent", False) == (one.metadata.get("level") == "emergency")


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_refusals_for_people_have_a_text_with_103_and_unexpected_errors_tell_nothing(language: Any) -> None:
    for name in ("origin", "too-many", "too-large", "failed"):
        assert "103" in body_of(Refusal(name), language)["text"]
    body = body_of(refused(RuntimeError("баламның аты")), language)
    assert body["error"] == "failed"
    assert "бала" not in str(body)


def test_fixed_answers_are_those_of_the_file() -> None:
    greeting = fixed_answer("smalltalk", "utter_greet", "ru")
    assert greeting.buttons[0]["payload"] == "/ask_schedule"
    assert (
        fixed_answer("service", "utter_language_unknown", "kk").buttons[0]["payload"]
        == '/change_language{"language":"kk"}'
    )
    with pytest.raises(KeyError, match="utter_none"):
        fixed_text("utter_none", "kk")


@pytest.mark.parametrize(
    ("chosen", "newest_first", "expected"),
    [
        (None, [{"metadata": {"page_language": "ru"}}], "ru"),
        (None, [{"language": "kk", "metadata": {"page_language": "ru"}}], "kk"),
        (None, [{"metadata": {"page_language": "ru"}}, {"language": "kk", "metadata": {}}], "kk"),
        (None, [{"metadata": {"page_language": "ru"}}, {"metadata": {"page_language": "kk"}}], "ru"),
        ("kk", [{"metadata": {"page_language": "ru"}}], "kk"),
        (None, [{"metadata": None}], "kk"),
        (None, [{"metadata": {"page_language": "en"}}], "kk"),
    ],
)
def test_the_pages_language_is_the_last_resort(chosen: Any, newest_first: Any, expected: str) -> None:
    assert reply_language(chosen, newest_first) == expected
