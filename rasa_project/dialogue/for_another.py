"""The same for another person, or anew for the one of before, and what comes next: «қызыма ше?», «сосын ше?»."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from rasa_project.dialogue.answers import OTHERS_HOME, answer_named, plan_said, response
from rasa_project.dialogue.consulting import begun as begun_with
from rasa_project.dialogue.contexts import BEGINS, CONTACT, GROUP_CARE, ILLNESS, PLAN
from rasa_project.dialogue.conversation import Conversation, Person, Said
from rasa_project.dialogue.followed import OTHERS_AT_HOME, PERSONAL, VAGUE, found_in, met_too
from rasa_project.dialogue.named import asks_of_one_day
from rasa_project.dialogue.people_facts import shows_signs
from rasa_project.dialogue.turn import CLEAR, Outcome, Turn, answered
from rasa_project.understanding.answers import asks as asks_something
from rasa_project.understanding.plain_words import asks_only_what_to_do, names_only_a_person

#: Where a person is named, less than this is no follow-up: the same is asked for that person.
_SURE_BESIDE_A_PERSON: Final = 0.5
#: A message that names a person and no more than this asks the same for that person.
_FEW_WORDS: Final = 6
#: Behind an answer on these a person alone asks what is due for that one.
_OF_A_DOSE: Final = frozenset(
    {"ask_availability", "ask_contraindications", "ask_missed_dose", "ask_necessity", "ask_schedule", "ask_testing",
     "ask_unvaccinated_rules", "ask_vaccination_status", "ask_vaccine"}
)  # fmt: skip
#: Messages that tell a fact look like these.
_TELLING: Final = frozenset({"ask_vaccination_status", "ask_adult", "ask_pregnancy"})
#: Of nothing but these words a message asks how it goes on; "where" beside a plan is where the dose is given.
_LATER: Final = frozenset({"сосин", "содан", "кеиин", "потом", "далше", "дале"})
_WHAT: Final = _LATER | {"что", "че", "не", "каида", "куда", "калаи", "как", "каитем", "каитеми", "каитемиз"}
_THEN: Final = _WHAT | frozenset(
    "а ал и ну ше енди тепер сонда тогда мне нам делат истеим истеимиз истеиин истеу керек болади барам барамиз "
    "барамин идти ехат мен биз да жараиди хорошо поняла понял тусиндим".split()
)
_NOW: Final = {CONTACT: "exposure_advice", PLAN: "where", GROUP_CARE: "ask_exposure/group_rest"}
_LATER_ON: Final = {
    CONTACT: "ask_exposure/watch_until", GROUP_CARE: "ask_exposure/group_rest", ILLNESS: "ask_isolation/back_when",
    PLAN: "where",
}  # fmt: skip


def _said_for_them(turn: Turn, answer: str) -> tuple[list[Said], Conversation]:
    """The advice worked out for whom the message names; who was not with the patient has the answer for such people."""
    if answer != "exposure_advice":
        return answer_named(turn, answer)
    if turn.names_one_who_stayed:
        return [response(OTHERS_HOME)], turn.conversation
    said, conversation = answer_named(turn, answer)
    return said, _with_new_met(turn, conversation)


def _with_new_met(turn: Turn, conversation: Conversation) -> Conversation:
    """The conversation in which who was named only now has met the patient with the others, and belongs to them."""
    episode = conversation.episode
    source = next((one for one in conversation.people if one.contact == "yes" and one.contact_on is not None), None)
    if episode is None or episode.kind != CONTACT or source is None:
        return conversation
    new = [one for one in turn.people if one.id not in episode.people and one.contact is None and not one.confirmed]
    for one in new:
        conversation = conversation.with_person(one.met_with(source))
    ids = tuple(one.id for one in new)
    episode = replace(episode, people=(*episode.people, *ids), advised=(*episode.advised, *ids))
    return replace(conversation, episode=episode)


def _personal_of(turn: Turn) -> str | None:
    """What is worked out for a person in the talk's context; what helps after a contact only where there was one."""
    answer = PERSONAL.get(turn.before.last.context or "")
    is_met = any(one.contact == "yes" for one in turn.conversation.people)
    return None if answer == "exposure_advice" and not is_met else answer


def same_for_another(turn: Turn) -> Outcome | None:
    """«Ал қызыма ше?»: a person is named and hardly anything asked; what was worked out for one is for the other."""
    context = turn.before.last.context
    answer = _personal_of(turn)
    is_plain = names_only_a_person(turn.heard.tokens)
    if answer is None and turn.before.last.topic in _OF_A_DOSE and is_plain:
        answer, context = PERSONAL[PLAN], PLAN  # «прививки проверить», then «для малыша»
    if answer is None or not turn.taken.about or not turn.heard.reading.people:
        return None
    if asks_of_one_day(turn.heard.words):
        return None
    if BEGINS.get(turn.heard.intent, context) != context and turn.heard.confidence >= CLEAR:
        return None  # «күйеуім қызылшамен ауырып жатыр»
    nearer = found_in(turn)
    if nearer is not None and nearer.name == OTHERS_AT_HOME and met_too(turn):
        nearer = None  # who is named met the patient too
    if asks_only_what_to_do(turn.heard.tokens):
        nearer = None  # «мне 24 что делать»: nothing of its own is asked
    if nearer is not None and nearer.confidence >= _SURE_BESIDE_A_PERSON and not is_plain:
        return None
    if turn.heard.intent not in VAGUE and len(turn.heard.words) > _FEW_WORDS:
        return None
    if _is_unasked(turn, context):
        return begun_with(turn, ILLNESS)
    said, conversation = _said_for_them(turn, answer)
    return answered(turn, said, turn.before.last.topic, context=context, conversation=conversation)


def and_then(turn: Turn) -> Outcome | None:
    """«Сосын ше?», «и что теперь?», and no more: what comes next in what goes on, for whom the last answer was."""
    words = turn.heard.words
    if turn.heard.is_button or turn.before.question is not None or not words or not _THEN.issuperset(words):
        return None
    nearer = found_in(turn)
    if nearer is not None and nearer.confidence >= _SURE_BESIDE_A_PERSON:
        return None
    context = turn.before.last.context or ""
    is_later = not _LATER.isdisjoint(words)
    answer = (_LATER_ON if is_later else _NOW).get(context)
    is_met = any(one.contact == "yes" for one in turn.conversation.people)
    if answer is None or (context == CONTACT and not is_met) or not _WHAT.intersection(words):
        return None
    said, conversation = answer_named(turn, answer)
    return answered(turn, said, turn.before.last.topic, context=context, conversation=conversation)


def told_more(turn: Turn) -> Outcome | None:
    """A correction or a further fact of a person: what was worked out is worked out anew."""
    context = turn.before.last.context
    answer = _personal_of(turn)
    if answer is None or not turn.personal_told or turn.heard.is_button:
        return None
    begins = BEGINS.get(turn.heard.intent)
    if begins not in {None, context} and not turn.heard.reading.corrects:
        return None
    is_told = turn.heard.reading.corrects or turn.only_tells_facts
    is_told |= turn.begins_with_no and not asks_something(turn.heard.tokens)  # «жоқ, дені сау бала»
    asks = turn.heard.intent not in VAGUE | _TELLING and not is_told
    if asks and turn.heard.confidence >= CLEAR:
        return None
    if context == ILLNESS and turn.before.episode is None and turn.people and all(map(_had_it, turn.people)):
        said = plan_said(turn, "ask_vaccine/if_had_it")  # «былтыр ауырған», then «5 жаста»
        return answered(turn, said, "ask_recurrence", context=PLAN)
    if _is_unasked(turn, context):
        return begun_with(turn, ILLNESS)
    said, conversation = _said_for_them(turn, answer)
    return answered(turn, said, turn.before.last.topic, context=context, conversation=conversation)


def _is_unasked(turn: Turn, context: str | None) -> bool:
    """Whether nobody told or was asked how they are: «5 жаста» behind a question of treatment is no "no fever"."""
    if context != ILLNESS or turn.before.episode is not None:
        return False
    return any(not shows_signs(one) and not {one.danger, one.fever, one.rash} & {"yes", "no"} for one in turn.people)


def _had_it(person: Person) -> bool:
    """Whether measles is over, and nothing is told of another illness."""
    return bool(person.had_measles) and not shows_signs(person)
