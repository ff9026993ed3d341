"""Living together with a patient, and since when the patient has been ill, as messages tell them.

«Бір үйде тұрамыз», «неделю вместе»: who lives with a patient meets him day by day, so the first day that counts is not
the one on which they began to live together but the one on which he became infectious; that is reckoned from his rash.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from rasa_project.understanding.contact_words import ILLNESS, denies_contact
from rasa_project.understanding.events import Event
from rasa_project.understanding.extraction import Findings
from rasa_project.understanding.mentions import Kind
from rasa_project.understanding.others import OTHER_HOUSES
from rasa_project.understanding.parts import Facts, Part, Reading
from rasa_project.understanding.phrases import phrases, stands
from rasa_project.understanding.quantities import Kind as Amount
from rasa_project.understanding.quantities import Quantity

_HOME: Final = phrases(
    "бир уиде", "бир болмеде", "бир юртада", "бир кииз уиде", "бир баспана", "бир тосек", "бир патер", "бир шаниракт",
    "бирге тур", "бирге тир", "бирге жатир", "бирге жати", "бирге уикт", "бизбен бирге тур", "бизбен тур", "бизде тур",
    "уиде бари бирге", "уиимизде тур", "кунде бирге", "апта бои", "сол уиде тур", "бир уидем",
    "вместе жив", "живем вместе", "живет вместе", "живут вместе", "жили вместе", "живет с нами", "живет у нас",
    "у нас жив", "с нами жив", "живем с", "живу с", "в одном доме", "в том же доме", "в етом же доме", "в юрте жив",
    "в однои юрт", "в однои квартир", "в однои комнат", "под однои криш", "одна комната", "спали вместе", "спим вместе",
    "спят вместе", "спит вместе", "вместе спали", "вместе спим", "вместе спят", "всегда вместе", "все вместе жив",
    "каждии ден вместе", "всю неделю", "целую неделю", "все ети дни",
)  # fmt: skip
#: A game or a lesson in one room is a meeting.
_IN_A_ROOM_FOR_A_WHILE: Final = phrases(
    "бир болмеде оина", "бир болмеде отир", "бир болмеде бол", "бир болмеде сабак", "в однои комнате игра",
    "в однои комнате сид", "в однои комнате бил", "в однои комнате занима",
)  # fmt: skip
_APART: Final = phrases(
    "болек тур", "болек уиде", "болек жатир", "болек тир", "бирге турма", "бир уиде турма", "бир уиде емес",
    "бирге тургам жок", "бирге турган жок", "не вместе жив", "не живем вместе", "вместе не жив", "живем отделно",
    "живет отделно", "живут отделно", "отделно жив",
)  # fmt: skip
_TOGETHER: Final = ("бирге", "вместе", "рядом", "касинда", "жанинда")
#: Shorter, in days, it was a visit.
_A_STAY: Final = 2
#: «диагноз қойған», «корь поставили»: he was ill by then.
_FOUND: Final = (
    "коиди",
    "коиган",
    "коиипти",
    "коип",
    "постав",
    "подтверд",
    "диагноз",
    "растал",
    "аникта",
    "деди",
    "деп",
    "дп",
)
#: The illness begins: «болеть начал».
_FELL_ILL: Final = ("болет", "заболе", "ауира", "ауирди", "ауирип", "ауирган", "болеет", "слег")
_OTHER_HOUSE: Final = frozenset({"acquaintance", "nephew"})


def lives_with(words: Sequence[str], amounts: Sequence[Quantity]) -> bool | None:
    """Whether somebody lives with a patient, or is with him day by day; ``None`` where nothing is said.

    Args:
        words: folded words and marks.
        amounts: of these words.
    """
    if stands(words, _APART):
        return False
    if stands(words, _HOME) and not stands(words, _IN_A_ROOM_FOR_A_WHILE):
        return True
    lengths = [one for one in amounts if one.kind is Amount.SINCE and one.of is Event.CONTACT and one.number >= _A_STAY]
    return True if any(_is_stay(words, one) for one in lengths) else None


def _is_stay(words: Sequence[str], one: Quantity) -> bool:
    """``неделю точно вместе``, ``бір апта бірге``: a length, not a day that is so long ago."""
    near = [*words[max(0, one.first - 3) : one.first], *words[one.after : one.after + 3]]
    is_ago = any(word.startswith(("назад", "бурин", "алдин", "тому")) for word in near)
    is_length = any(
        word.startswith(("недел", "апта", "дн", "ден", "кун", "месяц", "аи")) for word in words[one.first : one.after]
    )
    return is_length and not is_ago and any(word.startswith(_TOGETHER) for word in near)


def ill_days(words: Sequence[str], found: Findings, *, is_found: bool) -> int | None:
    """Days since somebody fell ill, or since a doctor found measles; ``None`` where that is not told.

    Args:
        words: folded words and marks.
        found: what was read out of them.
        is_found: whether measles is told as found: then a day of the diagnosis counts too.
    """
    times = found.since(Event.ILLNESS)
    if not times and is_found and any(word.startswith((*_FOUND, *_FELL_ILL)) for word in words):
        times = [*found.since(Event.BESIDE), *found.since(Event.CONTACT), *found.since(None)]
    return max(int(one.number) for one in times) if times else None


def with_household(words: Sequence[str], parts: Sequence[Part], amounts: Sequence[Quantity]) -> list[Part]:
    """The parts, where those who live with a patient know when he fell ill and when his rash came.

    «Старший корью болеет, сыпь с пятницы, младшему 8 месяцев, спали вместе».
    """
    together = None if denies_contact(words) else lives_with(words, amounts)
    patients = [one for one in parts if _is_patient(one)]
    if together is None and not patients:
        return list(parts)
    tells_illness = bool(patients) or not ILLNESS.isdisjoint(words)
    told = next((one.facts for one in patients), Facts())
    found: list[Part] = []
    for one in parts:
        if one in patients:  # «сестра мужа болеет, живёт с нами»: of this house
            here = replace(one.facts, lives_with=together, contact=None, contact_days=None)
            found.append(replace(one, facts=here) if together else one)
            continue
        facts = replace(one.facts, lives_with=together)
        if patients and (together or _is_own(patients)):
            facts = replace(facts, patient_rash_days=told.rash_days, patient_ill_days=told.ill_days)
        if together and tells_illness and facts.contact is None:
            facts = replace(facts, contact=True)
        found.append(replace(one, facts=facts))
    return found


def _is_patient(part: Part) -> bool:
    return part.who is not None and part.who.kind is not Kind.WRITER and bool(part.facts.confirmed)


def _is_own(patients: Sequence[Part]) -> bool:
    return any(one.who is not None and one.who.kin not in _OTHER_HOUSE for one in patients)


def of_the_patient(reading: Reading, is_asked: bool) -> Reading:
    """The reading of a talk about a contact, in which a rash told of the patient is the patient's.

    Args:
        reading: the message.
        is_asked: whether the bot has asked for the day of the patient's rash.
    """
    together = any(part.facts.lives_with for part in reading.parts)
    parts = tuple(
        _as_of_patient(part, is_asked=is_asked) if _tells_of_patient(part, is_asked or together) else part
        for part in reading.parts
    )
    return replace(reading, parts=parts)


def _tells_of_patient(part: Part, is_of_house: bool) -> bool:
    if part.who is None:
        return is_of_house
    is_other = part.who.kind is Kind.OUTSIDER or part.who.kin in _OTHER_HOUSE | OTHER_HOUSES
    return is_other and (part.facts.rash_days is not None or is_of_house)


def _as_of_patient(part: Part, *, is_asked: bool) -> Part:
    """The part without a rash of its own person: its day, or the one that was asked for, is that of the patient's."""
    facts = part.facts
    days = facts.rash_days
    if days is None and is_asked and not facts.contact_sure:
        days = facts.contact_days if facts.contact_days is not None else facts.days_ago
        facts = replace(facts, contact_days=None, days_ago=None)
    if days is None:
        return part
    facts = replace(
        facts,
        rash=None,
        rash_days=None,
        signs=facts.signs - {"rash"},
        denied=facts.denied - {"rash"},
        confirmed=None,
        patient_rash_days=days,
    )
    return replace(part, who=None, facts=facts)
