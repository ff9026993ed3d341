"""An action's answer is taken or refused as Rasa takes or refuses it."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import ValidationError
from rasa.core.actions.action import RemoteAction

from rasa_project.engine.remote_action import CheckedAction

TAKEN: dict[str, Any] = {
    "nothing": {},
    "another event": {"events": [{"event": "restart"}], "responses": []},
    "a text": {"events": [], "responses": [{"text": "Сәлем"}]},
    "a slot": {"events": [{"event": "slot", "name": "conversation", "value": {"people": []}}], "responses": []},
}
REFUSED: dict[str, Any] = {
    "no object": [],
    "responses of texts": {"events": [], "responses": ["Сәлем"]},
    "an event without a kind": {"events": [{"name": "conversation"}], "responses": []},
    "a slot without a name": {"events": [{"event": "slot", "value": 1}], "responses": []},
    "events in an object": {"events": {"event": "slot"}, "responses": []},
}


@pytest.mark.parametrize("name", TAKEN)
def test_taken_by_both(name: str) -> None:
    assert RemoteAction("action_reply", None)._validate_action_result(TAKEN[name])
    assert CheckedAction("action_reply", None)._validate_action_result(TAKEN[name]) is True


@pytest.mark.parametrize("name", REFUSED)
def test_refused_by_both_with_rasas_text(name: str) -> None:
    said = []
    for action in (RemoteAction("action_reply", None), CheckedAction("action_reply", None)):
        with pytest.raises(ValidationError) as refused:
            action._validate_action_result(REFUSED[name])
        said.append(refused.value.message)
    assert said[0] == said[1]


def test_a_usual_answer_is_held_against_no_schema(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RemoteAction, "action_response_format_spec", staticmethod(pytest.fail))
    assert CheckedAction("action_reply", None)._validate_action_result(TAKEN["a slot"])
