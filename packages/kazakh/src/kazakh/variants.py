"""The same message as others would type it: on a Russian keyboard, in Latin letters, with a slip.

Made with a seed, for training and for measuring; never stored among the examples.
"""

from __future__ import annotations

import random
from typing import Final, Literal

Variant = Literal["ru_keyboard", "latin_official", "latin_chat", "typo"]
VARIANTS: Final[tuple[Variant, ...]] = ("ru_keyboard", "latin_official", "latin_chat", "typo")

#: What people press where a Russian keyboard lacks the letter; some letters have two habits.
_RU_KEYBOARD: Final[dict[str, str]] = {
    "ә": "аэ", "ғ": "г", "қ": "к", "ң": "н", "ө": "оё", "ұ": "у", "ү": "у", "һ": "х", "і": "и",
}  # fmt: skip

#: The alphabet of the 2021 draft.
_LATIN_OFFICIAL: Final[dict[str, str]] = {
    "а": "a", "ә": "ä", "б": "b", "в": "v", "г": "g", "ғ": "ğ", "д": "d", "е": "e", "ё": "io", "ж": "j",
    "з": "z", "и": "i", "й": "i", "к": "k", "қ": "q", "л": "l", "м": "m", "н": "n", "ң": "ñ", "о": "o",
    "ө": "ö", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ұ": "ū", "ү": "ü", "ф": "f", "х": "h",
    "һ": "h", "ц": "ts", "ч": "ch", "ш": "ş", "щ": "ştş", "ъ": "", "ы": "y", "і": "ı", "ь": "", "э": "e",
    "ю": "iu", "я": "ia",
}  # fmt: skip

#: Chat spelling: each writer has habits, so a letter may have several.
_LATIN_CHAT: Final[dict[str, tuple[str, ...]]] = {
    "ә": ("a", "e"), "ғ": ("g", "gh"), "ж": ("zh", "j"), "й": ("i", "y"), "қ": ("k", "q"), "ң": ("n", "ng"),
    "ө": ("o",), "ұ": ("u",), "ү": ("u",), "һ": ("h",), "х": ("h", "kh"), "ч": ("ch",), "ш": ("sh", "w"),
    "щ": ("sh",), "ы": ("y", "i"), "і": ("i", "y"), "ю": ("yu",), "я": ("ya",), "ц": ("c", "ts"),
}  # fmt: skip

_ALPHABET: Final = "абвгдежзийклмнопрстуфхцчшыьэюяәғқңөұүі"


def make_variant(text: str, kind: Variant, rng: random.Random) -> str:
    """``text`` retyped in that way; the same generator state gives the same result."""
    if kind == "ru_keyboard":
        habits = {letter: rng.choice(choices) for letter, choices in _RU_KEYBOARD.items()}
        return _map(text, habits)
    if kind == "latin_official":
        return _map(text, _LATIN_OFFICIAL)
    if kind == "latin_chat":
        own = {letter: rng.choice(choices) for letter, choices in _LATIN_CHAT.items()}
        return _map(text, {**_LATIN_OFFICIAL, **own})
    return _with_slips(text, rng)


def _map(text: str, table: dict[str, str]) -> str:
    out = []
    for char in text:
        mapped = table.get(char.lower(), char)
        out.append(mapped.capitalize() if char.isupper() and mapped else mapped)
    return "".join(out)


def _with_slips(text: str, rng: random.Random) -> str:
    """One slip in about 15 letters, at least one: two letters swapped, one lost, doubled or hit beside."""
    chars = list(text)
    places = [i for i in range(1, len(chars) - 1) if chars[i].isalpha() and chars[i + 1].isalpha()]
    slips = max(1, len(places) // 15)
    for place in sorted(rng.sample(places, min(slips, len(places))), reverse=True):
        kind = rng.randrange(4)
        if kind == 0:
            chars[place], chars[place + 1] = chars[place + 1], chars[place]
        elif kind == 1:
            del chars[place]
        elif kind == 2:
            chars.insert(place, chars[place])
        else:
            chars[place] = rng.choice(_ALPHABET)
    return "".join(chars)
