"""A severe reaction to an earlier dose, and whether the next one is asked for, in folded words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from rasa_project.understanding.dose_words import VACCINE

_SEVERE: Final = re.compile(r"\b(?:анафилак\w*|аллергиялик шок\w*|отек\w* квинк\w*|квинке\w*)")
_INTENSIVE_CARE: Final = re.compile(r"\b(?:реанимаци\w*|жансактау\w*)")
#: Long enough ago that nobody lies there now.
_LONG_AGO: Final = re.compile(
    r"\b(?:бултир\w*|билтир\w*|откен (?:жили|жолги?|екпе\w*)|бурин|ранше|в прошл\w+ (?:году|раз)|"
    r"(?:год|лет|года|месяц\w*) назад|тогда|(?:алгашки|биринши) (?:екпе|рет)\w*|(?:после|на) (?:перво\w+|прошл\w+))\b"
)
#: The next dose, and to give it: «екінші ретін салдыра ма енді», «вторую делать теперь?».
_NEXT: Final = re.compile(r"\b(?:екинши\w*|келеси\w*|кеиинги\w*|втор\w*|следующ\w*|следуюш\w*|повтор\w*)\b")
_TO_GIVE: Final = re.compile(
    r"\b(?:салдир\w*|салгиз\w*|салу\w*|сала\w*|салса\w*|егил\w*|егу\w*|дела\w*|сдела\w*|став\w*|постав\w*|привив\w*|"
    r"колот\w*|можно|нужн\w*|керек|бола)\b"
)
#: What was done is asked of nobody.
_DONE: Final = re.compile(r"\b(?:салдирд\w*|салдирган\w*|сделали|делали|поставили|привили)\b")


def tells_severe_before(words: Sequence[str]) -> bool:
    """Whether a severe reaction to a dose of before is told: ``после первой прививки была анафилаксия``.

    Intensive care counts where it is long ago, and a vaccine is named.
    """
    text = " ".join(words)
    if not any(word.startswith(VACCINE) for word in words) or not _LONG_AGO.search(text):
        return False
    return _SEVERE.search(text) is not None or _INTENSIVE_CARE.search(text) is not None


def asks_for_the_next(words: Sequence[str]) -> bool:
    """Whether the next dose is asked for, the vaccine named or not: ``екінші ретін салдыра ма``, ``вторую делать?``."""
    text = " ".join(words)
    is_named = _NEXT.search(text) is not None or any(word.startswith(VACCINE) for word in words)
    return is_named and _TO_GIVE.search(text) is not None and _DONE.search(text) is None
