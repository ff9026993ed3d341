"""Words of units of time, Kazakh and Russian, in the folded spelling."""

from __future__ import annotations

import re
from enum import Enum
from typing import Final


class Unit(Enum):
    """A unit of time with its length in days."""

    HOUR = 1 / 24
    DAY = 1.0
    WEEK = 7.0
    MONTH = 30.44
    YEAR = 365.25


class Form(Enum):
    """How the unit's word is formed."""

    PLAIN = "plain"
    #: ``8 айлық``, ``4 жасар``, ``двухмесячный``: of that age.
    ADJECTIVE = "adjective"
    #: ``9 айында``, ``бір жасында``: at that age of somebody.
    POSSESSIVE = "possessive"
    LOCATIVE = "locative"
    #: ``1 жасқа``: to that age.
    DATIVE = "dative"
    #: ``3 күннен``, ``6 жастан``: from, or than.
    ABLATIVE = "ablative"
    #: ``үшінші күн``, ``на пятой неделе``.
    ORDINAL = "ordinal"


PLAIN_YEARS: Final = {
    "жас": Form.PLAIN, "жаси": Form.PLAIN, "жаста": Form.LOCATIVE, "жастамин": Form.LOCATIVE, "жаска": Form.DATIVE,
    "жастан": Form.ABLATIVE, "жасар": Form.ADJECTIVE, "жастаги": Form.ADJECTIVE, "жасап": Form.ADJECTIVE,
    "жасинда": Form.POSSESSIVE, "жасимда": Form.POSSESSIVE, "жасина": Form.DATIVE,
    "жастагисин": Form.POSSESSIVE, "жасарга": Form.ADJECTIVE, "жасардики": Form.ADJECTIVE, "жасардин": Form.ADJECTIVE,
    "жасарди": Form.ADJECTIVE, "жасарим": Form.ADJECTIVE, "жасарима": Form.ADJECTIVE, "жасари": Form.ADJECTIVE,
    "жасарина": Form.ADJECTIVE, "жасаринда": Form.ADJECTIVE, "жасаринин": Form.ADJECTIVE,
    "жасариники": Form.ADJECTIVE, "жастагиси": Form.ADJECTIVE, "жастагисина": Form.ADJECTIVE,
    "жастагисинда": Form.ADJECTIVE, "жастагисинин": Form.ADJECTIVE, "жастагига": Form.ADJECTIVE,
    "жастагим": Form.ADJECTIVE, "жастагима": Form.ADJECTIVE,
}  # fmt: skip
#: The beginnings of a unit's word, longest first: what it means, its form, whether it is of ages only.
STEMS: Final[tuple[tuple[str, Unit, Form, bool], ...]] = (
    ("аилигим", Unit.MONTH, Form.ADJECTIVE, True),
    ("аилигинда", Unit.MONTH, Form.POSSESSIVE, True),
    ("аилигин", Unit.MONTH, Form.POSSESSIVE, True),
    ("аилик", Unit.MONTH, Form.ADJECTIVE, True),
    ("аиинда", Unit.MONTH, Form.POSSESSIVE, True),
    ("аидан", Unit.MONTH, Form.ABLATIVE, False),
    ("аига", Unit.MONTH, Form.DATIVE, False),
    ("аида", Unit.MONTH, Form.LOCATIVE, False),
    ("месячн", Unit.MONTH, Form.ADJECTIVE, True),
    ("мес", Unit.MONTH, Form.PLAIN, False),
    ("апталик", Unit.WEEK, Form.ADJECTIVE, True),
    ("аптадан", Unit.WEEK, Form.ABLATIVE, False),
    ("аптага", Unit.WEEK, Form.DATIVE, False),
    ("аптада", Unit.WEEK, Form.LOCATIVE, False),
    ("апта", Unit.WEEK, Form.PLAIN, False),
    ("неделядан", Unit.WEEK, Form.ABLATIVE, False),
    ("неделн", Unit.WEEK, Form.ADJECTIVE, True),
    ("недел", Unit.WEEK, Form.PLAIN, False),
    ("нед", Unit.WEEK, Form.PLAIN, False),
    ("жумадан", Unit.WEEK, Form.ABLATIVE, False),
    ("жума", Unit.WEEK, Form.PLAIN, False),
    ("кундик", Unit.DAY, Form.ADJECTIVE, True),
    ("куннен", Unit.DAY, Form.ABLATIVE, False),
    ("кунге", Unit.DAY, Form.DATIVE, False),
    ("кунде", Unit.DAY, Form.LOCATIVE, False),
    ("кунинде", Unit.DAY, Form.POSSESSIVE, True),
    ("кун", Unit.DAY, Form.PLAIN, False),
    ("дневн", Unit.DAY, Form.ADJECTIVE, True),
    ("ден", Unit.DAY, Form.PLAIN, False),
    ("дня", Unit.DAY, Form.PLAIN, False),
    ("дне", Unit.DAY, Form.PLAIN, False),
    ("дни", Unit.DAY, Form.PLAIN, False),
    ("сутк", Unit.DAY, Form.PLAIN, False),
    ("суток", Unit.DAY, Form.PLAIN, False),
    ("тауликтен", Unit.DAY, Form.ABLATIVE, False),
    ("таулик", Unit.DAY, Form.PLAIN, False),
    ("сагаттан", Unit.HOUR, Form.ABLATIVE, False),
    ("сагат", Unit.HOUR, Form.PLAIN, False),
    ("час", Unit.HOUR, Form.PLAIN, False),
    ("жилдан", Unit.YEAR, Form.ABLATIVE, False),
    ("жилда", Unit.YEAR, Form.LOCATIVE, False),
    ("летн", Unit.YEAR, Form.ADJECTIVE, True),
    ("годовал", Unit.YEAR, Form.ADJECTIVE, True),
    ("годик", Unit.YEAR, Form.PLAIN, True),
)
#: Short words that are a unit only as they stand.
WORDS: Final[dict[str, tuple[Unit, Form, bool]]] = {
    "аи": (Unit.MONTH, Form.PLAIN, False),
    "м": (Unit.MONTH, Form.PLAIN, False),
    "г": (Unit.YEAR, Form.PLAIN, False),
    "год": (Unit.YEAR, Form.PLAIN, False),
    "года": (Unit.YEAR, Form.PLAIN, False),
    "году": (Unit.YEAR, Form.PLAIN, False),
    "лет": (Unit.YEAR, Form.PLAIN, False),
    "лети": (Unit.YEAR, Form.PLAIN, False),
    "жил": (Unit.YEAR, Form.PLAIN, False),
    "дн": (Unit.DAY, Form.PLAIN, False),
    "ч": (Unit.HOUR, Form.PLAIN, False),
    **{word: (Unit.YEAR, form, True) for word, form in PLAIN_YEARS.items()},
}
#: Words that look like a unit and are none: in the afternoon, often, an ill person's card.
NO_UNITS: Final = (
    "часто",
    "части",
    "частн",
    "част",
    "денги",
    "денсаул",
    "денес",
    "денеме",
    "неделим",
    "месте",
    "мест",
)
#: An amount in one word, or with its number left out: ``полгода``, ``сутки``, ``неделю``.
ALONE: Final[dict[str, tuple[float, Unit]]] = {
    "полгода": (6, Unit.MONTH), "полгодика": (6, Unit.MONTH), "полтора": (1.5, Unit.YEAR), "сутки": (1, Unit.DAY),
    "суток": (1, Unit.DAY), "сутка": (1, Unit.DAY), "аптадан": (1, Unit.WEEK), "неделядан": (1, Unit.WEEK),
    "неделю": (1, Unit.WEEK), "неделя": (1, Unit.WEEK), "неделка": (1, Unit.WEEK), "недели": (1, Unit.WEEK),
    "месяц": (1, Unit.MONTH), "месяца": (1, Unit.MONTH), "апта": (1, Unit.WEEK), "полмесяца": (0.5, Unit.MONTH),
    "год": (1, Unit.YEAR), "года": (1, Unit.YEAR), "году": (1, Unit.YEAR), "годик": (1, Unit.YEAR),
    "годика": (1, Unit.YEAR), "годовалого": (1, Unit.YEAR), "час": (1, Unit.HOUR), "таулик": (1, Unit.DAY),
}  # fmt: skip
#: ``семимесячная``, ``двухнедельный``, ``пятилетний``: number and unit in one word.
COMPOUND: Final = re.compile(
    r"(одно|двух|трех|четирех|пяти|шести|семи|восми|девяти|десяти|одиннадцати|двенадцати|полутора)"
    r"(месячн|летн|годовал|годичн|неделн|дневн)"
)
COMPOUND_NUMBERS: Final = {
    "одно": 1, "двух": 2, "трех": 3, "четирех": 4, "пяти": 5, "шести": 6, "семи": 7, "восми": 8, "девяти": 9,
    "десяти": 10, "одиннадцати": 11, "двенадцати": 12, "полутора": 1.5,
}  # fmt: skip
COMPOUND_UNITS: Final = {
    "месячн": Unit.MONTH, "летн": Unit.YEAR, "годовал": Unit.YEAR, "годичн": Unit.YEAR, "неделн": Unit.WEEK,
    "дневн": Unit.DAY,
}  # fmt: skip
#: Between a number and its unit: about so many.
ABOUT: Final = frozenset({"шакти", "шамали", "жуик"})
INVERTED: Final = frozenset("днеи дня недели неделек месяца месяцев лет часа часов".split())
DASHES: Final = frozenset({"-", "–", "—"})
#: ``2-х месячный``, ``5-ти лет``, ``2-й день``: what stands between the number and its unit.
ENDINGS_RU: Final = frozenset({"х", "ти", "м", "и", "ии", "го", "ои", "ги", "еи", "я", "е", "ая", "ое"})
ORDINAL_MARKS: Final = frozenset({"и", "ии", "ои", "го", "ши", "инши", "нши", "я", "ая", "е", "ое"})
