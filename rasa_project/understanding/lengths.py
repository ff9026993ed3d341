"""A bare length of time («уже 3 дня», «кешеден бері»), a bare fever, and whether a visit is put off to another day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from rasa_project.understanding.events import Event
from rasa_project.understanding.extraction import Findings
from rasa_project.understanding.phrases import phrases, stands
from rasa_project.understanding.quantities import Kind, Quantity

_FEW: Final = 7
#: What may stand beside a bare length, by beginnings of folded words; "=" asks for the whole word.
_BESIDE: Final = tuple(
    "=а =алде =ал =бурин =назад =ауирганина =ауирип =бари =бери =болади =болди =болип =боп =вот =всего =где "
    "=да =дене =еди =енди =еше =жатир =же =за =ия =иа =и =идет =как =калди =кои =казир =гои =мине =мина =может =на "
    "=навер =ну =он =она =они =отти =отип =ол =около =пошел =пошла =пошли =прошел =прошло =с =со =сеичас =сол "
    "=тек =толко =толи =тур "
    "=турганина =турди =у =него =нее =уже =уж =шигар =шамамен =ше =где =гана болеет болеем ауирад ауирганин боле "
    "держ длит темп кизу исти жотел кашел кашля сопл насморк сип борт дн ден кун".split()
)
_OF_ILLNESS: Final = frozenset({None, Event.ILLNESS, Event.OTHER, Event.FEVER, Event.RASH})
_WHOLE: Final = frozenset(one[1:] for one in _BESIDE if one.startswith("="))
_BEGINNINGS: Final = tuple(one for one in _BESIDE if not one.startswith("="))

_DEGREES: Final = re.compile(r"(?:3[6-9]|4[0-2])(?:[.,]\d)?")

#: Another day, by beginnings of folded words.
_LATER: Final = phrases(
    "ертен", "ертенге", "бурсигуни", "дуисенби", "танга деиин", "завтра", "до утра", "утром", "послезавтра",
    "в понеделник", "до понеделник", "на днях", "пару днеи",
)  # fmt: skip
#: A visit, or waiting with it.
_VISIT: Final = phrases(
    "апар", "бара", "барс", "баруга", "барам", "болама", "бола ма", "болмаи ма", "болади ма", "болаберед", "кала турса",
    "калдир", "каралс", "коринс", "корсетс", "кут", "шакирс", "терапевт",
    "вез", "везти", "визват", "визов", "вести", "врач", "жда", "можно", "отвез", "отложи", "педиатр", "пове", "подожд",
    "показат", "поехат", "поити", "поедем", "приехат", "приити", "сходит", "терпит", "дариг", "емхана", "поликлин",
)  # fmt: skip
#: Other matters of another day: nursery, a feast, a vaccine, a journey.
_OTHER_MATTER: Final = phrases(
    "балабакша", "бакша", "вакцин", "гост", "гулят", "екпе", "ккп", "конак", "купат", "мектеп", "привив", "садик",
    "садк", "сабак", "сад", "сапар", "тои", "урок", "укол", "школ", "шомил", "серуен", "магазин", "дукен", "базар",
    "жолга",
    "дорог",
)  # fmt: skip


def bare_length(words: Sequence[str], findings: Findings) -> Quantity | None:
    """The length that a short message tells and nothing beside it, or ``None``.

    Args:
        words: folded words of the message.
        findings: what was read out of it.
    """
    if not words or len(words) > _FEW:
        return None
    amounts = findings.amounts
    some = [one for one in amounts if one.number or len(amounts) == 1]  # «сегодня третий день»
    if len(some) != 1 or some[0].kind is not Kind.SINCE or some[0].of not in _OF_ILLNESS:
        return None
    inside = {place for one in amounts for place in range(one.first, one.after)}
    others = [word for place, word in enumerate(words) if place not in inside]
    return some[0] if all(map(_is_small, others)) else None


def bare_degrees(words: Sequence[str]) -> float | None:
    """The fever that a short message tells as a number and nothing beside it («сейчас 39»), or ``None``."""
    degrees = [float(word.replace(",", ".")) for word in words if _DEGREES.fullmatch(word)]
    others = [word for word in words if not _DEGREES.fullmatch(word)]
    is_bare = len(degrees) == 1 and len(words) <= _FEW and all(map(_is_small, others))
    return degrees[0] if is_bare else None


def puts_off(words: Sequence[str]) -> bool:
    """Whether a visit to the doctor is thought of for another day: «ертең апарсам бола ма», «можно завтра?»."""
    return stands(words, _LATER) and stands(words, _VISIT) and not stands(words, _OTHER_MATTER)


def _is_small(word: str) -> bool:
    return word in _WHOLE or word.startswith(_BEGINNINGS) or word.isdecimal()
