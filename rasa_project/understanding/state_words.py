"""How an ill person is, in folded words: drowsy or limp, awake and answering, better."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from rasa_project.understanding.phrases import phrases, stands

#: Drowsy, limp, without strength: perhaps the sign «hard to wake» of the IMCI (W7), to be asked about.
_DROWSY: Final = phrases(
    "алжуаз", "алсиз", "алсир", "без сил", "болбир", "бос тастап", "все спит", "вял", "глаза закр", "глазки закр",
    "дел сал", "еле ходит", "есенгир", "жата бер", "закривает глаз", "закривает глазк", "и спит", "кози жумил",
    "козин аша алм", "козин ашкиси", "козин жум", "козин жума", "коп уикта", "лежит толко", "мангир", "не вста",
    "не игра", "нет сил", "обессил", "оинагиси", "оинама", "ослаб", "постоянно спит", "притих", "селкос", "силбир",
    "слаб", "солгин", "сонлив", "сонн", "спит все", "спит и", "спит постоянно", "стал тих", "стала тих", "талаураи",
    "толко лежит", "толко спит", "тургиси", "турмаи жат", "уики бас", "уикидан бас", "уикисира", "уикишил",
    "уиктаи бер", "уиктап кала бер", "уиктап кете бер", "хал жок", "хали жок", "шама жок", "шамаси жок",
)  # fmt: skip
_NOT: Final = re.compile(
    r"\bне (?:\S+ )?(?:вял|сонн|слаб|сонлив)|(?:вялост\w*|слабост\w*|сонливост\w*) (?:нет|жок)|"
    r"\bнет (?:вялост|слабост|сонл)|"
    r"(?:вялии|вялая|сонни\w+|сонная|алсиз|алсиреген|уикишил) емес|\bалсиреген жок|\b(?:если|егер|вдруг)\b|"
    r"(?:стан|буд)ет \S*(?:вял|сонн)|\b(?:алсиресе|болса|болса ше)\b|\b(?:слабии|алсиз) иммун|иммунитет\w*"
)
#: Somebody who wakes, knows and answers is not hard to wake.
_AWAKE: Final = phrases(
    "встает", "жауап бер", "играет", "карап тур", "корип тур", "оинаиди", "оинап", "ответил", "отвечает", "отзив",
    "оянад", "оянип", "оятса туради", "оятсам туради", "просипает", "проснул", "разговарив", "реагирует",
    "смотрит на мен", "соилеиди", "соилеп", "танид", "таниди", "танип", "узнает",
)  # fmt: skip
_NOT_AWAKE: Final = re.compile(
    r"\bне (?:\S+ )?(?:отвеча|отзив|просип|реагир|узна|разговарив|смотр|встает|буд|игра)|"
    r"(?:танима|оянба|жауап берме|соилеме)\w*"
)
_BETTER: Final = phrases(
    "36", "37", "азаи", "аикт", "аман", "басил", "бодр", "веселе", "виздоров", "жазил", "жаксар", "жакси", "женил",
    "жок", "игра", "ишед", "ишип", "кайтти", "калипк", "калпина", "кеп кал", "кетип", "кетти", "кулип", "кушает",
    "легче", "лучше", "нет", "нормал", "оинап", "онал", "орнина", "отпуст", "отступ", "пет", "полегч", "поправ",
    "пошел на попр", "пришел в себя", "пришла в себя", "прош", "пьет", "самочувств", "сбил", "сеилди", "снизил",
    "спал", "стих", "тамак иш", "тузел", "тусип", "тусти", "улучш", "уменш", "упал", "утих", "хорош",
)  # fmt: skip
_NOT_BETTER: Final = re.compile(r"\bне (?:\S+ )?(?:игра|кушает|лучше|легче|пьет|пет|ест|спал|спада|прош|проход)\w*")


def tells_drowsiness(words: Sequence[str]) -> bool:
    """Whether somebody is told of as drowsy, limp or without strength, and not as «not so» or «if»."""
    text = " ".join(words)
    return stands(words, _DROWSY) and not _NOT.search(text) and not tells_waking(words)


def tells_waking(words: Sequence[str]) -> bool:
    """Whether somebody wakes, knows people or answers: ``просыпается, узнаёт``, ``танып тұр``."""
    return stands(words, _AWAKE) and not _NOT_AWAKE.search(" ".join(words))


def tells_better(words: Sequence[str]) -> bool:
    """Whether something is told as better or gone: ``температура спала``, ``қызуы түсті``; not ``не играет``."""
    return stands(words, _BETTER) and not _NOT_BETTER.search(" ".join(words))
