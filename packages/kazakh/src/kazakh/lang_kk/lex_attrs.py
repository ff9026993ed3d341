"""``like_num`` for Kazakh: digits, cardinals, ordinals and their case forms."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from spacy.attrs import LIKE_NUM

_CARDINALS: Final = (
    "нөл", "бір", "екі", "үш", "төрт", "бес", "алты", "жеті", "сегіз", "тоғыз", "он", "жиырма",
    "отыз", "қырық", "елу", "алпыс", "жетпіс", "сексен", "тоқсан", "жүз", "мың", "миллион",
    "миллиард", "жарты", "жарым",
)  # fmt: skip

_ORDINALS: Final = (
    "бірінші", "екінші", "үшінші", "төртінші", "бесінші", "алтыншы", "жетінші", "сегізінші",
    "тоғызыншы", "оныншы", "жиырмасыншы", "отызыншы", "қырқыншы", "елуінші", "алпысыншы",
    "жетпісінші", "сексенінші", "тоқсаныншы", "жүзінші", "мыңыншы",
)  # fmt: skip

_NUMBER_WORDS: Final = frozenset(_CARDINALS + _ORDINALS)

#: Case endings after a numeral: ``екіде``, ``бестен``, ``үшке``.
_CASE_ENDINGS: Final = (
    "де", "да", "те", "та", "ден", "дан", "тен", "тан", "ге", "ға", "ке", "қа", "ді", "ды", "ті",
    "ты", "нің", "ның", "еу", "еуі", "ауы", "ау",
)  # fmt: skip


def like_num(text: str) -> bool:
    """Whether the token reads as a number: ``12``, ``3,5``, ``1/2``, ``екі``, ``бесінші``, ``үшке``."""
    if text.startswith(("+", "-", "±", "~")):
        text = text[1:]
    plain = text.replace(",", "").replace(".", "")
    if plain.isdigit():
        return True
    if text.count("/") == 1:
        numerator, denominator = text.split("/")
        if numerator.isdigit() and denominator.isdigit():
            return True
    lower = text.lower()
    if lower in _NUMBER_WORDS:
        return True
    return any(lower.endswith(ending) and lower[: -len(ending)] in _NUMBER_WORDS for ending in _CASE_ENDINGS)


LEX_ATTRS: Final[dict[int, Callable[[str], Any]]] = {LIKE_NUM: like_num}
