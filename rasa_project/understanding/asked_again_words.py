"""A question put again, a fact told again, another thing meant: «ответьте же», «айттым ғой», «не когда, а где»."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from rasa_project.understanding.phrases import phrases, stands

#: An answer to the same question is asked for.
_ANSWER: Final = phrases(
    "алло", "вопрос же", "вопрос задал", "ви меня слиш", "ви меня чита", "ви не ответ", "дождус ответ",
    "жауап бер", "жауап кутип", "жауабин аит", "мне не ответ", "не ответил", "ответ где", "ответите", "ответте",
    "естип турсиз ба", "окип турсиз ба", "скажите прямо", "прямо скаж", "тура жауап", "туп-тура", "накти жауап",
    "анигин аит", "нактисин аит", "конкретно ответ", "конкретно скаж", "так да или нет", "так можно или нет",
    "ви так и не", "мне так и не", "не сказали же", "аитпадиниз",
    "иа ма жок па", "сонда не дегени", "бола ма жок па деим",
)  # fmt: skip
#: Called out: «ау», «әй», by itself or in front.
_CALLS: Final = frozenset({"ау", "ауу", "аи", "еи", "ало", "алло"})
#: It is said that this is what is asked.
_THIS: Final = phrases(
    "осини сурад", "осини сурап", "осини сурап тур", "сони сурад", "сони сурап", "муни сурад", "муни сурап",
    "сураганим оси", "сураганим сол", "ето и спраш", "ето и спрос", "об етом и спраш",
    "об етом и спрос", "про ето и спраш", "про ето и спрос", "я о том и спраш", "я же спрос", "я же спраш",
    "я вед спрос", "сурадим гои", "сурап турмин гои", "сурап отирмин гои", "сурадим емес пе",
)  # fmt: skip
#: «Ну так делать или нет?», «сонда салдырам ба, жоқ па?».
_OR_NOT: Final = re.compile(
    r"^(?:ну |так |ну так |а |сонда |онда |енди |тогда |значит )(?:\S+ ){1,4}(?:или нет|жок па)\b"
)
#: It is said that this was told.
_TOLD: Final = re.compile(
    r"\b(?:аиттим|дедим|жаздим|аитканмин|жазганмин|аиттик|дедик|жаздик) (?:гои|емес пе|кои)\b"
    r"|\b(?:аитип|жазип) едим\b|\bжана (?:аиттим|жаздим)\b"
    r"|\bговорю же\b|\b(?:же|вед|уже) (?:вам )?(?:говорил|сказал|писал|написал)а?\b"
    r"|\b(?:говорил|сказал|писал|написал)а? же\b"
)
#: What may be meant, by folded beginnings of the words that name it.
_THINGS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("where", ("где", "куда", "каида", "каи жер")),
    ("when", ("когда", "кашан", "во сколко", "в каком возраст", "неше жас", "нешеде")),
    ("nursery", ("садик", "садк", "садиг", "балабакша", "бакша", "школ", "мектеп", "детсад")),
    ("price", ("канша тур", "канша тен", "сколко сто", "платн", "цен", "стоит", "стоимост",
               "денги", "денег", "акили", "баги", "тегин", "бесплат")),
    ("egg", ("яиц", "яич", "жумиртка")),
    ("care", ("ухаж", "уход", "кутим", "куту")),
    ("bath", ("купат", "купан", "шоми", "суга тус", "мит")),
    ("signs", ("признак", "симптом", "белги")),
    ("after", ("побоч", "реакци", "жанама")),
    ("catching", ("заразн", "заразен", "жуга", "жугад", "жугу")),
)  # fmt: skip
_THING_NAMES: Final = {name: tuple(tuple(one.split()) for one in words) for name, words in _THINGS}
#: «Не когда, а где»; «қашан деп емес, қайда деп»: behind it stands what is meant.
_NOT_BUT_RU: Final = re.compile(r"\bне (?:\S+ ){0,4}?, (?:а|но)(?: (?:про|о|об|за|на|в))? (?P<meant>.+)$")
_NOT_BUT_KK: Final = re.compile(r"\b(?!ол |бул |оси |о )\S+ (?:деп |турали )?емес ,? ?(?P<meant>.+)$")
#: «Я вас о садике спросила», «балабақша туралы сұрадым».
_ABOUT_RU: Final = re.compile(
    r"\b(?:о|об|про|насчет|за) (?P<meant>\S+(?: \S+)?) (?:я )?(?:вас )?(?:спраш|спрос|говор|имел)\w*|"
    r"\bя (?:вас |же |вед )*(?:о|об|про|насчет) (?P<meant2>\S+)|"
    r"\b(?:спраш|спрос|говор)\w* (?:вас |же )*(?:о|об|про|насчет) (?P<meant3>\S+)"
)
_ABOUT_KK: Final = re.compile(r"\b(?P<meant>\S+(?: \S+)?) (?:турали|жаили|жонинде) (?:\S+ )?(?:сура|аит|еди|едим)")
#: A longer message has a question of its own.
_MOST: Final = 12
#: «Ау, қайдасыз», and no more.
_FEW: Final = 3


def asks_again(words: Sequence[str]) -> bool:
    """Whether the same is asked once more: ``ответьте же``, ``осыны сұрадым ғой``, ``жауап бермедіңіз``."""
    if len(words) > _MOST:
        return False
    is_called = words[:1] != () and words[0] in _CALLS and len(words) <= _FEW
    is_called |= _OR_NOT.search(" ".join(words)) is not None
    return is_called or stands(words, _ANSWER) or stands(words, _THIS)


def tells_again(words: Sequence[str]) -> bool:
    """Whether it is said that this was told before: ``айттым ғой``, ``я же сказала``."""
    return len(words) <= _MOST and _TOLD.search(" ".join(words)) is not None


def meant_instead(tokens: Sequence[str]) -> str | None:
    """What is said to be meant, by its name: ``where`` of «не когда, а где», ``nursery`` of «я о садике спросила»."""
    if len(tokens) > _MOST + 2:
        return None
    text = " ".join(tokens)
    found = _NOT_BUT_RU.search(text) or _NOT_BUT_KK.search(text) or _ABOUT_RU.search(text) or _ABOUT_KK.search(text)
    if found is None:
        return None
    meant = next((one for one in found.groupdict().values() if one), "").split()
    return next((name for name, some in _THING_NAMES.items() if stands(meant, some)), None)
