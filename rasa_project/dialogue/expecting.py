"""Who is pregnant beside a patient: her unborn child, herself, whether she may nurse the ill one."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from rasa_project.dialogue.answers import response
from rasa_project.dialogue.beside_patient import said_beside
from rasa_project.dialogue.contexts import CONTACT, ILLNESS, MOTHERHOOD
from rasa_project.dialogue.conversation import Conversation
from rasa_project.dialogue.going_on import go_on
from rasa_project.dialogue.meaning import Heard
from rasa_project.dialogue.people import TakenIn
from rasa_project.dialogue.people_facts import shows_signs
from rasa_project.dialogue.turn import Outcome, Turn, answered
from rasa_project.understanding.answers import asks
from rasa_project.understanding.expecting_words import asks_of_unborn, asks_to_nurse
from rasa_project.understanding.extraction import Danger
from rasa_project.understanding.mentions import Kind
from rasa_project.understanding.phrases import phrases, stands
from rasa_project.understanding.writer_words import gave_birth

_UNBORN: Final = "ask_pregnancy/harm_baby"
_NURSING: Final = "ask_pregnancy/pregnant_home"
#: «А мне что», «маған қауіпті ме», «сонда мен ше»: the writer, and nobody else.
_MINE: Final = frozenset({"маган", "мен", "менде", "мне", "озим", "озиме", "сама", "самои", "я"})
_WHAT: Final = phrases("что", "как", "куда", "не истеи", "калаи", "ше", "опасн", "кауип", "заражус", "жуг")
_FEW: Final = 8
_PREGNANT: Final = "pregnant"
#: Bare weeks, so many days of them, and what tells of something that was so long ago.
_WEEKS_TOLD: Final = "ask_pregnancy/weeks_told"
_FEW_WEEKS: Final = 4
_LEAST_DAYS: Final = 28
_IN_WEEKS: Final = phrases("апта", "недел")
_AGO: Final = phrases("болд", "бурин", "контакт", "назад", "отт", "прошл")
#: A vaccine for who nurses, and for who is pregnant.
_OF_NURSING: Final = "ask_pregnancy/breastfeeding_vaccine"
_NO_VACCINE: Final = "ask_pregnancy/vaccine_pregnant"
_PREGNANCY: Final = ("беремен", "екикабат", "жукти")


def still_pregnant(taken: TakenIn, heard: Heard, before: Conversation) -> TakenIn:
    """What was told, where a "healthy" said of the husband was put to her who is pregnant: she stays so.

    «Ол здоровый, екеуімізде қызу жоқ» takes nothing back; a word of the pregnancy itself («жүкті емеспін») does.
    """
    if any(word.startswith(_PREGNANCY) for word in heard.words) or gave_birth(heard.words):
        return taken
    conversation = taken.conversation
    for one in before.people:
        now = conversation.person(one.id)
        if one.risk == _PREGNANT and now is not None and now.risk == "none":
            conversation = conversation.with_person(replace(now, risk=_PREGNANT))
    return replace(taken, conversation=conversation)


def unborn(turn: Turn) -> Outcome | None:
    """«А ребёнку в животе вред есть?» of who met a patient: what measles does to it, and nobody new is told of."""
    is_pregnant = any(one.risk == "pregnant" for one in turn.conversation.people)
    if turn.heard.is_button or not is_pregnant or turn.heard.danger in {Danger.NOW, Danger.MAYBE}:
        return None
    if turn.before.last.context not in {CONTACT, ILLNESS, MOTHERHOOD} or not asks_of_unborn(turn.heard.words):
        return None
    said = [response(_UNBORN)]
    known = _without_the_unborn(turn)
    if turn.before.question is not None:
        return go_on(turn.with_conversation(known), known, said=said, is_new=False)
    context = turn.before.last.context
    return answered(turn, said, "ask_pregnancy", context=context, conversation=known, people=turn.before.last.people)


def _without_the_unborn(turn: Turn) -> Conversation:
    """The conversation without the child that «ребёнку в животе» was taken for."""
    known = {one.id for one in turn.before.people}
    new = {one.id for one in turn.conversation.people if one.id not in known and one.kind == "child"}
    if not known:
        return turn.conversation
    people = tuple(one for one in turn.conversation.people if one.id not in new)
    return replace(
        turn.conversation,
        people=people,
        about=turn.before.about,
        episode=turn.before.episode,
        question=turn.before.question,
    )


def own_matter(turn: Turn) -> Outcome | None:
    """«А мне что делать?», asked by her who is pregnant beside the ill one: her own advice, whole."""
    writer = next((one for one in turn.conversation.people if one.kind == "writer" and one.risk == "pregnant"), None)
    if turn.heard.is_button or turn.before.question is not None or writer is None or writer.contact != "yes":
        return None
    is_care = asks_to_nurse(turn.heard.words)
    if turn.before.last.context not in {CONTACT, ILLNESS} or not (is_care or _asks_for_herself_only(turn)):
        return None
    within = replace(turn, taken=replace(turn.taken, about=(writer.id,)))
    ill = [one for one in turn.conversation.people if one.id != writer.id and (shows_signs(one) or one.confirmed)]
    if not ill:
        return None
    if is_care:
        return answered(turn, [response(_NURSING)], "ask_pregnancy", context=ILLNESS, people=(writer.id,))
    said, conversation = said_beside(within, turn.conversation, [writer], ill)
    said = [one for one in said if one.response.startswith("utter_exposure_")]
    return answered(within, said, "ask_exposure", context=ILLNESS, conversation=conversation, people=(writer.id,))


def weeks(turn: Turn) -> Outcome | None:
    """«12 апта», told behind a pregnancy in a talk of a contact: her weeks, and no day of the contact."""
    heard, question, context = turn.heard, turn.before.question, turn.before.last.context
    is_hers = any(one.risk == _PREGNANT for one in turn.before.people)
    if heard.is_button or context != CONTACT or not is_hers or len(heard.words) > _FEW_WEEKS:
        return None
    facts = [part.facts for part in heard.reading.parts]
    days = max((one.days_ago or one.contact_days or 0 for one in facts), default=0)
    if days < _LEAST_DAYS or not stands(heard.words, _IN_WEEKS) or stands(heard.words, _AGO):
        return None
    known = replace(turn.conversation, people=turn.before.people)
    said = [response(_WEEKS_TOLD)]
    if question is None:
        return answered(turn, said, None, context=CONTACT, conversation=known, people=turn.before.last.people)
    return go_on(turn.with_conversation(known), known, said=said, is_new=False)


def no_vaccine(turn: Turn) -> Outcome | None:
    """«Аяғым ауыр, бала емізем, маған екпе салса бола ма»: who is pregnant gets none, nursing or not."""
    is_told = any(part.facts.risk == _PREGNANT for part in turn.heard.reading.parts)
    asked = turn.heard.questions[0][0] if turn.heard.questions else None
    if turn.heard.is_button or not is_told or asked != _OF_NURSING or gave_birth(turn.heard.words):
        return None
    return answered(turn, [response(_NO_VACCINE)], "ask_pregnancy")


def _asks_for_herself_only(turn: Turn) -> bool:
    words = turn.heard.words
    names_others = any(one.kind is not Kind.WRITER for one in turn.heard.reading.people)
    is_asked = asks(turn.heard.tokens) or stands(words, _WHAT)
    return len(words) <= _FEW and not names_others and is_asked and not _MINE.isdisjoint(words)
