"""Rules for times: since something, to come, repeated, of a pregnancy.

Each gives ``None`` where it does not fit; ``roles`` has their order.
"""

from __future__ import annotations

import re
from typing import Final

from kazakh.unit_words import Form, Unit
from rasa_project.understanding.events import event_of
from rasa_project.understanding.people_words import is_child, tells_pregnancy
from rasa_project.understanding.place import (
    SHORT,
    Place,
    aside,
    event_of_clause,
    quantity,
    since,
)
from rasa_project.understanding.quantities import Kind, Quantity

_AGO: Final = ("бурин", "назад", "алдин ", "тому")
_MORE: Final = frozenset("болше более свише".split())
_OVER: Final = ("коп", "астам", "артик", "аскан", "асти", "ари")
_LASTED: Final = tuple("болат болд болип болган боп держ отип откен отти прошло толди уже".split())
_PASSED: Final = ("прошло", "прошел", "прошла", "прошли", "отти", "отип")
_RULE: Final = ("карантин", "бакила", "наблюд", "мерзим", "курс", "инкубац", "изоляц", "болничн")
_EACH: Final = ("кажди", "каждие", "саиин")
#: ``салдырғанымызға``, ``шыққанына``, ``көтерілгеніне``: since that happened.
_SINCE_IT: Final = re.compile(r"\w+(?:ган|ген|кан|кен)(?:им|ин|имиз|иниз|дар|дери)?(?:и|из)?(?:н)?(?:га|ге|на|не|а|е)$")
#: Before «на 7 месяце»: who is expecting.
_EXPECTING: Final = frozenset({"я", "сама", "она"})
_WOMAN: Final = ("беремен", "жена", "жене", "золовк", "невестк", "сестр", "снох")


def denied(place: Place) -> Quantity | None:
    """``13 айлық емес, 13 жаста``, ``не года, а 2 месяца``: what is taken back is nothing."""
    is_taken_back = place.behind().startswith("емес") or place.before() == "не"
    return aside(place) if is_taken_back else None


def repeated(place: Place) -> Quantity | None:
    """``каждые 4 часа``, ``72 сағат ішінде``, ``за 4 дня до``, ``арасы 3 апта``: a length, of no event."""
    if place.any_before((*_EACH, "араси", "аралиг", "интервал", "осталос"), 2) or place.before() == "за":
        return aside(place)
    to_go = not place.measure.of_age and place.any_behind(("калд", "осталос"), 1)
    return aside(place) if place.any_behind(("саиин", "ишинде", "отпе", "сакта"), 1) or to_go else None


def ago(place: Place) -> Quantity | None:
    """``екі апта бұрын``, ``2 года назад``; of a pregnancy, a dose, whatever stands near."""
    if place.measure.form is Form.ABLATIVE or (place.measure.unit is Unit.YEAR and place.measure.of_age):
        return None
    if place.behind() in {"шамаси", "шамасинда", "тому"} or place.any_behind(_AGO, 1):
        more = 1 if place.before() in _MORE and place.measure.unit is Unit.DAY else 0
        return since(place, more)
    return None


def pregnancy(place: Place) -> Quantity | None:
    """``22 недельмін``, ``жүктімін 32 апта``, ``на 14 неделе``, ``5 айлық жүктімін``."""
    measure = place.measure
    last = place.words[measure.after - 1]
    if measure.unit is Unit.WEEK:
        on_week = place.before() in {"на", "с"} and (measure.form is Form.ORDINAL or last in {"неделе", "недели"})
        said = last.endswith(("мин", "миз")) or on_week or place.any_before(("срок",), 2)
        elsewhere = event_of_clause(place) is None and not place.has_child_before and tells_pregnancy(place.words)
        if said or tells_pregnancy(place.inside) or elsewhere:
            return quantity(place, Kind.PREGNANCY, measure.value)
        return None
    if measure.unit is Unit.MONTH and not place.has_child_before:
        near = [place.before(1), place.behind(), place.behind(1)]
        is_alone = measure.form in {Form.ADJECTIVE, Form.ORDINAL} and not any(map(is_child, place.words))
        is_hers = place.before(2) in _EXPECTING or place.before(2).startswith(_WOMAN)
        mine = place.before() == "на" and is_hers and last in {"месяце", "мес"}
        if mine or tells_pregnancy(near) or (is_alone and tells_pregnancy(place.words)):
            return quantity(place, Kind.PREGNANCY, measure.value * 4)
    return None


def to_come(place: Place) -> Quantity | None:
    """``через 2 недели``, ``3 айдан кейін``: the time itself; the age that is turned then is another amount."""
    ablative_after = place.measure.form is Form.ABLATIVE and place.any_behind(("кеиин", "сон"), 1)
    if place.any_before(("через", "спустя"), 1):
        return aside(place)
    is_day = place.measure.unit is Unit.DAY and place.words[place.measure.after - 1] in {"дня", "днеи"}
    if place.before() == "на" and place.measure.form is Form.PLAIN and (is_day or place.measure.unit not in SHORT):
        return aside(place)  # «на 2 месяца уезжаем», «на год старше»
    return aside(place) if ablative_after and not place.measure.of_age else None


def over(place: Place) -> Quantity | None:
    """``5 күннен көп``, ``больше 5 дней``: a day more."""
    measure = place.measure
    if measure.unit not in SHORT:
        return None
    if place.before() in _MORE:
        return since(place, 1, named=False)
    if measure.form is Form.ABLATIVE and place.any_behind(_OVER, 1):
        return since(place, 1)
    return None


def since_it(place: Place) -> Quantity | None:
    """``екпе салдырғанымызға бір ай болды``, ``4 күн болды корь шыққанына``, ``прошло 2 недели``."""
    near = (place.before(1), place.before(2), place.behind(0), place.behind(1), place.behind(2), place.behind(3))
    if place.measure.of_age:
        return None
    if any(_SINCE_IT.match(word) and not is_child(word) and (event_of(word) or len(word) > 8) for word in near if word):
        return since(place)
    has_passed = place.any_before(_PASSED, 2) or place.any_behind(_PASSED, 2)
    if has_passed and (event_of_clause(place) or place.measure.unit in SHORT):
        return since(place)
    if place.measure.form is Form.ABLATIVE and place.any_behind(("бери",), 1):
        return since(place)
    return None


#: The hours in which the vaccine helps after a contact; nobody counts hours of his own so.
_OF_THE_RULE: Final = "72"
#: Days of the two rules after a contact, where their end is asked for.
_LAST_DAYS: Final = frozenset({"6", "21", "алти", "шест", "жирма"})
_ENDS: Final = ("аякта", "битед", "битет", "заканч", "законч", "истек", "конец", "конч", "толад", "отед", "отет")


def lasting(place: Place) -> Quantity | None:
    """A bare length of time: ``үш күн болды``, ``5 дней держится``, ``второй день``."""
    if place.measure.unit not in SHORT or place.any_behind(_RULE, 2):
        return None
    told = place.words[place.measure.first : place.measure.after]
    if _OF_THE_RULE in told or (not _LAST_DAYS.isdisjoint(told) and place.any_behind(_ENDS, 3)):
        return aside(place)  # «ертең барсам 72 сағатқа сыя ма», «6 күн қашан бітеді»: the deadline, quoted
    return since(place, named=place.any_behind(_LASTED, 1) or place.any_before(("уже", "вот"), 1))
