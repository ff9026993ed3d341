"""Who a message is about: mentions and facts of its parts, put to the people of the conversation.

Told apart by name, sex, order, kin and age. What fits nobody makes a new person; a bare «балам» is the child of the
talk.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from rasa_project.advice.ages import MAX_MONTHS, Birth, age_in_months
from rasa_project.dialogue.conversation import Conversation, Person, PersonKind
from rasa_project.understanding.extraction import NEWBORN_MONTHS
from rasa_project.understanding.mentions import Kind, Mention
from rasa_project.understanding.parts import Facts, Mood, Part, Reading

_KINDS: Final[dict[Kind, PersonKind]] = {
    Kind.CHILD: "child", Kind.WRITER: "writer", Kind.GROWN_UP: "grown_up", Kind.GROUP: "group",
}  # fmt: skip
#: Facts that hold whenever they were told; the others only where they are told of now.
_LASTING: Final = frozenset({"age_months", "birth", "doses", "dose_ages", "risk", "had_measles", "age_is_below"})
#: Values of buttons that are facts of a person, by the name of the fact.
_OF_BUTTON: Final = {"birth_date": "born", "child_age_months": "age_months", "doses": "doses"}
_WHOLE: Final = frozenset({"age_months", "doses"})
_PLACES: Final = {"first": 0, "second": 1, "third": 2}
#: Words of a mention that say "another than the one of the talk".
_OTHER: Final = "other"
_RECENT_DAYS: Final = 2 * 365
#: Letters of a name that its endings leave as they are: «Айша», «Айше»; «Санжар», «Санжарику».
_NAME_LETTERS: Final = 4
_VOWELS: Final = "аеёиоуыэюяәіөүұ"
_YES_NO: Final = {True: "yes", False: "no"}
ADULT_MONTHS: Final = 18 * 12
_PREGNANT_MONTHS: Final = 12 * 12


@dataclass(frozen=True)
class TakenIn:
    """The conversation with what was told, whom the message is about, and the names of the facts told of each."""

    conversation: Conversation
    about: tuple[int, ...]
    told: dict[int, frozenset[str]]

    @property
    def all_told(self) -> frozenset[str]:
        """Names of all facts told."""
        return frozenset().union(*self.told.values())


def name_mark(name: str) -> str:
    """A short mark of a folded first name, declined or not, by which it is known again in the same conversation."""
    stem = name[:_NAME_LETTERS].rstrip(_VOWELS)
    return hashlib.blake2b(stem.encode("utf-8"), digest_size=6).hexdigest()


def take_in(
    conversation: Conversation, reading: Reading, today: date, now: float, *, is_contact: bool = False
) -> TakenIn:
    """Put the parts of a message to the people of the conversation.

    Args:
        conversation: as it was before.
        reading: the message.
        today: in the district.
        now: seconds since 1970.
        is_contact: whether the message is about a contact; so is what the episode is about.
    """
    episode = conversation.episode
    is_contact |= episode is not None and episode.kind == "contact"
    about: list[int] = []
    told: dict[int, frozenset[str]] = {}
    for part in reading.parts:
        facts = _of_contact(_of_now(part)) if is_contact else _of_now(part)
        conversation, ids = _resolved(conversation, part, facts, reading)
        for number in ids:
            person = conversation.person(number)
            if person is None:
                continue
            person = _of_another_age(person, facts, today, reading.corrects or reading.answered.answer == "no")
            changed, names = _with_facts(person, facts, today, now)
            conversation = conversation.with_person(changed)
            told[number] = told.get(number, frozenset()) | names
        about += [number for number in ids if number not in about]
    met = episode.people if episode is not None and episode.kind == "contact" else ()
    conversation, told = _shared_contact(conversation, [*about, *(one for one in met if one not in about)], told)
    focus = about[-1] if about and (len(about) == 1 or conversation.about not in about) else conversation.about
    if len(about) > 1:
        focus = about[0]
    return TakenIn(replace(conversation, about=focus), tuple(about), {k: v for k, v in told.items() if v})


def take_in_button(conversation: Conversation, tapped: Mapping[str, Any], now: float) -> TakenIn:
    """Put the values of a button to the person of the question that stands, else of the talk."""
    changes = {_OF_BUTTON[name]: value for name, value in tapped.items() if name in _OF_BUTTON}
    if not changes:
        return TakenIn(conversation, (), {})
    question = conversation.question
    person = conversation.person(question.person) if question is not None else conversation.focus
    person = person or Person(conversation.next_id())
    changes = {name: int(float(value)) if name in _WHOLE else value for name, value in changes.items()}
    times = {**person.told_at, **dict.fromkeys(changes, now)}
    conversation = conversation.with_person(replace(person, **changes, told_at=times))
    return TakenIn(replace(conversation, about=person.id), (person.id,), {person.id: frozenset(changes)})


def _shared_contact(
    conversation: Conversation, about: Sequence[int], told: dict[int, frozenset[str]]
) -> tuple[Conversation, dict[int, frozenset[str]]]:
    """A contact that one message tells is that of all whom it names, but of those who are ill with measles now."""
    met = [conversation.person(number) for number in about if "contact" in told.get(number, ())]
    source = next((one for one in met if one is not None and one.contact == "yes"), None)
    if source is None:
        return conversation, told
    for number in about:
        person = conversation.person(number)
        if person is None or person.confirmed or "contact_on" in told.get(number, ()):
            continue
        if source.contact_on is None and person.contact_on is not None:
            continue
        shared = replace(person, contact="yes", contact_on=source.contact_on, contact_days=source.contact_days)
        conversation = conversation.with_person(shared)
        told = {**told, number: told.get(number, frozenset()) | {"contact", "contact_on"}}
    return conversation, told


def months_of(person: Person, today: date) -> int | None:
    """Completed months; of a birth date without its day, the least that it can be."""
    born = Birth.parse(person.born)
    if born is None or born.earliest > today:
        return person.age_months
    return age_in_months(min(born.latest, today), today)


def is_grown_up(person: Person, today: date) -> bool:
    """Whether the person is spoken to, or of, as a grown-up."""
    age = months_of(person, today)
    if age is not None:
        return age >= ADULT_MONTHS
    return person.kind in {"writer", "grown_up"} or person.risk == "pregnant"


def _of_now(part: Part) -> Facts:
    """The facts of a part that are taken for true: of the past, of others and of what may be only those that last."""
    if part.mood is Mood.TOLD:
        return part.facts
    kept = {name: getattr(part.facts, name) for name in _LASTING}
    return replace(Facts(), **kept)


def _of_contact(facts: Facts) -> Facts:
    """Days since something that the message does not name are those since the contact that it is about."""
    if facts.days_ago is None or facts.contact_days is not None:
        return facts
    return replace(facts, contact_days=facts.days_ago)


def _resolved(
    conversation: Conversation, part: Part, facts: Facts, reading: Reading
) -> tuple[Conversation, tuple[int, ...]]:
    mention = part.who
    if mention is None:
        return _unnamed(conversation, facts)
    if mention.kind is Kind.OUTSIDER:
        return conversation, ()
    if _is_in_passing(mention, facts, reading):
        return _unnamed(conversation, facts)
    if mention.kind is Kind.GROUP:
        return _group(conversation, mention)
    found = _known(conversation, mention, facts)
    if found is not None:
        return conversation.with_person(_enriched(found, mention)), (found.id,)
    person = _enriched(Person(conversation.next_id(), _KINDS[mention.kind]), mention)
    return conversation.with_person(person), (person.id,)


def _unnamed(conversation: Conversation, facts: Facts) -> tuple[Conversation, tuple[int, ...]]:
    """Nobody is named: the person of the talk, or the one of the age that is told."""
    if facts == Facts():
        return conversation, ()
    question = conversation.question
    focus = conversation.person(question.person) if question is not None else conversation.focus
    if _is_pregnant(facts) and (focus is None or focus.kind == "child"):
        return _ensured(conversation, "writer")
    if focus is not None:
        return conversation, (focus.id,)
    grown_up = facts.age_months is not None and facts.age_months >= ADULT_MONTHS
    return _ensured(conversation, "writer" if grown_up else "child")


def _is_in_passing(mention: Mention, facts: Facts, reading: Reading) -> bool:
    """A grown-up who is named and of whom nothing is told or asked: «шешесінен сұрадым», «муж был против»."""
    if mention.kind is not Kind.GROWN_UP or (len(reading.parts) == 1 and not facts.days_ago):
        return False
    told = replace(facts, days_ago=None, contact=None, contact_days=None)
    return told == Facts()


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


def _known(conversation: Conversation, mention: Mention, facts: Facts) -> Person | None:
    """The person of the conversation that is meant, or ``None`` for a new one."""
    kind = _KINDS[mention.kind]
    same = [one for one in conversation.people if one.kind == kind]
    if kind == "writer":
        return same[0] if same else None
    if mention.name is not None:
        named = [one for one in same if one.name == name_mark(mention.name)]
        if named:
            return named[0]
    if mention.order == _OTHER:
        others = [one for one in same if one.id != conversation.about and _may_be(one, mention)]
        return others[0] if len(others) == 1 else None
    if kind == "child" and mention.order is not None:
        ordered = _by_order(same, mention)
        if ordered is not None or len(same) > 1:
            return ordered
    fitting = [one for one in same if _may_be(one, mention) and not _contradicts(one, facts, mention)]
    if len(fitting) > 1:
        return _best(fitting, conversation, mention, facts)
    if not fitting and kind == "child" and _is_bare(mention):
        return next((one for one in conversation.people if one.kind == "group"), None)
    return fitting[0] if fitting else None


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
    for name in ("sex", "order", "kin"):
        known, told = getattr(one, name), getattr(mention, name)
        if known is not None and told is not None and known != told:
            return False
    if mention.order is not None and mention.order != _OTHER and one.order is None:
        return False
    return not (mention.name is not None and one.name is not None and one.name != name_mark(mention.name))


def _contradicts(one: Person, facts: Facts, mention: Mention) -> bool:
    """Whether the age that is told can't be the same child's; a bare mention corrects it instead."""
    if facts.newborn_fever and facts.age_months is None and facts.birth is None:
        return (one.age_months or 0) >= NEWBORN_MONTHS  # «шақалағым»: not the five-year-old of before
    if facts.age_months is None or one.age_months is None or _is_bare(mention):
        return False
    return facts.age_months // 12 != one.age_months // 12 and abs(facts.age_months - one.age_months) > 1


def _is_bare(mention: Mention) -> bool:
    return mention.sex is None and mention.order is None and mention.kin in {None, "child"} and mention.name is None


def _by_order(children: list[Person], mention: Mention) -> Person | None:
    """The elder, the younger, the second: by what was told, else by age or the order in which they were told."""
    told = [one for one in children if one.order == mention.order]
    if told:
        return told[0]
    if len(children) < 2:
        return None
    if mention.order in _PLACES:
        place = _PLACES[str(mention.order)]
        return children[place] if place < len(children) else None
    ages = [one for one in children if one.age_months is not None]
    if len(ages) < 2:
        return None
    ages.sort(key=lambda one: one.age_months or 0)
    return {"elder": ages[-1], "younger": ages[0], "middle": ages[len(ages) // 2]}.get(str(mention.order))


def _enriched(person: Person, mention: Mention) -> Person:
    order = mention.order if mention.order != _OTHER else None
    name = name_mark(mention.name) if mention.name is not None else None
    return replace(
        person,
        sex=person.sex or mention.sex,
        order=person.order or order,
        kin=person.kin or mention.kin,
        name=person.name or name,
    )


def _with_facts(person: Person, facts: Facts, today: date, now: float) -> tuple[Person, frozenset[str]]:
    """The person with what was told, and the names of what was told."""
    changes = {**_age(facts), **_doses(facts, today), **_state(facts, today)}
    if facts.signs or facts.denied:
        changes["signs"] = (person.signs | facts.signs) - facts.denied
    names = frozenset(changes)
    if not names:
        return person, names
    times = {**person.told_at, **dict.fromkeys(names, now)}
    answered = {"age_months": "age", "born": "age", "contact_on": "when"}
    open_still = person.unanswered - {answered.get(name, name) for name in names}
    return replace(person, **changes, told_at=times, unanswered=open_still), names


def _of_another_age(person: Person, facts: Facts, today: date, corrects: bool) -> Person:
    """The person without doses, where an age is told that is no correction and that the one of before can't have."""
    before = months_of(person, today)
    if corrects or before is None or (told := months_of(replace(person, **_age(facts)), today)) is None:
        return person
    if abs(before - told) <= 1 or (told // 12 == before // 12 and told >= 12):
        return person
    return replace(person, doses=None, last_dose=None, first_dose_months=None)


def _age(facts: Facts) -> dict[str, Any]:
    if facts.birth is not None:
        return {"born": facts.birth, "age_months": None, "is_below": False}
    if facts.age_months is not None and facts.age_months <= MAX_MONTHS:
        return {"age_months": facts.age_months, "born": None, "is_below": facts.age_is_below}
    if facts.newborn_fever:
        return {"age_band": "under_3_months"}
    return {}


def _doses(facts: Facts, today: date) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    if facts.doses is not None:
        changes["doses"] = facts.doses
        if facts.doses == 0:
            return {"doses": 0, "last_dose": None, "first_dose_months": None}
    if facts.last_dose_days is not None and facts.last_dose_days <= _RECENT_DAYS:
        changes["last_dose"] = _day(today, facts.last_dose_days)
    if facts.dose_ages:
        changes["first_dose_months"] = min(facts.dose_ages)
    return changes


def _state(facts: Facts, today: date) -> dict[str, Any]:
    is_met = bool(facts.contact) or facts.contact_days is not None  # measles was found in the one who was met
    told: Iterable[tuple[str, Any]] = (
        ("risk", facts.risk or ("pregnant" if facts.pregnancy_weeks is not None else None)),
        ("had_measles", facts.had_measles),
        ("confirmed", None if is_met else facts.confirmed),
        ("temperature", facts.temperature),
        ("fever", "yes" if facts.newborn_fever else _sign("fever", facts.fever, facts)),
        ("rash", _sign("rash", facts.rash, facts)),
        ("contact", _YES_NO.get(facts.contact) if facts.contact is not None else None),
        ("fever_since", _day(today, facts.fever_days)),
        ("rash_since", _day(today, facts.rash_days)),
        ("contact_on", _day(today, facts.contact_days)),
    )
    changes = {name: value for name, value in told if value is not None}
    if "contact_on" in changes:
        changes |= {"contact": "yes", "contact_days": None}
    return changes


def _sign(name: str, is_there: bool | None, facts: Facts) -> str | None:
    """Yes or no, as told by itself, among the signs, or denied among them."""
    if is_there is not None:
        return _YES_NO[is_there]
    if name in facts.signs:
        return "yes"
    return "no" if name in facts.denied else None


def _day(today: date, days: int | None) -> str | None:
    return None if days is None else (today - timedelta(days=min(max(days, 0), 366))).isoformat()
