"""Other diseases, vaccines, tests, accidents: named, declined, and where to turn; never a rule of measles.

What is known by name stands in ``data/knowledge/out_of_field.yml``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from rasa_project.advice.knowledge import OutOfField, knowledge
from rasa_project.dialogue.conversation import Said
from rasa_project.dialogue.particular import intent_of, question_found
from rasa_project.dialogue.turn import Outcome, Turn, answered
from rasa_project.understanding.concepts import ConceptMatcher
from rasa_project.understanding.contact_words import ILLNESS
from rasa_project.understanding.ranking import FALLBACK

#: Measles or its vaccine, by beginnings of folded words: then the question stays in the field.
_MEASLES: Final = ("ккп", "кизилша", "коревои", "коревую", "кпк", "ммр")
_VACCINE: Final = ("вакцин", "доза", "екпе", "прив", "укол")
#: How measles differs from it is ours to say.
_COMPARES: Final = frozenset({"ask_difference", "bot_challenge", "change_language", "forget_me"})
#: Topics whose particular questions may name another disease.
_BESIDE_A_DISEASE: Final = frozenset(
    {"ask_contraindications", "ask_difference", "ask_recurrence", "ask_vaccine", "ask_vaccine_safety"}
)
_NOT_UNDERSTOOD: Final = frozenset({FALLBACK, "out_of_scope"})
#: Behind a disease: it is only supposed («желшешек пе», «ветрянка или»).
_SUPPOSED: Final = frozenset({"ба", "бе", "ли", "ма", "ме", "па", "пе", "или", "алде", "емес"})
_SIGNS: Final = frozenset({"fever", "rash", "signs"})


def out_of_field(turn: Turn) -> Outcome | None:
    """A question on something else is declined by its name."""
    heard = turn.heard
    found = [] if heard.is_button else _matcher().find_spans(list(heard.words))
    if not found or _is_of_measles(heard.words) or heard.intent in _COMPARES:
        return None
    thing = knowledge().out_of_field[found[0].concept]
    is_ours = _is_ours(turn, thing)
    is_passing = thing.common and heard.intent not in _NOT_UNDERSTOOD
    if is_ours or is_passing or _is_supposed(heard.words, found[0].after) or _tells_signs(turn):
        return None
    said = Said(f"utter_out_of_field_{thing.kind}", {"thing": (thing.kk, thing.ru)})
    return answered(turn, [said], "out_of_scope")


def _is_of_measles(words: Sequence[str]) -> bool:
    return any(word in ILLNESS or word.startswith(_MEASLES) for word in words)


def _is_ours(turn: Turn, thing: OutOfField) -> bool:
    """Whether a particular question of ours names the thing: how it differs, or our vaccine besides it."""
    question = question_found(turn)
    if question is None:
        return False
    if thing.kind == "disease":
        return intent_of(question) in _BESIDE_A_DISEASE
    own = [word for word in turn.heard.words if not _matcher().find([word])]
    return any(word.startswith(_VACCINE) for word in own)


def _is_supposed(words: Sequence[str], after: int) -> bool:
    """Whether it is only asked whether it is that disease, which is a matter of measles too."""
    return not _SUPPOSED.isdisjoint(words[after : after + 1])


def _tells_signs(turn: Turn) -> bool:
    """Whether signs of illness are told: a consultation begins, whatever the parent calls it."""
    return turn.heard.intent == "report_symptoms" and bool(turn.taken.all_told & _SIGNS)


@lru_cache(maxsize=1)
def _matcher() -> ConceptMatcher:
    return ConceptMatcher({name: thing.words for name, thing in knowledge().out_of_field.items()})
