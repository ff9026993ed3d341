"""What the classifiers see of a text: read once in a training, and once of a message.

And what a training rests on beside the examples that Rasa hands over: by that Rasa's cache knows whether to fit anew.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, overload

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
    """Features of texts to learn from, read once in a training; they lie in a file that ends with it.

    In memory they would be a fifth of all that a training takes. Components that know the same concepts share one.
    """

    def __init__(self, concepts: ConceptMatcher) -> None:
        """Nothing read yet."""
        self._concepts = concepts
        self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - ends with the training
        self._places: dict[str, tuple[int, dict[str, int]]] = {}
        self._end = 0

    def of(self, text: str) -> PackedFeatures:
        """The features of a text by block."""
        if text not in self._places:
            self._read(text)
        start, lengths = self._places[text]
        stored = io.BytesIO(os.pread(self._file.fileno(), sum(lengths.values()), start))
        return PackedFeatures({block: stored.read(length) for block, length in lengths.items()})

    def all_of(self, texts: Sequence[str]) -> TextFeatures:
        """The features of some texts, each read from the file when it is asked for."""
        return TextFeatures(self, texts)

    def _read(self, text: str) -> None:
        analysis = default_analyzer().analyse(text)
        entities = default_finder().read(analysis).entities
        packed = PackedFeatures.of(features(analysis.words, self._concepts, entities)).packed
        self._places[text] = (self._end, {block: len(stored) for block, stored in packed.items()})
        self._end += self._file.write(b"".join(packed.values()))


class TextFeatures(Sequence[PackedFeatures]):
    """The features of texts in their order; none is kept."""

    def __init__(self, learnt: LearntFeatures, texts: Sequence[str]) -> None:
        """Read from ``learnt``."""
        self._learnt, self._texts = learnt, texts

    @overload
    def __getitem__(self, place: int) -> PackedFeatures: ...

    @overload
    def __getitem__(self, place: slice) -> TextFeatures: ...

    def __getitem__(self, place: int | slice) -> PackedFeatures | TextFeatures:
        """Of one text, or of some."""
        if isinstance(place, slice):
            return TextFeatures(self._learnt, self._texts[place])
        return self._learnt.of(self._texts[place])

    def __len__(self) -> int:
        """How many texts there are."""
        return len(self._texts)


@lru_cache(maxsize=1)
def learnt_features(concepts_file: str) -> LearntFeatures:
    """The features that all components of one training share: :func:`forget_features` ends it."""
    return LearntFeatures(read_concepts(Path(concepts_file)))


def forget_features() -> None:
    """The end of a training, whichever component came last: Rasa trains them in an order of its own."""
    learnt_features.cache_clear()


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
