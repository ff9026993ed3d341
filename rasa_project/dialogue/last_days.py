"""After a contact: when the watching ends, the days for help end, whether it is too late, a clinic that puts it off."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from rasa_project.dialogue.answers import answer_named
from rasa_project.dialogue.consultations import days_of_contact
from rasa_project.dialogue.contexts import CONTACT, ILLNESS, MOTHERHOOD
from rasa_project.dialogue.conversation import Conversation, Person, Said
from rasa_project.dialogue.going_on import go_on
from rasa_project.dialogue.people_facts import shows_signs
from rasa_project.dialogue.turn import Outcome, Turn, answered
from rasa_project.dialogue.who import lead_of
from rasa_project.understanding.end_words import end_asked
from rasa_project.understanding.phrases import phrases, stands
from rasa_project.understanding.put_off_words import puts_off

_WATCHED: Final = "ask_exposure/watch_until"
_TO_ACT: Final = "ask_exposure/act_until"
_PUT_OFF: Final = "ask_exposure/put_off"
_SEVERAL: Final = 2
_IN_TALK: Final = frozenset({CONTACT, ILLNESS, MOTHERHOOD})
#: The last day to act is asked for.
_LAST_DAY: Final = phrases(
    "кеш емес пе", "кеш пе", "краинии срок", "не опоздал", "не поздно", "опоздали", "поздно ли", "последнии срок",
    "улгер", "успе",
)  # fmt: skip


def end(turn: Turn) -> Outcome | None:
    """«Когда заканчивается наблюдение?», «6 күн қашан бітеді?»: the day itself, also while a question stands."""
    asked, met = end_asked(turn.heard.words), _met(turn)
    if turn.heard.is_button or asked is None or not met or turn.before.last.context not in _IN_TALK:
        return None
    within = _about(turn, met)
    if asked == "watching":
        said, conversation = answer_named(within, _WATCHED)
    elif days := _last_days(turn, met):
        said, conversation = days, turn.conversation
    else:
        undated = not any(map(_is_dated, met))
        said, conversation = answer_named(within, _TO_ACT if undated else "exposure_advice")
    return _said(turn, said, conversation)


def too_late(turn: Turn) -> Outcome | None:
    """«Үлгереміз бе?», «екеумізге де кеш емес пе?» after a contact: the advice with its days, of all who met."""
    met = _met(turn)
    is_asked = stands(turn.heard.words, _LAST_DAY)
    if turn.heard.is_button or turn.before.question is not None or not is_asked or not met:
        return None
    if turn.before.last.context not in _IN_TALK:
        return None
    named = [one for one in met if one.id in turn.taken.about] if turn.heard.reading.people else []
    said, conversation = answer_named(_about(turn, named or met), "exposure_advice")
    return answered(turn, said, turn.before.last.topic, context=CONTACT, conversation=conversation)


def put_off(turn: Turn) -> Outcome | None:
    """«В поликлинике сказали прийти в понедельник»: hours count, so call again today, with the last day for help."""
    if turn.heard.is_button or turn.before.last.context not in _IN_TALK or not puts_off(turn.heard.words):
        return None
    met = [one for one in _met(turn) if turn.before.person(one.id) is not None]
    said = _last_days(turn, met, _PUT_OFF)
    if not said and met and not any(map(_is_dated, met)):
        said, _ = answer_named(_about(turn, met), _PUT_OFF)
    return _said(turn, said, turn.conversation) if said else None


def _met(turn: Turn) -> list[Person]:
    """Those who met the patient and are well."""
    return [one for one in turn.conversation.people if one.contact == "yes" and not (one.confirmed or shows_signs(one))]


def _last_days(turn: Turn, met: list[Person], name: str = _TO_ACT) -> list[Said]:
    """The last day to act, once where it is the same for all, else for each; of those for whom it is over nothing."""
    days = {one.id: days_of_contact(one, turn.today) for one in met}
    open_still = [one for one in met if "act_until" in days[one.id]]
    if len({days[one.id]["act_until"] for one in open_still}) < _SEVERAL:
        return [Said(f"utter_{name}", days[one.id]) for one in open_still[:1]]
    leads = [(one, lead_of(one, turn.today)) for one in open_still]
    return [Said(f"utter_{name}", days[one.id], lead=lead, is_short=True) for one, lead in leads]


def _is_dated(one: Person) -> bool:
    return one.contact_on is not None or one.contact_days is not None


def _about(turn: Turn, people: list[Person]) -> Turn:
    return replace(turn, taken=replace(turn.taken, about=tuple(one.id for one in people)))


def _said(turn: Turn, said: list[Said], conversation: Conversation) -> Outcome:
    if turn.before.question is None:
        return answered(turn, said, turn.before.last.topic, context=CONTACT, conversation=conversation)
    conversation = replace(conversation, question=turn.before.question)
    return go_on(turn, conversation, said=said, is_new=False)
