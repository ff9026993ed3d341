"""An answer that no topic may talk over: who is sent to a hospital goes."""

from __future__ import annotations

from typing import Final

from rasa_project.dialogue.answers import response
from rasa_project.dialogue.turn import Outcome, Turn, answered
from rasa_project.understanding.answers import asks
from rasa_project.understanding.phrases import phrases, stands

_GOES: Final = "ask_treatment/hospital_advised"
_HOSPITAL: Final = phrases("болниц", "госпитал", "стационар", "аурухана", "инфекционк", "положит", "жаткизу")
_REFUSES: Final = phrases(
    "отказ", "не хот", "не поед", "боимся", "боюс", "остат", "дома лечит", "ехат ил", "или ехат", "бас тарт", "бармаи",
    "бармасак", "бармасам", "корик", "коркам", "калсак", "калса бола",
)  # fmt: skip
_SENT: Final = phrases(
    "сказал", "говорят", "сказали", "велел", "направ", "советует", "предлага", "надо", "нужно", "деди", "деп", "керек",
    "жибер", "барасиндар", "ехат ил", "или ехат", "отказ", "бас тарт",
)  # fmt: skip


def goes_to_hospital(turn: Turn) -> Outcome | None:
    """«Сказали в больницу, можно отказаться?»: no, go."""
    words = turn.heard.words
    if turn.heard.is_button or not asks(turn.heard.tokens) or not stands(words, _HOSPITAL):
        return None
    if not (stands(words, _REFUSES) and stands(words, _SENT)):
        return None
    return answered(turn, [response(_GOES)], "ask_treatment", context=turn.before.last.context)
