"""Phrases of folded words, each word by its beginning: ``("у", "меня", "сип")`` stands in «у меня сыпь»."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

#: Words, each told by its beginning, that follow each other.
Phrase = tuple[str, ...]


def phrases(*written: str) -> tuple[Phrase, ...]:
    """A table of phrases from their words with spaces between: ``phrases("у меня сип", "маган екпе")``."""
    return tuple(tuple(one.split()) for one in written)


def stands(words: Sequence[str], some: tuple[Phrase, ...]) -> bool:
    """Whether words that begin as one of the phrases' follow each other anywhere; in time of the words' number."""
    return _pattern(some).search(" ".join(words)) is not None


def found_at(words: Sequence[str], some: tuple[Phrase, ...]) -> tuple[int, int] | None:
    """The first of the phrases in ``words``: index of its first word, and of the word behind it."""
    text = " ".join(words)
    found = _pattern(some).search(text)
    if found is None:
        return None
    first = text.count(" ", 0, found.start())
    return first, first + found.group().count(" ") + 1


@cache
def _pattern(some: tuple[Phrase, ...]) -> re.Pattern[str]:
    """Any of the phrases, at the beginning of a word; kept for good, since tables are constants of modules."""
    return re.compile(r"(?<!\S)(?:" + "|".join(r"\S* ".join(map(re.escape, phrase)) for phrase in some) + ")")
