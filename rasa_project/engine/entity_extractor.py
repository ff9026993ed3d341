"""Rasa component: ages, birth dates, doses, places, symptoms and temperatures in a message."""

from __future__ import annotations

from typing import Any, Optional

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import (
    ENTITIES,
    ENTITY_ATTRIBUTE_END,
    ENTITY_ATTRIBUTE_START,
    ENTITY_ATTRIBUTE_TYPE,
    ENTITY_ATTRIBUTE_VALUE,
)
from rasa.shared.nlu.training_data.message import Message

from kazakh.analysis import Analyzer, default_analyzer
from rasa_project.dialogue.conversation import CONVERSATION_SLOT
from rasa_project.dialogue.conversation_json import from_json
from rasa_project.dialogue.open_questions import asked_for
from rasa_project.engine.tokenizer import analysis_of
from rasa_project.understanding.extraction import EntityFinder, Findings, default_finder
from rasa_project.understanding.open_question import Asked

#: Where the findings stand in a message for the components after this one.
FOUND = "kazakh_findings"


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR], is_trainable=False)
class KazakhEntityExtractor(GraphComponent, EntityExtractorMixin):
    """Adds the entities of the domain, with values in the forms that the domain fixes."""

    def __init__(self, analyzer: Analyzer) -> None:
        """Use :meth:`create`; Rasa does."""
        self._analyzer = analyzer

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> KazakhEntityExtractor:
        """Make the component; it reads the knowledge files, nothing is stored."""
        return cls(default_analyzer())

    # Optional, written out: Rasa's check of the graph does not know "|" (docs/decisions/0098).
    def process(self, messages: list[Message], tracker: Optional[DialogueStateTracker] = None) -> list[Message]:  # noqa: UP045
        """Add what was found to the entities that a message has already.

        Rasa hands over the tracker; it tells which amount was asked for. Without one nothing was.
        """
        asked = None if tracker is None else _asked_in(tracker)
        for message in messages:
            found = found_in(message, self._analyzer, default_finder(), asked)
            entities = [
                {
                    ENTITY_ATTRIBUTE_TYPE: entity.name,
                    ENTITY_ATTRIBUTE_VALUE: entity.value,
                    ENTITY_ATTRIBUTE_START: entity.start,
                    ENTITY_ATTRIBUTE_END: entity.end,
                    "extractor": self.__class__.__name__,
                }
                for entity in found.entities
            ]
            message.set(ENTITIES, message.get(ENTITIES, []) + entities, add_to_output=True)
        return messages


def _asked_in(tracker: DialogueStateTracker) -> Asked | None:
    slot = tracker.slots.get(CONVERSATION_SLOT)
    return asked_for(from_json(slot.value)) if slot is not None else None


def found_in(message: Message, analyzer: Analyzer, finder: EntityFinder, asked: Asked | None = None) -> Findings:
    """What was read out of the message before, or now where nothing was read yet."""
    found: Findings | None = message.get(FOUND)
    if found is None:
        found = finder.read(analysis_of(message, analyzer), asked=asked)
        message.set(FOUND, found)
    return found
