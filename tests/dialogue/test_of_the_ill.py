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


NO_DOSE = "ask_recurrence/vaccine_again"
DOSES = ("exposure_vaccine_now", "exposure_one_dose", "exposure_begin", "schedule_", "ask_contraindications")


@pytest.mark.parametrize(
    ("before", "text", "intent"),
    [
        (None, "балам қызылша, енді екпе салуға бола ма", "ask_contraindications"),
        (None, "у сына корь, можно прививку сделать?", "ask_contraindications"),
        (("немерем корь болып жатыр", "ask_exposure"), "екпе салдырса бола ма оған", "ask_contraindications"),
        (("у дочки корь, ей 5, врач подтвердил", "ask_exposure"), "надо ли ей прививку сделать сейчас", "ask_adult"),
        (("у дочки корь, ей 5, врач подтвердил", "ask_exposure"), "может укол поставить пока не поздно?", "inform"),
        (("қызым қызылша жұқтырды, 4 жаста", "ask_exposure"), "енді екпе керек пе", "ask_missed_dose"),
        (("қызым қызылша жұқтырды, 4 жаста", "ask_exposure"), "ККП салғызсақ бола ма", "ask_schedule"),
        (("у младшего сыпь и 38", "report_symptoms"), "ему прививку?", "nlu_fallback"),
    ],
)
def test_no_dose_for_who_has_it_now(before: tuple[str, str] | None, text: str, intent: str) -> None:
    talk = Talk()
    if before is not None:
        talk.all(before)
    said = talk.hears(parsed(text, intent))
    assert said[0] == NO_DOSE
    assert not [one for one in said if one.startswith(DOSES)]


def test_a_dose_that_is_told_is_no_question_on_it() -> None:
    talk = Talk()
    talk.all(("у сына сыпь и 38", "report_symptoms"))
    assert talk.hears(parsed("прививок нет, что делать?", "ask_first_steps"))[0] != NO_DOSE


@pytest.mark.parametrize(
    ("text", "intent"), [("не істейміз енді", "ask_first_steps"), ("и что нам делать", "ask_first_steps")]
)
def test_an_ill_brother_beside_a_contact_is_not_sent_for_a_dose(text: str, intent: str) -> None:
    talk = Talk()
    talk.all(
        ("балабақшада қызылша шықты, ұлым 3 жаста, екпе алмаған, кеше бірге болды", "ask_exposure"),
        ("ағасында да бөртпе шықты, қызуы 38", "report_symptoms"),
    )
    talk.hears(parsed(text, intent, ("contact", "act_now")))
    leads = [(one.response, one.lead[0] if one.lead else "") for one in talk.outcome.plan.said]
    assert leads == [
        ("utter_triage_doctor_today", "Үлкен ұлыңыз: "), ("utter_exposure_vaccine_now", "3 жастағы ұлыңыз: ")
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "не про прививку спрашиваю, она уже болеет корью",
        "екпе керек емес ол қазір қызылшамен ауырып жатыр",
        "она заразилась корью уже, врач сказал",
    ],
)
def test_who_met_a_patient_and_has_it_is_the_patient(text: str) -> None:
    talk = Talk()
    talk.all(("в садике корь, дочка контактная, 2 года без прививок", "ask_exposure"))
    assert talk.hears(parsed(text, "ask_necessity")) == ["ask_consultation_form_danger"]
    assert talk.conversation.episode is not None
    assert talk.conversation.episode.kind == "illness"


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("ұлым 6 жаста, қызылша деді дәрігер", "ask_treatment"),
        ("у сына корь, врач сказал, 6 лет", "ask_schedule"),
        ("қызым қызылша жұқтырды, 4 жаста", "inform"),
    ],
)
def test_measles_that_is_told_begins_with_the_danger_question(text: str, intent: str) -> None:
    assert Talk().hears(parsed(text, intent)) == ["ask_consultation_form_danger"]


@pytest.mark.parametrize(
    ("patient", "text"),
    [
        ("қызым қызылша болып ауырып жатыр", "келініміз жүкті, бір үйде тұрамыз, оған не істеу керек"),
        ("сын болеет корью, 4 года", "а мне что делать, я на 7 месяце"),
        ("у мужа корь", "я беременна, спим в одной комнате, что делать"),
    ],
)
def test_who_is_pregnant_beside_the_patient_has_one_advice(patient: str, text: str) -> None:
    talk = Talk()
    talk.all((patient, "ask_exposure"))
    said = talk.hears(parsed(text, "ask_pregnancy", ("illness", "pregnant_home")))
    assert said[0] == "exposure_pregnant_today"
    assert not [one for one in said if one.startswith("ask_pregnancy")]


@pytest.mark.parametrize(
    "text",
    [
        "балам садиктен келді қызуы бар, сөйтсе тобында корь шығыпты деп жатыр", "у сына 38 и кашель, а в группе корь",
        "қызымның қызуы 38, сыныбында қызылша бар", "дочка кашляет и сопли, в классе корь, 3 года",
    ],
)  # fmt: skip
def test_who_is_ill_after_a_contact_is_a_patient_and_is_sent_for_no_dose(text: str) -> None:
    talk = Talk()
    said = talk.hears(parsed(text, "ask_exposure"))
    assert said[0].startswith("ask_consultation_form_danger")
    assert talk.conversation.episode is not None
    assert talk.conversation.episode.kind == "illness"


def test_beside_an_ill_one_the_well_one_is_advised_after_a_contact() -> None:
    talk = Talk()
    talk.hears(parsed("в группе корь, у младшего температура, старший здоров", "ask_exposure"))
    assert talk.conversation.episode is not None
    assert talk.conversation.episode.kind == "contact"


def test_a_rash_after_the_dose_keeps_the_calendar() -> None:
    talk = Talk()
    told = "10 күн бұрын бірінші екпесін салдырғанбыз, қазір 13 айлық, кеше бөртпе шықты, қызуы 37.8"
    talk.hears(parsed(told, "ask_side_effects"))
    said = talk.hears(parsed("келесісін қашан аламыз", "ask_schedule", ("after_dose", "next_dose"), 0.99))
    assert "ask_recurrence/vaccine_again" not in said


@pytest.mark.parametrize("text", ["екпесін салдырмап едім, балам қызылшамен ауырып жатыр, кінәлімін бе"])
def test_a_dose_that_was_not_given_is_none_to_go_for(text: str) -> None:
    assert "ask_recurrence/vaccine_again" not in Talk().hears(parsed(text, "ask_necessity"))
