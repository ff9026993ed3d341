"""Whether the writer speaks for a nursery group, a class or a workplace: a teacher, a manager, a school nurse.

And whoever else has people in her care who are none of her family: a driver of a school bus, a warden of a hostel.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from rasa_project.understanding.others import is_mine
from rasa_project.understanding.people_forms import form_of
from rasa_project.understanding.phrases import phrases, stands

#: Folded beginnings by which a writer names her own work, or those in her care: «менің сыныбым», «тобымда».
_ROLES: Final = (
    "тобимда", "тобимдаг", "тобим", "синибимда",
    "синибим", "ужимимизда", "окушиларим", "тарбиеленушилерим", "студенттерим",
)  # fmt: skip
#: Said by a parent too: «заведующая в чат написала», «балабақшамызда қызылша».
_ROLES_OF_OTHERS: Final = ("балабакшамизда", "бобекжаи", "заведуюш", "мектебимизде", "менгеруши")
#: «тәрбиешімін», «жүргізушімін»: the writer's own work by its ending.
_I_AM_KK: Final = re.compile(
    r"(?:синип|мектеп)?(?:тарбиеши|мугалим|устаз|педагог|менгеруши|медбике|фелдшер|жетекши|директор|жургизуши"
    r"|комендант|вожатии|тренер|жаттиктируши|бапкер|кутуши|аспаз|бастик|басшиси|воспитател|учител|таксист|шофер)"
    r"\w*(?:мин|пин|бин|мун|миз)"
)
#: The same beside «болып істеймін», «едім».
_WORK_KK: Final = (
    "тарбиеши", "мугалим", "устаз", "менгеруши", "медбике", "жетекши", "жургизуши", "комендант", "вожатии", "тренер",
    "жаттиктируши", "кутуши",
)  # fmt: skip
_IS_KK: Final = frozenset({"едим", "болип", "боп", "истеимин", "жумис"})
_WHO: Final = (
    "заведуюш", "воспитател", "учител", "педагог", "медсестр", "фелдшер", "директор", "завуч", "класснии", "классная",
    "работодател", "водител", "комендант", "тренер", "вожат", "нянечк", "вахтер", "проводни", "кондуктор", "повар",
)  # fmt: skip
_I: Final = frozenset({"я", "мен", "работаю", "истеимин", "жумис"})
#: What a writer does with children of others.
_DOES: Final = phrases(
    "веду кружок", "веду секц", "веду групп", "веду класс", "веду занят", "кружок веду", "вожу детеи", "вожу школ",
    "вожу учен", "детеи вожу", "балаларди таси", "балаларди мектепке таси",
    "окушиларди таси", "балалар таси", "уиирме жургиз", "уиирме жетек",
    "секция жургиз", "мои учен", "моих учен", "у моего учен", "у моеи учен", "моего отряд",
    "моем отряд", "в моеи групп", "в моем класс", "у меня в групп", "у меня в класс", "у меня в кружк",
    "у меня в обшежит", "в нашем обшежит", "у меня в садик работ",
)  # fmt: skip
#: In a nursery or class of the writer's child these may be said as well.
_OURS: Final = (("у", "нас", "в", "групп"), ("в", "нашеи", "групп"))
_OUR: Final = frozenset({"нас", "наш", "нашеи", "нашем", "нам", "биздин", "бизде"})
_OF_PEOPLE: Final = (
    "адам", "бала", "дете", "дет", "жолауши", "окуши", "пассажир", "ребят", "студент", "учени", "учеников", "учаш",
    "школник", "тарбиеленуши",
)  # fmt: skip
#: So many are no family.
_MANY: Final = range(9, 1000)
_OWN_KIN: Final = frozenset({"daughter", "grandchild", "son"})


def speaks_for_group(words: Sequence[str]) -> bool:
    """Whether the writer answers for children of others, or for people at work; or speaks of her child's group."""
    return leads_group(words) or stands(words, _OURS) or any(word.startswith(_ROLES_OF_OTHERS) for word in words)


def leads_group(words: Sequence[str]) -> bool:
    """Whether the writer herself has a group in her care, and no child of her own in it is named."""
    if any(word.startswith(_ROLES) or _I_AM_KK.fullmatch(word) for word in words) or stands(words, _DOES):
        return True
    if any(word.startswith(_WORK_KK) for word in words) and not _IS_KK.isdisjoint(words):
        return True
    return _names_her_work(words) or (_counts_many(words) and not names_own(words))


def names_own(words: Sequence[str]) -> bool:
    """Whether a child of the writer's own is named: «балам», «сыну»."""
    return any(
        is_mine(word) or ((form := form_of(word)) and form.kin in _OWN_KIN and not form.is_bare) for word in words
    )


def _names_her_work(words: Sequence[str]) -> bool:
    """``я школьная медсестра``, ``работаю водителем``; not ``я спросила у воспитателя``."""
    for place, word in enumerate(words):
        if not word.startswith(_WHO):
            continue
        near = words[max(0, place - 3) : place]
        is_object = bool(near) and (near[-1] in {"у", "с", "от", "к"} or any(one.endswith(("ла", "л")) for one in near))
        if not is_object and (not _I.isdisjoint(near) or "работаю" in words[place + 1 : place + 3]):
            return True
    return False


def _counts_many(words: Sequence[str]) -> bool:
    """``12 детей``, ``40 адам``: more than a family has."""
    if not _OUR.isdisjoint(words):
        return False
    return any(
        one.isdecimal() and len(one) < 4 and int(one) in _MANY and two.startswith(_OF_PEOPLE)
        for one, two in pairwise(words)
    )
