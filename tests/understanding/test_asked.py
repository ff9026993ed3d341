"""Which amount the bot has just asked for."""

from __future__ import annotations

from typing import Any

import pytest

from rasa_project.understanding.asked import asked_by
from rasa_project.understanding.open_question import Asked


def bot(asks: str | None = None) -> dict[str, Any]:
    return {"event": "bot", "metadata": {"utter_action": "utter_x", "metadata": {"asks": asks} if asks else {}}}


USER: dict[str, Any] = {"event": "user"}
OTHER: dict[str, Any] = {"event": "slot", "name": "doses", "value": 1}


@pytest.mark.parametrize(
    ("question", "newest_first", "asked"),
    [
        (None, [], None),
        (None, [bot(), USER], None),
        (None, [OTHER, bot("doses"), USER], Asked.DOSES),
        (None, [bot(), bot("age"), USER], Asked.AGE),
        (None, [bot(), USER, bot("doses")], None),  # asked a turn ago, answered since
        (None, [{"event": "bot"}, {"event": "bot", "metadata": {}}], None),
        (None, [bot("nonsense")], None),
        ("age", [bot("doses")], Asked.AGE),
        ("doses", [], Asked.DOSES),
        ("when", [], Asked.CONTACT),
        ("fever_days", [], Asked.FEVER),
        ("danger", [bot("doses")], None),
        ("contact_age", [], Asked.AGE),
        ("own_age", [], Asked.AGE),
        ("own_doses", [], Asked.DOSES),
        ("own_fever_days", [], Asked.FEVER),
        ("when_again", [], Asked.CONTACT),
        ("when_doctor", [], Asked.CONTACT),
    ],
)
def test_asked_by(question: str | None, newest_first: list[dict[str, Any]], asked: Asked | None) -> None:
    assert asked_by(question, newest_first) is asked
