"""The opening yes or no of an answer, fitted to how the question was put.

An answer opens with the yes or no to the plain question of its title. Put the other way round («ақша төлеу керек пе?»
of a free vaccine) that yes becomes a no, by the words of ``openings.yml``; put negatively («болмай ма?», «не надо?») a
yes and a no mean nothing clear, so the statement stands alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, Literal

from kazakh.analysis import default_analyzer
from kazakh.script import fold
from rasa_project.advice.knowledge import knowledge
from rasa_project.dialogue.conversation import Said
from rasa_project.dialogue.fixed_answers import metadata_of
from rasa_project.dialogue.meaning import Plan
from rasa_project.dialogue.outings import OUT
from rasa_project.dialogue.particular import question_found
from rasa_project.dialogue.turn import Outcome, Turn
from rasa_project.understanding.polarity import is_put_inversely

Opening = Literal["", "other", "none"]

_OTHER: Final = {"Да": "Нет", "Нет": "Да", "Иә": "Жоқ", "Жоқ": "Иә"}
_PARTICLE: Final = re.compile(rf"({'|'.join(_OTHER)})(?:,|:)\s+(?=(\w+))")
#: What goes on a yes or a no and can't stand alone.
_JOINS: Final = frozenset({"бірақ", "бұл", "если", "егер", "лучше", "но", "очень", "өте", "рас", "это"})


def with_fitting_opening(turn: Turn, outcome: Outcome) -> Outcome:
    """The outcome whose answers open as the message asks."""
    words = _asked(turn)
    if not words:
        return outcome
    said = tuple(replace(one, opening=opening_of(one, words)) for one in outcome.plan.said)
    return replace(outcome, plan=Plan(said))


def _asked(turn: Turn) -> Sequence[str]:
    """The folded words of the question; of a tapped one those of its title, which its parent reads as asked."""
    if not turn.heard.is_button:
        return turn.heard.words
    question = question_found(turn)
    return () if question is None else default_analyzer().analyse(knowledge().questions[question].kk).words


def opening_of(said: Said, words: Sequence[str]) -> Opening:
    """How the yes or no of an answer is changed for a message of these folded words."""
    if said.response in OUT or metadata_of(said.response).get("level") == "emergency":
        return ""
    if is_put_inversely(words):
        return "none"
    inverse = knowledge().openings.inverse.get(said.response.removeprefix("utter_"), ())
    return "other" if any(word.startswith(tuple(map(fold, inverse))) for word in words if inverse) else ""


def with_opening(text: str, opening: Opening) -> str:
    """The text with the other of yes and no, or without either; one that opens with neither stays."""
    found = _PARTICLE.match(text)
    if found is None or not opening:
        return text
    behind = text[found.end() :]
    if opening == "other":
        return f"{_OTHER[found[1]]}{text[found.end(1) :]}"
    return text if found[2].lower() in _JOINS else f"{behind[:1].upper()}{behind[1:]}"
