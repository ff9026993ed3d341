"""A death in the family: words of condolence first, nothing on the dead child; the others of the house who met him.

What a message tells of the dead is not read as told of somebody who lives (``understanding/deaths.py``).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from rasa_project.dialogue.answers import is_at_risk, met_said, response
from rasa_project.dialogue.beside_patient import is_small_sibling
from rasa_project.dialogue.contexts import CONTACT
from rasa_project.dialogue.conversation import Conversation, Episode, Person
from rasa_project.dialogue.meaning import Heard
from rasa_project.dialogue.people import TakenIn
from rasa_project.dialogue.people_facts import has_it_now, shows_signs
from rasa_project.dialogue.turn import Outcome, Turn, answered
from rasa_project.understanding.answers import asks
from rasa_project.understanding.deaths import asks_why
from rasa_project.understanding.emergency_words import tells_fear
from rasa_project.understanding.extraction import Danger
from rasa_project.understanding.phrases import phrases, stands

#: Where it may be just now, and 103 is to be called; and where the dead are buried, or were in a hospital.
_CONDOLENCE: Final = "request_human/grief"
_TOLD: Final = "bereaved_told"
_FIRST: Final = "grief_first"
_WHY: Final = "bereaved_why"
_FEAR: Final = "help/fear"
MEASLES: Final = "measles"
_OTHER: Final = "other"
_AFRAID: Final = phrases("боюс", "коркам", "коркип", "корикт", "пережива", "страшно", "тревож")
_OF_A_PERSON: Final = frozenset({"age_months", "born", "doses", "risk"})
_OTHER_HOUSES: Final = frozenset({"acquaintance", "aunt_or_uncle", "brother", "in_law", "nephew", "sister"})


def remembering(heard: Heard, before: Conversation) -> Conversation:
    """The conversation that knows of a death that is told in the family."""
    death = heard.death
    if death is None or death.whose == "others":
        return before
    was_measles = any(one.confirmed or one.rash == "yes" for one in before.people)
    is_of_house = death.whose == "own" and (death.is_of_measles or was_measles)
    return replace(before, bereaved=MEASLES if is_of_house else before.bereaved or _OTHER)


def without_dead(taken: TakenIn, heard: Heard) -> TakenIn:
    """What was told, where whoever was ill has died: he is asked about no more, and nothing goes on of him."""
    if heard.death is None or heard.death.whose == "others":
        return taken
    conversation = taken.conversation
    ill = [one for one in conversation.people if has_it_now(one) or shows_signs(one)]
    gone = {one.id for one in ill} if len(ill) == 1 and ill[0].id not in taken.about else set()
    conversation = replace(
        conversation,
        people=tuple(one for one in conversation.people if one.id not in gone),
        about=None if conversation.about in gone else conversation.about,
        episode=None,
        question=None,
    )
    return replace(taken, conversation=conversation)


def bereaved(turn: Turn) -> Outcome | None:
    """A death is told, or its why is asked in the talk behind it; others of the house are told of there."""
    if turn.heard.is_button or turn.heard.danger is Danger.NOW or turn.conversation.bereaved is None:
        return _of_others(turn)
    living = _living(turn)
    is_told = turn.heard.death is not None and turn.heard.death.whose != "others"
    if living and turn.conversation.bereaved == MEASLES:
        said, conversation = met_said(turn, turn.conversation, living)
        ids = tuple(one.id for one in living)
        conversation = replace(conversation, episode=Episode(CONTACT, ids, turn.now, advised=ids), about=ids[0])
        first = [replace(response(_FIRST), is_aside=True)] if is_told else []
        return answered(turn, [*first, *said], "ask_exposure", context=CONTACT, conversation=conversation, people=ids)
    if is_told and _is_afraid(turn) and turn.heard.death is not None and turn.heard.death.whose == "kin":
        return answered(turn, [replace(response(_FIRST), is_aside=True), response(_FEAR)], None)
    if is_told and not living and not _asks_of_her_own(turn):
        if asks_why(turn.heard.words):
            return answered(turn, [replace(response(_FIRST), is_aside=True), response(_WHY)], None)
        is_over = turn.heard.death is not None and turn.heard.death.is_over
        return answered(turn, [response(_TOLD if is_over else _CONDOLENCE)], None)
    if not is_told and not turn.heard.reading.people and not _asks_of_her_own(turn) and asks_why(turn.heard.words):
        return answered(turn, [response(_WHY)], None, conversation=turn.before, people=turn.before.last.people)
    return None


def _of_others(turn: Turn) -> Outcome | None:
    """«У соседки малыш умер от кори, моему 7 месяцев, страшно»: the fear is answered, not how many die."""
    death = turn.heard.death
    if death is None or turn.heard.is_button or turn.heard.danger is Danger.NOW:
        return None
    is_told = death.whose == "others" and _is_afraid(turn) and "contact" not in turn.taken.all_told
    return answered(turn, [response(_FEAR)], None) if is_told else None


def _is_afraid(turn: Turn) -> bool:
    return tells_fear(turn.heard.words) or stands(turn.heard.words, _AFRAID)


def _living(turn: Turn) -> list[Person]:
    """Those of the house whom the message tells of or asks for, well, and of whom no contact was told or denied."""
    names_some = bool(turn.heard.reading.people)
    people = [one for one in turn.people if names_some and one.id in turn.taken.about]
    told = [one for one in people if turn.taken.told.get(one.id, frozenset()) & _OF_A_PERSON or is_at_risk(one)]
    asked = people if asks(turn.heard.tokens) else []
    some = [one for one in people if one in told or one in asked]
    well = [one for one in some if not shows_signs(one) and not has_it_now(one) and one.contact is None]
    here = [one for one in well if one.kin not in _OTHER_HOUSES or is_small_sibling(one)]
    return [one for one in here if one.kind != "writer" or is_at_risk(one)]


def _asks_of_her_own(turn: Turn) -> bool:
    """Whether a dose is asked for beside the death, or signs of somebody who lives: they go on by their own rules."""
    is_of_a_dose = turn.heard.names_vaccine and asks(turn.heard.tokens) and not asks_why(turn.heard.words)
    return is_of_a_dose or bool(turn.taken.all_told & {"fever", "rash", "signs", "temperature"})
