"""Short answers and circumstances in folded words: yes and no, "enough", another child, risk, contact.

Kept apart from the entities, whose names and values are fixed: these are read only where a conversation
asks for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

Answer = Literal["yes", "no", "unknown"]
Risk = Literal["none", "pregnant", "weak_immunity"]

#: A longer message is more than an answer; its signs and ages are read as such.
_SHORT: Final = 6
#: A longer message tells something else, even with «керек емес» in it.
_LONGEST_REFUSAL: Final = 8

_UNKNOWN: Final = ("билмеим", "билмеимин", "билмедим", "беимаалим", "знаю", "уверен", "помню", "есимде", "аиталмаим")
_NO: Final = frozenset({"жок", "нет", "неа", "нету", "жог", "емес", "болмади", "шикпади", "билинбеиди", "ешкаисиси"})
_NO_STEMS: Final = ("ешкаис", "жокп", "жокш", "ничего", "ниодн")
_YES: Final = frozenset(
    {"иа", "ия", "да", "ага", "бар", "угу", "еа", "аха", "ест", "есть", "конечно", "арине", "болди", "дурис", "ооба"}
)
_STOP: Final = (
    ("керек", "емес"), ("кажет", "емес"), ("кажети", "жок"), ("керги", "жок"), ("не", "надо"), ("не", "нужно"),
    ("не", "хочу"), ("не", "буду"), ("соилескими", "келмеи"), ("кали", "сура"), ("жауап", "бергим"),
    ("сурама",), ("сурамаш",), ("токтат",), ("токташ",), ("токтаи",), ("стоп",), ("хватит",), ("отмен",), ("прекрат",),
    ("жетеди",), ("жетер",), ("доволно",), ("отстан",),
)  # fmt: skip
#: The second, the younger one: of a family's children. «Басқа», «тағы» only of one's own child (``басқа балам``).
_NUMBERED: Final = (
    "екинши", "ушинши", "тортинши", "келеси", "киши", "кишиси", "улкен", "улкени", "второи", "второго", "вторая",
    "второму", "второе", "трети", "младш", "старш",
)  # fmt: skip
_OTHER: Final = ("баска", "таги", "другои", "другого", "другая", "другому", "еше")
_CHILD: Final = (
    "бала", "улим", "ули", "улди", "кизим", "кизи", "саби", "бопе", "немере", "реб", "син", "доч", "малиш",
)  # fmt: skip
_OWN_CHILD: Final = ("балам", "балад", "улим", "кизим", "сабиим", "бопем", "немерем")
_OWN: Final = frozenset({"мои", "моя", "моего", "моеи", "моему", "у", "меня"})

_PREGNANT: Final = ("жукти", "беремен", "екикабат")
#: Illnesses and medicines that weaken immunity, and immunity itself where a word of weakness is near.
_WEAKENED: Final = ("вич", "аитв", "химиотерап", "леикоз", "онколог")
_IMMUNITY: Final = ("иммунитет", "имунитет")
_LOW: Final = ("темен", "томен", "алсиз", "слаб", "нашар", "низк", "жок", "тусип", "пониж")
_SOUND: Final = ("жакси", "кушти", "калипт", "нормал", "хорош", "крепк", "мист")
_ADULT: Final = frozenset({"озим", "муж", "жена", "шешем", "акем", "анам"})
_ADULT_STEMS: Final = ("ересек", "взросл", "куиеу", "озимни", "озимде")

_CONTACT: Final = ("контакт", "араласк", "араласт", "аралас", "жугистирган", "жугистиги", "общал")
_SICK_NEAR: Final = (
    "бирге", "катар", "жанинда", "касинда", "тобинда", "топта", "группе", "садикте", "класс", "рядом", "вместе",
)  # fmt: skip
_SICK: Final = ("кизилша", "корь", "корью", "кори", "ауирган", "ауирип", "ауирди", "болеет", "заболел", "болел")
_DENIED: Final = frozenset({"жок", "емес", "нет", "не", "без"})


def short_answer(words: Sequence[str]) -> Answer | None:
    """``yes``, ``no`` or ``unknown`` in a short message, or ``None``. Doubt is heard before no and yes."""
    said = [word for word in words if word.isalpha()]
    if not said or len(said) > _SHORT:
        return None
    if any(word.startswith(_UNKNOWN) for word in said):
        return "unknown"
    if any(word in _NO or word.startswith(_NO_STEMS) for word in said):
        return "no"
    return "yes" if any(word in _YES for word in said) else None


def wants_to_stop(words: Sequence[str]) -> bool:
    """``жоқ, керек емес``, ``не надо``, ``хватит``: no more questions."""
    if len(words) > _LONGEST_REFUSAL:
        return False
    for index in range(len(words)):
        for phrase in _STOP:
            here = words[index : index + len(phrase)]
            if len(here) == len(phrase) and all(w.startswith(p) for w, p in zip(here, phrase, strict=True)):
                return True
    return False


def names_another_child(words: Sequence[str]) -> bool:
    """``екінші балам``, ``у второго ребёнка``: the talk turns to another child of the family.

    A child of others (``тобында басқа бала ауырды``) is a contact, not another child.
    """
    for index, word in enumerate(words):
        behind = words[index + 1 : index + 3]
        if not any(other.startswith(_CHILD) for other in behind):
            continue
        if word.startswith(_NUMBERED):
            return True
        own = any(other.startswith(_OWN_CHILD) for other in behind) or not _OWN.isdisjoint(words)
        if word.startswith(_OTHER) and own and tells_of_contact(words) is None:
            return True
    return False


def risk_of(words: Sequence[str]) -> Risk | None:
    """Pregnancy or weak immunity of the one who is asked about; ``none`` where it is denied."""
    for index, word in enumerate(words):
        behind = words[index + 1 : index + 3]
        if word.startswith(_PREGNANT) or (word == "аяги" and behind[:1] == ["ауир"]):
            return "none" if _is_denied(words, index) else "pregnant"
        near = (*words[max(0, index - 1) : index], *behind)
        if word.startswith(_IMMUNITY) and any(other.startswith(_SOUND) for other in near):
            return "none"
        weak = word.startswith(_IMMUNITY) and any(other.startswith(_LOW) for other in near)
        if weak or word.startswith(_WEAKENED):
            return "none" if _is_denied(words, index) and not weak else "weak_immunity"
    return None


def speaks_of_adult(words: Sequence[str]) -> bool:
    """Whether the one with signs is the writer or another grown-up."""
    if "я" in words and ("сам" in words or "сама" in words):
        return True
    return any(word in _ADULT or word.startswith(_ADULT_STEMS) for word in words)


def tells_of_contact(words: Sequence[str]) -> bool | None:
    """Whether a contact with a patient is told; ``None`` where nothing is said of one."""
    for index, word in enumerate(words):
        if word.startswith(_CONTACT):
            return not _is_denied(words, index)
    near = any(word.startswith(_SICK_NEAR) for word in words)
    sick = any(word.startswith(_SICK) for word in words)
    return True if near and sick else None


def _is_denied(words: Sequence[str], index: int) -> bool:
    before = words[index - 1] if index else ""
    return before in {"не", "без", "нет"} or any(word in _DENIED for word in words[index + 1 : index + 3])
