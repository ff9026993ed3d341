"""The next step of a consultation: its next question, or the advice for each person and its end."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from rasa_project.dialogue.answers import for_each
from rasa_project.dialogue.consultations import PERSONAL_OPENINGS, SHARED, asked, begun, result, with_shared_day
from rasa_project.dialogue.contexts import CONTACT, ILLNESS
from rasa_project.dialogue.conversation import Conversation, Episode, Person, Question, Said
from rasa_project.dialogue.emergency import begun as emergency_begun
from rasa_project.dialogue.passed_over import open_question, passed_over
from rasa_project.dialogue.people_facts import is_vague
from rasa_project.dialogue.putting import DANGER, MOST_PUTS, left, puts_of, with_put, without_puts, wording_of
from rasa_project.dialogue.turn import Outcome, Turn, answered
from rasa_project.dialogue.who import lead_of

#: A question that so many messages in a row did not answer is left, or not repeated beside other answers.
MOST_TRIES: Final = 2
_MOST_QUESTIONS: Final = 6
#: The question that carries the first advice after a contact.
_FIRST: Final = "when"
#: So often the danger question is put to somebody who tells other things instead.
_MOST_DANGER: Final = 2


def go_on(
    turn: Turn, conversation: Conversation, said: list[Said], *, is_new: bool, may_leave: bool = False
) -> Outcome:
    """Put the next question, or give the advice for each person and end.

    Args:
        turn: the turn.
        conversation: with what the message told and answered.
        said: what goes before: answers to side questions, advice for others.
        is_new: whether the consultation begins.
        may_leave: whether the message was more than a side question, so that a question put too often is left.
    """
    episode = conversation.episode
    if episode is None:
        raise ValueError("A consultation needs its episode")
    if is_new:
        conversation = without_puts(conversation)
    if episode.kind == CONTACT:
        conversation = with_shared_day(conversation, episode.people)
    before = conversation.question
    if may_leave and before is not None:
        said, conversation = _without_worn_out(turn, conversation, before, said)
    people = [one for one in map(conversation.person, episode.people) if one is not None]
    if episode.kind == CONTACT:  # «үлкені қасында болған жоқ»
        people = [one for one in people if one.contact != "no"] or people
    is_attempt = before is not None and before.name == DANGER and turn.heard.answered.answer is not None
    tells = bool(turn.taken.all_told) and not is_attempt  # «да, сыпь и температура» is no clear yes: put again
    open_now = {
        one.id: open_question(conversation, episode, one, turn.today, tells=tells and not is_new) for one in people
    }
    ready = [one for one in people if open_now[one.id] is None and one.id not in episode.advised]
    advised = replace(episode, advised=(*episode.advised, *(one.id for one in ready)))
    context = CONTACT if episode.kind == CONTACT else ILLNESS
    count = before.asked if before is not None else 0
    for person in people:
        name = open_now[person.id]
        is_same = before is not None and name == before.name and person.id == before.person
        if name is None or (not is_same and count >= _MOST_QUESTIONS):
            continue
        first = _opening(person, name, turn, is_alone=len(people) == 1) if is_new and episode.kind == CONTACT else []
        known = for_each(ready, lambda one: result(episode, one, turn.today), turn, is_one_of_several=True)
        tries = before.tries if before is not None and is_same else 0
        standing = Question(name, person.id, tries, count if is_same else count + 1)
        aside = _once([*said, *known, *first])
        puts = puts_of(conversation, name, person.id)
        is_put = not aside or (tries < MOST_TRIES and puts < MOST_PUTS)  # beside other answers not for ever
        wording = max(wording_of(conversation, name, person.id), int(name == _FIRST and bool(first)))
        put = _put(turn, episode, name, person, wording, is_one_of_several=len(people) > 1)
        out = [*(replace(one, is_aside=is_put) for one in aside), *([put] if is_put else [])]
        behind = replace(conversation, question=standing, episode=advised)
        behind = with_put(behind, name, person.id) if is_put else behind
        return answered(turn, out, None, context=context, conversation=behind, people=episode.people)
    left_over = [one for one in people if one.id not in episode.advised] or people
    advice = for_each(left_over, lambda one: result(episode, one, turn.today), turn)
    before_it = (passed_over(episode, one, turn.today) for one in left_over)
    advice = _once([*said, *(one for one in before_it if one is not None), *advice])
    if any(one.response == "utter_report_emergency" for one in advice):
        return emergency_begun(turn.with_conversation(conversation), episode.people)
    done = without_puts(replace(conversation, question=None, episode=advised))
    return answered(turn, advice, None, context=context, conversation=done, people=episode.people)


def _opening(person: Person, name: str, turn: Turn, *, is_alone: bool) -> list[Said]:
    """The first advice before the first question; that on the day brings its own, but of one whose facts are told."""
    said = begun(person, turn.today)
    if name != _FIRST:
        return [said]
    is_of_the_house = bool(person.lives_with)
    return [said] if is_alone and not is_of_the_house and said.response in PERSONAL_OPENINGS else []


def _put(turn: Turn, episode: Episode, name: str, person: Person, puts: int, *, is_one_of_several: bool) -> Said:
    """The question; with whom it is about in front, where it is put to one of several."""
    put = asked(episode, name, person, turn.today, puts=puts)
    is_personal = is_one_of_several and name not in SHARED and not is_vague(person)
    return replace(put, lead=lead_of(person, turn.today)) if is_personal else put


def _without_worn_out(
    turn: Turn, conversation: Conversation, before: Question, said: list[Said]
) -> tuple[list[Said], Conversation]:
    """The conversation in which a question that was put too often, and is open still, is left."""
    episode, person = conversation.episode, conversation.person(before.person)
    if episode is None or person is None:
        return said, conversation
    if open_question(conversation, episode, person, turn.today, tells=True) != before.name:
        return said, conversation
    most = _MOST_DANGER if before.name == DANGER and turn.taken.all_told else MOST_PUTS
    if puts_of(conversation, before.name, person.id) < most:
        return said, conversation
    line, conversation = left(conversation, before.name, person.id)
    line = passed_over(episode, person, turn.today) or line
    return [*said, line], conversation


def _once(said: list[Said]) -> list[Said]:
    """Each answer once: the same advice for the same person may come by two ways."""
    return [one for place, one in enumerate(said) if one not in said[:place]]
