"""What the classifier sees of a message: strings, each the name of a feature.

Three blocks, each weighed and length-normalised by itself, so that a long message's many character
n-grams do not drown its few telling words:

* ``chars``: character n-grams inside word borders, which bear typos and suffixes;
* ``words``: words, stems, prefixes of four letters, pairs of neighbouring prefixes, also with one word
  between them;
* ``concepts``: classes of meaning (``data/knowledge/concepts.yml``) and their pairs in order.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Final, cast

from kazakh.analysis import Analysis
from kazakh.memory import remembered
from kazakh.stemming import stem
from rasa_project.advice.knowledge import knowledge
from rasa_project.understanding.concepts import ConceptMatcher
from rasa_project.understanding.counted_features import CountedFeatures
from rasa_project.understanding.extraction import Entity
from rasa_project.understanding.homographs import meant

#: The blocks of features.
BLOCKS: Final = ("chars", "words", "concepts")
NGRAM_SIZES: Final = (2, 3, 4, 5)
PREFIX: Final = 4
#: Letters of a word that are read; no word of the examples is longer.
MAX_LETTERS: Final = 40
#: Classes of meaning that are paired, and readings of one message; no example has as many.
MAX_CONCEPTS: Final = 48

#: Words of a message that are read; beyond it a text is not a question to a measles bot.
MAX_WORDS: Final = 120


def features(words: Sequence[str], concepts: ConceptMatcher, entities: Sequence[Entity] = ()) -> dict[str, list[str]]:
    """Feature names by block, repeated as often as they occur.

    Args:
        words: folded words of the message in order.
        concepts: finds the classes of meaning.
        entities: what was read out of the message; their kinds count as concepts.
    """
    some = [word[:MAX_LETTERS] for word in meant(words[:MAX_WORDS])]
    kinds = sorted({kind_of(entity) for entity in entities})
    return {
        "chars": _chars(some),
        "words": _words(some),
        "concepts": _concepts(concepts.find(some), kinds) + [f"n:{min(len(some), 12) // 3}"],
    }


def features_of(
    analysis: Analysis, words: Sequence[str], concepts: ConceptMatcher, entities: Sequence[Entity]
) -> CountedFeatures:
    """:func:`features` of a message, counted; the same words of one message are read once.

    Args:
        analysis: the message.
        words: its words, or those that were meant where they are mistyped.
        concepts: finds the classes of meaning.
        entities: what was read out of the message.
    """
    key = ("features", id(concepts), tuple(words[:MAX_WORDS]), tuple(entities))
    if key not in analysis.read:
        analysis.read[key] = CountedFeatures(features(words, concepts, entities))
    return cast("CountedFeatures", analysis.read[key])


def kind_of(entity: Entity) -> str:
    """The entity as a class: ages by band, symptoms as plain or danger, others by name."""
    if entity.name == "child_age_months":
        months = int(entity.value)
        return "age_infant" if months < 12 else "age_child" if months < 18 * 12 else "age_adult"
    if entity.name == "symptom":
        return "danger_sign" if entity.value in knowledge().signs.danger else "plain_sign"
    if entity.name == "doses":
        return f"doses_{entity.value}"
    return entity.name


def _chars(words: list[str]) -> list[str]:
    return list(itertools.chain.from_iterable(map(_grams, words)))


@remembered
def _grams(word: str) -> tuple[str, ...]:
    """Character n-grams of one word with its borders; of a short word the whole."""
    padded = f" {word} "
    length = len(padded)
    grams = [padded[i : i + size] for size in NGRAM_SIZES if size < length for i in range(length - size + 1)]
    return tuple(grams + [padded] * (length <= NGRAM_SIZES[-1]))


def _words(words: list[str]) -> list[str]:
    prefixes = [word[:PREFIX] for word in words]
    names = [f"w:{word}" for word in words]
    names += [f"s:{stem(word)}" for word in words]
    names += [f"p:{prefix}" for prefix in prefixes]
    names += [f"b:{one}_{two}" for one, two in itertools.pairwise(prefixes)]
    names += [f"g:{one}_{two}" for one, two in zip(prefixes, prefixes[2:])]
    if prefixes:
        names += [f"first:{prefixes[0]}", f"last:{prefixes[-1]}"]
    return names


def _concepts(found: list[str], kinds: list[str]) -> list[str]:
    names = [f"k:{name}" for name in found] + [f"e:{kind}" for kind in kinds]
    seen = sorted(set(found))[:MAX_CONCEPTS] + [f"e:{kind}" for kind in kinds]
    names += [f"kk:{one}+{two}" for i, one in enumerate(seen) for two in seen[i + 1 :]]
    names += [f"kb:{one}>{two}" for one, two in itertools.pairwise(found) if one != two]
    return names
