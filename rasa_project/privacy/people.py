"""Names of people: beside a birth date, with a patronymic, with initials, or said to be a name.

The name goes and the date stays (docs/decisions/0066). Words that only look like a name beside a date (vaccines,
relatives, places, clinics) stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from rasa_project.privacy.shadow import DATE, Shadow
from rasa_project.privacy.words import ENDING, KIN, NOT_NAMES, Words, folded, given_names

NAME: Final = "[NAME]"

_LETTERS: Final = r"[^\W\d_]{0,5}"
#: «Бекұлы», «Серікқызы»; without the Kazakh letters many other words end so («каникулы», «көзі жұмулы»).
_KAZAKH_PATRONYMIC: Final = re.compile(rf"([^\W\d_]{{2,}})(?:ұлы|қызы|ұғлы)({_LETTERS})")
_PLAIN_PATRONYMIC: Final = re.compile(rf"([^\W\d_]{{2,}})(?:улы|кызы|оглы|огли|uly|qyzy|kyzy|kizi)({_LETTERS})")
_MALE_PATRONYMIC: Final = re.compile(r"[^\W\d_]{2,}(?:[ое]вич|ьич)(?:а|у|ем|е)?")
_FEMALE_PATRONYMIC: Final = re.compile(r"[^\W\d_]{2,}(?:[ое]вн|иничн)(?:а|ы|е|у|ой)")
_SURNAME: Final = re.compile(r"[^\W\d_]{3,}(?:[ое]в|[ое]ва|[ое]вои|[ое]ву|[ое]ва|ин[аы]?|иной|баев|баева|бек|хан|таи)")
_NO_SURNAMES: Final = frozenset("готова здорова снова корова основа сначала слова корев столова вакцин вакцина".split())
_SEPARATE: Final = frozenset({"ұлы", "улы", "қызы", "кызы", "оглы"})
#: Two initials make a name; a single one may be the letter of a vitamin or a hepatitis.
_INITIALS: Final = re.compile(r"(?<!\w)[^\W\d_]{2,30}\s[А-ЯӘҒҚҢӨҰҮІA-Z]\.\s?[А-ЯӘҒҚҢӨҰҮІA-Z](?:\.|(?=\s|$))")
_LABEL: Final = re.compile(
    r"(?<![^\W\d_])(?:(?:аты[-\s]{0,3}жөні|аты[-\s]{0,3}жони|фио|ф\.и\.о\.?|т\.а\.ә\.?|фамили\w{1,5}|имя|зовут"
    r"|есім\w{0,6}|атым|аты|тегі|теги|тегім|me?nin atym)(?=[\s:,—–-]))"
    r"(?:\s(?:ребенка|ребёнка|дочь|дочку|сына|бала\w{0,6}|ее|её|его))?[\s:,—–-]{1,4}",
)
#: Between a name and its date, before or after it.
_TO_DATE: Final = re.compile(
    rf"[\s,;:(—–-]{{0,4}}(?:(?:туған күні|туган куни|туылған күні|дата рождения|день рождения|д\.?\s?р\.?|род\.?"
    rf"|родил\w{{1,4}}|г\.?\s?р\.?)[\s:—–-]{{0,4}})?{DATE}",
)
_FROM_DATE: Final = re.compile(
    rf"{DATE}(?!{DATE})[\s,]{{0,2}}(?:(?:жылы|жылғы|ж\.|г\.\s?р\.?|г\.|года?|рождения|туған|туылған"
    r"|туылды)[\s,—–-]{1,3}){0,3}[\s,—–(-]{0,3}",
)
_MONTH: Final = (
    r"(?:қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйек|қазан|қараша|желтоқсан|январ|феврал|март"
    r"|апрел|ма[йя]|июн|июл|август|сентябр|октябр|ноябр|декабр)[^\W\d_]{0,4}"
)
_WORDED_DATE: Final = re.compile(
    rf"(?<!\d)(?:(?:19|20)\d\d\s?(?:жыл\w{{0,3}}|ж\.|г\.|года?)?\s?\d{{1,2}}[-\s]{{0,2}}{_MONTH}"
    rf"|\d{{1,2}}[-\s]{{0,2}}{_MONTH}(?:\s(?:19|20)\d\d)?)",
)
_PATRONYMIC_ENDING: Final = re.compile(
    r"ұлы|ұғлы|улы|[қк]ызы|огл[ыи]|uly|[qk]yzy|kizi|[ое]вич|ьич|[ое]вн[аыеуо]|иничн[аыеуо]"
)
_MAY_NAME: Final = re.compile(
    rf"{_PATRONYMIC_ENDING.pattern}|аты|атым|есім|фио|фамил|имя|зовут|тегі|теги|ф\.и|т\.а\.ә|\s\w\.\s?\w\.?"
)
_TWO_CAPITALS: Final = re.compile(r"(?<!\w)[А-ЯЁӘҒҚҢӨҰҮҺІA-Z][^\W\d_]{1,29}[ \u00a0][А-ЯЁӘҒҚҢӨҰҮҺІA-Z][^\W\d_]")
_MONTHS: Final = (
    "қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек", "қазан", "қараша",
    "желтоқсан", "январ", "феврал", "март", "апрел", " ма", "июн", "июл", "август",
    "сентябр", "октябр", "ноябр", "декабр",
)  # fmt: skip
_DATES: Final = re.compile(f"{DATE}+")


def find_names(shadow: Shadow) -> None:
    """Replace names by ``[NAME]``."""
    view, low = shadow.view, shadow.low
    has_date = DATE in view or any(month in low for month in _MONTHS)
    if not (has_date or _MAY_NAME.search(low) or _TWO_CAPITALS.search(view)):
        return
    if has_date:
        dates = [match.span() for match in _WORDED_DATE.finditer(low)]
        for start, stop in dates:
            view = view[:start] + DATE * (stop - start) + view[stop:]
            low = low[:start] + DATE * (stop - start) + low[stop:]
    words = Words(view, low)
    if not len(words):
        return
    spans = list(_by_patronymic(words))
    spans += [match.span() for match in _INITIALS.finditer(view) if _may_be_initials(match[0])]
    for match in _LABEL.finditer(low):
        spans += _named_from(words, words.at(match.end()), match.end())
    if DATE in view:
        spans += _beside_dates(words)
    spans += _after_kin(words)
    shadow.take_spans(_joined(spans), NAME)


def _is_patronymic(number: int, words: Words) -> bool:
    """Whether a word is a patronymic: by its ending alone, or by its ending and what stands before."""
    said = words.small(number)
    kazakh = _KAZAKH_PATRONYMIC.fullmatch(said)
    plain = kazakh or _PLAIN_PATRONYMIC.fullmatch(said)
    if plain and not ENDING.fullmatch(folded(plain[2])):
        return False
    if kazakh or _MALE_PATRONYMIC.fullmatch(said):
        return True
    after_name = words.touch(number - 1) and (
        words.is_given(number - 1) or (words.is_capital(number) and words.is_name(number - 1))
    )
    if plain:
        return after_name or folded(plain[1]) in given_names()
    return bool(_FEMALE_PATRONYMIC.fullmatch(said)) and after_name


def _by_patronymic(words: Words) -> Iterator[tuple[int, int]]:
    for match in _PATRONYMIC_ENDING.finditer(words.low):
        number = words.at(match.start())
        first = number
        if number < 0:
            continue
        if words.small(number) in _SEPARATE:
            if number < 2 or not (words.touch(number - 1) and words.touch(number - 2)):
                continue
            if not (words.is_name(number - 1) and (words.is_name(number - 2) or words.is_given(number - 2))):
                if not (words.is_name(number - 1) and words.is_given(number - 1)):
                    continue
                first = number - 1
            else:
                first = number - 2
        elif not _is_patronymic(number, words):
            continue
        while first > 0 and number - first < 2 and words.touch(first - 1):
            left = first - 1
            is_next = words.is_name(left) or (first == number and not words.is_capital(left) and _may_be(words, left))
            if not is_next and (words.is_capital(left) or not _SURNAME.fullmatch(words.folded(left))):
                break
            first -= 1
        last = number
        if words.touch(number):
            right = words.folded(number + 1)
            is_surname = _SURNAME.fullmatch(right) and right not in _NO_SURNAMES
            if words.is_name(number + 1) or (is_surname and not words.is_capital(number)):
                last += 1
        yield words.span(first, last)


def _may_be(words: Words, number: int) -> bool:
    folded = words.folded(number)
    return len(folded) > 2 and folded not in KIN and folded not in NOT_NAMES


def _may_be_initials(said: str) -> bool:
    return said[0].isupper() and folded(said.split(maxsplit=1)[0]) not in NOT_NAMES | KIN


def _named_from(words: Words, first: int, place: int | None = None) -> list[tuple[int, int]]:
    """The name that begins with a word: names known or with a capital, one after the other."""
    if not 0 <= first < len(words) or (place is not None and words.spans[first][0] != place):
        return []
    last = first - 1
    for number in range(first, min(first + 3, len(words))):
        if (number > first and not words.touch(number - 1)) or not (words.is_name(number) or words.is_given(number)):
            break
        last = number
    return [words.span(first, last)] if last >= first else []


def _beside_dates(words: Words) -> list[tuple[int, int]]:
    spans = []
    for match in _DATES.finditer(words.view):
        last = words.at(match.start())
        for number in range(last, max(last - 5, -1), -1):
            if _TO_DATE.fullmatch(words.low, words.spans[number][1], match.start() + 1):
                named = _named_until(words, number)
                spans += named
                if named:
                    break
    for match in _FROM_DATE.finditer(words.low):
        first = words.at(match.end())
        if first < 0 or words.spans[first][0] != match.end():
            continue
        is_kin = words.folded(first) in KIN
        named = _named_from(words, first + is_kin)
        if named and (is_kin or _has_two(words, named) or words.is_given(words.at(named[0][0]))):
            spans += named
    return spans


def _has_two(words: Words, named: list[tuple[int, int]]) -> bool:
    return " " in words.view[slice(*named[0])]


def _named_until(words: Words, last: int) -> list[tuple[int, int]]:
    """The name that ends with a word before a date."""
    first = last + 1
    for number in range(last, max(last - 3, -1), -1):
        if number < last and not words.touch(number):
            break
        if not (words.is_name(number) or words.is_given(number)):
            break
        first = number
    if first > last:
        return []
    after_kin = first > 0 and words.folded(first - 1) in KIN
    if after_kin or any(words.is_given(number) for number in range(first, last + 1)):
        return [words.span(first, last)]
    return [words.span(first, last)] if last > first and not _is_mere_phrase(words, first, last) else []


def _is_mere_phrase(words: Words, first: int, last: int) -> bool:
    """Whether only the beginning of a sentence made the first of two words a capital one."""
    surname = _SURNAME.fullmatch(words.folded(first)) or _SURNAME.fullmatch(words.folded(last))
    return last == first + 1 and words.begins(first) and not surname


def _after_kin(words: Words) -> list[tuple[int, int]]:
    """«Балам Мұхамеджан Әлихан»: two names after a relative."""
    spans = []
    for match in _TWO_CAPITALS.finditer(words.view):
        first = words.at(match.start())
        for kin in (first - 1, first):
            if kin >= 0 and words.folded(kin) in KIN and words.touch(kin):
                named = _named_from(words, kin + 1)
                spans += named if named and _has_two(words, named) else []
    return spans


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans without overlaps: those that meet become one."""
    joined: list[tuple[int, int]] = []
    for start, stop in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(stop, joined[-1][1]))
        else:
            joined.append((start, stop))
    return joined
