"""The store's tracker copies itself as Rasa's does."""

from __future__ import annotations

import copy

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from rasa_project.engine.tracker import StoredTracker
from tests.storage.helpers import OPEN, SLOTS, beginning, turn

EVERY_TYPE = Domain.from_yaml(
    """
version: "3.1"
slots:
  age: {type: any, influence_conversation: false, mappings: [{type: custom}]}
  place: {type: text, initial_value: nowhere, mappings: [{type: custom}]}
  signs: {type: list, mappings: [{type: custom}]}
  warm: {type: float, min_value: 30, max_value: 45, initial_value: 36.6, mappings: [{type: custom}]}
  ill: {type: bool, mappings: [{type: custom}]}
  language: {type: categorical, values: [kk, ru], mappings: [{type: custom}]}
forms:
  some_form: {required_slots: []}
"""
)
EVENTS = [*beginning(), *turn("a", *SLOTS, SlotSet("warm", 39.0), SlotSet("ill", True)), *turn("b", OPEN)]


def trackers() -> tuple[StoredTracker, DialogueStateTracker]:
    own = StoredTracker("anna", EVERY_TYPE.slots)
    rasas = DialogueStateTracker("anna", EVERY_TYPE.slots)
    for event in EVENTS:
        own.update(copy.copy(event))
        rasas.update(copy.copy(event))
    return own, rasas


def slots_of(tracker: DialogueStateTracker) -> dict[str, dict[str, object]]:
    return {
        name: {"type": type(slot), **vars(slot), "feature": slot.as_feature()} for name, slot in tracker.slots.items()
    }


def test_slots_are_rasas() -> None:
    own, rasas = trackers()
    assert slots_of(own) == slots_of(rasas)
    assert slots_of(own.init_copy()) == slots_of(rasas.init_copy())
    assert slots_of(own.copy()) == slots_of(rasas.copy())
    assert slots_of(StoredTracker("anna", EVERY_TYPE.slots)) == slots_of(DialogueStateTracker("anna", EVERY_TYPE.slots))


def test_states_are_rasas() -> None:
    own, rasas = trackers()
    assert own.past_states(EVERY_TYPE) == rasas.past_states(EVERY_TYPE)
    assert own.copy() == rasas.copy()


def test_a_copy_has_slots_of_its_own() -> None:
    own, _ = trackers()
    copied = own.init_copy()
    copied.update(SlotSet("place", "Қазалы"))
    own.update(SlotSet("place", "Арал"))
    assert [copied.get_slot("place"), own.get_slot("place")] == ["Қазалы", "Арал"]
    assert all(slot.value == slot.initial_value for slot in EVERY_TYPE.slots)


def test_without_slots_any_name_is_one() -> None:
    assert (
        StoredTracker("anna", None).slots["whatever"].name == DialogueStateTracker("anna", None).slots["whatever"].name
    )
