"""Phone lines that an answer names, so that the widget can offer to call them."""

from __future__ import annotations

import re
from typing import Final

from rasa_project.advice.knowledge import knowledge

#: A number as it stands in a text. Railway sidings of the district have numbers for names: «103-разъезд» is no phone.
_NUMBER: Final = re.compile(r"(?:разъезд\s+)?\d+(?:-разъезд)?", re.IGNORECASE)


def numbers_to_call(text: str) -> list[str]:
    """The numbers of data/knowledge/helplines.yml that stand in ``text``, in the order of that file, each once."""
    named = set(_NUMBER.findall(text))
    return [str(line.number) for line in knowledge().helplines if line.number in named]
