"""What the classifier sees of a message: strings, each the name of a feature.

Three blocks, each weighed and length-normalised by itself, so that a long message's many character
n-grams do not drown its few telling words:

* ``chars``: character n-grams inside word borders, which bear typos and suffixes;
* ``words``: words, stems, prefixes of four letters, pairs of neighbouring prefixes, also with one word
  between them;
* ``concepts``: classes of meaning (``data/knowledge/concepts.yml``) and their pairs in order.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rasa_project.kazakh.stemming import stem
from rasa_project.nlu.concepts import ConceptMatcher

BLOCKS: Final = ("chars", "words", "concepts")
NGRAM_SIZES: Final = (2, 3, 4, 5)
PREFIX: Final = 4

#: Words of a message that are read; beyond it a text is not a question to a measles bot.
MAX_WORDS: Final = 120


def features(words: Sequence[str], concepts: ConceptMatcher) -> dict[str, list[str]]:
    """Feature names by block, repeated as often as they occur.

    Args:
        words: folded words of the message in order.
        concepts: finds the classes of meaning.
    """
    some = list(words[:MAX_WORDS])
    return {
        "chars": _chars(some),
        "words": _words(some),
        "concepts": _concepts(concepts.find(some)),
    }


def _chars(words: list[str]) -> list[str]:
    grams: list[str] = []
    for word in words:
        padded = f" {word} "
        length = len(padded)
        for size in NGRAM_SIZES:
            if size >= length:
                grams.append(padded)
                break
            grams.extend([padded[i : i + size] for i in range(length - size + 1)])
    return grams


def _words(words: list[str]) -> list[str]:
    prefixes = [word[:PREFIX] for word in words]
    names = [f"w:{word}" for word in words]
    names += [f"s:{stem(word)}" for word in words]
    names += [f"p:{prefix}" for prefix in prefixes]
    names += [f"b:{one}_{two}" for one, two in zip(prefixes, prefixes[1:])]
    names += [f"g:{one}_{two}" for one, two in zip(prefixes, prefixes[2:])]
    if prefixes:
        names += [f"first:{prefixes[0]}", f"last:{prefixes[-1]}"]
    return names


def _concepts(found: list[str]) -> list[str]:
    names = [f"k:{name}" for name in found]
    seen = sorted(set(found))
    names += [f"kk:{one}+{two}" for i, one in enumerate(seen) for two in seen[i + 1 :]]
    names += [f"kb:{one}>{two}" for one, two in zip(found, found[1:]) if one != two]
    return names
