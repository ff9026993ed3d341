"""Particular questions: each has an answer that says what is not known, a name for a button, and examples to learn."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

import pytest

from kazakh.languages import guess_language
from kazakh.script import fold
from rasa_project.advice.knowledge import knowledge
from tests.data.content import ASKED_THEMES, DATA, Variation, read, variations

QUESTIONS = knowledge().questions
#: Where the answer to each stands.
THEMES = {
    name.removeprefix("utter_"): path.parent.name
    for path in sorted(DATA.glob("*/question_answers.yml"))
    for name in read(path)["responses"]
}
ANSWERS = [one for one in variations() if one.response.removeprefix("utter_") in THEMES]
IDS = [one.id for one in ANSWERS]

#: In what words an answer says that something is not known to us.
NOT_KNOWN = {
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
OF_OTHERS = {
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
PLAIN = {
    "ask_exposure/contact_of_contact",
    "ask_treatment/healer",
    "ask_treatment/red_cloth",
    "ask_treatment/smoke",
}


def known(one: Variation) -> str:
    return QUESTIONS[one.response.removeprefix("utter_")].known


def paragraphs(text: str) -> list[str]:
    return text.split("\n\n")


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_question_has_an_answer_and_every_answer_a_question(language: str) -> None:
    answered = Counter(one.response.removeprefix("utter_") for one in ANSWERS if one.language == language)
    assert answered == Counter(list(QUESTIONS))


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_titles_fit_a_button_and_no_two_are_alike(language: str) -> None:
    titles = {name: getattr(question, language) for name, question in QUESTIONS.items()}
    assert [name for name, title in titles.items() if not 3 <= len(title) <= 24] == []
    assert [title for title, times in Counter(map(fold, titles.values())).items() if times > 1] == []


@pytest.mark.parametrize("one", [v for v in ANSWERS if known(v) == "none"], ids=lambda v: v.id)
def test_what_is_not_known_is_said_so(one: Variation) -> None:
    assert NOT_KNOWN[one.language].search(one.text)


@pytest.mark.parametrize("one", [v for v in ANSWERS if known(v) == "part"], ids=lambda v: v.id)
def test_where_a_part_is_known_the_rest_is_left_to_whom_it_belongs(one: Variation) -> None:
    """Our own advice (source ``editorial``) leaves nothing open; the metadata says that it is ours."""
    is_said = NOT_KNOWN[one.language].search(one.text) or OF_OTHERS[one.language].search(one.text)
    is_plain = one.response.removeprefix("utter_") in PLAIN
    assert bool(is_said) is not is_plain or "editorial" in one.metadata["sources"]


@pytest.mark.parametrize("one", ANSWERS, ids=IDS)
def test_the_first_sentence_answers_shortly(one: Variation) -> None:
    first = paragraphs(one.text)[0]
    assert "\n" not in first
    assert len(first) <= 160
    assert len(re.split(r"(?<=[.!?])\s", first)[0]) <= 150


@pytest.mark.parametrize("one", ANSWERS, ids=IDS)
def test_an_answer_is_read_at_a_glance(one: Variation) -> None:
    assert len([line for line in one.text.splitlines() if line.strip()]) <= 7
    assert len(paragraphs(one.text)) == 3  # the answer, what else is known, the next step


@lru_cache(maxsize=1)
def asked() -> dict[str, dict[str, list[str]]]:
    """Examples of each question by the theme whose file they stand in."""
    found: dict[str, dict[str, list[str]]] = {}
    for theme in ASKED_THEMES:
        path = DATA / theme / "questions.yml"
        if path.exists():
            entries = read(path)["nlu"]
            found[theme] = {one["intent"]: [line[2:] for line in one["examples"].splitlines()] for one in entries}
    return found


@pytest.mark.parametrize("name", QUESTIONS)
def test_each_has_enough_examples_in_both_languages(name: str) -> None:
    theme = THEMES[name]
    if theme not in asked():
        pytest.skip(f"data/{theme}/questions.yml is not there yet")
    texts = [
        re.sub(r"\b[AaАа]\b", " ", text) for text in asked()[theme].get(name, [])
    ]  # the «А» of vitamin A is no "but"
    guesses = Counter(guess_language(text).language for text in texts)
    undecided = guesses[None]  # a word or two of both languages
    assert guesses["kk"] + undecided >= 25
    assert guesses["ru"] + guesses["mixed"] + undecided >= 12


def test_no_example_stands_twice_and_none_is_of_an_unknown_question() -> None:
    if not asked():
        pytest.skip("no data/<theme>/questions.yml is there yet")
    every = [(name, text) for some in asked().values() for name, texts in some.items() for text in texts]
    assert sorted({name for name, _ in every} - set(QUESTIONS)) == []
    assert [text for text, times in Counter(fold(text) for _, text in every).items() if times > 1] == []
