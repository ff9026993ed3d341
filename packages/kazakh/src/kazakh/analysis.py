"""One pass over a message: its readable form, its tokens, its language."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, Final, NamedTuple

from .languages import LanguageGuess, guess_language
from .script import MAX_LENGTH, fold_each

#: Words, numbers and marks of a message that :attr:`Analysis.readable` has: as many as a person writes in 1,600
#: characters. Of more it has the beginning and the end; all of them are in :attr:`Analysis.all_readable`.
MOST_TOKENS: Final = 300
_OF_END: Final = 60
_OF_BEGINNING: Final = MOST_TOKENS - _OF_END
#: Letters of a folded word that are read: twice the longest words that parents write. The rest of a longer run is
#: noise, and a rule that looks for an ending takes the square of a run's length.
LONGEST_WORD: Final = 48
#: Stands where something is left out: a full stop, so that no rule reads over it.
_CUT: Final = "."


class Token(NamedTuple):
    """A word, number or mark of a message.

    Attributes:
        text: as typed.
        start: index of its first letter in the message.
        norm: the folded word, its first ``LONGEST_WORD`` letters; what has no folded form (an emoji) stays as it is.
    """

    text: str
    start: int
    norm: str

    @property
    def end(self) -> int:
        """The index behind its last letter."""
        return self.start + len(self.text)


@dataclass(frozen=True)
class Analysis:
    """What the language module knows of one message.

    Attributes:
        text: the message as typed.
        pieces: all tokens, spaces included.
        language: the language and the signs for it.
        read: what others read out of it, by their own keys, so that a turn works it out once.
    """

    text: str
    pieces: tuple[Token, ...]
    language: LanguageGuess
    read: dict[Hashable, Any] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def all_readable(self) -> list[Token]:
        """Words, numbers and punctuation, however many."""
        return [piece for piece in self.pieces if not piece.norm.isspace()]

    @cached_property
    def all_tokens(self) -> list[str]:
        """Folded words, numbers and punctuation, however many."""
        return [piece.norm for piece in self.all_readable]

    @cached_property
    def readable(self) -> list[Token]:
        """Words, numbers and punctuation: all of a usual message, of a longer one the beginning and the end."""
        some = self.all_readable
        if len(some) <= MOST_TOKENS:
            return some
        cut = Token("", some[_OF_BEGINNING].start, _CUT)
        return [*some[:_OF_BEGINNING], cut, *some[len(some) - _OF_END :]]

    @cached_property
    def tokens(self) -> list[str]:
        """Folded words, numbers and punctuation of :attr:`readable`."""
        return [piece.norm for piece in self.readable]

    @cached_property
    def words(self) -> list[str]:
        """The same without punctuation."""
        return [piece.norm for piece in self.readable if any(map(str.isalnum, piece.norm))]

    def in_all(self, place: int) -> int:
        """The place among :attr:`all_tokens` of a place among :attr:`tokens`."""
        left_out = len(self.all_readable) - len(self.readable)
        return place if place <= _OF_BEGINNING else place + left_out


#: A mark that stands for something taken out before (``[PHONE]``): no word of the writer's.
_MARK: Final = re.compile(r"\[[A-Z]{2,10}\]")
#: The analyses of the turn that runs, by text; nothing is kept outside of a turn.
_of_this_turn: ContextVar[dict[str, Analysis] | None] = ContextVar("_of_this_turn", default=None)


@contextmanager
def one_turn() -> Iterator[None]:
    """Within it each text is analysed once; at its end the analyses are forgotten."""
    before = _of_this_turn.set({})
    try:
        yield
    finally:
        _of_this_turn.reset(before)


class Analyzer:
    """Analyses messages; holds the compiled rules of the language, so make one and keep it."""

    def __init__(self) -> None:
        # spaCy takes a second to import; who only looks at texts (make check-content) does not wait for it.
        from .lang_kk import KazakhDefaults
        from .splitting import Splitter

        self._splitter = Splitter(KazakhDefaults)

    def analyse(self, text: str) -> Analysis:
        """Analyse one message of any script, keyboard and length; reads its first ``MAX_LENGTH`` characters."""
        known = _of_this_turn.get()
        if known is None:
            return self._analyse(text)
        if text not in known:
            known[text] = self._analyse(text)
        return known[text]

    def _analyse(self, text: str) -> Analysis:
        said = _MARK.sub(lambda mark: " " * len(mark.group()), text[:MAX_LENGTH])
        pieces = self._splitter.split(said)
        folded = fold_each([piece.text for piece in pieces])
        tokens = tuple(
            Token(text, start, (norm or text.lower())[:LONGEST_WORD]) for (text, start), norm in zip(pieces, folded)
        )
        return Analysis(text, tokens, guess_language(said))


@lru_cache(maxsize=1)
def default_analyzer() -> Analyzer:
    """The analyzer shared by all of one process."""
    return Analyzer()
