"""The texts of a consultation, read whole for one person: what nobody may be told, and what everybody must be."""

from __future__ import annotations

import itertools
import re
from datetime import date, timedelta
from typing import Any

import pytest

from rasa_project.advice.exposure import Exposure, ExposureAdvice, exposure_advice
from rasa_project.advice.knowledge import knowledge
from rasa_project.dialogue.consultations import said_exposure, said_triage
from rasa_project.dialogue.conversation import Person, Said
from tests.data.content import Variation, variations

SATURDAY = date(2026, 11, 28)
TEXTS = {one.id: one.text for one in variations()}
LANGUAGES = ("kk", "ru")
DAYS = (0, 1, 3, 4, 4.5, 6, 7.5, 15)
AGES = {"2 months": 2, "8 months": 8, "3 years": 36, "27 years": 324, "40 years": 480}
RISKS = ("none", "pregnant", "weak_immunity", "unknown")

#: The signs that every closing "call 103 if" names, child and grown-up (WHO IMCI, NHS).
CLOSING = {
    "kk": ("дем ал", "ерн", "іше", "құс", "тырысса", "сылқ түс", "103"),
    "ru": ("тяжело", "губы", "пить", "рвёт", "судороги", "сил", "созна", "103"),
}


def id_of(one: Variation) -> str:
    return one.id


def somebody(
    own: str | None = None,
    symptoms: list[str] | None = None,
    exposure_days: float | None = None,
    fever_days: float | None = None,
    **known: Any,
) -> Person:
    """A person of whom so much is known; days are counted back from :data:`SATURDAY`."""
    exact = exposure_days is not None and float(exposure_days).is_integer()
    return Person(
        1,
        "writer" if own else "child",
        signs=frozenset(symptoms or ()),
        contact_on=day(exposure_days) if exact else None,
        contact_days=None if exact else exposure_days,
        fever_since=day(fever_days),
        **known,
    )


def day(ago: float | None) -> str | None:
    return None if ago is None else (SATURDAY - timedelta(days=ago)).isoformat()


def filled(answer: Said, language: str) -> str:
    """The answer with its gaps filled."""
    gaps = {f"{name}_{code}": words for name, both in answer.values.items() for code, words in zip(LANGUAGES, both)}
    return TEXTS[f"{answer.response}-{language}"].format(
        **gaps, **{name: both[language == "ru"] for name, both in answer.values.items()}
    )


def after_contact(language: str, **known: Any) -> str:
    return filled(said_exposure(somebody(**known), SATURDAY), language)


def with_signs(language: str, **known: Any) -> str:
    return filled(said_triage(somebody(**known), SATURDAY), language)


def everybody() -> list[tuple[float, str, str, int]]:
    return list(itertools.product(DAYS, AGES, RISKS, (0, 1, 2)))


def advice_for(days: float, age: str, risk: str, doses: int) -> ExposureAdvice:
    return exposure_advice(Exposure(days, AGES[age], risk, doses), knowledge().exposure, SATURDAY)


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_gets_no_dose_is_never_sent_for_one(language: str) -> None:
    for days, age, risk, doses in everybody():
        if risk in ("pregnant", "weak_immunity") or (age == "2 months" and risk == "none"):
            text = after_contact(language, exposure_days=days, age_months=AGES[age], risk=risk, doses=doses)
            assert not re.search("72|салдыру керек|прививку нужно сделать", text), (days, age, risk, text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_the_72_hours_nothing_is_said_to_those_at_risk_once_they_have_passed(language: str) -> None:
    for days, age, risk, doses in everybody():
        if days > 3 and (risk != "none" or AGES[age] < 6):  # from 6 months on a dose would have helped: that is said
            text = after_contact(language, exposure_days=days, age_months=AGES[age], risk=risk, doses=doses)
            assert "72" not in text, (days, age, risk, text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_with_a_last_day_names_it_and_says_what_to_do_when_the_clinic_is_closed(language: str) -> None:
    for days, age, risk, doses in everybody():
        until = advice_for(days, age, risk, doses).act_until
        if until is None:
            continue
        text = after_contact(language, exposure_days=days, age_months=AGES[age], risk=risk, doses=doses)
        today = "бүгін" if language == "kk" else "сегодня"
        assert (today if until == SATURDAY else f"{until.day} ") in text
        closed = next(line for line in text.splitlines() if ("жабық" if language == "kk" else "закрыта") in line)
        assert "103" in closed


def test_on_a_saturday_the_last_day_is_named_with_its_weekday() -> None:
    child = {"age_months": 36, "risk": "none", "doses": 0, "exposure_days": 2}
    assert "жексенбіден, 29 қарашадан қалдырмай" in after_contact("kk", **child)
    assert "не позднее воскресенья, 29 ноября" in after_contact("ru", **child)


@pytest.mark.parametrize("language", LANGUAGES)
def test_immunoglobulin_is_explained_wherever_it_is_named(language: str) -> None:
    word = "қорғаныс уколы" if language == "kk" else "укол готовой защиты"
    for name, text in TEXTS.items():
        if name.startswith("utter_exposure_") and name.endswith(language) and "ммуноглобулин" in text:
            assert word in text, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_advice_to_who_gets_no_dose_sends_to_the_doctor(language: str) -> None:
    first = TEXTS[f"utter_ask_consultation_form_when_doctor-{language}"].splitlines()[0]
    assert ("дәрігер" if language == "kk" else "врач") in first
    assert ("екпе" if language == "kk" else "прививк") not in first


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_advice_after_72_hours_does_not_speak_of_them(language: str) -> None:
    text = TEXTS[f"utter_exposure_begin_late-{language}"]
    assert not re.search("72|екпе салдыру|прививку", text)


def test_the_brother_of_a_four_month_old_has_measles() -> None:
    text = after_contact("kk", age_months=4, risk="none", doses=2, exposure_days=1)
    first = text.splitlines()[0]
    assert "дәрігер" in first
    assert "бүгін-ақ" in first
    for words in ("иммуноглобулин", "бейсенбіден, 3 желтоқсаннан қалдырмай", "бөлек бөлмеде", "103"):
        assert words.lower() in text.lower()
    assert "шұғыл екпе керек емес" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_child_hears_of_the_nursery_and_a_grown_up_does_not(language: str) -> None:
    nursery = "балабақша" if language == "kk" else "садик"
    assert nursery in after_contact(language, age_months=36, risk="none", doses=0, exposure_days=1)
    assert nursery not in after_contact(language, age_months=324, risk="none", doses=0, exposure_days=1)


OWN = {"own": "yes", "age_months": 324, "danger": "no", "rash": "no", "contact": "no", "risk": "none", "doses": 2}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "signs", [{"fever": "no"}, {"fever": "yes", "fever_days": 2.0}, {"fever": "yes", "fever_days": 9.0}]
)
def test_a_grown_up_who_speaks_of_herself_is_not_told_of_kindergarten(signs: dict[str, Any], language: str) -> None:
    theirs = ("балабақша", "мектеп", "ойын алаң", "беріңіз", "бармасын", "садик", "школ", "площадк", "давайте пить")
    own = with_signs(language, **OWN, **signs)
    assert not any(word in own for word in theirs)
    another = with_signs(language, **{**OWN, "own": None}, **signs)
    assert any(word in another for word in theirs)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_is_told_to_report_a_fever_that_was_denied(language: str) -> None:
    text = with_signs(language, age_months=36, danger="no", fever="no", rash="no", symptoms=["cough"], doses=2)
    report = next(line for line in text.splitlines() if ("басталғанын" if language == "kk" else "начались") in line)
    assert not any(word in report for word in ("қызу", "бөртпе", "температур", "сыпь"))


@pytest.mark.parametrize("one", [one for one in variations() if one.response.startswith("utter_triage_")], ids=id_of)
def test_every_closing_names_the_same_signs(one: Variation) -> None:
    last = one.text.splitlines()[-1]
    if one.response == "utter_triage_emergency":
        return
    for sign in CLOSING[one.language]:
        assert sign in last


@pytest.mark.parametrize("language", LANGUAGES)
def test_lethargy_is_among_the_danger_signs_that_are_asked(language: str) -> None:
    for name in ("danger", "danger_again", "own_danger"):
        text = TEXTS[f"utter_ask_consultation_form_{name}-{language}"]
        assert ("сылқ түс" if language == "kk" else "сил") in text
        assert text.rstrip().endswith("?")
