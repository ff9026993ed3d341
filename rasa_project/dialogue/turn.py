"""One turn: what was heard, the conversation with what was told, and how an outcome is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from rasa_project.dialogue.contexts import TALK, context_opened_by
from rasa_project.dialogue.conversation import Conversation, LastAnswer, Person, Said
from rasa_project.dialogue.meaning import FollowUpFound, Heard, Plan
from rasa_project.dialogue.nearest import nearest_of
from rasa_project.dialogue.people import TakenIn
from rasa_project.dialogue.reminders import Change, Reach
from rasa_project.understanding.answers import asks, asks_or_supposes
from rasa_project.understanding.contact_words import stayed_away
from rasa_project.understanding.ranking import FALLBACK

#: A follow-up is taken from this probability on; a short message, which means little by itself, from the lower one.
SURE: Final = 0.25
_SURE_OF_SHORT: Final = 0.15
_SHORT: Final = 7
#: The classifier of intents is this sure of a question of its own.
CLEAR: Final = 0.75
#: A message of so few words that tells a fact asks nothing, unless the classifier is clear that it does.
_BRIEF: Final = 6


#: Who was visited: a patient of another house.
_OTHER_HOUSES: Final = frozenset({"acquaintance", "aunt_or_uncle", "brother", "nephew", "sister"})
_AGAIN: Final = frozenset({"go_back", "repeat", "second_question"})
_PERSONAL_FACTS: Final = frozenset(
    {"age_months", "born", "contact_on", "doses", "first_dose_months", "had_measles", "last_dose", "risk"}
)


@dataclass(frozen=True)
class Turn:
    """A message in its conversation.

    Attributes:
        heard: the message.
        before: the conversation as it was.
        taken: with what was told.
        today: in the district.
        now: seconds since 1970.
        metadata: of the message.
        reach: whether the bot may write of its own accord, and what it has promised.
    """

    heard: Heard
    before: Conversation
    taken: TakenIn
    today: date
    now: float
    metadata: Mapping[str, Any] = field(default_factory=dict)
    reach: Reach = field(default_factory=Reach)

    @property
    def conversation(self) -> Conversation:
        """With what the message told."""
        return self.taken.conversation

    @property
    def people(self) -> tuple[Person, ...]:
        """Whom the message is about: those it names, else the one of the talk."""
        named = [self.conversation.person(number) for number in self.taken.about]
        found = tuple(one for one in named if one is not None)
        if found:
            return found
        focus = self.conversation.focus
        return (focus,) if focus is not None else ()

    @property
    def is_short(self) -> bool:
        """Whether the message is so short that it means little without its talk."""
        return len(self.heard.words) <= _SHORT

    @property
    def asks_nothing(self) -> bool:
        """Whether the message is brief and has no form of a question or a supposition («нет, контакта не было»)."""
        return len(self.heard.words) <= _BRIEF and not asks_or_supposes(self.heard.tokens)

    @property
    def only_tells(self) -> bool:
        """Whether a short message tells facts of a person and asks nothing («2 жаста, бір рет алған»)."""
        asks = self.heard.intent.startswith(("ask_", "find_")) and self.heard.confidence >= CLEAR
        return self.asks_nothing and (self.begins_with_no or not asks) and bool(self.taken.all_told)

    @property
    def names_one_who_stayed(self) -> bool:
        """Whether the message tells of somebody who was not where the others met a patient: «інісі үйде болды»."""
        has_patient = any(one.confirmed and one.kin not in _OTHER_HOUSES for one in self.conversation.people)
        if not self.heard.reading.people or has_patient:
            return False
        named = [one for one in self.people if one.kind == "child"]
        stayed = bool(named) and all(one.contact == "no" for one in named)
        return stayed or stayed_away(self.heard.words)

    @property
    def only_tells_facts(self) -> bool:
        """Whether a brief message tells facts of a person and has no word of a question, whatever it was taken for."""
        return self.asks_nothing and bool(self.personal_told) and not asks(self.heard.tokens)

    @property
    def begins_with_no(self) -> bool:
        """Whether the message puts something right, or denies it («нет, ошиблась, две», «жоқ, ауыр сырқаты жоқ»)."""
        return self.heard.tokens[:1] in {("жок",), ("жо",), ("нет",), ("не",)}

    @property
    def personal_told(self) -> frozenset[str]:
        """Facts of a person that the message tells: age, doses, a contact, a risk."""
        return self.taken.all_told & _PERSONAL_FACTS

    def with_conversation(self, conversation: Conversation) -> Turn:
        """The same turn with another conversation behind it."""
        return replace(self, taken=replace(self.taken, conversation=conversation))

    def followup(self, *contexts: str) -> FollowUpFound | None:
        """The surest follow-up of these contexts (of all where none is given), if it is sure enough."""
        found = [one for one in self.heard.followups if one.is_near and (not contexts or one.context in contexts)]
        best = max(found, key=lambda one: one.confidence, default=None)
        least = _SURE_OF_SHORT if self.is_short else SURE
        return best if best is not None and best.confidence >= least else None


def asks_for_it_again(turn: Turn) -> bool:
    """Whether the parent asks for the last answer itself: «қайталаңызшы», «ещё раз, пожалуйста»."""
    found = turn.followup(TALK)
    return found is not None and found.name in _AGAIN


@dataclass(frozen=True)
class Outcome:
    """What is said, the conversation behind it, and what is to be done to the reminders."""

    plan: Plan
    conversation: Conversation
    changes: tuple[Change, ...] = ()


def answered(
    turn: Turn,
    said: tuple[Said, ...] | list[Said],
    topic: str | None,
    *,
    context: str | None = None,
    conversation: Conversation | None = None,
    people: tuple[int, ...] | None = None,
) -> Outcome:
    """An outcome that says something and keeps what it was.

    Args:
        turn: the turn.
        said: in order.
        topic: the intent that is answered.
        context: the context that it opens; that of the topic where it is left out.
        conversation: as it is behind it; that of the turn where it is left out.
        people: whom it is about; those of the turn where it is left out.
    """
    now = conversation if conversation is not None else turn.conversation
    said = _once(said)
    before = now.last
    opened = context or (context_opened_by(topic, before.context) if topic is not None else before.context)
    about = tuple(one.id for one in turn.people) if people is None else people
    kept = before.said if topic == FALLBACK else tuple(said)  # «қайталаңызшы» is of what was answered
    misses = before.misses + 1 if topic == FALLBACK else 0
    near = before.near if topic is None else nearest_of(turn.heard, said, topic)
    last = LastAnswer(
        before.topic if topic in {None, FALLBACK} else topic, opened, about or before.people, kept, misses, near
    )
    return Outcome(Plan(tuple(said)), replace(now, last=last, at=turn.now))


def _once(said: tuple[Said, ...] | list[Said]) -> tuple[Said, ...]:
    """Each text once for each whose it is: two people may be one who was told of twice."""
    texts = [(one.response, one.values, one.lead) for one in said]
    return tuple(one for place, one in enumerate(said) if texts[place] not in texts[:place])
