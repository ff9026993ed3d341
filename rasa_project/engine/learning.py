"""What the classifiers see of a text: read once in a training, and once of a message.

And what a training rests on beside the examples that Rasa hands over: by that Rasa's cache knows whether to fit anew.
"""

from __future__ import annotations

import gc
import hashlib
import json
import multiprocessing
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from rasa.shared.nlu.training_data.message import Message

import kazakh
from kazakh.analysis import default_analyzer
from rasa_project import understanding
from rasa_project.advice.knowledge import knowledge
from rasa_project.engine.entity_extractor import found_in
from rasa_project.engine.tokenizer import analysis_of
from rasa_project.understanding.concepts import ConceptMatcher, concepts_from, read_concepts
from rasa_project.understanding.counted_features import CountedFeatures
from rasa_project.understanding.extraction import default_finder
from rasa_project.understanding.feature_store import BATCH, CountedBatch, FeatureStore, StoredTexts
from rasa_project.understanding.features import BLOCKS, features
from rasa_project.understanding.features import features_of as read_features

_CONCEPTS_FILE: Final = "concepts.json"
#: Beside the features of a text its words as they were read; no model learns from them.
_WORDS: Final = "read"
_MOST_PROCESSES: Final = 2
#: The code that reads a text and fits a model.
_CODE: Final = (Path(kazakh.__file__).parent, Path(understanding.__file__).parent)


class LearntFeatures:
    """Features of texts to learn from, read once in a training. Components that know the same concepts share one."""

    def __init__(self, concepts: ConceptMatcher) -> None:
        """Nothing read yet."""
        self._reader = _TextReader(concepts)
        self._store = FeatureStore((*BLOCKS, _WORDS))
        self._places: dict[str, int] = {}

    def all_of(self, texts: Sequence[str]) -> StoredTexts:
        """The features of some texts; those that no component has asked for before are read now."""
        new = [text for text in dict.fromkeys(texts) if text not in self._places]
        batches = [new[start : start + BATCH] for start in range(0, len(new), BATCH)]
        for batch, counted in zip(batches, self._reader.read_all(batches), strict=True):
            self._places.update(zip(batch, range(len(self._store), len(self._store) + len(batch)), strict=True))
            self._store.add(counted)
        return self._store.all_of(map(self._places.__getitem__, texts))

    def of(self, text: str) -> dict[str, list[str]]:
        """The features of a text by block."""
        read = self._reader.read_one(text)
        return {block: read[block] for block in BLOCKS}

    def words_of(self, texts: Sequence[str]) -> list[str]:
        """All folded words of some texts, sorted."""
        block = self._store.blocks.index(_WORDS)
        found = [chunk.numbers[self._store.block_of[chunk.numbers] == block] for chunk in self.all_of(texts).chunks()]
        return sorted(self._store.names(np.unique(np.concatenate(found))))


class _TextReader:
    """Reads texts, in two processes where there are many: a child shares all that this one knows."""

    def __init__(self, concepts: ConceptMatcher) -> None:
        self._concepts = concepts

    def read_all(self, batches: Sequence[Sequence[str]]) -> Iterator[CountedBatch]:
        """Features of batches of texts, in their order."""
        processes = min(_MOST_PROCESSES, os.cpu_count() or 1, len(batches))
        if processes < 2:
            yield from map(self.read, batches)
            return
        default_analyzer(), default_finder()  # made once, before the processes part
        with multiprocessing.get_context("fork").Pool(processes, _become, (self,)) as children:
            yield from children.imap(_read_in_child, batches)

    def read(self, texts: Sequence[str]) -> CountedBatch:
        """Features of some texts."""
        return CountedBatch.of(map(self.read_one, texts), (*BLOCKS, _WORDS))

    def read_one(self, text: str) -> dict[str, list[str]]:
        """Features of a text, and its words."""
        analysis = default_analyzer().analyse(text)
        entities = default_finder().read(analysis).entities
        return {**features(analysis.words, self._concepts, entities), _WORDS: analysis.words}


_of_child: _TextReader | None = None


def _become(reader: _TextReader) -> None:
    """The first that a child does; what it gets is no copy, and to look through it for garbage would make one."""
    global _of_child  # noqa: PLW0603 - set once in a process
    gc.freeze()
    gc.enable()
    _of_child = reader


def _read_in_child(texts: Sequence[str]) -> CountedBatch:
    if _of_child is None:
        raise RuntimeError("This process was not made to read texts")
    return _of_child.read(texts)


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
        config: of the component, with its defaults, which Rasa leaves out where it has the result of an earlier
            training; names the file of concepts.
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
