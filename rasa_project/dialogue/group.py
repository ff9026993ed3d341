"""Who has a group in her care: a teacher, a school nurse, a driver of a school bus, a warden of a hostel.

What she tells of an ill child or a patient is of nobody of her family: no consultation begins for a child. The group
has its answers, and she herself the advice of a grown-up who met a patient.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from rasa_project.dialogue.answers import response
from rasa_project.dialogue.contexts import CONTACT, GROUP_CARE
from rasa_project.dialogue.conversation import Conversation, Episode, Person, Said
from rasa_project.dialogue.going_on import go_on
from rasa_project.dialogue.meaning import FollowUpFound
from rasa_project.dialogue.people_facts import shows_signs
from rasa_project.dialogue.turn import Outcome, Turn, answered
from rasa_project.understanding.extraction import Danger
from rasa_project.understanding.followups import followups
from rasa_project.understanding.group_words import leads_group, names_own
from rasa_project.understanding.measles_told import tells_of_case
from rasa_project.understanding.mentions import Kind
from rasa_project.understanding.phrases import phrases, stands

#: Somebody of the group has measles; is ill, and nobody knows of what; and what of those who were beside him.
_FIRST: Final = "ask_exposure/group_first"
_ILL_NOW: Final = "ask_first_steps/group_ill_now"
#: A follow-up of the group is taken from this probability on; beside the first report it has to be surer.
_SURE: Final = 0.4
_SURER: Final = 0.7
_REST: Final = "ask_exposure/group_rest"
#: Those of the group.
_THEM: Final = phrases(
    "балалар", "баскалар", "дети", "детеи", "детям", "калгандар", "осталн", "окушилар", "студенттер", "студенти",
    "ученики", "учеников", "ребят", "непривит", "екпесиз",
)  # fmt: skip
#: A sign by its name, whoever has it.
_SIGNS: Final = phrases("бортип", "бортк", "бортп", "кизу", "кизип", "пятн", "сип", "темпер", "жар")
#: What else a message may be, said by somebody with a group: then what it tells is of the group all the same.
_REPORTS: Final = frozenset({"ask_exposure", "ask_first_steps", "ask_isolation", "ask_outbreak", "report_symptoms"})
#: Facts of the writer that ask for advice of her own.
_HER_OWN: Final = frozenset({"age_months", "born", "doses", "had_measles", "risk"})


def of_the_group(turn: Turn) -> Outcome | None:
    """The answer for the group of who has one in her care, and for herself where she tells or asks of herself."""
    heard = turn.heard
    if heard.is_button or not turn.conversation.is_for_group or names_own(heard.words):
        return None
    if heard.danger in {Danger.NOW, Danger.MAYBE} or (turn.before.episode and turn.before.episode.kind == "emergency"):
        return None
    said = _said(turn)
    if _asks_of_herself(turn):
        return _with_her_own(turn, said)
    if not said:
        return None
    conversation = _without_children(turn)
    if turn.before.question is not None and conversation.episode is not None:
        return go_on(turn, replace(conversation, question=turn.before.question), said, is_new=False)
    return answered(turn, said, "ask_exposure", context=GROUP_CARE, conversation=conversation, people=())


def _said(turn: Turn) -> list[Said]:
    """What is said of the group: to the follow-up that is meant, else to what is told of it."""
    found = _followup(turn)
    begins = _told_of(turn)
    if found is not None and (begins is None or found.confidence >= _SURER):
        return [response(followups()[GROUP_CARE][found.name].answer or _FIRST)]
    if begins is None and _speaks_of_them(turn):
        begins = _REST
    return [response(begins)] if begins is not None else []


def _speaks_of_them(turn: Turn) -> bool:
    """Whether several of the group are spoken of while the talk is of it: «дети остальные по году, не привиты»."""
    is_going_on = turn.before.last.context == GROUP_CARE or turn.before.question is not None
    is_of_writer = any(one.kind is Kind.WRITER for one in turn.heard.reading.people)
    return is_going_on and not is_of_writer and stands(turn.heard.words, _THEM)


def _followup(turn: Turn) -> FollowUpFound | None:
    some = [one for one in turn.heard.followups if one.context == GROUP_CARE and one.confidence >= _SURE]
    return max(some, key=lambda one: one.confidence, default=None)


def _told_of(turn: Turn) -> str | None:
    """The first answer to what is told of somebody of the group; ``None`` where nothing is."""
    heard = turn.heard
    facts = [part.facts for part in heard.reading.parts if part.who is None or part.who.kind is not Kind.WRITER]
    is_ill = any(one.fever or one.rash or one.signs for one in facts) or stands(heard.words, _SIGNS)
    if tells_of_case(heard.words) or any(one.confirmed for one in facts):
        return _FIRST
    if is_ill:
        return _ILL_NOW
    if any(one.contact for one in facts):
        return _FIRST
    return _FIRST if heard.intent in _REPORTS and leads_group(heard.words) else None


def _asks_of_herself(turn: Turn) -> bool:
    """Whether the message tells or asks something of the writer herself, as of one who met the patient."""
    writer = next((one for one in turn.conversation.people if one.kind == "writer"), None)
    if writer is None or writer.id not in turn.taken.about:
        return False
    is_first = turn.before.last.context != GROUP_CARE and not _told_of(turn)
    names = turn.taken.told.get(writer.id, frozenset())
    return not is_first and not shows_signs(writer) and (bool(names & _HER_OWN) or not turn.taken.all_told)


def _with_her_own(turn: Turn, said: list[Said]) -> Outcome:
    """The group's answer, then the consultation of the writer as one who met the patient."""
    conversation = _without_children(turn)
    writer = next(one for one in conversation.people if one.kind == "writer")
    conversation = conversation.with_person(replace(writer, contact="yes"))
    episode = Episode(CONTACT, (writer.id,), turn.now)
    is_new = turn.before.episode is None or turn.before.episode.people != episode.people
    conversation = replace(conversation, episode=episode, about=writer.id, question=None)
    return go_on(turn, conversation, said=[replace(one, is_short=True) for one in said], is_new=is_new)


def _without_children(turn: Turn) -> Conversation:
    """The conversation without children who came up in this message: they are of the group."""
    before = turn.before
    known = {one.id for one in before.people}
    people = tuple(one for one in turn.conversation.people if one.id in known or _is_grown_up(one))
    if not any(one.kind is Kind.WRITER for one in turn.heard.reading.people):  # «5 бала екпе алмаған»: none of hers
        people = tuple(before.person(one.id) or one for one in people)
    return replace(turn.conversation, people=people, about=before.about, episode=before.episode, question=None)


def _is_grown_up(person: Person) -> bool:
    return person.kind in {"grown_up", "writer"}
