"""How many measles doses were had, where a message states it (a question does not)."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rasa_project.kazakh.memory import remembered
from rasa_project.kazakh.numbers import find_numbers
from rasa_project.understanding.dose_clauses import MARKS, asks, clauses_of

_VACCINE: Final = tuple("вакцин доза дозу дози дозадан доз егу екпе ине инеси ккп прививк прививок ревакц укол".split())
#: A dose was had; by themselves, and only beside a word of the vaccine or a number of doses.
_HAD: Final = tuple(
    (
        "алган алди алдирг алдирд алинг алинд алинип алип делал егилг егилд егилип еккен еккиз екти ектирг ектирд "
        "жасатк жасатт кагаз получил поставил привит салган салди салдирг салдирд салдирип салинг салинд салип "
        "сделал сделан ставил стоит стоят"
    ).split()
)
_IS_THERE: Final = frozenset("бар болган болди била било били есть имеется имеютс имеетс барма".split())
_NOT_HAD: Final = tuple(
    (
        "алдирмад алдирмаган алмаган алмади алмап алмадик егилмед егилмеген екпесиз ектирмед ектирмеген жасатпаган "
        "непривит прививкасиз салдирмад салдирмаган салинбад салинбаган салмаган салмади"
    ).split()
)
#: Of the words above, those that are about the dose by themselves.
_NOT_VACCINATED: Final = tuple("егилме ектирме екпесиз непривит прививкасиз салдирма".split())
#: Past participles that «жоқ» behind them denies: ``егілген жоқ``.
_HAD_ONCE: Final = tuple("алган алдирган еккен егилген ектирген жасаткан салган салдиргам салдирган салдирганб".split())
_RUSSIAN_HAD: Final = tuple("делал получал поставил привит прививал прививалис сделал ставил".split())
#: Names of a dose by its number: 1, 2.
_FIRST: Final = tuple("алгаш биринши единствен жалгиз перва первои перву".split())
_SECOND: Final = tuple("втора второи втору екинши".split())
#: A dose that is named is not about all of them: «екіншісін алмаған».
_A_CERTAIN_DOSE: Final = (*_SECOND, "втор", "жастагис", "келеси", "следуюш")
#: A message of so few words in this chat is about the dose.
_FEW: Final = 3
_TIMES: Final = tuple("вакцин доза дозаси дози екпе ине ккп прививк прививок раз рет укол".split())
_NO: Final = frozenset("жок нет нету жог жокпиз жокпин".split())
#: ``бірде алмаған``, ``ни разу``: not once.
_NOT_ONCE: Final = frozenset({"бирде", "мулдем", "мулде", "ешкашан", "разу"})
#: So many words may stand between the vaccine and the word that denies it: «прививок от кори нет».
_REACH: Final = 3
#: Doses of the calendar.
_MOST: Final = 2
#: A question of so few words («екпе алмаған ба?») asks about the dose itself.
_SHORT_QUESTION: Final = 5

#: Short answers to "how many": none, one, two.
_NONE: Final = tuple("бирде ешбир ешкандаи ештеме ештене нисколко нол".split())
_NONE_PAIRS: Final = frozenset(
    {("ни", "однои"), ("ни", "разу"), ("ни", "одну"), ("не", "било"), ("не", "била"), ("не", "делали")}
)
_ONE: Final = tuple("бирди бирин биреу одна один одну раз".split()) + _FIRST
_BOTH: Final = ("екеуи", "обе", "оба", "дважди")
_UNSURE: Final = ("зна", "помн", "билм", "уверен")
#: A longer message is more than an answer.
_ANSWER: Final = 4


@dataclass(frozen=True)
class Doses:
    """Doses had, and the words that say so."""

    count: int
    first: int
    after: int


def find_doses(words: Sequence[str], is_asked: bool = False) -> Doses | None:
    """The number of doses had (0 to 2), or ``None`` where the message does not state it.

    Read clause by clause: «бір рет егілген, келесі екпе қашан?» states one and asks another. Where the bot has just
    asked for the number (``is_asked``), a short answer is one: «0», «ни одной», «одна», «екеуі де».
    """
    answered = _as_answer(words) if is_asked else None
    if answered is not None:
        return answered
    clauses = clauses_of(words, _had)
    stated = [(first, clause) for first, clause in clauses if not asks(clause)]
    whole = [(0, words)] if len(stated) == len(clauses) > 1 else []
    about = any(word.startswith(_VACCINE) for word in words)
    is_short = len(words) <= _ANSWER
    for first, clause in whole + stated:
        found = _none_had(clause)
        if found is not None:
            return _moved(found, first)
    for first, clause in whole + stated:
        found = _counted(clause, about, is_short)
        if found is not None:
            lacks_second = found.count == _MOST and _lacks_second(words)
            return _moved(Doses(1, found.first, found.after) if lacks_second else found, first)
    named = [_moved(one, first) for first, clause in stated if (one := _by_dose_name(clause, about)) is not None]
    if named:
        return max(named, key=lambda one: one.count)
    return _none_had(words) if len(words) > _SHORT_QUESTION else None


def _lacks_second(words: Sequence[str]) -> bool:
    """``екіншісі салынбаған``, ``вторую не делали``: whatever number stands before."""
    for index, word in enumerate(words):
        if word.startswith(_SECOND):
            behind = words[index + 1 : index + 4]
            if any(map(_was_not_had, behind)) or behind[:1] == ["не"]:
                return True
    return False


def _moved(doses: Doses, first: int) -> Doses:
    """The doses of a clause, at their place in the message."""
    return Doses(doses.count, first + doses.first, first + doses.after)


def tells_too_many(words: Sequence[str]) -> bool:
    """Whether more doses are told than the calendar has: ``7 рет екпе алды``."""
    if not any(word.startswith(_VACCINE) for word in words) or not any(_had(word) for word in words):
        return False
    return any(
        number.value > _MOST and number.after < len(words) and words[number.after].startswith(_TIMES)
        for number in find_numbers(words)
    )


def _had(word: str) -> bool:
    return _was_given(word) or word in _IS_THERE


@remembered
def _was_given(word: str) -> bool:
    """Whether a verb says that a dose was had; «алдында» means "before"."""
    return word.startswith(_HAD) and not word.startswith((*_NOT_HAD, "алдин", "алдаги", "алдимен"))


@remembered
def _was_not_had(word: str) -> bool:
    """Whether a verb says that no dose was had."""
    return word.startswith(_NOT_HAD)


def _as_answer(words: Sequence[str]) -> Doses | None:
    """The number that a message answers with; doubt («не знаю») is none."""
    said = [word for word in words if any(map(str.isalnum, word))]
    count = _none_answered(said)
    count = _count_answered(said) if count is None else count
    return None if count is None else Doses(count, 0, len(words))


def _none_answered(said: Sequence[str]) -> int | None:
    """0 where no dose is answered, also in a longer message: «мен айттым ғой, бір де еккен жоқ деп»."""
    pairs = list(itertools.pairwise(said))
    if any(one.startswith(_HAD_ONCE) and two in _NO for one, two in pairs):
        return 0
    if not said or not _is_short_answer(said):
        return None
    is_none = any(word.startswith((*_NONE, *_NOT_HAD)) for word in said) or not _NONE_PAIRS.isdisjoint(pairs)
    is_denied = said[-1] in _NO and (len(said) == 1 or any(word.startswith((*_VACCINE, *_BOTH)) for word in said))
    return 0 if is_none or is_denied else None


def _count_answered(said: Sequence[str]) -> int | None:
    """The number that is answered: «иә, бір рет деп айттым ғой», «вроде одну», «2»."""
    numbers = [number for number in find_numbers(said) if number.value in (0, 1, 2)]
    for number in numbers:
        if not number.ending and said[number.after : number.after + 1] in (["рет"], ["раз"], ["раза"]):
            return int(number.value)
    if not _is_short_answer(said):
        return None
    plain = [number for number in numbers if not number.ending or number.ending in {"уи", "еуи"}]
    if len(plain) == 1 and len(said) <= plain[0].after - plain[0].first + 2:
        return int(plain[0].value)
    named = ((_MOST, _BOTH), (1, _ONE))
    return next((count for count, stems in named if any(word.startswith(stems) for word in said)), None)


def _is_short_answer(said: Sequence[str]) -> bool:
    return len(said) <= _ANSWER and not any(word.startswith(_UNSURE) for word in said)


#: How the words begin that :func:`_none_had` looks at.
_OF_DENIALS: Final = frozenset(stem[:2] for stem in (*_NOT_HAD, *_HAD_ONCE, *_VACCINE, "не", "без", "ни"))


def _none_had(words: Sequence[str]) -> Doses | None:
    """``екпе алмаған``, ``егілген жоқ``, ``не привит``, ``без прививок``, ``прививок от кори нет``."""
    if any(word.startswith(_A_CERTAIN_DOSE) for word in words) or "2 - ши" in " ".join(words):
        return None
    never = not _NOT_ONCE.isdisjoint(words)
    about_vaccine = never or "рет" in words or any(word.startswith(_VACCINE) for word in words) or len(words) <= _FEW
    for index, word in enumerate(words):
        if word[:2] not in _OF_DENIALS:
            continue
        following = words[index + 1] if index + 1 < len(words) else ""
        if word.startswith(_NOT_HAD) and (about_vaccine or word.startswith(_NOT_VACCINATED)):
            had_before = any(map(_was_given, words[:index]))
            return None if had_before else Doses(0, index, index + 1)
        if following in _NO and about_vaccine and word.startswith(_HAD_ONCE):
            return Doses(0, index, index + 2)
        if word.startswith(_VACCINE) and (denial := _denied_behind(words, index + 1)):
            return Doses(0, index, denial)
        if word == "не" and (following.startswith(_RUSSIAN_HAD) or _denies_a_dose(words, index)):
            return Doses(0, index, index + 2)
        if word in {"без", "ни"} and any(map(_is_dose_word, words[index + 1 : index + 3])):
            return Doses(0, index, index + 2)
    return None


def _denied_behind(words: Sequence[str], first: int) -> int:
    """The index behind a word that denies what stands before ``first``; 0 where there is none."""
    for index, word in enumerate(words[first : first + _REACH], first):
        following = words[index + 1] if index + 1 < len(words) else ""
        if word in _NO or (word == "не" and following in {"било", "била", "стоит"}):
            return index + 1 + (word == "не")
        if _had(word) or word.startswith(_NOT_HAD) or word in MARKS:
            return 0
    return 0


def _denies_a_dose(words: Sequence[str], index: int) -> bool:
    """``не было прививок``."""
    following = words[index + 1] if index + 1 < len(words) else ""
    return following in {"било", "била"} and any(map(_is_dose_word, words[index + 2 : index + 4]))


def _is_dose_word(word: str) -> bool:
    return word.startswith(("прививк", "прививок", "вакцин", "доз"))


#: Behind a number of doses these say whose they are, or of what: «две прививки у неё», «одна прививка от кори».
_WHOSE: Final = frozenset("у нее неи него нас них меня от кори онда бизде".split())
#: How the words begin that count doses without a number.
_COUNTING: Final = ("екеуи", "обе", "биреу", "толик", "полност", "дважди")


def _counted(words: Sequence[str], about: bool, is_short: bool) -> Doses | None:
    had = any(map(_had, words))
    of_dose = about or any(map(_was_given, words))
    for index, word in enumerate(words):
        if not word.startswith(_COUNTING):
            continue
        both = word.startswith("екеуи") or word in {"обе", "обеими", "обеих"}
        if both and any(other in _NO or other.startswith(_NOT_HAD) for other in words[index + 1 :]):
            return Doses(0, index, len(words)) if is_short or of_dose or about else None
        if both and (is_short or (had and of_dose)):
            return Doses(2, index, index + 1)
        one = word.startswith("биреуин") or (word.startswith("биреу") and len(words) <= _FEW)
        if one and (is_short or (had and of_dose)):
            return Doses(1, index, index + 1)
        fully = word.startswith("толик") and had and any(w.startswith(_VACCINE) for w in words)
        fully |= word.startswith(("полност", "дважди")) and any(w.startswith("привит") for w in words)
        if fully:
            return Doses(2, index, index + 1)
    for number in find_numbers(words):
        follows = words[number.after] if number.after < len(words) else ""
        if number.value in (1, 2) and number.first and words[number.first - 1].startswith("привит"):
            return Doses(int(number.value), number.first, number.after)
        if number.value in (0, 1, 2) and not number.ending and follows.startswith(_TIMES):
            if had or sum(word not in _WHOSE for word in words[number.after + 1 :]) <= 1:
                return Doses(int(number.value), number.first, number.after + 1)
        if number.value in (1, 2) and number.first and words[number.first - 1] == "по" and (about or (had and of_dose)):
            return Doses(int(number.value), number.first - 1, number.after)
    return None


def _by_dose_name(words: Sequence[str], about: bool) -> Doses | None:
    """``біріншісін алды``, ``первую сделали``, ``екіншісін де алды``, ``после первой прививки``: the highest named."""
    found: Doses | None = None
    given = [index for index, word in enumerate(words) if _was_given(word)]
    denied = [index for index, word in enumerate(words) if word in _NO or _was_not_had(word)]
    for index, word in enumerate(words):
        count = _named_dose(word, words[index - 1] if index else "")
        if count and (found is None or count > found.count) and _is_had(words, index, about, given, denied):
            found = Doses(count, index, index + 1)
    return found


def _is_had(words: Sequence[str], index: int, about: bool, given: Sequence[int], denied: Sequence[int]) -> bool:
    """Whether the dose that is named at ``index`` was had: said before the next word that denies one."""
    end = _next(denied, index + 1, len(words))
    had = [*range(bisect_left(given, max(0, index - 3)), bisect_left(given, index))]
    had += range(bisect_left(given, index + 1), bisect_left(given, end))
    said = (words[given[place]] for place in had)
    if had and (about or len(words) <= _ANSWER or any(not word.startswith(("алди", "алган", "алип")) for word in said)):
        return True
    behind = words[index + 1 : index + 4]
    since = any(word in {"бери", "кеиин", "сон"} for word in behind) or "после" in words[max(0, index - 2) : index]
    return since and any(word.startswith(_VACCINE) for word in behind[:2])


def _next(places: Sequence[int], first: int, none: int) -> int:
    """The first of the places from ``first`` on."""
    index = bisect_left(places, first)
    return places[index] if index < len(places) else none


def _named_dose(word: str, before: str) -> int:
    """1 or 2 for a dose called by its number or age, 0 for any other word."""
    if word.startswith("жастагис"):
        return {"бир": 1, "1": 1, "алти": 2, "6": 2}.get(before, 0)
    return 2 if word.startswith(_SECOND) else int(word.startswith(_FIRST))
