"""A question that is put again, a fact told again, another thing that was meant: never the same text once more.

What is behind the correction is answered; where nothing new is told, the last answer comes short and behind other
words, and the second time it is asked what is meant, with the nearest to choose from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from rasa_project.dialogue.answers import answer_named
from rasa_project.dialogue.contexts import AFTER_DOSE, CONTACT, EMERGENCY, ILLNESS
from rasa_project.dialogue.conversation import Conversation, Person, Said
from rasa_project.dialogue.followed import PERSONAL
from rasa_project.dialogue.nearest import offered
from rasa_project.dialogue.never_twice import ASKED_AGAIN, HEARD_ALREADY, WHAT_IS_MEANT, without_leads
from rasa_project.dialogue.topics import topic_buttons
from rasa_project.dialogue.turn import Outcome, Turn, answered
from rasa_project.understanding.asked_again_words import asks_again, meant_instead, tells_again
from rasa_project.understanding.extraction import Danger
from rasa_project.understanding.talk_words import rejects_answer

#: What is answered to a thing that is meant, in a context, else at all.
_MEANT: Final[Mapping[tuple[str, str], str]] = {
    ("nursery", CONTACT): "ask_exposure/attend",
    ("nursery", ILLNESS): "ask_isolation/back_when",
    ("nursery", AFTER_DOSE): "ask_aftercare/nursery_same_day",
    ("bath", ILLNESS): "ask_treatment/bathing_ill",
    ("after", AFTER_DOSE): "ask_side_effects",
}
_AT_ALL: Final[Mapping[str, str]] = {
    "after": "ask_side_effects",
    "bath": "ask_aftercare/bathing",
    "care": "ask_treatment/home_care",
    "catching": "ask_isolation",
    "egg": "ask_contraindications/egg_allergy",
    "nursery": "ask_unvaccinated_rules",
    "price": "ask_availability/free",
    "signs": "ask_symptoms",
    "when": "ask_schedule/ages",
    "where": "where",
}
_VACCINATED: Final = "ask_exposure/attend_vaccinated"


def again(turn: Turn) -> Outcome | None:
    """«Не когда, а где»; «ответьте же», «айттым ғой»: what is meant, or the answer in short and in other words."""
    before = turn.before
    in_emergency = before.episode is not None and before.episode.kind == EMERGENCY
    is_danger = turn.heard.danger in {Danger.NOW, Danger.MAYBE}
    if turn.heard.is_button or before.question is not None or in_emergency or is_danger or not before.last.said:
        return None
    if (outcome := _meant(turn)) is not None:
        return outcome
    words, is_told = turn.heard.words, tells_again(turn.heard.words)
    if not (is_told or asks_again(words)):
        return None
    if _tells_new(before, turn.conversation):
        return _anew(turn) if is_told else None
    last = without_leads(before.last.said)
    was_asked = {ASKED_AGAIN, WHAT_IS_MEANT} & {one.response for one in before.last.said}
    if not last or was_asked or (rejects_answer(words) is not None and not is_told):
        return answered(turn, [_choice(turn)], None)
    lead = Said(HEARD_ALREADY if is_told else ASKED_AGAIN, is_aside=True)
    short = [replace(one, is_short=True, is_aside=place < len(last) - 1) for place, one in enumerate(last)]
    short[-1] = replace(short[-1], buttons=offered(before.last) or topic_buttons(turn))
    return answered(turn, [lead, *short], None, people=before.last.people)


def _meant(turn: Turn) -> Outcome | None:
    """The answer to the thing that is said to be meant, where one is named."""
    thing = meant_instead(turn.heard.tokens)
    if thing is None:
        return None
    context = turn.before.last.context or ""
    answer = _MEANT.get((thing, context)) or _AT_ALL[thing]
    if answer == _MEANT["nursery", CONTACT] and any(one.has_a_dose for one in turn.people):
        answer = _VACCINATED
    said, conversation = answer_named(turn, answer)
    topic = None if answer == "where" else answer.partition("/")[0]
    return answered(turn, said, topic, context=context or None, conversation=conversation)


def _anew(turn: Turn) -> Outcome | None:
    """«Я же сказала, ей 7 лет», where it was not heard before: what was worked out, anew."""
    context = turn.before.last.context
    answer = PERSONAL.get(context or "")
    is_met = any(one.contact == "yes" for one in turn.conversation.people)
    if answer is None or not turn.personal_told or (answer == "exposure_advice" and not is_met):
        return None
    said, conversation = answer_named(turn, answer)
    return answered(turn, said, turn.before.last.topic, context=context, conversation=conversation)


def _choice(turn: Turn) -> Said:
    return Said(WHAT_IS_MEANT, buttons=offered(turn.before.last) or topic_buttons(turn))


def _tells_new(before: Conversation, now: Conversation) -> bool:
    """Whether the message tells anything of a person that was not known."""
    return list(map(_facts, now.people)) != list(map(_facts, before.people))


def _facts(person: Person) -> Person:
    return replace(person, told_at={})
