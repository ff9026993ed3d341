"""Rules for ages: not yet, soon, a limit of a rule, the age at a dose, somebody else's age.

Each gives ``None`` where it does not fit; ``roles`` has their order.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Final

from kazakh.unit_words import Form, Unit
from rasa_project.understanding.dose_words import NO, was_given, was_not_had
from rasa_project.understanding.events import Event, event_of
from rasa_project.understanding.people_words import is_child, is_other, is_to_a_child
from rasa_project.understanding.place import (
    AGES,
    SHORT,
    Place,
    age,
    aside,
    below,
    event_of_clause,
    had_a_dose,
    is_of_children,
    quantity,
    since,
)
from rasa_project.understanding.quantities import Kind, Quantity

_OLDEST_CHILD_DOSE: Final = 20 * 12
_NOT_YET: Final = ("толма", "толмаи", "жетпе", "болма")
#: «8 айлығына салуға болмайма?» asks, and denies nothing.
_ASKS: Final = ("ма", "ми")
_WILL_TURN: Final = tuple("будет исполнитс исполнится исполниц стукнет толад толаи толмак толу толуг".split())
_NONE: Final = frozenset({"нет", "нету"})
_STILL: Final = frozenset({"али", "еше", "ешо"})
#: Words between a "not yet" and its age.
_FILLING: Final = frozenset("и даже пока полних еше ешо али".split())
_ALMOST: Final = ("почти", "скоро", "жакинда", "жуик", "дерлик", "вотвот")
_LESS: Final = frozenset({"менше", "младше", "моложе"})
_THAN: Final = tuple(
    "артик аскан асканда асса астам асти бастап бурин ерте жогари кеиин кем кеш киши коп сон улкен".split()
)
_UNTIL: Final = ("деин", "деиин", "шеиин")
#: Behind an age: ``пять недель нам``.
_TO_US: Final = frozenset({"нам", "ему", "еи"})
_TURNED: Final = ("толд", "толип", "толган", "келд", "келип", "шикт", "шигип", "аяк", "кирд", "басти", "жетт")
_HAS_LASTED: Final = ("болди", "болип", "боп", "болган", "отти", "отип", "откен", "прошло")
_LIMIT_BEFORE: Final = frozenset("до ранше после старше с со от болше более кеминде".split())
_RULE: Final = ("карантин", "бакила", "наблюд", "мерзим", "курс", "инкубац", "изоляц", "болничн")
_DOSE_MARKS: Final = tuple(
    ("алатин вакцин делают доза егеди егиле екпе положен прививк ревакц салад салади салина салинатин ставят").split()
)
#: «4 жастағысына», «7 жасарының»: of a child, where the accusative is of a dose.
_OF_A_CHILD: Final = frozenset("жастагисина жастагисинин жастагисинда жасарина жасаринда жасаринин жасариники".split())
#: Months from which on an age may be that of the calendar.
_OF_THE_CALENDAR: Final = 12
#: Beside these a Russian verb, folded without its last letter, is one of what is to be done.
_TO_BE_DONE: Final = frozenset({"когда", "можно", "надо", "нелзя", "нужно", "пора", "рано", "хотим", "хочу"})
_COUNT: Final = frozenset({"бир", "две", "еки", "обе", "одна", "одну"})
_NTH: Final = ("биринши", "екинши", "перву", "втору", "перва", "втора")


def not_yet_kk(place: Place) -> Quantity | None:
    """``1 жасқа толмаған``, ``үш айға әлі толған жоқ``, ``1 жасқа әлі жоқ``, ``3 айдан кіші балам``."""
    measure = place.measure
    if measure.unit is Unit.HOUR:
        return None
    behind = [place.behind(ahead) for ahead in range(4)]
    not_turned = any(word.startswith(_NOT_YET) and not word.endswith(_ASKS) for word in behind[:3])
    not_turned |= "жок" in behind and any(word.startswith(("толган", "болган")) for word in behind[:2])
    not_turned |= measure.form is Form.DATIVE and behind[0] == "али" and behind[1] == "жок"
    not_turned |= behind[0] == "жок" and place.before() in _STILL  # «ещё трёх месяцев жоқ»
    not_turned |= measure.form is Form.ABLATIVE and behind[0].startswith("киши") and place.has_child_before
    return below(place) if not_turned and not is_of_children(place) else None


def not_yet_ru(place: Place) -> Quantity | None:
    """``нет ещё и трёх месяцев``, ``года ещё нет``, ``меньше 3 месяцев``, ``не исполнилось 6 лет``."""
    measure = place.measure
    if measure.unit is Unit.HOUR or is_of_children(place):
        return None
    before = [word for back in range(1, 6) if (word := place.before(back)) not in _FILLING] + ["", ""]
    behind = [word for ahead in range(3) if (word := place.behind(ahead)) not in _FILLING] + [""]
    not_turned = "не" in before and any(word.startswith("исполн") for word in before)
    if (
        (before[0] in _NONE and measure.form is not Form.ADJECTIVE)
        or not_turned
        or (before[0] in _LESS and measure.unit in AGES)
    ):
        return below(place)
    if behind[0] in _NONE and not place.names_dose and (measure.unit in AGES or is_to_a_child(before[0])):
        return below(place)
    return since(place, 0, named=False) if before[0] in _LESS else None


def will_turn(place: Place) -> Quantity | None:
    """``ертең бір жасқа толады``, ``через неделю исполнится год``, ``почти год``, ``в марте исполнится 6``."""
    if place.measure.unit not in AGES or place.measure.form is Form.ADJECTIVE:
        return None
    will_be = place.days_ahead > 0 and place.any_behind(("болад",), 2)
    turns = place.any_behind(_WILL_TURN, 3) or place.any_before(_WILL_TURN, 3) or will_be
    to_us = place.days_ahead > 0 and any(is_to_a_child(place.before(back)) for back in (1, 2))
    to_us = to_us and not place.has_turned  # «сыну 6 лет 11 октября исполнилось»
    turns |= place.measure.form is Form.DATIVE and place.days_ahead > 0  # «6 жасқа 2 ай қалды»
    if turns or to_us or place.any_before(_ALMOST, 2) or place.any_behind(_ALMOST, 1):
        return replace(below(place), is_below=False, is_turning=True)
    return None


def term(place: Place) -> Quantity | None:
    """``6 айға берді``: for so long, where nobody turns so old."""
    measure = place.measure
    if measure.form is not Form.DATIVE or measure.unit not in AGES:
        return None
    is_all = place.clause.after - place.clause.first == measure.after - measure.first
    reached = place.any_behind(_TURNED, 3) or place.any_before(("исполнилос", "исполнис"), 2)
    return None if reached or is_all else aside(place)


def limit(place: Place) -> Quantity | None:
    """``до 6 лет``, ``6 жастан ерте``, ``6-10 айлық балаларға``, ``2-4 жас аралығы``: an age of a rule."""
    measure = place.measure
    if measure.unit in SHORT and not measure.of_age:
        return None
    if place.before() in _LIMIT_BEFORE or place.any_behind(("арас",), 1):
        return aside(place)
    if measure.form is Form.ABLATIVE and place.has_child_before and place.any_behind(("асти", "аскан", "асип"), 1):
        return None
    if place.any_behind(_UNTIL, 1) or (
        measure.form is Form.ABLATIVE and (not place.behind() or place.any_behind(_THAN, 1))
    ):
        return aside(place)
    if is_of_children(place) or place.any_behind(("аралиг",), 1):
        return aside(place)
    if place.behind() == "и" and place.behind(1) in {"старше", "младше", "болше"}:
        return aside(place)
    return None


def dose_age(place: Place) -> Quantity | None:
    """``9 айында салдырдық``, ``прививку сделали в 8 месяцев``, ``первую в год и 3``."""
    measure = place.measure
    if measure.unit in SHORT and measure.unit is not Unit.WEEK:
        return None
    if measure.months > _OLDEST_CHILD_DOSE or measure.high is not None:
        return None
    if place.is_unsure:  # «1 жасында салдырдық па, есімде жоқ»
        return aside(place) if measure.form is Form.POSSESSIVE or place.before() == "в" else None
    at_age = measure.form is Form.POSSESSIVE or (
        measure.form in {Form.LOCATIVE, Form.PLAIN} and not place.has_child_before
    )
    had_behind = any(had_a_dose(place.behind(ahead)) for ahead in range(3))
    counted = measure.form is not Form.POSSESSIVE and any(place.behind(ahead) == "рет" for ahead in (0, 1))
    counted |= (
        measure.form is Form.PLAIN and place.before() != "в" and place.behind() in _COUNT
    )  # «3 годика одну делали»
    if measure.form is Form.POSSESSIVE:
        had_behind = place.names_dose_had
        had_behind |= any(map(had_a_dose, place.words)) and "рет" in place.inside
    is_russian = place.words[measure.after - 1].startswith(("год", "лет", "мес"))  # «5 лет привит раз»: so old is he
    at_age &= not is_russian or place.before() == "в"
    in_kazakh = at_age and had_behind and (measure.form is not Form.PLAIN or measure.unit is Unit.YEAR) and not counted
    in_russian = (
        place.before() == "в"
        and _TO_BE_DONE.isdisjoint(place.inside)
        and measure.form in {Form.PLAIN, Form.ADJECTIVE}
        and (place.names_dose_had or place.any_before(("перву", "перва", "втору", "биринши"), 3))
    )
    if measure.form is Form.LOCATIVE and not had_behind:
        in_kazakh = False
    if place.before() == "в" and measure.unit is Unit.MONTH and not _TO_BE_DONE.isdisjoint(place.inside):
        return age(place) if measure.months < _OF_THE_CALENDAR else None  # «можно ли в 7 месяцев привить»
    if in_kazakh or in_russian:
        return quantity(place, Kind.DOSE_AGE, float(math.floor(measure.months + 1e-6)))
    return None


def of_dose(place: Place) -> Quantity | None:
    """``6 жаста салынады``, ``бір жастағы екпесі``, ``прививка в 6 лет``: the age of the calendar."""
    measure = place.measure
    unit = place.words[measure.after - 1]
    if unit.startswith(("жастагисин", "аилигин", "жасарин")) and unit not in _OF_A_CHILD:
        return aside(place)
    if unit == "жастагиси" and measure.value in {1, 6}:
        return aside(place)  # «6 жастағысы қашан?»
    if unit in {"жастагисинда", "жасинда"} and measure.value in {1, 6} and was_not_had(place.behind()):
        return aside(place)  # «бір жастағысында алмаған едік, қазір 6да»
    about = place.any_behind(_DOSE_MARKS, 1)
    if unit in {"жаста", "аида"} and (place.any_behind(_NTH, 2) or place.any_before(_NTH, 2)):
        about = True
    if unit == "жастаги" and not is_child(place.behind()):
        about = place.any_behind(_DOSE_MARKS, 2)
    in_russian = place.before() == "в" and measure.form is Form.PLAIN and measure.unit in AGES
    if unit != "жастаги" and _lacks_it(place):
        return None  # «3 жаста екпесі жоқ»: so old is the child
    if (about or in_russian) and measure.unit in AGES and not place.has_child_before:
        return aside(place)
    return None


def _lacks_it(place: Place) -> bool:
    """Whether the message says that no dose was had, and of none that one was."""
    behind = [place.behind(ahead) for ahead in range(1, 4)]
    is_denied = any(word in NO or was_not_had(word) for word in behind)
    return is_denied and not any(map(was_given, place.words))


def of_another(place: Place) -> Quantity | None:
    """``көршінің 3 жасар баласы ауырды``: somebody else's."""
    if any(is_other(word) for word in place.inside) and not any(is_child(place.before(back)) for back in (1, 2)):
        return aside(place)
    return None


def age_of_somebody(place: Place) -> Quantity | None:
    """``8 айлық``, ``6 жаста``, ``дочке 5 недель``: of the one who is asked about, where no rule before fitted."""
    measure = place.measure
    if measure.form is Form.ADJECTIVE:
        return aside(place) if place.any_behind(_RULE, 2) else age(place)
    if measure.form is Form.ORDINAL:  # «пятый месяц пошёл»: four are full
        goes_on = measure.unit in AGES and (
            place.any_behind(("пошел", "пошл", "идет", "нам"), 2) or place.any_before(("пошел", "пошл", "идет"), 2)
        )
        return age(place, less=measure.months / measure.value) if goes_on else None
    if measure.unit in AGES:
        return _age_in_years_or_months(place)
    at_birth = any(event_of(word) is Event.BIRTH for word in place.inside) and measure.unit in SHORT
    no_event = event_of_clause(place) is None
    to_child = is_to_a_child(place.before()) or place.behind() in _TO_US
    to_child |= is_to_a_child(place.before(2)) and no_event
    is_all = is_child(place.before()) and measure.unit is Unit.WEEK and not place.behind() and no_event
    turned = place.has_child_before and place.any_behind(("болди", "толди", "болип"), 1) and no_event
    if measure.unit is not Unit.HOUR and (to_child or turned or at_birth or is_all):
        return age(place)
    return None


def _age_in_years_or_months(place: Place) -> Quantity | None:
    measure = place.measure
    if measure.of_age or any(place.before(back) and is_child(place.before(back)) for back in (1, 2)):
        return age(place)
    lasted = place.any_behind(_HAS_LASTED, 1) or place.any_before(("уже", "вот"), 1)
    event = event_of_clause(place)
    if place.words[measure.after - 1] == "жил":
        return since(place, named=False) if lasted or event else None
    if measure.unit is Unit.MONTH and lasted and event not in {None, Event.BIRTH}:
        return since(place)
    return age(place)
