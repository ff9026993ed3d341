"""Rasa's rule policy, which finds the same rules without trying each of them.

Rasa tries every rule on every state of the conversation, twice for a message (by its text, then by its intent), and
formats and copies the states for a debug line that nobody reads. The decision is Rasa's own: only rules that could not
match are left out before, and tests/engine/test_policy.py compares the two on every rule.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from rasa.core.featurizers.tracker_featurizers import TrackerFeaturizer
from rasa.core.policies.rule_policy import RULES, RULES_FOR_LOOP_UNHAPPY_PATH, RulePolicy
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.constants import ACTION_LISTEN_NAME, PREVIOUS_ACTION, SHOULD_NOT_BE_SET, USER
from rasa.shared.core.domain import Domain, State
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ACTION_NAME, INTENT

#: Rasa's: ``--debug`` sets this one.
logger = logging.getLogger("rasa.core.policies.rule_policy")

#: Last action and intent of a state; ``None`` where there is none, or where a rule does not ask for a certain one.
Place = tuple[str | None, str | None]


class RuleIndex:
    """Rules by what they ask of the newest state of a conversation."""

    def __init__(self, rules: Mapping[str, list[State]]) -> None:
        """Take the rules' states by their keys, the oldest state first."""
        self._by_place: dict[Place, list[str]] = defaultdict(list)
        for key, states in rules.items():
            self._by_place[_asked_place(states[-1] if states else {})].append(key)

    def candidates(self, newest: State) -> list[str]:
        """Keys of the rules whose newest state asks for no other action and no other intent."""
        action, intent = _value(newest, PREVIOUS_ACTION, ACTION_NAME), _value(newest, USER, INTENT)
        places = dict.fromkeys(((action, intent), (action, None), (None, intent), (None, None)))
        return [key for place in places for key in self._by_place.get(place, ())]


def _asked_place(state: State) -> Place:
    if not state.get(PREVIOUS_ACTION):
        return None, None  # a beginning: Rasa compares nothing else there
    return _asked(state, PREVIOUS_ACTION, ACTION_NAME), _asked(state, USER, INTENT)


def _asked(state: State, part: str, name: str) -> str | None:
    value = _value(state, part, name)
    return None if value == SHOULD_NOT_BE_SET else value


def _value(state: Mapping[str, Any], part: str, name: str) -> str | None:
    value = (state.get(part) or {}).get(name)
    return str(value) if value else None


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class IndexedRulePolicy(RulePolicy):
    """``RulePolicy`` for many rules: the same decisions in a fraction of the time; the same settings."""

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        featurizer: TrackerFeaturizer | None = None,
        lookup: dict[str, Any] | None = None,
    ) -> None:
        """As Rasa calls it; rules that were loaded get an index, rules that are being trained do not."""
        super().__init__(config, model_storage, resource, execution_context, featurizer, lookup)
        self._indices: list[tuple[dict[str, str], RuleIndex]] = []
        for rules in (lookup or {}).values():
            if isinstance(rules, dict):
                self._indices.append((rules, RuleIndex({key: self._rule_key_to_state(key) for key in rules})))

    def _get_possible_keys(self, lookup: dict[str, str], states: list[State]) -> set[str]:
        index = self._index_of(lookup)
        if index is None or not states:
            return set(super()._get_possible_keys(lookup, states))
        return set(super()._get_possible_keys(dict.fromkeys(index.candidates(states[-1]), ""), states))

    def _find_action_from_rules(
        self, tracker: DialogueStateTracker, domain: Domain, use_text_for_last_user_input: bool
    ) -> tuple[str | None, str | None, bool]:
        if use_text_for_last_user_input and not self._may_match_text():
            return None, None, False
        found: tuple[str | None, str | None, bool] = super()._find_action_from_rules(
            tracker, domain, use_text_for_last_user_input
        )
        return found

    def _may_match_text(self) -> bool:
        """Whether any rule could follow a message for its text: one that asks for no certain intent."""
        heard: State = {PREVIOUS_ACTION: {ACTION_NAME: ACTION_LISTEN_NAME}}
        indices = [self._index_of(self.lookup[name]) for name in (RULES, RULES_FOR_LOOP_UNHAPPY_PATH)]
        return any(index is None or index.candidates(heard) for index in indices)

    def _index_of(self, lookup: dict[str, str]) -> RuleIndex | None:
        return next((index for rules, index in self._indices if rules is lookup), None)

    @staticmethod
    def format_tracker_states(states: Iterable[dict[str, Any]]) -> str:
        """States in words for the debug log, where it is read."""
        return str(RulePolicy.format_tracker_states(list(states))) if logger.isEnabledFor(logging.DEBUG) else ""
