"""Rasa component: a message that is the title of a button does what the button does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.core.training_data.story_reader.yaml_story_reader import YAMLStoryReader
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from kazakh.analysis import default_analyzer
from rasa_project.advice.knowledge import knowledge
from rasa_project.dialogue.conversation import CONVERSATION_SLOT
from rasa_project.dialogue.conversation_json import from_json
from rasa_project.dialogue.fixed_answers import buttons_of_answers
from rasa_project.edition import of_edition
from rasa_project.engine.entity_extractor import found_in
from rasa_project.understanding.button_titles import (
    TYPED_BUTTON_KEY,
    Titles,
    lasting_titles,
    shown_as,
    title_key,
    titles_of,
)
from rasa_project.understanding.extraction import Danger, default_finder
from rasa_project.understanding.ranking import EMERGENCY


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=False)
class TypedButtons(GraphComponent):
    """Gives a typed title the intent and the entities of its button's payload; the text stays as typed.

    Titles of the bot's last turn come first; titles of topics hold at any time, but not for a value that a form's
    question waits for. A message that tells of danger keeps its own intent.
    """

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> TypedButtons:
        """Make the component; titles are read now, so that the first message does not wait for it."""
        _lasting_titles()
        return cls()

    def process(self, messages: list[Message], tracker: DialogueStateTracker) -> list[Message]:
        """Read typed titles; all other messages stay as they are."""
        for message in messages:
            payload = _payload_of(message, tracker)
            if payload is not None and not _tells_of_danger(message):
                _read_as(message, payload)
        return messages


def _payload_of(message: Message, tracker: DialogueStateTracker) -> str | None:
    key = title_key(message.get(TEXT) or "")
    shown = [button for event in _last_turn(tracker) for button in event.data.get("buttons") or ()]
    title = shown_as(message.get(TEXT) or "", [str(button.get("title") or "") for button in shown])
    if title is not None:
        return titles_of(shown).get(title_key(title))
    if _is_asked(tracker) and message.get(ENTITIES):
        return None
    return _lasting_titles().get(key)


def _is_asked(tracker: DialogueStateTracker) -> bool:
    slot = tracker.slots.get(CONVERSATION_SLOT)
    return slot is not None and from_json(slot.value).question is not None


def _last_turn(tracker: DialogueStateTracker) -> Iterator[BotUttered]:
    """What the bot said since the parent's last message."""
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            return
        if isinstance(event, BotUttered):
            yield event


@of_edition
def _lasting_titles() -> Titles:
    return lasting_titles([*buttons_of_answers(), *_topics()])


def _topics() -> Iterator[Mapping[str, Any]]:
    """Topics that are offered where nothing was understood."""
    for name, topic in knowledge().topics.items():
        yield from ({"title": title, "payload": f"/{name}"} for title in (topic.kk, topic.ru))


def _tells_of_danger(message: Message) -> bool:
    intent = (message.get(INTENT) or {}).get(INTENT_NAME_KEY)
    return intent == EMERGENCY or found_in(message, default_analyzer(), default_finder()).danger is Danger.NOW


def _read_as(message: Message, payload: str) -> None:
    """Take over what Rasa reads out of ``payload``."""
    tapped = YAMLStoryReader.unpack_regex_message(Message({TEXT: payload}), entity_extractor_name=TypedButtons.__name__)
    for key in (INTENT, INTENT_RANKING_KEY, ENTITIES):
        message.set(key, tapped.get(key), add_to_output=True)
    message.set(TYPED_BUTTON_KEY, payload, add_to_output=True)
