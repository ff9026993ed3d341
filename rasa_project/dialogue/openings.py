"""The opening yes or no of an answer, fitted to how the question was put.

An answer opens with the yes or no to the plain question of its title. Put the other way round («ақша төлеу керек пе?»
of a free vaccine) that yes becomes a no, by the words of ``openings.yml``. Where it would say nothing clear, or the
opposite, the statement stands alone: put negatively («болмай ма?», «не надо?»), put openly («у кого?»), asked after
something else than the yes or no says («можно есть?» where the no says "not caught from it"), or of who is vaccinated
where the answer is of who is not.
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
from rasa_project.understanding.asked_forms import form_of, predicates_of
from rasa_project.understanding.polarity import is_put_inversely

Opening = Literal["", "other", "none"]

_OTHER: Final = {"Да": "Нет", "Нет": "Да", "Иә": "Жоқ", "Жоқ": "Иә"}
_PARTICLE: Final = re.compile(rf"({'|'.join(_OTHER)})(?:,|:)\s+(?=(\w+))")
#: What goes on a yes or a no and can't stand alone.
_JOINS: Final = frozenset({"бірақ", "бұл", "если", "егер", "лучше", "но", "очень", "өте", "рас", "это"})


def with_fitting_opening(turn: Turn, outcome: Outcome) -> Outcome:
    """The outcome whose answers open as the message asks; each of several as its own question does."""
    tokens = _asked(turn)
    if not tokens:
        return outcome
    is_vaccinated = not turn.heard.is_button and any(one.has_a_dose for one in turn.people)
    said = (
        replace(one, opening=opening_of(one, one.asked or tokens, is_vaccinated=is_vaccinated))
        for one in outcome.plan.said
    )
    return replace(outcome, plan=Plan(tuple(said)))


def _asked(turn: Turn) -> Sequence[str]:
    """The folded words and marks of the question; of a tapped one those of its title, which is read as asked."""
    if not turn.heard.is_button:
        return turn.heard.tokens
    question = question_found(turn)
    return () if question is None else default_analyzer().analyse(knowledge().questions[question].kk).tokens


def opening_of(said: Said, tokens: Sequence[str], *, is_vaccinated: bool = False) -> Opening:
    """How the yes or no of an answer is changed for a message of these folded words and marks.

    Args:
        said: the answer.
        tokens: of the message.
        is_vaccinated: whether it tells that who it is of is vaccinated.
    """
    if said.response in OUT or metadata_of(said.response).get("level") == "emergency":
        return ""
    name, openings = said.response.removeprefix("utter_"), knowledge().openings
    words = [token for token in tokens if any(map(str.isalnum, token))]
    if is_put_inversely(words) or form_of(tokens) == "open":
        return "none"
    if _names(words, openings.inverse.get(name, ())):
        return "other"
    if _names(words, openings.unclear.get(name, ())):
        return "none"
    if is_vaccinated and name in openings.of_the_unvaccinated:
        return "none"
    is_another = any(name not in openings.answers[asked] for asked in predicates_of(words))
    return "none" if is_another else ""


def _names(words: Sequence[str], stems: Sequence[str]) -> bool:
    """Whether one of the folded words begins with one of the stems, which are in ordinary spelling."""
    folded = tuple(map(fold, stems))
    return any(word.startswith(folded) for word in words)


def with_opening(text: str, opening: Opening) -> str:
    """The text with the other of yes and no, or without either; one that opens with neither stays."""
    found = _PARTICLE.match(text)
    if found is None or not opening:
        return text
    behind = text[found.end() :]
    if opening == "other":
        return f"{_OTHER[found[1]]}{text[found.end(1) :]}"
    return text if found[2].lower() in _JOINS else f"{behind[:1].upper()}{behind[1:]}"
