"""The first sentences of an answer: they answer the question; or those that hold what was asked for by name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from kazakh.script import fold

#: So many sentences, and letters, of a short answer.
_SENTENCES: Final = 2
_LETTERS: Final = 300
#: The end of a sentence: a mark, then a space or a new line and no small letter.
_END: Final = re.compile(r"(?<=[.!?…])\s+(?=[^\sа-яёәғқңөұүһі])")


#: Words of so many letters name something; of each so many letters are compared.
_NAMING: Final = 4
_COMPARED: Final = 4
_SHORT_WORD: Final = 5
#: These name nothing: they stand in any question.
_OF_QUESTIONS: Final = tuple(
    "аит балаг балам бер бол врач давать дариг дома екпе если ест жасаи исте казир каис кандаи канша кашан кеиин керек "
    "кизилш когда кори корю маган мене мож надо нелз нужно пожал после прив ребен сеичас скаж сколк таги так тоже "
    "толко точно уиде хот".split()
)


def naming(words: Sequence[str]) -> tuple[str, ...]:
    """Beginnings of the folded words of a message that name something."""
    some = (word for word in words if len(word) >= _NAMING and not word.startswith(_OF_QUESTIONS))
    return tuple(dict.fromkeys(word[: _COMPARED - (len(word) <= _SHORT_WORD)] for word in some))  # «капли», «капать»


def sentences_about(text: str, named: Sequence[str]) -> str:
    """The first sentence of a text and that which names what was asked for; else its first sentences."""
    short = first_sentences(text)
    if not named or _counted(short, named):
        return short
    sentences = [one for line in text.split("\n") for one in _END.split(line.strip("• ")) if one]
    counts = [_counted(one, named) for one in sentences]
    best = max(counts, default=0)
    return f"{sentences[0]} {sentences[counts.index(best)]}" if best else short


def _counted(sentence: str, named: Sequence[str]) -> int:
    """How many of the beginnings stand in the sentence."""
    words = re.findall(r"\w+", fold(sentence))
    return sum(any(word.startswith(one) for word in words) for one in named)


def first_sentences(text: str) -> str:
    """The first sentences; of an answer that begins with a list, the list too. A line with 103 always stays."""
    head, _, _ = text.partition("\n\n")
    if "\n• " in head:
        return head
    sentences = _END.split(head)
    if "103" in sentences[0] and len(sentences) > 1:  # the line on danger stands before the answer
        return f"{sentences[0]}\n{first_sentences(' '.join(sentences[1:]))}"
    kept = " ".join(sentences[:_SENTENCES])
    return kept if len(kept) <= _LETTERS else sentences[0]
