"""The web channel over HTTP, inside the app that Rasa builds."""

from __future__ import annotations

import asyncio
import gzip
import json
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from limits import parse
from rasa.core.channels.channel import UserMessage

from rasa_project.channels.access.sessions import Limits
from rasa_project.channels.first_view import read_first_view
from rasa_project.channels.sources import sources_of
from rasa_project.channels.web.sessions import Sessions
from rasa_project.channels.web.settings import WebSettings
from rasa_project.dialogue.reply_language import as_reply_language
from rasa_project.privacy.senders import Person, sender_hasher
from tests.channels.web.serving import PAGE, SECRET, FakeAgent, Page, served

pytestmark = pytest.mark.slow

MANY = parse("1000/second")
WIDE = Limits(turns=MANY, turns_from_address=MANY, sessions_from_address=MANY)


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[int, FakeAgent]]:
    with served(WebSettings(SECRET, frozenset({PAGE}), limits=WIDE)) as both:
        yield both


@pytest.fixture
def agent(server: tuple[int, FakeAgent]) -> FakeAgent:
    agent = server[1]
    agent.heard.clear()
    agent.turn = agent.answer
    return agent


@pytest.fixture
def page(server: tuple[int, FakeAgent], agent: FakeAgent) -> Page:
    page = Page(server[0])
    assert page.begin().status == 200
    return page


def test_a_session_begins_with_a_greeting_and_six_questions_in_both_languages(page: Page) -> None:
    begun = page.begin().json
    assert begun["seconds"] == 12 * 60 * 60
    for language, word in (("kk", "Сәлеметсіз"), ("ru", "Здравствуйте")):
        greeting = begun["greeting"][language]
        assert word in greeting["text"]
        assert greeting["lang"] == language
        assert [one["title"] for one in greeting["buttons"]] == [
            one["title"] for one in read_first_view().buttons(as_reply_language(language) or "kk")
        ]


def test_a_turn_is_answered_whole_with_signed_buttons(page: Page, agent: FakeAgent) -> None:
    answer = page.say(text="қызылша қалай жұғады")
    assert answer.status == 200
    assert answer.json["heard"] == "kk"
    (said,) = answer.json["answers"]
    assert said["text"] == "Жауап.\n\nЕкінші абзац."
    assert said["lang"] == "kk"
    assert "calls" not in said
    page.say(press=said["buttons"][1]["press"])
    assert [message.text for message in agent.heard] == ["қызылша қалай жұғады", '/inform{"fever":"yes"}']
    assert agent.heard[0].input_channel == "web"
    assert agent.heard[0].metadata == {"page_language": "kk"}


def test_answers_can_be_read_by_pages_but_not_kept(page: Page) -> None:
    headers = page.say(text="сәлем").headers
    assert headers["access-control-allow-origin"] == "*"
    assert headers["cache-control"] == "no-store"
    assert headers["content-type"].startswith("application/json")


def test_answers_carry_the_numbers_to_call_and_whether_it_is_an_emergency(page: Page, agent: FakeAgent) -> None:
    async def emergency(message: UserMessage) -> None:
        said = {"language": "kk", "buttons": [], "metadata": {"sources": ["K51"]}}
        marked = {**said, "metadata": {"sources": ["K51"], "level": "emergency"}}
        for answer in (
            {"text": "Қазір-ақ 103, 112!", "utter_action": "utter_report_emergency", **marked},
            {"text": "Қиналса, 103.", "utter_action": "utter_x", **said},
            {"text": "103 келгенше қасында болыңыз.", "utter_action": "utter_report_emergency/called", **marked},
        ):
            await message.output_channel.send_response("", answer)  # type: ignore[union-attr]

    agent.turn = emergency
    now, mild, called = page.say(text="есін білмейді").json["answers"]
    assert (now["calls"], now["urgent"]) == (["103", "112"], True)
    assert mild["calls"] == ["103"]
    assert "urgent" not in mild
    assert (called["urgent"], called["answered"]) == (True, True)
    assert "answered" not in now
    assert "answered" not in mild


def test_answers_carry_their_sources_as_the_api_does(page: Page, agent: FakeAgent) -> None:
    async def vetted(message: UserMessage) -> None:
        for metadata in ({"sources": ["L3", "advisory"], "reviewed": "2026-11-29"}, {"sources": []}, None):
            answer = {
                "text": "Жауап.",
                "language": "kk",
                "buttons": [],
                "metadata": metadata,
                "utter_action": "utter_x",
            }
            await message.output_channel.send_response("", answer)  # type: ignore[union-attr]

    agent.turn = vetted
    told, *plain = page.say(text="кім айтты").json["answers"]
    whose = ["Заң, бұйрық", "Аудандық басқарма"]
    assert told["sources"] == [{**one, "of": of} for one, of in zip(sources_of(["L3", "advisory"]), whose)]
    assert told["sources"][0] == {
        "id": "L3",
        "title": "Ministry of Health order No. 150: sanitary rules for vaccinating the population",
        "url": "https://adilet.zan.kz/rus/docs/V2300033463",
        "date": "2023-09-21",
        "kind": "law",
        "of": "Заң, бұйрық",
    }
    assert told["reviewed"] == "2026-11-29"
    assert all(set(one) == {"text", "lang"} for one in plain)


@pytest.mark.parametrize("text", ["/greet", " /greet", "//greet", '/inform{"fever":"yes"}', "\u2028/restart", "/ / /x"])
def test_typed_slashes_are_words(page: Page, agent: FakeAgent, text: str) -> None:
    assert page.say(text=text).status == 200
    assert not (agent.heard[0].text or "").startswith("/")


@pytest.mark.parametrize("press", ["/greet", ".", ".//greet", "AAAA./greet", "", "қ./greet", "\ud800./greet"])
def test_a_button_that_was_not_offered_is_refused(page: Page, agent: FakeAgent, press: str) -> None:
    answer = page.say(press=press)
    assert (answer.status, answer.json["error"]) == (409, "press")
    assert not agent.heard


def test_a_button_of_another_session_is_refused(page: Page, agent: FakeAgent) -> None:
    press = page.say(text="сәлем").json["answers"][0]["buttons"][0]["press"]
    page.begin()
    assert page.say(press=press).json["error"] == "press"


def test_the_language_is_chosen_by_a_field_of_its_own(page: Page, agent: FakeAgent) -> None:
    page.say(language="ru")
    assert agent.heard[0].text == '/change_language{"language": "ru"}'


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", None, "https://office.example.evil.example", "http://office.example"]
)
def test_a_foreign_page_gets_nothing_but_a_clear_text(page: Page, agent: FakeAgent, origin: str | None) -> None:
    foreign = Page(page.port, origin, page.token)
    for answer in (foreign.post("session"), foreign.say(text="сәлем"), foreign.post("delete", token=page.token)):
        assert (answer.status, answer.json["error"]) == (403, "origin")
        assert "103" in answer.json["text"]
        assert answer.headers["access-control-allow-origin"] == "*"  # so that the widget can say why
    assert not agent.heard


def test_the_servers_own_page_needs_no_permission(page: Page) -> None:
    own = Page(page.port, f"http://127.0.0.1:{page.port}")
    assert own.begin().status == 200
    assert own.say(text="сәлем").status == 200


def changed(token: str) -> list[str]:
    head, body, mac = token.split(".")
    return ["", "x", "a.b.c", f"{head}.{body}.", f"{head}.{body[:-2]}AA.{mac}", f"{head}.{body}.{mac[:-3]}AAA", "қ.қ.қ"]


def test_a_token_opens_only_as_it_was_made(page: Page, agent: FakeAgent) -> None:
    expired = Sessions(SECRET, seconds=-100).begin(PAGE)
    other_page = Sessions(SECRET, seconds=60).begin("https://other.example")
    other_secret = Sessions(b"another secret, long enough to sign with", seconds=60).begin(PAGE)
    for token in (*changed(page.token), expired, other_page, other_secret, None, 5):
        answer = page.say(token=token, text="сәлем")
        assert (answer.status, answer.json["error"]) == (401, "token"), token
        assert "text" not in answer.json  # the widget mends it by itself
    assert not agent.heard


def test_the_conversations_name_is_not_the_sessions_id(page: Page, agent: FakeAgent) -> None:
    """Who knows the id from a token can't ask for the conversation on another channel."""
    import jwt

    session_id = jwt.decode(page.token, options={"verify_signature": False})["sub"]
    page.say(text="сәлем")
    assert session_id not in agent.heard[0].sender_id
    assert agent.heard[0].sender_id == sender_hasher().pseudonym(
        Person("web", Sessions(SECRET, 60).open(page.token, PAGE).conversation)
    )


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"[]",
        b'"x"',
        b"\xff\xfe",
        b"[" * 30_000,
        json.dumps({"id": "1"}).encode(),
        json.dumps({"text": "x"}).encode(),
        json.dumps({"id": "1", "text": 5}).encode(),
        json.dumps({"id": "1", "text": "a", "press": "b"}).encode(),
        json.dumps({"id": "1", "language": "en"}).encode(),
        json.dumps({"id": "a b", "text": "x"}).encode(),
        json.dumps({"id": "1", "press": "x" * 1001}).encode(),
    ],
)
def test_a_strange_body_is_told_what_to_send(page: Page, agent: FakeAgent, body: bytes) -> None:
    try:
        whole = json.loads(body)
        body = json.dumps({**whole, "token": page.token}).encode() if isinstance(whole, dict) else body
    except (ValueError, RecursionError):
        pass
    answer = page.send("POST", "/webhooks/web/message", body)
    assert (answer.status, answer.json["error"]) == (400, "request")
    assert "103" in answer.json["text"]
    assert "Send JSON such as" in answer.json["detail"]
    assert not agent.heard


@pytest.mark.parametrize(("lang", "word"), [("kk", "ұзын"), ("ru", "длинное")])
@pytest.mark.parametrize("letters", [2_001, 10_000, 200_000])
def test_a_long_text_is_refused_with_a_clear_text(
    page: Page, agent: FakeAgent, letters: int, lang: str, word: str
) -> None:
    answer = page.say(text="қ" * letters, lang=lang)
    assert (answer.status, answer.json["error"]) == (413, "too_long")
    # A body that is cut off is not read for its language.
    assert (word if letters < 10_000 else "103") in answer.json["text"]
    assert not agent.heard


def test_a_text_of_the_longest_kind_passes(page: Page, agent: FakeAgent) -> None:
    assert page.say(text="қ" * 2_000).status == 200


def test_the_same_turn_sent_again_is_not_heard_twice(page: Page, agent: FakeAgent) -> None:
    first = page.say(id="again", text="сәлем")
    second = page.say(id="again", text="сәлем")
    assert first.body == second.body
    assert len(agent.heard) == 1


def test_a_turn_sent_again_while_it_runs_waits_for_the_same_answer(page: Page, agent: FakeAgent) -> None:
    arrived, may_go_on = threading.Event(), threading.Event()

    async def slow(message: UserMessage) -> None:
        arrived.set()
        while not may_go_on.is_set():
            await asyncio.sleep(0.01)
        await agent.answer(message)

    agent.turn = slow
    answers: list[Any] = []
    first = threading.Thread(target=lambda: answers.append(page.say(id="slow", text="сәлем").json))
    first.start()
    assert arrived.wait(10)
    second = threading.Thread(target=lambda: answers.append(page.say(id="slow", text="сәлем").json))
    second.start()
    may_go_on.set()
    first.join(10)
    second.join(10)
    assert answers[0] == answers[1]
    assert len(agent.heard) == 1


@pytest.mark.parametrize(("said", "lang", "word"), [("сәлем", "ru", "Кешіріңіз"), ("123", "ru", "Простите")])
def test_a_turn_that_fails_is_answered_in_the_parents_language(
    page: Page, agent: FakeAgent, said: str, lang: str, word: str
) -> None:
    async def failing(message: UserMessage) -> None:
        raise RuntimeError("store is down")

    agent.turn = failing
    (answer,) = page.say(text=said, lang=lang).json["answers"]
    assert word in answer["text"]
    assert answer["lang"] == ("ru" if word == "Простите" else "kk")


def test_the_script_is_small_compressed_and_kept(page: Page) -> None:
    plain = page.send("GET", "/widget.js")
    packed = page.send("GET", "/widget.js", Accept_Encoding="gzip, br")
    assert gzip.decompress(packed.body) == plain.body
    assert len(packed.body) <= 16 * 1024
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.headers["access-control-allow-origin"] == "*"
    assert "max-age=86400" in packed.headers["cache-control"]
    assert packed.headers["vary"] == "Accept-Encoding"
    assert packed.headers["etag"] != plain.headers["etag"]
    again = page.send("GET", "/widget.js", Accept_Encoding="gzip", If_None_Match=packed.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    assert page.send("GET", "/widget.js", If_None_Match='"old"').status == 200
    assert page.send("HEAD", "/widget.js").body == b""


@pytest.mark.parametrize(("path", "lang"), [("/", "kk"), ("/ru", "ru")])
def test_the_offices_page_stands_where_rasa_says_hello(page: Page, path: str, lang: str) -> None:
    answer = page.send("GET", path)
    html = answer.body.decode()
    assert f'<html lang="{lang}">' in html
    assert '<measles-chat position="here"></measles-chat>' in html
    assert "санита" in html
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    for address in [part.split('"')[0] for part in html.split('="/') if "?v=" in part.split('"')[0]]:
        assert "immutable" in page.send("GET", f"/{address}").headers["cache-control"]
