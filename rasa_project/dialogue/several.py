"""Several questions in one message: each is answered as if it had come alone, in short, the most urgent first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from rasa_project.dialogue import after_dose, followed, last_days, named, out_of_field, topics
from rasa_project.dialogue.answers import response
from rasa_project.dialogue.consulting import begins
from rasa_project.dialogue.contexts import ILLNESS
from rasa_project.dialogue.conversation import Conversation, Said
from rasa_project.dialogue.fixed_answers import metadata_of
from rasa_project.dialogue.meaning import Plan
from rasa_project.dialogue.particular import intent_of
from rasa_project.dialogue.parts_asked import asked_alone, behind, tells_illness
from rasa_project.dialogue.shortening import naming
from rasa_project.dialogue.turn import CLEAR, Outcome, Turn, answered

#: Of more questions in one message the first are answered.
_MOST: Final = 3
#: A general question alone has to be this sure.
_SURE: Final = 0.6
#: From here on the whole message is one particular question, where its parts are of the same topic.
_SURE_OF_ONE: Final = 0.95
#: From here on a further question is no follow-up of the answer to the first.
_SURELY: Final = 0.8
#: From here on one of its parts is another question.
_SURE_OF_OTHER: Final = 0.5
#: Fewer words mean little without the question before them.
_FEWEST: Final = 3
#: What a consultation itself answers.
_OF_CONSULTATION: Final = frozenset({"ask_exposure", "ask_first_steps", "ask_symptoms", "report_symptoms"})
#: What is asked of the illness in general: «какие признаки и когда появляется сыпь» tells of nobody's rash.
_IN_GENERAL: Final = frozenset({"ask_disease", "ask_symptoms", "ask_transmission"})
#: Rules for one of them, in their order.
_RULES: Final[tuple[Callable[[Turn], Outcome | None], ...]] = (
    last_days.too_late,
    named.named,
    after_dose.of_a_dose,
    followed.follow_up,
    out_of_field.out_of_field,
    topics.particular,
)
_LEVELS: Final[Mapping[str, int]] = {"emergency": 0, "doctor_today": 1}
_NOT_URGENT: Final = 2


def several(turn: Turn) -> Outcome | None:
    """Several questions in one message; where signs or a contact are told with them, a consultation goes before."""
    parts = asked_alone(turn)
    if not parts or _is_one_question(turn, parts):
        return None
    outcome = None if _asks_in_general(parts) else _beginning(turn)
    if outcome is not None:
        return _with_answers(turn, outcome, parts)
    found, conversation = _answers(parts, turn.conversation)
    if len(found) < 2 or _is_one_topic(turn, found):
        return None
    found.sort(key=_urgency)
    said = [replace(one, is_short=True, is_aside=True) for some in found for one in some]
    return answered(turn, said, conversation.last.topic, context=conversation.last.context, conversation=conversation)


def _is_one_question(turn: Turn, parts: Sequence[Turn]) -> bool:
    """Whether two stretches put one known question: «екпе қай жаста, неше рет салынады?»."""
    name, sure = turn.heard.questions[0] if turn.heard.questions else ("", 0.0)
    if any(other != name and p >= _SURE_OF_OTHER for part in parts for other, p in part.heard.questions[:1]):
        return False  # «оятып беру керек пе, парацетамол ма ибупрофен бе»
    intents = {part.heard.intent for part in parts}
    same = [part for part in parts if part.heard.questions and part.heard.questions[0][0] == name]
    return sure >= _SURE_OF_ONE and intents == {turn.heard.intent} and bool(same)


def _asks_in_general(parts: Sequence[Turn]) -> bool:
    """Whether each is for sure a question of the illness as such."""
    found = [part.heard.questions[0] if part.heard.questions else ("", 0.0) for part in parts]
    return all(p >= _SURELY and intent_of(name) in _IN_GENERAL for name, p in found)


def _is_one_topic(turn: Turn, found: Sequence[tuple[Said, ...]]) -> bool:
    """Whether the general text of one topic answers them all: «вакцина бар ма, ақысы қанша?»."""
    general = response(turn.heard.intent).response
    names = [one.response for said in found for one in said]
    if any(p >= _SURELY and f"utter_{name}" in names for name, p in turn.heard.questions[:1]):
        return False  # «анализды қайда тапсырамыз, қанша тұрады»: the price is no part of the general text
    return general in names and all(name.startswith(general) for name in names)


def _beginning(turn: Turn) -> Outcome | None:
    """The consultation that the message begins: also a fever or a rash told beside questions, whatever is asked."""
    if turn.before.episode is None and tells_illness(turn):
        turn = replace(turn, heard=replace(turn.heard, intent="report_symptoms"))
    return begins(turn)


def _with_answers(turn: Turn, outcome: Outcome, parts: Sequence[Turn]) -> Outcome | None:
    """The consultation with the answers to what is asked beside it in front; without any it begins as it does alone."""
    episode = outcome.conversation.episode
    others = [one for one in parts if one.heard.intent not in _OF_CONSULTATION]
    if episode is None or episode.kind != ILLNESS or not others:
        return outcome if tells_illness(turn) else None
    found, _ = _answers(others, turn.conversation)
    some = [one for said in found for one in said]
    already = {one.response for one in outcome.plan.said}
    some = [one for one in some if "/" in one.response and one.response not in already]  # its own, no general one
    is_short = len(some) > 1
    said = (*(replace(one, is_short=is_short, is_aside=True) for one in some), *outcome.plan.said)
    last = replace(outcome.conversation.last, said=said)
    return Outcome(Plan(said), replace(outcome.conversation, last=last))


def _answers(parts: Sequence[Turn], conversation: Conversation) -> tuple[list[tuple[Said, ...]], Conversation]:
    """What is said to each of the first questions that are understood by themselves."""
    found: list[tuple[Said, ...]] = []
    for part in parts[:_MOST]:
        outcome = _surely_asked(part, is_first=part is parts[0])
        if outcome is None:
            outcome = _answer(behind(part, conversation), is_first=part is parts[0])
        if outcome is None:
            continue
        about = naming(part.heard.words)
        said = tuple(replace(one, about=about, asked=tuple(part.heard.tokens)) for one in outcome.plan.said)
        if [one.response for one in said] not in [[one.response for one in some] for some in found]:
            found.append(said)
            conversation = outcome.conversation
    return found, conversation


def _surely_asked(part: Turn, *, is_first: bool) -> Outcome | None:
    """The answer to a further question that is known for sure: it is no follow-up of what this message opened."""
    sure = part.heard.questions[0][1] if part.heard.questions else 0.0
    is_fresh = not is_first and part.before.last.context is None and part.before.episode is None
    return topics.particular(part) if is_fresh and sure >= _SURELY else None


def _answer(part: Turn, *, is_first: bool) -> Outcome | None:
    """The answer to one question of the message; nothing where it is not understood by itself."""
    for rule in _RULES:
        outcome = rule(part)
        if outcome is not None:
            return outcome
    own = followed.particular(part)
    is_question = part.heard.intent.startswith(("ask_", "find_")) and (is_first or len(part.heard.words) >= _FEWEST)
    sure = _SURE if own is None else CLEAR  # «вакцина бар ма?» is asked in general
    return topics.topic(part) if is_question and part.heard.confidence >= sure else own


def _urgency(said: tuple[Said, ...]) -> int:
    return min(_LEVELS.get(str(metadata_of(one.response).get("level")), _NOT_URGENT) for one in said)
