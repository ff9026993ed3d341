"""The writer as the one who is asked about: «өзім», «жүктімін», «мне 35», «у меня сыпь»; not «подскажите мне»."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from rasa_project.understanding.clauses import Clause
from rasa_project.understanding.people_forms import Kind, form_of

#: First person by the word itself.
_AM: Final = re.compile(
    r"курсагим\w*|кезимде|(?:жукти|екикабат|кабат)\w*(?:мин|пин|миз|пиз)|\w*недел\w*мин"
    r"|(?:ауир|егил|ал)\w*(?:ган|ген|маган|меген)мин|ауирамин|ауирдим|ауирмадим"
    r"|(?:жиирма|отиз|кирик|елу|алпис|жетпис)\w*мин|жастамин|жастамиз|емиземин|емизип"
    r"|кизуим\w*|денем\w*|жотелим\w*|жасим|(?:бир|еки|уш|торт|бес|алти|жети|сегиз|тогиз)(?:темин|демин|дамин|тамин)"
)
_WOMAN: Final = ("жукти", "курсагим", "положени", "екикабат", "беремен", "емиз", "кормя", "кормл")
_AGE_ENDING: Final = frozenset({"демин", "дамин", "темин", "тамин"})
_ILL: Final = (
    "болею", "болна", "болен", "болела", "болел", "забол", "температур", "темпер", "сип", "висип", "кашел", "насморк",
    "горл", "озноб", "жар", "рвот", "понос", "контакт", "кор", "беремен", "болит", "ауир", "бортп", "кизу",
)  # fmt: skip
_VACCINE: Final = ("привит", "прививк", "прививок", "прививал", "вакцин", "екпе", "укол", "доз")
_TO_ME: Final = (
    *_VACCINE,
    "лет",
    "беремен",
    "самои",
    "самому",
    "тоже",
    "жас",
    "жуг",
    "жук",
    "сал",
    "кауип",
    "кауп",
    "опасн",
    "ше",
)
#: Behind «мне», before a child: done by the writer.
_DOES: Final = ("вест", "дела", "надо", "нужно", "постав", "привит", "сдела", "хоте", "хоч")
#: In front of an age the writer's own: «мама 58 лет и я 34».
_GROWN: Final = range(16, 106)
#: Behind such a number nothing of an age.
_COUNTED: Final = ("раз", "рет", "бала", "дете", "час", "сагат", "ден", "дн", "кун", "недел", "апта", "месяц", "аи")
#: «можно мне», «маған қауіпті ме»: asked of oneself where no child stands behind.
_ALLOWED: Final = frozenset({"можно", "нужно", "нужна", "надо", "опасно", "вредно", "поздно", "рано"})
#: «вопрос про меня», «для себя спрашиваю», «өзім туралы».
_OF_ME_RU: Final = frozenset({"про", "обо", "о", "для", "насчет", "за"})
_ME_RU: Final = frozenset({"меня", "мне", "себя"})
_OF_ME_KK: Final = frozenset({"турали", "ушин", "жаили", "жаинда"})
_I_KK: Final = frozenset({"мен", "озим"})
#: A whole message of one word: what was asked is for the writer.
_FOR_ME: Final = frozenset({"маган", "мне", "озиме", "себе"})
#: Nothing but these beside the pronoun: «а мне?», «ал мен ше», «а я».
_TURNING: Final = frozenset({"а", "ал", "и", "ше", "же", "тогда", "сонда", "?", "тоже", "де", "да"})
_I: Final = (*_ILL, "переболел", *_VACCINE, "сама", "сам", "кормлю", "кормяш", "обшал", "рожал", "родила")
#: Meeting somebody, being there.
_MET_RU: Final = ("била", "бил", "встреча", "контакт", "обша", "подход", "ходил")
_MET_KK: Final = ("аралас", "бар", "бол", "кездес", "кор", "отир")
#: Of a mother who had her child vaccinated, or did not.
_GAVE: Final = ("дела", "откладив", "постав", "сдела", "став")
_SELF: Final = frozenset({"сам", "сама", "себе", "тоже"})
#: Before «мне», or behind «маған»: what is asked for is an answer.
_TELL: Final = (
    "подскаж", "скаж", "расскаж", "обясн", "напиш", "ответ", "помог", "аит", "тусиндир", "жазип", "жаз", "знат",
    "спрос", "узна",
)  # fmt: skip
#: Beside «өзім».
_OF_SELF: Final = tuple(
    "екпе егил алганм алганим алмаганм ауир жукти кизу жаста привит контакт жук жуг бирге емиз бортп".split()
)
_REACH: Final = 4


@dataclass(frozen=True)
class Writer:
    """The writer as worded: the index behind, and whether it is a woman."""

    after: int
    is_woman: bool


def writer_at(words: Sequence[str], clause: Clause, index: int) -> Writer | None:
    """The writer, where the words from ``index`` on speak of her as a person who is asked about."""
    word = words[index]
    behind = _behind(words, clause, index)
    if word in {"мне", "маган"} and behind and _does_for_child(words, clause, index, behind):
        return None
    if not _is_writer(words, index, word, behind):
        return None
    is_woman = any(one.startswith(_WOMAN) for one in (word, *behind)) or _is_with_child(words, index)
    after = index + (2 if word == "у" or word[:1].isdecimal() else 1)
    return Writer(after, is_woman)


def _does_for_child(words: Sequence[str], clause: Clause, index: int, behind: Sequence[str]) -> bool:
    """``мне надо привить сына``: what is done is done for a child that stands right behind."""
    place = index + 1 + len(behind)
    form = form_of(words[place]) if place < clause.after else None
    is_asked = any(one.startswith(_DOES) for one in behind) and not behind[0][:1].isdecimal()
    return is_asked and form is not None and form.kind in {Kind.CHILD, Kind.GROUP}


def _is_writer(words: Sequence[str], index: int, word: str, behind: Sequence[str]) -> bool:
    is_named = _is_about_me(words, index) or _is_turned_to_me(words, index)
    is_named |= word in {"жду", "ждем"} and any(one.startswith(("мали", "реб")) for one in words[index + 1 : index + 2])
    if is_named or _AM.fullmatch(word) is not None or _is_with_child(words, index):
        return True
    if gave_birth([word, *behind[:1]]):
        return word in {"туип", "босандим"} or not any(form_of(one) for one in words[max(0, index - 3) : index])
    if word in {"басим", "тамагим"}:
        return behind[:1] != [] and behind[0].startswith("ауир")
    if word in {"ауирип", "бирге", "катар"}:  # «ауырып қалдым», «бірге болдым»
        return behind[:1] != [] and behind[0].endswith(("дим", "мин", "ганмин"))
    if word.startswith("озим") and word != "озимен":
        return _is_self(word, behind, words[max(0, index - 2) : index])
    if word[:1].isdecimal():
        return behind[:1] != [] and behind[0] in _AGE_ENDING
    if word in {"мне", "маган"}:
        return _is_of_me(words[index - 1] if index else "", behind)
    return _is_i(word, behind)


def _is_about_me(words: Sequence[str], index: int) -> bool:
    """``вопрос про меня``, ``прививку себе``, ``өзім туралы``: the writer is who is asked about."""
    word, before = words[index], words[index - 1] if index else ""
    if word in _ME_RU and before in _OF_ME_RU:
        return before != "за" or word == "себя"
    if word == "себе":
        return any(one.startswith(_VACCINE) for one in words[max(0, index - 3) : index + 4])
    return word in _I_KK and any(one in _OF_ME_KK for one in words[index + 1 : index + 2])


def _is_turned_to_me(words: Sequence[str], index: int) -> bool:
    """``а мне?``, ``ал мен ше``, ``өзіме``: a message of a pronoun and no more."""
    if len(words) == 1 and words[0] in _FOR_ME:
        return True
    return (
        words[index] in {"мне", "маган", "я", "мен"}
        and len(words) > 1
        and {*words[:index], *words[index + 1 :]} <= _TURNING
    )


def _is_i(word: str, behind: Sequence[str]) -> bool:
    """A pronoun with what is told of oneself: «я беременна», «у меня сыпь», «менің екпем»."""
    near = behind[: _REACH - 1]
    if word in {"я", "мен"} and _is_grown_age(near):
        return True
    if word in {"я", "мен"}:
        if any(one.startswith(_GAVE) for one in near) and _SELF.isdisjoint(near):
            return False  # «я не поставила прививку вовремя»: to her child
        if was_not_there(behind):
            return True
        in_place = list(near[:2]) == ["в", "положении"] or near[:1] == ["на"]
        return in_place or any(one.startswith(_I if word == "я" else _WOMAN) for one in near)
    if word == "у" and near[:1] == ["меня"]:
        return any(one.startswith((*_ILL, *_VACCINE[:3])) for one in behind[1:_REACH])
    return word in {"менде", "менин"} and any(one.startswith((*_ILL, *_VACCINE, "жасим")) for one in behind[:2])


def _is_grown_age(near: Sequence[str]) -> bool:
    """``я 34``, ``мен 29 жаста``: a number that may be a grown-up's age."""
    if not near or not near[0].isdecimal() or int(near[0]) not in _GROWN:
        return False
    return not any(one.startswith(_COUNTED) for one in near[1:2])


def gave_birth(words: Sequence[str]) -> bool:
    """Whether the writer tells that her child is born: ``туып қойдым``, ``босандым``, ``родила``; not ``не рожала``."""
    for index, word in enumerate(words):
        behind = words[index + 1] if index + 1 < len(words) else ""
        if word in {"босандим", "босанганмин", "босандик"} or (word == "туип" and behind in {"коидим", "алдим"}):
            return True
        if word in {"родила", "родили"} and words[max(0, index - 1) : index] != ["не"]:
            return True
    return False


def was_not_there(behind: Sequence[str]) -> bool:
    """``я с ними не контактировала``, ``мен қасында болған жоқпын``: the writer alone met nobody."""
    for one, two in pairwise(behind):
        if one == "не" and two.startswith(_MET_RU) and two != "били":
            return True
        if one.startswith(_MET_KK) and two in {"жокпин", "емеспин"}:
            return True
    return any(one.startswith(_MET_KK) and one.endswith(("мадим", "медим", "падим", "педим")) for one in behind)


def _is_of_me(before: str, behind: Sequence[str]) -> bool:
    """``мне 35``, ``маған екпе керек пе``; not ``подскажите мне, когда прививка``."""
    first = behind[0] if behind else ""
    if first[:1].isdecimal():
        return True
    if before in _ALLOWED and len(behind) <= 1:
        return not first.startswith(_TELL)  # «можно мне сейчас»
    return not any(one.startswith(_TELL) for one in (before, first)) and any(
        one.startswith(_TO_ME) for one in behind[: _REACH - 1]
    )


def _is_self(word: str, behind: Sequence[str], before: Sequence[str]) -> bool:
    """Whether «өзім» speaks of the writer's own health, not of who brings the child."""
    near = (*before, *behind)
    told = any(one.startswith(_OF_SELF) or one[:1].isdecimal() for one in near)
    return told or (not word.startswith("озимиз") and behind[:1] in (["де"], ["ше"], ["да"])) or behind[:1] == ["ше"]


def _behind(words: Sequence[str], clause: Clause, index: int) -> list[str]:
    """The next words of the clause, up to another person."""
    near: list[str] = []
    for word in words[index + 1 : min(clause.after, index + 1 + _REACH)]:
        if form_of(word) is not None:
            break
        near.append(word)
    return near


def _is_with_child(words: Sequence[str], index: int) -> bool:
    """``аяғым ауыр``; «беременна», «жүкті» without a person is the writer too, unless one is named around."""
    return words[index] == "аягим" and words[index + 1 : index + 2] == ["ауир"]
