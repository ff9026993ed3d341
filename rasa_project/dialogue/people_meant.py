"""Which person of the conversation a part of a message means, by name, sex, order, kin and age; else a new one."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Final

from rasa_project.dialogue.conversation import Conversation, Person, PersonKind
from rasa_project.dialogue.people_facts import ADULT_MONTHS, is_vague, shows_signs
from rasa_project.dialogue.people_order import PLACES, by_order, youngest
from rasa_project.understanding.mentions import Kind, Mention
from rasa_project.understanding.newborns import NEWBORN_MONTHS
from rasa_project.understanding.parts import Facts, Part, Reading

_KINDS: Final[dict[Kind, PersonKind]] = {
    Kind.CHILD: "child", Kind.WRITER: "writer", Kind.GROWN_UP: "grown_up", Kind.GROUP: "group",
}  # fmt: skip
#: Words of a mention that say "another than the one of the talk".
_OTHER: Final = "other"
#: And "the one of that age".
_AGED: Final = "aged"
#: Letters of a name that its endings leave as they are: «Айша», «Айше»; «Санжар», «Санжарику».
_NAME_LETTERS: Final = 4
_SIBLINGS: Final = frozenset({"brother", "sister"})
#: A child of others that was asked about.
_ACQUAINTANCE: Final = "acquaintance"
#: Nobody so old, in months, is called a baby.
_NO_BABY: Final = 24
#: Younger, in months, is no elder brother or sister.
_OF_A_BABY: Final = 12
_BABY_BAND: Final = "under_1_year"
#: From this age in months on a girl may be pregnant.
_MAY_EXPECT: Final = 12 * 12
_VOWELS: Final = "аеёиоуыэюяәіөүұ"


def name_mark(name: str) -> str:
    """A short mark of a folded first name, declined or not, by which it is known again in the same conversation."""
    stem = name[:_NAME_LETTERS].rstrip(_VOWELS)
    return hashlib.blake2b(stem.encode("utf-8"), digest_size=6).hexdigest()


def person_meant(
    conversation: Conversation, part: Part, facts: Facts, reading: Reading
) -> tuple[Conversation, tuple[int, ...]]:
    """The conversation with the people that a part means, and their ids; none where it means a stranger."""
    mention = part.who
    if mention is None:
        return _unnamed(conversation, facts, is_of_writer=_names_only_the_writer(reading))
    if mention.kind is Kind.OUTSIDER:
        return conversation, ()
    if _is_in_passing(mention, facts, reading):
        return _unnamed(conversation, facts)
    if mention.kind is Kind.GROUP:
        return _group(conversation, mention)
    found = _known(conversation, mention, facts, corrects=reading.corrects)
    if found is not None:
        return conversation.with_person(_enriched(found, mention)), (found.id,)
    return new_person(conversation, mention)


def new_person(conversation: Conversation, mention: Mention) -> tuple[Conversation, tuple[int, ...]]:
    """The conversation with somebody of whom nothing was told before, and the id."""
    person = _enriched(_one_of_group(conversation, mention), mention)
    return conversation.with_person(person), (person.id,)


def _one_of_group(conversation: Conversation, mention: Mention) -> Person:
    """Somebody new; one of several who were spoken of as one («двойняшки») has their age and their contact."""
    group = next((one for one in conversation.people if one.kind == "group"), None)
    new = Person(conversation.next_id(), _KINDS[mention.kind])
    if group is None or mention.kind is not Kind.CHILD or not (mention.name or mention.order in PLACES):
        return new
    return replace(group, id=new.id, kind="child", doses=None, first_dose_months=None, last_dose=None)


def _names_only_the_writer(reading: Reading) -> bool:
    kinds = {one.kind for one in reading.people}
    return Kind.WRITER in kinds and kinds.isdisjoint({Kind.CHILD, Kind.GROUP})


def _unnamed(
    conversation: Conversation, facts: Facts, *, is_of_writer: bool = False
) -> tuple[Conversation, tuple[int, ...]]:
    """Nobody is named: the person of the talk, or the one of the age that is told."""
    if facts == Facts():
        return conversation, ()
    question = conversation.question
    focus = conversation.person(question.person) if question is not None else conversation.focus
    focus = _patient_told_of(conversation, facts) or focus
    if focus is not None and focus.risk == "pregnant" and _is_of_a_child(facts):
        return _ensured(conversation, "child")  # «ол 8 жаста», told by who is pregnant
    if _is_pregnant(facts) and (focus is None or focus.kind == "child"):
        return _ensured(conversation, "writer")
    if focus is not None:
        return conversation, (focus.id,)
    grown_up = facts.age_months is not None and facts.age_months >= ADULT_MONTHS
    return _ensured(conversation, "writer" if grown_up or is_of_writer else "child")


def _patient_told_of(conversation: Conversation, facts: Facts) -> Person | None:
    """Asked when the patient was met, since when he has a rash or a fever is his («вчера сыпь появилась»)."""
    question, ill = conversation.question, [one for one in conversation.people if one.confirmed]
    if question is None or question.name != "when" or len(ill) != 1:
        return None
    return ill[0] if facts.rash_days is not None or facts.fever_days is not None else None


def _is_in_passing(mention: Mention, facts: Facts, reading: Reading) -> bool:
    """A grown-up who is named and of whom nothing is told or asked: «шешесінен сұрадым», «муж был против»."""
    if mention.kind is not Kind.GROWN_UP or (len(reading.parts) == 1 and not facts.days_ago):
        return False
    if facts.contact and any(part.facts.contact is False for part in reading.parts):
        return False  # «я не была рядом, муж был»
    if facts.contact is False:
        return False  # «муж не ездил»: nobody asks again whether he was there
    told = replace(facts, days_ago=None, contact=None, contact_days=None)
    return told == Facts()


def _is_of_a_child(facts: Facts) -> bool:
    """Whether an age is told that nobody has who is pregnant."""
    return facts.age_months is not None and facts.age_months < _MAY_EXPECT


def _is_pregnant(facts: Facts) -> bool:
    return facts.risk == "pregnant" or facts.pregnancy_weeks is not None


def _ensured(conversation: Conversation, kind: PersonKind) -> tuple[Conversation, tuple[int, ...]]:
    known = next((one for one in conversation.people if one.kind == kind), None)
    person = known or Person(conversation.next_id(), kind)
    return conversation.with_person(person), (person.id,)


def _group(conversation: Conversation, mention: Mention) -> tuple[Conversation, tuple[int, ...]]:
    """The children that were told of, or twins that are spoken of as one."""
    children = [one for one in conversation.people if one.kind == "child"]
    group = next((one for one in conversation.people if one.kind == "group"), None)
    if len(children) >= 2:
        return conversation, tuple(one.id for one in children[-(mention.count or len(children)) :])
    if group is None:
        group = Person(conversation.next_id(), "group")
    return conversation.with_person(group), (group.id,)


def _known(conversation: Conversation, mention: Mention, facts: Facts, *, corrects: bool) -> Person | None:
    """The person of the conversation that is meant, or ``None`` for a new one."""
    kind = _KINDS[mention.kind]
    same = [one for one in conversation.people if one.kind == kind or _is_the_sibling(one, mention)]
    ill = _the_ill_one(same) if mention.is_ill else None  # «ауырған баланы айтам»
    if kind == "writer" or ill is not None:
        return ill or next(iter(same), None)
    if mention.name is not None:
        named = [one for one in same if one.name == name_mark(mention.name)]
        if named:
            return named[0]
    if mention.order == _AGED:  # «3 жасарға»: of that age, or nobody yet
        return next((one for one in same if _is_of_age(one, facts)), None)
    if mention.order == _OTHER:
        others = [one for one in same if one.id != conversation.about and _may_be(one, mention)]
        return others[0] if len(others) == 1 else None
    if kind == "child" and mention.order is not None:
        ordered = by_order(same, mention)
        if ordered is not None or len(same) > 1:
            return ordered
    fitting = _the_small_one(same, mention, facts) or [
        one for one in same if _may_be(one, mention) and not _contradicts(one, facts, mention)
    ]
    if corrects and not fitting:  # «ой, сыну 5»: the son of before, not another
        fitting = [one for one in same if _is_called(one, mention)][:1]
    if len(fitting) > 1:
        return _best(fitting, conversation, mention, facts)
    if not fitting and kind == "child" and _is_bare(mention):
        return next((one for one in conversation.people if one.kind == "group"), None)
    return fitting[0] if fitting else None


def _the_small_one(same: list[Person], mention: Mention, facts: Facts) -> list[Person]:
    """«Малыш ни с кем не встречался», of two: the younger."""
    if not mention.is_small or not _is_bare(mention) or facts.age_months is not None:
        return []
    young = youngest(same)
    return [young] if young is not None else []


def _is_the_sibling(one: Person, mention: Mention) -> bool:
    """Whether «у брата», said without an age, is the brother of so few years who was told of before."""
    return mention.kind is Kind.GROWN_UP and mention.kin in _SIBLINGS and one.kind == "child" and one.kin == mention.kin


def _the_ill_one(same: list[Person]) -> Person | None:
    """The one of them who is ill, where one alone is."""
    ill = [one for one in same if one.confirmed or shows_signs(one)]
    return ill[0] if len(ill) == 1 else None


def _is_called(one: Person, mention: Mention) -> bool:
    """Whether the person was named by the same word."""
    return _may_be(one, mention) and (mention.kin, mention.sex, mention.order) != (None, None, None)


def _best(fitting: list[Person], conversation: Conversation, mention: Mention, facts: Facts) -> Person:
    """The one who shares most with the mention; among equals the one of the talk."""

    def shared(one: Person) -> tuple[int, bool]:
        points = sum(
            getattr(one, name) is not None and getattr(one, name) == getattr(mention, name)
            for name in ("sex", "order", "kin")
        )
        points += facts.age_months is not None and facts.age_months == one.age_months
        return points, one.id == conversation.about

    return max(fitting, key=shared)


def _may_be(one: Person, mention: Mention) -> bool:
    if (one.kin == _ACQUAINTANCE) != (mention.kin == _ACQUAINTANCE):
        return False  # the neighbours' child is none of the family's, whatever its age
    if mention.kin == "nephew" and one.kin is None and one.contact == "yes":
        return False  # who was at the nephew's is not the nephew
    if one.kin == "nephew" and mention.kin is None and one.confirmed:
        return False  # «балам 11 айлық», told beside a nephew with measles
    for name in ("sex", "order", "kin"):
        known, told = getattr(one, name), getattr(mention, name)
        if known is not None and told is not None and known != told:
            return False
    is_free = is_vague(one) and not one.confirmed  # the patient of the house is no «младший» of whom it is asked
    if mention.order is not None and mention.order != _OTHER and one.order is None and not is_free:
        return False
    if mention.is_baby and one.order == "elder":
        return False
    if mention.is_baby and one.confirmed and one.age_band is None and one.age_months is None:
        return False  # the patient of whom no age was told is not the baby beside him
    return not (mention.name is not None and one.name is not None and one.name != name_mark(mention.name))


#: An age in months that nobody mistypes for a baby's.
_FAR_FROM_A_BABY: Final = 24


def _contradicts(one: Person, facts: Facts, mention: Mention) -> bool:
    """Whether the age that is told can't be the same child's; a bare mention corrects it instead."""
    if facts.newborn_fever and facts.age_months is None and facts.birth is None:
        return (one.age_months or 0) >= NEWBORN_MONTHS  # «шақалағым»: not the five-year-old of before
    if one.order == "elder" and mention.order is None and facts.age_months is not None:
        is_younger = one.age_months is not None and facts.age_months <= one.age_months - _OF_A_BABY
        return is_younger or facts.age_months < _OF_A_BABY  # «малышу 9 месяцев», said of no elder
    if one.age_months is None:
        return False
    if mention.is_baby and one.age_months >= _NO_BABY:
        return facts.age_months is None or facts.age_months < _NO_BABY  # «а грудной что делать», asked of a brother
    if facts.age_months is None:
        return False
    if _is_bare(mention):  # a correction, but not of a five-year-old into a baby: «үйде 2 айлық сәби бар»
        return facts.age_months < _NO_BABY and one.age_months >= _FAR_FROM_A_BABY
    return facts.age_months // 12 != one.age_months // 12 and abs(facts.age_months - one.age_months) > 1


def _is_of_age(one: Person, facts: Facts) -> bool:
    known, told = one.age_months, facts.age_months
    return known is not None and told is not None and known // 12 == told // 12


def _is_bare(mention: Mention) -> bool:
    return mention.sex is None and mention.order is None and mention.kin in {None, "child"} and mention.name is None


def _enriched(person: Person, mention: Mention) -> Person:
    order = mention.order if mention.order not in {_OTHER, _AGED} else None
    name = name_mark(mention.name) if mention.name is not None else None
    is_aged = person.age_months is not None or person.born is not None
    return replace(
        person,
        age_band=person.age_band or (_BABY_BAND if mention.is_baby and not is_aged else None),
        sex=person.sex or mention.sex,
        order=person.order or order,
        kin=person.kin or mention.kin,
        name=person.name or name,
    )
