"""What is said beside a question of a consultation: to a side question, and to others whom the message names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from rasa_project.dialogue.answers import answer_named, met_said
from rasa_project.dialogue.answers_taken import only_answers
from rasa_project.dialogue.contexts import BEGINS, CONTACT, ILLNESS, TALK
from rasa_project.dialogue.conversation import Conversation, Person, Question, Said
from rasa_project.dialogue.followed import answer_of, found_in, is_another
from rasa_project.dialogue.meaning import FollowUpFound
from rasa_project.dialogue.particular import SURE, question_answered, question_said
from rasa_project.dialogue.places_said import names_place_outside
from rasa_project.dialogue.talk import MOVES
from rasa_project.dialogue.topics import topic_said
from rasa_project.dialogue.turn import Turn
from rasa_project.understanding.answers import asks_or_supposes

#: A message of so few words that names the writer asks for her; a longer one has to tell one of these.
_FEW: Final = 6
_OF_THE_WRITER: Final = frozenset({"age_months", "born", "doses", "had_measles", "risk"})
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
#: A follow-up beside an answer has to be this sure.
SURE_ASIDE: Final = 0.45


def others_said(turn: Turn, conversation: Conversation, question: Question) -> tuple[list[Said], Conversation]:
    """The advice for others whom the message names («а маған ше?»); they belong to the consultation from here on."""
    episode = conversation.episode
    named = turn.taken.about if turn.heard.reading.people else ()
    people = [one for one in map(conversation.person, named) if one is not None and one.id != question.person]
    people = [one for one in people if not one.confirmed and _is_meant(turn, one)]
    if episode is None or not people:
        return [], conversation
    if episode.kind == ILLNESS:
        return _met_at_home(turn, conversation, people, question)
    ids = tuple(one.id for one in people)
    met = tuple(dict.fromkeys([*episode.people, *ids]))
    conversation = replace(conversation, episode=replace(episode, people=met, advised=tuple({*episode.advised, *ids})))
    said, conversation = answer_named(turn.with_conversation(conversation), "exposure_advice", conversation)
    return said, conversation


def _met_at_home(
    turn: Turn, conversation: Conversation, people: list[Person], question: Question
) -> tuple[list[Said], Conversation]:
    """The advice for children who live with somebody who has measles («а грудная 3 месяца?»)."""
    patient = conversation.person(question.person)
    children = [one for one in people if one.kind == "child" and not one.signs and one.fever != "yes"]
    if patient is None or not patient.confirmed or not children:
        return [], conversation
    return met_said(turn, conversation, children)


def _is_meant(turn: Turn, person: Person) -> bool:
    """Whether the writer speaks of herself as one who met the patient, and not only as who writes («я согласна»)."""
    told = turn.taken.told.get(person.id, frozenset())
    return person.kind != "writer" or len(turn.heard.words) <= _FEW or bool(told & _OF_THE_WRITER)


def _is_of_question(turn: Turn, found: FollowUpFound) -> bool:
    """Whether a follow-up only speaks of the question that the message answers: «екі күн бұрын» is no doubt of days."""
    question = turn.before.question
    return question is not None and IN_VAIN.get((found.context, found.name), "") == question.name


def aside_said(turn: Turn, conversation: Conversation, *, answers_it: bool) -> tuple[list[Said], Conversation]:
    """The answer to a question that came with, or instead of, an answer."""
    heard = turn.heard
    if (heard.is_button and heard.tapped) or only_answers(turn):
        return [], conversation
    if answers_it and turn.asks_nothing:
        return [], conversation
    within = turn.with_conversation(conversation)
    found = found_in(within) or turn.followup(TALK)
    if found is not None and (is_another(within, found) or (answers_it and _is_of_question(turn, found))):
        found = None
    if found is not None and found.name == _SIGN_NOW and "patient_rash" in turn.taken.all_told:
        found = None  # the rash is the patient's
    if found is not None and (not answers_it or found.confidence >= SURE_ASIDE):
        answer = answer_of(within, found)
        if answer == "topic":
            return topic_said(within, conversation.last.topic or heard.intent)
        if answer and not (found.context == TALK and (answer in MOVES or found.confidence < SURE_ASIDE)):
            return answer_named(within, answer, conversation)
    only_answers_it = answers_it or (turn.begins_with_no and not asks_or_supposes(heard.tokens))
    question = question_answered(within, SURE_BESIDE_ANSWER if only_answers_it else SURE)
    if question is not None:
        return [question_said(question)], conversation
    return ([], conversation) if only_answers_it else _topic_aside(within)


def _topic_aside(turn: Turn) -> tuple[list[Said], Conversation]:
    """The general answer of a side question, where the intent is sure enough."""
    heard = turn.heard
    if heard.confidence >= _SIDE and heard.intent not in BEGINS:
        if turn.is_short and names_place_outside(heard.words):
            return topic_said(turn, "find_clinic")
        if heard.intent.startswith(("ask_", "find_", "request_", "bot_", "help", "change_")):
            return topic_said(turn, heard.intent)
    return [], turn.conversation
