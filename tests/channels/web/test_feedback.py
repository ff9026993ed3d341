"""What the widget sends of answers: only of its own session's, once, beside the talk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from limits import parse

from rasa_project.channels.access.sessions import Limits
from rasa_project.channels.web import WebInput
from rasa_project.channels.web.settings import WebSettings
from rasa_project.privacy.senders import sender_hasher
from tests.channels.rated import RatedBot
from tests.channels.web.serving import PAGE, SECRET, Page, serving

pytestmark = pytest.mark.slow


@pytest.fixture
def bot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[RatedBot]:
    monkeypatch.setenv("SENDER_KEY", "k" * 40)
    sender_hasher.cache_clear()
    made = RatedBot(tmp_path)
    yield made
    made.tracker_store.close()
    sender_hasher.cache_clear()


@pytest.fixture
def port(bot: RatedBot) -> Iterator[int]:
    limits = Limits(turns=parse("15/minute"))
    with serving([WebInput(WebSettings(SECRET, frozenset({PAGE}), limits=limits))], bot) as at:
        yield at


@pytest.fixture
def page(port: int) -> Page:
    return begun(port)


def begun(port: int) -> Page:
    page = Page(port)
    assert page.begin().status == 200
    return page


def asked(page: Page, text: str = "ораза") -> Any:
    """What is shown under the last answer; ``None`` where nothing is."""
    return page.say(text=text).json["answers"][-1].get("feedback")


def rate(page: Page, answer: str, verdict: str = "helped", **more: Any) -> Any:
    return page.post("feedback", **{"token": page.token, "lang": "kk", "answer": answer, "verdict": verdict, **more})


def kept(bot: RatedBot) -> list[tuple[str, ...]]:
    database = bot.tracker_store.database
    found = [one for sender in database.senders() for one in database.export_sender(sender)]
    return [(one["topic"], one["verdict"], one["reason"]) for one in found if one["event"] == "feedback"]


def test_advice_is_asked_about_under_its_last_message_and_nothing_else_is(page: Page) -> None:
    offered = asked(page, "корь")
    assert offered["question"] == "Этот ответ помог?"
    assert [one["title"] for one in offered["choices"]] == ["Помогло", "Не помогло"]
    for text in ("сәлем", "тырысып жатыр", "өмір сүргім келмейді", "егіз", "қызуы бар"):
        assert asked(page, text) is None


def test_a_tap_is_thanked_and_the_nearest_questions_are_buttons_of_the_session(page: Page, bot: RatedBot) -> None:
    answer = asked(page)["answer"]
    told = rate(page, answer, "not_helped")
    assert told.status == 200
    assert [one["reason"] for one in told.json["reasons"]] == ["not_my_question", "unclear", "not_true", "other"]
    assert told.json["near"]
    after = rate(page, answer, "not_helped", reason="unclear").json
    assert set(after) == {"text", "lang"}
    assert kept(bot) == [("ask_myth/fasting", "not_helped", "unclear")]
    heard = len(bot.heard)
    page.say(press=told.json["buttons"][0]["press"])
    assert bot.heard[heard].text == '/ask_myth{"question":"halal"}'


def test_the_same_again_counts_once_and_another_word_is_refused(page: Page, bot: RatedBot) -> None:
    answer = asked(page)["answer"]
    assert [rate(page, answer).status for _ in range(2)] == [200, 200]
    refused = rate(page, answer, "not_helped")
    assert (refused.status, refused.json) == (409, {"error": "rated"})
    assert kept(bot) == [("ask_myth/fasting", "helped", None)]


def test_another_session_has_no_such_answer_nor_has_one_that_was_deleted(page: Page, port: int, bot: RatedBot) -> None:
    answer, stranger = asked(page)["answer"], begun(port)
    assert rate(stranger, answer).json == {"error": "answer"}
    assert rate(page, "0" * 32).status == 404
    for sender in bot.tracker_store.database.senders():
        bot.tracker_store.database.delete_sender(sender)
    assert rate(page, answer).status == 404
    assert kept(bot) == []


@pytest.mark.parametrize(
    ("change", "status", "error"),
    [
        ({"answer": "x"}, 400, "request"), ({"verdict": "good"}, 400, "request"), ({"reason": "other"}, 400, "request"),
        ({"verdict": "not_helped", "reason": "long story"}, 400, "request"), ({"token": "x"}, 401, "token"),
        ({"token": None}, 401, "token"), ({"answer": ["x"]}, 400, "request"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_refused_and_not_kept(
    page: Page, bot: RatedBot, change: dict[str, Any], status: int, error: str
) -> None:
    told = rate(page, **{"answer": asked(page)["answer"], **change})
    assert (told.status, told.json["error"]) == (status, error)
    assert kept(bot) == []


def test_taps_are_counted_apart_from_messages(page: Page) -> None:
    answer = asked(page)["answer"]
    told = [rate(page, answer).status for _ in range(16)]
    assert told == [200] * 15 + [429]
    assert page.say(text="сәлем").status == 200


def test_another_page_can_not_rate(port: int, page: Page) -> None:
    answer = asked(page)["answer"]
    other = Page(port, origin="https://evil.example", token=page.token)
    assert rate(other, answer).status == 403
