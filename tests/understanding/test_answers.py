"""Yes, no, doubt and "the second one", with what stands behind them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazakh.analysis import default_analyzer
from rasa_project.understanding.answers import Answered, asks_or_supposes, bare_number, clauses, denies, read_answer


def tokens(text: str) -> list[str]:
    return default_analyzer().analyse(text).tokens


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("иә", "yes"), ("ия бар", "yes"), ("да", "yes"), ("есть", "yes"), ("болды", "yes"), ("жоқ", "no"),
        ("жок", "no"), ("нет", "no"), ("ондай ештеңе жоқ", "no"), ("ешқайсысы", "no"), ("білмеймін", "unknown"),
        ("оны қайдан білейін", "unknown"), ("откуда мне знать", "unknown"),
        ("не знаю", "unknown"), ("есімде жоқ", "unknown"), ("қызылша қалай жұғады", None), ("жөтелі бар", None),
        ("", None), ("?", None), ("сондай", None),
    ],
)  # fmt: skip
def test_bare_answers(text: str, answer: str | None) -> None:
    read = read_answer(tokens(text))
    assert read.answer == answer
    assert not read.rest or answer in {None, "unknown"}


@pytest.mark.parametrize(
    ("text", "answer", "rest", "limited"),
    [
        ("жоқ, бірақ ұйықтай береді", "no", ", бирак уииктаи береди", True),
        ("нет дышит часто", "no", "дишит часто", False),
        ("нет судорог", None, "нет судорог", False),
        ("вроде нет, только спит", "no", ", толко спит", True),
        ("иә, қызуы бар", "yes", ", кизуи бар", False),
        ("бөртпесі де бар", None, "бортпеси де бар", False),
    ],
)
def test_what_stands_behind(text: str, answer: str | None, rest: str, limited: bool) -> None:
    read = read_answer(tokens(text))
    assert (read.answer, " ".join(read.rest), read.is_limited) == (answer, rest, limited)


@pytest.mark.parametrize(
    ("text", "answer"), [("екіншісі", "yes"), ("екеуі де бар", "yes"), ("последнее", "yes"), ("ни одной", "no")]
)
def test_one_of_a_list(text: str, answer: str) -> None:
    read = read_answer(tokens(text))
    assert (read.answer, read.is_of_a_list) == (answer, True)


@pytest.mark.parametrize("text", ["парацетамол бердік", "менингит пе", "аллергиясы бар", "однажды было", "бірге болды"])
def test_words_that_begin_alike_are_no_answer(text: str) -> None:
    assert read_answer(tokens(text)).answer is None


def test_numbers_clauses_questions() -> None:
    assert [bare_number(default_analyzer().analyse(t).words) for t in ("2", "екі", "2 күн", "жоқ")] == [
        2,
        2,
        None,
        None,
    ]
    assert clauses(tokens("құсады, бірақ қызуы жоқ")) == [("кусади",), ("кизуи", "жок")]
    assert [denies(clause) for clause in clauses(tokens("құсады, бірақ қызуы жоқ"))] == [False, True]
    assert [asks_or_supposes(tokens(t)) for t in ("тырысса", "тырысты ма", "тырысты")] == [True, True, False]


@given(st.text(max_size=60))
def test_nothing_raises_on_any_text(text: str) -> None:
    assert isinstance(read_answer(tokens(text)), Answered)
