"""Follow-ups: «неше күн?», «ал кішісі ше?», in the light of what goes on and of what was answered last."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from rasa_project.advice.exposure import cannot_be_vaccinated
from rasa_project.advice.knowledge import knowledge
from rasa_project.dialogue.answers import answer_named, is_at_risk, response
from rasa_project.dialogue.consultations import exposure_of
from rasa_project.dialogue.contexts import (
    BEGINS,
    CONTACT,
    EMERGENCY,
    ILLNESS,
    MOTHERHOOD,
    PLAN,
    TALK,
    TOPICS,
)
from rasa_project.dialogue.conversation import Person, Said
from rasa_project.dialogue.meaning import FollowUpFound
from rasa_project.dialogue.particular import is_of_no_vaccine
from rasa_project.dialogue.people_facts import shows_signs
from rasa_project.dialogue.subjects import subject_response
from rasa_project.dialogue.topics import topic_said
from rasa_project.dialogue.turn import CLEAR, Outcome, Turn, answered
from rasa_project.understanding.answers import is_no
from rasa_project.understanding.extraction import Danger
from rasa_project.understanding.followups import followups
from rasa_project.understanding.help_came import is_well_again
from rasa_project.understanding.mentions import Kind as Who
from rasa_project.understanding.quantities import Kind
from rasa_project.understanding.state_words import tells_better

#: Where the classifier of intents is clear of another question, the follow-up has to be surer.
_SURER: Final = 0.7
_SURE_OF_SHORT: Final = 0.4
#: A particular question that is so sure is no aspect of the topic before.
_SURELY: Final = 0.9
_ELLIPTIC: Final = 3
#: A question that opens a context is a particular one of it from here on.
_PARTICULAR: Final = 0.5
#: What is asked of who is ill now («балам қызып тұр 39 не істеймін»): hardly for one thing of the illness.
_OF_THE_ILL: Final = frozenset({"ask_first_steps", "report_symptoms"})
#: Among equals that of the episode counts: its days are few.
_OF_THE_EPISODE: Final = 0.05
_DEFAULT: Final = "default"
_TOPIC: Final = "topic"
#: What is worked out for a person in each context.
PERSONAL: Final = {CONTACT: "exposure_advice", ILLNESS: "triage_advice", MOTHERHOOD: "exposure_advice", PLAN: "plan"}
#: Of the vaccine of any grown-up; who is pregnant has an answer of her own.
_OF_GROWN_UPS: Final = frozenset({"adult_catch", "grown_up"})
#: Of those who stayed at home; who met the patient is none of them.
OTHERS_AT_HOME: Final = "others_home"
_SIBLINGS: Final = "siblings"
#: Only where something is told as better; «кеше» alone says nothing of how the patient is.
_BETTER: Final = "better_now"
_ONLY_A_DAY: Final = 2
#: Whether a child may go to nursery now: of one who has had a dose the answer begins with that.
_ATTEND: Final = "attend"
_ATTEND_VACCINATED: Final = "ask_exposure/attend_vaccinated"
#: What is said to who can't have the vaccine instead of answers that send for it.
_UNKNOWN: Final = "doses_unknown"
_INSTEAD: Final = {(CONTACT, _UNKNOWN): "exposure_advice", (CONTACT, "dose_worth"): "ask_exposure/no_dose"}
#: Of a woman who met a patient the same as after any contact.
_OF_A_MOTHER: Final = {(MOTHERHOOD, _UNKNOWN): "exposure_advice"}
#: «Иммунитеті де дұрыс»: nobody's is weak.
_BOTH_DOSES: Final = "both_doses"
_TWO: Final = 2
_WEAK: Final = "weak_immunity"
_WELL: Final = ("дурис", "жакси", "калипт", "крепк", "норм", "хорош")
#: No clear question.
VAGUE: Final = frozenset({"inform", "nlu_fallback", "affirm", "deny", "greet", "out_of_scope"})


def follow_up(turn: Turn) -> Outcome | None:
    """A follow-up of the context that the talk is in."""
    found = found_in(turn)
    if found is None or turn.heard.is_button or is_another(turn, found):
        return None
    answer = answer_of(turn, found)
    is_beside = found.context == ILLNESS and turn.before.last.context == CONTACT  # «а мне 24, я привита»
    only_tells = (
        (turn.only_tells or (is_beside and turn.only_tells_facts))
        and turn.personal_told
        and turn.before.last.context in PERSONAL
    )
    if found.context == TOPICS and turn.only_tells_facts and found.confidence < _SURER:
        return None  # «екі жаста», told behind an answer on signs
    if answer is None or (only_tells and not _is_of_who_stayed(turn, found)):
        return None
    topic = turn.before.last.topic
    if found.name in _OF_GROWN_UPS and any(one.risk == "pregnant" for one in turn.people):
        answer, topic = _TOPIC, "ask_pregnancy"
    if answer == _TOPIC:
        said, conversation = topic_said(turn, topic or turn.heard.intent)
    else:
        said, conversation = answer_named(turn, answer)
        said = [*_if_unknown(turn, found), *said]
    return answered(turn, said, topic, context=_context_behind(turn, found), conversation=conversation)


def found_in(turn: Turn) -> FollowUpFound | None:
    """The surest follow-up of what goes on, one of the talk and of the emergency left out, that has an answer here."""
    near = [one for one in turn.heard.followups if one.is_near and one.context not in {TALK, EMERGENCY}]
    some = [one for one in near if answer_of(turn, one) is not None]
    episode = turn.before.episode.kind if turn.before.episode is not None else None
    best = max(some, key=lambda one: one.confidence + _OF_THE_EPISODE * _closeness(one, episode), default=None)
    return best if best is not None and turn.followup(best.context) is not None else None


def _closeness(found: FollowUpFound, episode: str | None) -> int:
    """That of the episode goes before another, and any context before an aspect of whatever the topic was."""
    return int(found.context == episode) + int(found.context != TOPICS)


def particular(turn: Turn) -> Outcome | None:
    """A question that stands by itself and asks for one thing: its own answer, and the context that it opens.

    What ``subjects.yml`` names in so many words goes before.
    """
    topic = turn.heard.intent
    needed = _SURELY if topic in _OF_THE_ILL and any(map(shows_signs, turn.people)) else _PARTICULAR
    some = [one for one in turn.heard.followups if not one.is_near and one.confidence >= needed]
    if subject_response(topic, turn.heard.words) is not None:
        return None
    for found in sorted(some, key=lambda one: -one.confidence):
        entry = followups()[found.context][found.name]
        answer = entry.answer or entry.answers.get(topic)
        if answer is not None and answer != _TOPIC:
            said, conversation = answer_named(turn, answer)
            context = found.context if found.context != TOPICS else None
            return answered(turn, said, topic, context=context, conversation=conversation)
    return None


def answer_of(turn: Turn, found: FollowUpFound) -> str | None:
    """The answer of a follow-up in this talk; an aspect («неше күн?») has one for topics that it makes sense for."""
    entry = followups()[found.context][found.name]
    if _asks_of_who_met(turn, found):
        return "exposure_advice"
    is_not_hers = found.context == MOTHERHOOD and _is_no_mothers(turn, found)
    is_not_hers |= is_of_no_vaccine(turn, entry.answer or "")
    is_not_hers |= found.name == _ATTEND and bool(turn.taken.about) and any(one.confirmed for one in turn.people)
    is_harmless = turn.heard.danger is Danger.DENIED or is_well_again(turn.heard.words)
    if is_not_hers or (entry.answer == EMERGENCY and is_harmless):
        return None
    if entry.answer == "exposure_advice" and turn.people and all(one.contact == "no" for one in turn.people):
        return None  # the contact was denied
    instead = _INSTEAD.get((found.context, found.name))
    if instead is None and any(one.contact == "yes" for one in turn.people):
        instead = _OF_A_MOTHER.get((found.context, found.name))
    if instead is not None and any(_may_not_have(turn, one) for one in turn.people):
        return instead
    if found.name == _BETTER and (not _was_ill(turn) or _is_only_a_day(turn) or not tells_better(turn.heard.words)):
        return None  # «жоқ, қызуы жоқ», said of who is well
    is_well = found.name == _WEAK and any(word.startswith(_WELL) for word in turn.heard.words)
    if is_well or (found.name == _BOTH_DOSES and _has_not_both(turn)):
        return None  # «екеуі де сау»: both children, not both doses
    if entry.answer is not None:
        is_vaccinated = bool(turn.people) and all(one.has_a_dose for one in turn.people)
        return _ATTEND_VACCINATED if found.name == _ATTEND and is_vaccinated else entry.answer
    topic, last = turn.before.last.topic or "", turn.before.last.context
    return entry.answers.get(topic) or (entry.answers.get(_DEFAULT) if last in {None, TOPICS} else None)


def _was_ill(turn: Turn) -> bool:
    return any(shows_signs(one) or one.confirmed for one in turn.before.people)


def _is_only_a_day(turn: Turn) -> bool:
    findings = turn.heard.findings
    is_day = findings is not None and any(one.kind is Kind.SINCE for one in findings.amounts)
    return is_day and len(turn.heard.words) <= _ONLY_A_DAY


def _has_not_both(turn: Turn) -> bool:
    """Whether several are meant and not all of them had two doses, or «екеуі де жоқ» is told of nobody who had."""
    if any(map(is_no, turn.heard.words)) and not any(one.doses == _TWO for one in turn.people):
        return True
    are_several = len(turn.people) > 1 or any(one.kind == "group" for one in turn.people)
    return are_several and any(one.doses != _TWO for one in turn.people)


def _asks_of_who_met(turn: Turn, found: FollowUpFound) -> bool:
    """Whether those at home who are asked about met the patient; of siblings, a baby."""
    if found.name == OTHERS_AT_HOME and (met_too(turn) or _last_are_at_risk(turn)):
        return True
    return found.name == _SIBLINGS and met_too(turn) and all(map(is_at_risk, turn.people))


def _last_are_at_risk(turn: Turn) -> bool:
    """Whether the last advice was for a baby or a pregnant woman who met the patient, and nobody else is named."""
    last = [one for one in map(turn.conversation.person, turn.before.last.people) if one is not None]
    return not turn.heard.reading.people and any(is_at_risk(one) and one.contact == "yes" for one in last)


def _is_no_mothers(turn: Turn, found: FollowUpFound) -> bool:
    """Whether another grown-up is asked for, or a contact is taken for granted that nobody told."""
    people = turn.heard.reading.people
    others = [one for one in people if one.kind is Who.GROWN_UP]
    is_of_others = bool(others) and not any(one.kind is Who.WRITER for one in people)
    is_advice = followups()[found.context][found.name].answer == "exposure_advice"
    if is_of_others and not is_advice and not any(one.risk == "pregnant" for one in turn.people):
        return True  # «күйеуіме де керек пе?»
    is_met = any(one.contact == "yes" or one.confirmed for one in turn.conversation.people)
    return is_advice and not is_met and found.confidence < _PARTICULAR


def met_too(turn: Turn) -> bool:
    """Whether the message names people who met the patient."""
    return bool(turn.heard.reading.people and turn.taken.about) and any(one.contact == "yes" for one in turn.people)


def _is_of_who_stayed(turn: Turn, found: FollowUpFound) -> bool:
    """«Үйде жүкті сіңлім бар»: she met nobody, so nothing is worked out for her."""
    return found.name == OTHERS_AT_HOME and bool(turn.heard.reading.people) and not met_too(turn)


def _may_not_have(turn: Turn, person: Person) -> bool:
    """Whether no vaccine is given to the person after a contact: the advice says what is done instead."""
    return cannot_be_vaccinated(exposure_of(person, turn.today), knowledge().exposure)


def _if_unknown(turn: Turn, found: FollowUpFound) -> list[Said]:
    """What unknown doses mean for who is pregnant, before what helps her after the contact."""
    is_pregnant = bool(turn.people) and all(one.risk == "pregnant" for one in turn.people)
    if not is_pregnant or found.name != _UNKNOWN or answer_of(turn, found) != "exposure_advice":
        return []
    return [replace(response("ask_pregnancy/doses_unknown"), is_aside=True)]


def _context_behind(turn: Turn, found: FollowUpFound) -> str | None:
    """An aspect leaves the context as it was."""
    return turn.before.last.context if found.context == TOPICS else found.context


def is_another(turn: Turn, found: FollowUpFound) -> bool:
    """Whether the message is a clear question of its own that this follow-up is no answer to."""
    heard = turn.heard
    entry = followups()[found.context][found.name]
    if heard.intent in entry.intents or heard.intent in VAGUE:
        return False
    if heard.intent in BEGINS and heard.confidence >= CLEAR and found.context in {PLAN, TOPICS}:
        return True
    name, sure = heard.questions[0] if heard.questions else ("", 0.0)
    is_of_topic = name.startswith(f"{heard.intent}/") and len(heard.words) > _ELLIPTIC  # «а заразная она?» is an aspect
    if found.context == TOPICS and sure >= _SURELY and sure > found.confidence and is_of_topic:
        return True  # «екінші рет ауырып қалуы мүмкін бе»
    if turn.is_short and found.confidence >= _SURE_OF_SHORT:
        return False
    return heard.confidence >= CLEAR and found.confidence < _SURER
