"""Reasons of the bot's checks in the language of the page: ``reasons.yml`` has each sentence in three."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from django.utils.translation import get_language

from rasa_project.yaml_files import read_yaml

_FILE: Final = Path(__file__).with_name("reasons.yml")
_GAP: Final = re.compile(r"\\{([a-z])\\}")
_TOLD: Final = re.compile(r"\{([a-z])\}")
#: What pydantic and Python put around what they name.
_QUOTES: Final = str.maketrans('"', "'")
#: What is not told in the sentence of the page: an entry's name before a reason.
_NAME: Final = re.compile(r"^[\w/.-]+: ")


def in_the_pages_language(reason: str) -> str:
    """A reason as the reader of the page understands it; as it is where nobody has translated it."""
    language = (get_language() or "en")[:2]
    if language == "en":
        return reason
    for form, sentences in _table():
        for told in (reason, _NAME.sub("", reason)):
            found = form.fullmatch(told.translate(_QUOTES)) or form.fullmatch(told)
            if found:
                return _filled(sentences[language], {name: value or "" for name, value in found.groupdict().items()})
    return reason


def _filled(sentence: str, told: dict[str, str]) -> str:
    values = {
        name: in_the_pages_language(value) if sentence == f"{{{name}}}" else value for name, value in told.items()
    }
    return _TOLD.sub(lambda gap: values.get(gap[1], gap[0]), sentence).strip()


@cache
def _table() -> tuple[tuple[re.Pattern[str], dict[str, str]], ...]:
    return tuple(_read())


def _read() -> Iterator[tuple[re.Pattern[str], dict[str, str]]]:
    for one in read_yaml(_FILE.read_text(encoding="utf-8")):
        form = _GAP.sub(r"(?P<\1>.*?)", re.escape(one["en"]))
        yield re.compile(form, re.S), {"kk": one["kk"], "ru": one["ru"]}
