"""Words that fold alike and mean different things: «жұқты» (it was caught) and «жүкті» (pregnant) are both ``жукти``.

Without Kazakh letters nobody can tell them apart but by the words beside them, so the classifiers see what is meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rasa_project.understanding.people_words import is_pregnancy

_ALIKE: Final = "жукти"
#: What the classifiers see for «жұқты»: «жұқтырды», which folds like nothing else.
_CAUGHT: Final = "жуктирди"


def meant(words: Sequence[str]) -> Sequence[str]:
    """The folded words with ``жукти`` spelt as it is meant; the same sequence where it does not occur."""
    if _ALIKE not in words:
        return words
    return [_CAUGHT if word == _ALIKE and not is_pregnancy(words, at) else word for at, word in enumerate(words)]
