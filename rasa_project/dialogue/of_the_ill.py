"""Two answers that no topic may talk over: who is ill stays at home, and who is sent to a hospital goes."""

from __future__ import annotations

from typing import Final

from rasa_project.advice.freshness import SIGNS_SECONDS
from rasa_project.dialogue.answers import response
from rasa_project.dialogue.contexts import ILLNESS
from rasa_project.dialogue.conversation import Person
from rasa_project.dialogue.turn import Outcome, Turn, answered
from rasa_project.understanding.answers import asks
from rasa_project.understanding.phrases import phrases, stands

_STAYS: Final = "ask_isolation/out_and_guests"
_GOES: Final = "ask_treatment/hospital_advised"
_GROUP: Final = phrases("садик", "садк", "детсад", "бакша", "балабакша", "мектеп", "школ", "сабакк", "кружок", "кружк")
_MAY: Final = phrases(
    "можно", "отправ", "вести", "водит", "отвест", "отвед", "пускат", "пустит", "идти", "поидет", "ходит",
    "бола ма", "болама", "апар", "жибер", "барса", "бара ма", "бара бер", "барама", "жибере",
)  # fmt: skip
#: When he may go back, and whether the nursery is told, have answers of their own.
_OTHERWISE: Final = phrases(
    "когда", "кашан", "сообш", "говорит", "сказат", "аиту", "хабарла", "справк", "аныктама", "аникта"
)
_HOSPITAL: Final = phrases("болниц", "госпитал", "стационар", "аурухана", "инфекционк", "положит", "жаткизу")
_REFUSES: Final = phrases(
    "отказ", "не хот", "не поед", "боимся", "боюс", "остат", "дома лечит", "ехат ил", "или ехат", "бас тарт", "бармаи",
    "бармасак", "бармасам", "корик", "коркам", "калсак", "калса бола",
)  # fmt: skip
_SENT: Final = phrases(
    "сказал", "говорят", "сказали", "велел", "направ", "советует", "предлага", "надо", "нужно", "деди", "деп", "керек",
    "жибер", "барасиндар", "ехат ил", "или ехат", "отказ", "бас тарт",
)  # fmt: skip


def stays_at_home(turn: Turn) -> Outcome | None:
    """«Можно завтра в садик?» of a child with a fever, a rash or measles, whatever else is named: no."""
    words = turn.heard.words
    if turn.heard.is_button or not (stands(words, _GROUP) and stands(words, _MAY)) or stands(words, _OTHERWISE):
        return None
    ill = {one.id for one in turn.conversation.people if _is_ill(turn, one)}
    if not ill or not _is_of_illness(turn) or not set(turn.taken.about) <= ill:
        return None
    return answered(turn, [response(_STAYS)], "ask_isolation", context=ILLNESS)


def goes_to_hospital(turn: Turn) -> Outcome | None:
    """«Сказали в больницу, можно отказаться?»: no, go."""
    words = turn.heard.words
    if turn.heard.is_button or not asks(turn.heard.tokens) or not stands(words, _HOSPITAL):
        return None
    if not (stands(words, _REFUSES) and stands(words, _SENT)):
        return None
    return answered(turn, [response(_GOES)], "ask_treatment", context=turn.before.last.context)


def _is_of_illness(turn: Turn) -> bool:
    episode = turn.conversation.episode
    told = any(turn.taken.told.get(one.id, frozenset()) & {"fever", "rash"} for one in turn.conversation.people)
    return told or turn.before.last.context == ILLNESS or (episode is not None and episode.kind == "illness")


def _is_ill(turn: Turn, person: Person) -> bool:
    names = [name for name in ("fever", "rash") if getattr(person, name) == "yes"]
    is_fresh = any(turn.now - person.told_at.get(name, turn.now) <= SIGNS_SECONDS for name in names)
    return is_fresh or bool(person.confirmed)
