"""After a contact: others of the house, babies, pregnant women, unknown doses."""

from __future__ import annotations

import pytest

from tests.dialogue.hearing import Talk, parsed, people

_CONTACT = ("балам 4 жаста кеше қызылша баламен бірге болды, екпе алмаған", "ask_exposure")


def _after_contact() -> Talk:
    talk = Talk()
    talk.all(_CONTACT)
    return talk


@pytest.mark.parametrize(
    "text",
    ["үйде жүкті сіңлім бар, бірге отырды", "а моя беременная сестра тоже рядом сидела"],
)
def test_a_pregnant_woman_who_was_there_too_is_sent_to_the_doctor(text: str) -> None:
    heard = parsed(text, "ask_exposure", ("contact", "others_home"), 0.85)
    assert _after_contact().hears(heard) == ["exposure_pregnant_today"]


def test_who_only_lives_there_gets_the_answer_for_the_house() -> None:
    heard = parsed("үйде жүкті сіңлім бар", "ask_exposure", ("contact", "others_home"), 0.85)
    assert _after_contact().hears(heard) == ["ask_exposure/others_home"]


@pytest.mark.parametrize("text", ["а грудной то что делать", "ал бөпемді не істеймін"])
def test_a_baby_of_unknown_age_never_gets_the_elder_s_advice(text: str) -> None:
    talk = _after_contact()
    assert talk.hears(parsed(text, "ask_infant", ("contact", "act_now"), 0.85)) == ["exposure_infant_today"]
    assert people(talk.conversation, "age_months", "age_band") == [(48, None), (None, "under_1_year")]


def test_a_baby_at_home_with_an_ill_brother() -> None:
    talk = Talk()
    talk.all(("старший болеет корью", "report_symptoms"))
    assert "exposure_baby_today" in talk.hears(parsed("а грудная 3 месяца", "ask_infant"))
    assert people(talk.conversation, "order", "age_months") == [("elder", None), (None, 3)]


@pytest.mark.parametrize("text", ["грудного молока не хватает", "болит грудная клетка"])
def test_breast_milk_is_no_child(text: str) -> None:
    talk = Talk()
    talk.hears(parsed(text, "ask_infant"))
    assert ("child", "under_1_year") not in people(talk.conversation, "kind", "age_band")


def test_unknown_doses_send_no_pregnant_woman_for_the_vaccine() -> None:
    talk = Talk()
    talk.all(("келінім жүкті, кеше қызылша баламен бірге болды", "ask_exposure"))
    heard = parsed("екпе алған ба, алмаған ба, білмейді", "ask_vaccination_status", ("contact", "doses_unknown"), 0.98)
    assert talk.hears(heard) == ["ask_pregnancy/doses_unknown", "exposure_pregnant_today"]


def test_unknown_doses_of_a_small_baby() -> None:
    talk = Talk()
    talk.all(("4 айлық сәбиім кеше қызылша баламен бірге болды", "ask_exposure"))
    heard = parsed("екпесі бар ма білмеймін", "ask_vaccination_status", ("contact", "doses_unknown"), 0.98)
    assert talk.hears(heard) == ["help/unchanged", "exposure_baby_today"]


def test_a_small_baby_is_told_that_no_vaccine_is_given() -> None:
    talk = Talk()
    talk.all(("4 айлық сәбиім кеше қызылша баламен бірге болды", "ask_exposure"))
    heard = parsed("оған екпе салуға бола ма", "ask_contraindications", ("contact", "dose_worth"), 0.9)
    assert talk.hears(heard) == ["ask_exposure/no_dose"]


def test_advice_for_the_husband_of_a_pregnant_writer_says_whose_it_is() -> None:
    talk = Talk()
    talk.all(("я беременна 10 недель", "ask_pregnancy"))
    asks = "а если муж на работе общался с больным, а сам здоров"
    talk.hears(parsed(asks, "ask_exposure", ("motherhood", "contact"), 0.54))
    assert [(one.response, one.lead and one.lead[1]) for one in talk.outcome.plan.said] == [
        ("utter_exposure_vaccine_now", "Мужу: ")
    ]


@pytest.mark.parametrize(
    ("answer", "contact_on"),
    [("24", "2026-11-24"), ("27", "2026-11-27"), ("3", "2026-11-25"), ("24 күні", "2026-11-24")],
)
def test_a_bare_number_asked_for_a_day_is_a_day_of_the_month(answer: str, contact_on: str) -> None:
    talk = Talk()
    talk.all(("у сына в классе корь, ему 8", "ask_exposure"))
    talk.hears(parsed(answer, "out_of_scope"))
    assert people(talk.conversation, "contact_on") == [(contact_on,)]


@pytest.mark.parametrize(
    ("text", "contact_on"),
    [
        ("у соседей корь, были у них вчера, сыну 4 года, привит дважды", "2026-11-27"),
    ],
)
def test_the_day_told_in_the_same_message_is_that_of_the_contact(text: str, contact_on: str) -> None:
    talk = Talk()
    talk.hears(parsed(text, "ask_exposure"))
    assert (contact_on, "yes") in people(talk.conversation, "contact_on", "contact")


def test_an_answer_that_asks_nothing_is_answered_by_nothing_else() -> None:
    talk = Talk()
    talk.all(("балам 6 жаста, бөртпе шықты, қызуы жоқ", "report_symptoms"), ("жоқ", "deny"))
    assert talk.conversation.question is not None
    heard = parsed("нет, контакта не было", "ask_exposure", ("illness", "why_ask"), 0.94)
    assert "report_symptoms/why_ask" not in talk.hears(heard)


def test_who_lives_with_a_patient_is_not_counted_from_the_day_of_the_illness() -> None:
    talk = Talk()
    talk.hears(parsed("мы живём вместе, с 20 ноября он болел дома, мне 29", "ask_exposure"))
    assert people(talk.conversation, "contact", "contact_on", "patient_ill") == [("yes", None, "2026-11-20")]
