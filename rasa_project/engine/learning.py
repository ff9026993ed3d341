"""What the classifiers see of a text: read once in a training, and once of a message.

And what a training rests on beside the examples that Rasa hands over: by that Rasa's cache knows whether to fit anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from rasa.shared.nlu.training_data.message import Message

import kazakh
from kazakh.analysis import default_analyzer
from rasa_project import understanding
from rasa_project.advice.knowledge import knowledge
from rasa_project.engine.entity_extractor import found_in
from rasa_project.engine.tokenizer import analysis_of
from rasa_project.understanding.concepts import ConceptMatcher, concepts_from, read_concepts
from rasa_project.understanding.counted_features import CountedFeatures, PackedFeatures
from rasa_project.understanding.extraction import default_finder
from rasa_project.understanding.features import features
from rasa_project.understanding.features import features_of as read_features

_CONCEPTS_FILE: Final = "concepts.json"
#: The code that reads a text and fits a model.
_CODE: Final = (Path(kazakh.__file__).parent, Path(understanding.__file__).parent)


class LearntFeatures:
    """Features of texts to learn from. Components that know the same concepts share one."""

    def __init__(self, concepts: ConceptMatcher) -> None:
        """Nothing read yet."""
        self._concepts = concepts
        self._read: dict[str, PackedFeatures] = {}

    def of(self, text: str) -> PackedFeatures:
        """The features of a text by block."""
        found = self._read.get(text)
        if found is None:
            analysis = default_analyzer().analyse(text)
            entities = default_finder().read(analysis).entities
            found = self._read[text] = PackedFeatures(features(analysis.words, self._concepts, entities))
        return found

    def forget(self) -> None:
        """Let everything go, at the end of a training."""
        self._read.clear()


@lru_cache(maxsize=1)
def learnt_features(concepts_file: str) -> LearntFeatures:
    """The features that all components of one training share; the last one of the pipeline forgets them."""
    return LearntFeatures(read_concepts(Path(concepts_file)))


def fingerprint_of(config: Mapping[str, Any], files: Iterable[Path] = ()) -> str:
    """A short text that is another one when a training would come to something else (``fingerprint_addon`` of Rasa's).

    Rasa itself looks at a component's class, its options and the examples only.

    Args:
        config: of the component; names the file of concepts.
        files: further examples that it learns from.
    """
    known = knowledge()
    read = hashlib.sha256(repr((known.places.settlements, known.places.districts, known.signs)).encode())
    code = (path for folder in _CODE for path in sorted(folder.rglob("*")) if path.suffix in {".py", ".txt", ".json"})
    for path in (Path(config["concepts"]), *sorted(files), *code):
        read.update(path.read_bytes())
    return read.hexdigest()


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
