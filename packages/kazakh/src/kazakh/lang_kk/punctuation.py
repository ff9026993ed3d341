"""Infixes and suffixes.

A suffix after a number is a token of its own (``2-ші``, ``15-сынып``, ``7-де``), and a full stop is one behind every
letter of the alphabet.
"""

from __future__ import annotations

import re
from typing import Final

from spacy.lang.char_classes import ALPHA, ALPHA_LOWER, ALPHA_UPPER, HYPHENS, LIST_ELLIPSES, LIST_ICONS
from spacy.lang.punctuation import TOKENIZER_SUFFIXES as COMMON_SUFFIXES

# spaCy's classes hold Tatar and Ukrainian, which give ә ө ү ң һ і, but not these three.
_ALPHA: Final = ALPHA + "ҚқҒғҰұ"
_LOWER: Final = ALPHA_LOWER + "қғұ"
_UPPER: Final = ALPHA_UPPER + "ҚҒҰ"

TOKENIZER_INFIXES: Final[list[str]] = [
    *LIST_ELLIPSES,
    *LIST_ICONS,
    r"(?<=[0-9])[+\-–—\*^](?=[0-9-])",
    rf"(?<=[{_LOWER}])\.(?=[{_UPPER}])",
    rf"(?<=[{_ALPHA}])[,!?](?=[{_ALPHA}])",
    rf'(?<=[{_ALPHA}])[":<>=/](?=[{_ALPHA}])',
    # 2-ші, 7-де, 2024-жылы: the hyphen stands alone, number and suffix on its sides
    rf"(?<=[0-9])(?:{HYPHENS})(?=[{_ALPHA}])",
    # 3ай, 39та, 5жаста: people leave the space out
    rf"(?<=[0-9])(?=[{_ALPHA}])",
    # келді.бірақ, бар,жоқ2: and after full stops and commas too
    rf"(?<=[{_LOWER}])[.;](?=[{_LOWER}]{{2}})",
    # 1г.3м: and between a unit and the next number
    rf"(?<=[{_LOWER}])\.(?=[0-9])",
]

# spaCy's own suffixes part a full stop only from the letters of its classes: «жоқ.», «8 айлық.», «тау.» stayed whole.
TOKENIZER_SUFFIXES: Final[list[str]] = [
    *COMMON_SUFFIXES,
    rf"(?<=[0-9{_LOWER}])\.",
    rf"(?<=[{_UPPER}][{_UPPER}])\.",
]

# spaCy takes «жоқ.балам» and «8айлық.екпе» for addresses on the web: people leave the space out behind a full stop.
URL_PATTERN: Final = re.compile(
    r"(?:(?:https?|ftp)://\S+|www\.\S+"
    r"|(?:[a-z0-9-]+\.)+(?:com|edu|gov|info|io|kz|me|net|org|ru)(?:[/?#:]\S*)?)$",
    re.IGNORECASE | re.ASCII,
)
