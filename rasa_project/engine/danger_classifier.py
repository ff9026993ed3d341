"""Rasa component: danger in any words, beside the rules (understanding/danger_model.py)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Final

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from kazakh.analysis import Analysis, default_analyzer
from rasa_project import clock
from rasa_project.engine.entity_extractor import FOUND, found_in
from rasa_project.engine.learning import features_of, learnt_features
from rasa_project.engine.reading_component import ReadingComponent
from rasa_project.engine.tokenizer import analysis_of
from rasa_project.understanding.danger_by_person import OF_A_STRETCH, DangerHeard, with_each_person
from rasa_project.understanding.danger_doubt import is_borne_out
from rasa_project.understanding.danger_model import DATA as LINES_FILE
from rasa_project.understanding.danger_model import DangerGuess, DangerReader, DangerThresholds, combined, danger_lines
from rasa_project.understanding.extraction import Findings, default_finder
from rasa_project.understanding.features import features_of as read_features
from rasa_project.understanding.followups import DATA, FILES
from rasa_project.understanding.newborns import NEWBORN_MONTHS, is_newborn
from rasa_project.understanding.people_words import is_baby

#: Where it stands in the parse data: ``{"level", "sign", "now", "maybe"}``.
DANGER_KEY: Final = "danger"
_AGE: Final = "child_age_months"


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=True)
class DangerClassifier(ReadingComponent[DangerReader]):
    """Sets the danger of a message, in what was found in it for the components after this one and in the parse data."""

    READER = DangerReader
    FOLDER = "models"

    def __init__(self, config: dict[str, Any], *given: Any) -> None:
        """Use :meth:`create` or :meth:`load`; Rasa does."""
        super().__init__(config, *given)
        self._at = DangerThresholds(**{name: config[name] for name in DangerThresholds.__dataclass_fields__})

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Options in config.yml, with the values they have when left out."""
        at = DangerThresholds()
        thresholds = {name: getattr(at, name) for name in DangerThresholds.__dataclass_fields__}
        return {**ReadingComponent.get_default_config(), **thresholds}

    @classmethod
    def learns_from(cls) -> Sequence[Path]:
        """Its lines beside the examples that Rasa knows of."""
        return [LINES_FILE, *DATA.glob(FILES)]

    def train(self, training_data: TrainingData) -> Resource:
        """Fit the models and store them."""
        from rasa_project.understanding.danger_training import train_danger  # only to train

        examples = [(one.get(TEXT), one.get(INTENT)) for one in training_data.intent_examples if one.get(TEXT)]
        learnt = learnt_features(self._config["concepts"])
        return self._store(train_danger(danger_lines(), examples, learnt.all_of, self._config["penalty"]))

    def process(self, messages: list[Message]) -> list[Message]:
        """Put the danger of rules and model into each message."""
        for message in messages:
            found = found_in(message, default_analyzer(), default_finder())
            if self._reader is None or not message.get(TEXT):
                continue
            analysis = analysis_of(message, default_analyzer())
            whole = _heard(analysis, found, self._reader.read(features_of(message, self._concepts)), self._at)
            of_part = partial(self._heard_of_part, self._reader)
            heard = with_each_person(whole, analysis, default_finder(), clock.today(), of_part)
            message.set(FOUND, replace(found, danger=heard.level))
            message.set(DANGER_KEY, _shown(heard), add_to_output=True)
        return messages

    def _heard_of_part(self, reader: DangerReader, analysis: Analysis) -> DangerHeard:
        """What is heard of a stretch of a message, read by itself."""
        found = default_finder().read(analysis, clock.today())
        guess = reader.read(read_features(analysis, analysis.words, self._concepts, found.entities))
        return _heard(analysis, found, guess, OF_A_STRETCH)


def _heard(analysis: Analysis, found: Findings, guess: DangerGuess, at: DangerThresholds) -> DangerHeard:
    """What rules and model say together, where the words bear out what only the model supposes."""
    level = combined(found.danger, guess, at, is_newborn=_is_newborn(found, analysis))
    if level is found.danger or is_borne_out(guess, analysis, found, default_finder(), clock.today()):
        return DangerHeard(level, guess)
    return DangerHeard(found.danger, guess)


def _shown(heard: DangerHeard) -> dict[str, Any]:
    guess = heard.guess
    return {
        "level": heard.level.value,
        "sign": guess.sign,
        "now": round(guess.now, 4),
        "maybe": round(guess.maybe, 4),
    }


def _is_newborn(found: Findings, analysis: Analysis) -> bool | None:
    """Whether somebody under three months may be meant: by the age that is told, open where a baby is named without."""
    ages = [int(one.value) for one in found.entities if one.name == _AGE]
    if ages:
        return min(ages) < NEWBORN_MONTHS
    words = analysis.words
    if is_newborn(words, None, None, clock.today()):
        return True
    return None if any(map(is_baby, words)) else False
