"""The emergency: 103 before anything else, and every message after it read in its light until it is over."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from rasa_project.dialogue.answers import answer_named, response
from rasa_project.dialogue.consultations import is_emergency
from rasa_project.dialogue.contexts import EMERGENCY, ILLNESS, TALK
from rasa_project.dialogue.conversation import Episode
from rasa_project.dialogue.emergency_card import INTENT, beside_card, card, is_in_words, sign_of
from rasa_project.dialogue.emergency_others import another_ill, first_line, of_household
from rasa_project.dialogue.emergency_over import (
    WERE_HERE,
    are_here,
    is_anew,
    is_over,
    left_told,
    over,
    told_better,
    told_released,
    was_released,
    went_before,
)
from rasa_project.dialogue.emergency_state import is_called, is_of_before, lasts, with_call
from rasa_project.dialogue.emergency_stays import NOT_NOW, stays
from rasa_project.dialogue.in_hospital import in_good_hands
from rasa_project.dialogue.meaning import FollowUpFound
from rasa_project.dialogue.particular import intent_of, question_answered, question_said
from rasa_project.dialogue.people_facts import months_of
from rasa_project.dialogue.topics import topic_said
from rasa_project.dialogue.turn import Outcome, Turn, answered
from rasa_project.understanding.answers import asks
from rasa_project.understanding.danger_model import NEWBORN
from rasa_project.understanding.emergency_words import (
    asks_to_wake,
    doctors_left,
    does_not_answer,
    is_far,
    names_hospital,
    tells_ambulance_called,
    tells_call,
    tells_calling,
    tells_drowsy,
    tells_nursery,
    tells_of_ambulance,
    tells_sleep,
    tells_vomiting,
)
from rasa_project.understanding.extraction import Danger
from rasa_project.understanding.followups import followups
from rasa_project.understanding.help_came import asks_to_go, help_went, started_again
from rasa_project.understanding.parts import Mood
from rasa_project.understanding.passed_words import asks_to_cancel
from rasa_project.understanding.ranking import FALLBACK
from rasa_project.understanding.stomach_words import OF_DRINKING

#: With these a call to 103 is told; another question is answered as asked.
_WHILE_CALLED: Final = frozenset(
    {"ask_first_steps", "ask_hotline", "ask_treatment", "inform", "nlu_fallback", "report_emergency", "report_symptoms"}
)
#: Follow-ups that say that the ambulance was called.
_CALLED: Final = frozenset({"called", "how_long", "late", "until_they_come"})
#: What is said to these when they are told again: never the same card twice.
_AGAIN: Final = {"better_now": "report_emergency/cancel", "late": "report_emergency/late_again"}
#: A follow-up beside a danger sign that is told now has to be this sure.
_SURE_IN_DANGER: Final = 0.5
_PLAIN: Final = frozenset({"utter_report_emergency/still", "utter_report_emergency/until_they_come"})
#: Follow-ups behind which no emergency is left.
_ENDING: Final = frozenset({NOT_NOW})
#: Follow-ups that may as well be about others of the household, and how sure any other has to be beside their matter.
_OF_OTHERS: Final = frozenset(
    {"age", "called", "not_now", "other_children", "refused", "thanks", "until_they_come", "yes_so"}
)
_SURE_OF_FOLLOWUP: Final = 0.4
#: A particular question in an emergency has to be this sure, and about something else than help.
_SURE_QUESTION: Final = 0.45
_OF_HELP: Final = frozenset({"ask_hotline", "ask_first_steps"})
#: Somebody who is this sure asks something else.
_OTHER_QUESTION: Final = 0.6
_SMALL: Final = frozenset(
    {"affirm", "deny", "greet", "inform", "nlu_fallback", "out_of_scope", "thank", "report_symptoms"}
)


def danger_now(turn: Turn) -> Outcome | None:
    """A danger sign is there now, or what was told asks for 103: 103 first, and nothing else."""
    heard = turn.heard
    if (lasts(turn) and is_over(turn)) or was_released(turn) or (not lasts(turn) and went_before(turn)):
        return None
    is_now = heard.danger is Danger.NOW and (not lasts(turn) or is_in_words(turn)) and not is_known_older(turn)
    is_sleep = asks_to_wake(heard.words) and not is_in_words(turn) and not lasts(turn)
    is_told = ((heard.intent == INTENT or is_now) and not is_sleep) or _is_asked_for(turn)
    found = turn.followup(EMERGENCY) if lasts(turn) else None
    if not is_told or (found is not None and (not is_now or found.confidence >= _SURE_IN_DANGER)):
        return None
    if not heard.is_button and is_of_before(turn):
        return answered(turn, [response("report_emergency/before")], INTENT, context=turn.before.last.context)
    if lasts(turn) and (is_called(turn) or found is not None):  # «қайта тырысып жатыр», and help is on its way
        return answered(turn, beside_card(turn) or [response("report_emergency/worse")], INTENT, context=EMERGENCY)
    if not lasts(turn) and are_here(turn):
        return in_good_hands(turn, INTENT)
    better = None if lasts(turn) else told_better(turn)
    return better or begun(turn, tuple(one.id for one in turn.people))


def is_known_older(turn: Turn) -> bool:
    """Whether a new-born's fever is supposed of a child whose age is known: triage knows what a fever means at it."""
    people = list(turn.people)
    is_supposed = turn.heard.danger_sign == NEWBORN and not is_in_words(turn)
    return is_supposed and bool(people) and all(months_of(one, turn.today) is not None for one in people)


def called(turn: Turn) -> Outcome | None:
    """The ambulance is called before a word was told of why: what to do until it comes."""
    heard = turn.heard
    if heard.is_button or lasts(turn) or heard.intent not in _WHILE_CALLED or is_of_before(turn):
        return None
    if not tells_ambulance_called(heard.words) or doctors_left(heard.words) or are_here(turn):
        return None
    people = tuple(one.id for one in turn.people)
    episode = Episode("emergency", people, turn.now, is_called=True)
    conversation = replace(turn.conversation, episode=episode, question=None)
    said = [response("report_emergency/until_they_come")]
    return answered(turn, said, INTENT, context=EMERGENCY, conversation=conversation, people=people)


def doctors_went(turn: Turn) -> Outcome | None:
    """«Скорая приехала, укол сделали, уехали», told before any word of why: what to watch; begun anew, 103 again."""
    if (let_go := told_released(turn)) is not None:
        return let_go
    words = turn.heard.words
    was_here = bool({one.response for one in turn.before.last.said} & WERE_HERE)
    is_told = tells_of_ambulance(words) or was_here
    if turn.heard.is_button or lasts(turn) or not is_told or is_of_before(turn):
        return None
    if are_here(turn) and tells_of_ambulance(words):
        return in_good_hands(turn, INTENT)
    is_anew_now = is_anew(turn) or (was_here and started_again(words))
    went = doctors_left(words) or help_went(words, was_here=was_here)
    if not went and not (was_here and is_anew_now):
        return None
    if not is_anew_now:
        return left_told(turn)
    people = tuple(one.id for one in turn.people)
    conversation = replace(turn.conversation, episode=Episode("emergency", people, turn.now), question=None)
    said = [response("report_emergency/worse")]
    return answered(turn, said, INTENT, context=EMERGENCY, conversation=conversation, people=people)


def sleeping(turn: Turn) -> Outcome | None:
    """«Ояту керек пе?» of somebody who is ill and sleeps; the question that stands stays open."""
    words = turn.heard.words
    was_visited = bool({one.response for one in turn.before.last.said} & WERE_HERE)
    if turn.heard.is_button or not (asks_to_wake(words) or (was_visited and tells_sleep(words))):
        return None
    return answered(turn, [response("report_symptoms/asleep")], "report_symptoms", context=ILLNESS)


def begun(turn: Turn, people: tuple[int, ...]) -> Outcome:
    """The answer with 103, and the episode that follows."""
    is_called = not turn.heard.is_button and tells_ambulance_called(turn.heard.words)
    is_supposed = not (turn.heard.is_button or is_in_words(turn) or _is_asked_for(turn))
    episode = Episode("emergency", people, turn.now, (), is_called, sign_of(turn), is_supposed)
    conversation = replace(turn.conversation, episode=episode, question=None)
    said = [card(turn, people), *beside_card(turn)]
    return answered(turn, said, INTENT, context=EMERGENCY, conversation=conversation, people=people)


def in_emergency(turn: Turn) -> Outcome | None:
    """While it lasts, every message has an answer of the emergency; a clear other question comes behind 103."""
    if not lasts(turn):
        return None
    if is_over(turn):
        return over(turn)
    if (standing := stays(turn)) is not None:
        return standing
    if not turn.heard.is_button and is_anew(turn):  # «уехали, опять началось»
        return answered(turn, [response("report_emergency/worse")], INTENT, context=EMERGENCY)
    if tells_vomiting(turn.heard.words) and not _dries_out(turn):
        return answered(turn, [response("report_emergency/how_to_lay")], INTENT, context=EMERGENCY)
    if tells_nursery(turn.heard.words):
        return _beside(turn)
    return another_ill(turn) or _in_its_light(turn)


def _dries_out(turn: Turn) -> bool:
    """Whether the emergency is one of vomiting: how to lay who is not awake is no answer to it."""
    episode = turn.before.episode
    return episode is not None and episode.sign in OF_DRINKING


def _in_its_light(turn: Turn) -> Outcome | None:
    """What follows from it; the matter of others; a question of another kind."""
    found, talk = turn.followup(EMERGENCY), turn.followup(TALK)
    if found is not None and talk is not None and talk.confidence > found.confidence:
        found = None
    is_sure = found is not None and found.confidence >= _SURE_OF_FOLLOWUP and found.name not in _OF_OTHERS
    if (by_words := _by_words(turn)) is not None:
        return by_words
    if not is_sure and (others := of_household(turn)) is not None:
        return others
    if found is not None:
        return _followed(turn, found)
    if talk is not None:
        return None
    if _is_said_twice(turn):
        return _signs_again(turn)
    return _beside(turn)


def _by_words(turn: Turn) -> Outcome | None:
    """A call to take back, 103 that does not answer, help that is far: beyond doubt, whatever the classifier hears."""
    words = turn.heard.words
    if turn.heard.is_button:
        return None
    if asks_to_cancel(words, is_called=is_called(turn)):
        return answered(turn, [response("report_emergency/cancel")], INTENT, context=EMERGENCY)
    if asks_to_go(words) and names_hospital(words):
        return answered(turn, [response("report_emergency/go_with_them")], INTENT, context=EMERGENCY)
    if tells_calling(words) and not asks(turn.heard.tokens):
        conversation = with_call(turn.conversation, turn, is_called_now=True)
        said = [response(f"{INTENT}/{'until_they_come' if tells_call(words) else 'called'}")]
        return answered(turn, said, INTENT, context=EMERGENCY, conversation=conversation)
    if tells_drowsy(words) and not asks_to_wake(words):
        return answered(turn, [response("report_emergency/asleep_now")], INTENT, context=EMERGENCY)
    if not (does_not_answer(words) or is_far(words)):
        return None
    name = "no_answer" if does_not_answer(words) else "drive"
    conversation = with_call(turn.conversation, turn) if name == "drive" else turn.conversation
    return answered(turn, [response(f"{INTENT}/{name}")], INTENT, context=EMERGENCY, conversation=conversation)


def _signs_again(turn: Turn) -> Outcome | None:
    """Further signs of the patient while one waits are no new consultation; another question has its own rule."""
    is_told = turn.heard.intent in {INTENT, "report_symptoms"} or bool(turn.taken.all_told & {"signs", "temperature"})
    if not is_told:
        return None
    name = "report_emergency/worse" if is_called(turn) else "report_emergency/yes_call_now"
    return answered(turn, [response(name)], INTENT, context=EMERGENCY, conversation=with_call(turn.conversation, turn))


def _followed(turn: Turn, found: FollowUpFound) -> Outcome:
    answer = followups()[EMERGENCY][found.name].answer or INTENT
    said, conversation = answer_named(turn, "report_emergency/age" if answer == "age" else answer)
    if any(one in turn.before.last.said for one in said) and found.name in _AGAIN:
        said = [response(_AGAIN[found.name])]
    if found.name in _ENDING:
        conversation = replace(conversation, episode=None)
    elif found.name in _CALLED or is_called(turn):
        conversation = with_call(conversation, turn, is_called_now=True)
    return answered(turn, said, INTENT, context=EMERGENCY, conversation=conversation)


def _beside(turn: Turn) -> Outcome | None:
    """A question of its own behind the line with 103; all else waits with the patient."""
    question = question_answered(turn, _SURE_QUESTION)
    if tells_nursery(turn.heard.words):
        said, conversation = answer_named(turn, "ask_first_steps/tell_nursery")
    elif question is not None and not turn.heard.is_button and intent_of(question) not in _SMALL | _OF_HELP:
        said, conversation = [question_said(question)], turn.conversation
    elif turn.heard.intent == "ask_treatment" and not turn.heard.is_button:
        said = [response("report_emergency/medicine")]
        return answered(turn, said, INTENT, context=EMERGENCY, conversation=with_call(turn.conversation, turn))
    elif turn.heard.intent in _SMALL or turn.heard.confidence < _OTHER_QUESTION or turn.heard.is_button:
        return _still(turn)
    else:
        said, conversation = topic_said(turn, turn.heard.intent)
    conversation = with_call(conversation, turn)
    return answered(turn, [first_line(turn), *said], INTENT, context=EMERGENCY, conversation=conversation)


def _is_said_twice(turn: Turn) -> bool:
    """Whether the plain answers of an emergency were given once: the same lines again help nobody."""
    said = {one.response for one in turn.before.last.said}
    return bool(said & _PLAIN) and turn.heard.intent not in _SMALL - {FALLBACK, "report_symptoms"}


def _still(turn: Turn) -> Outcome | None:
    if turn.heard.is_button and turn.heard.intent not in _SMALL:
        return None
    told = turn.taken.all_told & {"age_months", "born"} or turn.heard.settlement
    if turn.heard.intent == "thank" and not told:
        return None
    waits = "report_emergency/until_they_come" if is_called(turn) else "report_emergency/still"
    said = [response("report_emergency/age" if told else waits)]
    return answered(turn, said, INTENT, context=EMERGENCY, conversation=with_call(turn.conversation, turn))


def _is_asked_for(turn: Turn) -> bool:
    """Whether facts of this message complete a case that triage calls an emergency: a fever under three months."""
    told = turn.taken.all_told
    if any(part.facts.newborn_fever and part.mood is Mood.TOLD for part in turn.heard.reading.parts):
        return True
    if not told & {"age_months", "born", "fever", "temperature", "signs", "danger", "age_band"}:
        return False
    people = [turn.conversation.person(number) for number in turn.taken.told]
    return any(one is not None and is_emergency(one, turn.today) for one in people)
