"""The language of a message."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazakh.languages import guess_language

KAZAKH = [
    "Балама екпе қашан салынады?",
    "кызылша калай жугады",
    "qyzylsha qalai emdeledi",
    "ертең садикке апарсам ба екен",
    "balamnyn kyzuy tuspei tur",
    "немерем ауырып жатыр",
    "ауылда дарыгер жок",
]
RUSSIAN = [
    "Когда делают прививку от кори?",
    "у ребенка сыпь",
    "а сколько дней заразен",
    "дочке три года, что нам делать",
    "обязательно ли прививаться",
    "куда звонить ночью",
]
MIXED = [
    "балама прививка жасатқым келеді, но садик не принимает",
    "температура 39 бала жылап отыр что делать",
    "ребенокты садикке жіберсем бола ма после прививки",
]


@pytest.mark.parametrize("text", KAZAKH)
def test_kazakh(text: str) -> None:
    assert guess_language(text).reply == "kk"


@pytest.mark.parametrize("text", RUSSIAN)
def test_russian(text: str) -> None:
    assert guess_language(text).reply == "ru"


@pytest.mark.parametrize("text", MIXED)
def test_mixed_is_answered_in_kazakh(text: str) -> None:
    guess = guess_language(text)
    assert guess.language == "mixed"
    assert guess.reply == "kk"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Сәлеметсіз бе, подскажите, можно ли прививку при насморке?", "ru"),
        ("енем говорит, что екпе зиян, это правда?", "ru"),
        ("келін сказала, что той болады, можно идти?", "ru"),
        ("рахмет, а когда можно купать?", "ru"),
        ("у Нұрсұлтана сыпь, что делать", "ru"),
        ("подскажите, балам 7 айлық, екпе қашан салынады", "kk"),
        ("ребенок 3 года, температура 38, сыпь, не істеймін", "kk"),
        ("врач антибиотик жазды, берейін бе", "kk"),
        ("скорую шақырдым", "kk"),
    ],
)
def test_of_both_the_grammar_decides(text: str, language: str) -> None:
    assert guess_language(text).reply == language


@pytest.mark.parametrize("text", ["Қазалы қаласында", "Бірлік ауылы", "Әйтеке би", "Айтеке би", "Шәкен ауылы"])
def test_a_place_turns_no_talk(text: str) -> None:
    assert not guess_language(text).is_clear


@pytest.mark.parametrize("text", ["", "39", "12.05.2021", "???", "😀", "ABC"])
def test_nothing_to_tell_it_by(text: str) -> None:
    assert guess_language(text).reply in {None, "kk"}


def test_a_number_has_no_language() -> None:
    assert guess_language("39").language is None


def test_the_reasons_are_given() -> None:
    guess = guess_language("балама прививку сделали")
    assert ("балама", "word") in {(sign.word, sign.reason) for sign in guess.kazakh}
    assert ("прививку", "word") in {(sign.word, sign.reason) for sign in guess.russian}


@given(st.text(max_size=200))
def test_never_raises(text: str) -> None:
    assert guess_language(text).language in {"kk", "ru", "mixed", None}
