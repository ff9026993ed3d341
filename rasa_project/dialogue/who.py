"""Whose an answer is, in words: «қызыңыз», «дочке»; as a beginning «8 айлық қызыңыз: », «Дочка, 8 месяцев: »."""

from __future__ import annotations

from datetime import date
from typing import Final

from rasa_project.dialogue.conversation import Person
from rasa_project.dialogue.people_facts import months_of
from rasa_project.dialogue.wording import age_kk, age_ru

#: Kazakh nominative with the polite ending, Russian dative, Russian nominative.
Words = tuple[str, str, str]

#: By kin, else by sex.
_KIN: Final[dict[str, Words]] = {
    "acquaintance": ("ол бала", "этому ребёнку", "этот ребёнок"),
    "brother": ("бауырыңыз", "брату", "брат"),
    "daughter": ("қызыңыз", "дочке", "дочка"),
    "daughter_in_law": ("келініңіз", "невестке", "невестка"),
    "father": ("әкеңіз", "папе", "папа"),
    "grandchild": ("немереңіз", "внуку или внучке", "внук или внучка"),
    "granddaughter": ("немереңіз", "внучке", "внучка"),
    "grandfather": ("атаңыз", "дедушке", "дедушка"),
    "grandmother": ("әжеңіз", "бабушке", "бабушка"),
    "grandson": ("немереңіз", "внуку", "внук"),
    "husband": ("жұбайыңыз", "мужу", "муж"),
    "mother": ("анаңыз", "маме", "мама"),
    "nephew": ("жиеніңіз", "племяннику", "племянник"),
    "niece": ("жиеніңіз", "племяннице", "племянница"),
    "sister": ("әпкеңіз не сіңліңіз", "сестре", "сестра"),
    "son": ("ұлыңыз", "сыну", "сын"),
    "wife": ("жұбайыңыз", "жене", "жена"),
}
#: Before a word for a child; Russian alone.
_ORDER: Final[dict[str, Words]] = {
    "elder": ("үлкен", "старшему ребёнку", "старший ребёнок"),
    "first": ("бірінші", "первому ребёнку", "первый ребёнок"),
    "middle": ("ортаншы", "среднему ребёнку", "средний ребёнок"),
    "second": ("екінші", "второму ребёнку", "второй ребёнок"),
    "third": ("үшінші", "третьему ребёнку", "третий ребёнок"),
    "younger": ("кіші", "младшему ребёнку", "младший ребёнок"),
}
#: Numbers by which children were told one after the other: their ages tell them apart better.
_NUMBERED: Final = frozenset({"first", "second", "third"})
_SEX: Final[dict[str, Words]] = {"f": ("қызыңыз", "дочке", "дочка"), "m": ("ұлыңыз", "сыну", "сын")}
_CHILD: Final = ("балаңыз", "вашему ребёнку", "ваш ребёнок")
_GROUP: Final = ("балаларыңыз", "вашим детям", "ваши дети")
_GROWN_UP: Final = ("ересек адам", "взрослому", "взрослый")
_SELF: Final = ("Сіз", "вам", "вы")


def who(person: Person) -> tuple[str, str]:
    """The person at the beginning of a sentence: Kazakh nominative, Russian dative."""
    kk, ru, _ = _words(person)
    return _capital(kk), _capital(ru)


def lead_of(person: Person, today: date) -> tuple[str, str]:
    """A beginning that says whose the answer is, with its colon and space."""
    kk, dative, ru = _words(person)
    ru = dative if person.kind == "grown_up" else ru  # «Мужу: сегодня же позвоните …»
    age = months_of(person, today)
    if age is not None and person.kind in {"child", "group"}:
        of_age = age_kk(age) if age < 12 or age % 12 else f"{age // 12} жастағы"
        kk, ru = f"{of_age} {kk}", f"{ru}, {age_ru(age)}"
    return f"{_capital(kk)}: ", f"{_capital(ru)}: "


def _words(person: Person) -> Words:
    if person.kind == "writer":
        return _SELF
    if person.kind == "group":
        return _GROUP
    if person.kind == "grown_up":
        return _KIN.get(person.kin or "", _GROWN_UP)
    kk, *ru = words = _KIN.get(person.kin or "", _SEX.get(person.sex or "", _CHILD))
    is_known_by_age = person.order in _NUMBERED and (person.age_months is not None or person.born is not None)
    if person.order in _ORDER and not is_known_by_age:
        before, *ordered = _ORDER[person.order]
        dative, nominative = ordered if person.kin is None and person.sex is None else ru
        return f"{before} {kk}", dative, nominative
    return words


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
