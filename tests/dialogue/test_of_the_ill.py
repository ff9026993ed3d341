"""Who is ill stays at home, who is sent to a hospital goes, and brothers and sisters of the ill have met him."""

from __future__ import annotations

import pytest

from tests.dialogue.hearing import Talk, parsed

ILL = ("у сына 3 года сыпь и температура 38", "report_symptoms")
ILL_KK = ("балам 3 жаста, денесі бөртіп кетті, қызуы 38", "report_symptoms")
STAYS = ["ask_isolation/out_ill"]


@pytest.mark.parametrize(
    ("before", "text", "intent"),
    [
        (ILL, "прививку одну сделали, завтра в садик отправлять можно?", "ask_aftercare"),
        (ILL, "прививка давно была. можно в садик?", "ask_contraindications"),
        (ILL_KK, "ертең бақшаға апара берсем бола ма, екпесі бар", "ask_aftercare"),
        (ILL_KK, "мектепке жібере берейін бе", "ask_isolation"),
    ],
)
def test_who_is_ill_stays_at_home(before: tuple[str, str], text: str, intent: str) -> None:
    talk = Talk()
    talk.all(before, ("нет", "deny"))
    assert talk.hears(parsed(text, intent)) == STAYS


@pytest.mark.parametrize(
    "text", ["когда в садик можно будет?", "в садик сообщить можно?", "бақшаға қашан барады", "бақшаға айту керек пе"]
)
def test_when_and_whom_to_tell_have_their_own_answers(text: str) -> None:
    talk = Talk()
    talk.all(ILL, ("нет", "deny"))
    assert talk.hears(parsed(text, "ask_isolation")) != STAYS


def test_a_well_child_is_not_kept_at_home_by_it() -> None:
    assert Talk().hears(parsed("сыну 3 года, можно в садик?", "ask_isolation")) != STAYS


@pytest.mark.parametrize(
    ("text", "goes"),
    [
        ("скорая сказали в больницу надо а мы боимся, можно отказаться?", True),
        ("отказаться от больницы можно или ехать", True),
        ("ауруханаға жатқызамыз деді, бас тартсақ бола ма", True),
        ("в больнице с ребёнком можно лежать?", False),
        ("кладут ли в больницу с корью?", False),
    ],
)
def test_who_is_sent_to_a_hospital_goes(text: str, goes: bool) -> None:
    talk = Talk()
    talk.all(ILL)
    goes_too = {"ask_treatment/hospital_advised", "report_emergency/go_with_them"}
    assert bool(goes_too & set(talk.hears(parsed(text, "ask_treatment")))) is goes


@pytest.mark.parametrize(
    "text",
    [
        "а дома еще дочка 6 лет одна прививка что с ней делать",
        "үйде үлкен қызым бар 6 жаста бір екпесі бар не істейміз",
    ],
)
def test_a_sister_at_home_has_met_him(text: str) -> None:
    talk = Talk()
    talk.all(ILL, ("нет", "deny"))
    reply = talk.hears(parsed(text, "ask_missed_dose"))
    assert any(name.startswith("exposure_") for name in reply)
    assert not any(name.startswith("schedule_") for name in reply)


@pytest.mark.parametrize(
    ("text", "doses"),
    [
        ("үйімде үш бала бар екеуі екпе алған кішісі алмаған", None),
        ("балам 7 жаста, екпенің екеуін де алған", 2),
        ("екеуі де салынған", 2),
    ],
)
def test_two_of_the_children_are_no_two_doses(text: str, doses: int | None) -> None:
    talk = Talk()
    talk.hears(parsed(text, "inform"))
    assert {one.doses for one in talk.conversation.people if one.doses == 2} == ({2} if doses else set())


def test_forty_degrees_are_no_usual_fever() -> None:
    heard = parsed("у сына температура 40 сбила лежит пьёт плохо это нормально?", "ask_symptoms")
    assert Talk().hears(heard)[0].startswith("ask_consultation_form_danger")


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("старший сын болеет корью, дома грудничок 4 месяца", "у старшего сыпь вчера вечером вышла"),
        ("үлкен балам қызылшамен ауырып жатыр, үйде емшектегі бала бар 4 айлық", "кеше кешке бөртпесі шықты үлкенінде"),
    ],
)
def test_the_baby_is_counted_from_the_rash_of_the_elder(first: str, then: str) -> None:
    talk = Talk()
    talk.hears(parsed(first, "ask_exposure"))
    assert talk.hears(parsed(then, "report_symptoms"))[-1] == "exposure_baby_today"
    [advice] = [one for one in talk.outcome.plan.said if one.response == "utter_exposure_baby_today"]
    assert "29" in advice.values["until"][1]  # the 27th, less four days of catching, and six for immunoglobulin
