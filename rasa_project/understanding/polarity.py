"""Questions put the other way round, in folded words: «болмай ма», «зияны жоқ па», «не надо?», «запрещено?».

A yes or a no to them says the opposite of what it says to the plain question, or nothing clear.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_KAZAKH: Final = (
    r"\S+[мбп][ае]и ?(?:ак ?)?(?:ма|ме|ба|бе|мин|мин)\b",  # «болмай ма», «жұқпайма»
    r"\b(?:жок|жог) ?(?:па|ма)\b",
    r"\bемес ?(?:па|пе|ме|бе|шигар)\b",
    r"\S+[мбп][ае]и ?-? ?ак\b",  # «салдырмай-ақ қойсақ»
    r"\S+[мбп][ае]с[ае]\S* (?:бола|болмаи)",  # «салдырмаса бола ма»
    r"\S+[мбп][ае]у(?:га|ге)? (?:керек|бола)",  # «бермеу керек пе»
    r"\bтииим\b|\bтииим салин",
)
_NOT_RU: Final = (
    "надо", "нужн", "обязательн", "опасн", "вредн", "вредит", "страшн", "умира", "умрет", "болит", "болно", "зараз",
    "зашиша", "помога", "мешает", "мешают", "запрещ", "запреш", "поздно", "рано", "стоит", "лечит", "лечат", "делат",
    "ставит", "прививат", "дават", "купат", "откриват", "закриват", "кормит", "будет", "биваит", "бивает", "может",
    "повторя", "передает", "заболеет", "заболеют", "нарушает", "вреден", "вредна", "опасен", "опасна", "платит",
    "платная", "платно", "бесплатн", "проити", "обязат", "проветр", "укут", "боле", "хватит", "достаточно", "навред",
)  # fmt: skip
_RUSSIAN: Final = (
    rf"\bне (?:\S+ )?(?:{'|'.join(_NOT_RU)})",
    r"\bнелзя\b",
    r"\bзапре[шщ]\S*",
    r"\bбез(?:вредн|опасн)\S* ли",
    r"\bже \?|\bже$",
)
_INVERSE: Final = re.compile("|".join((*_KAZAKH, *_RUSSIAN)))


def is_put_inversely(words: Sequence[str]) -> bool:
    """Whether a question is put negatively or the other way round."""
    return _INVERSE.search(" ".join(words)) is not None
