"""Every fact of the district's advisory is stated, in both languages."""

from __future__ import annotations

from typing import Final

from rasa_project.content.faults import Fault, Faults
from rasa_project.dialogue.answer_files import all_variations
from rasa_project.edition import DATA, edition

#: Words that must stand in the answers that claim a fact of the advisory; alternatives behind "|".
FACT_WORDS: Final = {
    "A1": (["вирус", "жұқпалы"], ["вирус", "заразн"]),
    "A2": (["қызу", "жөтел", "мұрын", "тамақ", "бөртпе"], ["температур", "кашел", "насморк", "горл", "сып"]),
    "A3": (["бүкіл дене", "аяққа дейін"], ["всему телу", "ступн|ног"]),
    "A4": (["ауыз", "ақ дақ", "қызыл дақ"], ["рту", "бел", "красн"]),
    "A5": (["пневмония", "бронхит", "энцефалит"], ["пневмони", "бронхит", "энцефалит"]),
    "A6": (["кеш", "өлім"], ["поздно", "смерт"]),
    "A7": (["емі жоқ"], ["нет|не существует", "лечения|лекарств"]),
    "A8": (["жалғыз тиімді", "екпе"], ["единственн", "прививк"]),
    "A9": (["1 жас", "6 жас"], ["1 год", "6 лет"]),
    "A10": (["қауіпсіз", "паротит"], ["безопасн", "паротит"]),
    "A11": (["жеткілікті"], ["достаточно"]),
    "A12": (["тексер|сұрап біл|қара"], ["проверьте|узнайте|посмотрите"]),
    "A13": (["мәдени-көпшілік|көпшілік", "сауда", "ойын алаң"], ["массов", "торгов", "площадк"]),
    "A14": (["қызу", "бас ауруы", "әлсіздік", "бөртпе", "тексеріл", "нұсқау"],
            ["температур", "головная боль", "слабость", "сып", "обследован", "указания"]),
    "A15": (["Қазалы аудандық санитариялық бақылау басқармасы"], ["Казалинск", "санитарного контроля"]),
}  # fmt: skip


def of_the_advisory() -> Faults:
    """Some answer that claims a fact states it, in each language."""
    for number, language in ((number, language) for number in FACT_WORDS for language in ("kk", "ru")):
        wanted = FACT_WORDS[number][language == "ru"]
        claiming = [
            one for one in all_variations()
            if one.language == language and number in (one.metadata.get("facts") or ())
        ]  # fmt: skip
        if not any(all(_says(one.text, word) for word in wanted) for one in claiming):
            where = claiming[0] if claiming else None
            path, line = (where.path, where.line) if where else (edition().at(DATA), 1)
            title = "Kazakh" if language == "kk" else "Russian"
            yield Fault(path, line, f"no {title} answer states the fact {number} any more: {', '.join(wanted)}")


def _says(text: str, word: str) -> bool:
    return any(choice.lower() in text.lower() for choice in word.split("|"))
