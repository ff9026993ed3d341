"""Home remedies that do harm, told beside an emergency or a high fever: one line on them behind the first help."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from rasa_project.dialogue.answers import response
from rasa_project.dialogue.answers_taken import PERHAPS
from rasa_project.dialogue.contexts import ILLNESS
from rasa_project.dialogue.fixed_answers import metadata_of
from rasa_project.dialogue.meaning import Plan
from rasa_project.dialogue.people_facts import is_gravely_ill
from rasa_project.dialogue.turn import Outcome, Turn
from rasa_project.understanding.phrases import phrases, stands

_LINE: Final = "report_emergency/no_rubbing"
#: Answers that say the same.
_SAY_IT: Final = frozenset({"utter_report_emergency/cooling"})
#: Rubbed with, wrapped in, heated with; by beginnings of folded words (M36, M38: neither helps, the first may poison).
_RUBBED: Final = re.compile(
    r"\b(?:водк|спирт|самогон|уксус|арак|сирке)\w*(?: \S+){0,3} (?:натир|нател|натер|растир|растер|обтир|обтер|протир|"
    r"протер|смачив|смит|сурт|жаг|жак|шил)|\b(?:натир|натер|растир|растер|обтир|обтер|протир|протер)\w*(?: \S+){0,3} "
    r"(?:водк|спирт|самогон|уксус)"
)
_WRAPPED: Final = phrases(
    "в одеял", "завернул", "закут", "калин киинд", "корпеге ора", "корпемен", "кутает", "кутаю", "орап жат",
    "орап кой", "орап таст", "орап терлет", "под одеял", "терлетип", "тонга ора", "укутал", "укутив",
)  # fmt: skip
_HEATED: Final = phrases(
    "горячая сол", "горячеи сол", "горячую сол", "грелк", "истик туз", "каленую сол", "раскален", "сол к ног",
    "соль к ног", "туз бас", "туз кой", "тузбен кизд", "ыстик туз",
)  # fmt: skip


def tells_harmful_remedy(words: Sequence[str]) -> bool:
    """Whether a rubbing, wrapping or heating is told: ``водкой натирает``, ``көрпеге орап жатырмын``."""
    return _RUBBED.search(" ".join(words)) is not None or stands(words, _WRAPPED) or stands(words, _HEATED)


def illness_beside(turn: Turn) -> str | None:
    """The kind of consultation that a high fever, or a fever with a rash, asks for where a remedy is told with it."""
    if turn.heard.is_button or not tells_harmful_remedy(turn.heard.words):
        return None
    ill = [one for one in turn.people if turn.taken.told.get(one.id, frozenset()) & {"fever", "rash", "temperature"}]
    return ILLNESS if any(map(is_gravely_ill, ill)) else None


def with_warning(turn: Turn, outcome: Outcome) -> Outcome:
    """The outcome with the line on such a remedy behind what helps first."""
    said = outcome.plan.said
    if turn.heard.is_button or not said or not tells_harmful_remedy(turn.heard.words):
        return outcome
    first = said[0].response
    is_first_help = metadata_of(first).get("level") == "emergency" or first == PERHAPS or "_form_" in first
    if not is_first_help or _SAY_IT & {one.response for one in said}:
        return outcome
    return replace(outcome, plan=Plan((said[0], replace(response(_LINE), is_aside=True), *said[1:])))
