"""A grown-up who asks for herself, or is asked about, has her own answers: what is said of a child is none of hers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from rasa_project.dialogue.contexts import PLAN, TOPICS
from rasa_project.dialogue.conversation import Person, Said
from rasa_project.dialogue.meaning import Heard, Plan
from rasa_project.dialogue.people import TakenIn
from rasa_project.dialogue.people_facts import is_grown_up, months_of
from rasa_project.dialogue.turn import Outcome, Turn, answered
from rasa_project.understanding.answers import asks_or_supposes
from rasa_project.understanding.mentions import Kind
from rasa_project.understanding.phrases import phrases, stands

_OWN: Final = "utter_ask_adult/own"
_OF_ANOTHER: Final = "utter_ask_adult/grown_up"
_OLD: Final = "utter_ask_adult/elderly"
#: From this age in months on a parent's parent has an answer of their own.
_OLD_FROM: Final = 50 * 12
_GRANDPARENTS: Final = frozenset({"father_in_law", "grandfather", "grandmother", "mother_in_law"})
_ONE: Final = 1
_BOTH: Final = 2
#: What is said of a child, by what is said of a grown-up instead; of the writer in the second person.
_INSTEAD: Final[Mapping[str, str]] = {
    "utter_ask_adult/grown_up": _OWN,
    "utter_ask_availability": "utter_ask_adult/own_where",
    "utter_ask_availability/free": "utter_ask_adult/free_adult",
    "utter_ask_missed_dose": _OWN,
    "utter_ask_missed_dose/late": _OWN,
    "utter_ask_missed_dose/too_late": _OWN,
    "utter_ask_necessity/second_needed": "utter_ask_adult/own_how_many",
    "utter_ask_recurrence/if_one_dose": "utter_ask_adult/own_how_many",
    "utter_ask_recurrence/one_dose_enough": "utter_ask_adult/own_how_many",
    "utter_ask_recurrence/had_no_paper": "utter_ask_adult/had_measles",
    "utter_ask_schedule": _OWN,
    "utter_ask_schedule/ages": "utter_ask_adult/own_how_many",
    "utter_ask_schedule/how_many": "utter_ask_adult/own_how_many",
    "utter_ask_schedule/late_first_when_second": "utter_ask_adult/own_how_many",
    "utter_ask_schedule/second_early": "utter_ask_adult/own_how_many",
    "utter_ask_schedule/third_needed": "utter_ask_adult/own_how_many",
    "utter_ask_vaccination_status": "utter_ask_vaccination_status/adult_record",
    "utter_ask_vaccination_status/how_check": "utter_ask_vaccination_status/adult_record",
    "utter_ask_vaccination_status/lost_passport": "utter_ask_vaccination_status/adult_record",
    "utter_ask_vaccination_status/no_record": "utter_ask_vaccination_status/adult_record",
    "utter_ask_vaccination_status/where_kept": "utter_ask_vaccination_status/adult_record",
    "utter_ask_vaccine/if_had_it": "utter_ask_adult/had_measles",
    "utter_find_clinic": "utter_ask_adult/own_where",
    "utter_find_clinic/where_vaccinate": "utter_ask_adult/own_where",
}
#: The writer says whom she means: «вопрос про меня», «себе, не ребёнку», «өзім туралы».
_OF_HERSELF: Final = phrases(
    "про меня", "про себя", "обо мне", "о себе", "для себя", "за себя спраш", "прививку себе", "себе привив",
    "себе сдел", "себе хочу", "хочу себе", "озим турали", "озим ушин", "озиме екпе", "озиме сал", "озимди аит",
    "мен турали", "маган екпе", "маган салад", "маган керек", "мне самои", "мне прививк", "мне привит", "мне сделат",
    "мне можно", "мне надо", "мне нужн",
)  # fmt: skip
#: Of doses that are not remembered, and what is told of a grown-up's own.
_GIVEN: Final = phrases("алга", "егил", "салди", "салга", "делал", "дела", "ставил", "привит", "привив")
_OF_HER_DOSES: Final = frozenset({"age_months", "born", "doses", "first_dose_months", "had_measles", "is_below"})
_RECORD: Final = "utter_ask_vaccination_status/adult_record"
_VAGUE: Final = frozenset(
    {"affirm", "ask_adult", "deny", "inform", "nlu_fallback", "out_of_scope", "request_human"}
)  # fmt: skip
#: Facts of others that make the message one about them.
_PRESSING: Final = frozenset({"confirmed", "contact", "fever", "rash", "signs"})


def means_herself(turn: Turn) -> bool:
    """Whether the message says that the writer means herself, and asks nothing clear: «өзім туралы сұрап отырмын»."""
    is_named = any(one.kind is Kind.WRITER for one in turn.heard.reading.people)
    return is_named and stands(turn.heard.words, _OF_HERSELF) and turn.heard.intent in _VAGUE


def _only_tells_of_doses(turn: Turn, names: frozenset[str]) -> bool:
    return names <= _OF_HER_DOSES and not asks_or_supposes(turn.heard.tokens)


def plan_of(person: Person, today: date) -> Said:
    """The answer on the vaccine of somebody of 18 or older, by what is known; the writer's is in the second person."""
    is_own = person.kind == "writer"
    if person.had_measles:
        return Said("utter_ask_adult/had_measles")
    if is_own and person.doses is not None and person.doses >= _ONE:
        return Said("utter_ask_adult/own_two_doses" if person.doses >= _BOTH else "utter_ask_adult/one_dose_childhood")
    if not is_own and (person.kin in _GRANDPARENTS or (months_of(person, today) or 0) >= _OLD_FROM):
        return Said(_OLD)
    return Said(_OWN if is_own else _OF_ANOTHER)


def of_herself(taken: TakenIn, heard: Heard) -> TakenIn:
    """What was told, where the writer says that she asks for herself: she is whom the talk is about from here on."""
    writer = next((one for one in taken.conversation.people if one.kind == "writer"), None)
    if writer is None or writer.id not in taken.about or not stands(heard.words, _OF_HERSELF):
        return taken
    others = [names for number, names in taken.told.items() if number != writer.id]
    if any(names & _PRESSING for names in others):
        return taken
    return replace(taken, conversation=replace(taken.conversation, about=writer.id), about=(writer.id,))


def for_grown_ups(turn: Turn, outcome: Outcome) -> Outcome:
    """The outcome, where it is about grown-ups alone: with their answers in place of those on a child."""
    conversation = outcome.conversation
    people = [one for one in map(conversation.person, conversation.last.people) if one is not None]
    if not people or not all(is_grown_up(one, turn.today) for one in people) or turn.heard.is_button:
        return outcome
    said = tuple(_instead(one, people[0], turn.today) for one in outcome.plan.said)
    if said == outcome.plan.said:
        return outcome
    return Outcome(Plan(said), replace(conversation, last=replace(conversation.last, said=said)))


def _instead(one: Said, person: Person, today: date) -> Said:
    name = _INSTEAD.get(one.response)
    if name is None:
        return one
    name = plan_of(person, today).response if name == _OWN else name
    return Said(name, is_aside=one.is_aside, is_short=one.is_short)


def told(turn: Turn) -> Outcome | None:
    """What a grown-up tells of her own doses, her measles or her age, and asks nothing: what follows from it for her.

    Whether she was vaccinated is not known: where it can be found out.
    """
    focus = turn.conversation.focus
    is_open = turn.before.last.context in {PLAN, TOPICS, None} and turn.before.question is None
    if turn.heard.is_button or not is_open or focus is None or focus.kind != "writer" or focus.risk == "pregnant":
        return None
    if not is_grown_up(focus, turn.today) or set(turn.taken.told) - {focus.id}:
        return None
    names = turn.taken.told.get(focus.id, frozenset())
    said = None
    if turn.heard.answered.answer == "unknown" and (turn.heard.names_vaccine or stands(turn.heard.words, _GIVEN)):
        said = Said(_RECORD)
    elif means_herself(turn) if not names else _only_tells_of_doses(turn, names):
        said = plan_of(focus, turn.today)
    return None if said is None else answered(turn, [said], "ask_adult", context=PLAN, people=(focus.id,))
