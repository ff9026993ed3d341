"""Answers that must be there when the dialogue engine is not: read straight from ``answers.yml``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from rasa_project.dialogue.answer_files import Variation, all_variations
from rasa_project.dialogue.reply_language import ReplyLanguage
from rasa_project.edition import edition, of_edition

TURN_FAILED: Final = "utter_turn_failed"
TURN_LATE: Final = "utter_turn_late"
ACTION_FAILED: Final = "utter_action_failed"
ACTION_FAILED_SYMPTOMS: Final = "utter_action_failed_symptoms"


@dataclass(frozen=True)
class FixedAnswer:
    """A response in one language; ``buttons`` are Rasa's: ``{"title", "payload"}``."""

    text: str
    buttons: list[dict[str, str]]


def fixed_text(name: str, language: ReplyLanguage) -> str:
    """The text of a response of the service theme.

    Raises:
        KeyError: the file has no response of that name in that language.
    """
    return fixed_answer("service", name, language).text


@of_edition
def fixed_answer(theme: str, name: str, language: ReplyLanguage) -> FixedAnswer:
    """A response of a theme, as Rasa would send it.

    Raises:
        KeyError: the theme has no response of that name in that language.
    """
    for one in all_variations():
        if (one.theme, one.response, one.language) == (theme, name, language):
            return FixedAnswer(one.text, list(_buttons(one)))
    raise KeyError(f"{edition().data / theme}/answers.yml: {name} has no text in {language!r}")


def buttons_of_answers() -> Iterator[dict[str, str]]:
    """The buttons of all answers of all themes, as Rasa sends them; one that stands in many comes as often."""
    for one in all_variations():
        yield from _buttons(one)


def _buttons(one: Variation) -> Iterator[dict[str, str]]:
    for title, payload in one.buttons:
        yield {"title": title, "payload": payload}


@of_edition
def _first_variations() -> dict[str, Variation]:
    """The first variation of each response, by its name."""
    found: dict[str, Variation] = {}
    for one in all_variations():
        found.setdefault(one.response, one)
    return found


def wording_of(name: str, language: ReplyLanguage) -> Variation | None:
    """The first variation of a response in a language; ``None`` where there is none of that name."""
    return _wordings().get((name, language))


@of_edition
def _wordings() -> dict[tuple[str, str], Variation]:
    found: dict[tuple[str, str], Variation] = {}
    for one in all_variations():
        found.setdefault((one.response, one.language), one)
    return found


def sentences_of(name: str) -> int:
    """How many sentences the first variation of a response has; 0 where there is none of that name."""
    return _sentences().get(name, 0)


@of_edition
def _sentences() -> dict[str, int]:
    return {name: len(re.findall(r"[.!?…](?=\s|$)", one.text)) for name, one in _first_variations().items()}


def metadata_of(name: str) -> Mapping[str, Any]:
    """The metadata of a response; empty where there is none of that name."""
    one = _first_variations().get(name)
    return {} if one is None else one.metadata
