"""Words about the talk that leave no doubt: anger at the bot, an answer that was not it or that was given before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rasa_project.understanding.phrases import Phrase, found_at, phrases, stands

#: Beginnings of folded words that follow each other.
_ANGER: Final[tuple[Phrase, ...]] = (
    ("вообше", "не", "понима"), ("не", "понимаеш"), ("сен", "тусинбе"), ("сиз", "тусинбе"), ("ти", "не", "понима"),
    ("тупои",),
)  # fmt: skip


def tells_anger(words: Sequence[str]) -> bool:
    """Whether the writer is angry at the bot: ``сен түсінбейсің бе``, ``тупой бот``."""
    return stands(words, _ANGER)


#: The answer was none to what was asked.
_NOT_IT: Final = phrases(
    "баскани сурад", "баска нарсе сурад", "мен бул турали сурамад", "мен ол турали сурамад", "мен они сурага",
    "мен они сурамад", "не об етом спраш", "не об етом спрос", "не ответил на", "не ответили на", "не отвечаете на",
    "не отвечаеш на", "не про ето спраш", "не про ето спрос", "не то спраш", "не то спрос", "ол емес сура",
    "они сурап турган жок", "они сурамад", "они сураган жок", "сурагим бул емес", "сурагим булаи емес",
    "сурагим ол емес", "сурагим олаи емес", "сурагима жауап бермед", "сурагима жауап емес", "сураганим бул емес",
    "сураганим ол емес", "сурап турганим ол емес", "я не ето спраш", "я не ето спрос", "я спросил другое",
    "я спросила другое", "я спрашивал другое", "я спрашивала другое", "я спрашиваю другое", "ето не ответ",
    "ето не то что",
)  # fmt: skip
#: The same was answered before.
_SAID_ALREADY: Final = phrases(
    "аитип коидиниз", "баяги жауап", "баяги соз", "бир созди каита", "ви ето уже", "ви ето говорили",
    "ви ето писали", "ви мне ето уже", "ви об етом уже", "ви повторяет", "ви про ето уже", "ви уже ето",
    "ви уже отве", "ви уже говор", "ви уже писал", "жазип коидиниз", "жана аиттиниз", "жана аитип",
    "жана гана аиттиниз", "жана гана жаздиниз", "жана жаздиниз", "жауабиниз каитал", "каита-каита", "каита каита",
    "каитадан сол", "каиталап жатирсиз", "каиталап отирсиз", "каиталап турсиз", "каиталаи беред", "каталаи бере",
    "муни аиттиниз", "муни аитип", "муни жаздиниз", "муни окидим", "муни окиган", "одно и то же говор",
    "одно и то же отве", "одно и то же пиш", "окип коидим", "опят одно и", "опят ето же", "опят то же",
    "опят тот же", "осини аиттиниз", "осини аитип", "осини жана", "осини жаздиниз", "ответ тот же", "снова одно и",
    "снова то же", "снова тот же", "сол жауапти", "сол созди каита", "таги да сол жауап", "таги сол жауап",
    "тагида сол жауап", "ти ето уже", "ти повторяе", "ти уже говор", "ти уже ето", "ти уже писал", "то же самое пиш",
    "тот же самии ответ", "тот же ответ", "тот же текст", "я ето уже видел", "я ето уже знаю", "я ето уже слиш",
    "я ето уже чита", "я уже ето чита", "я уже чита",
)  # fmt: skip
#: Whose it is, in so many words.
_WHOSE: Final = phrases(
    "булкимге", "бул кимге", "бул кимнин", "бул каисисина", "бул каисиси", "кимге аитт", "кимге аитип",
    "кимге арналган",
    "кимге катист", "кимге жазд", "каисисина аитт", "каисисине", "кимге бул", "кимнин кенеси", "ето для кого",
    "для кого ето",
    "ето кому", "кому ето", "кому совет", "ето про кого", "про кого ето", "ето чеи", "чеи ето", "ето че", "че ето",
    "ето которому", "которому из", "которои из", "ето какому реб", "какому из", "какои из них", "ето о ком",
    "о ком ето",
    "совет кому", "совет для кого", "последнее кому", "последнии кому", "сонгиси кимге",
)  # fmt: skip
_WHOSE_WORDS: Final = 7


def asks_whose(words: Sequence[str]) -> bool:
    """Whether it is asked for whom the last advice is: ``это кому?``, ``бұл қайсысына?``."""
    return len(words) <= _WHOSE_WORDS and stands(words, _WHOSE)


#: Alone, or in front of the question itself.
_NOT_IT_ALONE: Final = frozenset(
    {("бул", "емес"), ("не", "об", "етом"), ("не", "ето"), ("не", "про", "ето"), ("не", "про", "то"), ("не", "то"),
     ("ол", "емес")}
)  # fmt: skip
_NO: Final = frozenset({"жо", "жок", "нет", "ои"})
_FEW: Final = 4
#: So many words behind it are a question.
_FEWEST_BEHIND: Final = 3
#: What stands around such a complaint and asks nothing.
_AROUND: Final = (
    "аиттиниз", "бе", "бот", "бул", "вед", "ви", "вопрос", "говор", "гои", "жауап", "же", "жо", "жок", "ешо", "кои",
    "мен", "мне", "мои", "моя", "мунауди", "нет", "ну", "опят", "оси", "отве", "пис", "пиш", "самии", "снова", "спрос",
    "спраш", "сурак", "сураган", "сурап", "таги", "ти", "тур", "тоже", "уже", "чита", "что", "я", "ето", "одно",
)  # fmt: skip


def rejects_answer(words: Sequence[str]) -> tuple[str, ...] | None:
    """What is asked besides the complaint that the answer was not it, or that it was given before; else ``None``.

    ``()`` of «сұрағым ол емес», «вы это уже писали»; «можно ли купать» of «я не это спросила, можно ли купать».
    """
    span = found_at(words, _NOT_IT) or found_at(words, _SAID_ALREADY)
    if span is None:
        return _alone(words)
    return _asked_besides((*words[: span[0]], *words[span[1] :]))


def _alone(words: Sequence[str]) -> tuple[str, ...] | None:
    """As :func:`rejects_answer`, of a message that is no more than «не то», or begins with it."""
    for one in _NOT_IT_ALONE:
        if len(words) <= _FEW and tuple(words[-len(one) :]) == one and not _asked_besides(words[: -len(one)]):
            return ()
        start = 1 if words[:1] and words[0] in _NO else 0
        behind = tuple(words[start + len(one) :])
        if tuple(words[start : start + len(one)]) == one and len(behind) >= _FEWEST_BEHIND:
            return behind
    return None


def _asked_besides(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(word for word in words if not word.startswith(_AROUND))
