"""Whether words are about somebody of the household beside the patient: «дома ещё двое», «ал кішісі ше»."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from rasa_project.understanding.phrases import phrases, stands

#: Others than who is ill, by beginnings of folded words.
_OTHERS: Final = phrases(
    "агаси", "ажем", "ажес", "апкеси", "атас", "бабуш", "баска бала", "баска немере", "бебе", "бир болмеде",
    "бир тосекте", "бир уиде", "бирге болди", "бирге жатт", "бирге турад", "бирге уиикта", "близн", "брат",
    "вместе жив", "вместе спал", "вместе спят", "грудн", "двоин", "дедуш", "домашн", "други", "егиз", "екинши",
    "емшектеги", "енем", "еше дво", "еше дет", "еше доч", "еше мал", "еше один", "еше одна", "еше реб", "еше син",
    "еше тро", "жене", "иниси", "калган", "калди", "кариндас", "келиним", "кенже", "киши", "кишкентаи", "куиеуим",
    "младш", "муж", "нарест", "невестк", "новорожд", "ортанши", "остал", "осталис", "сабиим", "свекров", "сестр",
    "средн", "старш", "таги бала", "таги бир", "таги ек", "таги торт", "таги уш", "уидеги", "улкен", "ушинши",
    "шакалак",
)  # fmt: skip
#: Children who are told of as being at home: «дома дети 1 и 5 лет», «үйде 7 айлық балам бар».
_AT_HOME: Final = re.compile(
    r"\b(?:уиде (?:\S+ ){0,4}(?:бала|немере|кизим|улим|бар\b|жас)|"
    r"дома (?:\S+ ){0,4}(?:дет|дво|тро|реб|доч|син|мал|лет|год|мес)|таги (?:\S+ )?\d|еше (?:\S+ )?\d|"
    r"втор(?:ои|ого|ому|ая|ую|ом)\b)"
)
#: Where the writer means herself.
_HERSELF: Final = phrases(
    "аягим ауир", "маган", "мен де", "мен егил", "мен екпе", "мен емиз", "мен жукти", "мне делат", "мне куда",
    "мне можно", "мне надо", "мне нужно", "мне опасно", "мне само", "мне тоже", "мне что", "озим", "я беремен",
    "я кормяш", "я не прив", "я неприв", "я сама", "я тоже",
)  # fmt: skip
#: What is asked or told of them: what to do, doses, catching it, going to nursery.
_ASKED: Final = phrases(
    "ауира", "ауирма", "бакша", "барсин", "беремен", "болат", "болек", "вести", "водит", "доз", "егил", "екпе", "жуга",
    "жукпа", "жукт", "заболе", "зара", "изолир", "как бит", "как их", "как с ним", "калаи", "кауип", "кимге",
    "контакт", "куда", "мектеп", "не иста", "не исте", "непривит", "опасн", "отдел", "переда", "привив", "привит",
    "про грудн", "про друг", "про младш", "про старш", "сабак", "садик", "салам", "урок", "что дел", "что еи",
    "что ему", "что им", "что мне", "что насчет", "что с", "что тепер", "школ",
)  # fmt: skip
#: Whole words: «ал кішісі ше», «а им», «оны».
_THEM: Final = frozenset(
    {"ему", "еи", "же", "им", "их", "оган", "олар", "оларга", "они", "соган", "соларга", "ше", "алмаган"}
)


def speaks_of_household(words: Sequence[str]) -> bool:
    """Whether something is asked about others of the household than the patient, or about the writer herself."""
    if _AT_HOME.search(" ".join(words)) is not None:
        return True
    return (stands(words, _OTHERS) and _asks(words)) or asks_for_herself(words)


def asks_for_herself(words: Sequence[str]) -> bool:
    """Whether the writer asks what she herself has to do: ``а мне самой куда``, ``мен жүктімін, маған жұға ма``."""
    return stands(words, _HERSELF) and _asks(words)


def _asks(words: Sequence[str]) -> bool:
    return stands(words, _ASKED) or not _THEM.isdisjoint(words)
