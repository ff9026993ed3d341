"""Rasa component: what a message means as the next one of the talk that goes on (understanding/followups.py)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, Optional

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from kazakh.analysis import default_analyzer
from rasa_project.dialogue.contexts import contexts_of, contexts_opened
from rasa_project.dialogue.conversation import CONVERSATION_SLOT
from rasa_project.dialogue.conversation_json import from_json
from rasa_project.engine.intent_classifier import ASKED_KEY
from rasa_project.engine.learning import (
    features_of,
    features_of_words,
    learnt_features,
)
from rasa_project.engine.reading_component import ReadingComponent
from rasa_project.engine.tokenizer import analysis_of
from rasa_project.understanding.followups import (
    DATA,
    FILES,
    NONE,
    FollowUpReader,
    Guess,
    examples_of,
    followups,
    strangers_of,
)

#: Where the guesses stand in the parse data: a list of ``{"context", "name", "confidence", "is_near"}``.
FOLLOWUPS_KEY: Final = "followups"


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=True)
class FollowUpClassifier(ReadingComponent[FollowUpReader]):
    """Reads a message with the models of the contexts that the conversation is in; its guesses go to the parse data."""

    READER = FollowUpReader

    @classmethod
    def learns_from(cls) -> Sequence[Path]:
        """Its lines beside the examples that Rasa knows of."""
        return [*DATA.glob(FILES)]

    def train(self, training_data: TrainingData) -> Resource:
        """Fit a model for each context and store it."""
        from rasa_project.understanding.training import TrainingSettings, train, with_variants  # only to train

        settings = TrainingSettings(penalty=self._config["penalty"], variant_share=0.5)
        others = [(m.get(TEXT), m.get(INTENT)) for m in training_data.intent_examples if m.get(TEXT)]
        learnt = learnt_features(self._config["concepts"])
        models = {}
        for context in followups():
            texts, labels = with_variants(*examples_of(context), settings.variant_share, settings.seed)
            strange = strangers_of(context, others, settings.seed)
            blocks = learnt.all_of([*texts, *strange])
            models[context] = train(blocks, [*labels, *([NONE] * len(strange))], settings)
        return self._store(FollowUpReader(models))

    # Optional, written out: Rasa's check of the graph does not know "|" (docs/decisions/0098).
    def process(self, messages: list[Message], tracker: Optional[DialogueStateTracker] = None) -> list[Message]:  # noqa: UP045
        """Add the guesses to each message; without a tracker there is no context but the talk's."""
        slot = tracker.slots.get(CONVERSATION_SLOT) if tracker is not None else None
        conversation = from_json(slot.value if slot is not None else None)
        for message in messages:
            words = analysis_of(message, default_analyzer()).words
            intent = str((message.get(INTENT) or {}).get(INTENT_NAME_KEY))
            near, opened = contexts_of(conversation), contexts_opened(intent, conversation, words)
            blocks = features_of(message, self._concepts)
            guesses = [] if self._reader is None else self._reader.read([*near, *opened], blocks)
            message.set(FOLLOWUPS_KEY, [_shown(one, one.context in near) for one in guesses], add_to_output=True)
            questions = message.get(ASKED_KEY) or []
            each = [contexts_opened(str(one[INTENT_NAME_KEY]), conversation, one["words"]) for one in questions]
            of_all = [context for opened in each for context in opened]
            asked = [self._read_asked(message, one, near, [*opened, *of_all]) for one, opened in zip(questions, each)]
            message.set(ASKED_KEY, asked, add_to_output=True)
        return messages

    def _read_asked(
        self, message: Message, asked: dict[str, Any], near: Sequence[str], opened: Sequence[str]
    ) -> dict[str, Any]:
        """One question of several, with its follow-ups: also those of the contexts that the others open."""
        blocks = features_of_words(message, asked["words"], self._concepts)
        guesses = [] if self._reader is None else self._reader.read(list(dict.fromkeys([*near, *opened])), blocks)
        return {**asked, FOLLOWUPS_KEY: [_shown(one, one.context in near) for one in guesses]}


def _shown(guess: Guess, is_near: bool) -> dict[str, Any]:
    """A guess as plain data; ``is_near`` where the talk is in its context, not where the message opens it."""
    sure = round(guess.confidence, 4)
    return {"context": guess.context, "name": guess.name, "confidence": sure, "is_near": is_near}
