"""Answers to particular questions: shortly first, what is not known is said so."""

from __future__ import annotations

import re
from typing import Final

from kazakh.script import fold
from rasa_project.advice.knowledge import KNOWLEDGE_DIR, knowledge
from rasa_project.content.faults import Fault, Faults, in_member, in_text, line_with
from rasa_project.dialogue.answer_files import Variation, all_variations
from rasa_project.edition import edition

#: In what words an answer says that something is not known to us.
NOT_KNOWN: Final = {
    "kk": re.compile(
        r"(дерек|сан|ереже|нұсқау|тізім|мәтіні|нөмірі|уақыты|суреті|телефоны?)\b[^.\n]*\bжоқ\b|менде [^.\n]*\bжоқ\b|"
        r"белгісіз|білмеймін|айта алмаймын|таппадым|оқыған жоқпын",
        re.I,
    ),
    "ru": re.compile(
        r"у меня [^.\n]*\bнет\b|\bнет проверенных|(сведений|данных|правила|списка|текста)[^.\n]* нет\b|неизвестн|"
        r"не знаю|сказать не могу|не скажу|не нашёл|не читал",
        re.I,
    ),
}
#: Where a part is known: whose word it is, who decides the rest, or whom to ask of it.
OF_OTHERS: Final = {
    "kk": re.compile(
        r"халықаралық|шетел|кейбір (елде|нұсқау)|шығарушы|өндіруші|(шешеді|айтады|біледі)\b|"
        r"\b(ме|ма|ба|бе|па|пе|қай|кімнің|нақтысын)\b[^.\n]*(сұраңыз|біліп|білуге)",
        re.I,
    ),
    "ru": re.compile(
        r"международн|за рубежом|в некоторых (странах|инструкциях)|производител|(решает|решит|скажет|скажут|знает)\b|"
        r"\b(ли|чьё|куда)\b[^.\n]*(спросите|узнайте)|уточните",
        re.I,
    ),
}
#: A plain no, or what to do: nothing that a parent asks about is left open here.
PLAIN: Final = frozenset({
    "ask_exposure/contact_of_contact",
    "ask_treatment/healer",
    "ask_treatment/red_cloth",
    "ask_treatment/smoke",
})  # fmt: skip
_FILE: Final = "question_answers.yml"
_DANGER: Final = re.compile(r"\b(?:103|112)\b")
_MOST_LINES, _PARAGRAPHS = 7, 3
_MOST_FIRST, _MOST_SENTENCE = 160, 150


def answered() -> Faults:
    """Every question has an answer, and every answer a question; no two titles are alike."""
    path = edition().at(KNOWLEDGE_DIR / "questions.yml")
    names = {one.response.removeprefix("utter_") for one in _answers()}
    for name in knowledge().questions.keys() - names:
        yield Fault(path, line_with(path, f"{name}:"), f"{name} has no answer in data/<theme>/{_FILE}")
    for one in _answers():
        if one.response.removeprefix("utter_") not in knowledge().questions:
            yield in_member(one, "text", "is no question of questions.yml")
    for language in ("kk", "ru"):
        seen: dict[str, str] = {}
        for name, question in knowledge().questions.items():
            title = fold(getattr(question, language))
            if title in seen:
                yield Fault(path, line_with(path, f"{name}:"), f"{name} has the title of {seen[title]}")
            seen[title] = name


def _answers() -> list[Variation]:
    return [one for one in all_variations() if one.path.name == _FILE]


def honest() -> Faults:
    """What is not known is said so; where a part is known, the rest is left to whom it belongs."""
    for one in _answers():
        question = knowledge().questions.get(one.response.removeprefix("utter_"))
        if question is None:
            continue
        is_unknown = NOT_KNOWN[one.language].search(one.text)
        if question.known == "none" and not is_unknown:
            yield in_member(one, "text", "nobody knows the answer (known: none): say so")
        if question.known == "part" and "editorial" not in (one.metadata.get("sources") or ()):
            is_plain = one.response.removeprefix("utter_") in PLAIN
            if bool(is_unknown or OF_OTHERS[one.language].search(one.text)) is is_plain:
                yield in_member(one, "text", "a part is known (known: part): say what is not, or whom to ask of it")


def opened() -> Faults:
    """Where yes or no is asked, the first words answer; danger may stand before all."""
    for one in _answers():
        question = knowledge().questions.get(one.response.removeprefix("utter_"))
        if question is None or not question.yes_no:
            continue
        first = re.split(r"(?<=[.!?])\s", one.text)[0]
        openings = getattr(knowledge().openings, one.language)
        if openings.kind_of(first) is None and not _DANGER.search(first):
            yield in_text(one, first, "a yes or no is asked (yes_no): begin with words of openings.yml")


def at_a_glance() -> Faults:
    """The first sentence answers shortly; three paragraphs."""
    for one in _answers():
        paragraphs = one.text.split("\n\n")
        first = paragraphs[0]
        sentence = re.split(r"(?<=[.!?])\s", first)[0]
        if "\n" in first or len(first) > _MOST_FIRST or len(sentence) > _MOST_SENTENCE:
            yield in_text(one, first, "the first paragraph is one line of at most 160 letters, its sentence of 150")
        if len(paragraphs) != _PARAGRAPHS:
            yield in_member(one, "text", "has three paragraphs: the answer, what else is known, the next step")
        if len([line for line in one.text.splitlines() if line.strip()]) > _MOST_LINES:
            yield in_member(one, "text", "is too long: at most 7 lines")
