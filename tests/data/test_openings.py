"""The first words are the answer: to yes or no asked the yes, the no, the thing itself, or that it is not known."""

from __future__ import annotations

import re

import pytest

from rasa_project.advice.knowledge import knowledge
from rasa_project.dialogue.answer_files import Variation
from tests.data.content import variations

OPENINGS = {"kk": knowledge().openings.kk, "ru": knowledge().openings.ru}
QUESTIONS = knowledge().questions
ANSWERS = [one for one in variations() if one.response.removeprefix("utter_") in QUESTIONS]
OF_YES_AND_NO = [one for one in ANSWERS if QUESTIONS[one.response.removeprefix("utter_")].yes_no]
#: A title that ends so is asked for a yes or a no.
ASKED = re.compile(r" (?:ма|ме|ба|бе|па|пе)\?$")
#: Titles that end so, and want something else than yes or no: comfort, a name, a rule, how to do it.
OTHERWISE = {
    "ask_first_steps/call_or_go",
    "ask_necessity/guilt",
    "ask_pregnancy/abortion",
    "ask_unvaccinated_rules/planned_hospital",
    "ask_vaccine/expiry_storage",
    "ask_vaccine/site_pain",
    "find_clinic/kazaly_which",
    "find_clinic/village",
    "request_human/bot_competence",
}
#: Follow-ups that answer what a particular question asks too; what each opens with says the same.
SAME = {
    "ask_aftercare/bath": "ask_aftercare/bathing",
    "ask_aftercare/out_today": "ask_aftercare/nursery_same_day",
}


def first_sentence(text: str) -> str:
    return re.split(r"(?<=[.!?])\s", text)[0]


def opening(one: Variation) -> str | None:
    """The kind of the opening, ``103`` where danger goes first."""
    first = first_sentence(one.text)
    if re.search(r"\b(?:103|112)\b", first):
        return "103"
    return OPENINGS[one.language].kind_of(first)


@pytest.mark.parametrize("one", OF_YES_AND_NO, ids=lambda one: one.id)
def test_the_first_words_are_the_answer(one: Variation) -> None:
    assert opening(one) is not None, f"{first_sentence(one.text)!r} opens with none of data/knowledge/openings.yml"


@pytest.mark.parametrize("name", sorted({one.response.removeprefix("utter_") for one in OF_YES_AND_NO}))
def test_both_languages_know_or_do_not_know(name: str) -> None:
    """What is not known in one language is not a yes in the other."""
    kinds = {opening(one) == "not_known" for one in OF_YES_AND_NO if one.response == f"utter_{name}"}
    assert len(kinds) == 1


@pytest.mark.parametrize("name", [name for name in QUESTIONS if ASKED.search(QUESTIONS[name].kk)])
def test_a_title_that_asks_for_yes_or_no_is_marked_so(name: str) -> None:
    opens = {opening(one) for one in ANSWERS if one.response == f"utter_{name}"}
    assert QUESTIONS[name].yes_no is not (name in OTHERWISE) or opens == {"103"}


@pytest.mark.parametrize(("follow_up", "question"), SAME.items())
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_follow_up_says_what_the_particular_question_says(follow_up: str, question: str, language: str) -> None:
    kinds = [
        opening(one)
        for name in (follow_up, question)
        for one in variations()
        if one.response == f"utter_{name}" and one.language == language
    ]
    assert kinds == ["affirms", "affirms"]


def test_every_opening_is_used() -> None:
    unused = {
        word
        for openings in OPENINGS.values()
        for some in openings.dict().values()
        for word in some
        if not any(first_sentence(one.text).startswith(word) for one in OF_YES_AND_NO)
    }
    assert unused == set()


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [("Даже если так.", None), ("Да.", "affirms"), ("Да, можно.", "affirms"), ("Не знаю.", None)],
)
def test_an_opening_is_whole_words(sentence: str, kind: str | None) -> None:
    assert OPENINGS["ru"].kind_of(sentence) == kind


def test_most_questions_are_of_yes_and_no() -> None:
    assert len(OF_YES_AND_NO) >= 380  # two languages
