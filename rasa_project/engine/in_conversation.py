"""Rasa component: the entities of a message in the light of the conversation."""

from __future__ import annotations

import time
from datetime import date
from typing import Any, Final

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ENTITIES, ENTITY_ATTRIBUTE_TYPE, ENTITY_ATTRIBUTE_VALUE
from rasa.shared.nlu.training_data.message import Message

from rasa_project.advice.ages import Birth
from rasa_project.advice.calendar import Child
from rasa_project.advice.freshness import PERSON_FACTS
from rasa_project.engine.tokenizer import analysis_of
from rasa_project.kazakh.analysis import default_analyzer
from rasa_project.understanding.answers import CHILD_QUESTIONS, read_answer
from rasa_project.understanding.circumstances import names_another_person

#: Entity and slot: when each fact of the person was told, in seconds since 1970, by its name.
TOLD_AT: Final = "told_at"


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR], is_trainable=False)
class InConversation(GraphComponent):
    """Drops what the open question takes for something else, and notes when facts of a person are told.

    A message that turns to another person takes the times away: facts of the first are then asked about before use.

    After the list of danger signs «екеуі де бар» means two signs, not two doses. The time is an entity, so that Rasa
    fills the slot in every turn, whatever answers it.
    """

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> InConversation:
        """Make the component; nothing is stored for it."""
        return cls()

    def process(self, messages: list[Message], tracker: DialogueStateTracker) -> list[Message]:
        """Go over the entities of each message."""
        for message in messages:
            entities = message.get(ENTITIES) or []
            if _points_at_what_was_asked(message, tracker):
                entities = [one for one in entities if one[ENTITY_ATTRIBUTE_TYPE] not in PERSON_FACTS]
            told = [one[ENTITY_ATTRIBUTE_TYPE] for one in entities if one[ENTITY_ATTRIBUTE_TYPE] in PERSON_FACTS]
            noted = _slot(tracker, TOLD_AT) or {}
            times = {**({} if _is_of_another(message, tracker) else noted), **dict.fromkeys(told, time.time())}
            if times != noted:
                entities = [*entities, {ENTITY_ATTRIBUTE_TYPE: TOLD_AT, ENTITY_ATTRIBUTE_VALUE: times}]
            message.set(ENTITIES, entities, add_to_output=True)
        return messages


def _points_at_what_was_asked(message: Message, tracker: DialogueStateTracker) -> bool:
    requested = _slot(tracker, "requested_slot")
    if not requested or requested in CHILD_QUESTIONS or not tracker.active_loop:
        return False
    return read_answer(analysis_of(message, default_analyzer()).tokens).is_of_a_list


def _is_of_another(message: Message, tracker: DialogueStateTracker) -> bool:
    """Whether the message turns to another person; what was told before then has no time any more."""
    born = Birth.parse(_slot(tracker, "birth_date"))
    months = _slot(tracker, "child_age_months")
    age = Child(None if months is None else int(months), None, born).age_on(date.today())
    words = analysis_of(message, default_analyzer()).words
    entities = {one[ENTITY_ATTRIBUTE_TYPE] for one in message.get(ENTITIES) or []}
    return names_another_person(words, entities, age, _slot(tracker, "requested_slot"))


def _slot(tracker: DialogueStateTracker, name: str) -> Any:
    return tracker.slots[name].value if name in tracker.slots else None
