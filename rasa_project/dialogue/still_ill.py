"""What is said next of who is ill: how long already, how high the fever, whether the doctor can wait.

«Уже 3 дня» behind an advice on an illness is the length of that illness, never a contact; a fever's value puts no list
of danger signs once more; «ертең апарсам бола ма» is answered by how urgent the advice was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from rasa_project.advice.knowledge import knowledge
from rasa_project.advice.triage import Level, triage
from rasa_project.dialogue.answers import answer_named, for_each, response
from rasa_project.dialogue.consultations import case_of, next_question, said_triage
from rasa_project.dialogue.contexts import AFTER_DOSE, CONTACT, ILLNESS
from rasa_project.dialogue.conversation import Conversation, Person, Said
from rasa_project.dialogue.going_on import go_on
from rasa_project.dialogue.meaning import Heard
from rasa_project.dialogue.never_twice import UNCHANGED
from rasa_project.dialogue.people import TakenIn
from rasa_project.dialogue.people_facts import FEVER_FROM, HIGH_FEVER, has_high_fever, is_gravely_ill
from rasa_project.dialogue.turn import Outcome, Turn, answered
from rasa_project.understanding.answers import asks, asks_or_supposes
from rasa_project.understanding.events import Event
from rasa_project.understanding.extraction import Danger
from rasa_project.understanding.lengths import bare_degrees, bare_length, puts_off
from rasa_project.understanding.phrases import phrases, stands
from rasa_project.understanding.quantities import Quantity
from rasa_project.understanding.stomach_words import UPSET

#: Beside these questions a bare time answers the question.
_ANSWERS_IT: Final = frozenset({"age", "contact", "doses", "when"})
#: Facts that a further message on the ill person tells.
_OF_THE_ILL: Final = frozenset({"fever", "fever_since", "rash_since", "temperature"})
#: Told of who is ill and nothing asked, in so many words, they change the advice, and ask for no calendar.
_FACTS: Final = frozenset({"age_months", "born", "doses", "first_dose_months", "is_below", "last_dose"})
_FEW: Final = 10
_MOST_DAYS: Final = 60
#: So many days and more, told in a talk with who is pregnant, are the weeks of that («12 апта»).
_OF_PREGNANCY: Final = 28
#: From so many days on, or when it is high, a fever after a dose is seen by a doctor today.
_LONG: Final = 2
_NOT_TOMORROW: Final = "utter_ask_first_steps/not_tomorrow"
_BY_PHONE: Final = "utter_ask_first_steps/tomorrow_by_phone"
_FEVER_STAYS: Final = "ask_symptoms/fever_stays"
#: Said where doctors have seen the patient already.
_WERE_HERE: Final = frozenset({"utter_report_emergency/after_visit", "utter_report_emergency/released"})
_DANGER_SIGNS: Final = "report_symptoms/danger_signs"
_DOCTOR: Final = phrases("врач", "даригер", "доктор", "дохтир", "педиатр")
_NEEDED: Final = phrases("визиват", "визват", "керек", "кашан", "когда", "надо", "нужен", "нужн", "стоит", "шакир")
#: He was called, or is on his way.
_IS_CALLED: Final = phrases(
    "визвали", "визвала", "едет", "жолда", "жолга шик", "келе жатир", "келед", "придет", "приедет", "шакирдик",
    "шакиртти", "шакирдим",
)  # fmt: skip
#: To speak with one is another wish.
_TO_TALK: Final = phrases("баиланис", "подключ", "поговор", "связат", "соединит", "соилес", "с врач", "чат")
_WORSE: Final = phrases(
    "аскинип кетсе", "аскинса", "ауирлап кетсе", "ауирласа", "если опят", "если снова", "если ухудш", "если хуже",
    "каиталанса", "кушеип кетсе", "кушеисе", "нашарлап кетсе", "нашарласа", "опят начнет", "станет хуже", "ухудшится",
    "хуже станет",
)  # fmt: skip
_STAYS: Final = phrases(
    "не сбива", "не спада", "не пада", "не помога", "не сниж", "не проход", "держ", "туспе", "тусп", "басилма",
    "кетпе", "томендеме", "кошпе", "каита котер", "снова подн", "опят подн",
)  # fmt: skip


def of_an_illness(heard: Heard, before: Conversation) -> Heard:
    """The message; a bare length of time in a talk about an illness is one that only tells something."""
    if _length(heard, before) is None and _degrees(heard, before) is None:
        return heard
    kept = tuple(one for one in heard.followups if one.context != CONTACT)
    return replace(heard, intent="inform", ranking=(("inform", 1.0),), followups=kept, questions=())


def with_length(taken: TakenIn, heard: Heard, before: Conversation, today: date, now: float) -> TakenIn:
    """What was told, with the length of the illness, or a fever's bare value, put to who is ill."""
    length, degrees = _length(heard, before), _degrees(heard, before)
    conversation, told = taken.conversation, dict(taken.told)
    for person in _the_ill(conversation):
        changes: dict[str, str | float] = {}
        is_clear = before.question is None or "yes" in {person.fever, person.rash}
        if length is not None and is_clear and not told.get(person.id, frozenset()) & {"fever_since", "rash_since"}:
            day = today - timedelta(days=min(int(length.number), _MOST_DAYS))
            changes[_since(person, length)] = day.isoformat()
        if degrees is not None:
            changes |= {"temperature": degrees, **({"fever": "yes"} if degrees >= FEVER_FROM else {})}
        if changes:
            conversation = conversation.with_person(person.with_told(changes, now))
            told[person.id] = told.get(person.id, frozenset()) | changes.keys()
    return replace(taken, conversation=conversation, told=told)


def told_more(turn: Turn) -> Outcome | None:
    """A length of time or a fever's value behind the advice on an illness, or behind a dose: the advice in short."""
    heard = turn.heard
    if heard.is_button or turn.before.question is not None or _is_asked(heard):
        return None
    length = _length(heard, turn.before)
    if turn.before.last.context == AFTER_DOSE and turn.before.episode is None:
        return _after_dose(turn, length)
    if (after := _after_hospital(turn)) is not None:
        return after
    people = _the_ill(turn.conversation)
    names = turn.taken.all_told
    is_value = "temperature" in names and names <= _OF_THE_ILL | {"signs"}
    is_fact = bool(turn.personal_told) and names <= _OF_THE_ILL | _FACTS and len(heard.words) <= _FEW
    is_theirs = set(turn.taken.about) <= {one.id for one in people}
    if turn.before.last.context != ILLNESS or not people or not is_theirs or not (length or is_value or is_fact):
        return None
    return _advice(turn, people)


def _after_hospital(turn: Turn) -> Outcome | None:
    """A fact that is told behind word of doctors who were here: what to watch stays, and is never only «watch»."""
    said = [one for one in turn.before.last.said if one.response in _WERE_HERE]
    if not said or not turn.taken.all_told or len(turn.heard.words) > _FEW:
        return None
    again = [Said(UNCHANGED, is_aside=True), replace(said[0], is_short=True)]
    return answered(turn, again, None, context=ILLNESS)


def _advice(turn: Turn, people: Sequence[Person]) -> Outcome:
    """The advice anew: whole where it has changed, else in short; its next question where one is open again."""
    conversation = turn.conversation
    stays = [response(_FEVER_STAYS)] if stands(turn.heard.words, _STAYS) else []
    episode = conversation.episode
    asked = [one for one in people if episode is not None and one.id not in episode.advised]
    if episode is not None and any(next_question(episode, one, turn.today) is not None for one in asked):
        return go_on(turn, conversation, said=stays, is_new=False)
    if _are_upset(people):
        return _to_the_clinic(turn)
    said = for_each(people, lambda one: said_triage(one, turn.today), turn)
    then = [turn.before.person(one.id) for one in people]
    is_same = said == for_each([one for one in then if one], lambda one: said_triage(one, turn.today), turn)
    if is_same:
        said = [replace(one, is_short=True) for one in said]
        said = [Said(UNCHANGED, is_aside=True), *(replace(one, is_aside=bool(stays)) for one in said), *stays]
    return answered(turn, said, None, context=ILLNESS, conversation=conversation)


def _after_dose(turn: Turn, length: Quantity | None) -> Outcome | None:
    """A fever of 39 and more, or of days, after a dose: a doctor today."""
    told = turn.taken.all_told
    people = turn.conversation.people
    has_fever = any(one.fever == "yes" or one.temperature is not None for one in people)
    degrees = _degrees(turn.heard, turn.before) or 0.0
    is_high = degrees >= HIGH_FEVER or ("temperature" in told and any(map(has_high_fever, people)))
    is_long = has_fever and length is not None and length.number >= _LONG
    if not (is_high or is_long):
        return None
    return answered(turn, [response("ask_side_effects/fever_high")], "ask_side_effects", context=AFTER_DOSE)


def doctor_needed(turn: Turn) -> Outcome | None:
    """«Врача надо?», «қашан дәрігер керек?», «а если хуже станет?»: how soon, or the signs of danger."""
    words, tokens = turn.heard.words, turn.heard.tokens
    people = _the_ill(turn.conversation)
    if turn.heard.is_button or turn.before.question is not None or turn.before.last.context != ILLNESS:
        return None
    if turn.heard.danger in {Danger.NOW, Danger.MAYBE} or len(words) > _FEW:
        return None
    if stands(words, _WORSE) and asks_or_supposes(tokens) and turn.heard.danger is not Danger.SPOKEN_OF:
        return answered(turn, [response(_DANGER_SIGNS)], "report_symptoms", context=ILLNESS)
    if not people or not (stands(words, _DOCTOR) and stands(words, _NEEDED)) or stands(words, _TO_TALK):
        return None
    if stands(words, _IS_CALLED):
        return None  # «дәрігер шақырдық, соған дейін не берейін»
    return _advice_whole(turn, people)


def _advice_whole(turn: Turn, people: Sequence[Person]) -> Outcome:
    """The advice worked out; of who vomits or has diarrhoea the clinic by phone today, which the table leaves open."""
    if _are_upset(people):
        return _to_the_clinic(turn)
    said = for_each(people, lambda one: said_triage(one, turn.today), turn)
    return answered(turn, said, "report_symptoms", context=ILLNESS)


def _are_upset(people: Sequence[Person]) -> bool:
    return any(one.signs & UPSET and not is_gravely_ill(one) for one in people)


def _to_the_clinic(turn: Turn) -> Outcome:
    return answered(turn, [response("report_symptoms/stomach_doctor")], "report_symptoms", context=ILLNESS)


def visit(turn: Turn) -> Outcome | None:
    """«Ертең апарсам бола ма?», «до утра ждать?» behind an advice: today or not, by how urgent it was."""
    if turn.heard.is_button or turn.before.question is not None or not asks_for_another_day(turn):
        return None
    if turn.before.last.context == CONTACT and any(one.contact == "yes" for one in turn.conversation.people):
        said, conversation = answer_named(turn, "exposure_advice")
        return answered(turn, said, turn.before.last.topic, context=CONTACT, conversation=conversation)
    said = another_day_said(turn)
    return answered(turn, said, None, context=turn.before.last.context) if said else None


def asks_for_another_day(turn: Turn) -> bool:
    """Whether a visit to the doctor on another day is asked for."""
    tokens = turn.heard.tokens
    return puts_off(turn.heard.words) and ("?" in tokens or asks(tokens) or "или" in tokens)


def another_day_said(turn: Turn) -> list[Said]:
    """What is said of a visit on another day; nothing where nobody is ill."""
    people = _the_ill(turn.conversation)
    if not people:
        is_after = turn.before.last.context in {AFTER_DOSE, ILLNESS}
        return [Said(_BY_PHONE)] if is_after else []
    level = max(triage(case_of(one, turn.today), knowledge().triage).level for one in people)
    if level is Level.EMERGENCY:
        return [response("report_emergency")]
    return [Said(_NOT_TOMORROW if level is Level.DOCTOR_TODAY else _BY_PHONE)]


def _is_asked(heard: Heard) -> bool:
    return "?" in heard.tokens or asks_or_supposes(heard.tokens)


def _length(heard: Heard, before: Conversation) -> Quantity | None:
    """The bare length of an illness that the message tells, in a talk about one."""
    length = bare_length(heard.words, heard.findings) if heard.findings and _may_tell(heard, before) else None
    is_pregnant = any(one.risk == "pregnant" for one in before.people)
    return None if is_pregnant and length is not None and length.number >= _OF_PREGNANCY else length


def _degrees(heard: Heard, before: Conversation) -> float | None:
    """The bare value of a fever that the message tells, in a talk about an illness or a dose."""
    return bare_degrees(heard.words) if _may_tell(heard, before) else None


def _may_tell(heard: Heard, before: Conversation) -> bool:
    """Whether a bare number is of an illness: no other question asks for one."""
    question = before.question
    if heard.is_button or heard.danger in {Danger.NOW, Danger.MAYBE} or _is_asked(heard):
        return False
    if question is not None and (question.name in _ANSWERS_IT or heard.answered.answer is not None):
        return False
    is_ill = before.episode is not None and before.episode.kind == "illness"
    return is_ill or (before.episode is None and before.last.context in {AFTER_DOSE, ILLNESS})


def _the_ill(conversation: Conversation) -> list[Person]:
    episode = conversation.episode
    if episode is None or episode.kind != "illness":
        return []
    return [one for one in map(conversation.person, episode.people) if one is not None]


def _since(person: Person, length: Quantity) -> str:
    """Since when what: the fever, or the rash where there is no fever."""
    if length.of is Event.RASH:
        return "rash_since"
    has_rash_alone = person.rash == "yes" and person.fever != "yes"
    return "rash_since" if has_rash_alone and length.of is not Event.FEVER else "fever_since"
