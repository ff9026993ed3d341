"""Other diseases, vaccines, tests, accidents: named, declined, and where to turn; never a rule of measles.

What is known by name stands in ``data/knowledge/out_of_field.yml``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rasa_project.advice.knowledge import OutOfField, knowledge
from rasa_project.dialogue.conversation import Said
from rasa_project.dialogue.particular import intent_of, question_found, question_said
from rasa_project.dialogue.turn import Outcome, Turn, answered
from rasa_project.edition import of_edition
from rasa_project.understanding.concepts import ConceptMatcher
from rasa_project.understanding.contact_words import ILLNESS
from rasa_project.understanding.phrases import phrases, stands
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
#: Of these a particular question says more on the order than a general text.
_OF_ORDER: Final = frozenset({"ask_contraindications", "ask_vaccine_safety"})
#: Only where a reaction is told.
_AFTER_A_REACTION: Final = "ask_contraindications/prev_other_vaccine"
_REACTION: Final = phrases(
    "аллерг", "ауир от", "исин", "исип", "кизу", "отек", "плохо", "реакц", "темп", "тирис", "судорог"
)
_ACCIDENT: Final = "accident"
_DISEASE: Final = "disease"
_TEST: Final = "test"
_VACCINE_KIND: Final = "vaccine"
#: Another vaccine was given, by beginnings of folded words.
_DOSE_DONE: Final = phrases(
    "вакцинас", "вакцини алди", "вакциниров", "делал", "егилг", "екпени алди", "екпесин алган", "екпесин алди",
    "екпесинен", "колол", "поставил", "прививали", "прививался", "привил", "салгиз", "салдирг", "салдирд", "салинг",
    "салинди", "сделал", "ставил",
)  # fmt: skip
#: It was had, an illness too.
_DONE: Final = (
    *_DOSE_DONE,
    *phrases("ауирган", "ауирди", "ауирип", "болган", "болди", "болел", "била", "бил", "переболел", "перенес"),
)
#: «БЦЖ-дан кейін», «после манту».
_BEFORE_OURS: Final = phrases("кеиин", "сон", "после")
#: The order of two, or whether one hinders the other, is asked for.
_ORDER: Final = phrases(
    "бирге", "бир кунде", "бола ма", "болама", "вместе", "влия", "вреди", "жда", "зияни", "интервал", "канша уакит",
    "катар", "кашан", "кедерги", "когда", "куту", "меша", "можно", "нелзя", "неше кун", "одновремен", "перерив",
    "промежут", "сколко", "совмест", "сразу", "через", "араси",
)  # fmt: skip
#: Not of a dose: back to kindergarten, an isolation, a treatment.
_OTHERWISE: Final = phrases("бакша", "балабакша", "изол", "карантин", "мектеп", "сад", "садик", "справк", "школ")
_NOT_UNDERSTOOD: Final = frozenset({FALLBACK, "out_of_scope"})
#: Behind a disease: it is only supposed («желшешек пе», «ветрянка или»).
_SUPPOSED: Final = frozenset({"ба", "бе", "ли", "ма", "ме", "па", "пе", "или", "алде", "емес"})
_SIGNS: Final = frozenset({"fever", "rash", "signs"})


def out_of_field(turn: Turn) -> Outcome | None:
    """A question on something else is declined by its name."""
    heard = turn.heard
    found = [] if heard.is_button else _matcher().find_spans(list(heard.words))
    if not found or heard.intent in _COMPARES:
        return None
    thing = knowledge().out_of_field[found[0].concept]
    beside = _beside_our_dose(turn, thing)
    if beside is not None:
        return answered(turn, [beside], intent_of(beside.response.removeprefix("utter_")))
    if _is_of_measles(heard.words):
        return None
    if thing.kind == _ACCIDENT and _tells_a_sign(turn):
        said = Said("utter_out_of_field_accident_and_signs", {"thing": (thing.kk, thing.ru)})
        return answered(turn, [said], "out_of_scope")
    is_ours = _is_ours(turn, thing)
    is_passing = thing.common and heard.intent not in _NOT_UNDERSTOOD
    if is_ours or is_passing or _is_supposed(heard.words, found[0].after) or _tells_signs(turn):
        return None
    said = Said(f"utter_out_of_field_{thing.kind}", {"thing": (thing.kk, thing.ru)})
    return answered(turn, [said], "out_of_scope")


def _beside_our_dose(turn: Turn, thing: OutOfField) -> Said | None:
    """The answer on our vaccine where another one was had, or an illness, and its order is asked for.

    «Ковидную делали, мешает?», «ветрянкой переболел, когда прививать»; what a particular question says better, it says.
    """
    words = turn.heard.words
    is_had = stands(words, _DONE) or (thing.kind in {_VACCINE_KIND, _TEST} and stands(words, _BEFORE_OURS))
    is_ours = _is_of_measles(words) or any(word.startswith(_VACCINE) for word in words)
    is_dose = thing.kind != _DISEASE or stands(words, _DOSE_DONE)
    is_asked = stands(words, _ORDER) and not stands(words, _OTHERWISE)
    if not (is_had and is_asked and (is_ours or is_dose)):
        return None
    question = question_found(turn)
    is_of_a_reaction = question == _AFTER_A_REACTION and not stands(words, _REACTION)
    if question is not None and intent_of(question) in _OF_ORDER and not is_of_a_reaction:
        return question_said(question)
    if thing.kind == _TEST:
        return question_said("ask_vaccine_safety/mantoux")
    if thing.kind in {_VACCINE_KIND, _DISEASE} and is_dose:
        return Said("utter_ask_vaccine_safety/after_other_vaccine")
    return question_said("ask_contraindications/after_illness") if thing.kind == _DISEASE else None


def _tells_a_sign(turn: Turn) -> bool:
    return bool(turn.taken.all_told & _SIGNS)


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


@of_edition
def _matcher() -> ConceptMatcher:
    return ConceptMatcher({name: thing.words for name, thing in knowledge().out_of_field.items()})
