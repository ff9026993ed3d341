"""Whose an answer is, in words: «қызыңыз», «дочке»; as a beginning «8 айлық қызыңыз: », «Дочка, 8 месяцев: »."""

from __future__ import annotations

from datetime import date
from typing import Final

from rasa_project.dialogue.conversation import Person
from rasa_project.dialogue.people_facts import months_of
from rasa_project.dialogue.wording import age_kk, age_ru

#: Kazakh nominative with the polite ending, Russian dative; by kin, else by sex.
_KIN: Final[dict[str, tuple[str, str]]] = {
    "acquaintance": ("ол бала", "этому ребёнку"),
    "brother": ("бауырыңыз", "брату"),
    "daughter": ("қызыңыз", "дочке"),
    "father": ("әкеңіз", "папе"),
    "grandchild": ("немереңіз", "внуку или внучке"),
    "granddaughter": ("немереңіз", "внучке"),
    "grandfather": ("атаңыз", "дедушке"),
    "grandmother": ("әжеңіз", "бабушке"),
    "grandson": ("немереңіз", "внуку"),
    "husband": ("жұбайыңыз", "мужу"),
    "mother": ("анаңыз", "маме"),
    "nephew": ("жиеніңіз", "племяннику"),
    "niece": ("жиеніңіз", "племяннице"),
    "sister": ("әпкеңіз не сіңліңіз", "сестре"),
    "son": ("ұлыңыз", "сыну"),
    "wife": ("жұбайыңыз", "жене"),
}
#: Before a word for a child; Russian alone.
_ORDER: Final[dict[str, tuple[str, str]]] = {
    "elder": ("үлкен", "старшему ребёнку"),
    "first": ("бірінші", "первому ребёнку"),
    "middle": ("ортаншы", "среднему ребёнку"),
    "second": ("екінші", "второму ребёнку"),
    "third": ("үшінші", "третьему ребёнку"),
    "younger": ("кіші", "младшему ребёнку"),
}
#: Numbers by which children were told one after the other: their ages tell them apart better.
_NUMBERED: Final = frozenset({"first", "second", "third"})
_SEX: Final[dict[str, tuple[str, str]]] = {"f": ("қызыңыз", "дочке"), "m": ("ұлыңыз", "сыну")}
_CHILD: Final = ("балаңыз", "вашему ребёнку")
_GROUP: Final = ("балаларыңыз", "вашим детям")
_GROWN_UP: Final = ("ересек адам", "взрослому")
_SELF: Final = ("Сіз", "вам")
#: The Russian datives above as they stand before a colon.
_NOMINATIVE: Final[dict[str, str]] = {
    "бабушке": "бабушка", "брату": "брат", "вам": "вы", "вашему ребёнку": "ваш ребёнок", "вашим детям": "ваши дети",
    "взрослому": "взрослый", "внуку": "внук", "внуку или внучке": "внук или внучка", "внучке": "внучка",
    "второму ребёнку": "второй ребёнок", "дедушке": "дедушка", "дочке": "дочка", "жене": "жена", "маме": "мама",
    "младшему ребёнку": "младший ребёнок", "мужу": "муж", "папе": "папа", "первому ребёнку": "первый ребёнок",
    "племяннику": "племянник", "племяннице": "племянница", "сестре": "сестра", "среднему ребёнку": "средний ребёнок",
    "старшему ребёнку": "старший ребёнок", "сыну": "сын", "третьему ребёнку": "третий ребёнок",
    "этому ребёнку": "этот ребёнок",
}  # fmt: skip


def who(person: Person) -> tuple[str, str]:
    """The person at the beginning of a sentence: Kazakh nominative, Russian dative."""
    kk, ru = _words(person)
    return _capital(kk), _capital(ru)


def lead_of(person: Person, today: date) -> tuple[str, str]:
    """A beginning that says whose the answer is, with its colon and space."""
    kk, dative = _words(person)
    ru = _NOMINATIVE.get(dative, dative)
    age = months_of(person, today)
    if age is not None and person.kind in {"child", "group"}:
        of_age = age_kk(age) if age < 12 or age % 12 else f"{age // 12} жастағы"
        kk, ru = f"{of_age} {kk}", f"{ru}, {age_ru(age)}"
    return f"{_capital(kk)}: ", f"{_capital(ru)}: "


def _words(person: Person) -> tuple[str, str]:
    if person.kind == "writer":
        return _SELF
    if person.kind == "group":
        return _GROUP
    if person.kind == "grown_up":
        return _KIN.get(person.kin or "", _GROWN_UP)
    kk, ru = _KIN.get(person.kin or "", _SEX.get(person.sex or "", _CHILD))
    is_known_by_age = person.order in _NUMBERED and (person.age_months is not None or person.born is not None)
    if person.order in _ORDER and not is_known_by_age:
        before, ordered = _ORDER[person.order]
        kk = f"{before} {kk}"
        ru = ordered if person.kin is None and person.sex is None else ru
    return kk, ru


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
