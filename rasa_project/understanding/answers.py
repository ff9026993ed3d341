"""Answers to a question that the bot put: yes, no, doubt, "the second one", and what is said behind them.

``жөтелі бар`` names a sign and is no yes; ``жоқ, бірақ …`` is judged by what follows. Works on folded tokens and is
read only where a question stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from kazakh.numbers import find_numbers
from rasa_project.understanding.phrases import phrases, stands

Answer = Literal["yes", "no", "unknown"]

#: A longer message is an answer only where it begins with one.
_LONGEST: Final = 7
#: These say yes by themselves, and only in front: Kazakh «да» behind a word is "too".
_YES: Final = frozenset({"иа", "ия", "ие", "да", "ага", "угу", "еа", "аха", "конечно", "арине", "ооба", "оиа"})
#: ``ia``, which folds as Russian "I" does.
_YES_IN_LATIN: Final = "я"
#: "There is", "it happened": yes only where nothing else is named.
_THERE_IS: Final = frozenset({"бар", "ест", "имеетс", "имеется", "болди", "болган", "било", "били", "била", "бил"})
_NO: Final = frozenset({"жок", "жог", "нет", "неа", "нету", "емес", "ни", "болмади", "шикпади", "билинбеиди"})
_NO_STEMS: Final = ("ешкаис", "жокп", "жокш", "ниодн", "ничего", "ештене", "ешкандаи")
#: A «нет» in front of a noun denies that noun: «нет судорог».
_NO_BY_THEMSELVES: Final = frozenset({"жок", "жог", "неа", "нету"})
_HESITATION: Final = frozenset({"вроде", "наверное", "кажется", "ну", "а"})
_UNKNOWN: Final = ("билмеим", "билмедим", "беимаалим", "аиталмаим", "затрудн")
_NOT_KNOWN: Final = ("знаю", "уверен", "помню", "понимаю")
_NOT_REMEMBERED: Final = ("есимде", "есинде")
#: ``оны қайдан білейін``, ``откуда мне знать``.
_HOW_SHOULD_I_KNOW: Final = (
    ("каидан", "бил"), ("откуда", "знат"), ("откуда", "я", "знаю"), ("откуда", "мне", "знат"), ("без", "понятия"),
    ("хз",), ("есимде", "калма"), ("аита", "алмаим"), ("не", "скажу"), ("не", "могу", "сказат"), ("не", "припом"),
)  # fmt: skip
#: «Забыла я», «ұмытып қалдым», «есіме түспей тұр», and no more.
_FORGOTTEN: Final = phrases(
    "умитип", "умиттим", "есиме туспе", "есимнен шик", "есте жок", "забил", "запамятовал", "не помн", "не поим",
    "не вспомн", "не могу вспомн", "вспомнит не", "понятия не", "откуда мне",
)  # fmt: skip
#: So few words around it tell nothing else.
_FEW: Final = 5
#: Behind it something else: «забыла сказать, ей 5», «не знаю что делать», «не помню когда» is of a day.
_MORE: Final = (
    "аит", "сказат", "написат", "жаз", "делат", "исте", "исти", "как", "калаи", "зачем", "неге", "почему", "жит",
    "справ", "далше", "куда",
)  # fmt: skip
#: One of a list, or all of it.
_OF_A_LIST: Final = frozenset(
    {"бир", "один", "одно", "одна", "одного", "однои", "два", "оба", "обе", "пара", "все", "екеуи", "ушеуи"}
)
_OF_A_LIST_STEMS: Final = (
    "биреу", "биринши", "екинши", "ушинши", "тортинши", "бесинши", "алтинши", "жетинши", "сегизинши", "сонги", "бари",
    "барлиги", "барин", "бирнеше", "кобиси", "первое", "первии", "второе", "второи", "трете", "трети", "четверт",
    "пятое", "пятии", "шестое", "шестои", "седмое", "седмои", "восмое", "восмои", "последн", "перечислен",
    "вишеперечислен", "несколко", "номер", "пункт",
)  # fmt: skip
#: No list of a question has more points: «35 пен 33» are none of them.
_LONGEST_LIST: Final = 9
#: Words that name nothing.
_EMPTY: Final = frozenset(
    {
        "и", "де", "да", "та", "те", "из", "них", "у", "нас", "него", "нее", "неи", "нам", "ол", "бул", "оси", "он",
        "она", "там", "тут", "енди", "кои", "же", "богу", "бог", "слава", "тоже", "еше", "уже", "в", "на", "по", "онин",
        "пен", "мен", "жане", "а", "к", "счастю", "аллах", "аллага", "аллахка", "машаллах", "так", "шукир", "кудаига",
        "кудаи", "пока", "точно", "гои", "екен", "шигар", "бизде", "онда", "мунда", "андаи", "мина", "вроде", "етом",
        "ето", "етого", "етих", "такое", "такого", "таких", "билген", "емес", "ше", "бизге", "оларда",
        "того", "другого",
    }
)  # fmt: skip
_EMPTY_STEMS: Final = (
    "ондаи", "мундаи", "сондаи", "олардин", "осилар", "булар", "белги", "кауипти", "признак", "списк", "алхамдул",
    "азир", "казир", "сеичас", "сиякт", "навер", "баикал", "замеч", "замет", "жогарид", "аитил", "балам", "ребен",
    "наблюд",
)  # fmt: skip
_LIMITS: Final = ("тек", "толко", "лиш", "гана", "единственн")
_BUT: Final = frozenset({"бирак", "но", "алаида", "однако", "зато", "просто", "жаи", "ток", "ал"})
_MARKS: Final = frozenset({",", ".", ";", "!", "?", "–", "—", "-", "(", ")", ":", "…", ".."})
#: Endings of Russian verbs: a «нет» in front of one is an answer of its own («нет дышит часто»).
_VERBS: Final = ("ит", "ет", "ут", "ат", "тса", "тся")
_ASKING: Final = frozenset({"?", "ма", "ба", "бе", "па", "пе", "ли", "егер", "если", "вдруг", "что", "калаи", "как"})


@dataclass(frozen=True)
class Answered:
    """How a message answers a question.

    Attributes:
        answer: what stands in front or alone; ``None`` where the message only tells something.
        rest: what else is told, tokens with punctuation; empty for a bare answer.
        is_limited: whether "but" or "only" stands in it (``жоқ, бірақ …``, ``тек жөтелі бар``).
        is_of_a_list: whether it points at one of several (``екіншісі``, ``последнее есть``).
    """

    answer: Answer | None = None
    rest: tuple[str, ...] = ()
    is_limited: bool = False
    is_of_a_list: bool = False


def read_answer(tokens: Sequence[str]) -> Answered:
    """What a message answers, whatever the question was."""
    words = [token for token in tokens if token not in _MARKS]
    limited = any(word in _BUT or word.startswith(_LIMITS) for word in words)
    if _in_doubt(words):
        return Answered("unknown", tuple(tokens), limited)
    lead, behind = _lead(tokens)
    named = [token for token in behind if not _answers_only(token)]
    if named and all(map(_points, named)):
        return Answered("no" if lead == "no" or any(map(is_no, words)) else "yes", (), limited, is_of_a_list=True)
    if lead is not None:
        return Answered(lead, tuple(behind) if named else (), limited)
    if named or not words or len(words) > _LONGEST:
        return Answered(None, tuple(tokens), limited)
    if any(map(is_no, words)):
        return Answered("no")
    return Answered("yes" if not _YES.isdisjoint(words) or not _THERE_IS.isdisjoint(words) else None)


_PARTICLES: Final = frozenset({"ба", "бе", "ли", "ма", "ме", "па", "пе"})
_QUESTION_WORDS: Final = (
    "аитин",
    "аитш",
    "исте",
    "калаи",
    "кандаи",
    "кашан",
    "керек",
    "когда",
    "можно",
    "надо",
    "нужн",
    "подскаж",
    "расскаж",
    "скаж",
)


def asks_or_supposes(tokens: Sequence[str]) -> bool:
    """Whether the message asks, or thinks of what may come: ``судорога болса ше``, ``если …``."""
    return any(token in _ASKING or (token.endswith(("са", "се")) and len(token) > 4) for token in tokens)


def asks(tokens: Sequence[str]) -> bool:
    """Whether the message has a word of a question (``ме``, ``ли``, ``не істеймін``, ``нужно``), or supposes."""
    return asks_or_supposes(tokens) or any(token in _PARTICLES or token.startswith(_QUESTION_WORDS) for token in tokens)


def bare_number(words: Sequence[str]) -> int | None:
    """The whole number of a message that is nothing else: ``2``, ``екі``."""
    numbers = find_numbers(words)
    if len(numbers) != 1 or len(words) != numbers[0].after - numbers[0].first or numbers[0].ending:
        return None
    value = float(numbers[0].value)
    return int(value) if value.is_integer() else None


def clauses(tokens: Sequence[str]) -> list[tuple[str, ...]]:
    """Parts between punctuation and "but": each is judged by itself."""
    parts: list[list[str]] = [[]]
    for token in tokens:
        if token in _MARKS or token in _BUT:
            parts.append([])
        else:
            parts[-1].append(token)
    return [tuple(part) for part in parts if part]


def denies(clause: Sequence[str]) -> bool:
    """Whether a clause ends with a denial: ``құсу жоқ``, ``рвоты нет``."""
    return bool(clause) and is_no(clause[-1])


def names_nothing(token: str) -> bool:
    """Whether a folded token is a mark or a word such as ``ондай``, ``слава``, ``из``."""
    return token in _MARKS or token in _EMPTY or token.startswith(_EMPTY_STEMS)


def _lead(tokens: Sequence[str]) -> tuple[Answer | None, Sequence[str]]:
    """The answer in front, and what stands behind it."""
    if len(tokens) > 1 and tokens[0] in _HESITATION:
        return _lead(tokens[1:])
    first, behind = tokens[0] if tokens else "", tokens[1:]
    if first == "да" and behind and behind[0] in {"неа", "нет"}:
        return "no", behind[1:]  # «да нет, всё нормально»
    if first in _YES or (first == _YES_IN_LATIN and set(behind) <= _THERE_IS | _MARKS):
        return "yes", behind
    if first in _NO_BY_THEMSELVES or (first == "нет" and _is_new_clause(behind)):
        return "no", behind
    return None, tokens


def _is_new_clause(behind: Sequence[str]) -> bool:
    following = behind[0] if behind else ","
    goes_on = following in _BUT or following.startswith((*_LIMITS, *_NO_STEMS)) or following.endswith(_VERBS)
    return goes_on or names_nothing(following)


def _in_doubt(words: Sequence[str]) -> bool:
    for index, word in enumerate(words):
        before = words[index - 1] if index else ""
        if word.startswith(_UNKNOWN) or (word.startswith(_NOT_KNOWN) and before in {"не", "точно"}):
            return True
        if word.startswith(_NOT_REMEMBERED) and "жок" in words[index + 1 : index + 2]:
            return True
    return stands(words, _HOW_SHOULD_I_KNOW) or has_forgotten(words)


def has_forgotten(words: Sequence[str]) -> bool:
    """Whether a message says that something is not remembered, and no more: ``забыла я``, ``есіме түспей тұр``."""
    return len(words) <= _FEW and stands(words, _FORGOTTEN) and not any(word.startswith(_MORE) for word in words)


def is_no(word: str) -> bool:
    """Whether a folded token says no or none by itself: ``жоқ``, ``ешқайсысы``."""
    return word in _NO or word.startswith(_NO_STEMS)


def _answers_only(token: str) -> bool:
    return names_nothing(token) or token in _YES or token in _THERE_IS or is_no(token)


def _points(token: str) -> bool:
    is_number = token.isdecimal() and int(token) <= _LONGEST_LIST
    return is_number or token in _OF_A_LIST or token.startswith(_OF_A_LIST_STEMS)
