"""Words by which grief, guilt and anger at the bot are told beyond doubt, whatever else a message holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rasa_project.understanding.phrases import Phrase, stands


def _phrases(*phrases: str) -> tuple[Phrase, ...]:
    return tuple(tuple(phrase.split()) for phrase in phrases)


#: Beginnings of folded words that follow each other, by the follow-up of ``data/talk/followups.yml``.
_TOLD: Final[tuple[tuple[str, tuple[Phrase, ...]], ...]] = (
    (
        "grief",
        _phrases("каитис бол", "каза бол", "каза тап", "коз жум", "нет в живих", "похорони", "умер", "шетинеп"),
    ),
    (
        "guilt",
        _phrases("вина моя", "кинали ме", "кинали си", "менде кина", "менин кина", "моя вина", "озимди кинал",
                 "себя вин", "так стидно", "уят болди", "уяламин", "я виноват"),
    ),
    (
        "anger",
        _phrases("вообше не понима", "не понимаешь", "сен тусинбе", "сиз тусинбе", "тупои", "ти не понима"),
    ),
)  # fmt: skip
#: Of long ago, or of what may be: then it is no grief of now.
_FAR: Final = (
    "билтир", "вакцин", "говор", "давно", "деиди", "деп", "екпе", "кауип", "ертеде", "мумкин", "привив", "прошл",
    "раньше", "ранше", "сколко", "умерет", "умирает", "канша",
)  # fmt: skip
_ASKING: Final = frozenset({"?", "ба", "бе", "ли", "ма", "ме", "па", "пе"})


def told_of_talk(words: Sequence[str], tokens: Sequence[str]) -> str | None:
    """``grief``, ``guilt`` or ``anger``, where words say so; ``None`` where they don't.

    Args:
        words: folded words.
        tokens: the same with the marks between them.
    """
    for name, phrases in _TOLD:
        if not stands(words, phrases):
            continue
        if name == "grief" and (any(word.startswith(_FAR) for word in words) or not _ASKING.isdisjoint(tokens)):
            continue
        return name
    return None
