"""Danger first: does a message tell of a danger sign that is happening now?

The signs stand in ``data/knowledge/danger.yml`` with who calls them so. A question about them («асқынуы тырысу ма?»),
a fear («тырысса не істейміз?»), a denial and the past are not an emergency; a fear, a condition or a "no" in another
clause of the message is no word on the sign. When in doubt between now and then, it is now.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rasa_project import clock
from rasa_project.understanding.concepts import ConceptSpan
from rasa_project.understanding.no_patient import is_of_no_patient, means_otherwise
from rasa_project.understanding.past_times import names_past_time, names_past_year, tells_past

#: Behind a sign, within its clause, these make it a question or a mere possibility.
_ASKING: Final = frozenset({"ма", "ме", "ба", "бе", "па", "пе", "ли", "мумкин", "ма?", "ме?"})
_POSSIBLE: Final = (
    "болса", "бола ма", "деп оки", "естид", "еститт", "жагдаида", "жазда", "иктимал", "кауип", "мумкин", "риск",
)  # fmt: skip
#: Right behind a sign («судороги могут быть», «судороги бывают?»), or before it in its clause.
_MAY: Final = ("может", "могут", "бивает", "бивают", "возмож", "вероятн")
_WILL: Final = ("могут", "будет", "будут", "визивает", "визват", "бивает", "бивают", "возмож")
#: A fear is of what may come where it stands before the sign, or behind a Kazakh sign (quoted, or in the ablative).
_FEAR: Final = ("коркам", "корка", "коркип", "уаимда", "боюс", "страшно")
_QUOTED: Final = frozenset({"деп", "ма", "ме", "ба", "бе", "па", "пе"})
_FROM: Final = ("дан", "ден", "тан", "тен")
_IF: Final = frozenset({"егер", "если", "вдруг", "ежели", "алда", "алдакалаи"})
_THEN: Final = frozenset({"то", "онда", "может", "будет", "будут", "начнется", "начнутся"})
#: Folded conditional endings, with and without a person: ``тырысса``, ``көгерсек``, ``ішпей қойса``.
_CONDITIONAL: Final = (
    "са", "се", "сам", "сем", "сан", "сен", "сак", "сек", "саниз", "сениз", "саши", "сеши",
)  # fmt: skip
#: A sign told with these is of now, whatever was before: «раньше болел, теперь судороги».
_SINCE: Final = frozenset({"тепер", "енди"})
#: Signs that come behind an illness: a time of the message is the illness's.
_BEHIND_ILLNESS: Final = frozenset({"unsteady"})
#: These say that it is happening now, whatever else stands in the message.
_NOW: Final = (
    "жатир", "жатр", "тур", "турм", "отир", "казир", "каз", "кетти", "калди", "бастади", "басталди",
    "бастап", "бугин", "срочно", "помогите", "комек", "сеичас", "началис", "начал", "тез", "болип",
    "боп", "бара", "уже", "кутти",
)  # fmt: skip
#: "Now" that says all is well again: «сейчас здоров», «қазір жақсы».
_WELL: Final = (
    "здоров", "сау", "жакси", "нормал", "хорош", "дурис", "бега", "игра", "оинап", "орнина", "отти", "откен", "прошл",
    "аман", "тиниш", "басилди", "лучше", "пет", "иш", "жок", "нет", "не",
)  # fmt: skip
_CALM_AGAIN: Final = ("сеичас", "казир", "уже")
#: Look like conditionals and are not, or mean "even if I give, wake, call".
_NOT_CONDITIONAL: Final = frozenset(
    {
        "совсем",
        "карасам",
        "карасак",
        "келсем",
        "келсек",
        "соитсе",
        "соитсем",
        "тириса",
        "берсем",
        "оятсам",
        "шакирсам",
        "соилесем",
        "куса",
        "пулса",
        "голоса",
    }
)
#: Before a sign these ask about it in general.
_GENERAL: Final = (
    "будушее",
    "такое",
    "чтоб",
    "допустит",
    "каких",
    "какие",
    "кандаи",
    "признаках",
    "боюс",
    "говорят",
    "пишут",
    "пишет",
    "бивает",
    "бивают",
)
#: «говорит» is hearsay unless the patient says it.
_SAYS: Final = "говорит"
_OWN: Final = (
    "доч", "син", "реб", "мали", "муж", "жена", "внук", "внуч", "старш", "младш", "он", "она", "сам", "мама", "папа",
)  # fmt: skip
_OWN_KAZAKH: Final = ("кизим", "улим", "балам", "немере", "анам", "акем", "куиеуим", "келиншег")
#: «Ауа жетпейді деп жылайды»: the patient says it.
_CRIES: Final = ("жила", "аикаи", "шагим", "кинал", "ингирси", "отир")
#: Whose sign it may be and is no patient; «как собака» compares.
_ANIMALS: Final = (
    "кота",
    "кошк",
    "котен",
    "собак",
    "шен",
    "мисик",
    "мисиг",
    "итим",
    "кушик",
    "бузау",
    "тауик",
)
#: Right before a sign: in general («при судорогах»), or over («после судорог», «туғанда тұншығып»).
_SET_APART: Final = ("при", "после", "туганда", "босанганда")
#: Behind a sign: so that it may not come («тырысып қалмас үшін»).
_PURPOSE: Final = "ушин"
#: The writer doubts what was heard.
_DOUBT: Final = ("правда", "феик", "отирик", "шинба", "неужели")
_TRUE: Final = frozenset({"рас", "распа", "рас?"})
#: Words behind or before a sign that belong to it.
_CLAUSE: Final = 6
_ENDS: Final = frozenset({",", ".", ";", "!", "?", ":"})
#: A word up to this length is too short for a stem with a conditional ending.
_SHORT: Final = 4
#: «После прививки судороги, это нормально?»: the reaction is there, only its weight is asked.
_VERDICT: Final = ("норм", "калипт", "опасн", "кауипт", "страшн", "так и должно", "болу керек", "дурис")
_THIS: Final = frozenset({"ето", "бул", "мунин", "оси", "так", "солаи", "такое"})
_VACCINE: Final = ("екпе", "прививк", "вакцин", "егил", "ккп", "укол")
_AFTER: Final = ("кеиин", "сон", "салган", "салди", "после", "сделали", "укололи", "привили", "дан", "салгаснн")


#: A message that tells of more danger signs than this is an emergency, whatever stands around them.
_MOST_SIGNS: Final = 64


class _Message:
    """What the whole message says, worked out once for all signs.

    Attributes:
        words: folded words with punctuation.
        today: in the district.
        has_if: whether a condition stands anywhere.
        says_now: whether it says anywhere that something is happening now.
        is_doubted: whether the writer doubts what was heard.
        asks_about_vaccine: whether a history is told to ask whether the dose may be given.
        hearsay_from: index of the word behind the first «говорит» of somebody else.
    """

    def __init__(self, words: Sequence[str]) -> None:
        self.words = words
        self.today = clock.today()
        self.has_if = not _IF.isdisjoint(words)
        self.says_now = says_now(words)
        self.is_doubted = any(word.startswith(_DOUBT) or word in _TRUE for word in words)
        self.asks_about_vaccine = _asks_about_vaccine(words)
        told = (place for place, word in enumerate(words) if word == _SAYS and place)
        self.hearsay_from = next((one + 1 for one in told if not words[one - 1].startswith(_OWN)), len(words))


def tells_of_danger_now(words: Sequence[str], signs: Sequence[ConceptSpan]) -> bool:
    """Whether one of the danger signs found in the folded words is happening now.

    Args:
        words: folded words with punctuation.
        signs: danger signs that somebody has (:attr:`SignsTold.present`).
    """
    if not signs:
        return False
    if len(signs) > _MOST_SIGNS:
        return True
    message = _Message(words)
    return any(_is_now(message, sign) for sign in signs) and not is_of_no_patient(words)


def _is_now(message: _Message, sign: ConceptSpan) -> bool:
    words = message.words
    before = words[max(0, sign.first - _CLAUSE) : sign.first]
    inside = words[sign.first : sign.after]
    behind = _clause_behind(words, sign.after)
    if _is_of_animal(_clause_before(before)) or means_otherwise(sign.concept, (*before[-2:], *inside, *behind[:1])):
        return False
    if _is_supposed(message, before, inside, behind) or _is_hearsay(message, sign, behind):
        return False
    now = says_now((*inside, *behind))
    if any(word.startswith("еди") for word in behind[:2]) and not says_now(behind[2:]):
        return False
    near = (*before, *inside, *behind)
    is_past = _is_told_past(message, sign, near) and not message.says_now
    if is_past or names_past_year(words, message.today):
        return False
    asked = _is_asked(behind) or "ли" in before
    return now or not (asked or message.asks_about_vaccine)


def _is_told_past(message: _Message, sign: ConceptSpan, near: Sequence[str]) -> bool:
    """Whether the sign's time is over; not where it comes behind an illness that is («корь месяц назад, шатается»)."""
    if sign.concept in _BEHIND_ILLNESS or not _SINCE.isdisjoint(_clause_before(message.words[: sign.after])):
        return False
    return tells_past(near) or names_past_time(near, message.today)


def _is_of_animal(own: Sequence[str]) -> bool:
    return any(word.startswith(_ANIMALS) and own[place - 1 : place] != ["как"] for place, word in enumerate(own))


def _is_asked(behind: Sequence[str]) -> bool:
    """``тырысу ма``; not where only the weight of it is asked («тырысты бұл қалыпты ма»)."""
    for place, word in enumerate(behind[:4]):
        if word in _ASKING:
            asked_for = behind[place - 1] if place else ""
            return not (asked_for.startswith(_VERDICT) and not _THIS.isdisjoint(behind[:place]))
    return False


def _is_supposed(message: _Message, before: Sequence[str], inside: Sequence[str], behind: Sequence[str]) -> bool:
    """``тырысса``, ``если``, ``тырысуы мүмкін``, ``при каких``, ``что такое судороги``."""
    own = _clause_before(before)
    if any(word in _IF or word.startswith(_WILL) for word in own) or any(word.startswith(_GENERAL) for word in before):
        return True
    if own and own[0] in _THEN and message.has_if:
        return True
    if any(word in _SET_APART for word in before[-1:]) or _PURPOSE in behind[:2]:
        return True
    if any(map(_is_conditional, (*inside[-1:], *behind[:2]))):
        return True
    if any(word.endswith(("са", "се")) and len(word) > _SHORT for word in before[-2:] if word not in _NOT_CONDITIONAL):
        return True
    if _is_feared(own, inside, behind) or any(word.startswith(_MAY) for word in behind[:1]):
        return True
    return any(word.startswith(_POSSIBLE) for word in behind[:4])


def _is_feared(own: Sequence[str], inside: Sequence[str], behind: Sequence[str]) -> bool:
    if any(word.startswith(_FEAR) for word in own):
        return True
    for place, word in enumerate(behind[:4]):
        if word.startswith(_FEAR) and not word.startswith(("боюс", "страшно")):
            earlier = behind[place - 1] if place else inside[-1]
            return earlier in _QUOTED or earlier.endswith(_FROM)
    return False


def _is_hearsay(message: _Message, sign: ConceptSpan, behind: Sequence[str]) -> bool:
    """``... дейді рас па``, ``пишут, что ...``: not seen by the one who writes."""
    words = message.words
    if message.is_doubted or sign.first >= message.hearsay_from:
        return True
    for place, word in enumerate(behind[:3]):
        if word == "деп" and any(other.startswith(_CRIES) for other in behind[place + 1 : place + 2]):
            continue
        said_by = (*behind[place + 1 : place + 2], *words[max(0, sign.first - 4) : sign.first])
        if word == "деиди" and any(other.startswith(_OWN_KAZAKH) for other in said_by):
            continue
        if word in {"деп", "деиди", "деген", "дегенди"} or word.startswith("калипт"):
            return True
    return False


def _asks_about_vaccine(words: Sequence[str]) -> bool:
    """A history that is told to ask whether the dose may be given; not a reaction told after the dose."""
    about = any(word.startswith(_VACCINE) for word in words)
    asks = any(word in _ASKING or word.startswith(("можно", "опасн", "нормал", "каршилик")) for word in words)
    return about and asks and not _asks_about_reaction(words)


def _asks_about_reaction(words: Sequence[str]) -> bool:
    after = any(word in _AFTER or word.endswith("нан") for word in words)
    return after and any(word.startswith(_VERDICT) for word in words)


def _clause_behind(words: Sequence[str], after: int) -> list[str]:
    clause: list[str] = []
    for word in words[after : after + _CLAUSE]:
        if word in {",", ".", ";", "!", "-"}:
            break
        clause.append(word)
    return clause


def _clause_before(before: Sequence[str]) -> list[str]:
    ends = [place for place, word in enumerate(before) if word in _ENDS]
    return list(before[ends[-1] + 1 :] if ends else before)


def _is_conditional(word: str) -> bool:
    return word.endswith(_CONDITIONAL) and len(word) > _SHORT and word not in _NOT_CONDITIONAL


def says_now(words: Sequence[str]) -> bool:
    """Whether something is said to happen now, and not that all is well now."""
    for place, word in enumerate(words):
        if not word.startswith(_NOW):
            continue
        behind = words[place + 1 : place + 3]
        well = word.startswith(_CALM_AGAIN) and any(other.startswith(_WELL) for other in behind[:1])
        is_of_age = word.startswith(_CALM_AGAIN) and any(other.isdecimal() for other in behind)  # «сейчас ей 6»
        if not well and not is_of_age:
            return True
    return False
