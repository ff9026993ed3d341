"""Hostile texts: whatever might cost a reader more than its length, over all of Unicode and over our own rules.

Each text has a name, the kind it is of, and is made from a seed. Lone surrogates are left out: channels refuse them.
"""

from __future__ import annotations

import itertools
import random
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from kazakh.script import MAX_LENGTH

#: Words that our own rules look for, by what they are; each kind is repeated, mixed, and joined in several ways.
TRIGGERS: Final[dict[str, str]] = {
    "danger": "тырысып жатыр есінен танды көгеріп кетті тұншығып судороги задыхается дем ала алмай құсады талып",
    "denials": "жоқ емес нет не без ни жоқ тырысқан емес судорог нет қызуы жоқ",
    "suppositions": "тырысса болса ма егер если могут қорқам боюсь дейді рас па бұрын былтыр когда",
    "signs": "қызуы бөртпе жөтел температура сыпь кашель құсу понос бас ауыр",
    "ages": "балам 3 жаста 8 айлық ұлым 4-те полтора года екі жарым жаста дочке 5 недель 6 жасқа",
    "dates": "15.05.2022 25 қараша 2021 жылы 15 мамырда туған екі мың жиырма үшінші жылы 25.11 2022-05-15",
    "numbers": "он сегіз жиырма бес екі үш төрт бес алты қырық жеті екінші бірінші пятнадцать сорок два",
    "times": "екі апта бұрын 3 күн болды вчера кеше сағат 5-те в 5 утра 18:30 через 2 недели бүгін таңнан",
    "doses": "екпе алды келесі екіншісін салдырды бір рет алмаған первую сделали прививок нет вторую не делали",
    "places": "абай алға қазалы әйтеке би бірлік ажар шәкен тапа майдакөл өркендеу қызылорда ауыл",
    "people": "тағы балам екінші балам младшему мужу жена анам жүктімін беременна көршінің баласы маған",
    "contact": "контакт араласты бірге болды садикте корь топта қызылша ауырды рядом с больным",
    "marks": "т.б. қ. :-) ж.б. т.с.с. млн. 12.05 39,5 1/2 2-ші 5-ти",
    "small words": "ма ме ба бе па пе ли да и де та те а но ал бірақ",
}
_JOINTS: Final = (" ", "", ",", ". ", " - ", "\n", "/", "?", " и ")
_ALPHABETS: Final = {
    "cyrillic": "абвгдежзийклмнопрстуфхцчшщыьэюяәғқңөұүһі",
    "latin": "abcdefghijklmnopqrstuvwxyz",
    "mixed": "абвжекпесауaeiopxyk",
    "alike": "аaеeоoрpсcуyхx",
}
_MARKS: Final = ",.:;!?()[]{}<>«»\"'`-–—/\\|_+=*&^%$#@~…№°₸€"


class Text(NamedTuple):
    """A hostile text and its kind."""

    kind: str
    text: str


def texts(seed: int = 0, rounds: int = 1) -> Iterator[Text]:
    """All kinds of hostile texts, ``rounds`` of each, none longer than what is read."""
    for number in range(rounds):
        rng = random.Random(f"{seed} {number}")
        for make in (_of_classes, _of_chunks, _of_numbers, _of_words, _of_triggers, _near_misses, _odd):
            for kind, text in make(rng):
                yield Text(kind, text[:MAX_LENGTH])


@lru_cache(maxsize=1)
def _by_class() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for char in map(chr, range(sys.maxunicode + 1)):
        found[unicodedata.category(char)].append(char)
    del found["Cs"]
    return dict(found)


def _of_classes(rng: random.Random) -> Iterator[tuple[str, str]]:
    """Every general category: one sign, two in turn, many at random, in words, between letters, beside digits."""
    for name, signs in sorted(_by_class().items()):
        some = [rng.choice(signs) for _ in range(6)]
        yield f"{name} one", some[0] * MAX_LENGTH
        yield f"{name} two in turn", (some[0] + some[1]) * MAX_LENGTH
        yield f"{name} few", _mixed(rng, some)
        yield f"{name} many", _mixed(rng, signs)
        yield f"{name} single", " ".join(rng.choice(signs) for _ in range(MAX_LENGTH // 2))
        for size in (2, 4, 8, 16, 40):
            yield f"{name} words of {size}", _words(rng, signs, size)
        yield f"{name} after letters", _mixed(rng, [letter + sign for letter in "аық" for sign in some])
        yield (
            f"{name} around letters",
            " ".join(f"{rng.choice(signs)}{rng.choice('абқі')}{rng.choice(signs)}" for _ in range(MAX_LENGTH // 4)),
        )
        digits = (f"{rng.randrange(40)}{rng.choice(signs)}" for _ in range(MAX_LENGTH // 3))
        yield f"{name} after digits", " ".join(digits)
    names = sorted(_by_class())
    for _ in range(40):
        one, two = rng.sample(names, 2)
        yield f"{one} and {two}", _mixed(rng, [rng.choice(_by_class()[name]) for name in (one, two) for _ in range(30)])
    yield "all classes", _mixed(rng, [rng.choice(_by_class()[name]) for name in names for _ in range(20)])


def _of_chunks(rng: random.Random) -> Iterator[tuple[str, str]]:
    """Long chunks without spaces, marks around letters, endings that look like suffixes."""
    for mark in _MARKS:
        yield f"run of {mark}", mark * MAX_LENGTH
        yield f"letters between {mark}", ("ба" + mark) * MAX_LENGTH
        yield f"{mark} around words", " ".join(f"{mark}{_word(rng, 'абвқі', 2)}{mark}" for _ in range(MAX_LENGTH // 4))
        yield f"{mark * 15} before a word", (mark * 15 + "а ") * MAX_LENGTH
    for size in (3, 9, 17, 33, 60, 99, 101, 400):
        yield f"chunks of {size}", _words(rng, "абвг1,.!'-()s", size)
        yield f"marks and letters, {size}", _words(rng, _MARKS + "абк1", size)
        yield f"marks only, {size}", _words(rng, _MARKS, size)
    for piece in "'s US$ 1км км² а1 1а ..а т.б. :-) a.b. www. http:// а- C$ °C.".split():
        yield f"{piece!r} without end", piece * MAX_LENGTH
        yield f"{piece!r} in chunks", (piece * 12 + " ") * MAX_LENGTH


def _of_numbers(rng: random.Random) -> Iterator[tuple[str, str]]:
    """Digits with every separator, long numbers, numbers beside units."""
    for mark in ("/", ".", ",", "-", ":", " ", "–", "+", " . ", " - ", ", "):
        yield f"1{mark}1", f"1{mark}" * MAX_LENGTH
        yield f"dates with {mark}", f"{mark}".join(str(rng.randrange(1, 32)) for _ in range(MAX_LENGTH))
        yield f"years with {mark}", f"{mark}".join(str(rng.randrange(1990, 2030)) for _ in range(MAX_LENGTH))
    for unit in ("жас", "ай", " ай ", " лет ", " күн ", "-ші ", " рет ", "°", " апта бұрын ", " жыл "):
        yield f"numbers with {unit!r}", "".join(f"{rng.randrange(1, 40)}{unit} " for _ in range(MAX_LENGTH))
    yield "one number", "7" * MAX_LENGTH
    yield "phones", " ".join(f"8701{rng.randrange(10**7):07d}" for _ in range(MAX_LENGTH // 12))
    yield "cards", " ".join(f"{rng.randrange(10**4):04d}" for _ in range(MAX_LENGTH // 5))
    points = (f"{rng.uniform(40, 50):.4f}, {rng.uniform(50, 70):.4f}" for _ in range(MAX_LENGTH // 16))
    yield "coordinates", " ".join(points)
    yield "mails", " ".join(f"{_word(rng, 'abc', 5)}@{_word(rng, 'abc', 3)}" for _ in range(MAX_LENGTH // 10))


def _of_words(rng: random.Random) -> Iterator[tuple[str, str]]:
    """Invented words of our alphabets, of all lengths."""
    for name, letters in _ALPHABETS.items():
        for size in (1, 2, 3, 4, 5, 6, 8, 12, 20, 60, 120, 2000):
            yield f"{name} words of {size}", _words(rng, letters, size)
        yield f"{name} words of all lengths", " ".join(_word(rng, letters, rng.randrange(1, 30)) for _ in range(400))
        yield f"{name} letter without end", rng.choice(letters) * MAX_LENGTH
        yield f"{name} in commas", ",".join(_word(rng, letters, rng.randrange(1, 6)) for _ in range(700))


def _of_triggers(rng: random.Random) -> Iterator[tuple[str, str]]:
    """Our own trigger words: each alone, in turn, at random, of two kinds, with every joint."""
    for kind, line in TRIGGERS.items():
        words = line.split()
        for word in words:
            yield f"{kind}: {word}", f"{word} " * MAX_LENGTH
        for joint in _JOINTS:
            yield f"{kind} in turn, {joint!r}", joint.join(itertools.islice(itertools.cycle(words), MAX_LENGTH))
            yield f"{kind} at random, {joint!r}", joint.join(rng.choices(words, k=MAX_LENGTH))
    for one, two in itertools.combinations(TRIGGERS, 2):
        words = f"{TRIGGERS[one]} {TRIGGERS[two]}".split()
        yield f"{one} and {two}", " ".join(rng.choices(words, k=MAX_LENGTH))
    every = " ".join(TRIGGERS.values()).split()
    for _ in range(20):
        yield "triggers of all kinds", " ".join(rng.choices([*every, ",", ".", "?"], k=MAX_LENGTH))


def _near_misses(rng: random.Random) -> Iterator[tuple[str, str]]:
    """Trigger words with one slip, with another ending, cut, doubled, in capitals and in Latin letters."""
    from kazakh.variants import VARIANTS, make_variant

    for kind, line in TRIGGERS.items():
        words = line.split()
        slips: Sequence[Callable[[str], str]] = (
            lambda word: word[:-1] or word,
            lambda word: word + rng.choice("аеңқсздм"),
            lambda word: word.replace(rng.choice(word), rng.choice("абвқі"), 1),
            lambda word: word * 2,
            lambda word: word.upper(),
        )
        yield f"{kind}, slips", " ".join(rng.choice(slips)(rng.choice(words)) for _ in range(MAX_LENGTH))
        for variant in VARIANTS:
            many = " ".join(rng.choices(words, k=MAX_LENGTH // 4))
            yield f"{kind}, {variant}", make_variant(many[:MAX_LENGTH], variant, rng)


def _odd(rng: random.Random) -> Iterator[tuple[str, str]]:
    """What Unicode has besides: marks on letters, families of emoji, right to left, one letter that becomes many."""
    marks = [chr(code) for code in range(0x300, 0x36F)]
    for count in (1, 3, 8, 18, 60):
        stacked = ("".join(rng.choices("абқіae", k=1) + rng.choices(marks, k=count)) for _ in range(MAX_LENGTH))
        yield f"letters with {count} marks", "".join(itertools.islice(stacked, MAX_LENGTH))
    yield "families", "👨‍👩‍👧‍👦" * MAX_LENGTH
    yield "families and words", "👨‍👩‍👧‍👦 бала " * MAX_LENGTH
    yield "flags", "".join(chr(0x1F1E6 + rng.randrange(26)) for _ in range(MAX_LENGTH))
    yield "right to left", "\u202e" + _words(rng, "אבגדהوزحط", 5)
    yield "letters that become many", "ﷺ" * MAX_LENGTH
    yield "letters that become many, in words", "ﷺ ﬃ ㎯ ½ ㌀ " * MAX_LENGTH
    yield "full width", _words(rng, "ＡＢＣ１２３（）！｜", 6)
    yield "mathematical letters", _words(rng, "𝐚𝐛𝐜𝟏𝟐", 4)
    yield "zero width", "\u200b\u200d\ufeff" * MAX_LENGTH
    yield "zero width between letters", "б\u200bа\u200dл\u2060а " * MAX_LENGTH
    yield "spaces", " " * MAX_LENGTH
    yield "spaces of all kinds", _mixed(rng, [" ", "\n", "\t", "\u00a0", "\u2003", "а"])
    yield "a dot on i", _words(rng, "İıi̇", 5)
    yield "sigmas", _words(rng, "ΣςσΑ", 4)
    yield "hangul parts", _words(rng, "".join(map(chr, range(0x1100, 0x1113))) + "ᅡᅢᆨ", 5)
    yield "square brackets", "[PHONE] [A" * MAX_LENGTH
    yield "slashes", '/inform{"a":1} ' * MAX_LENGTH


def _mixed(rng: random.Random, pieces: Sequence[str]) -> str:
    return "".join(rng.choices(pieces, k=MAX_LENGTH))


def _word(rng: random.Random, letters: str, size: int) -> str:
    return "".join(rng.choices(letters, k=size))


def _words(rng: random.Random, letters: Sequence[str], size: int) -> str:
    return " ".join("".join(rng.choices(letters, k=size)) for _ in range(MAX_LENGTH // (size + 1) + 1))
