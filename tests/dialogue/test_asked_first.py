"""The question that was asked gets its answer in the first message: earlier, told apart, beside, as a button."""

from __future__ import annotations

from typing import Any

import pytest

from rasa_project.dialogue.nearest import payload_of
from tests.dialogue.hearing import Talk, parsed


def part(words: str, intent: str, *questions: tuple[str, float], sure: float = 0.9) -> dict[str, Any]:
    """One question of a message as the pipeline reads it."""
    return {
        "words": words.split(),
        "ranking": [{"name": intent, "confidence": sure}],
        "questions": [{"name": name, "confidence": p} for name, p in questions],
        "followups": [],
    }


def message(text: str, intent: str, *asked: dict[str, Any], **questions: float) -> dict[str, Any]:
    found = [{"name": name.replace("__", "/"), "confidence": p} for name, p in questions.items()]
    return {**parsed(text, intent), "asked": list(asked), "questions": found}


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("балам 7 айлық, екпені ертерек салуға бола ма", "ask_infant/extra_dose"),
        ("сыну 10 месяцев, можно прививку пораньше?", "ask_infant/extra_dose"),
        ("малышу 6 месяцев, раньше можно сделать?", "ask_infant/extra_dose"),
        ("қызым 11 айлық, ертерек салса бола ма", "ask_infant/eleven_months"),
        ("нам 11 месяцев, можно досрочно сделать", "ask_infant/eleven_months"),
        ("бөпем 3 айлық, ертерек салдырсақ бола ма", "ask_schedule/earlier"),
    ],
)
def test_whether_a_baby_may_be_vaccinated_earlier_is_answered_first(text: str, answer: str) -> None:
    assert Talk().hears(parsed(text, "ask_schedule"))[0] == answer


@pytest.mark.parametrize(
    "text",
    [
        "балам 9 айлық, екпе қашан салынады",
        "сыну 8 месяцев, раньше болел",
        "ұлым 5 жаста, ертерек салуға бола ма",
        "қызым 7 айлық, ерте емес пе екпе",
    ],
)
def test_what_asks_for_no_leave_has_the_calendar(text: str) -> None:
    assert Talk().hears(parsed(text, "ask_schedule"))[0] not in {"ask_infant/extra_dose", "ask_infant/eleven_months"}


def test_after_a_contact_no_earlier_dose_but_its_advice() -> None:
    talk = Talk()
    talk.hears(parsed("балам 8 айлық, кеше қызылша баламен ойнады", "ask_exposure"))
    assert "ask_infant/extra_dose" not in talk.hears(parsed("ертерек салуға бола ма", "ask_schedule"))


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("корь, ветрянка и скарлатина: в чём разница?", ["chickenpox", "scarlet"]),
        ("қызылшаны қызамық пен желшешектен қалай ажыратамыз", ["chickenpox", "rubella"]),
        ("аллергия мен қызамықтан айырмасы", ["rubella", "allergy_drug"]),
    ],
)
def test_several_diseases_are_each_told_apart_in_short(text: str, answers: list[str]) -> None:
    talk = Talk()
    assert talk.hears(parsed(text, "ask_difference")) == [f"ask_difference/{name}" for name in answers]
    assert all(one.is_short for one in talk.outcome.plan.said)


def test_one_disease_has_its_whole_answer_and_an_ill_child_a_doctor() -> None:
    one = message("қызамықтан айырмасы қандай", "ask_difference", **{"ask_difference__rubella": 0.9})
    talk = Talk()
    assert talk.hears(one) == ["ask_difference/rubella"]
    assert not talk.outcome.plan.said[0].is_short
    ill = Talk().hears(parsed("у сына температура 39 и сыпь, ветрянка или краснуха?", "ask_difference"))
    assert not set(ill) & {"ask_difference/chickenpox", "ask_difference/rubella"}


def test_what_is_asked_beside_a_contact_is_answered_beside_its_advice() -> None:
    asked = part("меня выпустят на смену", "ask_unvaccinated_rules", ("ask_unvaccinated_rules/staff_work", 0.8))
    talk = Talk()
    said = talk.hears(message("вчера сидела рядом с больным корью. меня выпустят на смену?", "ask_exposure", asked))
    assert "ask_unvaccinated_rules/staff_work" in said
    assert said[-1].startswith("ask_consultation_form")
    assert talk.conversation.episode is not None


def test_only_in_a_first_message_and_only_where_it_is_sure() -> None:
    unsure = part("меня выпустят на смену", "ask_unvaccinated_rules", ("ask_unvaccinated_rules/staff_work", 0.4))
    text = "вчера сидела рядом с больным корью. меня выпустят на смену?"
    assert "ask_unvaccinated_rules/staff_work" not in Talk().hears(message(text, "ask_exposure", unsure))
    of_it = part("что делать", "ask_exposure", ("ask_exposure/unvaccinated", 0.9))
    assert "ask_exposure/unvaccinated" not in Talk().hears(message(text, "ask_exposure", of_it))


def test_a_short_part_is_read_with_what_stands_before_it() -> None:
    refusal, papers = "ask_necessity/refusal_paper", "ask_vaccination_status/where_kept"
    first = part("ким кол кояди бас тартуга", "ask_necessity", (refusal, 0.9))
    second = part("кагази каида", "ask_vaccination_status", (refusal, 0.2), (papers, 0.1))
    said = Talk().hears(message("бас тартуға кім қол қояды, қағазы қайда", "ask_necessity", first, second,
                                ask_necessity__refusal_paper=0.95))  # fmt: skip
    assert said == [refusal]


def test_two_questions_of_one_topic_are_two() -> None:
    wake, drug = "ask_treatment/wake_for_fever", "ask_treatment/which_fever_drug"
    first = part("уиктап жатса оятамин ба", "ask_treatment", (wake, 0.99))
    second = part("нурофен дурис па алде панадол", "ask_treatment", (drug, 0.8))
    said = Talk().hears(message("ұйықтап жатса оятамын ба, нурофен дұрыс па әлде панадол", "ask_treatment", first,
                                second, ask_treatment__wake_for_fever=0.98))  # fmt: skip
    assert set(said) == {wake, drug}


def test_the_second_question_that_was_not_sure_is_a_button_below() -> None:
    first = part("екпе каи жаста салинади", "ask_schedule", ("ask_schedule/ages", 0.9), sure=0.5)
    second = part("кагазин каида саклаимиз биз", "ask_vaccination_status", ("ask_vaccination_status/where_kept", 0.2),
                  sure=0.3)  # fmt: skip
    talk = Talk()
    said = talk.hears(message("екпеге не киіп барамыз, қағазын қайда сақтаймыз", "ask_schedule", first, second,
                              ask_aftercare__bathing=0.6))  # fmt: skip
    assert said == ["ask_aftercare/bathing"]
    payloads = [payload for _, _, payload in talk.outcome.plan.said[-1].buttons]
    assert payload_of("ask_vaccination_status/where_kept") in payloads
    assert len(payloads) <= 3


def test_a_short_second_part_is_of_what_the_whole_message_asks_beside_the_first() -> None:
    which, price, free = "ask_testing/which_test", "ask_testing/price_lab", "ask_availability/free"
    first = part("талдауди каида тапсирамиз", "ask_testing", (which, 0.8))
    second = part("канша туради", "ask_availability", (free, 0.5))
    said = Talk().hears(message("талдауды қайда тапсырамыз, қанша тұрады", "ask_testing", first, second,
                                ask_testing__price_lab=0.9))  # fmt: skip
    assert set(said) == {which, price}


def test_a_short_second_part_is_rather_of_the_topic_of_the_first() -> None:
    visit, night = "ask_first_steps/home_visit_how", "ask_first_steps/night_weekend"
    first = part("даригерди уиге калаи шакирамин", "ask_first_steps", (visit, 0.99))
    second = part("тунде ше", "ask_first_steps", (night, 0.25))
    said = Talk().hears(message("дәрігерді үйге қалай шақырамын, түнде ше", "ask_first_steps", first, second,
                                ask_first_steps__home_visit_how=0.99))  # fmt: skip
    assert set(said) == {visit, night}


def test_what_is_asked_of_the_illness_in_general_tells_of_no_rash() -> None:
    first = part("какие первие признаки", "ask_symptoms", ("ask_symptoms/first_signs", 0.9))
    second = part("когда появляется сип", "ask_symptoms", ("ask_symptoms/rash_when", 0.9))
    talk = Talk()
    said = talk.hears(message("какие первые признаки и когда появляется сыпь", "ask_symptoms", first, second,
                              ask_symptoms__first_signs=0.7))  # fmt: skip
    assert said == ["ask_symptoms/first_signs", "ask_symptoms/rash_when"]
    assert talk.conversation.episode is None
