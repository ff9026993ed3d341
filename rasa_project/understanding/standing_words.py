"""What does not take back a danger sign that was told, in folded words: another is absent, doubt, "as before"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

#: «Жоқ, басқа белгі жоқ», «больше ничего нет»: the rest is denied, and the sign with it is not.
_NOTHING_ELSE: Final = re.compile(
    r"\bбаска (?:ештене|белги|ешкандаи|еш|ештенес)\w*(?: \S+)? (?:жок|баикалм|билинб)\w*|"
    r"\b(?:осидан|бунан|будан) баска\b.*\bжок\b|"
    r"\bболше (?:пока )?(?:ничего|никаких|признаков)\b|\bничего (?:друго\w+|болше|еше)\b|"
    r"\b(?:других|остални\w*) (?:признак\w*|симптом\w*)(?: \S+)? (?:нет|нету|не)\b|\bнет других\b|"
    r"\bкроме (?:етого|температур\w*|жара) (?:ничего|нет|все)"
)
#: «Бұрын да осылай болған», «раньше тоже так было»: it comes again, and is there all the same.
_AS_BEFORE: Final = re.compile(
    r"\b(?:бурин|бултир|отк\w+ жили) (?:да|де|та|те)\b(?: \S+)? (?:бо(?:лган|латин|лди|лип|п)|уста|тырис|тирис)\w*|"
    r"\b(?:раньше|ранше|в прошлом году|до етого) (?:\S+ )?(?:тоже|также|уже)\b(?: \S+)? (?:било|бил[аи]?|бивал\w*)|"
    r"\b(?:уже|тоже) (?:\S+ )?(?:било|бивал\w*) (?:ранше|такое)|\bтакое (?:уже )?(?:бивал\w*|бивает)"
)
#: Somebody who is not sure takes nothing back.
_DOUBT: Final = re.compile(
    r"\b(?:шигар|мумкин|сияк\w*|наверн\w*|вероятно|может|кажется|вроде|по моему|дурис па|бола ма|болама)\b"
)
#: «Қате жаздым», «ошиблась», «не мой ребёнок»: the words themselves are taken back.
_MISTAKE: Final = re.compile(
    r"\b(?:кате(?!р)|кателес|жанил|жанилис|шатас|ошиб|опечат|перепут|случаино|ложная тревога|не так понял|"
    r"дурис укпа|тусинбе|не то слово|не так написал|баска бала|баланики|менин балам емес|бизд\w+ бала емес|"
    r"не мо[ие] |чужо|сосед|корши|интернет|теоретическ|жаи сура)\w*"
)
#: By what each kind of sign is spoken of.
_SPOKEN_OF: Final[Mapping[str, re.Pattern[str]]] = {
    "breath": re.compile(r"\b(?:дем(?:и|ин|ал\w*|игу\w*)?|тинис\w*|диш\w*|дихани\w*|задих\w*|одиш\w*|ентик\w*)\b"),
    "convulsion": re.compile(r"\b(?:тирис\w*|судорог\w*|конвулс\w*|дирилд\w*|калтира\w*)\b"),
    "mind": re.compile(r"\b(?:еси|есин\w*|ес|созна\w*|оян\w*|проси\w*)\b"),
    "drinking": re.compile(r"\b(?:ем(?:ип|еди|и|из\w*)|ишип|ишеди|сосет|пет|пьет|ест|кушает)\b"),
    "skin": re.compile(r"\b(?:богерт\w*|бортпе\w*|сип|сипи|сипь|ерни|губ\w*|син(?:еет|ие|ии|юш\w*)|когер\w*)\b"),
    "swelling": re.compile(r"\b(?:исин\w*|исик\w*|отек\w*|опух\w*|крапивниц\w*|есекжем\w*)\b"),
    "fever": re.compile(r"\b(?:кизу\w*|температур\w*|жар)\b"),
}
#: As what of these a sign of danger.yml is spoken of; of others nothing is known.
_OF_SIGN: Final[Mapping[str, frozenset[str]]] = {
    "blue_lips": frozenset({"breath", "skin"}),
    "cannot_drink": frozenset({"drinking"}),
    "convulsions": frozenset({"convulsion", "mind"}),
    "hard_breathing": frozenset({"breath"}),
    "lethargic": frozenset({"mind", "drinking"}),
    "severe_allergy": frozenset({"breath", "skin", "swelling"}),
    "stridor": frozenset({"breath"}),
    "unconscious": frozenset({"mind"}),
}


def denies_the_rest(words: Sequence[str]) -> bool:
    """Whether only what else there might be is denied: ``басқа белгі жоқ``, ``больше ничего нет``."""
    return _NOTHING_ELSE.search(" ".join(words)) is not None


def was_so_before(words: Sequence[str]) -> bool:
    """Whether it is told that it was so earlier, too: ``бұрын да осылай болған``, ``раньше тоже так было``."""
    return _AS_BEFORE.search(" ".join(words)) is not None


def is_doubtful(words: Sequence[str]) -> bool:
    """Whether the writer is not sure, or asks: ``шаршаған шығар``, ``может, устал``."""
    return _DOUBT.search(" ".join(words)) is not None


def is_a_mistake(words: Sequence[str]) -> bool:
    """Whether what was written is taken back as such: ``қате жаздым``, ``я ошиблась``, ``это про соседа``."""
    return _MISTAKE.search(" ".join(words)) is not None


def is_of_another_sign(words: Sequence[str], sign: str) -> bool:
    """Whether the words speak of other signs, and not of ``sign`` of danger.yml."""
    own = _OF_SIGN.get(sign)
    text = " ".join(words)
    named = {name for name, form in _SPOKEN_OF.items() if form.search(text)}
    return own is not None and bool(named) and not named & own
