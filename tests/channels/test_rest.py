"""The REST channel's own part: bad requests, and no turn that ends in silence."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

from rasa_project.channels.rest import MAX_BODY_BYTES, answered, fault_of


class FakeRequest:
    """As much of a Sanic request as the check reads."""

    def __init__(self, body: bytes) -> None:
        self.body = body

    def load_json(self) -> Any:
        return json.loads(self.body)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"hello", 400),
        (b"\xff\xfe", 400),
        (b"[1, 2]", 422),
        (b"null", 422),
        (b"{}", 422),
        (b'{"sender": "a"}', 422),
        (b'{"message": null}', 422),
        (b'{"message": 5}', 422),
        (b'{"message": "a", "sender": 5}', 422),
        (b'{"message": "a", "metadata": "x"}', 422),
        (b'{"message": "' + b"a" * MAX_BODY_BYTES + b'"}', 413),
    ],
)
def test_bad_bodies_are_told_apart_and_explained(body: bytes, status: int) -> None:
    fault = fault_of(FakeRequest(body))  # type: ignore[arg-type]
    assert fault is not None
    assert fault[0] == status
    assert fault[1].endswith(("}", "."))


@pytest.mark.parametrize(
    "body",
    [
        {"message": "сәлем"},
        {"message": "", "sender": "a"},
        {"message": "x", "sender": "a", "metadata": {"lat": 1}},
        {"message": "x", "metadata": None},
    ],
)
def test_good_bodies_pass(body: dict[str, Any]) -> None:
    assert fault_of(FakeRequest(json.dumps(body).encode())) is None  # type: ignore[arg-type]


def said_after(turn: Any, text: str) -> list[str]:
    channel = CollectingOutputChannel()
    asyncio.run(answered(turn)(UserMessage(text, channel, "anna")))
    return [message["text"] for message in channel.messages]


@pytest.mark.parametrize(
    ("text", "word"),
    [("сәлем", "Кешіріңіз"), ("здравствуйте, у ребенка сыпь", "Простите"), ('/inform{"danger":"no"}', "Кешіріңіз")],
)
def test_a_turn_that_fails_says_so_with_103(text: str, word: str) -> None:
    async def failing(message: UserMessage) -> None:
        raise RuntimeError("store is down")

    replies = said_after(failing, text)
    assert len(replies) == 1
    assert word in replies[0]
    assert "103" in replies[0]


def test_a_turn_that_says_nothing_is_not_silent() -> None:
    async def silent(message: UserMessage) -> None:
        return None

    assert len(said_after(silent, "сәлем")) == 1


def test_a_good_turn_is_left_alone() -> None:
    async def good(message: UserMessage) -> None:
        await message.output_channel.send_text_message("anna", "Жауап")  # type: ignore[union-attr]

    assert said_after(good, "сәлем") == ["Жауап"]


def test_an_answer_of_several_paragraphs_is_one_message() -> None:
    async def good(message: UserMessage) -> None:
        await message.output_channel.send_text_message("anna", "Бірінші.\n\nЕкінші.")  # type: ignore[union-attr]

    assert said_after(good, "сәлем") == ["Бірінші.\n\nЕкінші."]
