"""Numbers that point to a person: phones, IINs, cards, documents, car plates, coordinates.

Sources of the rules: the IIN's layout and checksum are those of Kazakhstan's individual identification number
(six digits of birth date, a digit of century and sex from 0 to 6, four of order, one control digit); cards: ISO/IEC
7812 (Luhn); phones: Kazakhstan's numbering plan (8 or +7, three digits that begin with 7, seven digits); plates: its
state standard (three digits, two or three letters, two digits of the region; before 2012 a letter first).
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from rasa_project.privacy.shadow import DATE, KEPT, Shadow

PHONE: Final = "[PHONE]"
#: Not "[IIN]": the bot would read that as a question about vaccination records.
IIN: Final = "[ID]"
CARD: Final = "[CARD]"
PLACE: Final = "[PLACE]"
NUMBER: Final = "[NUMBER]"

_PHONE_DIGITS: Final = 11

#: What people put between the digits of one number; zero-width characters too.
_SEP: Final = "[\\s\\-‐-―().·\u200b-\u200f\u2060]"
_GAP: Final = f"{_SEP}{{0,4}}"
#: And what only some do; between these the groups of digits must look like a phone's.
_WIDE: Final = "[\\s\\-‐-―().·\u200b-\u200f\u2060,/*_|~=:;'’\"]{0,5}"

#: A number to call that follows is no part of it.
_NO_CALL: Final = r"(?!(?<!\d)(?:103|112|1414)(?!\d))"
_MORE: Final = f"{_GAP}{_NO_CALL}"

_DECIMAL: Final = r"[-+−]?\d{1,3}[.,]\d{3,}"
_COORDINATES: Final = re.compile(
    r"(?<!\w)geo:\s?-?\d{1,3}[.,]\d{1,8}[,;\s]{1,2}-?\d{1,3}[.,]\d{1,8}(?:;[\w=.]{1,20})?"
    rf"|(?<![\d.,])[nsewс]?{_DECIMAL}[^\d\n]{{1,15}}{_DECIMAL}(?!\d)\s?[nsewсв]?(?!\w)"  # 45.7662, 62.1080
    r"|(?<![\d.,])[-+−]?\d{1,3}[.,]\d{4,}(?!\d)"  # one of them alone
    r"|(?<![\d.,])(?:4\d|5[0-6])[.,]\d{2}\s?[nс]?[,;\s]{1,3}(?:4[6-9]|[5-7]\d|8[0-8])[.,]\d{2}(?![\d.,]\d)\s?[eв]?(?!\w)"
    r"|\d{1,3}\s?(?:°|градус\w{0,3})\s?\d{1,2}(?:[.,]\d+)?\s?(?:['′’]|минут\w{0,2})"
    r"(?:\s?\d{1,2}(?:[.,]\d{1,6})?\s?(?:[\"″”]|''|секунд\w{0,2}))?\s?[nsewсювз]?(?!\w)"
    r"|\d{1,3}[.,]\d{2,}\s?°\s?[nsewсювз]?",
)
_LABELLED_COORDINATE: Final = re.compile(
    r"(?<![^\W\d_])(?:широт\w{0,2}|долгот\w{0,2}|ендік\w{0,3}|бойлық\w{0,3}|lat\w{0,6}|lon\w{0,7}|lng)"
    r"[\s:=]{0,3}(?P<it>[-+−]?\d{1,3}[.,]\d{1,8})",
)
_PLUS_CODE: Final = re.compile(
    r"(?<![\w+])(?=[0-9]{0,8}[cfghjmpqrvwx])[23456789cfghjmpqrvwx]{4,8}\+[23456789cfghjmpqrvwx]{2,3}(?!\w)"
)

_DAY_FIRST: Final = r"(?P<d>\d{1,2})(?P<s>[./-])(?P<m>\d{1,2})(?P=s)(?P<y>\d{4}|\d{2})"
_YEAR_FIRST: Final = r"(?P<y2>\d{4})(?P<s2>[./-])(?P<m2>\d{1,2})(?P=s2)(?P<d2>\d{1,2})"
_DATE: Final = re.compile(rf"(?<![\d+])(?<!\d[./-])(?:{_DAY_FIRST}|{_YEAR_FIRST})(?![./-]?\d)")
_TEMPERATURE: Final = re.compile(r"(?<!\d)(?<!\d[.,-])(?:3[4-9]|4[0-3])[.,]\d{1,2}(?![\d]|[.,-]\d)")

_CARD: Final = re.compile(rf"(?<!\d)\d(?:{_SEP}?\d){{12,15}}(?:[-.]?\d){{0,3}}(?!\d)")
#: Groups of four, whatever their control digit: a digit may be mistyped or missing.
_GROUPS: Final = re.compile(r"(?<!\d)\d{4}([ ._\u00a0-])\d{4}\1\d{4}\1\d{1,4}(?:\1(?!103|112)\d{3})?(?!\d)")
_YEARS: Final = re.compile(r"(?:(?:19|20)\d\d\D?){2,}")
_IBAN: Final = re.compile(r"(?<!\w)kz\s?\d{2}(?:[ ]?[a-z0-9]){14,16}(?!\w)")
_IIN: Final = re.compile(rf"(?<!\d)\d(?:{_SEP}?\d){{11}}(?!\d)")
_PHONE: Final = re.compile(
    rf"(?<!\d)(?:\+|00){_GAP}7(?:{_GAP}\d){{10}}(?!\d)"
    rf"|(?<!\d)(?:\+|00){_GAP}[1-9](?:{_GAP}\d){{7}}(?:{_MORE}\d){{0,4}}\d{{0,3}}(?!\d)"  # any country
    rf"|(?<!\d)[78]{_GAP}[3-9](?:{_GAP}\d){{9}}(?!\d)"  # 8 701 123 45 67
    rf"|(?<!\d)7(?:{_GAP}\d){{9}}(?!\d)"  # 701 123 45 67
    r"|(?<!\d)87\d{5,8}(?!\d)"  # the beginning of one
)
#: «0123456 103»: not a phone that ends in 103.
_THEN_A_CALL: Final = re.compile(r"\d{5,7}\D{1,4}(?:103|112|101|102|1414)")
_WIDE_PHONE: Final = re.compile(rf"(?<!\d)[78]{_WIDE}[3-9](?:{_WIDE}\d){{9}}(?!\d)|(?<!\d)7(?:{_WIDE}\d){{9}}(?!\d)")
#: «87011 я 234567»: one letter of no meaning in a phone.
_SPLIT_PHONE: Final = re.compile(r"(?<!\d)(?:\+\s?)?[78][3-9]\d{1,7}\s{1,2}[^\W\d_]\s{1,2}\d{2,8}(?!\d)")
#: «9 7 0 3 1 4 3 0 0 1 2 3»: more single digits than a phone has, whatever their control digit.
_SINGLE_DIGITS: Final = re.compile(rf"(?<!\d)(?<!\d{_SEP})\d(?:{_SEP}{{1,2}}\d){{11,40}}(?!\d|{_SEP}\d(?!\d))")
#: A short local number is told from an age or a date only by the word before it.
_LOCAL: Final = re.compile(
    r"(?<![^\W\d_])(?:тел|тлф|ұялы|уялы|нөмір|номер|номір|ватс|вотс|ватц|вацап|уатс|whats?app|phone|сотка|моб|связь)"
    rf"[^\W\d_]{{0,12}}[^\w\n]{{0,4}}(?!(?:[78]{_GAP})?[3-9](?:{_GAP}\d){{9}})(?P<it>\d(?:{_SEP}?\d){{4}}(?:[-.()]?\d){{0,5}})(?!\d)",
)
_ALSO_A_DATE: Final = re.compile(r"\d{1,2}\.\d{1,2}\.(?:[01]\d|2[0-7]|(?:19|20)\d\d)|(?:19|20)\d\d[-.]\d\d[-.]\d\d")
_LONG: Final = re.compile(r"\d{9,}")
_SEVEN_DIGITS: Final = re.compile(r"(?:\d\D{0,5}?){6}")
_CALLS: Final = (
    "тел", "тлф", "ұялы", "уялы", "нөмір", "номер", "номір", "ватс", "вотс", "ватц", "вацап", "уатс", "whats", "phone",
    "сотка", "моб", "связь",
)  # fmt: skip
_DOCUMENTS: Final = (
    "карт", "медкниж", "паспорт", "төлқұжат", "толкужат", "куәл", "куал", "удостов", "свидет", "св-в", "сертиф",
    "полис", "осмс", "мәмс", "иин", "жсн", "снилс", "билет", "права", "направ", "жолдама", "талон", "анализ", "болезни",
    "тарих", "рпн", "прикреп", "тіркеу", "заявк", "өтініш", "больнич", "лист", "шот", "договор",
)  # fmt: skip
_MANY_DIGITS: Final = re.compile(r"(?:\d\D{0,8}?){3}")

_LABEL: Final = (
    r"(?:мед\w{0,9}\.?\s?карт\w{0,3}|медкнижк\w{0,2}|карт\w{0,4}\s?(?:№|нөмір\w{0,3}|номер\w{0,2})"
    r"|амбулатор\w{0,5}\s?карт\w{0,4}|\w{0,6}паспорт\w{0,4}|төлқұжат\w{0,4}|толкужат\w{0,4}|куәлі\w{0,4}|куали\w{0,4}"
    r"|удостоверени\w{0,2}|свидетельств\w{0,2}|св-в[оа]|сертификат\w{0,4}|полис\w{0,4}|осмс|мәмс\w{0,3}|иин|жсн"
    r"|снилс|билет\w{0,3}|права|направлени\w{0,2}|жолдама\w{0,3}|талон\w{0,3}|анализ\w{0,4}|истори\w{1,2} болезни"
    r"|ауру тарих\w{0,3}|рпн|прикреплени\w{0,2}|тіркеу|заявк\w{0,2}|өтініш\w{0,4}|больничн\w{1,4}|лист\w{0,2}"
    r"|id-?карт\w{0,3}|шот\w{0,3}|есепшот\w{0,3}|договор\w{0,3})"
)
_FILLER: Final = (
    r"(?:\s{0,2}(?:№|n[o°]?\.?(?=\s)|нөмір\w{0,3}|номер\w{0,2}|серия\w{0,3}|ребенка|ребёнка|баланың|личности|рф|соңы"
    r"|начинается|кончается|о рождении|лист\w{0,2}|басы|қазақстан\w{0,4}|[:—–=#]|-(?=\s))){0,4}"
)
_DOCUMENT: Final = re.compile(
    rf"(?<![^\W\d_]){_LABEL}(?P<number>{_FILLER})\s{{0,2}}"
    r"(?P<it>(?:[a-zа-яі]{1,3}[-\s]?){0,2}(?:\d{6}[-\s]\d{6}|\d{3}-\d{3}-\d{3}[-\s]\d{2}"
    r"|\d{2,4}[-\s](?:\d{2}[-\s])?\d{6,7}|\d(?:-?\d){3,13}))(?!\w|[.,]\d)",
)
_SERIES: Final = re.compile(r"(?<!\w)(?:[NQAКК]\s?\d{8}|№\s?\d{6,12}|[A-Z]{2}\s?\d{7})(?!\w|[.,]\d)")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_PLATE: Final = re.compile(
    r"(?<!\w)(?:KZ\s?)?\d{3}\s?(?P<l>[A-Z]{2,3}|[АВСЕНКМОРТХУ]{2,3})\s?(?:0[1-9]|1\d|20)(?![\w.,]\d|\w)"
    r"|(?<!\w)\d{3}[a-z]{3}(?:0[1-9]|1\d|20)(?!\w)"
    r"|(?<!\w)[A-ZА-Я]\s?\d{3}\s?(?:[A-Z]{2,3}|[АВСЕНКМОРТХУ]{2,3})(?:\s?\d{2})?(?!\w)"
)
_NO_PLATES: Final = frozenset({"ККП", "МЕ", "МКГ", "КПК", "MMR", "ММР", "IU", "ML", "MG"})


def has_many_digits(text: str) -> bool:
    """Whether there are enough digits close together for any number of a person."""
    return "°" in text or "geo:" in text or "+" in text or _MANY_DIGITS.search(text) is not None


def find_places(shadow: Shadow) -> None:
    """Replace coordinates and Plus Codes; before dates and temperatures are put aside."""
    shadow.take(_COORDINATES, PLACE, only_with=(".", ",", "°", "градус"))
    shadow.take(_LABELLED_COORDINATE, PLACE, only_with=("широт", "долгот", "ендік", "бойлық", "lat", "lon", "lng"))
    shadow.take(_PLUS_CODE, PLACE, only_with=("+",))


def find_local_phones(shadow: Shadow) -> None:
    """Replace short numbers after «тел» and the like; before dates, which «2-12-34» would be one of.

    And phones that a letter parts, whose halves would be such numbers.
    """
    shadow.take(_SPLIT_PHONE, PHONE, lambda match: len(digits_of(match[0])) == _PHONE_DIGITS)
    shadow.take(
        _LOCAL,
        PHONE,
        lambda match: not _ALSO_A_DATE.match(match["it"]) and not _is_service(match["it"]),
        only_with=_CALLS,
    )


def keep_dates(shadow: Shadow) -> None:
    """Put dates and temperatures aside: answers depend on them."""
    shadow.keep(_DATE, DATE, _is_real_date)
    shadow.keep(_TEMPERATURE, KEPT)


def find_numbers(shadow: Shadow) -> None:
    """Replace cards, IINs, accounts, documents, plates, phones and any run of nine digits."""
    shadow.take(_IBAN, NUMBER, only_with=("kz",))
    if _SEVEN_DIGITS.search(shadow.view):
        shadow.take(_GROUPS, CARD, lambda match: not _YEARS.fullmatch(match[0]))
        shadow.take(_CARD, CARD, lambda match: is_card(digits_of(match[0])))
        shadow.take(_IIN, IIN, lambda match: is_iin(digits_of(match[0])))
        shadow.take(_SINGLE_DIGITS, NUMBER)
        shadow.take(_SERIES, NUMBER, cased=True)
        shadow.take(_PHONE, PHONE, lambda match: not _THEN_A_CALL.fullmatch(match[0]))
        shadow.take(_WIDE_PHONE, PHONE, lambda match: _is_grouped(match) and not _THEN_A_CALL.fullmatch(match[0]))
    shadow.take(_DOCUMENT, NUMBER, _is_document, only_with=_DOCUMENTS)
    shadow.take_spans(_plates(shadow), NUMBER)
    shadow.take(_LONG, NUMBER)


def _plates(shadow: Shadow) -> list[tuple[int, int]]:
    """Car plates in the text as it is written: an O or I in one is a letter."""
    found = [match.span() for match in _PLATE.finditer(shadow.text) if match["l"] not in _NO_PLATES]
    return [(start, stop) for start, stop in found if not shadow.is_covered(start, stop)]


def is_iin(digits: str) -> bool:
    """Whether 12 digits are an IIN: a possible birth date, a century digit, and the control digit."""
    if len(digits) != 12:
        return False
    numbers = [int(digit) for digit in digits]
    if numbers[6] > 6 or not _is_date(2000 + int(digits[:2]), int(digits[2:4]), int(digits[4:6])):
        return False
    control = sum(number * weight for number, weight in zip(numbers, range(1, 12))) % 11
    if control == 10:
        control = sum(number * weight for number, weight in zip(numbers, (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2))) % 11
    return control == numbers[11]


def is_card(digits: str) -> bool:
    """Whether 13 to 19 digits pass Luhn's check."""
    if not 13 <= len(digits) <= 19:
        return False
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits))]
    return sum(number - 9 if number > 9 else number for number in doubled) % 10 == 0


def digits_of(text: str) -> str:
    """The digits of a text."""
    return "".join(filter(str.isdecimal, text))


def _is_service(written: str) -> bool:
    return digits_of(written) in {"103112", "1121031414", "1031121414", "1411031", "1031414", "1121414", "1414103"}


def _is_grouped(match: re.Match[str]) -> bool:
    """Whether digits apart by commas and the like are grouped as those of a phone, not as ages of children."""
    groups = [len(group) for group in re.findall(r"\d+", match[0])]
    return max(groups) == 1 or groups[0] in {3, 4, 7, 10, 11} or (groups[0] == 1 and groups[1] in {3, 6, 10})


def _is_document(match: re.Match[str]) -> bool:
    """Not a year, unless it is said to be a number."""
    return "№" in match["number"] or not _YEAR.fullmatch(match["it"])


def _is_real_date(match: re.Match[str]) -> bool:
    day, month = match["d"] or match["d2"], match["m"] or match["m2"]
    year = match["y"] or match["y2"]
    return _is_date(int(year) if len(year) == 4 else 2000 + int(year), int(month), int(day))


def _is_date(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
