"""An action that fails says so, with 103 in front when signs of illness were told."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from rasa.utils.endpoints import ClientResponseError
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection

from rasa_project.dialogue.conversation import CONVERSATION_SLOT, Conversation, Episode, EpisodeKind, Person
from rasa_project.dialogue.conversation_json import to_json
from rasa_project.engine.action_endpoint import InProcessActions, told_of_symptoms


def run(error: Exception, **tracker: Any) -> Any:
    executor = ActionExecutor()

    async def broken(dispatcher: Any, tracker: Any, domain: Any) -> list[dict[str, Any]]:
        dispatcher.utter_message(text="half an answer")
        raise error

    executor.register_function("action_broken", broken)
    actions = InProcessActions(executor)
    call = {
        "next_action": "action_broken",
        "tracker": {"sender_id": "anna", "slots": {}, "latest_message": {}, "events": [], "active_loop": {}, **tracker},
        "domain": {},
    }
    try:
        return asyncio.run(actions.request(json=call))
    finally:
        assert actions.tally.as_dict()["actions_failed"] == (not isinstance(error, ActionExecutionRejection))


def said(language: str) -> list[dict[str, Any]]:
    return [{"event": "user", "parse_data": {"language": language}}]


def known(*people: Person, episode: EpisodeKind | None = None) -> dict[str, Any]:
    """Slots in which so much is known."""
    going_on = None if episode is None else Episode(episode)
    return {CONVERSATION_SLOT: to_json(Conversation(people=people, episode=going_on))}


@pytest.mark.parametrize(
    ("tracker", "first", "has_103"),
    [
        ({}, "Кешіріңіз", False),
        ({"events": said("ru")}, "Простите", False),
        ({"slots": known(Person(1, danger="no"))}, "Кешіріңіз", False),
        ({"slots": known(Person(1, fever="yes"))}, "Жағдай", True),
        ({"slots": known(Person(1), Person(2, rash="unknown"))}, "Жағдай", True),
        ({"slots": known(Person(1, signs=frozenset({"cough"}))), "events": said("ru")}, "Если", True),
        ({"slots": known(Person(1), episode="emergency")}, "Жағдай", True),
        ({"slots": known(Person(1), episode="contact")}, "Кешіріңіз", False),
        ({"slots": {CONVERSATION_SLOT: {"version": 1, "people": "broken"}}}, "Кешіріңіз", False),
        ({"latest_message": {"intent": {"name": "report_symptoms"}}}, "Жағдай", True),
        ({"latest_message": {"entities": [{"entity": "temperature_c", "value": 39}]}}, "Жағдай", True),
    ],
)
def test_the_parent_is_told(tracker: dict[str, Any], first: str, has_103: bool) -> None:
    answer = run(ValueError("?"), **tracker)
    (response,) = answer["responses"]
    assert response["text"].startswith(first)
    assert ("103" in response["text"].splitlines()[0]) is has_103
    assert told_of_symptoms({"slots": {}, **tracker}) is has_103
    assert answer["events"] == []


def test_the_language_of_the_talk_is_kept() -> None:
    slots = {CONVERSATION_SLOT: to_json(Conversation(language="ru"))}
    (response,) = run(ValueError("?"), slots=slots, events=said("kk"))["responses"]
    assert response["text"].startswith("Простите")


def test_what_the_parent_wrote_is_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    run(ValueError("баламның қызуы бар"))
    assert "action_broken" in caplog.text
    assert "ValueError" in caplog.text
    assert "қызуы" not in caplog.text


def test_a_rejection_is_passed_on() -> None:
    with pytest.raises(ClientResponseError) as rejection:
        run(ActionExecutionRejection("action_broken"))
    assert rejection.value.status == 400
