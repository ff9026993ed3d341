"""Who a message is about: mentions and facts of its parts, put to the people of the conversation.

Told apart by name, sex, order, kin and age. What fits nobody makes a new person; a bare «балам» is the child of the
talk.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from rasa_project.dialogue.conversation import Conversation, Person
from rasa_project.dialogue.people_facts import is_vague, of_another_age, of_contact, of_meetings, with_facts
from rasa_project.dialogue.people_meant import new_person, person_meant
from rasa_project.understanding.mentions import Kind, Mention
from rasa_project.understanding.parts import Facts, Mood, Part, Reading

#: Facts that hold whenever they were told; the others only where they are told of now.
_LASTING: Final = frozenset({"age_months", "birth", "doses", "dose_ages", "risk", "had_measles", "age_is_below"})
#: Values of buttons that are facts of a person, by the name of the fact.
_OF_BUTTON: Final = {"birth_date": "born", "child_age_months": "age_months", "doses": "doses"}
#: So many children told one by one are those of whom was spoken.
_SEVERAL: Final = 2
#: In months.
_GROWN_UP: Final = 12 * 12
_WHOLE: Final = frozenset({"age_months", "doses"})


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
    before, episode = conversation, conversation.episode
    is_contact |= episode is not None and episode.kind == "contact"
    is_asked = conversation.question is not None and conversation.question.name == "when"
    about: list[int] = []
    named: dict[int, Mention] = {}
    told: dict[int, frozenset[str]] = {}
    for part in reading.parts:
        facts = _of_illness(_of_now(part), conversation)
        conversation, ids = person_meant(conversation, part, facts, reading)
        if part.who is not None and part.who.kind is Kind.GROUP and part.who.order is not None:
            ids = _the_rest(conversation, about, reading) or ids
        if len(ids) == 1 and part.who is not None:
            if _is_another(part.who, named.get(ids[0])):
                conversation, ids = new_person(conversation, part.who)
            named.setdefault(ids[0], part.who)
        for number in ids:
            person = conversation.person(number)
            if person is None:
                continue
            facts = of_meetings(person, facts, today)
            facts = of_contact(person, facts, is_contact=is_contact, is_asked=is_asked, corrects=reading.corrects)
            person = of_another_age(person, facts, today, reading.corrects or reading.answered.answer == "no")
            changed, names = with_facts(person, facts, today, now)
            changed = _as_child(changed)
            conversation = conversation.with_person(changed)
            told[number] = told.get(number, frozenset()) | names
        about += [number for number in ids if number not in about]
    conversation = _told_one_by_one(before, conversation, about)
    conversation = _met_alone(conversation, reading, told, today, now)
    episode = conversation.episode
    met = episode.people if episode is not None and episode.kind == "contact" else ()
    others = [one for one in met if one not in about and not _has_his_own(conversation, one, named)]
    conversation, told = _shared_contact(conversation, [*about, *others], told)
    focus = about[-1] if about and (len(about) == 1 or conversation.about not in about) else conversation.about
    if len(about) > 1:
        focus = about[0]
    return TakenIn(replace(conversation, about=focus), tuple(about), {k: v for k, v in told.items() if v})


def _as_child(person: Person) -> Person:
    """«Сестру его, ей 3»: a brother or a sister of so few years is a child of the house."""
    is_sibling = person.kind == "grown_up" and person.kin in {"brother", "sister"}
    return replace(person, kind="child") if is_sibling and (person.age_months or _GROWN_UP) < _GROWN_UP else person


def _is_another(mention: Mention, earlier: Mention | None) -> bool:
    """Whether a second child of one message is not the first: «ұлым мектепте, 4 айлық бөпем бар»."""
    if earlier is None or mention.kind is not Kind.CHILD or mention.order or mention.name or earlier.name:
        return False
    return (mention.sex, mention.kin) == (None, None) and (earlier.sex, earlier.kin) != (None, None)


def _told_one_by_one(before: Conversation, conversation: Conversation, about: Sequence[int]) -> Conversation:
    """Children who are told one by one stand for those who were only spoken of: «балаларым», then «2де, 5те, 9да»."""
    known = {one.id for one in before.people}
    new = [one for one in map(conversation.person, about) if one is not None and one.id not in known]
    spoken_of = [one for one in before.people if one.kind in {"child", "group"} and one.id not in about]
    vague = [one for one in spoken_of if is_vague(one) or one.kind == "group"]
    if not vague or sum(one.kind == "child" and not is_vague(one) for one in new) < _SEVERAL:
        return conversation
    gone = {one.id for one in vague}
    met = next((one for one in vague if one.contact == "yes"), None)
    if met is not None:
        for one in new:
            conversation = conversation.with_person(one if one.contact else one.met_with(met))
    ids = tuple(one.id for one in new)
    episode, question = conversation.episode, conversation.question
    if episode is not None and gone.intersection(episode.people):
        left = tuple(one for one in episode.people if one not in gone)
        episode = replace(episode, people=tuple(dict.fromkeys([*left, *ids])))
    if question is not None and question.person in gone:
        question = replace(question, person=ids[0])
    people = tuple(one for one in conversation.people if one.id not in gone)
    return replace(conversation, people=people, episode=episode, question=question)


def take_in_button(conversation: Conversation, tapped: Mapping[str, Any], now: float) -> TakenIn:
    """Put the values of a button to the person of the question that stands, else of the talk."""
    changes = {_OF_BUTTON[name]: value for name, value in tapped.items() if name in _OF_BUTTON}
    if not changes:
        return TakenIn(conversation, (), {})
    question = conversation.question
    person = conversation.person(question.person) if question is not None else conversation.focus
    person = person or Person(conversation.next_id())
    changes = {name: int(float(value)) if name in _WHOLE else value for name, value in changes.items()}
    conversation = conversation.with_person(person.with_told(changes, now))
    return TakenIn(replace(conversation, about=person.id), (person.id,), {person.id: frozenset(changes)})


def _has_his_own(conversation: Conversation, number: int, named: Mapping[int, Mention]) -> bool:
    """Whether a day that is told of somebody by name («младший был в пятницу») leaves this one's day as it is."""
    person = conversation.person(number)
    return bool(named) and person is not None and person.contact == "yes" and person.contact_on is not None


def _met_alone(
    conversation: Conversation, reading: Reading, told: Mapping[int, frozenset[str]], today: date, now: float
) -> Conversation:
    """«Только дочка была»: the other children of the talk met nobody."""
    met = {number for number, names in told.items() if "contact" in names}
    if not met or not any(part.facts.contact_alone for part in reading.parts):
        return conversation
    for one in conversation.people:
        if one.kind == "child" and one.id not in met and not one.confirmed:
            conversation = conversation.with_person(with_facts(one, Facts(contact=False), today, now)[0])
    return conversation


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
        if person is None or person.confirmed or "contact_on" in told.get(number, ()) or person.contact == "no":
            continue
        if source.contact_on is None and person.contact_on is not None:
            continue
        if source.lives_with is None and person.lives_with is not None:
            continue
        conversation = conversation.with_person(person.met_with(source))
        told = {**told, number: told.get(number, frozenset()) | {"contact", "contact_on"}}
    return conversation, told


def _of_now(part: Part) -> Facts:
    """The facts of a part that are taken for true: of the past, of others and of what may be only those that last."""
    if part.mood is Mood.TOLD:
        return part.facts
    kept = {name: getattr(part.facts, name) for name in _LASTING}
    return replace(Facts(), **kept)


def _the_rest(conversation: Conversation, about: Sequence[int], reading: Reading) -> tuple[int, ...]:
    """«Остальные», «братья»: the children who were not told of yet in the message, nor alone met the patient before."""
    children = [one for one in conversation.people if one.kind == "child" and not one.confirmed]
    if any(part.facts.contact is False for part in reading.parts) and not about:
        met = [one for one in children if one.contact == "yes"]
        known = met[0].id if len(met) == 1 else conversation.about
        children = [one for one in children if one.id != known]
    return tuple(one.id for one in children if one.id not in about)


def _of_illness(facts: Facts, conversation: Conversation) -> Facts:
    """In an illness a time of which the message does not say since what is that of the signs: «кеше басталды»."""
    episode, question = conversation.episode, conversation.question
    if facts.days_ago is None or episode is None or episode.kind != "illness" or question is None:
        return facts
    person = conversation.person(question.person)
    if person is None or question.name == "contact":
        return facts
    has_rash = person.rash == "yes" and person.rash_since is None
    has_fever = person.fever == "yes" or "fever" in person.signs
    return replace(
        facts,
        rash_days=facts.days_ago if facts.rash_days is None and has_rash else facts.rash_days,
        fever_days=facts.days_ago if facts.fever_days is None and has_fever else facts.fever_days,
    )
