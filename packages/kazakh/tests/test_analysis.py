"""One pass over a message."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazakh.analysis import LONGEST_WORD, MOST_TOKENS, Analyzer, default_analyzer
from kazakh.given_names import folded_given_names, given_names
from kazakh.script import MAX_LENGTH, fold

ANALYZER = Analyzer()


def test_tokens_are_folded_and_know_their_place() -> None:
    analysis = ANALYZER.analyse("Qyzylorda qalasy, 2-мектеп!")
    assert analysis.tokens == ["кизилорда", "каласи", ",", "2", "-", "мектеп", "!"]
    assert analysis.words == ["кизилорда", "каласи", "2", "мектеп"]
    assert [analysis.text[token.start : token.end] for token in analysis.readable] == [
        token.text for token in analysis.readable
    ]
    assert analysis.language.language == "kk"


def test_marks_of_what_was_taken_out_are_no_words() -> None:
    assert ANALYZER.analyse("телефоным [PHONE] рахмет").words == ["телефоним", "рахмет"]


def test_of_a_long_message_the_beginning_and_the_end_are_readable() -> None:
    text = " ".join(f"с{number}" for number in range(400))[:MAX_LENGTH]
    analysis = ANALYZER.analyse(text)
    assert len(analysis.readable) == MOST_TOKENS + 1
    assert len(analysis.all_readable) > MOST_TOKENS
    assert analysis.readable[0] == analysis.all_readable[0]
    assert analysis.readable[-1] == analysis.all_readable[-1]
    last = len(analysis.tokens) - 1
    assert analysis.all_tokens[analysis.in_all(last)] == analysis.tokens[last]
    assert analysis.in_all(3) == 3


def test_one_analyzer_for_a_process() -> None:
    assert default_analyzer() is default_analyzer()


@given(st.text(max_size=300))
def test_any_text_is_taken(text: str) -> None:
    for token in ANALYZER.analyse(text).all_readable:
        assert text[token.start : token.end] == token.text


def test_names_are_folded_as_words_are() -> None:
    assert len(given_names()) > 400
    assert folded_given_names() == {fold(name) for name in given_names()}


@pytest.mark.parametrize("name", ["Айгүл", "Aigul", "айгуль", "Светлана"])
def test_a_common_name_in_any_spelling(name: str) -> None:
    assert fold(name) in folded_given_names()


@pytest.mark.parametrize("run", ["\u20b8" * 500, "а" * 500, "kk" * 500, "а₸" * 400])
def test_of_a_long_run_the_beginning_is_read(run: str) -> None:
    analysis = default_analyzer().analyse(f"{run} балам 3 жаста")
    assert max(map(len, analysis.all_tokens)) <= LONGEST_WORD
    assert analysis.tokens[-3:] == ["балам", "3", "жаста"]
    assert "".join(token.text for token in analysis.pieces).startswith(run[:100])
