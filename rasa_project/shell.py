"""A conversation in the terminal, with the bot that is served: gateway, agent and store are those of ``make run``."""

from __future__ import annotations

import itertools
import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import structlog
from rasa.core.channels.channel import UserMessage

from rasa_project.channels.gateway import Gateway, gateway_for
from rasa_project.channels.rest.answers import WholeAnswers
from rasa_project.engine.agent import TurnAgent
from rasa_project.engine.tracker_store import ConversationStore
from rasa_project.privacy.senders import pseudonym_of
from rasa_project.server import in_process_endpoints, load_agent

CHANNEL: Final = "shell"
_numbers = itertools.count()


def load_served_agent(root: Path, model: Path) -> TurnAgent:
    """The bot that ``make run`` serves, without a server, with the settings of the environment.

    Raises:
        ModelRefusedError: the model file can't be used.
        SettingsError: a setting can't be used.
    """
    return load_agent(model, in_process_endpoints(root / "endpoints.yml"))


def keep_apart(folder: Path) -> None:
    """Let this process keep conversations in ``folder``, whatever the environment says.

    A talk in the terminal never stands among those of parents, and a running server is not disturbed. Deletion reads
    the same setting, so that it finds them there.
    """
    os.environ["DATABASE_URL"] = f"sqlite:///{folder.resolve()}/conversations.db"
    for name in ("REDIS_URL", "WORKERS"):
        os.environ.pop(name, None)


def close(agent: TurnAgent) -> None:
    """Close the conversations of ``agent``."""
    if isinstance(agent.tracker_store, ConversationStore):
        agent.tracker_store.close()


@dataclass
class Parent:
    """Somebody who writes to the served bot, without a server between.

    Attributes:
        agent: the bot.
        sender: the id within the channel; a new one by default.
        is_emergency: whether the last reply says to call 103 now.
    """

    agent: TurnAgent
    sender: str = field(default_factory=lambda: f"parent-{next(_numbers)}")
    is_emergency: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        """Stand before the gateway, as a channel does."""
        self._gateway: Gateway = gateway_for(self.agent.handle_message)

    @property
    def conversation(self) -> str:
        """The pseudonym under which the conversation is stored."""
        return pseudonym_of(CHANNEL, self.sender)

    async def says(self, text: str) -> list[dict[str, Any]]:
        """Send a typed text or a button's payload; the answers as a channel gets them."""
        output = WholeAnswers()
        await self._gateway(UserMessage(text, output, self.sender, input_channel=CHANNEL))
        self.is_emergency = output.is_emergency
        return output.messages


async def talk(root: Path, model: Path) -> None:
    """Read lines from standard input and print the answers until the input ends; nothing of it is kept."""
    structlog.configure(logger_factory=structlog.ReturnLoggerFactory())  # no lines of the log between the answers
    with tempfile.TemporaryDirectory() as folder:
        keep_apart(Path(folder))
        agent = load_served_agent(root, model)
        try:
            await _converse(Parent(agent))
        finally:
            close(agent)


async def _converse(parent: Parent) -> None:
    buttons: list[dict[str, str]] = []
    print("Сұрағыңызды жазыңыз. Шығу үшін: Ctrl+D")
    while True:
        try:
            said = input("> ").strip()
        except (EOFError, KeyboardInterrupt):
            print()
            return
        if not said:
            continue
        if said.isdecimal() and 0 < int(said) <= len(buttons):
            said = buttons[int(said) - 1]["payload"]
        answers = await parent.says(said)
        buttons = [button for answer in answers for button in answer.get("buttons", [])]
        for answer in answers:
            print(answer.get("text", ""))
        for number, button in enumerate(buttons, 1):
            print(f"  [{number}] {button['title']}")
