"""Addresses of homes in words, Kazakh and Russian: a street with its house, a house with its flat.

Districts, towns and villages stay: the nearest clinic depends on them.
"""

from __future__ import annotations

import re
from typing import Final

from rasa_project.privacy.shadow import Shadow

ADDRESS: Final = "[ADDRESS]"

_CAP: Final = r"(?:[А-ЯЁӘҒҚҢӨҰҮҺІA-Z][^\W\d_]{1,24}(?:-[^\W\d_]{1,15})?)"
_INITIAL: Final = r"(?:[А-ЯӘҒҚҢӨҰҮІA-Z]\.\s?)"
#: Towns stay, also where no comma parts them from the street.
_NO_TOWN: Final = r"(?!(?:Қазалы|Казал|Қызылорда|Кызылорд|Байқоңыр|Байконур|Арал)[^\W\d_]{0,6}\s)"
_CAPS: Final = (
    rf"(?:{_NO_TOWN}{_INITIAL}{{0,2}}{_CAP}"
    rf"(?:\s(?:{_CAP}|ата|батыр\w{{0,3}}|би|ана|хан|сұлтан|жырау|ақын|жолы)){{0,2}})"
)
_ANY: Final = r"(?:[^\W\d_]{3,24}(?:\s(?:ата|батыр\w{0,3}|би|ана|хан|сұлтан|жырау|ақын|жолы))?)"
#: No number of a house: it counts something.
_COUNTS: Final = (
    r"(?!\s?[-–]?\s?(?:жас|жыл|ай(?:лық|да|ы)?(?!\w)|айл|күн|кун|апта|сағат|мин|час|год|лет|г\b|мес|нед|дн|ден|доз|екпе|рет|раз"
    r"|градус|мл|кг|см|сынып|класс|кабинет|қабат|этаж|°|%|[.,:]\d|\d))"
)
_NUMBER: Final = rf"(?:№\s?)?\d{{1,4}}(?:\s?[абвгд](?![^\W\d_]))?(?:\s?[-/–]\s?\d{{1,4}}(?!\d))?{_COUNTS}"
_HOUSE_WORD: Final = r"(?:үй\w{0,4}|уй\w{0,3}|дом[ауе]?|д\.?|корп\w{0,4}\.?|к\.)"
_FLAT_WORD: Final = r"(?:пәтер\w{0,4}|патер\w{0,3}|квартир\w{0,2}|кв\.?|бөлме\w{0,2}|комнат\w{0,2}|п\.?)"
_SIGN: Final = r"[\s,.:№–-]{0,4}"
#: «12», «12 үй», «дом 12», «5 пәтер», «кв. 3»; each but the first says what it is.
_WORDED: Final = (
    rf"(?:{_SIGN}(?:{_HOUSE_WORD}|{_FLAT_WORD})(?<![^\W\d_]д){_SIGN}{_NUMBER}(?!\s?[-]?\s?(?:мл|мг))"
    rf"|{_SIGN}\d{{1,4}}[а-яa-z]?\s?-?\s?(?:{_HOUSE_WORD}|{_FLAT_WORD})(?![^\W\d_]))"
)
_FIRST: Final = rf"{_NUMBER}(?:\s?-?\s?(?i:үй\w{{0,4}}|уй\w{{0,3}}|дом)(?![^\W\d_]))?"
_REST: Final = rf"(?:[\s,]{{1,3}}{_FIRST})?(?:{_WORDED}){{0,3}}"
_NEED_NUMBER: Final = rf"(?:[\s,]{{1,3}}{_FIRST}(?:{_WORDED}){{0,3}}|(?:{_WORDED}){{1,3}})"

_STREET_KK: Final = (
    r"(?:көшесі\w{0,8}|кошеси\w{0,8}|көш\.|к-с[іи]|даңғыл\w{0,7}|ықшамаудан\w{0,7}|мөлтек\s?аудан\w{0,7}|тұйығы)"
)
_STREET_RU: Final = (
    r"(?:улиц[аеыу]й?|ул\.|проспект\w{0,2}|пр-?к?т\.?|пр\.|переул\w{0,4}|пер\.|бульвар\w{0,2}|шоссе|проезд\w{0,2}|алле[яией]{1,2}"
    r"|мкр\.?|микрорайон\w{0,2}|площад[ьи]|жк|тұйық көше\w{0,6})"
)
_AGES: Final = (
    r"(?!(?:бала|балам|қыз|кыз|немере|мен|и|жеті|он|бес|екі|үш|бір|төрт|алты|сегіз|тоғыз|туған|туылған|ауыр|мой|наш|не)"
    r"(?:\w{0,4})(?!\w))"
)
_NOT_STREETS: Final = (
    r"(?!(?:біз|біздің|қай|кай|осы|сол|бас|басты|бұл|бул|ауыл|ауылдың|қаланың|кент|кенттің|барлық|бір|екі|үй|сіз|сіздің"
    r"|оның|немесе|және|мен|тұрамыз|үйіміз|көп|толы|бала|балам|баламның|таза|тар|кең|ұзын|өз|сосын|қандай)(?!\w))"
)
_KK: Final = ("көшес", "кошес", "көш.", "к-с", "даңғыл", "ықшам", "мөлтек", "тұйығы")
_RU: Final = (
    "улиц", "ул.", "просп", "пр-", "пр.", "прт", "пкт", "переул", "пер.", "бульв", "шоссе", "проезд", "алле", "мкр",
    "микрор", "площад", "жк", "тұйық",
)  # fmt: skip
_STREETS: Final = (
    # Қорқыт ата көшесі 34-үй
    (
        re.compile(rf"(?<![\w.])(?:{_CAPS}|{_NOT_STREETS}{_ANY}|\d{{1,3}}(?:-?ші|-?шы)?)\s(?i:{_STREET_KK}){_REST}"),
        _KK,
    ),
    (re.compile(rf"(?<![\w.])(?:{_CAPS})\s(?:к\.|ул\.){_REST}"), (" к.", " ул.")),
    (
        re.compile(
            rf"(?<![\w.])(?i:(?:тұйық )?көше(?:сі)?)\s?:?\s{_CAPS}[\s,]{{0,3}}(?:үй\w{{0,3}})?{_SIGN}{_FIRST}"
            rf"(?:{_WORDED}){{0,2}}"
        ),
        ("көше",),
    ),
    (re.compile(rf"(?<![\w.])(?i:улица):\s{_ANY}[\s,]{{0,3}}{_NEED_NUMBER}"), ("улица:",)),
    (re.compile(rf"(?<![\w.])(?i:орталық көше|тұйық көше){_NEED_NUMBER}"), ("ық көше",)),
    # ул. Ленина, д. 5, кв. 3; ул. 8 Марта; мкр Акмешит 12
    (re.compile(rf"(?<![\w.])(?i:{_STREET_RU})\s?(?:{_CAPS}|\d{{1,3}}(?:\sлет)?\s{_CAP}){_REST}"), _RU),
    (
        re.compile(rf"(?<![\w.])(?i:{_STREET_RU})\s?{_AGES}[^\W\d_]{{3,24}}(?:\s[^\W\d_]{{3,24}})?{_NEED_NUMBER}"),
        _RU,
    ),
    (
        re.compile(
            rf"(?<![\w.])(?i:{_STREET_RU})\s?\d{{1,3}}[\s,]{{1,3}}{_HOUSE_WORD}{_SIGN}{_NUMBER}(?:{_WORDED}){{0,2}}"
        ),
        _RU,
    ),
    # ул ленина 5-3; ул абая
    (re.compile(rf"(?<![\w.])(?i:ул)\s{_AGES}[^\W\d_]{{3,24}}(?:\s[^\W\d_]{{3,24}})?{_NEED_NUMBER}"), ("ул ",)),
    (
        re.compile(
            rf"(?<![\w.])(?i:ул)\s(?:{_CAPS}|{_AGES}[^\W\d_]{{2,20}}(?:ева|ова|ина|ая|ого|кого|ей))(?!\w){_REST}"
        ),
        ("ул ",),
    ),
    # a dormitory
    (
        re.compile(rf"(?<![\w.])(?i:общежити\w{{1,2}}|жатақхана\w{{0,3}}){_SIGN}{_NUMBER}(?:{_WORDED}){{0,2}}"),
        ("общежит", "жатақхана"),
    ),
)
#: A house with its flat, with what stands before them where that is a name.
_HOUSE_AND_FLAT: Final = (
    re.compile(
        rf"(?<![\w.])(?:{_CAPS}[\s,]{{1,3}})?(?i:{_HOUSE_WORD}){_SIGN}{_NUMBER}[\s,]{{0,3}}(?i:{_FLAT_WORD}){_SIGN}{_NUMBER}"
    ),
    re.compile(rf"(?<![\w.])(?i:{_FLAT_WORD}){_SIGN}{_NUMBER}[\s,]{{0,3}}(?i:{_HOUSE_WORD}){_SIGN}{_NUMBER}"),
    re.compile(
        rf"(?<![\w.])(?:{_CAPS}[\s,]{{1,3}})?\d{{1,4}}\s?-?\s?(?i:үй\w{{0,3}}|уй)[\s,]{{1,3}}\d{{1,4}}\s?-?\s?(?i:{_FLAT_WORD})(?!\w)"
    ),
    # Ленина 5 кв 3; Төле би көшесі 15, 8 пәтер
    re.compile(
        rf"(?<![\w.])(?:{_CAPS}|[^\W\d_]{{3,20}}(?:ева|ова|ина|ая))[\s,]{{1,3}}{_NUMBER}[\s,]{{1,3}}"
        rf"(?:(?i:квартир\w{{0,2}}|кв\.?|пәтер\w{{0,3}}){_SIGN}{_NUMBER}|\d{{1,4}}\s?-?\s?(?i:пәтер\w{{0,3}}|патер|кв))(?!\w)"
    ),
    re.compile(rf"(?<![\w.])(?:{_CAP}\s(?:{_CAP}|жолы|батыр|ата|би))\s\d{{1,4}}\s?-?\s?(?i:үй|дом)(?!\w)"),
)
#: After a word for an address: a name and its number.
_LABELLED: Final = re.compile(
    r"(?<![^\W\d_])(?i:мекен-?\s?жай\w{0,6}|мекенжай\w{0,6}|адрес\w{0,3}|прописан\w{0,2}|тіркелген жер\w{0,4}|үйіміз"
    r"|приезжайте|келіңіз\w{0,3}|проживаем|проживаю|тұратын жер\w{0,6})"
    rf"[\s:,–-]{{1,3}}(?:(?:{_CAP}(?:\sқаласы|\sкенті|\sауылы)?,\s)?)"
    rf"(?P<it>(?:{_CAPS}|[^\W\d_]{{3,20}}(?:\s[^\W\d_]{{3,20}})?)[\s,]{{1,3}}{_NUMBER}(?:{_WORDED}){{0,2}})"
)
_INDEX: Final = re.compile(
    r"(?<![^\W\d_])(?:(?i:индекс\w{0,3}|инд\.?)\s?:?\s?(?=\d)|(?=120\d{3},?\s[А-ЯҚӘ]))(?P<it>\d{6})(?!\d)"
)
#: A street without a house is somebody's address only where somebody says to live there.
_LIVES: Final = re.compile(
    r"тұрам|турам|тұрғын|тұратын|тұрып|мекен-?\s?жай|адрес|жив[уеё]|прожива|прописа|тіркелген|біздің үй|үйіміз"
)
_LABELS: Final = (
    "мекен", "адрес", "прописан", "тіркелген", "үйіміз", "приезжайте", "келіңіз", "прожива", "тұратын",
)  # fmt: skip
_FLATS: Final = ("үй", "уй", "дом", "д.", "кв", "пәтер", "патер", "бөлме", "комнат")


def find_addresses(shadow: Shadow) -> None:
    """Replace addresses by ``[ADDRESS]``."""
    lives = _LIVES.search(shadow.low) is not None
    for pattern, only_with in _STREETS:
        shadow.take(
            pattern,
            ADDRESS,
            lambda match: lives or any(sign.isdecimal() for sign in match[0]),
            cased=True,
            only_with=only_with,
        )
    if not any(sign.isdecimal() for sign in shadow.view):
        return
    shadow.take(_INDEX, ADDRESS, cased=True, only_with=("120", "инд"))
    shadow.take(_LABELLED, ADDRESS, cased=True, only_with=_LABELS)
    for pattern in _HOUSE_AND_FLAT:
        shadow.take(pattern, ADDRESS, cased=True, only_with=_FLATS)
