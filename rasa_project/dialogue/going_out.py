"""The rule of going out: its answer, and the consultation that the message begins with it."""

from __future__ import annotations

from dataclasses import replace

from rasa_project.dialogue.beside_patient import beside_patient
from rasa_project.dialogue.consulting import begun
from rasa_project.dialogue.contexts import AFTER_DOSE, CONTACT, ILLNESS
from rasa_project.dialogue.denied import GUESTS, JOURNEY
from rasa_project.dialogue.meaning import Plan
from rasa_project.dialogue.outings import asks_of_going, ill_and_met, out_said
from rasa_project.dialogue.particular import question_said
from rasa_project.dialogue.turn import Outcome, Turn, answered
from rasa_project.understanding.contact_words import ILLNESS as ILLNESS_NAMES
from rasa_project.understanding.outing_words import places_named
from rasa_project.understanding.phrases import phrases, stands

_OF_AN_ILLNESS = frozenset({"confirmed", "fever", "rash", "signs", "temperature"})
_AMONG_MANY = "ask_prevention/crowds"
_CROWDS = frozenset({"feast", "mosque", "playground", "pool", "shop", "visit"})
_WELL = phrases("дени сау", "здоров", "не боле", "сау", "ауирмаид", "ауирган жок")
_OF_A_CONTACT = frozenset({"contact", "contact_on", "lives_with"})


def goes_out(turn: Turn) -> Outcome | None:
    """«Можно завтра в садик?», «базарға ше?» of who is ill or met a patient.

    While a question of the bot stands it is said beside that (``asides.py``).
    """
    if turn.heard.is_button or turn.before.question is not None or not asks_of_going(turn):
        return None
    ill, met = ill_and_met(turn)
    kind = _begins(turn, bool(ill))
    if kind is not None:
        return begun(turn, kind)
    said = out_said(turn, ill, met)
    if said:
        topic = "ask_isolation" if ill else "ask_exposure"
        return answered(turn, said, topic, context=ILLNESS if ill else CONTACT)
    return _of_who_lives_there(turn) or _of_the_well(turn)


def _begins(turn: Turn, is_ill: bool) -> str | None:
    """The consultation that is begun by what the message tells of the ill, or of a contact."""
    told, episode = turn.taken.all_told, turn.before.episode
    if is_ill and told & _OF_AN_ILLNESS and (episode is None or episode.kind != ILLNESS):
        return ILLNESS
    is_new = episode is None or episode.kind not in {CONTACT, ILLNESS}
    return CONTACT if told & _OF_A_CONTACT and is_new and not is_ill else None


def _of_the_well(turn: Turn) -> Outcome | None:
    """«Тойға баруға бола ма, балаларым сау, ауылда қызылша»: who is well, among many people."""
    words = turn.heard.words
    is_told = stands(words, _WELL) or any(word in ILLNESS_NAMES or word.startswith("кизилша") for word in words)
    had = any(one.had_measles or one.confirmed for one in turn.conversation.people)
    is_ahead = turn.heard.intent in {GUESTS, JOURNEY}
    if (
        is_ahead
        or turn.before.last.context == AFTER_DOSE
        or not is_told
        or had
        or _CROWDS.isdisjoint(places_named(words))
    ):
        return None
    return answered(turn, [question_said(_AMONG_MANY)], "ask_prevention")


def _of_who_lives_there(turn: Turn) -> Outcome | None:
    """«Сестру его забирать из садика?»: who lives with a patient has met him; then what helps after a contact."""
    outcome = beside_patient(turn)
    episode = None if outcome is None else outcome.conversation.episode
    if outcome is None or episode is None:
        return None
    met = [one for one in map(outcome.conversation.person, episode.people) if one is not None]
    said = out_said(turn, (), met)
    plan = Plan((*(replace(one, is_aside=True) for one in said), *outcome.plan.said))
    return replace(outcome, plan=plan) if said else None
