"""The questions of a message as turns of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from rasa_project.dialogue.contexts import AFTER_DOSE, ILLNESS
from rasa_project.dialogue.conversation import Conversation
from rasa_project.dialogue.meaning import Asked, Heard
from rasa_project.dialogue.reported import tells_fever_or_rash
from rasa_project.dialogue.turn import Turn
from rasa_project.understanding.answers import Answered
from rasa_project.understanding.phrases import phrases, stands

#: What is asked of a dose or of the recovered, and the same of who is ill.
_OF_THE_ILL: Final[Mapping[str, str]] = {
    "ask_aftercare/bathing": "ask_treatment/bathing_ill",
    "ask_aftercare/food_after": "ask_treatment/food_drink",
    "ask_aftercare/nursery_same_day": "ask_isolation/exclusion_days",
    "ask_aftercare/sport": "ask_isolation/quarantine_life",
    "ask_aftercare/travel_after": "ask_isolation/quarantine_life",
}
#: A follow-up of a context that only this message has opened has to be this sure.
_SURE: Final = 0.6
#: A part of so few words that is none of the known questions for sure is read with the whole message.
_FEW: Final = 3
_SURELY: Final = 0.8
#: What another part asks from here on is its own, however likely the whole message is that.
_OF_ANOTHER: Final = 0.5
#: «Түнде ше?» behind a question of the same topic is rather one of that topic.
_OF_TOPIC: Final = 2.0
#: A dose that was had, told beside the questions.
_DOSE_HAD: Final = phrases(
    "екпе алд", "екпе салд", "екпесин алд", "екпени салд", "екпеден кеиин", "екпесинен кеиин", "ккп алд", "ккп салд",
    "привили", "прививку делали", "прививку поставили", "прививку сделали", "поставили прив", "сделали прив",
    "сделали ккп", "после привив", "после укола", "укол алд", "укол салд",
)  # fmt: skip


def asked_alone(turn: Turn) -> list[Turn]:
    """Each question of a message that holds more than one question, as if it had come alone; what was told stays."""
    if turn.heard.is_button:
        return []
    return [_alone(turn, one) for one in turn.heard.asked]


def tells_illness(turn: Turn) -> bool:
    """Whether a fever or a rash of somebody is told as being there, and no dose with it."""
    is_told = tells_fever_or_rash(turn)
    return is_told and not turn.heard.names_vaccine and turn.before.last.context != AFTER_DOSE


def _alone(turn: Turn, asked: Asked) -> Turn:
    heard = heard_alone(turn.heard, asked)
    is_ill = turn.before.last.context == ILLNESS or tells_illness(turn) or any(one.confirmed for one in turn.people)
    if is_ill and not heard.names_vaccine:
        questions = tuple((_OF_THE_ILL.get(name, name), p) for name, p in heard.questions)
        heard = replace(heard, questions=questions)
    before = turn.before
    if before.episode is None and stands(turn.heard.words, _DOSE_HAD):
        before = in_context(before, AFTER_DOSE)
    return _near(replace(turn, heard=heard, before=before))


def behind(part: Turn, conversation: Conversation) -> Turn:
    """The question behind the answer to another one of its message: in the context which that answer has opened."""
    part = part.with_conversation(conversation)
    context = conversation.last.context
    if context is None or context == part.before.last.context:
        return part
    return _near(replace(part, before=in_context(part.before, context)))


def in_context(conversation: Conversation, context: str) -> Conversation:
    """The conversation as if its last answer had opened the context."""
    return replace(conversation, last=replace(conversation.last, context=context))


def _near(part: Turn) -> Turn:
    context = part.before.last.context
    found = (
        replace(one, is_near=one.is_near or (one.context == context and one.confidence >= _SURE))
        for one in part.heard.followups
    )
    return replace(part, heard=replace(part.heard, followups=tuple(found)))


def heard_alone(heard: Heard, asked: Asked) -> Heard:
    """The message as this one of its questions."""
    tokens = (*asked.words, "?")
    return replace(
        heard,
        intent=asked.ranking[0][0],
        ranking=asked.ranking,
        followups=asked.followups,
        questions=_with_whole(heard, asked),
        answered=Answered(None, tokens),
        words=asked.words,
        tokens=tokens,
        asked=(),
    )


def _with_whole(heard: Heard, asked: Asked) -> tuple[tuple[str, float], ...]:
    """The guesses of a part; «где бланк» behind «кто подписывает отказ» is read with what stands before it."""
    best = asked.questions[0][1] if asked.questions else 0.0
    if len(asked.words) > _FEW or best >= _SURELY:
        return tuple(asked.questions)
    others = {name for one in heard.asked if one is not asked for name, p in one.questions[:1] if p >= _OF_ANOTHER}
    topics = {name.partition("/")[0] for name in others}
    together = {name: p * (_OF_TOPIC if name.partition("/")[0] in topics else 1) for name, p in asked.questions}
    for name, p in heard.questions:
        together[name] = min(1.0, together.get(name, 0.0) + (0.0 if name in others else p))
    return tuple(sorted(((name, min(1.0, p)) for name, p in together.items()), key=lambda one: -one[1]))
