"""Phone numbers spelt out in words, Kazakh and Russian, also with digits among them."""

from __future__ import annotations

import re
from typing import Final

from rasa_project.privacy.shadow import Shadow

#: Letters that keyboards do not keep apart fall together.
_FOLD: Final = str.maketrans("әғқңөұүһіыйёэ", "агкноуухиииее")
_NUMBER_WORDS: Final = {
    0: "нөл ноль нуль плюс", 1: "бір один одна раз", 2: "екі два две", 3: "үш три", 4: "төрт четыре", 5: "бес пять",
    6: "алты шесть", 7: "жеті семь", 8: "сегіз восемь", 9: "тоғыз девять", 10: "он десять", 11: "одиннадцать",
    12: "двенадцать", 13: "тринадцать", 14: "четырнадцать", 15: "пятнадцать", 16: "шестнадцать", 17: "семнадцать",
    18: "восемнадцать", 19: "девятнадцать", 20: "жиырма двадцать", 30: "отыз тридцать", 40: "қырық сорок",
    50: "елу пятьдесят", 60: "алпыс шестьдесят", 70: "жетпіс семьдесят", 80: "сексен восемьдесят",
    90: "тоқсан девяносто", 100: "жүз сто", 200: "двести", 300: "триста", 400: "четыреста", 500: "пятьсот",
    600: "шестьсот", 700: "семьсот", 800: "восемьсот", 900: "девятьсот",
}  # fmt: skip
_VALUES: Final = {word.translate(_FOLD): value for value, words in _NUMBER_WORDS.items() for word in words.split()}
_TOKEN: Final = re.compile(r"[^\W\d_]{2,12}|\d{1,11}")
_WORD: Final = re.compile(r"[^\W\d_]{2,12}")
#: So many of a phone in words are words.
_FEWEST_WORDS: Final = 2
_BETWEEN: Final = re.compile(r"[\s,.-]{1,4}")
_LABEL: Final = re.compile(r"(?:тел|номер|номир|сотк|уял|ватс|ватц|whats|соток)", re.IGNORECASE)
#: Digits of a whole number, and of a local one after a label.
_WHOLE: Final = 10
_SHORT: Final = range(5, 8)


def find_spelt_phones(shadow: Shadow) -> None:
    """Replace phones in words by ``[PHONE]``; digits among the words belong to them."""
    low = shadow.low.translate(_FOLD)
    if sum(word in _VALUES for word in _WORD.findall(low)) < _FEWEST_WORDS:
        return
    spans: list[tuple[int, int]] = []
    run: list[tuple[int, int, int, bool]] = []  # start, stop, value or length, is a word
    before = label = ""
    for match in _TOKEN.finditer(low):
        word = match[0]
        is_digits = word[0] in "0123456789"
        value = len(word) if is_digits else _VALUES.get(word)
        if value is None:
            if run:
                if len(run) > 1:
                    spans += _phone(run, label)
                run = []
            before = word
            continue
        start, stop = match.span()
        if run and not _BETWEEN.fullmatch(low, run[-1][1], start):
            if len(run) > 1:
                spans += _phone(run, label)
            run = []
        if not run:
            label = before
        run.append((start, stop, value, not is_digits))
        before = word
    if run:
        spans += _phone(run, label)
    if spans:
        shadow.take_spans(spans, "[PHONE]")


def _phone(run: list[tuple[int, int, int, bool]], label: str) -> list[tuple[int, int]]:
    words = sum(is_word for *_, is_word in run)
    if words < _FEWEST_WORDS:
        return []
    digits = _digits(run)
    if digits >= _WHOLE or (digits in _SHORT and words == len(run) and _LABEL.match(label)):
        return [(run[0][0], run[-1][1])]
    return []


def _digits(run: list[tuple[int, int, int, bool]]) -> int:
    """How many digits the words would be written with: «жеті жүз бір» three, «сорок пять» two."""
    count, group = 0, 0  # the group: hundreds, tens and a unit that belong together
    for _, _, value, is_word in run:
        if not is_word:
            count, group = count + value, 0
        elif value == 100 and 1 < group < 10:
            count, group = count + 2, 100  # «жеті жүз»
        elif (
            group >= 100 and value < 100 and (group % 100 == 0 or (group % 100 >= 10 and value < 10 and not group % 10))
        ) or (10 <= group < 100 and value < 10 and group % 10 == 0):
            group += value
        else:
            count, group = count + len(str(value)), value
    return count
