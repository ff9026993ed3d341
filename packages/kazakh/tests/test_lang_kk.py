"""The spaCy language ``kk``."""

from __future__ import annotations

import pytest
import spacy

from kazakh.lang_kk.examples import sentences

SUFFIX_TESTS = [
    ("2-ші екпе", ["2", "-", "ші", "екпе"]),
    ("15-сынып", ["15", "-", "сынып"]),
    ("3ай", ["3", "ай"]),
    ("39та тұр", ["39", "та", "тұр"]),
    ("39,3", ["39,3"]),
]
ABBREVIATION_TESTS = [
    ("нан, сүт т.б. бар", ["нан", ",", "сүт", "т.б.", "бар"]),
    ("Қазалы қ. тұрамын", ["Қазалы", "қ.", "тұрамын"]),
    ("500 тг. берді", ["500", "тг.", "берді"]),
]
#: Kazakh letters, full stops, and the spaces that people leave out.
FULL_STOP_TESTS = [
    *((f"{word}.", [word, "."]) for word in ("жоқ", "айлық", "сыртқы", "тау", "бұ", "аң", "ағ", "шәһ", "бар", "7")),
    *((f"{word}.", [word, "."]) for word in ("ЖОҚ", "ҚАЗАЛЫ", "ТАУҒ", "Жоқ")),
    ("жоқ...", ["жоқ", "..."]),
    ("«жоқ».", ["«", "жоқ", "»", "."]),
    ("Балам 8 айлық. Екпе қашан?", ["Балам", "8", "айлық", ".", "Екпе", "қашан", "?"]),
    ("жоқ.балам ауырды", ["жоқ", ".", "балам", "ауырды"]),
    ("8айлық.екпе салмадық.енді", ["8", "айлық", ".", "екпе", "салмадық", ".", "енді"]),
    ("joq.balam 8ailyq", ["joq", ".", "balam", "8", "ailyq"]),
    ("1г.3м", ["1", "г", ".", "3", "м"]),
    ("Қазалы қ. т.б. 500 тг. ж.б.", ["Қазалы", "қ.", "т.б.", "500", "тг.", "ж.б."]),
    ("25.11 және 38.7", ["25.11", "және", "38.7"]),
]
URL_TESTS = ["https://egov.kz", "www.egov.kz", "egov.kz", "t.me/kanal", "mail.ru"]
LONG_TEXT_TESTS = [
    (
        "Қызы көтерілді,жөтел бар.Не істейміз?",
        ["Қызы", "көтерілді", ",", "жөтел", "бар", ".", "Не", "істейміз", "?"],
    ),
]


@pytest.fixture(scope="module")
def nlp() -> spacy.Language:
    return spacy.blank("kk")


def test_the_entry_point_is_installed(nlp: spacy.Language) -> None:
    assert nlp.lang == "kk"


@pytest.mark.parametrize(("text", "tokens"), SUFFIX_TESTS + ABBREVIATION_TESTS + FULL_STOP_TESTS + LONG_TEXT_TESTS)
def test_tokens(nlp: spacy.Language, text: str, tokens: list[str]) -> None:
    assert [token.text for token in nlp(text)] == tokens


@pytest.mark.parametrize("url", URL_TESTS)
def test_an_address_on_the_web_stays_whole(nlp: spacy.Language, url: str) -> None:
    assert [token.text for token in nlp(f"{url} ашылмайды")] == [url, "ашылмайды"]


def test_the_tokenizer_can_be_stored(nlp: spacy.Language) -> None:
    stored = spacy.blank("kk").from_bytes(nlp.to_bytes())
    assert [token.text for token in stored("жоқ.балам 8 айлық.")] == ["жоқ", ".", "балам", "8", "айлық", "."]


@pytest.mark.parametrize("word", ["бір", "он", "жиырма", "екінші", "үшке", "екіде", "12", "3,5", "1/2", "+7"])
def test_like_num(nlp: spacy.Language, word: str) -> None:
    assert nlp(word)[0].like_num


@pytest.mark.parametrize("word", ["екпе", "бала", "жас", "a/b"])
def test_not_like_num(nlp: spacy.Language, word: str) -> None:
    assert not nlp(word)[0].like_num


def test_stop_words(nlp: spacy.Language) -> None:
    assert nlp("мен")[0].is_stop
    assert not nlp("екпе")[0].is_stop


@pytest.mark.parametrize("sentence", sentences)
def test_examples_keep_their_text(nlp: spacy.Language, sentence: str) -> None:
    assert nlp(sentence).text == sentence


LEMMAS = [
    # nouns: plural, possessive, case, and all three
    ("балалар", "бала"), ("балаларымыз", "бала"), ("балаларымызға", "бала"), ("балама", "бала"),
    ("балаңыз", "бала"), ("екпені", "екпе"), ("екпесін", "екпе"), ("екпелерден", "екпе"), ("емханаға", "емхана"),
    ("емханада", "емхана"), ("дәрігерден", "дәрігер"), ("дәрігерге", "дәрігер"), ("ауылымызда", "ауыл"),
    ("мектептен", "мектеп"), ("жасқа", "жас"), ("жаста", "жас"), ("немеремнің", "немере"), ("вакцинамен", "вакцина"),
    ("қызылшадан", "қызылша"), ("қызылшаның", "қызылша"), ("бөртпесі", "бөртпе"), ("апталар", "апта"),
    ("ауданда", "аудан"), ("нөмірі", "нөмір"), ("маманмен", "маман"), ("аузында", "ауыз"), ("мұрнынан", "мұрын"),
    # pronouns
    ("маған", "мен"), ("оның", "ол"), ("сіздің", "сіз"),
    # verbs: tense, person, mood, negation
    ("салдырды", "салдыру"), ("салдырдық", "салдыру"), ("салдырған", "салдыру"), ("салдырмаған", "салдыру"),
    ("барамын", "бару"), ("барамыз", "бару"), ("барсам", "бару"), ("көтерілді", "көтерілу"), ("жазыңызшы", "жазу"),
    ("тырысып", "тырысу"), ("айтыңыз", "айту"), ("келген", "келу"), ("келгенде", "келу"), ("болады", "болу"),
    # lemmas stay
    ("екпе", "екпе"), ("бала", "бала"), ("қызу", "қызу"), ("жоқ", "жоқ"), ("39", "39"), ("!", "!"),
]  # fmt: skip


@pytest.mark.parametrize(("form", "lemma"), LEMMAS)
def test_lemmas(nlp: spacy.Language, form: str, lemma: str) -> None:
    if "lemmatizer" not in nlp.pipe_names:
        nlp.add_pipe("lemmatizer")
    assert nlp(form)[0].lemma_ == lemma
