"""Announcements of the office, sent to who asks for them: asked for, refused, the village told; never in an emergency.

Pure: what is stored is a :class:`Change`, which ``actions/announcing.py`` writes. Where the channel can't write of its
own accord the parent is told where the bot can.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from rasa_project.advice.knowledge import knowledge
from rasa_project.advice.places import place_of_code, places_named
from rasa_project.advice.places_table import Settlement
from rasa_project.dialogue.contexts import EMERGENCY
from rasa_project.dialogue.conversation import Conversation, Said
from rasa_project.dialogue.meaning import Heard, Plan
from rasa_project.dialogue.places_said import place_of
from rasa_project.dialogue.turn import Outcome
from rasa_project.dialogue.wording_of_places import title
from rasa_project.edition import of_edition
from rasa_project.understanding.announcement_words import Wish, announcements_wished, means_everywhere
from rasa_project.understanding.extraction import Danger
from rasa_project.understanding.places import PlaceFinder

ENTITY: Final = "question"
#: Values of buttons and commands: what announcements are, wanted, not wanted, another village, the whole district,
#: nothing more of any kind.
ABOUT_VALUE: Final = "news"
ON_VALUE: Final = "news_on"
OFF_VALUE: Final = "news_off"
VILLAGE_VALUE: Final = "news_village"
EVERYWHERE_VALUE: Final = "news_everywhere"
NOTHING_VALUE: Final = "news_nothing"
ABOUT, ON, OFF, VILLAGE, EVERYWHERE, NOTHING = (
    f'/inform{{"{ENTITY}":"{value}"}}'
    for value in (ABOUT_VALUE, ON_VALUE, OFF_VALUE, VILLAGE_VALUE, EVERYWHERE_VALUE, NOTHING_VALUE)
)
PAYLOADS: Final = frozenset({ABOUT, ON, OFF, VILLAGE, EVERYWHERE, NOTHING})
#: ``Conversation.news`` while the village is asked for.
ASKED: Final = "village"
_OFFER: Final = ("Хабарландыру алып тұру", "Получать объявления", ON)
_CODE: Final = "place_code"
#: "I live", folded: with it a name that is a common word, too, is a place.
_LIVE: Final = "турам"
_FEW_WORDS: Final = 3
_DISTRICT: Final = ("бүкіл аудан", "весь район")


@dataclass(frozen=True)
class Known:
    """What is stored of the person's wish: whether announcements are wanted, and the village's code."""

    wanted: bool = False
    village: str | None = None


@dataclass(frozen=True)
class Change:
    """What is to be stored.

    Attributes:
        wanted: on or off; ``None`` as it was.
        village: the code; ``None`` for the whole district; only where ``sets_village``.
        ends_all: nothing is to be sent any more, reminders neither.
    """

    wanted: bool | None = None
    sets_village: bool = False
    village: str | None = None
    ends_all: bool = False


@dataclass(frozen=True)
class Step:
    """What is said, the conversation behind it, and what is to be stored."""

    said: Said
    conversation: Conversation
    change: Change = Change()


def asks_of_announcements(conversation: Conversation, heard: Heard) -> bool:
    """Whether a message may be one for :func:`step`: only then it is looked up what is stored."""
    if _is_emergency(conversation) or heard.danger is not Danger.NONE:
        return False
    if heard.is_button:
        value = str(heard.tapped.get(ENTITY) or "")
        return value.startswith(ABOUT_VALUE) or (conversation.news == ASKED and _CODE in heard.tapped)
    return announcements_wished(heard.words) is not None or conversation.news == ASKED


def step(conversation: Conversation, heard: Heard, can_write: bool, known: Known) -> Step | None:
    """The next step; ``None`` where the message is of something else.

    Args:
        conversation: as it was before.
        heard: the message.
        can_write: whether the bot may write in this channel of its own accord.
        known: what is stored of the person.
    """
    if not asks_of_announcements(conversation, heard):
        return None
    if heard.is_button:
        value = str(heard.tapped.get(ENTITY) or "")
        return _told_village(conversation, heard) if not value else _tapped(conversation, value, can_write, known)
    wish = announcements_wished(heard.words)
    if wish is not None:
        return _tapped(conversation, ON_VALUE if wish is Wish.ON else OFF_VALUE, can_write, known)
    return _told_village(conversation, heard)


def left(conversation: Conversation) -> Conversation:
    """The conversation without the question for the village, which the parent passed over."""
    return conversation if conversation.news is None else replace(conversation, news=None)


def with_offer(before: Conversation, outcome: Outcome) -> Outcome:
    """The button "send me these" below the answer under which an announcement of the office is told."""
    said = list(outcome.plan.said)
    is_told = len(outcome.conversation.announced) > len(before.announced)
    if not is_told or not said or outcome.conversation.question is not None:
        return outcome
    said[0] = replace(said[0], buttons=(*said[0].buttons, _OFFER))
    return replace(outcome, plan=Plan(tuple(said)))


def _tapped(conversation: Conversation, value: str, can_write: bool, known: Known) -> Step | None:
    plain = replace(conversation, news=None)
    if value in {OFF_VALUE, NOTHING_VALUE}:
        ends_all = value == NOTHING_VALUE
        name = "utter_news_nothing" if ends_all else "utter_news_off"
        return Step(Said(name), plain, Change(wanted=False, ends_all=ends_all))
    if not can_write:
        return Step(Said("utter_news_elsewhere"), plain)
    if value == ABOUT_VALUE:
        return Step(_state(known) if known.wanted else Said("utter_news_offer"), plain)
    if value == VILLAGE_VALUE:
        return Step(Said("utter_news_village"), replace(conversation, news=ASKED))
    if value == EVERYWHERE_VALUE:
        return Step(_on(None), plain, Change(wanted=True, sets_village=True))
    return _wanted(conversation, known) if value == ON_VALUE else None


def _wanted(conversation: Conversation, known: Known) -> Step:
    told = place_of(conversation)
    village = known.village or (told.code if told is not None else None)
    if village is None:
        return Step(Said("utter_news_on_village"), replace(conversation, news=ASKED), Change(wanted=True))
    change = Change(wanted=True, sets_village=True, village=village)
    return Step(_on(village), replace(conversation, news=None), change)


def _told_village(conversation: Conversation, heard: Heard) -> Step | None:
    """The answer to "which village": one is found, two share a name, or the whole district is meant."""
    code = heard.tapped.get(_CODE)
    place = place_of_code(str(code), knowledge().places) if code else None
    found = [place] if place is not None else []
    named = heard.settlement or _bare_name(heard)
    if not found and named is not None:
        found = places_named(named, knowledge().places)
    if len(found) == 1:
        plain = replace(conversation, news=None, place=found[0].kk, place_code=found[0].code)
        return Step(_on(found[0].code), plain, Change(wanted=True, sets_village=True, village=found[0].code))
    if found:
        return Step(_which(found), conversation)
    if means_everywhere(heard.words):
        return Step(_on(None), replace(conversation, news=None), Change(wanted=True, sets_village=True))
    return None


def _bare_name(heard: Heard) -> str | None:
    """A name that is a common word as well («Бірлік») is the village where one was asked for."""
    if not heard.words or len(heard.words) > _FEW_WORDS:
        return None
    place = _villages().find([*heard.words, _LIVE])
    return place.name if place is not None else None


@of_edition
def _villages() -> PlaceFinder:
    return PlaceFinder.in_district(knowledge().places)


def _which(found: list[Settlement]) -> Said:
    buttons = tuple((title(one, "kk"), title(one, "ru"), f'/inform{{"{_CODE}":"{one.code}"}}') for one in found)
    return Said("utter_news_which", {"place": (found[0].kk, found[0].ru)}, buttons)


def _on(village: str | None) -> Said:
    return Said("utter_news_on", {"place": _place(village)})


def _state(known: Known) -> Said:
    return Said("utter_news_is_on", {"place": _place(known.village)})


def _place(code: str | None) -> tuple[str, str]:
    place = place_of_code(code, knowledge().places) if code else None
    return (place.kk, place.ru) if place is not None else _DISTRICT


def _is_emergency(conversation: Conversation) -> bool:
    return conversation.episode is not None and conversation.episode.kind == EMERGENCY
