"""How many measles doses were had, where a message states it (a question does not)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from kazakh.numbers import find_numbers
from rasa_project.understanding.dose_answers import as_answer
from rasa_project.understanding.dose_clauses import MARKS, asks, clauses_of, with_open_asked
from rasa_project.understanding.dose_counts import count_behind, has_not_the_first
from rasa_project.understanding.dose_words import (
    A_CERTAIN_DOSE,
    ANSWER,
    CLINIC,
    FEW,
    FIRST,
    HAD_ONCE,
    MOST,
    NO,
    NOT_HAD,
    NOT_ONCE,
    NOT_VACCINATED,
    OF_DOSES,
    ONLY,
    PUT_OFF,
    REACH,
    RUSSIAN_HAD,
    SECOND,
    SENT_AWAY,
    SHORT_QUESTION,
    STANDS,
    STOCK,
    TIMES,
    UNSURE,
    VACCINE,
    Doses,
    is_dose_word,
    tells_of_a_dose,
    was_given,
    was_not_had,
)

#: So many words behind a dose may say that it was not had: «вторую мы так и не поставили».
_BEHIND: Final = 6
_NOT: Final = NO | {"не"}


def find_doses(words: Sequence[str], is_asked: bool = False) -> Doses | None:
    """The number of doses had (0 to 2), or ``None`` where the message does not state it.

    Read clause by clause: «бір рет егілген, келесі екпе қашан?» states one and asks another. Where the bot has just
    asked for the number (``is_asked``), a short answer is one: «0», «ни одной», «одна», «екеуі де».
    """
    words = with_open_asked(words)
    is_neither = _denies_the_first(words)
    answered = ((None if is_neither else _only_first(words)) or as_answer(words)) if is_asked else None
    if answered is not None:
        return answered
    clauses = clauses_of(words, tells_of_a_dose)
    stated = [(first, clause) for first, clause in clauses if not asks(clause)]
    whole = [(0, words)] if len(stated) == len(clauses) > 1 else []
    about = any(word.startswith(VACCINE) for word in words)
    is_short = len(words) <= ANSWER
    if has_not_the_first(words):
        return Doses(0, 0, len(words))
    for first, clause in whole + stated:
        found = _none_had(clause)
        if found is not None:
            return _moved(found, first)
    for first, clause in whole + stated:
        found = count_behind(clause) or _counted(clause, about, is_short)
        if found is not None:
            lacks_second = found.count == MOST and _lacks_second(words)
            return _moved(Doses(1, found.first, found.after) if lacks_second else found, first)
    named = [_moved(one, first) for first, clause in stated if (one := _by_dose_name(clause, about)) is not None]
    lacking = [_moved(one, first) for first, clause in stated if (one := _only_first(clause)) is not None]
    lacking = [] if is_neither else lacking
    if lacking and all(one.count > 1 for one in named):
        return lacking[0]
    if named:
        return max(named, key=lambda one: one.count)
    return _none_had(words) if len(words) > SHORT_QUESTION else None


def _denies_the_first(words: Sequence[str]) -> bool:
    """Whether the first dose is named and nothing was given: «первую и вторую не делали»."""
    is_given = any(was_given(word) and not _is_denied(words, index) for index, word in enumerate(words))
    return not is_given and any(word.startswith(FIRST) for word in words)


def _lacks_second(words: Sequence[str]) -> bool:
    """``екіншісі салынбаған``, ``вторую не делали``: whatever number stands before."""
    for index, word in enumerate(words):
        if word.startswith(SECOND):
            behind = words[index + 1 : index + 4]
            if any(map(was_not_had, behind)) or behind[:1] == ["не"]:
                return True
    return False


def _only_first(words: Sequence[str]) -> Doses | None:
    """``екіншісін алмаған``, ``до второй не дошли``, ``вторую не делали``: one was had."""
    for index, word in enumerate(words):
        before = words[index - 1] if index else ""
        behind = list(words[index + 1 : index + _BEHIND])
        is_dose = word in {"екиншисин", "вторую"} or (
            word.startswith(SECOND) and any(one.startswith((*VACCINE, "рет", "раз")) for one in behind[:1])
        )
        is_dose |= word.startswith("второ") and before == "до"
        if not is_dose or any(one.startswith(UNSURE) for one in behind):
            continue
        place = next(
            (
                at
                for at, one in enumerate(behind)
                if one == "не" or one in NO or one.startswith(PUT_OFF) or was_not_had(one)
            ),
            None,
        )
        if place is not None:
            return Doses(1, index, index + place + 2)
    return None


def _moved(doses: Doses, first: int) -> Doses:
    """The doses of a clause, at their place in the message."""
    return Doses(doses.count, first + doses.first, first + doses.after)


def tells_too_many(words: Sequence[str]) -> bool:
    """Whether more doses are told than the calendar has: ``7 рет екпе алды``."""
    if not any(word.startswith(VACCINE) for word in words) or not any(tells_of_a_dose(word) for word in words):
        return False
    return any(
        number.value > MOST
        and not number.ending  # «апасы 5-те, екпесі бар»: an age
        and number.after < len(words)
        and words[number.after].startswith(TIMES)
        and not any(word.startswith(_SAID) for word in words[max(0, number.first - 2) : number.after + 3])
        for number in find_numbers(words)
    )


#: «үш рет айттым», «деп айтам 3 рет», «три раза сказала».
_SAID: Final = ("аит", "деди", "жазд", "сурад", "говор", "написал", "писала", "повтор", "сказал", "спросил")
#: How the words begin that :func:`_none_had` looks at.
_OF_DENIALS: Final = frozenset(stem[:2] for stem in (*NOT_HAD, *HAD_ONCE, *VACCINE, "не", "без", "ни"))


def _none_had(words: Sequence[str]) -> Doses | None:
    """``екпе алмаған``, ``егілген жоқ``, ``не привит``, ``без прививок``, ``прививок от кори нет``."""
    if any(word.startswith(A_CERTAIN_DOSE) for word in words) or "2 - ши" in " ".join(words):
        return None
    never = not NOT_ONCE.isdisjoint(words)
    about_vaccine = never or "рет" in words or any(word.startswith(VACCINE) for word in words) or len(words) <= FEW
    for index, word in enumerate(words):
        if word[:2] not in _OF_DENIALS:
            continue
        following = words[index + 1] if index + 1 < len(words) else ""
        if word.startswith(NOT_HAD) and (about_vaccine or word.startswith(NOT_VACCINATED)):
            had_before = any(map(was_given, words[:index]))
            return None if had_before else Doses(0, index, index + 1)
        if following in NO and about_vaccine and word.startswith(HAD_ONCE):
            return Doses(0, index, index + 2)
        if word.startswith(VACCINE) and _is_out_of_stock(words, index):
            continue
        if word.startswith(VACCINE) and (denial := _denied_behind(words, index + 1)):
            return Doses(0, index, denial)
        if word == "не" and (following.startswith(RUSSIAN_HAD) or _denies_a_dose(words, index)):
            return Doses(0, index, index + 2)
        is_lack = word in {"без", "ни"} and any(map(is_dose_word, words[index + 1 : index + 3]))
        if is_lack or (word in {"нет", "нету"} and following == "прививок"):  # «сыну 1,5 нет прививок»
            return Doses(0, index, index + 2)
        if word == "ни" and following in {"однои", "одну", "одна"} and (about_vaccine or index + 2 == len(words)):
            return Doses(0, index, index + 2)
    return None


def _denies_a_dose(words: Sequence[str], index: int) -> bool:
    """``не было прививок``."""
    following = words[index + 1] if index + 1 < len(words) else ""
    return following in {"било", "била"} and any(map(is_dose_word, words[index + 2 : index + 4]))


#: Behind a number of doses these say whose they are, or of what: «две прививки у неё», «одна прививка от кори».
_WHOSE: Final = frozenset("у нее неи него нас них меня от кори онда бизде в год".split())
#: How the words begin that count doses without a number.
_OF_CHILDREN: Final = ("бала", "биреуи", "калган", "киши", "улкен")
_COUNTING: Final = ("екеуи", "обе", "биреу", "толик", "полност", "дважди")


def _counted(words: Sequence[str], about: bool, is_short: bool) -> Doses | None:
    had = any(map(tells_of_a_dose, words))
    of_dose = about or any(map(was_given, words))
    return _by_counting_word(words, about, had and of_dose, is_short) or _by_number(words, about, had, of_dose)


def _by_counting_word(words: Sequence[str], about: bool, had_of_dose: bool, is_short: bool) -> Doses | None:
    """``екеуін де алды``, ``обе стоят``, ``толық салынған``."""
    had = any(map(tells_of_a_dose, words))
    of_dose = about or any(map(was_given, words))
    for index, word in enumerate(words):
        if not word.startswith(_COUNTING):
            continue
        is_dose = word.startswith("екеуи") and not word.startswith("екеуим")
        both = (is_dose and not _is_of_children(words, index)) or word in {"обе", "обеими", "обеих"}
        if both and any(other in NO or other.startswith(NOT_HAD) for other in words[index + 1 :]):
            return Doses(0, index, len(words)) if is_short or of_dose else None
        is_child = words[index + 1 : index + 2] != [] and words[index + 1][:1].isdecimal()  # «біреуі 9 айлық»
        is_beside = any(one.startswith(VACCINE) for one in words[max(0, index - 1) : index])  # «екпе біреу ғана алған»
        is_one = word.startswith("биреу") and (len(words) <= FEW or is_beside) and not is_child
        one = word.startswith("биреуин") or is_one
        if (both or one) and (is_short or had_of_dose):
            return Doses(2 if both else 1, index, index + 1)
        fully = word.startswith("толик") and had and any(w.startswith(VACCINE) for w in words)
        fully |= word.startswith(("полност", "дважди")) and any(w.startswith("привит") for w in words)
        if fully:
            return Doses(2, index, index + 1)
    return None


def _is_of_children(words: Sequence[str], index: int) -> bool:
    """«Үш бала бар, екеуі екпе алған, кішісі алмаған»: two of the children, not two doses."""
    is_nominative = not words[index].startswith("екеуин") and list(words[index + 1 : index + 2]) not in (["де"], ["да"])
    others = [*words[:index], *words[index + 1 :]]
    they_had = any(word.startswith(VACCINE) for word in words[index + 1 : index + 2])  # «екеуі екпе алған»
    return is_nominative and (they_had or any(word.startswith(_OF_CHILDREN) for word in others))


def _by_number(words: Sequence[str], about: bool, had: bool, of_dose: bool) -> Doses | None:
    """``бір рет``, ``две прививки``, ``по одной``."""
    for number in find_numbers(words):
        behind = number.after
        while behind < len(words) and words[behind] in ONLY:
            behind += 1
        follows = words[behind] if behind < len(words) else ""
        before = words[number.first - 1] if number.first else ""
        stands = follows.startswith((*STANDS, *RUSSIAN_HAD)) and words[number.first] in OF_DOSES
        if stands or (number.value in (1, 2) and before.startswith("привит")):
            return Doses(int(number.value), number.first, number.after)
        if number.value in (0, 1, 2) and not number.ending and follows.startswith(TIMES):
            if had or sum(word not in _WHOSE for word in words[behind + 1 :]) <= 1:
                return Doses(int(number.value), number.first, behind + 1)
        if number.value in (1, 2) and before == "по" and (about or (had and of_dose)):
            return Doses(int(number.value), number.first - 1, number.after)
    return None


def _by_dose_name(words: Sequence[str], about: bool) -> Doses | None:
    """``біріншісін алды``, ``первую сделали``, ``екіншісін де алды``, ``после первой прививки``: the highest named."""
    found: Doses | None = None
    given = [index for index, word in enumerate(words) if was_given(word) and not _is_denied(words, index)]
    denied = [index for index, word in enumerate(words) if word in _NOT or was_not_had(word)]
    for index, word in enumerate(words):
        count = _named_dose(word, words[index - 1] if index else "")
        if count and (found is None or count > found.count) and _is_had(words, index, about, given, denied):
            found = Doses(count, index, index + 1)
    return found


def _is_denied(words: Sequence[str], index: int) -> bool:
    """Whether the verb at ``index`` says that a dose was not had: «не делали», «алған жоқ»."""
    is_participle = words[index].startswith(HAD_ONCE) and index + 1 < len(words) and words[index + 1] in NO
    return is_participle or (index > 0 and words[index - 1] == "не")


def _is_had(words: Sequence[str], index: int, about: bool, given: Sequence[int], denied: Sequence[int]) -> bool:
    """Whether the dose that is named at ``index`` was had: said before the next word that denies one."""
    end = _next(denied, index + 1, len(words))
    had = [*range(bisect_left(given, max(0, index - 3)), bisect_left(given, index))]
    had += range(bisect_left(given, index + 1), bisect_left(given, end))
    said = (words[given[place]] for place in had)
    if had and (about or len(words) <= ANSWER or any(not word.startswith(("алди", "алган", "алип")) for word in said)):
        return True
    behind = words[index + 1 : index + 4]
    since = any(word in {"бери", "кеиин", "сон"} for word in behind) or "после" in words[max(0, index - 2) : index]
    return since and any(word.startswith(VACCINE) for word in behind[:2])


def _next(places: Sequence[int], first: int, none: int) -> int:
    """The first of the places from ``first`` on."""
    index = bisect_left(places, first)
    return places[index] if index < len(places) else none


def _named_dose(word: str, before: str) -> int:
    """1 or 2 for a dose called by its number or age, 0 for any other word."""
    if word.startswith("жастагис"):
        return {"бир": 1, "1": 1, "алти": 2, "6": 2}.get(before, 0)
    return 2 if word.startswith(SECOND) else int(word.startswith(FIRST))


def _denied_behind(words: Sequence[str], first: int) -> int:
    """The index behind a word that denies what stands before ``first``; 0 where there is none."""
    for index, word in enumerate(words[first : first + REACH], first):
        following = words[index + 1] if index + 1 < len(words) else ""
        if word in NO or (word == "не" and following in {"било", "била", "стоит"}):
            return index + 1 + (word == "не")
        if tells_of_a_dose(word) or word.startswith(NOT_HAD) or word in MARKS:
            return 0
    return 0


def _is_out_of_stock(words: Sequence[str], index: int) -> bool:
    """``вакцина жоқ деп қайтты``, ``в поликлинике сказали вакцины нет``: there was none to be had."""
    if not words[index].startswith(STOCK) or not _denied_behind(words, index + 1):
        return False
    if any(word.startswith(SENT_AWAY) for word in words):
        return True
    return any(word.startswith(CLINIC) for word in words) and any(
        word.startswith(("деп", "деди", "сказ")) for word in words
    )
