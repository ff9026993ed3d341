"""The indexed policy decides as Rasa's own does."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rasa.core.policies.rule_policy import RULES, RulePolicy
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.resource import Resource
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    Event,
    SessionStarted,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from rasa_project.engine.policy import IndexedRulePolicy

ACTIONS = st.sampled_from(["action_listen", "utter_a", "some_form", "should_not_be_set"])
INTENTS = st.sampled_from(["ask", "tell", "should_not_be_set"])
LOOPS = st.sampled_from(["some_form", "should_not_be_set"])


def a_state(is_told: bool) -> st.SearchStrategy[dict[str, Any]]:
    """A state of a rule, or one of a conversation (``is_told``), where nothing is marked as not to be set."""

    def part(name: str, values: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, str]]:
        told = values.filter(lambda value: not is_told or value != "should_not_be_set")
        return st.fixed_dictionaries({}, optional={name: told})

    parts = {"prev_action": part("action_name", ACTIONS), "active_loop": part("name", LOOPS)}
    user = part("intent", INTENTS) | st.just({"text": "hello"})
    return st.fixed_dictionaries({}, optional={**parts, "user": user})


some_rules = st.lists(st.lists(a_state(is_told=False), min_size=1, max_size=3), max_size=12)
some_conversation = st.lists(a_state(is_told=True), max_size=5)


def policy_of(rules: list[list[dict[str, Any]]]) -> IndexedRulePolicy:
    lookup = {RULES: {json.dumps(states, sort_keys=True): f"action_{i}" for i, states in enumerate(rules)}}
    context = ExecutionContext(GraphSchema({}))
    return IndexedRulePolicy(RulePolicy.get_default_config(), None, Resource("rules"), context, lookup=lookup)


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(some_rules, some_conversation)
def test_the_same_rules_are_found(rules: list[list[dict[str, Any]]], states: list[dict[str, Any]]) -> None:
    policy = policy_of(rules)
    lookup = policy.lookup[RULES]
    assert policy._get_possible_keys(lookup, states) == RulePolicy._get_possible_keys(policy, lookup, states)


def test_rules_that_are_still_being_trained_are_tried_one_by_one() -> None:
    policy = policy_of([])
    fresh = {json.dumps([{"prev_action": {"action_name": "action_listen"}, "user": {"intent": "ask"}}]): "utter_a"}
    state = {"prev_action": {"action_name": "action_listen"}, "user": {"intent": "ask"}}
    assert policy._get_possible_keys(fresh, [state]) == set(fresh)


@pytest.fixture(scope="module")
def trained(agent: Any) -> tuple[IndexedRulePolicy, Any]:
    nodes = agent.processor.graph_runner._instantiated_nodes.values()
    return next(node._component for node in nodes if isinstance(node._component, IndexedRulePolicy)), agent.domain


@pytest.mark.slow
def test_the_trained_rules_decide_alike_with_and_without_the_index(
    trained: tuple[IndexedRulePolicy, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    policy, domain = trained
    assert policy._indices
    asked = [[*begin, said(intent)] for begin in beginnings() for intent in domain.intents]
    first = decisions(policy, domain, asked)
    answered = [[*events, ActionExecuted(action)] for events, (action, *_) in zip(asked, first, strict=True)]
    indexed = first + decisions(policy, domain, answered)
    monkeypatch.setattr(policy, "_indices", [])
    assert indexed == decisions(policy, domain, asked + answered)
    assert {action for action, *_ in indexed} == {
        "action_reply",
        "action_listen",
        "action_restart",
        "action_back",
        "action_session_start",
    }


def decisions(policy: IndexedRulePolicy, domain: Any, told: list[list[Event]]) -> list[tuple[Any, ...]]:
    """The best action of each, and all else that the policy says."""
    found = []
    for events in told:
        tracker = DialogueStateTracker.from_events("anna", events, domain.slots)
        says = policy.predict_action_probabilities(tracker, domain)
        best = domain.action_names_or_texts[says.probabilities.index(max(says.probabilities))]
        found.append((best, says.probabilities, says.events, says.hide_rule_turn, says.is_end_to_end_prediction))
    return found


def said(intent: str) -> Event:
    return UserUttered("сәлем", {"name": intent, "confidence": 1.0}, [])


def beginnings() -> list[list[Event]]:
    """Where the last message may come: the first of a session, a later one, one after an action that refused."""
    session = [ActionExecuted("action_session_start"), SessionStarted(), ActionExecuted("action_listen")]
    turn = [said("greet"), ActionExecuted("action_reply"), ActionExecuted("action_listen")]
    again = [said("report_symptoms"), ActionExecuted("action_reply"), ActionExecuted("action_listen")]
    refused = [said("greet"), ActionExecutionRejected("action_reply"), ActionExecuted("action_listen")]
    return [session, [*session, *turn], [*session, *turn, *again], [*session, *turn, *refused]]
