"""What is said beside a question of a consultation: to a side question, and to others whom the message names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from rasa_project.dialogue.answers import OTHERS_HOME, answer_named, is_at_risk, met_at_home, met_said, response
from rasa_project.dialogue.answers_taken import only_answers
from rasa_project.dialogue.beside_patient import is_well_beside, patients, said_beside
from rasa_project.dialogue.contexts import BEGINS, CONTACT, ILLNESS, TALK
from rasa_project.dialogue.conversation import Conversation, Episode, Person, Question, Said
from rasa_project.dialogue.followed import answer_of, found_in, is_another
from rasa_project.dialogue.meaning import FollowUpFound
from rasa_project.dialogue.named import named_question
from rasa_project.dialogue.outings import asks_of_going, ill_and_met, out_said
from rasa_project.dialogue.particular import (
    SURE,
    intent_of,
    is_borne_out,
    question_answered,
    question_found,
    question_said,
)
from rasa_project.dialogue.parts_asked import asked_alone
from rasa_project.dialogue.places_said import names_place_outside
from rasa_project.dialogue.still_ill import another_day_said, asks_for_another_day
from rasa_project.dialogue.subjects import subject_response
from rasa_project.dialogue.talk import MOVES
from rasa_project.dialogue.topics import topic_said
from rasa_project.dialogue.turn import CLEAR, Turn
from rasa_project.understanding.answers import asks, asks_or_supposes
from rasa_project.understanding.phrases import phrases, stands

#: A message of so few words that names the writer asks for her; a longer one has to tell one of these.
_FEW: Final = 6
_OF_THE_WRITER: Final = frozenset({"age_months", "born", "doses", "had_measles", "risk"})
#: «Что ему делать?», by beginnings of folded words.
_DO: Final = ("делат", "кашан", "каитем", "каиту")
#: «Қазір түнгі 2, не істейін», «сейчас ночь, куда звонить».
_NIGHT: Final = phrases("ноч", "сеичас ноч", "тунги", "тунде", "тун ортаси", "тун болип")
#: A side question is answered from this probability on; an answer to the question goes before.
_SIDE: Final = 0.4
#: Follow-ups that say that a question of the bot has no answer: of all of them the one that stands.
IN_VAIN: Final[Mapping[tuple[str, str], str | None]] = {
    (CONTACT, "days_count"): "when",
    (CONTACT, "doses_unknown"): "doses",
    (ILLNESS, "refuse_answer"): None,
    (TALK, "not_telling"): None,
}
#: Of who met a patient.
_SIGN_NOW: Final = "sign_now"
#: A particular question beside an answer has to be this sure.
SURE_BESIDE_ANSWER: Final = 0.75
#: Follow-ups on doses; who tells a number of them asks none of these.
_OF_DOSES: Final = frozenset({"both_doses", "doses_unknown", "had_measles", "if_one_dose", "if_unvaccinated"})
#: The same where the message asks in so many words.
_SURE_BESIDE_FACT: Final = 0.5
#: What the consultation itself answers in the end.
_OF_CONSULTATION: Final = frozenset(
    {"ask_adult", "ask_exposure", "ask_first_steps", "ask_infant", "ask_missed_dose", "ask_necessity", "ask_pregnancy",
     "ask_schedule", "ask_unvaccinated_rules", "ask_vaccination_status"}
)  # fmt: skip
#: «Корь это или нет», «қызылша ма бұл».
_IS_IT: Final = phrases(
    "ето кор или", "ето кор ли", "кизилша ма", "кизилшама", "кизилша емес пе", "кор ето", "кор ли ето", "кор или",
    "не кор ли", "похоже на кор",
)  # fmt: skip
_IS_IT_MEASLES: Final = "ask_difference/is_it_measles"
#: Topics whose questions are answered beside the first question of a consultation.
_BESIDE_THE_FIRST: Final = frozenset(
    {"ask_availability", "ask_isolation", "ask_necessity", "ask_pregnancy", "ask_testing", "ask_treatment",
     "ask_unvaccinated_rules"}
)  # fmt: skip
#: A follow-up beside an answer has to be this sure.
SURE_ASIDE: Final = 0.45


def others_said(turn: Turn, conversation: Conversation, question: Question) -> tuple[list[Said], Conversation]:
    """The advice for others whom the message asks about («а маған ше?»); of whom it only tells are asked in their turn.

    They belong to the consultation from here on.
    """
    episode = conversation.episode
    named = turn.taken.about if turn.heard.reading.people else ()
    people = [one for one in map(conversation.person, named) if one is not None and one.id != question.person]
    people = [one for one in people if not one.confirmed and _is_meant(turn, one)]
    if episode is None or not people:
        return [], conversation
    if episode.kind == ILLNESS:
        return _met_at_home(turn, conversation, people, question)
    if turn.names_one_who_stayed:
        return [response(OTHERS_HOME)], conversation
    met = tuple(dict.fromkeys([*episode.people, *(one.id for one in people)]))
    now = people if _asks_for_them(turn) else [one for one in people if is_at_risk(one)]
    conversation = replace(conversation, episode=replace(episode, people=met, advised=_advised(episode, now)))
    return met_said(turn, conversation, now) if now else ([], conversation)


def _advised(episode: Episode, people: Sequence[Person]) -> tuple[int, ...]:
    return tuple(dict.fromkeys([*episode.advised, *(one.id for one in people)]))


def _asks_for_them(turn: Turn) -> bool:
    """Whether the message asks what to do for those whom it names, and does not merely tell of them."""
    heard = turn.heard
    return asks(heard.tokens) or any(word.startswith(_DO) for word in heard.words) or not turn.taken.all_told


def _met_at_home(
    turn: Turn, conversation: Conversation, people: list[Person], question: Question
) -> tuple[list[Said], Conversation]:
    """The advice for those who live with somebody who has measles («а грудная 3 месяца?», «мне 29»)."""
    patient = conversation.person(question.person)
    if patient is None or not patient.confirmed:
        ill = [one for one in patients(turn) if one not in people]
        met = [one for one in people if is_at_risk(one) and is_well_beside(one, ill)]
        return said_beside(turn, conversation, met, ill) if ill and met else ([], conversation)
    return met_said(turn, conversation, met) if (met := met_at_home(conversation, people)) else ([], conversation)


def _is_meant(turn: Turn, person: Person) -> bool:
    """Whether the writer speaks of herself as one who met the patient, and not only as who writes («я согласна»)."""
    told = turn.taken.told.get(person.id, frozenset())
    if person.kind == "grown_up" and not told and asks_of_going(turn):
        return False  # «а к бабушке?»: she is visited
    return person.kind != "writer" or len(turn.heard.words) <= _FEW or bool(told & _OF_THE_WRITER)


def _is_of_question(turn: Turn, found: FollowUpFound) -> bool:
    """Whether a follow-up only speaks of the question that the message answers: «екі күн бұрын» is no doubt of days."""
    question = turn.before.question
    return question is not None and IN_VAIN.get((found.context, found.name), "") == question.name


def _only_tells_of_doses(turn: Turn, found: FollowUpFound) -> bool:
    """Whether doses that are told, and not asked about, were taken for a question on them."""
    return found.name in _OF_DOSES and "doses" in turn.taken.all_told and not asks(turn.heard.tokens)


def asides_said(turn: Turn, conversation: Conversation, *, answers_it: bool) -> tuple[list[Said], Conversation]:
    """What is said to the questions of the message: of several to each, in short."""
    parts = asked_alone(turn)
    if not parts:
        return aside_said(turn, conversation, answers_it=answers_it)
    said: list[Said] = []
    for part in parts:
        some, conversation = aside_said(part, conversation, answers_it=False)
        said += [replace(one, is_short=len(parts) > 1) for one in some]
    return said, conversation


def aside_said(turn: Turn, conversation: Conversation, *, answers_it: bool) -> tuple[list[Said], Conversation]:
    """The answer to a question that came with, or instead of, an answer."""
    heard = turn.heard
    within = turn.with_conversation(conversation)
    only_told = only_answers(turn) or (answers_it and turn.asks_nothing)
    beyond_doubt = _beyond_doubt(within, only_told=only_told)
    if beyond_doubt or only_told or heard.tapped:
        return beyond_doubt, conversation
    found = found_in(within) or turn.followup(TALK)
    is_told = answers_it and (_is_of_question(turn, found) or _only_tells_of_doses(turn, found)) if found else False
    if found is not None and (is_another(within, found) or is_told):
        found = None
    if found is not None and found.name == _SIGN_NOW and "patient_rash" in turn.taken.all_told:
        found = None  # the rash is the patient's
    if found is not None and (not answers_it or found.confidence >= SURE_ASIDE):
        answer = answer_of(within, found)
        if answer == "topic":
            return topic_said(within, conversation.last.topic or heard.intent)
        if answer and not (found.context == TALK and (answer in MOVES or found.confidence < SURE_ASIDE)):
            return answer_named(within, answer, conversation)
    if answers_it and asks(heard.tokens):
        return _asked_beside(within)
    only_answers_it = answers_it or (turn.begins_with_no and not asks_or_supposes(heard.tokens))
    question = question_answered(within, SURE_BESIDE_ANSWER if only_answers_it else SURE)
    if question is not None:
        return [question_said(question)], conversation
    return ([], conversation) if only_answers_it else _topic_aside(within)


def asked_with_it(turn: Turn, kind: str) -> list[Said]:
    """The answers to questions of the first message that the consultation says nothing of: a fine, nursing.

    Beside an illness several questions are answered by ``several``; whether it is measles is by this alone.
    """
    said: list[Said] = []
    if stands(turn.heard.words, _IS_IT):
        said.append(replace(response(_IS_IT_MEASLES), is_short=True, is_aside=True))
    for part in (asked_alone(turn) or [turn]) if kind == CONTACT else ():
        question = question_answered(part, _SURE_BESIDE_FACT)
        is_asked = asks(part.heard.tokens) or "?" in part.heard.tokens
        if question is not None and is_asked and intent_of(question) in _BESIDE_THE_FIRST:
            said.append(replace(question_said(question), is_short=True, is_aside=True))
    return said


def _beyond_doubt(turn: Turn, *, only_told: bool) -> list[Said]:
    """What is said where words leave no doubt: going out, the night, a visit on another day, a thing by its name."""
    if said := out_said(turn, *ill_and_met(turn)):
        return said
    if stands(turn.heard.words, _NIGHT) and asks(turn.heard.tokens):
        return [response("ask_first_steps/closed_now")]
    if only_told:
        return []
    if asks_for_another_day(turn) and (said := another_day_said(turn)):
        return said
    if (question := named_question(turn)) is not None:
        return [question_said(question)]
    return []


def _asked_beside(turn: Turn) -> tuple[list[Said], Conversation]:
    """The answer to what is asked beside an answer: «8 айлық, бал беруге бола ма?», «ему 3 года, а гулять можно?».

    A subject that is named, else a particular question, else a follow-up of another context, else a topic that the
    consultation itself says nothing of.
    """
    heard, conversation = turn.heard, turn.conversation
    subject = subject_response(heard.intent, heard.words)
    if subject is not None:
        return [Said(subject)], conversation
    question = question_found(turn, _SURE_BESIDE_FACT)
    if question is not None and is_borne_out(turn, question):
        return [question_said(question)], conversation
    far = [one for one in heard.followups if not one.is_near and one.context in {CONTACT, ILLNESS}]
    best = max(far, key=lambda one: one.confidence, default=None)
    answer = answer_of(turn, best) if best is not None and best.confidence >= SURE_BESIDE_ANSWER else None
    if answer is not None and "/" in answer:  # a text; nothing that is worked out
        return answer_named(turn, answer, conversation)
    is_of_consultation = heard.intent in _OF_CONSULTATION or heard.confidence < CLEAR
    return ([], conversation) if is_of_consultation else _topic_aside(turn)


def _topic_aside(turn: Turn) -> tuple[list[Said], Conversation]:
    """The general answer of a side question, where the intent is sure enough."""
    heard = turn.heard
    if heard.confidence >= _SIDE and heard.intent not in BEGINS:
        if turn.is_short and names_place_outside(heard.words):
            return topic_said(turn, "find_clinic")
        if heard.intent.startswith(("ask_", "find_", "request_", "bot_", "help", "change_")):
            return topic_said(turn, heard.intent)
    return [], turn.conversation
