"""What of a reply can be passed on, and the answer to who asks for it: «сілтемесін бер», «распечатать календарь».

What a link is made of stands in ``Said.share`` and in the names of answers; a channel makes the link itself
(``channels/share/``), where the bot has a public address.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from pydantic import Field

from rasa_project.advice.knowledge import KNOWLEDGE_DIR, read_checked
from rasa_project.advice.records import Record
from rasa_project.dialogue.conversation import Said
from rasa_project.dialogue.feedback import is_advice
from rasa_project.dialogue.fixed_answers import metadata_of, wording_of
from rasa_project.dialogue.meaning import Plan
from rasa_project.dialogue.people_facts import is_grown_up
from rasa_project.dialogue.plans import said_plan
from rasa_project.dialogue.shareable import OfAnswer, distinct, is_own, key_of
from rasa_project.dialogue.turn import Outcome, Turn
from rasa_project.edition import edition, of_edition
from rasa_project.understanding.concepts import ConceptMatcher
from rasa_project.understanding.extraction import Danger

#: With the link; where nothing was said yet that a page could show; where the bot has no public address.
GIVEN: Final = "utter_share"
NOTHING: Final = "utter_share_nothing"
OFF: Final = "utter_share_off"
#: Under this name an answer carries what can be passed on, on its way to a channel.
SHARE: Final = "share"
#: On one page stand so many children, contacts, answers at most.
MOST: Final = 4
_CALENDAR: Final = "calendar"
_UNLESS: Final = "unless"
_UTTER: Final = "utter_"
_DISTRESS: Final = "utter_distress"
#: A longer message asks for something else besides.
_MOST_WORDS: Final = 12


class Asks(Record):
    """Words that ask for a page: a stem of each group, and none of ``unless``."""

    words: list[list[str]] = Field(min_items=1)
    unless: list[str] = []


def asked(turn: Turn) -> Outcome | None:
    """A page is asked for: of the last answer, or the calendar of the child that the talk is about.

    Facts that come with it are answered as always: below such an answer the links stand anyway.
    """
    heard = turn.heard
    if heard.is_button or heard.danger is not Danger.NONE or turn.taken.all_told or len(heard.words) > _MOST_WORDS:
        return None
    kinds = asked_in(heard.words)
    if not kinds:
        return None
    keys = keys_of(turn.before.last.said)
    if _CALENDAR in kinds and not any(map(is_own, keys)):
        keys = _calendars(turn) or keys
    said = Said(GIVEN, share=keys) if keys else Said(NOTHING)
    return Outcome(Plan((said,)), replace(turn.conversation, at=turn.now))  # the last answer stays the last


def asked_in(words: Sequence[str]) -> frozenset[str]:
    """What folded words ask for, by the names of ``sharing.yml``; mostly nothing."""
    found = set()
    for name, entry in _asks().items():
        here = set(_matcher(name).find(words))
        if _UNLESS not in here and len(here) == len(entry.words):
            found.add(name)
    return frozenset(found)


def keys_of(said: Sequence[Said]) -> tuple[str, ...]:
    """What of a reply can be passed on; beside an emergency nothing but what all are told."""
    is_emergency = any(_is_emergency(one.response) for one in said)
    keys: list[str] = []
    for one in said:
        if one.share and not is_emergency:
            keys += one.share
        elif is_shareable(one.response):
            keys.append(key_of(OfAnswer(one.response.removeprefix(_UTTER))))
    return distinct(keys)[:MOST]


def carrier(said: Sequence[Said]) -> int:
    """The place of the text below which the link stands: the last of which something is passed on."""
    places = [place for place, one in enumerate(said) if one.share or is_shareable(one.response)]
    return places[-1] if places else len(said) - 1


def is_shareable(response: str) -> bool:
    """Whether an answer can be passed on as it stands: advice or an emergency's, with nothing worked out in it."""
    if response.startswith(_DISTRESS) or not (is_advice(response) or _is_emergency(response)):
        return False
    wording = wording_of(response, "kk")
    return wording is not None and "{" not in wording.text


def without_address(said: Sequence[Said]) -> tuple[Said, ...]:
    """The same where no link can be made: who asked for one is told so."""
    return tuple(replace(one, response=OFF, share=()) if one.response == GIVEN else one for one in said)


def _calendars(turn: Turn) -> tuple[str, ...]:
    """The calendars of the children that are meant."""
    children = [one for one in turn.people if one.risk != "pregnant" and not is_grown_up(one, turn.today)]
    plans = [said_plan(one, turn.today) for one in children if not one.had_measles]
    return distinct([key for one in plans if one is not None for key in one.share])[:MOST]


def _is_emergency(response: str) -> bool:
    return bool(metadata_of(response).get("level") == "emergency")


@of_edition
def _asks() -> dict[str, Asks]:
    """The entries of ``sharing.yml``.

    Raises:
        KnowledgeError: the file is missing or wrong; the text says where.
    """
    return read_checked(edition().at(KNOWLEDGE_DIR / "sharing.yml"), dict[str, Asks])


def read_asks() -> None:
    """Read the words with the edition.

    Raises:
        KnowledgeError: the file is missing or wrong; the text says where.
    """
    for name in _asks():
        _matcher(name)


@of_edition
def _matcher(name: str) -> ConceptMatcher:
    entry = _asks()[name]
    groups = {str(number): group for number, group in enumerate(entry.words)}
    return ConceptMatcher({**groups, _UNLESS: entry.unless})
