"""A weekday that is still to come: «дүйсенбі барсам бола ма», «в понедельник пойдём прививаться».

A day of a contact, a fever or a dose that was had is only ever past. A weekday is the next one where its clause speaks
of what will be done, or of when somebody works, and of nothing that has happened. Works on folded words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

#: Kazakh verbs of a visit, a journey and a dose, with an ending of what is to come: ``барсам``, ``салдырамын``.
_TO_COME_KK: Final = re.compile(
    r"(?:бар|апар|кел|акел|кет|каит|уш|шиг|жур|сал|салдир|салгиз|салин|ектир|егиз|егил|алдир|корсет|жазил|карал|аттан)"
    r"(?:са|се|сам|сем|сак|сек|саниз|сениз|аиин|еиин|аиик|еиик|аик|еик|ам|ем|амин|емин|амиз|емиз|а|е|ади|еди|атин|етин|"
    r"у|уге|уга|маи|меи|мак|мек)"
)
#: Words like those that are none: «салам», «сәлем».
_NOT_TO_COME: Final = frozenset({"салам", "салем"})
#: Russian verbs of the same, and words of what is to be, by their beginnings.
_TO_COME: Final = (
    "буд", "ведем", "ведеш", "везем", "везти", "вести", "виезжа", "вилета", "едем", "еду", "ехат", "жоспар", "запис",
    "идем", "идти", "керек", "летим", "можно", "мумкин", "надо", "назнач", "ниет", "нужно", "планир", "поведу",
    "поведем", "повезу", "повезем", "поеде", "поеду", "поехат", "поидем", "поиду", "поити", "поставим", "поставит",
    "поставлю", "придем", "приду", "приедем", "приеду", "приехат", "приити", "прити", "прививатс", "прививат",
    "привест", "привезти", "сделаем", "сделат", "сделаю", "сделают", "собира", "сходим", "сходит", "схожу", "улета",
    "уезжа", "успе", "хотим", "хочу", "жаксима", "улгер",
)  # fmt: skip
#: When somebody works, and a dose by its noun: alone they are of a day to come.
_OPEN_OR_DOSE: Final = (
    "ашик", "вакцин", "виходн", "демалис", "егу", "екпе", "жабик", "закрит", "истеи", "кабилда", "мереке", "откри",
    "прививк", "прием", "принима", "работа", "укол",
)  # fmt: skip
#: What has happened.
_PAST_RU: Final = re.compile(r"\w{2,}[аеиоуя]л[аио]?(?:с|ся)?|\w{2,}[зсгкрш]л[аио]|бил[аио]?|шл[аи]|шел|пил[аи]?")
_NO_PAST_RU: Final = frozenset({"апрел", "балал", "демалис", "если", "стол", "укол"})
_PAST_KK: Final = re.compile(
    r"\w{2,}(?:[гк][ае]н(?:бин|бен|мин|мен|биз|миз|сиз|да|де)?|[иа]пти)|"
    r"\w+[бвгджзиклмнпрстуфхчш][дт]и(?:м|к|н|низ|низдер)?"
)
_NO_PAST_KK: Final = re.compile(r"ертен|откен|\w*(?:ади|еди)")


def is_to_come(words: Sequence[str], first: int, after: int) -> bool:
    """Whether the weekday at ``first`` to ``after`` is the one to come.

    Args:
        words: folded words of its clause.
        first: index of its first word there.
        after: index of the word behind it.
    """
    for word in (*words[after:], *reversed(words[:first])):  # the verb behind it says it, else the nearest before
        if _is_plan(word):
            return True
        if _has_happened(word):
            return False
    return any(word.startswith(_OPEN_OR_DOSE) for word in words)


def _is_plan(word: str) -> bool:
    is_kazakh = word not in _NOT_TO_COME and _TO_COME_KK.fullmatch(word) is not None
    return is_kazakh or word.startswith(_TO_COME)


def _has_happened(word: str) -> bool:
    is_russian = word not in _NO_PAST_RU and _PAST_RU.fullmatch(word) is not None
    is_kazakh = _NO_PAST_KK.fullmatch(word) is None and _PAST_KK.fullmatch(word) is not None
    return is_russian or is_kazakh
