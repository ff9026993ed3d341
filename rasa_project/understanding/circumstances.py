"""Circumstances in folded words: "enough", risk, a grown-up.

Kept apart from the entities, whose names and values are fixed: these are read only where a conversation
asks for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from rasa_project.understanding.dose_words import VACCINE
from rasa_project.understanding.people_words import is_pregnancy
from rasa_project.understanding.phrases import stands

Risk = Literal["none", "pregnant", "weak_immunity"]

#: A longer message tells something else, even with «керек емес» in it.
_LONGEST_REFUSAL: Final = 8

#: Said of the vaccine these refuse that, and no question.
_REFUSED: Final = (
    ("керек", "емес"), ("кажет", "емес"), ("кажети", "жок"), ("керги", "жок"), ("не", "надо"), ("не", "нужно"),
    ("не", "хочу"), ("не", "буду"), ("отмен",),
)  # fmt: skip
_STOP: Final = (
    ("соилескими", "келмеи"), ("кали", "сура"), ("жауап", "бергим"),
    ("сурама",), ("сурамаш",), ("токтат",), ("токташ",), ("токтаи",), ("стоп",), ("хватит",), ("прекрат",),
    ("жетеди",), ("жетер",), ("доволно",), ("отстан",),
)  # fmt: skip
#: Beside these the writer speaks of a child.
_CHILD: Final = (
    "бала", "улим", "ули", "улди", "кизим", "кизи", "саби", "бопе", "немере", "реб", "син", "доч", "малиш",
)  # fmt: skip
#: Illnesses and medicines that weaken immunity, and immunity itself where a word of weakness is near.
_WEAKENED: Final = ("вич", "аитв", "химиотерап", "леикоз", "онколог")
_IMMUNITY: Final = ("иммунитет", "имунитет")
_LOW: Final = ("темен", "томен", "алсиз", "слаб", "ослаб", "нашар", "низк", "тусип", "пониж", "плох")
_SOUND: Final = ("дурис", "жакси", "кушти", "калипт", "норм", "хорош", "крепк", "мист", "микт", "сау", "силн")
#: «жоқ, ауыр сырқаты жоқ, дені сау», «нет, здоровая»: asked whether the immunity is weak.
_HEALTHY: Final = (("сирка",), ("дени", "сау"), ("здоров",), ("иммунитет", "крепк"), ("сап", "сау"))
_NO: Final = frozenset({"жок", "нет", "неа"})
_ADULT: Final = frozenset(
    {
        "озим", "муж", "мужа", "мужу", "мужем", "жена", "жене", "жену", "шешем", "акем", "анам", "мама", "маме", "папа",
        "папе", "апам", "ажем", "атам",
    }
)  # fmt: skip
_ADULT_STEMS: Final = ("ересек", "взросл", "куиеу", "жолдас", "озимни", "озимде", "озимниз", "бабушк", "дедушк", "енем")
#: The writer: ``бірге болдым``, ``менің қызуым``, ``я была рядом``, ``у меня сыпь``; not ``у меня вопрос``.
_OF_SELF: Final = (
    ("бирге", "болдим"), ("бирге", "отирдим"), ("катар", "отирдим"), ("жанинда", "болдим"), ("ауирип", "калдим"),
    ("ауирдим",), ("араластим",), ("кизуим",), ("денеме",), ("жотелим",), ("маган", "екпе"), ("я", "бил", "рядом"),
    ("я", "била", "рядом"), ("я", "бил", "в", "контакт"), ("я", "била", "в", "контакт"), ("я", "заболел"),
    ("я", "болею"), ("я", "контакт"), ("я", "привит"), ("я", "не", "привит"), ("я", "обшал"), ("у", "меня", "болит"),
    ("у", "меня", "висипан"), ("у", "меня", "горл"), ("у", "меня", "жар"), ("у", "меня", "кашел"),
    ("у", "меня", "контакт"), ("у", "меня", "насморк"), ("у", "меня", "сип"), ("у", "меня", "температур"),
)  # fmt: skip

#: «беременная»; «беременности нет» has its denial behind.
_PREGNANT_RU: Final = "беремен"
_PREGNANCY_RU: Final = "беременност"
_DENIED: Final = frozenset({"жок", "емес", "нет", "не", "без"})
#: Behind a Kazakh «не» these make it "what": «жүктімін, не істейін».
_WHAT_KK: Final = ("бере", "бол", "деи", "иле", "иси", "исте", "кил")


def wants_to_stop(words: Sequence[str]) -> bool:
    """``жоқ, керек емес``, ``не надо``, ``хватит``: no more questions; not «екпе керек емес»."""
    if len(words) > _LONGEST_REFUSAL:
        return False
    names_vaccine = any(word.startswith(VACCINE) for word in words)
    return stands(words, _STOP) or (not names_vaccine and stands(words, _REFUSED))


def risk_of(words: Sequence[str]) -> Risk | None:
    """Pregnancy or weak immunity of the one who is asked about; ``none`` where it is denied."""
    for index, word in enumerate(words):
        if is_pregnancy(words, index) or (word == "аяги" and list(words[index + 1 : index + 2]) == ["ауир"]):
            return "none" if _is_not_pregnant(words, index) else "pregnant"
        if word.startswith(_IMMUNITY) and (found := _immunity(words, index)) is not None:
            return found
        if word.startswith(_WEAKENED):
            return "none" if is_denied(words, index) else "weak_immunity"
    is_denied_so = bool(words) and words[0] in _NO and stands(words, _HEALTHY)
    return "none" if is_denied_so else None


def _is_not_pregnant(words: Sequence[str], index: int) -> bool:
    """Whether pregnancy is denied; "not" behind the Russian adjective denies what follows: «беременной не опасно?»."""
    word = words[index]
    if word.startswith(_PREGNANT_RU) and not word.startswith(_PREGNANCY_RU):
        behind = list(words[index + 1 : index + 3])
        is_behind = behind[:1] == ["нет"] or (behind[:1] == ["не"] and behind[-1].startswith(("бил", "явля")))
        return is_behind or "не" in words[max(0, index - 2) : index]
    return is_denied(words, index)


def _immunity(words: Sequence[str], index: int) -> Risk | None:
    """What is said of the immunity that is named at ``index``: ``слабого иммунитета нет``, ``иммунитеті төмен``."""
    near = words[max(0, index - 2) : index + 4]
    low = [place for place, word in enumerate(near) if word.startswith(_LOW)]
    gone = any(word in _DENIED - {"не", "без"} for word in words[index + 1 : index + 4])
    denied = any(near[place - 1] in {"не", "нет"} for place in low if place)
    denied |= any(near[place + 1 : place + 2] in (["емес"], ["жок"]) for place in low)
    if low:
        return "none" if denied or gone else "weak_immunity"
    if any(word.startswith(_SOUND) for word in near):
        return "none"
    return "weak_immunity" if gone else None


def speaks_of_adult(words: Sequence[str]) -> bool:
    """Whether the one with signs is the writer or another grown-up."""
    if "я" in words and ("сам" in words or "сама" in words):
        return True
    return any(word in _ADULT or word.startswith(_ADULT_STEMS) for word in words) or _speaks_of_self(words)


def _speaks_of_self(words: Sequence[str]) -> bool:
    """``у меня температура``, ``бірге болдым``, ``я была рядом``; not ``у меня сын``."""
    if any(word.startswith(_CHILD) for word in words):
        return False
    return stands(words, _OF_SELF)


def is_denied(words: Sequence[str], index: int) -> bool:
    """Whether the word at ``index`` is denied by its neighbours."""
    before = words[index - 1] if index else ""
    behind = [
        word
        for place, word in enumerate(words[index + 1 : index + 3], index + 1)
        if word != "не" or not words[place + 1 : place + 2] or not words[place + 1].startswith(_WHAT_KK)
    ]
    own = words[index].startswith(("болмад", "болмаг"))
    return (
        own
        or before in {"не", "без", "нет"}
        or any(word in _DENIED or word.startswith(("емесп", "болмад")) for word in behind)
    )
