"""A clinic that puts help off: «в поликлинике сказали придите в понедельник», «дүйсенбіге дейін күтіңіз деді»."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_SAID: Final = re.compile(
    r"\b(?:сказал[аи]?|говор[яи]т|велел[аи]?|назначил[аи]?|записал[аи]?|предложил[аи]?|"
    r"деди|деид[иы]|деп (?:аит|жатир|отир)\w*|аитти|аитад[иы]|жазд[иы]|шакирд[иы])\b"
)
_WAIT: Final = re.compile(
    r"\b(?:по)?(?:жд(?:ат|ите|и)|дождат\w*)\b|\bподожд\w+|\bкут(?:е|иниз|индер|у|ип)\w*|\bшида\w*"
)
_COME: Final = re.compile(
    r"\b(?:при(?:д|и[дт]|х|е)|подо(?:ид|ити|идите)|яви|на прием)\w*|"
    r"\bна (?=понед|втор|сред|четв|пятн|субб|воскр|завтра)|"
    r"\b(?:кел(?:иниз|индер|син|ип|ерсиз|у)|барини?з|бариндар)\w*"
)
_LATER: Final = re.compile(
    r"\b(?:понеделник|вторник|сред[уы]|четверг|пятниц|суббот|воскресен|завтра|послезавтра|следуюш|потом|позже|позднее|"
    r"через (?:\S+ )?(?:дн|ден|недел)|дуисенби|сеисенби|сарсенби|беисенби|жума(?!с)|сенби|жексенби|ертен|бурсигуни|"
    r"келеси|кеиин)\w*"
)
_NOW: Final = re.compile(r"\b(?:сегодня|сразу|срочно|сеичас|бугин|казир|дереу|бирден)\b")


def puts_off(words: Sequence[str]) -> bool:
    """Whether somebody who is to help said to come on another day, or to wait; not ``сказали прийти сегодня``."""
    text = " ".join(words)
    if _SAID.search(text) is None or _NOW.search(text) is not None:
        return False
    return _WAIT.search(text) is not None or (_COME.search(text) is not None and _LATER.search(text) is not None)
