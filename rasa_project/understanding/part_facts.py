"""The facts of one part, from what was read out of its words."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from rasa_project.understanding.amounts import birth_of, first_age
from rasa_project.understanding.circumstances import risk_of
from rasa_project.understanding.clauses import find_clauses
from rasa_project.understanding.contact_days import insists, is_sure
from rasa_project.understanding.contact_words import tells_of_contact
from rasa_project.understanding.doses import find_doses
from rasa_project.understanding.emergency_words import tells_of_ambulance
from rasa_project.understanding.events import Event
from rasa_project.understanding.extraction import Findings
from rasa_project.understanding.household import ill_days
from rasa_project.understanding.measles_told import came_through, had_measles, is_confirmed
from rasa_project.understanding.meetings import with_meetings
from rasa_project.understanding.mentions import Kind as Who
from rasa_project.understanding.mentions import Mention
from rasa_project.understanding.newborns import names_newborn
from rasa_project.understanding.open_question import WHAT_OF
from rasa_project.understanding.parts import Facts, Part
from rasa_project.understanding.people_forms import both_of, nth_of
from rasa_project.understanding.people_words import tells_pregnancy
from rasa_project.understanding.quantities import Kind
from rasa_project.understanding.stomach_words import UPSET
from rasa_project.understanding.strangers import met_ill_stranger
from rasa_project.understanding.tired_writer import without_tiredness
from rasa_project.understanding.vaccinated import tells_vaccinated
from rasa_project.understanding.writer_words import gave_birth

_FEVER_FROM: Final = 38.0
_NO_FEVER: Final = 37.0
_ON: Final = frozenset({"де", "да", "те", "та"})
#: A younger "age" of a pregnant writer is that of the pregnancy, in months.
_PREGNANCY_MONTHS: Final = 10
_OLDEST_CHILD: Final = 25 * 12
_ELLIPTIC: Final[dict[str, int]] = {"одна": 1, "одну": 1, "две": 2}
_MOST_DOSES: Final = 2
_AND: Final = frozenset({"и", "мен", "пен", "бен", "жане", ","})
_EACH: Final[dict[str, int]] = {"однои": 1, "одному": 1, "1": 1, "две": 2, "два": 2, "2": 2}
_OTHER_HOUSE: Final = frozenset({"acquaintance", "aunt_or_uncle", "brother", "nephew", "sister"})
_MET: Final = frozenset({Who.CHILD, Who.GROUP, Who.WRITER})
#: Hearing of it, and hours that it lasted, by beginnings of folded words.
_NEWS: Final = (
    "аитти", "аитип", "естид", "звон", "написал", "оказал", "подтверд", "поставил", "сказал", "сообш", "узнал",
    "хабарла", "час", "сагат",
)  # fmt: skip
#: A contact of so many days ago may be the one that was heard of today.
_FRESH: Final = 7
_OF_HIM: Final = frozenset({"него", "нее", "ему", "еи", "онда", "оган", "них"})
_COUNTED: Final[dict[str, int]] = {"одна": 1, "одну": 1, "две": 2, "обе": 2}
_SHORT_COUNT: Final = 4
_MEASLES_DOSE: Final = ("вакцин", "екпе", "ккп", "прив")
_STANDS: Final = ("стоит", "стоят", "ест", "сделал", "делал", "поставил", "била", "били")


def facts_of(words: Sequence[str], found: Findings, who: Mention | None, strangers: Sequence[int]) -> Facts:
    """What a part tells of its person.

    Args:
        words: folded tokens of the part.
        found: what was read out of them.
        who: the person or the group.
        strangers: places in ``words`` of people outside the family.
    """
    told = {entity.name: entity.value for entity in found.entities}
    degrees, doses = told.get("temperature_c"), told.get("doses")
    temperature = None if degrees is None else float(degrees)
    if doses is None and len(words) <= _SHORT_COUNT and words[-1:] and _OF_HIM & set(words[:-1]):
        doses = _COUNTED.get(words[-1])  # «у него одна»
    is_over = came_through(words, strangers)
    risk, had = risk_of(words), had_measles(words, strangers)
    contact = None if is_over else tells_of_contact(words)
    is_of_stranger = contact is None and met_ill_stranger(words, strangers)
    contact = True if is_of_stranger else contact
    facts = Facts(
        doses=None if doses is None else int(doses),
        vaccinated=doses is None and _is_a_childs(who) and tells_vaccinated(words),
        dose_ages=tuple(int(one.number) for one in found.amounts if one.kind is Kind.DOSE_AGE),
        last_dose_days=_days(found, Event.DOSE),
        fever=_fever(found, temperature),
        temperature=temperature,
        fever_days=_days(found, Event.FEVER),
        rash=_has("rash", found),
        rash_days=_days(found, Event.RASH),
        signs=found.signs if who is not None and who.kind is Who.WRITER else without_tiredness(words, found.signs),
        denied=found.denied,
        contact=contact,
        days_ago=None if words[-1:] == [WHAT_OF] else _days(found, None),
        contact_days=None if had and not contact else _days(found, Event.CONTACT),
        contact_sure=_is_sure(words, found),
        risk=risk,
        had_measles=had,
        confirmed=None if is_over else is_confirmed(words, strangers),
        danger=found.danger,
        newborn=who is not None and who.kind is Who.CHILD and names_newborn(words),
        newborn_fever=found.has_newborn_fever,
    )
    if risk is None and who is not None and who.kind is Who.WRITER and tells_pregnancy(words):
        facts = replace(facts, risk="pregnant")  # «аяғым ауыр»
    if who is not None and who.kind is Who.WRITER and gave_birth(words):
        facts = replace(facts, risk="none", pregnancy_weeks=None)  # «туып қойдым, бебек 10 күндік»
    if tells_of_ambulance(words) and not any(word.startswith(_MEASLES_DOSE) for word in words):
        facts = replace(facts, doses=None, dose_ages=(), last_dose_days=None)  # «скорая укол сделала»: no vaccine
    if found.signs & UPSET and not any(word.startswith(_MEASLES_DOSE) for word in words):
        facts = replace(facts, doses=None)  # «екі рет құсты»
    if facts.doses is None and len(facts.dose_ages) > 1:
        facts = replace(facts, doses=min(len(facts.dose_ages), _MOST_DOSES))
    if facts.contact_days == 0 and _is_of_news(words):  # «позавчера были у них, сегодня звонят: корь»
        times = [*found.since(Event.CONTACT), *found.since(None)]
        earlier = [int(one.number) for one in times if 0 < one.number < _FRESH]
        facts = replace(facts, contact_days=max(earlier, default=0))
    if facts.contact and facts.contact_days is None:  # «живём вместе, с 20 ноября он болел»
        facts = replace(facts, contact_days=_days(found, Event.ILLNESS))
    if is_of_stranger and facts.contact_days is None:
        facts = _met_on(facts, found)
    facts = replace(facts, ill_days=ill_days(words, found, is_found=bool(facts.confirmed)))
    if had and facts.ill_days is None:  # «переболела, выписали неделю назад»
        over = [*found.since(Event.OTHER), *found.since(Event.BESIDE), *found.since(Event.CONTACT), *found.since(None)]
        facts = replace(facts, ill_days=int(over[0].number) if over else None)
    if facts.confirmed and not facts.contact and not facts.contact_sure and _is_of_the_house(who):
        ill = facts.ill_days if facts.ill_days is not None else facts.contact_days
        facts = replace(facts, contact_days=None, ill_days=ill)  # «балам қызылша болып жатыр, үшінші күн»
    if contact is False:  # «қасында болған жоқпын, 15 күн болды»: of no contact there is no day
        facts = replace(facts, contact_days=None, days_ago=None, contact_sure=False)
    facts = _with_age(facts if contact is False else with_meetings(facts, words, found), found, who)
    return replace(facts, doses=_doses_of_each(words)) if who is not None and _is_by_number(words, who) else facts


def _met_on(facts: Facts, found: Findings) -> Facts:
    """The facts with the day on which a stranger was met, whatever of the stranger stands nearest to it."""
    if facts.rash is None and facts.rash_days is not None:  # «позавчера в купе мальчик был в сыпи»
        return replace(facts, contact_days=facts.rash_days, rash_days=None)
    times = [*found.since(Event.BESIDE), *found.since(Event.OTHER), *found.since(None)]
    days = [int(one.number) for one in times if one.number < _FRESH]
    return replace(facts, contact_days=max(days, default=None))


def _is_a_childs(who: Mention | None) -> bool:
    """Whether what is told of the vaccine may be a child's: «өзім егілгенмін» leaves a grown-up's doses open."""
    return who is None or who.kind in {Who.CHILD, Who.GROUP}


def _is_of_the_house(who: Mention | None) -> bool:
    return who is not None and who.kind in {Who.CHILD, Who.GROWN_UP} and who.kin not in _OTHER_HOUSE


def _is_sure(words: Sequence[str], found: Findings) -> bool:
    """Whether a day of the contact stands in a clause of meeting, or is insisted on: «контакт был в среду»."""
    if insists(words):
        return True
    clauses = find_clauses(words)
    times = found.since(Event.CONTACT)
    return any(is_sure(words, one, found.amounts, clauses) for one in times) if clauses else False


def _is_of_news(words: Sequence[str]) -> bool:
    """Whether "today" is when it was heard of, or hours are how long it lasted, and not when they met."""
    return any(word.startswith(_NEWS) for word in words)


def _with_age(facts: Facts, found: Findings, who: Mention | None) -> Facts:
    """The facts with age, birth and length of a pregnancy."""
    born, age = birth_of(found.amounts), first_age(found.amounts)
    weeks = next((one.number for one in found.amounts if one.kind is Kind.PREGNANCY), None)
    is_pregnant = who is not None and who.kind is Who.WRITER and facts.risk == "pregnant"
    if is_pregnant and weeks is None and age is not None and age.number <= _PREGNANCY_MONTHS:
        weeks, age = age.number * 4, None  # «Аяғым ауыр еді, 3 айлық»
    if age is not None and who is not None and who.kind is Who.CHILD and age.number > _OLDEST_CHILD:
        age = None  # «малышом, ей 45»: of somebody else
    return replace(
        facts,
        age_months=None if born or age is None else int(age.number),
        age_is_below=bool(age and not born and age.is_below),
        birth=str(born.value) if born else None,
        pregnancy_weeks=None if weeks is None else int(weeks),
        risk="pregnant" if weeks is not None and facts.risk is None else facts.risk,
    )


def elliptic_doses(words: Sequence[str]) -> int | None:
    """``одна стоит``, ``сделали одну``, ``по одной``, ``бір-бірден``: doses where the vaccine is not named."""
    counted = next((place for place, word in enumerate(words) if word.startswith("екпеси") or word == "екпе"), None)
    if counted is not None and any(word in {"екеу", "екеуи"} for word in words[counted + 1 :]):
        return 2  # «екпесі екеу»; «екеуі екпе алған» are two children
    for one, two in itertools.pairwise(words):
        if one == "по" and two in _EACH:
            return _EACH[two]
        if (one, two) == ("по", "разу") or two in {"бирден", "бир-бирден"} or (one, two) == ("бир", "реттен"):
            return 1
        if two in {"екиден", "екеуден"} or (one, two) == ("еки", "реттен"):
            return 2
        if one in _ELLIPTIC and two.startswith(_STANDS):
            return _ELLIPTIC[one]
        if two in _ELLIPTIC and one.startswith(_STANDS):
            return _ELLIPTIC[two]
    return None


def with_patients(parts: Sequence[Part]) -> list[Part]:
    """The parts where relatives of another house are the patients: when they were met is told of the others.

    «Я беременна, у сестры сын заболел корью, была у них позавчера».
    """
    visited = next((one.facts for one in parts if one.facts.contact_days is not None), Facts())
    patients = [one for one in parts if _is_patient(one, visited)]
    if not patients:
        return list(parts)
    met = patients[0].facts
    met = met if met.contact_days is not None else replace(met, contact_days=visited.contact_days)
    told = [_met(one, met) if one.who is None or one.who.kind in _MET else one for one in parts if one not in patients]
    told = told or [_met(replace(patients[0], who=None, facts=Facts()), met)]
    ill = [replace(one, facts=replace(one.facts, contact=None, contact_days=None)) for one in patients]
    return sorted([*told, *ill], key=lambda one: one.first)


def _is_patient(part: Part, visited: Facts) -> bool:
    is_of_another_house = part.who is not None and part.who.kin in _OTHER_HOUSE
    told = part.facts
    is_met = bool(told.contact) or told.contact_days is not None or visited.contact_days is not None
    return is_of_another_house and bool(told.confirmed) and is_met


def _met(part: Part, patient: Facts) -> Part:
    days = part.facts.contact_days
    return replace(
        part,
        facts=replace(
            part.facts,
            contact=True,
            contact_days=patient.contact_days if days is None else days,
            contact_sure=part.facts.contact_sure or patient.contact_sure,
        ),
    )


def with_shared(words: Sequence[str], parts: Sequence[Part]) -> list[Part]:
    """The parts, those of names that only "and" parts from the next with its facts: «Санжару и Мерею по одной»."""
    shared = list(parts)
    for place in range(len(shared) - 2, -1, -1):
        one, other = shared[place], shared[place + 1]
        if one.who is None or other.who is None or not (one.who.name and other.who.name) or one.facts != Facts():
            continue
        between = set(words[one.who.after : other.who.first])
        if between and between <= _AND:
            shared[place] = replace(one, facts=other.facts, mood=other.mood)
    return shared


def _is_by_number(words: Sequence[str], who: Mention) -> bool:
    """Whether the person is named by a word that may also count doses: «екеуі», «бірі», «екіншісі»."""
    both = who.kind is Who.GROUP and any(both_of(word) for word in words)
    return both or (who.kind is Who.CHILD and who.order in {"first", "second", "third"} and any(map(nth_of, words)))


def _doses_of_each(words: Sequence[str]) -> int | None:
    """Doses that each had: «екеуі де бір рет алған» is one, «екіншісі алмаған» none."""
    rest: list[str] = []
    skipped = False
    for word in words:
        skipped = both_of(word) is not None or nth_of(word) is not None or (skipped and word in _ON)
        if not skipped:
            rest.append(word)
    doses = find_doses(rest)
    return None if doses is None else doses.count


def _days(found: Findings, event: Event | None) -> int | None:
    times = found.since(event)
    if event is Event.CONTACT:  # «8 дней назад сутки сидела у сестры»
        times = [one for one in times if one.is_named] or times
    return int(times[0].number) if times else None


def _has(sign: str, found: Findings) -> bool | None:
    if sign in found.signs:
        return True
    return False if sign in found.denied else None


def _fever(found: Findings, temperature: float | None) -> bool | None:
    if temperature is not None and temperature >= _FEVER_FROM:
        return True
    told = _has("fever", found)
    if told is None and temperature is not None and temperature <= _NO_FEVER:
        return False
    return told
