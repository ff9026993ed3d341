"""The first sentences of an answer: they answer the question."""

from __future__ import annotations

import re
from typing import Final

#: So many sentences, and letters, of a short answer.
_SENTENCES: Final = 2
_LETTERS: Final = 300
#: The end of a sentence: a mark, then a space or a new line and no small letter.
_END: Final = re.compile(r"(?<=[.!?…])\s+(?=[^\sа-яёәғқңөұүһі])")


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
