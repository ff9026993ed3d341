"""The texts of a consultation, read whole for one person: what nobody may be told, and what everybody must be."""

from __future__ import annotations

import itertools
import re
from typing import Any

import pytest

from rasa_project.content.checks.consultations import AGES, DAYS, LANGUAGES, RISKS, SATURDAY, filled, somebody
from rasa_project.dialogue.answer_files import Variation
from rasa_project.dialogue.consultations import said_exposure, said_triage
from tests.data.content import variations

TEXTS = {one.id: one.text for one in variations()}


def after_contact(language: str, **known: Any) -> str:
    return filled(said_exposure(somebody(**known), SATURDAY), language)


def with_signs(language: str, **known: Any) -> str:
    return filled(said_triage(somebody(**known), SATURDAY), language)


def everybody() -> list[tuple[float, str, str, int]]:
    return list(itertools.product(DAYS, AGES, RISKS, (0, 1, 2)))


def test_on_a_saturday_the_last_day_is_named_with_its_weekday() -> None:
    child = {"age_months": 36, "risk": "none", "doses": 0, "exposure_days": 2}
    assert "жексенбіден, 29 қарашадан қалдырмай" in after_contact("kk", **child)
    assert "не позднее воскресенья, 29 ноября" in after_contact("ru", **child)


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


@pytest.mark.parametrize(
    "one",
    [one for one in variations() if re.match(r"utter_(exposure|triage)_(?!begin)", one.response)],
    ids=lambda one: f"{one.response}-{one.language}",
)
def test_a_result_is_short(one: Variation) -> None:
    """What is left out is said when it is asked, or behind a button."""
    sentences = re.findall(r"[.!?](?=\s|$)", one.text)
    assert len(sentences) <= 7
    assert len(one.text) <= 800
    assert len(re.findall("103", one.text)) <= 2  # the closed clinic, and the danger line once
