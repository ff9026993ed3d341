"""What the classifiers see of a text: read once in a training, and once of a message."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

from rasa.shared.nlu.training_data.message import Message

from kazakh.analysis import default_analyzer
from rasa_project.engine.entity_extractor import found_in
from rasa_project.engine.tokenizer import analysis_of
from rasa_project.understanding.concepts import ConceptMatcher, concepts_from, read_concepts
from rasa_project.understanding.counted_features import CountedFeatures
from rasa_project.understanding.extraction import default_finder
from rasa_project.understanding.features import features
from rasa_project.understanding.features import features_of as read_features

_CONCEPTS_FILE: Final = "concepts.json"

Blocks = dict[str, list[str]]


class LearntFeatures:
    """Features of texts to learn from. Components that know the same concepts share one."""

    def __init__(self, concepts: ConceptMatcher) -> None:
        """Nothing read yet."""
        self._concepts = concepts
        self._read: dict[str, Blocks] = {}

    def of(self, text: str) -> Blocks:
        """The features of a text by block."""
        found = self._read.get(text)
        if found is None:
            analysis = default_analyzer().analyse(text)
            entities = default_finder().read(analysis).entities
            found = self._read[text] = features(analysis.words, self._concepts, entities)
        return found

    def forget(self) -> None:
        """Let everything go, at the end of a training."""
        self._read.clear()


@lru_cache(maxsize=1)
def learnt_features(concepts_file: str) -> LearntFeatures:
    """The features that all components of one training share; the last one of the pipeline forgets them."""
    return LearntFeatures(read_concepts(Path(concepts_file)))


def store_concepts(folder: Path, concepts: ConceptMatcher) -> None:
    """Write the concepts that a component was trained with beside its model."""
    spec = json.dumps(concepts.to_json(), ensure_ascii=False)
    (folder / _CONCEPTS_FILE).write_text(spec, encoding="utf-8")


def stored_concepts(folder: Path) -> ConceptMatcher:
    """Read what :func:`store_concepts` wrote; components with the same concepts share one matcher."""
    return concepts_from((folder / _CONCEPTS_FILE).read_text(encoding="utf-8"))


def features_of(message: Message, concepts: ConceptMatcher) -> CountedFeatures:
    """The features of a message; components that share their concepts share them too."""
    analyzer = default_analyzer()
    analysis = analysis_of(message, analyzer)
    entities = found_in(message, analyzer, default_finder()).entities
    return read_features(analysis, analysis.words, concepts, entities)


def features_of_words(message: Message, words: Sequence[str], concepts: ConceptMatcher) -> CountedFeatures:
    """The features of some words of a message, read once for components that share their concepts."""
    return read_features(analysis_of(message, default_analyzer()), words, concepts, ())
