"""The faster processor does what Rasa's does."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.processor import MessageProcessor
from rasa.shared.core.events import ActionExecutionRejected, Event, LoopInterrupted, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from rasa_project.engine.processor import TurnProcessor
from rasa_project.engine.remote_action import CheckedAction
from tests.storage.helpers import DOMAIN, beginning, user


def processor(kind: type[MessageProcessor]) -> Any:
    made = object.__new__(kind)
    made.domain, made.action_endpoint = DOMAIN, None
    if kind is TurnProcessor:
        made._actions = {}
    return made


NAMES = ["action_listen", "action_session_start", "utter_ask", "action_tell", "some_form", "action_two_stage_fallback"]


@pytest.mark.parametrize("name", NAMES)
def test_an_action_is_rasas_and_a_loop_is_always_new(name: str) -> None:
    own = processor(TurnProcessor)
    first, again = own._get_action(name), own._get_action(name)
    assert isinstance(first, type(processor(MessageProcessor)._get_action(name)))
    assert first.name() == name
    assert (first is again) == (name not in {"some_form", "action_two_stage_fallback"})


def test_an_unknown_action_is_an_error_each_time() -> None:
    own = processor(TurnProcessor)
    for _ in range(2):
        with pytest.raises(Exception, match="action_moon"):
            own._get_action("action_moon")


@pytest.mark.parametrize("events", [None, [], [SlotSet("age", 14.0)], [ActionExecutionRejected("some_form")]])
def test_what_an_action_did_stands_on_the_tracker_as_rasa_writes_it(events: list[Event] | None) -> None:
    written = []
    for kind in (TurnProcessor, MessageProcessor):
        acting = processor(kind)
        tracker = DialogueStateTracker.from_events("anna", [*beginning(), user("сәлем")], DOMAIN.slots)
        prediction = PolicyPrediction.for_action_name(DOMAIN, "utter_ask", "rules")
        prediction.events = [LoopInterrupted(True)]
        acting._log_action_on_tracker(tracker, acting._get_action("utter_ask"), copy.deepcopy(events), prediction)
        written.append([{**event.as_dict(), "timestamp": 0} for event in tracker.events])
    assert written[0] == written[1]


def test_a_predicted_action_is_the_kept_one(monkeypatch: pytest.MonkeyPatch) -> None:
    own = processor(TurnProcessor)
    prediction = PolicyPrediction.for_action_name(DOMAIN, "action_tell", "rules")
    monkeypatch.setattr(own, "should_predict_another_action", lambda name: True, raising=False)
    monkeypatch.setattr(own, "is_action_limit_reached", lambda *given: False, raising=False)
    monkeypatch.setattr(own, "_predict_next_with_tracker", lambda tracker: prediction, raising=False)
    tracker = DialogueStateTracker.from_events("anna", beginning(), DOMAIN.slots)
    action, given = own.predict_next_with_tracker_if_should(tracker)
    assert isinstance(action, CheckedAction)
    assert action is own._get_action("action_tell")
    assert given is prediction
