"""An emergency ends: doctors have the patient or were there, or it turned out well. A warm word, and what to watch."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from kazakh.analysis import default_analyzer
from rasa_project.dialogue.answers import answer_named, response
from rasa_project.dialogue.contexts import AFTER_DOSE, CONTACT, EMERGENCY, ILLNESS
from rasa_project.dialogue.conversation import Episode, Said
from rasa_project.dialogue.emergency_stays import stands_by_age
from rasa_project.dialogue.household import household_said, patients_of
from rasa_project.dialogue.in_hospital import HERE, in_good_hands
from rasa_project.dialogue.turn import Outcome, Turn, answered
from rasa_project.understanding.clauses import find_clauses
from rasa_project.understanding.danger import says_now
from rasa_project.understanding.emergency_words import (
    asks_what_to_give,
    doctors_left,
    is_with_doctors,
    tells_ambulance_called,
)
from rasa_project.understanding.extraction import Danger, default_finder
from rasa_project.understanding.help_came import (
    begins_again,
    help_is_here,
    help_left,
    help_went,
    is_well_again,
    only_fever_again,
    reports,
)
from rasa_project.understanding.passed_words import (
    better_now,
    is_of_before,
    needs_no_ambulance,
    nobody_is_ill,
    released,
)
from rasa_project.understanding.stomach_words import OF_DRINKING, drinks_again

_INTENT: Final = "report_emergency"
_AFTER_VISIT: Final = "report_emergency/after_visit"
_OVER: Final = "report_emergency/over"
_RELEASED: Final = "report_emergency/released"
_DRINKS: Final = "report_emergency/drinks_again"
_BETTER: Final = "report_emergency/better_now"
_NOT_NOW: Final = "report_emergency/not_now"
#: What is said while doctors have the patient, and when they went.
WERE_HERE: Final = HERE | {f"utter_{_AFTER_VISIT}"}
#: Behind these the emergency is over, and nobody is looked after by doctors.
ENDED_WELL: Final = frozenset(f"utter_{one}" for one in (_OVER, _RELEASED, _DRINKS, _NOT_NOW))


def is_over(turn: Turn) -> bool:
    """Whether the message tells that help came, or that it is well again."""
    words = turn.heard.words
    if turn.heard.is_button:
        return False
    if was_released(turn):
        return True
    if is_anew(turn):
        return False
    is_with_help = _drinks(turn) or _doctors_left(turn) or is_with_doctors(words) or help_is_here(words)
    return is_with_help or _is_well(turn) or _was_none(turn)


def are_here(turn: Turn) -> bool:
    """«Судороги у мамы, врачи скорой у нас, говорят в больницу»: doctors are with the patient, and say what to do."""
    words = turn.heard.words
    is_told = not turn.heard.is_button and help_is_here(words) and reports(words)
    return is_told and not is_of_before(words) and not begins_again(words)


def was_released(turn: Turn) -> bool:
    """Whether a hospital let the patient go home, and no sign is told of behind that as one of now."""
    place = released(turn.heard.words)
    return not turn.heard.is_button and place is not None and _is_calm_from(turn, place)


def told_released(turn: Turn) -> Outcome | None:
    """«Вчера были судороги, возили в больницу, сегодня отпустили»: what to watch, whom to tell today; no call now."""
    findings = turn.heard.findings
    is_told = findings is not None and findings.danger in {Danger.NOW, Danger.SPOKEN_OF}
    return _ended(turn, _RELEASED) if is_told and was_released(turn) else None


def told_better(turn: Turn) -> Outcome | None:
    """A sign was there and it is better now, told in one message: no card of it, the call stands all the same."""
    place = better_now(turn.heard.words)
    if turn.heard.is_button or place is None or not _is_calm_from(turn, place):
        return None
    people = tuple(one.id for one in turn.people)
    is_called = tells_ambulance_called(turn.heard.words)
    episode = Episode("emergency", people, turn.now, is_called=is_called, sign=turn.heard.danger_sign)
    conversation = replace(turn.conversation, episode=episode, question=None)
    return answered(turn, [response(_BETTER)], _INTENT, context=EMERGENCY, conversation=conversation, people=people)


def _is_calm_from(turn: Turn, place: int) -> bool:
    """Whether the words from ``place`` on tell of no sign that is there now."""
    behind = turn.heard.words[place:]
    if not behind or is_of_before(behind):
        return True
    found = default_finder().read(default_analyzer().analyse(" ".join(behind)), turn.today)
    return found.danger is not Danger.NOW


def is_anew(turn: Turn) -> bool:
    """Whether a sign is there now, or it began again behind doctors who went: that goes before any help that came."""
    words = turn.heard.words
    findings = turn.heard.findings
    is_in_danger = findings is not None and findings.danger is Danger.NOW and not reports(words)
    is_in_danger &= not (help_went(words) and _is_danger_of_before(turn))
    is_again = help_went(words, was_here=True) and begins_again(words) and not only_fever_again(words)
    return is_in_danger or is_again


def went_before(turn: Turn) -> bool:
    """«Скорая была, не забрали, судороги были ночью»: doctors looked at what was, and nothing is told of as now."""
    return not turn.heard.is_button and help_went(turn.heard.words) and not is_anew(turn)


def _is_danger_of_before(turn: Turn) -> bool:
    """Whether every clause with a sign of danger tells of what was: ``судороги были``, ``тырысып қалған еді``."""
    tokens, finder = turn.heard.tokens, default_finder()
    for clause in find_clauses(tokens):
        inside = tokens[clause.first : clause.after]
        found = finder.read(default_analyzer().analyse(" ".join(inside)), turn.today)
        if found.danger is Danger.NOW and not (is_of_before(inside) and not says_now(inside)):
            return False
    return True


def left_told(turn: Turn) -> Outcome:
    """The doctors came and went, told before any word of why they came, or behind word that they were here."""
    return _ended(turn, _AFTER_VISIT)


def over(turn: Turn) -> Outcome:
    """What is said then, with the answer to what was asked beside; no emergency is left."""
    if was_released(turn):
        return _ended(turn, _RELEASED)
    if _drinks(turn):
        return _ended(turn, _DRINKS)
    if _doctors_left(turn):
        return _ended(turn, _AFTER_VISIT)
    if is_with_doctors(turn.heard.words) or help_is_here(turn.heard.words):
        return in_good_hands(turn, _INTENT)
    return _ended(turn, _NOT_NOW if _was_none(turn) else _OVER)


def _doctors_left(turn: Turn) -> bool:
    words = turn.heard.words
    return doctors_left(words) or help_left(words) or (help_went(words) and only_fever_again(words))


def _drinks(turn: Turn) -> bool:
    """Whether who could not drink, or vomited everything, drinks again: that was the whole of the danger."""
    episode = turn.before.episode
    return episode is not None and episode.sign in OF_DRINKING and drinks_again(turn.heard.words)


def _was_none(turn: Turn) -> bool:
    """Whether it is denied: by «никому не плохо», or, where no word began it, «отёков нет», «скорая не нужна»."""
    episode, findings = turn.before.episode, turn.heard.findings
    if nobody_is_ill(turn.heard.words) and "?" not in turn.heard.tokens:
        return True
    if episode is None or not episode.is_supposed or findings is None or findings.danger in {Danger.NOW, Danger.MAYBE}:
        return False
    is_refused = needs_no_ambulance(turn.heard.words) and "?" not in turn.heard.tokens
    return findings.danger is Danger.DENIED or is_refused


def _is_well(turn: Turn) -> bool:
    return is_well_again(turn.heard.words) and not stands_by_age(turn)


def _ended(turn: Turn, name: str) -> Outcome:
    """The emergency is over: what to watch now, and what was asked with it."""
    conversation = replace(turn.conversation, episode=None, question=None)
    household, conversation = household_said(turn, conversation, patients_of(turn))
    said: list[Said] = [response(name)]
    if household:
        said = [replace(one, is_short=True) for one in said]
    elif name != _DRINKS and (turn.heard.intent == "ask_treatment" or asks_what_to_give(turn.heard.words)):
        more, conversation = answer_named(turn, "ask_treatment/fever_medicine", conversation)
        said = [replace(one, is_aside=True) for one in [*said, *more]]
    was_dosed = any(one.last_dose is not None for one in turn.conversation.people)
    context = CONTACT if household else AFTER_DOSE if was_dosed and name == _OVER else ILLNESS
    people = patients_of(turn)
    return answered(turn, [*said, *household], _INTENT, context=context, conversation=conversation, people=people)
