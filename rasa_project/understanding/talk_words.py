"""Words by which anger at the bot is told beyond doubt, whatever else a message holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rasa_project.understanding.phrases import Phrase, stands

#: Beginnings of folded words that follow each other.
_ANGER: Final[tuple[Phrase, ...]] = (
    ("вообше", "не", "понима"), ("не", "понимаеш"), ("сен", "тусинбе"), ("сиз", "тусинбе"), ("ти", "не", "понима"),
    ("тупои",),
)  # fmt: skip


def tells_anger(words: Sequence[str]) -> bool:
    """Whether the writer is angry at the bot: ``сен түсінбейсің бе``, ``тупой бот``."""
    return stands(words, _ANGER)
