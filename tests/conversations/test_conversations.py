"""Whole conversations with the real bot: every file beside this one is played.

A file is a list of conversations: ``name`` and ``turns``. A turn ``says`` a message or ``taps`` a button;
then ``has`` (each entry must stand in the reply; "|" separates alternatives), ``hasnt``, ``first`` (must
stand in the first line), ``buttons`` (titles, in order), what the bot ``knows`` of the
person of the talk, ``slots`` and ``language`` of the reply are checked.
In ``says`` ``{dmy-3}`` is the day three days ago.
"""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from rasa_project import clock
from rasa_project.kazakh.languages import guess_language
from rasa_project.yaml_files import read_yaml
from tests.conftest import Person

FILES = sorted(Path(__file__).parent.glob("*.yml"))
CONVERSATIONS = [
    pytest.param(one, id=f"{path.stem}: {one['name']}")
    for path in FILES
    for one in read_yaml(path.read_text(encoding="utf-8"))
]


def _with_days(text: str) -> str:
    """``{dmy-3}`` as the day three days ago, ``25.11.2026``."""
    today = clock.today()
    return re.sub(r"\{dmy-(\d+)\}", lambda m: (today - timedelta(days=int(m[1]))).strftime("%d.%m.%Y"), text)


@pytest.mark.slow
@pytest.mark.parametrize("conversation", CONVERSATIONS)
def test_conversation(conversation: dict[str, Any], person: Person) -> None:
    for number, turn in enumerate(conversation["turns"], 1):
        reply = person.taps(turn["taps"]) if "taps" in turn else person.says(_with_days(turn["says"]))
        where = f"turn {number}: {reply}"
        assert reply.strip(), f"turn {number}: silence"
        for entry in turn.get("has", []):
            assert any(choice.lower() in reply.lower() for choice in entry.split("|")), f"{entry!r}, {where}"
        for entry in turn.get("hasnt", []):
            assert entry.lower() not in reply.lower(), f"{entry!r}, {where}"
        if "first" in turn:
            assert turn["first"] in reply.splitlines()[0], where
        if "buttons" in turn:
            assert [button["title"] for button in person.buttons] == turn["buttons"], where
        if "language" in turn:
            assert guess_language(person.reply.replace("ККП", "")).language == turn["language"], where
        for name, value in turn.get("knows", {}).items():
            assert person.knows(name) == value, f"{name} of the person of the talk, {where}"
        for name, value in turn.get("slots", {}).items():
            assert person.slot(name) == value, f"slot {name}"
