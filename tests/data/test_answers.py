"""Answers are reviewed like code: complete, sourced, short, and safe."""

from __future__ import annotations

import re
from datetime import date

import pytest

from kazakh.languages import guess_language
from rasa_project.advice.knowledge import knowledge
from rasa_project.understanding.open_question import Asked
from scripts.validate_data import dispatched
from tests.data.content import DATA, Variation, domain, variations

ALL = variations()
IDS = [one.id for one in ALL]
FACT_IDS = {f"A{number}" for number in range(1, 16)}

#: Words that must stand in the answers that claim a fact of the advisory; alternatives behind "|".
FACT_WORDS = {
    "A1": (["вирус", "жұқпалы"], ["вирус", "заразн"]),
    "A2": (["қызу", "жөтел", "мұрын", "тамақ", "бөртпе"], ["температур", "кашел", "насморк", "горл", "сып"]),
    "A3": (["бүкіл дене", "аяққа дейін"], ["всему телу", "ступн|ног"]),
    "A4": (["ауыз", "ақ дақ", "қызыл дақ"], ["рту", "бел", "красн"]),
    "A5": (["пневмония", "бронхит", "энцефалит"], ["пневмони", "бронхит", "энцефалит"]),
    "A6": (["кеш", "өлім"], ["поздно", "смерт"]),
    "A7": (["емі жоқ"], ["нет|не существует", "лечения|лекарств"]),
    "A8": (["жалғыз тиімді", "екпе"], ["единственн", "прививк"]),
    "A9": (["1 жас", "6 жас"], ["1 год", "6 лет"]),
    "A10": (["қауіпсіз", "паротит"], ["безопасн", "паротит"]),
    "A11": (["жеткілікті"], ["достаточно"]),
    "A12": (["тексер|сұрап біл|қара"], ["проверьте|узнайте|посмотрите"]),
    "A13": (["мәдени-көпшілік|көпшілік", "сауда", "ойын алаң"], ["массов", "торгов", "площадк"]),
    "A14": (["қызу", "бас ауруы", "әлсіздік", "бөртпе", "тексеріл", "нұсқау"],
            ["температур", "головная боль", "слабость", "сып", "обследован", "указания"]),
    "A15": (["Қазалы аудандық санитариялық бақылау басқармасы"], ["Казалинск", "санитарного контроля"]),
}  # fmt: skip

DOSE = re.compile(
    r"\d+\s*(мг|мл|мкг|ме\b|бірлік|капл|тамшы|таблет|капсул|шай қасық|ч\. ?л|ложк|миллиграм|миллилитр)", re.I
)
ADDRESS = re.compile(r"көшесі|көше,|үй №|ул\.|улиц|дом №|\bд\.\s?\d|проспект|даңғыл", re.I)
NUMBER = re.compile(r"(?<![\d-])\+?\d[\d\s()-]{2,}\d|\d{3,}")


def mentions(text: str, word: str) -> bool:
    return any(choice.lower() in text.lower() for choice in word.split("|"))


@pytest.mark.parametrize("fact", sorted(FACT_IDS, key=lambda fact: int(fact[1:])))
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_fact_of_the_advisory_is_stated(fact: str, language: str) -> None:
    claiming = [one for one in ALL if one.language == language and fact in one.metadata["facts"]]
    words = FACT_WORDS[fact][language == "ru"]
    assert any(all(mentions(one.text, word) for word in words) for one in claiming)


@pytest.mark.parametrize("one", ALL, ids=IDS)
def test_metadata(one: Variation) -> None:
    assert set(one.metadata["facts"]) <= FACT_IDS
    assert set(one.metadata["sources"]) <= set(knowledge().sources)
    assert date.fromisoformat(one.metadata["reviewed"]) <= date.today()
    assert set(one.metadata) <= {"asks", "level", "facts", "sources", "reviewed", "time_bound"}
    assert bool(one.metadata["facts"]) == ("advisory" in one.metadata["sources"])


@pytest.mark.parametrize("one", [one for one in ALL if "asks" in one.metadata], ids=lambda one: one.id)
def test_an_answer_that_asks_for_an_amount_says_for_which(one: Variation) -> None:
    """A bare «0» or «одна» behind it is read as the answer (rasa_project/dialogue/open_questions.py)."""
    assert one.metadata["asks"] in {asked.value for asked in Asked}


def test_every_answer_is_there_in_both_languages() -> None:
    names = sorted({one.response for one in ALL})
    assert sorted(one.response for one in ALL if one.language == "kk") == names
    assert sorted(one.response for one in ALL if one.language == "ru") == names


def test_both_languages_say_the_same_facts_and_lead_to_the_same_topics() -> None:
    kazakh = {one.response: one for one in ALL if one.language == "kk"}
    for one in ALL:
        twin = kazakh[one.response]
        assert set(one.metadata["facts"]) == set(twin.metadata["facts"]), one.response
        assert [payload for _, payload in one.buttons] == [payload for _, payload in twin.buttons]


@pytest.mark.parametrize("one", ALL, ids=IDS)
def test_written_in_its_language(one: Variation) -> None:
    assert guess_language(one.text.replace("ККП", "")).language == one.language


@pytest.mark.parametrize("one", ALL, ids=IDS)
def test_short(one: Variation) -> None:
    lines = [line for line in one.text.splitlines() if line.strip()]
    bullets = sum(line.startswith("• ") for line in lines)
    assert len(lines) - bullets <= 7
    assert bullets <= 8
    assert len(one.text) <= 900


@pytest.mark.parametrize("one", ALL, ids=IDS)
def test_buttons(one: Variation) -> None:
    most = 8 if one.response.startswith("utter_ask_consultation_form_") else 3  # a question shows all its answers
    assert len(one.buttons) <= most
    for title, payload in one.buttons:
        assert 0 < len(title) <= 24
        assert len(payload.encode("utf-8")) <= 64
        intent = re.match(r"/(\w+)", payload)
        assert intent is not None
        assert intent.group(1) in domain()["intents"]


@pytest.mark.parametrize("one", ALL, ids=IDS)
def test_no_dose_no_address_no_unknown_number(one: Variation) -> None:
    assert not DOSE.search(one.text)
    assert not ADDRESS.search(one.text)
    known = {line.number for line in knowledge().helplines}
    figures = {"100", "1998", "2021", "2023", "2024", "2026", "3000", "657 461"}  # rates, years and the size of a study
    figures |= {"2022", "2025"}  # birth dates as examples of how to write one
    for found in NUMBER.findall(one.text):
        assert found.strip() in known | figures, f"unknown number {found!r}"


#: What nobody verified of the vaccine in use, and diagnoses. An allergy may be named, mumps (свинка) too.
CLAIM = re.compile(r"желатин|шошқа|свин(?!к)|сынап|ртут|алюмин|бұл қызылша\.|это корь\.|у вас корь")
ALLERGY = re.compile(r"[^.\n]*аллерги[^.\n]*\.")
#: Asked about an ingredient by name, these begin with naming it, and with nothing of it but that it is not known.
ASKED_OF = ("utter_ask_vaccine/gelatin_pork", "utter_ask_vaccine/mercury_aluminium")
NOT_KNOWN = {
    "kk": re.compile(
        r"^нақты білмеймін: [^.?!]* бар ма, [^.?!]*тексерілген дерек жоқ, бар не жоқ (деп айта алмаймын|демеймін)\.\n"
    ),
    "ru": re.compile(r"^точно не знаю, есть ли в [^.?!:]*: ни «(да|есть)», ни «нет» (сказать не могу|не скажу)\.\n"),
}


@pytest.mark.parametrize("one", ALL, ids=IDS)
def test_no_claim_about_ingredients_and_no_diagnosis(one: Variation) -> None:
    text = one.text.lower()
    if one.response in ASKED_OF:
        text, found = NOT_KNOWN[one.language].subn("", text)
        assert found == 1, "say of what is asked only that it is not known"
    assert CLAIM.findall(ALLERGY.sub("", text)) == []


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_when_symptoms_are_told_the_danger_signs_come_first(language: str) -> None:
    first = next(v for v in ALL if v.id == f"utter_ask_consultation_form_danger-{language}")
    assert "103" in first.text.splitlines()[0]


@pytest.mark.parametrize("one", [v for v in ALL if v.language == "kk"], ids=[i for i in IDS if i.endswith("kk")])
def test_kazakh_is_written_with_its_letters(one: Variation) -> None:
    assert re.search(r"[әғқңөұүһі]", one.text.lower())
    assert not re.search(r"[a-z]", re.sub(r"Serum Institute of India|MMR|eGov|Ig[MG]|°C|\{\w+\}", "", one.text), re.I)


def test_every_answer_can_be_reached() -> None:
    """By a rule, or by an action: whole, or by the names that the actions put together."""
    ruled = "".join(path.read_text(encoding="utf-8") for path in DATA.glob("*/rules.yml"))
    known = dispatched()
    for name in {one.response for one in ALL}:
        assert name in known or f"action: {name}\n" in ruled, f"{name} is never said"
