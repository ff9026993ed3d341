"""How a message asks, in folded words: for a yes or no or openly, and after what («бола ма», «керек пе», «зиян ба»).

«У кого?», «қай күні?» want no yes; and a yes to «may we?» says the opposite of what it says to «is it harmful?».
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, Literal

Asked = Literal["yes_no", "open", "nothing"]
#: What a question asks after: leave, need, harm, staying away, being enough, too late or too early, help.
Predicate = Literal["may", "need", "harm", "stay", "enough", "time", "help", "right"]

_MARKS: Final = frozenset({".", ",", "!", "?", ";", ":", "\n", "-", "–", "—", "(", ")"})
_PARTICLE: Final = r"(?:ма|ме|ба|бе|па|пе|ми|би|пи)"
#: A particle by itself or run together with its word: «болама», «керекпе»; what asks whether a thing is so.
_YES_NO: Final = re.compile(
    rf"\b{_PARTICLE}\b|\b(?:рас|шин|растан|шинимен)\b|\b(?:ли|разве|неужели|правдали)\b|\bправда\b|"
    r"\b(?!дома\b|мама\b|сама\b|весма\b)\S+(?:ама|еме|име|има|екпе|арма|окпа|тима|тиме|баиби|ипа|ипе|инбе|спа)\b"
)
#: What asks openly wherever it stands.
_OPEN: Final = re.compile(
    r"\bким(?:\b|де|ге|нин|нен|ди|дер)\S*|\bкандаи\S*|\bкаи(?:\b|си|да|дан|тем|тип|тс)\S*|\bкалаи\S*|\bканша\S*|\bкашан\S*|"
    r"\bнеше\S*|\bнеге\b|\bнеден\b|\bнемен\b|\bнени\b|\bнелер\S*|\bне (?:ист|бер|же|иш|кил|жаг|деген|деис|себеп|уш)\S*|"
    r"\bкто\b|\b(?:у|для|от|с|за|на) (?:кого|ком|кем|чего|чем)\b|\bкому\b|\bкак(?:ои|ая|ие|ую|их|ое|им|ими)\b|"
    r"\bкогда\b|\bгде\b|\bкуда\b|\bоткуда\b|\bпочем[уы]?\b|\bзачем\b|\bсколк\S*|\bкакова?\b"
)
#: These ask at the beginning of a clause; within it they join.
_OPEN_FIRST: Final = re.compile(r"^(?:(?:а|и|но|скажите|подскажите|тогда|вот) )*(?:как|что|чем|чего|чеи|чя)\b")
#: One of two things: «екпеден бе, әлде қызылша ма», «тірі ме, өлі ме»; not «или нет».
_CHOICE: Final = re.compile(
    rf"\b(?:алде|или)\b(?! (?:жок|нет|не|ваше|вообше|емес)\b)|\b{_PARTICLE} (?:\S+ ){{1,3}}{_PARTICLE}\b"
)
#: A clause that begins so goes on with the one before.
_GOES_ON: Final = frozenset({"алде", "или"})
#: Without an open word these ask for a yes or no.
_MODAL: Final = re.compile(r"\b(?:можно|нелзя|надо|нужн|обязателн|стоит)\S*")

_PREDICATES: Final[Mapping[Predicate, re.Pattern[str]]] = {
    "may": re.compile(
        r"(?<=\S)(?:са|се|сак|сек|сам|сем|са?н|уга|уге|еге) ?(?:да |де )?бола(?:ди|р)? ?м|\bрухсат|\bжараи(?:ди)? ?ма|"
        r"\bможно\b(?!(?: ли)?(?: \S+)? (?:зараз|забол|ослеп|оглох|умер|подхват|поима))|\bразреш"
    ),
    "need": re.compile(
        r"\bкерек ?(?:пе|па)|\bкажет ?пе|\bминдетти|\bшарт ?па|\bнужн|\bнадо\b|\bобязат|\bстоит\b|\bнеобходим"
    ),
    "harm": re.compile(r"\bзиян|\bкауип|\bкаупи|\bкоркиниш|\bвред|\bнавред|\bопас|\bстрашн|\bхуже не"),
    "stay": re.compile(
        r"\bуиде (?:отир|кал|уста|бол)|\bшигар(?:ип|ад|ма)|\bкуип|\bшеттет|\bкаитар(?:ип|ад|а )|"
        r"\bотстран|\bвигон|\bвигна|\bисключ|\bотчисл|"
        r"\bдома (?:сид|держ|оста)|\b(?:сид|держ|оста)\S* дома"
    ),
    "enough": re.compile(r"\bжете(?:ди)? ?ме|\bжеткиликти|\bхвата|\bхватит|\bдостаточн"),
    "time": re.compile(r"\bкеш (?:пе|емес|болма|калд)|\bерте (?:ме|емес)|\bпоздно|\bрано\b|\bрановато|\bопоздал"),
    "help": re.compile(r"\bкомектес|\bемдеи|\bпаида|\bпомог|\bпомож|\bлечит|\bполез|\bполз"),
    "right": re.compile(r"\bдурис ?(?:па|истеп)|\bжон ?бе|\bправилно|\bверно\b"),
}  # fmt: skip


def form_of(tokens: Sequence[str]) -> Asked:
    """How a message asks: ``yes_no`` where one of its clauses does, ``open`` where it only asks who, what, when.

    Args:
        tokens: folded words and marks.
    """
    forms = {_form_of(clause, is_asked=mark == "?") for clause, mark in _clauses(tokens)}
    return "yes_no" if "yes_no" in forms else "open" if "open" in forms else "nothing"


def predicates_of(words: Sequence[str]) -> frozenset[Predicate]:
    """What a message of these folded words asks after; nothing where it names the thing itself («жұға ма?»)."""
    text = " ".join(words)
    return frozenset(name for name, pattern in _PREDICATES.items() if pattern.search(text))


def _clauses(tokens: Sequence[str]) -> list[tuple[str, str]]:
    """The clauses with the mark behind each."""
    found: list[tuple[str, str]] = []
    words: list[str] = []
    for one in (*tokens, "."):
        if one in _MARKS:
            if words:
                found.append((" ".join(words), one))
            elif found and one == "?":
                found[-1] = (found[-1][0], one)
            words = []
        else:
            if one in _GOES_ON and not words and found:
                words = [found.pop()[0]]
            words.append(one)
    return found


def _form_of(clause: str, *, is_asked: bool) -> Asked:
    if _CHOICE.search(clause):
        return "open"
    if _YES_NO.search(clause):
        return "yes_no"
    if _OPEN.search(clause) or _OPEN_FIRST.search(clause):
        return "open"
    return "yes_no" if is_asked or _MODAL.search(clause) else "nothing"
