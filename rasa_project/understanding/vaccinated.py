"""That somebody is vaccinated, without a number of doses: «привита», «егілген», «екпесі бар».

How many were had stays open and is asked; a question («привит ли?»), a "no" and another vaccine are none.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rasa_project.understanding.clauses import find_clauses
from rasa_project.understanding.dose_words import NO
from rasa_project.understanding.phrases import phrases, stands

_IS: Final = phrases(
    "вакцина била", "вакцина ест", "вакцинирован", "егилген", "егилди", "екпе алган", "екпе салдирган",
    "екпе салинган", "екпелери бар", "екпем бар", "екпеси бар", "екпеси тур", "прививка била", "прививка ест",
    "прививка от кори ест", "прививка от кори сделана", "прививка сделана", "прививка стоит", "прививки ест",
    "прививки сделани", "прививки стоят", "прививку делали", "прививку сделали", "прививку ставили", "привит",
    "привита", "привити",
)  # fmt: skip
#: A question, a wish, a condition or a doubt; a "no" is :data:`NO`.
_OPEN: Final = frozenset(
    {"?", "ба", "бе", "бирак", "вроде", "деп", "если", "кажется", "ли", "ма", "ме", "не", "па", "пе", "шигар"}
)
_CONDITION: Final = ("болса", "болган ба", "егер", "если", "керек", "когда", "можно", "надо", "нужно", "толко", "ем")
#: «Екпе алған-алмағанымды білмеймін».
_UNSURE: Final = phrases("алмаг", "билм", "есимде жок", "не зна", "не пом", "не увер", "умит")
#: Of another illness.
_OTHERS: Final = tuple(
    "адсм акдс бцж гепатит грип желшешек ковид краснух манту паротит пневмо полиомиелит ротавирус столбняк ветр".split()
)


def tells_vaccinated(words: Sequence[str]) -> bool:
    """Whether a clause of the folded words (with punctuation) states that somebody has had the vaccine."""
    for clause in find_clauses(words) if stands(words, _IS) else ():
        inside = words[clause.first : clause.after]
        if not stands(inside, _IS) or words[clause.after : clause.after + 1] == ["?"]:
            continue
        if stands(inside, _UNSURE):
            continue
        is_open = not (_OPEN | NO).isdisjoint(inside) or any(one.startswith((*_CONDITION, *_OTHERS)) for one in inside)
        if not is_open:
            return True
    return False
