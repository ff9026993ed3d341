"""First names that stand for a child: «Айше ещё ничего, Санжарику тогда …», «Мерей 8 лет, Айша 3 года»."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from kazakh.analysis import Token
from kazakh.given_names import folded_given_names
from kazakh.memory import remembered
from rasa_project.understanding.events import event_of
from rasa_project.understanding.people_forms import form_of

_ENDS: Final = frozenset(".!?…")
#: «меня зовут Айгуль», «атым Айгүл»: the writer; «в Жанкенте», «из Арала»: a place.
_CALLED: Final = frozenset("зовут атим атимиз имя есимим даригер врач доктор апаи агаи".split())
_TO_PLACE: Final = frozenset("в во из на до под с ауили кенти".split())
_PLACE_BEHIND: Final = ("аул", "ауил", "кент", "кала", "аудан", "облис", "село", "станци")
#: Vaccines, days, offices and the like, which are written with a capital.
_NO_NAMES: Final = tuple(
    "алла аллах ауил басши беисенби воз даму дуисенби егов жексенби жума инфанрикс казак казали карантин кор "
    "кудаи манту мама минздрав мереке науриз нурофен папа парацетамол понедел приорикс россия сарсенби саламат "
    "сенби сеисенби среда суббот пятниц четверг вторник тримовакс ураза ораза шимкент емхана поликлин".split()
)
#: Case endings of a name.
_ENDING: Final = re.compile(
    "(?:нин|дин|тин|га|ге|ка|ке|на|не|ни|ди|ти|да|де|та|те|дан|ден|тан|тен|нан|нен|мен|пен|бен|а|у|ом|ем|ои|е|и|ю|я)?"
)
_SHORTEST: Final = 3
_LONGEST_ENDING: Final = 3
_NEAR: Final = 12
_UNITS: Final = ("лет", "год", "жас", "мес", "аи", "недел", "апта", "г", "кун")


_JOINED: Final = (["мен"], ["пен"], ["бен"], ["и"])
#: Doses that somebody had or not, and how many.
_HAD: Final = ("алган", "алмаган", "егилг", "егилм", "екпе", "привит", "непривит", "салдирг", "салдирм")
_COUNTS: Final = frozenset({"бир", "еки", "1", "2", "один", "два"})
#: «3-те», «7де».
_LOCATIVE: Final = frozenset({"да", "де", "та", "те"})


IsKnown = Callable[[str], bool]


def never(_: str) -> bool:
    """No name was told before."""
    return False


def name_at(tokens: Sequence[Token], words: Sequence[str], index: int, is_known_name: IsKnown = never) -> str | None:
    """The folded first name at ``index``, or ``None`` where it is not clearly one.

    Args:
        tokens: as typed.
        words: the same, folded.
        index: of the word.
        is_known_name: whether a folded word is a name that was told before; such a given name needs no capital.
    """
    word = words[index]
    if _is_told_again(tokens[index].text, word, is_known_name):
        return word
    before = words[index - 1] if index else ""
    if not _may_be(tokens[index].text, word) or before in _CALLED | _TO_PLACE:
        return None
    if index + 1 < len(words) and words[index + 1].startswith(_PLACE_BEHIND):
        return None
    is_given = _is_given(word)
    begins = index == 0 or before in _ENDS
    told_age = _tells_age(words, index)
    is_one_of_two = _names_another(tokens, words, index) or (is_given and words[index + 1 : index + 2] in _JOINED)
    named = told_age or not begins or is_one_of_two or (is_given and _tells_dose(words, index))
    is_unlisted = told_age or _tells_dose(words, index) or _is_joined(words, index)
    return word if (is_given and named) or (is_unlisted and not begins) else None


def is_same_name(one: str, other: str) -> bool:
    """Whether two folded names differ by their endings only: «аиша» and «аише», «санжар» and «санжарику»."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < _SHORTEST:
        return False
    stem = shorter[:-1] if len(shorter) > _SHORTEST and shorter[-1] in "аяеиоую" else shorter
    return longer.startswith(stem) and len(longer) - len(stem) <= _LONGEST_ENDING + 1


def _is_told_again(text: str, word: str, is_known_name: IsKnown) -> bool:
    """Whether the word is a name told before: in small letters a given name, and none of three letters («әлі»)."""
    has_capital = text[:1].isupper() and text[1:].islower()
    if not _is_no_other_word(word) or (len(word) <= _SHORTEST and not has_capital):
        return False
    return (has_capital or _is_given(word)) and is_known_name(word)


def _may_be(text: str, word: str) -> bool:
    return text[:1].isupper() and text[1:].islower() and _is_no_other_word(word)


def _is_no_other_word(word: str) -> bool:
    if len(word) < _SHORTEST or not word.isalpha():
        return False
    return not word.startswith(_NO_NAMES) and form_of(word) is None and event_of(word) is None


@remembered
def _is_given(word: str) -> bool:
    known = folded_given_names()
    plain = re.sub(r"(?:ик|чик|шик|очка|енка|уля|жан)(?:а|у|ом|е|га|ге|нин)?$", "", word)
    if plain in known or (word[-1:] in "еуи" and word[:-1] + "а" in known):
        return True
    if word[-1:] in "юея" and word[:-1] + "и" in known:
        return True  # «Мерею»
    cuts = range(min(_LONGEST_ENDING + 1, len(word) - 2))
    return any(word[: len(word) - cut] in known and (not cut or _ENDING.fullmatch(word[-cut:])) for cut in cuts)


def _tells_dose(words: Sequence[str], index: int) -> bool:
    """Whether doses had stand right behind: «Асан бір рет алған, Үсен алмаған», «Дима не привит»."""
    behind = [one for one in words[index + 1 : index + 4] if one != "не"]
    return bool(behind) and (behind[0].startswith(_HAD) or (behind[0] in _COUNTS and any(map(_is_times, behind[1:]))))


def _is_times(word: str) -> bool:
    return word in {"рет", "раз"} or word.startswith(_HAD)


def _is_joined(words: Sequence[str], index: int) -> bool:
    """Whether "and" joins the word to a known first name before: «Аружан мен Дияр»."""
    return index > 1 and list(words[index - 1 : index]) in _JOINED and _is_given(words[index - 2])


def _names_another(tokens: Sequence[Token], words: Sequence[str], index: int) -> bool:
    """Whether another given name stands within a sentence of the next words."""
    places = range(index + 1, min(index + 1 + _NEAR, len(words)))
    return any(
        _may_be(tokens[at].text, words[at]) and words[at - 1] not in _ENDS and _is_given(words[at]) for at in places
    )


def _tells_age(words: Sequence[str], index: int) -> bool:
    """Whether an age stands right behind: «Мерей 8 лет», «Айша - 3 года»."""
    behind = [one for one in words[index + 1 : index + 5] if one not in {"-", "–", "—", ",", "де", "ге", "га"}][:3]
    if not behind or not behind[0][:1].isdecimal():
        return False
    number, *endings = [one for one in words[index + 1 : index + 5] if one not in {"-", "–", "—", ","}][:2]
    ends_as_age = number.lstrip("0123456789") in _LOCATIVE or not _LOCATIVE.isdisjoint(endings)
    return ends_as_age or any(one.startswith(_UNITS) for one in behind[1:])
