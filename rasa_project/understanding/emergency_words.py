"""Where an emergency stands, in folded words: 103 was called, came and went, the patient is with doctors."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from rasa_project.understanding.phrases import phrases, stands

_CALLED: Final = re.compile(
    r"(?<!\bне )\b(?:шакир(?:ди|т)|звонда[дп]|телефон (?:шалд|сокт)|визвал|(?:по|до)?звонил|едут|виехал|келе жат)"
)


#: The doctors of 103 came and went.
_LEFT: Final = phrases(
    "емдеп кетти", "жасап кетти", "и уехал", "карап кетти", "келди карап", "келип кетти", "осмотрели и уехали",
    "приезжал", "салип кетти", "скорая била и", "скорая уехал", "уиде калдирд", "укол сделали и", "уже уехал",
)  # fmt: skip
#: Who was called, and who is on the way, where no emergency was told before.
_AMBULANCE: Final = ("103", "112", "жедел", "скорую", "скорая", "скори")
_AGAIN: Final = frozenset({"еше", "каита", "каитадан", "опят", "снова", "таги"})
#: The patient is with doctors.
_WITH_DOCTORS: Final = phrases(
    "103 келди", "ауруханага алип кетти", "ауруханага жатк", "ауруханага жетт", "ауруханага кир", "болницага жатк",
    "в болнице уже", "в реанимац", "врачи приехали", "жардем келди", "жеттик аурухана", "забрала в", "забрала его",
    "забрала ее", "забрали в", "коридоре реанимац", "лежим в болниц", "мы в болнице", "приехали осмотр",
    "приехали сказал", "реанимацияда", "ребенок с врачами", "с ним врачи", "скорая забрал", "скорая приехала",
    "скории с врачами", "увезли в", "уже в болнице", "уже в скорои",
)  # fmt: skip
#: The same where no emergency goes on: somebody lies there.
_LIES_THERE: Final = phrases(
    "ауруханада жатир", "болницада жатир", "в болнице лежит", "в раионнои болнице", "он в болнице", "она в болнице",
)  # fmt: skip
_GIVE: Final = ("береи", "берем", "берсе", "дават", "дат", "жаропониж", "ибупрофен", "нурофен", "парацетамол")
_VOMITS: Final = ("вирв", "кусад", "кусип", "кусса", "кусти", "рвет", "рвот", "тошнит")


def tells_call(words: Sequence[str]) -> bool:
    """Whether the ambulance was called, or is on its way: ``шақырдық``, ``103 едут``; not ``не дозвонились``."""
    return _CALLED.search(" ".join(words)) is not None


def tells_ambulance_called(words: Sequence[str]) -> bool:
    """Whether the ambulance is named as called or on its way: ``скорую вызвала, едут``, ``103 келе жатыр``."""
    return tells_call(words) and any(word.startswith(_AMBULANCE) for word in words)


def doctors_left(words: Sequence[str]) -> bool:
    """Whether the doctors came and went, and nothing began anew: ``103 келіп, укол салып кетті``."""
    return stands(words, _LEFT) and _AGAIN.isdisjoint(words)


def is_with_doctors(words: Sequence[str]) -> bool:
    """Whether the patient is in a hospital or on the way there with doctors: ``скорая забрала``, ``мы в больнице``."""
    return stands(words, _WITH_DOCTORS)


def lies_in_hospital(words: Sequence[str]) -> bool:
    """Whether somebody lies in a hospital: ``он в районной больнице``, ``ауруханада жатыр``."""
    return stands(words, _LIES_THERE)


def asks_what_to_give(words: Sequence[str]) -> bool:
    """Whether a medicine is asked for: ``не берейін``, ``что дать``."""
    return any(word.startswith(_GIVE) for word in words)


def tells_vomiting(words: Sequence[str]) -> bool:
    """Whether somebody vomits or may: ``жолда құсса``, ``рвёт``."""
    return any(word.startswith(_VOMITS) for word in words)
