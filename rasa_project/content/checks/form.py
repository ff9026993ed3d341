"""The form of an answer: both languages, metadata, length, buttons."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any, Final

from kazakh.languages import guess_language
from rasa_project import clock
from rasa_project.advice.knowledge import knowledge
from rasa_project.advice.triage import Level
from rasa_project.content.faults import Fault, Faults, in_member, in_text
from rasa_project.dialogue.answer_files import Variation, all_variations
from rasa_project.understanding.open_question import Asked

#: The facts of the district's advisory.
FACT_IDS: Final = {f"A{number}" for number in range(1, 16)}
_METADATA: Final = {"asks", "level", "facts", "sources", "reviewed", "time_bound"}
_LEVELS: Final = {level.name.lower() for level in Level}
_MOST_LINES, _MOST_BULLETS, _MOST_LETTERS = 7, 8, 900
_MOST_BUTTONS, _MOST_ANSWERS = 3, 8
_MOST_OF_A_TITLE, _MOST_OF_A_PAYLOAD = 24, 64
#: A question of the consultation shows all its answers.
_QUESTION: Final = "utter_ask_consultation_form_"
_FOREIGN: Final = re.compile(r"Serum Institute of India|MMR|eGov|Ig[MG]|°C|\{\w+\}")
_GAP: Final = re.compile(r"\{(\w+)\}")
_INTENT: Final = re.compile(r"/(\w+)")


def languages() -> Faults:
    """Each answer once in each language, with the same facts, gaps and buttons."""
    by_name: dict[str, list[Variation]] = {}
    for one in all_variations():
        by_name.setdefault(one.response, []).append(one)
    for name, some in by_name.items():
        spoken = Counter(one.language for one in some)
        for language, title in (("kk", "Kazakh"), ("ru", "Russian")):
            if spoken[language] == 0:
                yield Fault(some[0].path, some[0].line, f"{name}: has no {title} text; write it beside the other")
            elif spoken[language] > 1:
                yield in_member(some[-1], "text", f"has two {title} texts; one is enough")
        if spoken == {"kk": 1, "ru": 1}:
            yield from _twins(*sorted(some, key=lambda one: one.language))


def _twins(kazakh: Variation, russian: Variation) -> Faults:
    if set(_listed(kazakh, "facts")) != set(_listed(russian, "facts")):
        yield in_member(russian, "facts", "has other facts than the Kazakh text")
    if [payload for _, payload in kazakh.buttons] != [payload for _, payload in russian.buttons]:
        yield in_member(russian, "buttons", "its buttons lead elsewhere than those of the Kazakh text")
    if _gaps(kazakh) != _gaps(russian):
        odd = sorted(_gaps(kazakh) ^ _gaps(russian))[0]
        yield in_text(russian, "{" + odd, f"the gap {{{odd}}} stands in one language only, or is misspelt")
    if kazakh.metadata.get("level") != russian.metadata.get("level"):
        yield in_member(russian, "level", "is as urgent as the Kazakh text or neither is: level")


def _gaps(one: Variation) -> set[str]:
    return {name.removesuffix(f"_{one.language}") for name in _GAP.findall(one.text)}


def _listed(one: Variation, member: str) -> list[str]:
    value = one.metadata.get(member)
    return [str(entry) for entry in value] if isinstance(value, list) else []


def metadata() -> Faults:
    """Facts, sources and the day of review are there and known."""
    for one in all_variations():
        for member in sorted(set(one.metadata) - _METADATA):
            yield in_member(
                one, member, f"{member!r} is not known in the metadata, only {', '.join(sorted(_METADATA))}"
            )
        yield from _list(one, "facts", FACT_IDS)
        yield from _list(one, "sources", set(knowledge().sources))
        yield from _reviewed(one)
        if bool(_listed(one, "facts")) != ("advisory" in _listed(one, "sources")):
            yield in_member(one, "facts", "facts of the advisory and the source 'advisory' go together")
        level = one.metadata.get("level")
        if level is not None and level not in _LEVELS:
            yield in_member(one, "level", f"level {level!r} is not known, only {', '.join(sorted(_LEVELS))}")
        if "asks" in one.metadata and one.metadata["asks"] not in {asked.value for asked in Asked}:
            yield in_member(one, "asks", f"asks: {one.metadata['asks']!r} is not known")


def _list(one: Variation, member: str, known: set[str]) -> Faults:
    value: Any = one.metadata.get(member)
    if not isinstance(value, list):
        yield in_member(one, member, f"has no {member}: write {member}: [...] into the metadata")
        return
    for entry in value:
        if entry not in known:
            where = "sources.yml" if member == "sources" else "the advisory (A1 to A15)"
            yield in_member(one, member, f"{entry!r} is not in {where}")


def _reviewed(one: Variation) -> Faults:
    told = one.metadata.get("reviewed")
    try:
        day = date.fromisoformat(str(told)) if told else None
    except ValueError:
        yield in_member(one, "reviewed", f'reviewed: {told!r} is no day; write it as "2026-11-29"')
        return
    if day is None:
        yield in_member(one, "reviewed", 'has no day of review; write reviewed: "2026-11-29"')
    elif day > clock.today():
        yield in_member(one, "reviewed", f"the day of review, {told}, is yet to come")


@lru_cache(maxsize=4_096)
def _language_of(text: str) -> str | None:
    """Of an unchanged text it is guessed once, however many editions it stands in."""
    return guess_language(text.replace("ККП", "")).language


def in_its_language() -> Faults:
    """Each text is in its language, Kazakh with its letters."""
    for one in all_variations():
        if _language_of(one.text) != one.language:
            title = "Kazakh" if one.language == "kk" else "Russian"
            yield in_member(one, "text", f"is not written in {title}")
        elif one.language == "kk" and not re.search(r"[әғқңөұүһі]", one.text.lower()):
            yield in_member(one, "text", "is Kazakh without one of its letters (ә ғ қ ң ө ұ ү һ і)")
        elif one.language == "kk" and (latin := re.search(r"[a-z]+", _FOREIGN.sub("", one.text), re.I)):
            yield in_text(one, latin[0], f"{latin[0]!r} is written in Latin letters")


def length() -> Faults:
    """Each text fits a phone."""
    for one in all_variations():
        lines = [line for line in one.text.splitlines() if line.strip()]
        bullets = sum(line.startswith("• ") for line in lines)
        for number, most, what in (
            (len(lines) - bullets, _MOST_LINES, "lines"),
            (bullets, _MOST_BULLETS, "points"),
            (len(one.text), _MOST_LETTERS, "letters"),
        ):
            if number > most:
                yield in_member(one, "text", f"is too long: {number} {what}, at most {most}")


def buttons(intents: Iterable[str]) -> Faults:
    """Buttons are few, short, and lead somewhere.

    Args:
        intents: that there are.
    """
    known = set(intents)
    for one in all_variations():
        most = _MOST_ANSWERS if one.response.startswith(_QUESTION) else _MOST_BUTTONS
        if len(one.buttons) > most:
            yield in_member(one, "buttons", f"has {len(one.buttons)} buttons, at most {most}")
        for title, payload in one.buttons:
            if len(title) > _MOST_OF_A_TITLE:
                yield in_member(one, "buttons", f"the button {title!r} has {len(title)} letters, at most 24")
            if len(payload.encode("utf-8")) > _MOST_OF_A_PAYLOAD:
                yield in_member(one, "buttons", f"the button {title!r} holds more than 64 bytes")
            intent = _INTENT.match(payload)
            if intent is None or intent[1] not in known:
                yield in_member(one, "buttons", f"the button {title!r} leads nowhere: {payload}")
