"""The letters: Kazakh Cyrillic, the two official Latin alphabets, chat Latin, look-alikes.

Sources: the Kazakh Latin alphabets of decree No. 637 (19.02.2018, acute accents and the digraphs
sh, ch) and of the 2021 draft (umlauts, breve, cedilla); chat spellings as people type them.
"""

from __future__ import annotations

from typing import Final

#: Letters that Kazakh has and Russian has not.
KAZAKH_LETTERS: Final = frozenset("әғқңөұүһі")

#: Letters that stand in Russian words, hardly ever in Kazakh ones.
RUSSIAN_LETTERS: Final = frozenset("щъэёцв")

#: Latin letters (and Macedonian, Ukrainian and Uzbek ones) that people put into Cyrillic words.
LOOKALIKES: Final[dict[str, str]] = {
    "a": "а", "b": "ь", "c": "с", "e": "е", "h": "һ", "i": "і", "k": "к", "m": "м", "o": "о",
    "p": "р", "t": "т", "x": "х", "y": "у", "ə": "ә", "ө": "ө", "ç": "с",
    "ї": "і", "є": "е", "ў": "ұ", "ҳ": "һ", "ҝ": "қ", "ѓ": "ғ", "ќ": "қ", "ҡ": "қ", "ҙ": "з",
    "ӊ": "ң", "ӈ": "ң", "ҥ": "ң", "ӄ": "қ", "ӓ": "ә", "ӧ": "ө", "ӱ": "ү", "ɵ": "ө", "ғ": "ғ",
}  # fmt: skip

#: Cyrillic look-alikes outside the Kazakh alphabet, safe to replace anywhere.
FOREIGN_CYRILLIC: Final[dict[str, str]] = {
    letter: own for letter, own in LOOKALIKES.items() if "\u0400" <= letter <= "\u04ff"
}

#: Latin groups, longest first, with the Cyrillic they stand for.
LATIN_GROUPS: Final[tuple[tuple[str, str], ...]] = (
    ("shch", "щ"), ("sch", "щ"),
    ("iya", "ия"), ("yya", "ия"),
    ("sh", "ш"), ("ch", "ч"), ("zh", "ж"), ("gh", "ғ"), ("kh", "х"), ("ng", "ң"), ("ts", "ц"),
    ("yu", "ю"), ("ya", "я"), ("yo", "ё"), ("ju", "жу"), ("ja", "жа"), ("jo", "жо"),
    ("iu", "ю"), ("ia", "я"),
)  # fmt: skip

#: Single Latin letters: chat, the alphabet of 2018 (á ǵ ı ń ó ú ý) and that of 2021 (ä ğ ñ ö ū ü ş).
LATIN_LETTERS: Final[dict[str, str]] = {
    "a": "а", "b": "б", "c": "с", "d": "д", "e": "е", "f": "ф", "g": "г", "h": "х", "i": "і",
    "j": "ж", "k": "к", "l": "л", "m": "м", "n": "н", "o": "о", "p": "п", "q": "қ", "r": "р",
    "s": "с", "t": "т", "u": "у", "v": "в", "w": "ш", "x": "х", "y": "ы", "z": "з",
    "á": "ә", "ǵ": "ғ", "ı": "и", "ń": "ң", "ó": "ө", "ú": "ү", "ý": "у",
    "ä": "ә", "ğ": "ғ", "ñ": "ң", "ŋ": "ң", "ö": "ө", "ū": "ұ", "ü": "ү", "ş": "ш", "š": "ш",
    "ç": "ч", "č": "ч", "ž": "ж", "î": "и", "ï": "и", "û": "ұ", "ə": "ә", "é": "е", "ġ": "ғ",
    "ĭ": "й", "ı̇": "и", "ų": "ұ", "ŭ": "ұ", "'": "", "ʼ": "", "’": "",
}  # fmt: skip

#: The folded form: letters that the several keyboards and alphabets do not keep apart fall together.
FOLD: Final[dict[str, str]] = {
    "ә": "а", "ғ": "г", "қ": "к", "ң": "н", "ө": "о", "ұ": "у", "ү": "у", "һ": "х",
    "і": "и", "ы": "и", "й": "и", "ё": "е", "э": "е", "щ": "ш", "ъ": "", "ь": "",
}  # fmt: skip
