"""Answers that no topic may talk over: who is sent to a hospital goes; who is ill now gets no dose."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from rasa_project.dialogue.answers import NO_DOSE_NOW, response
from rasa_project.dialogue.consulting import begun as begun_with
from rasa_project.dialogue.contexts import AFTER_DOSE, CONTACT, ILLNESS
from rasa_project.dialogue.conversation import Person
from rasa_project.dialogue.going_on import go_on
from rasa_project.dialogue.meaning import Plan
from rasa_project.dialogue.people_facts import has_it_now
from rasa_project.dialogue.turn import Outcome, Turn, answered
from rasa_project.understanding.answers import asks
from rasa_project.understanding.dose_asked import asks_for_dose
from rasa_project.understanding.dose_words import VACCINE, was_given, was_not_had
from rasa_project.understanding.phrases import phrases, stands

_WHERE: Final = "find_clinic"
_WARD: Final = "find_clinic/infectious_ward"
_GOES: Final = "ask_treatment/hospital_advised"
_HOSPITAL: Final = phrases("болниц", "госпитал", "стационар", "аурухана", "инфекционк", "положит", "жаткизу")
_REFUSES: Final = phrases(
    "отказ", "не хот", "не поед", "боимся", "боюс", "остат", "дома лечит", "ехат ил", "или ехат", "бас тарт", "бармаи",
    "бармасак", "бармасам", "корик", "коркам", "калсак", "калса бола",
)  # fmt: skip
_SENT: Final = phrases(
    "сказал", "говорят", "сказали", "велел", "направ", "советует", "предлага", "надо", "нужно", "деди", "деп", "керек",
    "жибер", "барасиндар", "ехат ил", "или ехат", "отказ", "бас тарт",
)  # fmt: skip

#: A dose that is gone or called for.
_FOR_A_DOSE: Final = phrases(
    "на прививк", "на укол", "на вакцин", "екпеге бар", "екпеге кел", "екпеге апар", "екпеге шакир", "екпе салдир",
    "екпе салгиз", "екпе салади", "прививку надо", "прививку делат",
)  # fmt: skip
#: To give it, where the vaccine is left out.
_TO_GIVE: Final = phrases("делат", "колот", "поставит", "сала", "салу", "салдир", "салгиз", "сделат", "ставит")
_FEW: Final = 5


def goes_to_hospital(turn: Turn) -> Outcome | None:
    """«Сказали в больницу, можно отказаться?»: no, go."""
    words = turn.heard.words
    if turn.heard.is_button or not asks(turn.heard.tokens) or not stands(words, _HOSPITAL):
        return None
    if not (stands(words, _REFUSES) and stands(words, _SENT)):
        return None
    return answered(turn, [response(_GOES)], "ask_treatment", context=turn.before.last.context)


def where_to(turn: Turn) -> Outcome | None:
    """«У дочки корь, куда обратиться», «балам қызылша, қайда апарамын»: no vaccine room, but the doctor, who comes."""
    heard = turn.heard
    ill = [one for one in turn.people if _tells_of_it(turn, [one]) and has_it_now(one)]
    if heard.is_button or heard.intent != _WHERE or not ill or any(word.startswith(VACCINE) for word in heard.words):
        return None
    begun = begun_with(turn, ILLNESS)
    if begun is None or not stands(heard.words, _HOSPITAL):
        return begun
    ward = replace(response(_WARD), is_aside=True)
    return replace(begun, plan=Plan((ward, *begun.plan.said)))


def no_dose(turn: Turn) -> Outcome | None:
    """«Балам қызылша, енді екпе салуға бола ма»: not now, whatever the words look like; a question stays open."""
    people = _meant(turn)
    if turn.heard.is_button or not people or not all(_has_it(turn, one) for one in people):
        return None
    if turn.before.last.context == AFTER_DOSE or not (_asks_for_dose(turn, people) or _is_sent_for_dose(turn, people)):
        return None
    said, episode = [response(NO_DOSE_NOW)], turn.conversation.episode
    is_new = episode is None or (episode.kind != ILLNESS and _tells_of_it(turn, people))
    if turn.before.question is not None and not is_new:
        return go_on(turn, turn.conversation, said=said, is_new=False)
    kind = CONTACT if any(one.confirmed for one in people) else ILLNESS
    begun = begun_with(turn, kind) if is_new else None
    if begun is not None:  # nothing was said of the illness yet
        plan = Plan((*(replace(one, is_aside=True) for one in said), *begun.plan.said))
        return replace(begun, plan=plan)
    ids = tuple(one.id for one in people)
    return answered(turn, said, "ask_recurrence", context=ILLNESS, people=ids)


def _has_it(turn: Turn, one: Person) -> bool:
    """Whether the person has it now; beside who has measles a rash is enough."""
    is_beside = any(other.confirmed for other in turn.conversation.people if other.id != one.id)
    return has_it_now(one) or (one.rash == "yes" and is_beside)


def _asks_for_dose(turn: Turn, people: list[Person]) -> bool:
    """Whether a dose is asked for; of who is named, while doses are talked of, «старшей тоже сделать?» is enough."""
    heard = turn.heard
    if asks_for_dose(heard.words, heard.tokens):
        return True
    is_named = bool(heard.reading.people) and turn.before.last.context == CONTACT
    return is_named and len(heard.words) <= _FEW and asks(heard.tokens) and stands(heard.words, _TO_GIVE)


def _is_sent_for_dose(turn: Turn, people: list[Person]) -> bool:
    """«Сказали идти на прививку, а у ребёнка сыпь и 38»: fever and rash, or measles, told beside going for a dose."""
    words = turn.heard.words
    is_over = any(was_not_had(word) or was_given(word) for word in words)  # «10 күн бұрын екпесін салдырғанбыз»
    return stands(words, _FOR_A_DOSE) and not is_over and _tells_of_it(turn, people)


def _tells_of_it(turn: Turn, people: list[Person]) -> bool:
    return any(turn.taken.told.get(one.id, frozenset()) & {"confirmed", "fever", "rash"} for one in people)


def _meant(turn: Turn) -> list[Person]:
    """Whom the dose is asked for: who is named, else of whom the last answer was, else the one of the talk."""
    if turn.heard.reading.people or not turn.before.last.people:
        return list(turn.people)
    last = [one for one in map(turn.conversation.person, turn.before.last.people) if one is not None]
    return last or list(turn.people)
