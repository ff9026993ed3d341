"""Other diseases, vaccines, tests, accidents: named, declined, and where to turn; never a rule of measles.

What is known by name stands in ``data/knowledge/out_of_field.yml``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kazakh.numbers import is_numeral
from rasa_project.advice.knowledge import OutOfField, knowledge
from rasa_project.dialogue.contexts import ILLNESS as ILLNESS_CONTEXT
from rasa_project.dialogue.conversation import Conversation, Said
from rasa_project.dialogue.meaning import Heard
from rasa_project.dialogue.outings import asks_of_going
from rasa_project.dialogue.particular import intent_of, question_found, question_said
from rasa_project.dialogue.reported import tells_signs
from rasa_project.dialogue.turn import Outcome, Turn, answered
from rasa_project.edition import of_edition
from rasa_project.understanding.answers import asks
from rasa_project.understanding.concepts import ConceptMatcher, ConceptSpan
from rasa_project.understanding.contact_words import ILLNESS
from rasa_project.understanding.dose_asked import asks_for_dose
from rasa_project.understanding.extraction import Danger
from rasa_project.understanding.medicine_words import FEVER_MEDICINES
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
#: What is asked or told of whoever is ill.
_OF_AN_ILLNESS: Final = frozenset(
    {"ask_complications", "ask_first_steps", "ask_isolation", "ask_symptoms", "ask_transmission", "ask_treatment",
     "ask_pregnancy", "report_symptoms"}
)  # fmt: skip
#: Somebody has it now; and had it before.
_HAS_IT: Final = phrases(
    "ауирип", "болип жат", "болип кал", "боле", "забол", "менде", "оказал", "постав", "подтверд", "у дет", "у доч",
    "у ме", "у на", "у обо", "у мо", "у ре", "у си", "у вну", "шигар", "шикти", "дариге", "врач",
)  # fmt: skip
_HAD_IT: Final = phrases(
    "билтир", "болел", "болела", "болели", "бурин", "год назад", "месяц назад", "переболе", "прошл", "раньше",
    "ауирган", "болган", "кезинде",
)  # fmt: skip
_POX: Final = "chickenpox"
#: A medicine against fever, by its name or by what it is to do.
_FEVER_MEDICINE: Final = (
    *FEVER_MEDICINES,
    *phrases(
        "жаропониж", "кизуин калаи", "кизуин не", "кизуин тус", "кизуина не", "кизуди калаи", "сбит темп",
        "темпер сбит", "температуру сби", "темпу сби", "от температ", "от темпер",
    ),
)  # fmt: skip
#: Another vaccine on the day of ours.
_SAME_DAY: Final = "_same_day"
_TOGETHER: Final = phrases("бир кун", "бирге", "в один ден", "вместе", "катар", "одновремен", "тот же ден")
_AGAIN: Final = "utter_out_of_field_disease_again"
_AFTER_ILLNESS: Final = "ask_contraindications/after_illness"
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
_DAY: Final = "кун"


def out_of_field(turn: Turn) -> Outcome | None:
    """A question on something else is declined by its name."""
    heard = turn.heard
    found = [] if heard.is_button else _named_in(heard.words)
    if found and _is_found(heard):  # «у обоих ветрянка»: told, whatever the words look like
        return _declined(turn, found[0].concept, is_again=_tells_a_sign(turn))
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
    return _declined(turn, found[0].concept)


def _declined(turn: Turn, name: str, *, is_again: bool = False) -> Outcome:
    """What is not known of the thing, and where to turn; another disease is what the talk is about from here on."""
    thing = knowledge().out_of_field[name]
    response = _AGAIN if is_again else f"utter_out_of_field_{thing.kind}"
    conversation = turn.conversation
    if thing.kind == _DISEASE:
        conversation = replace(conversation, other_disease=name)
    said = Said(response, {"thing": (thing.kk, thing.ru)})
    return answered(turn, [said], "out_of_scope", conversation=conversation)


def pox_medicine(turn: Turn) -> Outcome | None:
    """What to give against the fever of chickenpox: no ibuprofen without a doctor, whatever was given already."""
    heard = turn.heard
    is_it = turn.before.other_disease == _POX or _POX in _things(heard.words)
    if heard.is_button or not is_it or heard.danger is not Danger.NONE or not stands(heard.words, _FEVER_MEDICINE):
        return None
    conversation = replace(turn.conversation, other_disease=_POX)
    said = Said("utter_out_of_field_pox_medicine")
    return answered(turn, [said], "ask_treatment", conversation=conversation)


def goes_on(turn: Turn) -> Outcome | None:
    """«Неше күн үйде отырады» behind chickenpox is of that: no day of measles; a dose of ours has its own answer."""
    heard, name = turn.heard, turn.before.other_disease
    if name is None or heard.is_button or heard.danger is not Danger.NONE or heard.intent in _COMPARES:
        return None
    if _is_of_measles(heard.words) or name not in knowledge().out_of_field or _things(heard.words):
        return None
    if asks_for_dose(heard.words, heard.tokens):
        return answered(turn, [question_said(_AFTER_ILLNESS)], intent_of(_AFTER_ILLNESS))
    if not _is_of_an_illness(turn):
        return None
    return _declined(turn, name, is_again=True)


def with_disease(conversation: Conversation, heard: Heard) -> Conversation:
    """The conversation that knows of another disease that was found; of none, once measles is spoken of by name."""
    named = [] if heard.is_button else _named_in(heard.words)
    if named and _is_found(heard):
        return replace(conversation, other_disease=named[0].concept)
    is_ours = _is_of_measles(heard.words) and not named
    return replace(conversation, other_disease=None) if conversation.other_disease and is_ours else conversation


def _named_in(words: Sequence[str]) -> list[ConceptSpan]:
    """The things that are named; «8 күн өтті» are days, and no sunstroke."""
    found = _matcher().find_spans(words)
    return [one for one in found if not (words[one.first] == _DAY and one.first and is_numeral(words[one.first - 1]))]


def _things(words: Sequence[str]) -> list[str]:
    return [one.concept for one in _named_in(words)]


def _is_found(heard: Heard) -> bool:
    """Whether a disease that is no measles is told of somebody who has it now: «ветрянка у сына», no question."""
    found = _named_in(heard.words)
    things = [knowledge().out_of_field[one.concept] for one in found]
    if not things or things[0].kind != _DISEASE or things[0].common or asks(heard.tokens):
        return False
    is_now = stands(heard.words, _HAS_IT) and not stands(heard.words, _HAD_IT)
    is_ours = _is_of_measles(heard.words) or heard.names_vaccine
    return is_now and not is_ours and not _is_supposed(heard.words, found[0].after)


def _is_of_an_illness(turn: Turn) -> bool:
    """Whether the message asks or tells of an illness: how long, whether it is catching, what to give, going out."""
    heard = turn.heard
    if heard.names_vaccine or turn.before.question is not None:
        return False
    near = turn.followup()
    is_near = near is not None and near.context == ILLNESS_CONTEXT
    return heard.intent in _OF_AN_ILLNESS or is_near or asks_of_going(turn) or tells_signs(turn)


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
    return question_said(_AFTER_ILLNESS) if thing.kind == _DISEASE else None


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
    if thing.kind == _ACCIDENT and not asks_for_dose(turn.heard.words, turn.heard.tokens):
        return False  # «после прививки уронила, ударился головой»: the fall, whatever was done before
    if question.endswith(_SAME_DAY) and stands(turn.heard.words, _TOGETHER):
        return True  # «можно ли в один день с АКДС»: beside ours, whether it is named or not
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
