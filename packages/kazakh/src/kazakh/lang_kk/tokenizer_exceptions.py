"""Abbreviations that keep their full stop, with the word they stand for as norm."""

from __future__ import annotations

from typing import Final

from spacy.lang.tokenizer_exceptions import BASE_EXCEPTIONS
from spacy.symbols import NORM, ORTH
from spacy.util import update_exc

_WITH_STOP: Final[dict[str, str]] = {
    "т.б.": "тағы басқа",
    "т.с.с.": "тағы сол сияқты",
    "т.с.": "тағы сол",
    "ж.б.": "және басқа",
    "б.з.": "біздің заман",
    "б.з.д.": "біздің заманға дейін",
    "қ.": "қала",
    "а.": "ауыл",
    "көш.": "көше",
    "обл.": "облыс",
    "ауд.": "аудан",
    "мин.": "минут",
    "сағ.": "сағат",
    "млн.": "миллион",
    "млрд.": "миллиард",
    "проф.": "профессор",
    "акад.": "академик",
    "тг.": "теңге",
    "тел.": "телефон",
    "мес.": "месяц",
    "темп.": "температура",
    "им.": "имени",
    "ул.": "улица",
}

_EXCEPTIONS: Final[dict[str, list[dict[int, str]]]] = {
    form: [{ORTH: form, NORM: norm}]
    for abbreviation, norm in _WITH_STOP.items()
    for form in (abbreviation, abbreviation.capitalize())
}

TOKENIZER_EXCEPTIONS: Final = update_exc(BASE_EXCEPTIONS, _EXCEPTIONS)
