"""What is remembered of words: so much that a word is worked out once, and no more.

Words are what people wrote, so their memory has a bound for each thing that is remembered of them; a service that runs
long calls :func:`forget_words` now and then.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final, TypeVar
from weakref import WeakSet

#: Words of which one thing is remembered; the one that was not met for longest goes.
MOST_WORDS: Final = 4096

_T = TypeVar("_T")
_memories: WeakSet[Any] = WeakSet()


def remembered(function: Callable[[str], _T]) -> Callable[[str], _T]:
    """The function with a memory of the last :data:`MOST_WORDS` words that it was asked about."""
    memory = lru_cache(maxsize=MOST_WORDS)(function)
    _memories.add(memory)
    return memory


def forget_words() -> None:
    """Empty every memory of this process."""
    for memory in list(_memories):
        memory.cache_clear()


def words_remembered() -> list[int]:
    """How many words each memory of this process holds."""
    return [memory.cache_info().currsize for memory in list(_memories)]
