"""Phone numbers, IINs, cards, e-mails and coordinates in a message, replaced by marks.

What the bot needs must survive: birth dates, ages, temperatures, doses. So dates and temperatures are found first
and left alone; only what stands between them is searched.

Sources of the rules: the IIN's layout and checksum are those of Kazakhstan's individual identification number
(six digits of birth date, a digit of century and sex from 0 to 6, four of order, one control digit); cards: ISO/IEC
7812 (Luhn); phones: libphonenumber's Kazakh plan, and looser spellings of it.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

import phonenumbers

PHONE: Final = "[PHONE]"
#: Not "[IIN]": the bot would read that as a question about vaccination records.
IIN: Final = "[ID]"
CARD: Final = "[CARD]"
EMAIL: Final = "[EMAIL]"
PLACE: Final = "[PLACE]"
NUMBER: Final = "[NUMBER]"
MARKS: Final = (PHONE, IIN, CARD, EMAIL, PLACE, NUMBER)

_REGION: Final = "KZ"
#: What people put between the digits of one number; zero-width characters too.
_SEP: Final = "[\\s\\-‐-―().·\u200b-\u200f\u2060]"
_GAP: Final = f"{_SEP}{{0,4}}"
_EMAIL: Final = re.compile(r"[^\s@<>(),;:\"']+@[^\s@<>(),;:\"']+\.[^\s@<>(),;:\"'.\d]{2,}")
_DECIMAL: Final = r"[-+−]?\d{1,3}[.,]\d{3,}"
_COORDINATES: Final = re.compile(
    rf"(?<![\d.,]){_DECIMAL}[^\d\n]{{1,15}}{_DECIMAL}(?!\d)"  # 45.7662, 62.1080
    rf"|(?<![\d.,])[-+−]?\d{{1,3}}[.,]\d{{4,}}(?!\d)"  # one of them alone
    r"|\d{1,3}\s*°\s*\d{1,2}(?:[.,]\d+)?\s*['′’](?:\s*\d{1,2}(?:[.,]\d+)?\s*(?:[\"″”]|''))?\s*[NSEWСЮВЗ]?"
    r"|\d{1,3}[.,]\d{2,}\s*°\s*[NSEWСЮВЗ]?"
)
_DAY_FIRST: Final = r"(?P<d>\d{1,2})(?P<s>[./-])(?P<m>\d{1,2})(?P=s)(?P<y>\d{4}|\d{2})"
_YEAR_FIRST: Final = r"(?P<y2>\d{4})(?P<s2>[./-])(?P<m2>\d{1,2})(?P=s2)(?P<d2>\d{1,2})"
_DATE: Final = re.compile(rf"(?<![\d+])(?<!\d[./-])(?:{_DAY_FIRST}|{_YEAR_FIRST})(?![./-]?\d)")
_TEMPERATURE: Final = re.compile(r"(?<!\d)(?<!\d[.,-])(?:3[4-9]|4[0-3])[.,]\d{1,2}(?![\d]|[.,-]\d)")
_CARD: Final = re.compile(rf"(?<!\d)\d(?:{_SEP}?\d){{12,18}}(?!\d)")
_IIN: Final = re.compile(rf"(?<!\d)\d(?:{_SEP}?\d){{11}}(?!\d)")
_PHONE: Final = re.compile(
    rf"(?<!\d)(?:\+|00){_GAP}[1-9](?:{_GAP}\d){{7,14}}(?!\d)"  # any country
    rf"|(?<!\d)[78]{_GAP}[3-9](?:{_GAP}\d){{9}}(?!\d)"  # 8 701 123 45 67
    rf"|(?<!\d)7(?:{_GAP}\d){{9}}(?!\d)"  # 701 123 45 67
)
#: A short local number is told from an age or a date only by the word before it.
_LOCAL: Final = re.compile(
    r"((?:тел|тлф|ұялы|уялы|нөмір|номер|номір|ватсап|вотсап|whats?app|phone)[^\W\d]*[^\w\n]{0,4})"
    rf"(\d(?:{_SEP}?\d){{4,9}})(?!\d)",
    re.IGNORECASE,
)
_LONG: Final = re.compile(r"\d{9,}")
_MANY_DIGITS: Final = re.compile(r"(?:\d\D{0,5}?){5}")


def without_identifiers(text: str) -> str:
    """``text`` with what points to a person replaced by marks such as ``[PHONE]``."""
    if "@" in text:
        text = _EMAIL.sub(EMAIL, text)
    if "°" not in text and not _MANY_DIGITS.search(text):
        return text
    text = _COORDINATES.sub(_place, text)
    kept: list[str] = []
    end = 0
    for start, stop in _needed(text):
        kept += [_without_numbers(text[end:start]), text[start:stop]]
        end = stop
    return "".join([*kept, _without_numbers(text[end:])])


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


def _needed(text: str) -> list[tuple[int, int]]:
    """Spans of dates and temperatures, in order and apart from each other."""
    spans: list[tuple[int, int]] = []
    for match in _DATE.finditer(text):
        day, month = match["d"] or match["d2"], match["m"] or match["m2"]
        year = match["y"] or match["y2"]
        if _is_date(int(year) if len(year) == 4 else 2000 + int(year), int(month), int(day)):
            spans.append(match.span())
    spans += [match.span() for match in _TEMPERATURE.finditer(text)]
    apart: list[tuple[int, int]] = []
    for start, stop in sorted(spans):
        if not apart or start >= apart[-1][1]:
            apart.append((start, stop))
    return apart


def _without_numbers(text: str) -> str:
    if not _MANY_DIGITS.search(text):
        return text
    text = _CARD.sub(lambda match: CARD if is_card(_digits(match[0])) else match[0], text)
    text = _IIN.sub(lambda match: IIN if is_iin(_digits(match[0])) else match[0], text)
    text = _without_phones(text)
    text = _LOCAL.sub(lambda match: f"{match[1]}{PHONE}", text)
    return _LONG.sub(NUMBER, text)


def _without_phones(text: str) -> str:
    text = _PHONE.sub(PHONE, text)
    if sum(character.isdigit() for character in text) < 10:
        return text
    found = list(phonenumbers.PhoneNumberMatcher(text, _REGION))
    for match in reversed(found):
        text = text[: match.start] + PHONE + text[match.end :]
    return text


def _place(match: re.Match[str]) -> str:
    return PLACE


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdigit())


def _is_date(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
