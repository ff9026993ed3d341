"""How an ill person is, in folded words: drowsy or limp, awake and answering, better."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from rasa_project.understanding.phrases import phrases, stands

#: Drowsy, limp, without strength: perhaps the sign «hard to wake» of the IMCI (W7), to be asked about.
_DROWSY: Final = phrases(
    "алжуаз", "алсиз", "алсир", "без сил", "болбир", "бос тастап", "время спит", "все спит", "вял", "глаза закр",
    "глазки закр", "дел сал", "еле ходит", "есенгир", "жата бер", "закривает глаз", "закривает глазк", "и спит",
    "кози жумил", "козин аша алм", "козин ашкиси", "козин жум", "козин жума", "коп уиикта", "коп уики", "лежит толко",
    "мангир", "не вста", "не игра", "нет сил", "обессил", "оинагиси", "оинама", "ослаб", "постоянно спит", "притих",
    "селкос", "силбир", "слаб", "солгин", "сонлив", "сонн", "спит все", "спит и", "спит постоянно", "стал тих",
    "стала тих", "талаураи", "толко лежит", "толко спит", "тургиси", "турмаи жат", "уииктаи бер", "уииктап кала бер",
    "уииктап кете бер", "уики бас", "уикидан бас", "уикисира", "уикишил", "хал жок", "хали жок", "шама жок",
    "шамаси жок",
)  # fmt: skip
_NOT: Final = re.compile(
    r"\bне (?:\S+ )?(?:вял|сонн|слаб|сонлив)|(?:вялост\w*|слабост\w*|сонливост\w*) (?:нет|жок)|"
    r"\bнет (?:вялост|слабост|сонл)|"
    r"(?:вялии|вялая|сонни\w+|сонная|алсиз|алсиреген|уикишил) емес|\bалсиреген жок|\b(?:если|егер|вдруг)\b|"
    r"(?:стан|буд)ет \S*(?:вял|сонн)|\b(?:алсиресе|болса|болса ше)\b|\b(?:слабии|алсиз) иммун|иммунитет\w*"
)
#: Drinks hardly anything, dry lips, no urine for long: perhaps «dehydrated» (C15).
_DRY: Final = phrases(
    "аз иш", "аузи кепк", "аузи кург", "воду почти не", "губи пересох", "губи потреск", "губи сох", "губи сух",
    "ерини кепк", "ерни жарил", "ерни кеб", "ерни кезер", "ерни кепк", "ерни кург", "кепкен", "киши даретке аз",
    "коз жаси жок", "кургак памперс", "мало пет", "мало пис", "мочится мало", "мочится редко", "памперс сух",
    "пет мало", "пет плохо", "пет по глот", "писает мало", "писает редко", "плачет без слез", "плохо пет",
    "почти не пет", "редко писает", "рот сухо", "саримаи", "сирек саред", "слез нет", "су ишкиси", "суди аз",
    "сухие губи", "сухои рот",
)  # fmt: skip
_SUPPOSED: Final = re.compile(r"\b(?:если|егер|вдруг|болса|ишсе|станет|будет)\b")
#: Somebody who wakes, knows and answers is not hard to wake.
_AWAKE: Final = phrases(
    "встает", "жауап бер", "играет", "карап тур", "корип тур", "оинаиди", "оинап", "ответил", "отвечает", "отзив",
    "оянад", "оянип", "оятса туради", "оятсам туради", "просипает", "проснул", "разговарив", "реагирует",
    "смотрит на мен", "соилеиди", "соилеп", "танид", "таниди", "танип", "узнает",
)  # fmt: skip
#: Who passes water does not dry out.
_PASSES_WATER: Final = phrases(
    "в туалет сход", "в туалет ход", "даретке отир", "мочится нормал", "обмочил", "описал", "писает нормал",
    "писает часто", "пописал", "саред", "сходил в туал", "сходила в туал",
)  # fmt: skip
_NOT_AWAKE: Final = re.compile(
    r"\bне (?:\S+ )?(?:отвеча|отзив|просип|реагир|узна|разговарив|смотр|встает|буд|игра)|"
    r"(?:танима|оянба|жауап берме|соилеме)\w*"
)
_BETTER: Final = phrases(
    "36", "37", "азаи", "аикт", "аман", "басил", "бодр", "веселе", "виздоров", "жазил", "жаксар", "жакси", "женил",
    "жок", "игра", "ишед", "ишип", "каитти", "калипк", "калпина", "кеп кал", "кетип", "кетти", "кулип", "кушает",
    "легче", "лучше", "нет", "нормал", "оинап", "онал", "орнина", "отпуст", "отступ", "пет", "полегч", "поправ",
    "пошел на попр", "пришел в себя", "пришла в себя", "прош", "пет", "самочувств", "сбил", "сеилди", "снизил",
    "спал", "стих", "тамак иш", "тузел", "тусип", "тусти", "улучш", "уменш", "упал", "утих", "хорош",
)  # fmt: skip
_NOT_BETTER: Final = re.compile(r"\bне (?:\S+ )?(?:игра|кушает|лучше|легче|пьет|пет|ест|спал|спада|прош|проход)\w*")


def sign_perhaps(words: Sequence[str]) -> str | None:
    """The danger sign (of danger.yml) that may be meant: of the drowsy «unconscious», of who dries out «dehydrated»."""
    if tells_drowsiness(words):
        return "unconscious"
    is_dry = stands(words, _DRY) and not _SUPPOSED.search(" ".join(words))
    return "dehydrated" if is_dry else None


def tells_drowsiness(words: Sequence[str]) -> bool:
    """Whether somebody is told of as drowsy, limp or without strength, and not as «not so» or «if»."""
    text = " ".join(words)
    return stands(words, _DROWSY) and not _NOT.search(text) and not tells_waking(words)


def tells_waking(words: Sequence[str]) -> bool:
    """Whether somebody wakes, knows people or answers: ``просыпается, узнаёт``, ``танып тұр``."""
    return stands(words, _AWAKE) and not _NOT_AWAKE.search(" ".join(words))


def tells_passing_water(words: Sequence[str]) -> bool:
    """Whether water was passed: ``в туалет ходила утром``; not ``не ходила``, ``12 сағат сармады``."""
    return stands(words, _PASSES_WATER) and not {"не", "жок", "нет"} & set(words)


def tells_better(words: Sequence[str]) -> bool:
    """Whether something is told as better or gone: ``температура спала``, ``қызуы түсті``; not ``не играет``."""
    return stands(words, _BETTER) and not _NOT_BETTER.search(" ".join(words))
