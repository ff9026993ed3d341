"""Which language a message is written in: Kazakh, Russian or both, and why.

Words vote. Strong signs are a Kazakh letter and a known word of one language; weak signs are endings
and letters that Kazakh hardly uses, and count only where no strong one stands on the other side. A
word that both languages use (``врач``, ``прививка``, place names) has only its ending to vote with.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

from .alphabet import KAZAKH_LETTERS, RUSSIAN_LETTERS
from .language_words import (
    BARE_WORDS,
    GREETINGS,
    KAZAKH_ENDINGS,
    KAZAKH_WORDS,
    NEUTRAL_STEMS,
    PLACE_STEMS,
    RUSSIAN_ENDINGS,
    RUSSIAN_WORDS,
)
from .memory import remembered
from .script import clean, fold_normalised, normalise_word

Language = Literal["kk", "ru", "mixed"]

#: Words that vote.
MOST_WORDS: Final = 240

_WORD: Final = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Sign:
    """What one word says about the language: the word, the reason, and whether it is a strong one."""

    word: str
    reason: str
    strong: bool


@dataclass(frozen=True)
class LanguageGuess:
    """The language of a message.

    Attributes:
        language: ``kk``, ``ru``, ``mixed``, or ``None`` where it can't be told (a number, a name).
        kazakh: signs of Kazakh.
        russian: signs of Russian.
    """

    language: Language | None
    kazakh: tuple[Sign, ...]
    russian: tuple[Sign, ...]

    @cached_property
    def reply(self) -> Literal["kk", "ru"] | None:
        """The language to answer in, ``None`` where it can't be told.

        Where both are in a message it is that of the grammar, of verbs, particles and endings: «балада сыпь бар» is
        Kazakh, «енем говорит, что это вредно» Russian. Where neither has more, it is Kazakh.
        """
        is_both = any(sign.strong for sign in self.kazakh) and any(sign.strong for sign in self.russian)
        if self.language != "mixed" and not is_both:
            return self.language
        kazakh, russian = _grammar(self.kazakh), _grammar(self.russian)
        if kazakh == russian == 0:
            kazakh, russian = len(self.kazakh), len(self.russian)
        return "ru" if russian > kazakh else "kk"

    @cached_property
    def is_clear(self) -> bool:
        """Whether a talk in the other language turns to this one: more than a borrowed word or a name is in it."""
        if self.language not in {"kk", "ru"}:
            return False
        own, other = (self.kazakh, self.russian) if self.language == "kk" else (self.russian, self.kazakh)
        own = tuple(sign for sign in own if not _is_of_place(sign.word))
        strong = sum(sign.strong for sign in own)
        if any(sign.strong for sign in other):
            return False
        return strong >= 2 or (strong == 1 and len(own) >= 2 and not other)


def _grammar(signs: tuple[Sign, ...]) -> int:
    """How many of the signs are grammar: no greeting, no noun that the other language borrows, no bare name."""
    return sum(not _is_bare(sign) for sign in signs)


def _is_bare(sign: Sign) -> bool:
    return _is_borrowed(sign.word) or (sign.reason == "letter" and sign.strong and not _has_kazakh_ending(sign.word))


@remembered
def _is_borrowed(word: str) -> bool:
    """Whether it is a greeting, or a noun that the other language borrows."""
    folded = fold_normalised(word)
    return folded in BARE_WORDS or folded.startswith(GREETINGS)


@remembered
def _has_kazakh_ending(word: str) -> bool:
    return _ending(word, fold_normalised(word))[0] == "kk"


@remembered
def _is_of_place(word: str) -> bool:
    return fold_normalised(word).startswith(PLACE_STEMS)


def guess_language(text: str) -> LanguageGuess:
    """Tell the language of ``text``, in any script and keyboard."""
    kazakh: list[Sign] = []
    russian: list[Sign] = []
    before = ""
    for word in itertools.islice(_words(clean(text)), MOST_WORDS):
        side, sign = (None, Sign(word, "", strong=False)) if _names_place(before, word) else _vote(word)
        before = word
        if side == "kk":
            kazakh.append(sign)
        elif side == "ru":
            russian.append(sign)
    return LanguageGuess(_decide(kazakh, russian), tuple(kazakh), tuple(russian))


def _names_place(before: str, word: str) -> bool:
    """Whether the word is the second of «Айтеке би», which folds as Russian «бы»."""
    return word.lower() == "би" and _is_of_place(normalise_word(before))


def _words(cleaned: str) -> Iterator[str]:
    return (match.group() for match in _WORD.finditer(cleaned))


def _decide(kazakh: list[Sign], russian: list[Sign]) -> Language | None:
    strong_kazakh = sum(sign.strong for sign in kazakh)
    strong_russian = sum(sign.strong for sign in russian)
    if strong_kazakh and strong_russian:
        if strong_russian >= 4 * strong_kazakh:
            return "ru"
        return "kk" if strong_kazakh >= 8 * strong_russian else "mixed"
    if strong_kazakh:
        return "mixed" if len(russian) > strong_kazakh else "kk"
    if strong_russian:
        return "ru"
    if len(kazakh) == len(russian):
        return None
    return "kk" if len(kazakh) > len(russian) else "ru"


@remembered
def _vote(cleaned: str) -> tuple[Literal["kk", "ru"] | None, Sign]:
    word = normalise_word(cleaned)
    folded = fold_normalised(word)
    is_latin = cleaned.isascii()
    if not is_latin and any(letter in KAZAKH_LETTERS for letter in word):
        return "kk", Sign(word, "letter", strong=True)
    if folded in KAZAKH_WORDS and folded not in RUSSIAN_WORDS:
        return "kk", Sign(word, "word", strong=True)
    if folded in RUSSIAN_WORDS and folded not in KAZAKH_WORDS:
        return "ru", Sign(word, "word", strong=True)
    is_neutral = folded.startswith(NEUTRAL_STEMS)
    if not is_latin and not is_neutral and any(letter in RUSSIAN_LETTERS for letter in word):
        return "ru", Sign(word, "letter", strong=False)
    return _ending(word, folded)


def _ending(word: str, folded: str) -> tuple[Literal["kk", "ru"] | None, Sign]:
    for ending in RUSSIAN_ENDINGS if folded.endswith(RUSSIAN_ENDINGS) else ():
        if folded.endswith(ending) and len(folded) > len(ending) + 1:
            return "ru", Sign(word, f"-{ending}", strong=False)
    for ending in KAZAKH_ENDINGS if folded.endswith(KAZAKH_ENDINGS) else ():
        if folded.endswith(ending) and len(folded) > len(ending) + 2:
            return "kk", Sign(word, f"-{ending}", strong=len(ending) > 3)
    return None, Sign(word, "", strong=False)
