"""A conversation in the terminal: type, read, choose a button by its number."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.core.agent import Agent

from rasa_project.server import in_process_endpoints


def load_agent(root: Path, model: Path) -> Agent:
    """The bot without a server, actions inside."""
    endpoints = in_process_endpoints(root / "endpoints.yml")
    return Agent.load(str(model), generator=endpoints.nlg, action_endpoint=endpoints.action)


async def talk(root: Path, model: Path) -> None:
    """Read lines from standard input and print the answers until the input ends."""
    agent = load_agent(root, model)
    buttons: list[dict[str, str]] = []
    print("Сұрағыңызды жазыңыз. Шығу үшін: Ctrl+D")
    while True:
        try:
            said = input("> ").strip()
        except (EOFError, KeyboardInterrupt):
            print()
            return
        if said.isdigit() and 0 < int(said) <= len(buttons):
            said = buttons[int(said) - 1]["payload"]
        answers: list[dict[str, Any]] = await agent.handle_text(said, sender_id="shell") or []
        buttons = [button for answer in answers for button in answer.get("buttons", [])]
        for answer in answers:
            print(answer.get("text", ""))
        for number, button in enumerate(buttons, 1):
            print(f"  [{number}] {button['title']}")
