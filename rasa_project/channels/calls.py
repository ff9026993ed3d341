"""Phone lines that an answer names, so that a channel or an integrator's page can offer to call them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from rasa_project import clock
from rasa_project.advice.knowledge import knowledge
from rasa_project.advice.office import places_on
from rasa_project.dialogue.reply_language import ReplyLanguage

#: A number as it stands in a text. Railway sidings of the district have numbers for names: «103-разъезд» is no phone.
_NUMBER: Final = re.compile(r"(?:разъезд\s+)?\d+(?:-разъезд)?", re.IGNORECASE)


def numbers_to_call(text: str) -> list[str]:
    """The numbers of data/knowledge/helplines.yml that stand in ``text``, in the order of that file, each once."""
    named = set(_NUMBER.findall(text))
    return [str(line.number) for line in knowledge().helplines if line.number in named]


def calls_of(texts: Iterable[str], language: ReplyLanguage) -> list[dict[str, str]]:
    """The lines that a reply names, each once: ``{"number", "label"}``, helplines first, then clinics.

    Args:
        texts: of the reply's answers.
        language: of the labels.

    Returns:
        A clinic's number as it stands in data/knowledge/places.yml, or as the office has published it.
    """
    text = "\n".join(texts)
    named = numbers_to_call(text)
    lines = [
        {"number": str(line.number), "label": line.name_kk if language == "kk" else line.name_ru}
        for line in knowledge().helplines
        if line.number in named
    ]
    return lines + list(_clinics_in(text, language))


def phones_in(text: str) -> list[str]:
    """The numbers of clinics that stand in ``text``, as they are written there."""
    return list(dict.fromkeys(one["number"] for one in _clinics_in(text, "kk")))


def _clinics_in(text: str, language: ReplyLanguage) -> Iterator[dict[str, Any]]:
    for one in places_on(clock.today()).organisations:
        number = str(one.phone.text) if one.phone else ""
        if number and re.search(rf"(?<!\d){re.escape(number)}(?!\d)", text):
            yield {"number": number, "label": one.kk if language == "kk" else one.ru}
