"""What is known in a conversation: people, the episode, the open question, the last answer; frozen dataclasses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal

#: The one slot.
CONVERSATION_SLOT: Final = "conversation"
#: More people are not kept.
MOST_PEOPLE: Final = 12

PersonKind = Literal["child", "writer", "grown_up", "group"]
EpisodeKind = Literal["emergency", "contact", "illness", "after_dose"]
YesNo = Literal["yes", "no", "unknown"]


@dataclass(frozen=True)
class Person:
    """Somebody of the family, and what was told of them. ``None`` where nothing was.

    Attributes:
        id: stays the same in a conversation.
        kind: a ``group`` is spoken of as one («егіздер»).
        sex, order, kin: what tells the person apart, as ``understanding.mentions`` words it.
        name: a mark of a first name, never the name.
        age_band: the age as a button of the consultation gives it.
        age_months, is_below, born: the age, whether told as "not yet", the birth date (ISO, may lack day or month).
        doses, first_dose_months, last_dose: measles doses had, the age at the first, the day of the last (ISO).
        vaccinated: whether the vaccine was had, told without a number.
        risk: ``none``, ``pregnant``, ``weak_immunity``, ``unknown``.
        had_measles, confirmed: had it in the past; found by a doctor now.
        signs: ids of ``symptoms.yml``. ``danger``, ``fever``, ``rash``, ``contact``: as answered.
        fever_since, rash_since, contact_on: days (ISO). ``contact_days``: a range of days as the button gives it.
        contact_last: the day of the last meeting (ISO), where there were several and ``contact_on`` is the first.
        lives_with: whether the person lives with the patient. ``patient_rash``, ``patient_ill``: days (ISO) on which
            that patient's rash came out, and he fell ill. ``ill_since``: the same of a person who has measles.
        unanswered: questions asked in vain.
        reminder: name of the reminder of this person's next dose (``reminders.py``).
        told_at: seconds since 1970 by the name of the fact.
    """

    id: int
    kind: PersonKind = "child"
    sex: str | None = None
    order: str | None = None
    kin: str | None = None
    name: str | None = None
    age_months: int | None = None
    age_band: str | None = None
    is_below: bool = False
    born: str | None = None
    doses: int | None = None
    first_dose_months: int | None = None
    last_dose: str | None = None
    vaccinated: bool | None = None
    risk: str | None = None
    had_measles: bool | None = None
    confirmed: bool | None = None
    signs: frozenset[str] = frozenset()
    danger: YesNo | None = None
    fever: YesNo | None = None
    rash: YesNo | None = None
    contact: YesNo | None = None
    temperature: float | None = None
    fever_since: str | None = None
    rash_since: str | None = None
    contact_on: str | None = None
    contact_days: float | None = None
    contact_last: str | None = None
    lives_with: bool | None = None
    patient_rash: str | None = None
    patient_ill: str | None = None
    ill_since: str | None = None
    unanswered: frozenset[str] = frozenset()
    reminder: str | None = None
    told_at: Mapping[str, float] = field(default_factory=dict)

    @property
    def has_a_dose(self) -> bool:
        """Whether a dose was had, told with its number or without («привита»)."""
        return bool(self.doses or self.vaccinated)

    def with_told(self, changes: Mapping[str, Any], now: float) -> Person:
        """The person with what was told ``now``, in seconds since 1970."""
        return replace(self, **changes, told_at={**self.told_at, **dict.fromkeys(changes, now)})

    def met_with(self, other: Person) -> Person:
        """The person with the contact of another: they met the patient together."""
        return replace(
            self,
            contact="yes",
            contact_on=other.contact_on,
            contact_days=other.contact_days,
            contact_last=other.contact_last,
            lives_with=other.lives_with,
            patient_rash=other.patient_rash,
            patient_ill=other.patient_ill,
        )

    def living_with(self, patient: Person) -> Person:
        """The person as one of the patient's house."""
        return replace(
            self,
            contact="yes",
            lives_with=True if self.lives_with is None else self.lives_with,
            patient_rash=patient.rash_since or self.patient_rash,
            patient_ill=patient.ill_since or self.patient_ill,
        )


@dataclass(frozen=True)
class Episode:
    """What is going on, for whom (ids), since when (seconds since 1970).

    ``advised``: to whom the advice was given; ``is_called``: the ambulance was called; ``sign``: of danger.yml, that
    an emergency began with; ``is_supposed``: no word of danger.yml began it, so that a word of the parent ends it.
    """

    kind: EpisodeKind
    people: tuple[int, ...] = ()
    at: float = 0.0
    advised: tuple[int, ...] = ()
    is_called: bool = False
    sign: str | None = None
    is_supposed: bool = False


@dataclass(frozen=True)
class Question:
    """A question that the bot has put.

    Attributes:
        name: ``danger``, ``age``, ``when``, ``doses`` ... as the advice names it.
        person: whom it is about.
        tries: how often it was put without an answer.
        asked: how many questions of this consultation were put.
    """

    name: str
    person: int
    tries: int = 0
    asked: int = 1


@dataclass(frozen=True)
class Reminding:
    """What was asked to set a reminder (``which``, ``age``, ``doses``, ``born``, ``stop``), and for whom (ids).

    ``behind``: nothing yet, it waits for the end of a consultation.
    """

    asked: str
    people: tuple[int, ...] = ()


@dataclass(frozen=True)
class Said:
    """A response with the values of its gaps, each in Kazakh and Russian."""

    response: str
    values: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    #: Titles in Kazakh and Russian with their payloads, in place of the response's own.
    buttons: tuple[tuple[str, str, str], ...] = ()
    #: Whose it is, in front of the text.
    lead: tuple[str, str] | None = None
    #: No buttons: a question follows.
    is_aside: bool = False
    #: Only its first sentences; or those with words of these beginnings, which are never kept.
    is_short: bool = False
    about: tuple[str, ...] = ()
    #: Of several in one message: the folded words and marks of the question that it answers, never kept.
    asked: tuple[str, ...] = ()
    #: Its yes or no turned round (``other``), or left out (``none``): ``openings.py``.
    opening: str = ""
    #: Behind the text: a contact, an announcement of the office.
    tail: tuple[str, str] | None = None
    #: What of it can be passed on as a page: keys of ``shareable.py``.
    share: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True)
class LastAnswer:
    """What the bot last answered.

    Attributes:
        topic: the intent that was answered.
        context: the follow-up context that it opens («plan», «contact», ...), or ``None``.
        people: whom it was about.
        said: what was said, for «қайталаңыз» and «қысқаша».
        misses: how many messages in a row were not understood.
        near: particular questions and topics that the message may have asked besides what was answered.
    """

    topic: str | None = None
    context: str | None = None
    people: tuple[int, ...] = ()
    said: tuple[Said, ...] = ()
    misses: int = 0
    near: tuple[str, ...] = ()


@dataclass(frozen=True)
class Conversation:
    """All of it. ``about`` is the person that the talk is about; ``place`` and ``place_code`` where they live.

    ``language`` is that of the talk (``kk``, ``ru``); ``is_for_group``: the writer answers for a nursery group, a
    class, people at work; ``at`` is the time of the last turn in seconds since 1970; ``puts`` is how often each
    question of the consultation that goes on was put (``putting.py`` has the names); ``announced`` are the
    announcements of the office that this talk was told of; ``texts`` are the names of the answers given in this
    talk, the latest last; ``call`` is how far a wish to be called has come (``call_back.py``), ``reminding`` the same
    of a wish to be reminded (``reminding.py``); ``news`` whether
    the village for announcements is asked for (``announcing.py``); ``refuses_text``: the parent's messages are stored
    without their words (``keeping.py``);
    ``bereaved``: a death in the family was told, of measles, so that the house has met it, or of something else;
    ``other_disease``: of ``out_of_field.yml``, that the talk is about instead of measles.
    """

    people: tuple[Person, ...] = ()
    about: int | None = None
    episode: Episode | None = None
    question: Question | None = None
    last: LastAnswer = field(default_factory=LastAnswer)
    place: str | None = None
    place_code: str | None = None
    language: str | None = None
    is_for_group: bool = False
    at: float = 0.0
    puts: Mapping[str, int] = field(default_factory=dict)
    announced: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    call: str | None = None
    reminding: Reminding | None = None
    news: str | None = None
    refuses_text: bool = False
    bereaved: Literal["measles", "other"] | None = None
    other_disease: str | None = None

    def person(self, number: int | None) -> Person | None:
        """The person of that id, or ``None``."""
        return next((one for one in self.people if one.id == number), None)

    @property
    def focus(self) -> Person | None:
        """The person that the talk is about."""
        return self.person(self.about)

    def with_person(self, person: Person) -> Conversation:
        """The same conversation with ``person`` in place of the one of that id, or added."""
        others = {one.id: one for one in self.people}
        others[person.id] = person
        return replace(self, people=tuple(others.values())[-MOST_PEOPLE:])

    def next_id(self) -> int:
        """An id that nobody has."""
        return max((one.id for one in self.people), default=0) + 1
