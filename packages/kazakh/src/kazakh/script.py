"""One form for every way of typing: Cyrillic, Russian keyboard, Latin, look-alikes, noise.

Two levels, because they serve two ends:

* :func:`normalise` gives readable text in Cyrillic lower case. It keeps what the person meant to
  write and does not change correct Russian or Kazakh (but for case, spaces and emoji).
* :func:`fold` goes on from there to a form in which spellings fall together: ``мақалша``,
  ``макалша``, ``maqalsha`` and ``makalwa`` all become ``макалша``. It is for comparing, never for
  showing.

Both are idempotent and take any Unicode text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from .alphabet import (
    FOLD,
    FOREIGN_CYRILLIC,
    LATIN_GROUPS,
    LATIN_LETTERS,
    LOOKALIKES,
)
from .memory import remembered

#: Characters of a message that are read; what a person has to say stands in them.
MAX_LENGTH: Final = 2000

#: Abbreviations and names that stay as they are though they are Latin, with their folded form.
KEPT_LATIN: Final[dict[str, str]] = {
    "mmr": "ккп", "kkp": "ккп", "mmp": "ккп", "kpk": "ккп", "qqp": "ккп", "pcr": "пцр",
    "igg": "антитело", "igm": "антитело", "egov": "егов", "damumed": "дамумед", "ok": "ок",
    "okay": "ок", "whatsapp": "ватсап", "telegram": "телеграм",
}  # fmt: skip

#: Latin letters after which chat spelling uses ``y`` for й (``qoy``, ``nemese qay``), not for ы.
_VOWELS: Final = "aeiouáóúäöüıūəy"

#: Text of these letters, digits and marks needs no Unicode normalisation.
_PLAIN: Final = re.compile(r"[ -~\nа-яёәғқңөұүһіА-ЯЁӘҒҚҢӨҰҮҺІ«»–—…№]*")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['ʼ’][^\W\d_]+)*")
_LATIN: Final = re.compile(r"[a-zà-ɏəʼ’']+")
_REPEATS: Final = re.compile(r"([^\W\d_])\1{2,}")
_ASCII: Final = re.compile(r"[a-zə]")
_CYRILLIC: Final = re.compile(r"[а-ӿ]")
#: Stands between words that are folded together: a mark that nobody types, and that no other becomes.
_BETWEEN: Final = "※"
_SPACES: Final = re.compile(r"\s+")
_FOLD_TABLE: Final = str.maketrans(FOLD)
_FOREIGN_TABLE: Final = str.maketrans(FOREIGN_CYRILLIC)
_LOOKALIKE_TABLE: Final = str.maketrans(LOOKALIKES)
_CYRILLIC_OF_GROUP: Final = dict(LATIN_GROUPS)
#: The first group that fits, as they are listed, or one letter.
_GROUP_OR_LETTER: Final = re.compile("|".join([*map(re.escape, _CYRILLIC_OF_GROUP), "."]), re.DOTALL)
_LATIN_TABLE: Final = str.maketrans({a: b for a, b in LATIN_LETTERS.items() if len(a) == 1})


def clean(text: str) -> str:
    """Lower case without emoji, control and invisible characters, long repeats and spare spaces.

    ``"Сәлеееем!!! 😀"`` becomes ``"сәлем!!!"``. Reads the first :data:`MAX_LENGTH` characters.
    """
    return _clean(text[:MAX_LENGTH])


def _clean(text: str) -> str:
    if _PLAIN.fullmatch(text):  # nearly every message; the rest costs ten times as much
        text = text.lower()
    else:
        text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).lower())
        text = "".join(map(_kept, text))
    text = _REPEATS.sub(r"\1", text)
    return _SPACES.sub(" ", text).strip()


def normalise(text: str) -> str:
    """Readable Cyrillic in lower case: :func:`clean`, Latin transliterated, look-alikes mended.

    Russian stays Russian: ``"Сыпь по телу"`` becomes ``"сыпь по телу"``.
    """
    return _normalise(clean(text))


def _normalise(cleaned: str) -> str:
    return _WORD.sub(lambda match: normalise_word(match.group()), cleaned)


def fold(text: str) -> str:
    """The form for comparing: normalised, then letters that keyboards confuse made one.

    ``ә а``, ``ғ г``, ``қ к``, ``ң н``, ``ө о``, ``ұ ү у``, ``һ х``, ``і ы и й``, ``э ё е`` fall together.
    """
    return fold_normalised(normalise(text))


def fold_each(words: Sequence[str]) -> list[str]:
    """:func:`fold` of each word, in one pass over all of them."""
    plain: list[str] = []
    odd: list[str] = []
    for word in dict.fromkeys(words):
        (plain if _PLAIN.fullmatch(word) and "|" not in word else odd).append(word)
    folded = _folded_together(plain, "|") | _folded_together([word for word in odd if _BETWEEN not in word], _BETWEEN)
    return [folded[word] if word in folded else fold(word) for word in words]


def _folded_together(words: Sequence[str], between: str) -> dict[str, str]:
    parts = fold_normalised(_normalise(_clean(between.join(words)))).split(between)
    return dict(zip(words, map(str.strip, parts))) if len(parts) == len(words) else {}


def fold_normalised(text: str) -> str:
    """As :func:`fold`, for text that went through :func:`normalise` before."""
    return _REPEATS.sub(r"\1", text.translate(_FOLD_TABLE))


@remembered
def _kept(char: str) -> str:
    category = unicodedata.category(char)
    if category in {"Cf", "Mn", "Me"}:  # zero-width, right-to-left marks, stray accents
        return ""
    if category[0] == "C" or category in {"So", "Sk"}:
        return " "
    return char


@remembered
def normalise_word(word: str) -> str:
    """:func:`normalise` of one word that went through :func:`clean` before."""
    word = word.translate(_FOREIGN_TABLE)
    if word in KEPT_LATIN:
        return KEPT_LATIN[word]
    if _LATIN.fullmatch(word):
        return _REPEATS.sub(r"\1", latin_to_cyrillic(word))
    if _ASCII.search(word) and _CYRILLIC.search(word):
        mended = word.translate(_LOOKALIKE_TABLE).translate(_LATIN_TABLE)
        return _REPEATS.sub(r"\1", mended)
    return word


def latin_to_cyrillic(word: str) -> str:
    """A lower-case Latin word in Cyrillic, by longest group first.

    Takes both official alphabets and chat spelling; ``qyzylorda``, ``kyzylorda``, ``qızılorda`` differ
    only in letters that :func:`fold` makes one.
    """
    return _GROUP_OR_LETTER.sub(
        lambda match: _CYRILLIC_OF_GROUP.get(match.group()) or _letter(word, match.start()), word
    )


def _letter(word: str, position: int) -> str:
    letter = word[position]
    before = word[position - 1] if position else ""
    after = word[position + 1] if position + 1 < len(word) else ""
    if letter == "y" and (before in _VOWELS.replace("y", "") and before):
        return "й"
    if letter == "w" and (after in _VOWELS or before in _VOWELS) and not _chat_sh(word):
        return "у"
    if letter == "c" and after in ("e", "i"):
        return "с"
    return LATIN_LETTERS.get(letter, letter)


def _chat_sh(word: str) -> bool:
    """Whether the writer uses ``w`` for ш, which is usual where no ``sh`` stands in the word."""
    return "sh" not in word
