"""Whose an answer is, in words: «8 айлық қызыңызға», «Дочке 8 месяцев»."""

from __future__ import annotations

from datetime import date
from typing import Final

from rasa_project.dialogue.conversation import Person
from rasa_project.dialogue.people import months_of
from rasa_project.dialogue.wording import age_kk, age_ru

#: Kazakh dative with the polite ending, Russian dative; by kin, else by order and sex.
_KIN: Final[dict[str, tuple[str, str]]] = {
    "son": ("ұлыңызға", "сыну"),
    "daughter": ("қызыңызға", "дочке"),
    "grandchild": ("немереңізге", "внуку или внучке"),
    "grandson": ("немереңізге", "внуку"),
    "granddaughter": ("немереңізге", "внучке"),
    "nephew": ("жиеніңізге", "племяннику"),
    "niece": ("жиеніңізге", "племяннице"),
    "husband": ("жұбайыңызға", "мужу"),
    "wife": ("жұбайыңызға", "жене"),
    "mother": ("анаңызға", "маме"),
    "father": ("әкеңізге", "папе"),
    "grandmother": ("әжеңізге", "бабушке"),
    "grandfather": ("атаңызға", "дедушке"),
    "sister": ("әпке-сіңліңізге", "сестре"),
    "brother": ("бауырыңызға", "брату"),
}
_ORDER: Final[dict[str, tuple[str, str]]] = {
    "elder": ("үлкен", "старшему ребёнку"),
    "middle": ("ортаншы", "среднему ребёнку"),
    "younger": ("кіші", "младшему ребёнку"),
    "first": ("бірінші", "первому ребёнку"),
    "second": ("екінші", "второму ребёнку"),
    "third": ("үшінші", "третьему ребёнку"),
}
_SEX: Final[dict[str, tuple[str, str]]] = {"f": ("қызыңызға", "дочке"), "m": ("ұлыңызға", "сыну")}
_CHILD: Final = ("балаңызға", "ребёнку")
_GROUP: Final = ("балаларыңызға", "детям")
_GROWN_UP: Final = ("ересек адамға", "взрослому")
_SELF: Final = ("Сізге", "вам")


def lead_of(person: Person, today: date) -> tuple[str, str]:
    """A beginning that says whose the answer is, with its colon and space."""
    kk, ru = _words(person)
    age = months_of(person, today)
    if age is not None and person.kind in {"child", "group"}:
        of_age = f"{age_kk(age)} " if age < 12 or age % 12 else f"{age // 12} жастағы "
        kk, ru = f"{of_age}{kk}", f"{ru} ({age_ru(age)})"
    return f"{kk[0].upper()}{kk[1:]}: ", f"{ru[0].upper()}{ru[1:]}: "


def _words(person: Person) -> tuple[str, str]:
    if person.kind == "writer":
        return _SELF
    if person.kind == "group":
        return _GROUP
    if person.kind == "grown_up":
        return _KIN.get(person.kin or "", _GROWN_UP)
    kk, ru = _KIN.get(person.kin or "", _SEX.get(person.sex or "", _CHILD))
    if person.order in _ORDER:
        before, ordered = _ORDER[person.order]
        kk = f"{before} {kk}"
        ru = ordered if (person.kin or person.sex) is None else ru
    return kk, ru
