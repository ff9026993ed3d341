"""What a parent gets when a turn goes wrong, and that nothing is said before it is stored."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from rasa.core.channels.channel import CollectingOutputChannel, OutputChannel, UserMessage
from rasa.core.lock_store import LockStore
from rasa.shared.core.domain import Domain

from rasa_project.engine.agent import TurnAgent
from rasa_project.engine.lock_store import ConversationLocks
from rasa_project.settings import TURN_SECONDS, SettingsError
from rasa_project.storage.errors import QueueError, StoreError

TOLD = "баламның қызуы бар"


class Processor:
    """As much of Rasa's processor as an agent needs: says something, then saves or fails."""

    def __init__(self, says: list[str], then: Any = None) -> None:
        self.says, self.then = says, then
        self.sent_before_saved: list[Any] = []

    async def handle_message(self, message: UserMessage) -> None:
        for text in self.says:
            await message.output_channel.send_response(message.sender_id, {"text": text})
        if isinstance(self.then, Exception):
            raise self.then
        if self.then is not None:
            await self.then()


def agent(processor: Processor, deadline: float = 5.0, locks: LockStore | None = None) -> TurnAgent:
    made = TurnAgent(domain=Domain.empty(), lock_store=locks or ConversationLocks(), deadline_seconds=deadline)
    made.processor = processor  # type: ignore[assignment]
    return made


def ask(made: TurnAgent, text: str = TOLD) -> list[str]:
    channel = CollectingOutputChannel()
    answers = asyncio.run(made.handle_message(UserMessage(text, channel, "anna")))
    assert answers == channel.messages
    return [answer["text"] for answer in channel.messages]


def test_a_good_turn() -> None:
    made = agent(Processor(["Бірінші.", "Екінші."]))
    assert ask(made) == ["Бірінші.", "Екінші."]
    assert made.tally.as_dict()["turns"] == 1
    assert sum(made.tally.as_dict().values()) == 1


@pytest.mark.parametrize(
    ("error", "counted"),
    [
        (StoreError("disk full"), "store_errors"),
        (QueueError("Redis is away"), "queue_errors"),
        (ValueError(TOLD), "turns_failed"),
    ],
)
def test_what_was_not_stored_is_not_said(error: Exception, counted: str, caplog: pytest.LogCaptureFixture) -> None:
    made = agent(Processor(["Жауап"], error))
    (answer,) = ask(made)
    assert "Кешіріңіз" in answer
    assert "103" in answer
    assert made.tally.as_dict()[counted] == 1
    assert made.tally.as_dict()["turns_failed"] == 1
    assert TOLD not in caplog.text
    assert type(error).__name__ in caplog.text or str(error) in caplog.text


def test_nothing_is_sent_before_it_is_stored() -> None:
    sent: list[str] = []

    class Phone(OutputChannel):
        @classmethod
        def name(cls) -> str:
            return "phone"

        async def send_text_message(self, recipient_id: str, text: str, **kwargs: Any) -> None:
            sent.append(text)

    async def save() -> None:
        assert sent == []

    asyncio.run(agent(Processor(["Жауап"], save)).handle_message(UserMessage(TOLD, Phone(), "anna")))
    assert sent == ["Жауап"]


@pytest.mark.parametrize(("text", "word"), [(TOLD, "Кешіріңіз"), ("у ребенка температура", "Простите")])
def test_after_the_deadline_comes_a_text_with_the_phone_lines(text: str, word: str) -> None:
    made = agent(Processor(["Жартысы"], lambda: asyncio.sleep(60)), deadline=0.05)
    (answer,) = ask(made, text)
    assert word in answer
    for line in ("103", "112", "1414"):
        assert line in answer
    assert made.tally.as_dict()["turns_late"] == 1


def test_a_late_turn_does_not_hold_the_conversation() -> None:
    processor = Processor([], lambda: asyncio.sleep(60))
    made = agent(processor, deadline=0.05)
    ask(made)
    processor.says, processor.then = ["Жауап"], None
    assert ask(made) == ["Жауап"]


def test_silence_is_answered() -> None:
    made = agent(Processor([]))
    assert "Кешіріңіз" in ask(made)[0]
    assert made.tally.as_dict()["turns_silent"] == 1


def test_before_the_model_is_there() -> None:
    assert "Кешіріңіз" in ask(agent(None))[0]  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["soon", "0", "-1", "nan", "99999"])
def test_a_wrong_deadline_is_refused(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TURN_SECONDS", text)
    with pytest.raises(SettingsError, match="TURN_SECONDS"):
        TURN_SECONDS.read()


def test_the_deadline_is_eight_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TURN_SECONDS", raising=False)
    assert TURN_SECONDS.read() == 8
