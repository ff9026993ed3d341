"""Which answers the bot can say: by the names that code, rules and knowledge files put together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final, get_args

from rasa_project.advice.calendar import Step
from rasa_project.advice.exposure import Step as ExposureStep
from rasa_project.advice.knowledge import knowledge
from rasa_project.advice.triage import Level
from rasa_project.content.faults import Fault, Faults, in_member, in_text
from rasa_project.dialogue.answer_files import all_variations
from rasa_project.dialogue.answers import DATED, UNDATED
from rasa_project.dialogue.consultation_questions import QUESTION_OF
from rasa_project.edition import DATA, edition
from rasa_project.understanding.followups import followups
from rasa_project.understanding.impossible import Impossible
from rasa_project.yaml_files import read_yaml

ROOT: Final = Path(__file__).resolve().parents[2]
#: Begin like names of answers and are none.
_NO_ANSWERS: Final = {"utter_action", "utter_distress"}
GAP: Final = re.compile(r"\{(\w+)\}")
BRACE: Final = re.compile(r"[{}]")
_STRING: Final = re.compile(r'"([\w/]+)"')


@cache
def intents() -> tuple[str, ...]:
    """The intents of domain.yml."""
    return tuple(read_yaml((ROOT / "domain.yml").read_text(encoding="utf-8"))["intents"])


def dispatched() -> set[str]:
    """Responses that can be said: named in code, in tables of data, or put together of names of steps and questions."""
    return {f"utter_{word.removeprefix('utter_')}" for word in _words_of_code()}.union(
        _of_followups(), *_of_knowledge(), (f"utter_{intent}" for intent in intents())
    )


def needed() -> set[str]:
    """Responses that must be there: named with ``utter_`` in code, and those of the tables."""
    words = _words_of_code()
    named = {word for word in words if word.startswith("utter_") and not word.endswith(("_", "/"))} - _NO_ANSWERS
    worked_out = {f"utter_{word}" for word in words}  # a plan, an advice: the program puts them together
    return named.union(_of_followups(dated=False) - worked_out, *_of_knowledge(all_there=True))


def names(published: set[str] | None = None) -> Faults:
    """Every answer can be said, and every answer that is to be said is there.

    Args:
        published: names that the running bot says: its program knows no others. Without them the code is read.
    """
    there = {one.response: one for one in all_variations()}
    known = published or dispatched()
    for name in sorted(there.keys() - known):
        yield in_member(there[name], "text", "is never said: nothing in the program has this name")
    for name in sorted((published or needed()) - there.keys()):
        path = edition().at(DATA)
        yield Fault(path, 1, f"the answer {name} is gone, and the bot needs it; take it back into its answers.yml")


def gaps() -> Faults:
    """Every gap of a text is one that the program fills."""
    for one in all_variations():
        for name in GAP.findall(one.text):
            if name not in _words_of_code() and name.removesuffix(f"_{one.language}") not in _words_of_code():
                yield in_text(one, "{" + name, f"nothing fills the gap {{{name}}}; is it misspelt?")
        if found := BRACE.search(GAP.sub("", one.text)):
            yield in_text(one, found[0], "a brace that is no gap")


@cache
def _words_of_code() -> frozenset[str]:
    files = [path for folder in ("actions", "rasa_project") for path in (ROOT / folder).rglob("*.py")]
    return frozenset(word for path in files for word in _STRING.findall(path.read_text(encoding="utf-8")))


def _of_knowledge(*, all_there: bool = False) -> Iterator[set[str]]:
    """Names that tables of data and of code lead to; ``all_there``: only families each of whose members is said."""
    known = knowledge()
    yield {str(subject.response) for subject in known.subjects.values()}
    yield {f"utter_out_of_field_{thing.kind}" for thing in known.out_of_field.values()}
    yield {f"utter_{question}" for question in known.questions}
    yield {f"utter_exposure_{step.value}" for step in ExposureStep}
    if all_there:
        return
    questions = {*known.triage.questions, *known.exposure.questions, *QUESTION_OF}
    yield {f"utter_triage_{level.name.lower()}{own}" for level in Level for own in ("", "_own")}
    yield {f"utter_schedule_{step.value}" for step in Step}
    yield {"utter_schedule_before_first_extra", "utter_schedule_first_again", "utter_restart"}  # the last by Rasa
    yield {f"utter_{name}{UNDATED}" for name in DATED}
    yield {f"utter_correct_{what}" for what in get_args(Impossible)}
    yield {f"utter_find_clinic_{where}" for where in ("centre", "place")}
    yield {f"utter_ask_consultation_form_{question}" for question in questions}
    yield {f"utter_question_left_{question}" for question in set(QUESTION_OF.values())}


def _of_followups(*, dated: bool = True) -> set[str]:
    """Answers of follow-ups, dated ones also without a date."""
    entries = [one for some in followups().values() for one in some.values()]
    answers = {answer for one in entries for answer in (one.answer, *one.answers.values()) if answer}
    return {f"utter_{answer}{undated}" for answer in answers for undated in (("", UNDATED) if dated else ("",))}
