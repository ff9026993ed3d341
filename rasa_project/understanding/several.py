"""Several questions in one message: its sentences, and what stands behind «біріншісі», «во-вторых»."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

#: More sentences are not looked at one by one.
MOST: Final = 5
_ENDS: Final = frozenset({".", "!", "?", ";", "\n"})
#: These begin a question of their own where two of them stand in a message.
_COUNTED: Final = (
    "бириншиден", "екиншиден", "ушиншиден", "бириншиси", "екиншиси", "ушиншиси", "вопервих", "вовторих", "втретих",
    "первое", "второе", "трете", "бириншисурак", "екиншисурак",
)  # fmt: skip
#: What joins two questions in one sentence.
_JOINTS: Final = frozenset({"а", "ал", "алде", "ари", "еше", "жане", "и", "или", "но", "также", "таги"})
#: Words of a question, whole and by their folded beginnings.
_WORDS: Final = frozenset(
    {"ба", "бе", "болама", "керекпе", "ли", "ма", "ме", "па", "пе", "ше", "где", "кто", "ким", "кимге", "можно",
     "нелзя", "чем", "сколко", "неде", "неден", "немен", "неше", "канша", "кашан", "каи", "каиси", "каисиси", "когда",
     "куда"}
)  # fmt: skip
_STEMS: Final = (
    "зачем", "истеим", "каида", "каитем", "каитс",
    "калаи", "кандаи", "какая", "какие", "какои", "какую", "канш", "кашан", "кимнен",
    "нелик", "нешеде", "неге", "откуда", "почем", "сколк",
)  # fmt: skip
#: These ask in front; «как» and «что» inside join clauses.
_FIRST: Final = frozenset({"как", "какое", "надо", "нужно", "чего", "что"})
_WHAT: Final = frozenset({"не", "что", "чем", "чего"})
#: «ККП деген не», «от чего защищает».
_LAST: Final = "не"
_OF_WHAT: Final = (frozenset({"до", "для", "из", "от", "против"}), "чего")
_DOING: Final = ("бер", "болад", "дава", "дат", "дела", "жаг", "исте", "кила", "леч", "маж", "нужно", "надо", "корм")
#: So many words beside one question are a greeting.
_LITTLE: Final = 2
#: Greetings, thanks and what leads over to a next question, by beginnings of folded words.
_SMALL_TALK: Final = (
    "ассалаумагалаикум", "благодар", "болди", "вам", "болшое", "екен", "енди", "жараиди", "здравств", "иаа", "коп",
    "ладно", "молодес", "ок", "подскаж", "понятн", "привет",
    "рахмет", "ракмет", "салам", "салем", "салеметс", "саулиг", "спасибо",
    "спс", "сурак", "сурагим", "сураин", "таги", "туснкт", "тусиникти", "хорошо",
)  # fmt: skip
#: A sentence of fewer words asks nothing by itself; behind a question one long word does: «а бесплодие?».
_FEWEST_WORDS: Final = 2
_LONG_WORD: Final = 6
#: These go on with what stands before them: «от чего ещё», no joint.
_FURTHER: Final = frozenset({"еше", "таги"})
#: Beside a question these ask without its form («прививка бесплатная и какие документы»), unless somebody said so.
_PREDICATES: Final = (
    "акили", "бесплатн", "болно", "вредн", "заразн", "кауипти", "обязателн", "опасн", "платн", "тегин", "халал",
    "халял",
)  # fmt: skip
_SAID: Final = ("аит", "говор", "дед", "деид", "сказ", "слиш")
#: «а если ночью», «ал егер»: a case of its own behind a question.
_IF: Final = frozenset({"если", "егер"})
_OPPOSED: Final = frozenset({"а", "ал", "но"})
#: One question word for two verbs: «можно ли купать и гулять», «шомылуға және шығуға бола ма».
_AND: Final = frozenset({"а", "ал", "ари", "жане", "и"})
_MAY: Final = frozenset({"можно", "надо", "нелзя", "нужно"})
_TO_DO: Final = ("ат", "ет", "ит", "ят", "ут")
_TO_DO_KK: Final = ("уга", "уге")
_MAY_KK: Final = ("бола", "ма")
_VERB_AND_OBJECT: Final = 3


def questions_asked(tokens: Sequence[str]) -> list[tuple[str, ...]]:
    """The questions of a message that holds more than one question, as folded words; none where it is but one.

    «Екпе тегін бе, қай жаста салынады» is two: a stretch that asks nothing belongs to the question behind it («насморк
    бар, сала ма») or, at a sentence's end, before it.

    Args:
        tokens: folded words and marks.
    """
    parts = [without_small_talk(part) for sentence in _sentences(tokens) for part in _asking(sentence)]
    told = sum(map(str.isalnum, tokens))
    found = [part for index, part in enumerate(parts) if _is_enough(part, is_behind=index > 0)][:MOST]
    return [] if len(found) == 1 and len(found[0]) >= told - _LITTLE else found


def _is_enough(part: Sequence[str], *, is_behind: bool) -> bool:
    return len(part) >= _FEWEST_WORDS or (is_behind and len(part) == 1 and len(part[0]) >= _LONG_WORD)


def _sentences(tokens: Sequence[str]) -> list[list[str]]:
    """Sentences with their marks; «біріншісі», «во-вторых» begin one where two of them stand in a message."""
    counted = [index for index, token in enumerate(tokens) if token.startswith(_COUNTED)]
    starts = set(counted) if len(counted) > 1 else set()
    parts: list[list[str]] = [[]]
    for index, token in enumerate(tokens):
        is_number = token.isdecimal() and list(tokens[index + 1 : index + 2]) == [")"]  # «2) и сколько стоит»
        if index in starts or is_number:
            parts.append([])
        if not is_number:
            parts[-1].append(token)
        if token in _ENDS:
            parts.append([])
    return [part for part in parts if part]


def _asking(sentence: Sequence[str]) -> list[tuple[str, ...]]:
    """The questions of a sentence; none where it asks nothing."""
    stretches = _completed(_stretches(sentence))
    asks = [bool(words) and asks_something(words) for _, words in stretches]
    found: list[list[str]] = []
    waiting: list[str] = []
    for (joint, words), by_form in zip(stretches, asks, strict=True):
        waiting += words
        is_case = joint in _OPPOSED and bool(found) and words[:1] and words[0] in _IF
        is_asked = by_form or is_case or (any(asks) and _is_predicate(words))
        if words and is_asked and len(waiting) >= _FEWEST_WORDS:
            found.append(waiting)
            waiting = []
    if found:
        found[-1] += waiting
    elif waiting and (sentence[-1] == "?" or sentence[0].startswith(_COUNTED)):
        found.append(waiting)
    return [tuple(part) for part in found]


def _stretches(sentence: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Words between joints and marks, each with the joint or mark before it."""
    found: list[tuple[str, list[str]]] = [("", [])]
    for token in sentence:
        words = found[-1][1]
        goes_on = token in _FURTHER and bool(words) and words[-1] in _WHAT
        if (token in _JOINTS and not goes_on) or not any(map(str.isalnum, token)):
            joint = token if words or found[-1][0] not in _JOINTS else found[-1][0]
            found.append((joint, []))
        else:
            words.append(token)
    return [(joint, words) for joint, words in found if words]


def _completed(stretches: Sequence[tuple[str, list[str]]]) -> list[tuple[str, list[str]]]:
    """The stretches, each with the question word that it shares with its neighbour."""
    found = list(stretches)
    for index in range(1, len(found)):
        (_, before), (joint, words) = found[index - 1], found[index]
        if joint not in _AND:
            continue
        may = [word for word in before if word in _MAY][:1]
        if may and _is_bare_verb(words):
            found[index] = (joint, [*may, "ли", *words])
        elif before[-1].endswith(_TO_DO_KK) and _shares_may(words) and not asks_something(before):
            found[index - 1] = (found[index - 1][0], [*before, *_MAY_KK])
    return found


def _is_bare_verb(words: Sequence[str]) -> bool:
    """«Гулять»: a verb that names an action, and little else; no question of its own."""
    is_verb = len(words[0]) > _VERB_AND_OBJECT and words[0].endswith(_TO_DO)
    return is_verb and len(words) <= _VERB_AND_OBJECT and not asks_something(words)


def _shares_may(words: Sequence[str]) -> bool:
    """«Шығуға бола ма»."""
    pairs = list(pairwise(words))
    return _MAY_KK in pairs and words[max(0, pairs.index(_MAY_KK) - 1)].endswith(_TO_DO_KK)


def _is_predicate(words: Sequence[str]) -> bool:
    said = any(word.startswith(_SAID) for word in words)
    return not said and len(words) >= _FEWEST_WORDS and any(word.startswith(_PREDICATES) for word in words)


def asks_something(words: Sequence[str]) -> bool:
    """Whether folded words have the form of a question: ``можно``, ``сколько``, ``қашан``, ``бола ма``."""
    if not _WORDS.isdisjoint(words) or any(word.startswith(_STEMS) for word in words):
        return True
    pairs = list(pairwise(words))
    if words[-1] == _LAST or any(one in _OF_WHAT[0] and two == _OF_WHAT[1] for one, two in pairs):
        return True
    return words[0] in _FIRST or any(two.startswith(_DOING) for one, two in pairs if one in _WHAT)


def without_small_talk(words: Sequence[str]) -> tuple[str, ...]:
    """The words of a message behind its greetings and thanks: ``рахмет, тағы бір сұрақ, Аралда ше``."""
    first = 0
    while first < len(words) and words[first].startswith(_SMALL_TALK):
        first += 1
    return tuple(words[first:])


def stretches(tokens: Sequence[str]) -> list[tuple[str, ...]]:
    """Stretches of words between marks of any kind, each of two words or more but the first."""
    parts: list[list[str]] = [[]]
    for token in tokens:
        if any(map(str.isalnum, token)):
            parts[-1].append(token)
        else:
            parts.append([])
    first, *others = parts
    return [tuple(first), *(tuple(part) for part in others if len(part) >= _FEWEST_WORDS)][: MOST + 1]
