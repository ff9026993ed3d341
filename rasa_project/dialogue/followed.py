"""Follow-ups: «неше күн?», «ал кішісі ше?», in the light of what goes on and of what was answered last."""

from __future__ import annotations

from typing import Final

from rasa_project.dialogue.answers import answer_named
from rasa_project.dialogue.contexts import CONTACT, EMERGENCY, ILLNESS, MOTHERHOOD, PLAN, TALK
from rasa_project.dialogue.meaning import FollowUpFound
from rasa_project.dialogue.topics import topic_said
from rasa_project.dialogue.turn import Outcome, Turn, answered
from rasa_project.understanding.followups import FollowUp, followups

#: The classifier of intents is this sure of another question: the follow-up has to be surer.
_CLEAR: Final = 0.75
_SURER: Final = 0.7
_DEFAULT: Final = "default"
_TOPIC: Final = "topic"
#: What is worked out for a person in each context.
_PERSONAL: Final = {CONTACT: "exposure_advice", ILLNESS: "triage_advice", MOTHERHOOD: "exposure_advice", PLAN: "plan"}
#: A message that names a person and no more than this asks the same for that person.
_FEW_WORDS: Final = 6
_VAGUE: Final = frozenset({"inform", "nlu_fallback", "affirm", "deny", "greet", "out_of_scope"})


def follow_up(turn: Turn) -> Outcome | None:
    """A follow-up of the context that the talk is in."""
    found = max(
        (one for one in turn.heard.followups if one.context not in {TALK, EMERGENCY}),
        key=lambda one: one.confidence,
        default=None,
    )
    if found is None or turn.followup(found.context) is None or turn.heard.is_button or _is_another(turn, found):
        return None
    answer = _answer_of(turn, followups()[found.context][found.name])
    if answer is None:
        return None
    topic = turn.before.last.topic
    if answer == _TOPIC:
        said, conversation = topic_said(turn, topic or turn.heard.intent)
    else:
        said, conversation = answer_named(turn, answer)
    return answered(turn, said, topic, context=found.context, conversation=conversation)


def _answer_of(turn: Turn, entry: FollowUp) -> str | None:
    if entry.answer is not None:
        return entry.answer
    return entry.answers.get(turn.before.last.topic or "", entry.answers.get(_DEFAULT))


def _is_another(turn: Turn, found: FollowUpFound) -> bool:
    """Whether the message is a clear question of its own that this follow-up is no answer to."""
    heard = turn.heard
    entry = followups()[found.context][found.name]
    if heard.intent in entry.intents or heard.intent in _VAGUE:
        return False
    return heard.confidence >= _CLEAR and found.confidence < _SURER


def same_for_another(turn: Turn) -> Outcome | None:
    """«Ал қызыма ше?»: a person is named and hardly anything asked; what was worked out for one is for the other."""
    context = turn.before.last.context
    answer = _PERSONAL.get(context or "")
    if answer is None or not turn.taken.about or not turn.heard.reading.people:
        return None
    if turn.heard.intent not in _VAGUE and len(turn.heard.words) > _FEW_WORDS:
        return None
    said, conversation = answer_named(turn, answer)
    return answered(turn, said, turn.before.last.topic, context=context, conversation=conversation)
