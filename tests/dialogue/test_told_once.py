"""Nothing that was told is asked again: all facts of a consultation, in all orders, as parents type them."""

from __future__ import annotations

from itertools import permutations

import pytest

from tests.dialogue.hearing import Talk, parsed

#: By the question that each answers: plain Russian, Kazakh without its letters, Kazakh in Latin.
OF_AN_ILLNESS = {
    "danger": ("нет ничего такого, бегает, пьёт", "жок ондай ештене, бари дурыс", "jok ondai belgiler, oinap jur"),
    "age": ("сейчас 5 ему", "казир 5те", "kazir 5te"),
    "fever": ("температуры нет", "кызуы жок", "kyzuy jok"),
    "rash": ("сыпи нету", "бортпе жок", "bortpe jok"),
    "contact": ("с больными не был", "ешкиммен болган жок наукаспен", "naukaspen bolgan joq"),
    "doses": ("одну прививку делали", "екпе бир рет алган", "ekpe bir ret algan"),
}
OF_A_CONTACT = {
    "when": ("вчера виделись", "кеше кездести", "keshe birge boldy"),
    "age": ("3 годика", "3 жаста", "3 jasta"),
    "doses": ("ни одной прививки", "екпе алмаган", "ekpe almagan"),
}
BEGINS_ILL = ("у сына кашель", "улым жотелип тур", "ulym jotelip tur")
BEGINS_CONTACT = (
    "дочка была с больным корью",
    "кызым кызылшамен ауырган баламен болды",
    "qyzym qyzylshamen auyrgan balamen boldy",
)


def asked(talk: Talk) -> str | None:
    """What the bot asks for."""
    return None if talk.conversation.question is None else talk.conversation.question.name


@pytest.mark.parametrize("language", range(3))
@pytest.mark.parametrize("order", list(permutations(OF_AN_ILLNESS, 3)), ids="-".join)
def test_what_was_told_of_an_illness_is_not_asked(order: tuple[str, ...], language: int) -> None:
    talk = Talk()
    talk.hears(parsed(BEGINS_ILL[language], "report_symptoms"))
    for place, name in enumerate(order):
        reply = talk.hears(parsed(OF_AN_ILLNESS[name][language], "deny" if name == "danger" else "inform"))
        assert asked(talk) not in order[: place + 1], f"{name!r} was told, and {reply} asks for it"
    assert "emergency" not in " ".join(reply)


@pytest.mark.parametrize("language", range(3))
@pytest.mark.parametrize("order", list(permutations(OF_A_CONTACT)), ids="-".join)
def test_what_was_told_of_a_contact_is_not_asked(order: tuple[str, ...], language: int) -> None:
    talk = Talk()
    talk.hears(parsed(BEGINS_CONTACT[language], "ask_exposure"))
    for place, name in enumerate(order):
        reply = talk.hears(parsed(OF_A_CONTACT[name][language], "inform"))
        assert asked(talk) not in order[: place + 1], f"{name!r} was told, and {reply} asks for it"
    assert reply[-1].startswith("exposure_")


@pytest.mark.parametrize("language", range(3))
@pytest.mark.parametrize("order", list(permutations(OF_A_CONTACT)), ids="-".join)
def test_all_of_it_in_one_message_too(order: tuple[str, ...], language: int) -> None:
    talk = Talk()
    told = ", ".join([BEGINS_CONTACT[language], *(OF_A_CONTACT[name][language] for name in order)])
    assert talk.hears(parsed(told, "ask_exposure"))[-1].startswith("exposure_"), told


@pytest.mark.parametrize(
    ("text", "age", "doses", "first"),
    [
        ("3 жаста екпесін алғанбыз, қазір 5те", 60, None, 36),
        ("1 jasta ekpe salgyzganbyz birinshisin kazir 4te", 48, 1, 12),
        ("бір жасында салдырғанбыз, қазір 7ге толды", 84, None, 12),
        ("в год делали, сейчас 5", 60, None, 12),
        ("в год делали в 6 делали сейчас 8 ему", 96, 2, 12),
        ("сейчас ему 8, прививки в год делали и в 6", 96, 2, 12),
        ("3 годика одну делали", 36, 1, None),
        ("полтора годика ей ни одной", 18, 0, None),
    ],
)
def test_an_age_at_the_dose_is_not_the_age_now(text: str, age: int, doses: int | None, first: int | None) -> None:
    talk = Talk()
    talk.hears(parsed(text, "inform"))
    [child] = talk.conversation.people
    assert (child.age_months, child.doses, child.first_dose_months) == (age, doses, first)


@pytest.mark.parametrize(
    "text",
    [
        "мои двое 3 и 5 лет, непривитые оба",
        "екі балам бар 3 және 5 жаста екпелері жоқ",
        "у меня двое 3 и 5, оба без прививок",
    ],
)
def test_two_children_and_their_doses(text: str) -> None:
    talk = Talk()
    talk.hears(parsed(text, "inform"))
    assert [(one.age_months, one.doses) for one in talk.conversation.people] == [(36, 0), (60, 0)]


@pytest.mark.parametrize("text", ["да нет все нормально ест пьет", "да неа", "да, все хорошо, играет"])
def test_yes_no_and_all_is_well_are_no_emergency(text: str) -> None:
    talk = Talk()
    talk.hears(parsed("у сына температура третий день", "report_symptoms"))
    talk.hears(parsed(text, "affirm"))
    assert talk.conversation.people[0].danger == "no"


@pytest.mark.parametrize("text", ["да не дышит почти", "да есть", "да, судороги"])
def test_a_yes_with_a_sign_stays_one(text: str) -> None:
    talk = Talk()
    talk.hears(parsed("у сына температура третий день", "report_symptoms"))
    assert talk.hears(parsed(text, "affirm"))[0] == "report_emergency"


def test_drinking_is_no_diarrhoea() -> None:
    talk = Talk()
    talk.hears(parsed("kyzuy 38, su iship otyr", "report_symptoms"))
    assert "diarrhoea" not in talk.conversation.people[0].signs


def test_behind_the_advice_the_list_is_answered_after_all() -> None:
    talk = Talk()
    talk.all(
        ("сын 5 лет, кашель", "report_symptoms"), ("непонятно что", "nlu_fallback"), ("мама на работе", "nlu_fallback")
    )
    assert talk.conversation.question is None
    reply = talk.hears(parsed("нет, ничего из списка, бегает", "deny"))
    assert talk.conversation.people[0].danger == "no"
    assert reply[-1] == "ask_consultation_form_fever"


@pytest.mark.parametrize(
    "text",
    [
        "вчера были рядом с больным корью ребенок 4 года. сколько прививок не помню",
        "кеше қызылша баламен болды, қызым 4 жаста, екпе алғаны есімде жоқ",
    ],
)
def test_doses_that_nobody_knows_are_not_asked_for(text: str) -> None:
    assert Talk().hears(parsed(text, "ask_exposure")) == ["exposure_vaccine_now"]


def test_a_fine_that_is_asked_with_a_contact_is_answered() -> None:
    part = {"words": ["аииппул", "болма", "ма"], "name": "ask_necessity", "confidence": 0.9,
            "questions": [{"name": "ask_necessity/fine", "confidence": 0.99}]}  # fmt: skip
    text = "балабақшада корь шықты, балам 3те екпесіз, кеше барған. айыппұл болма ма"
    said = Talk().hears({**parsed(text, "ask_exposure"), "asked": [part]})
    assert said[0] == "ask_necessity/fine"


def test_who_has_called_the_doctor_is_told_what_to_do_till_then() -> None:
    talk = Talk()
    talk.all(("балам ауырып тұр қызуы 39 бөртпе бар 4те", "report_symptoms"), ("жоқ ондай белгі", "deny"))
    text = "дәрігер шақырдық келеді түстен кейін, соған дейін не берейін"
    said = talk.hears(parsed(text, "ask_first_steps", ("illness", "wait_for_doctor")))
    assert said == ["ask_first_steps/wait_for_doctor"]


@pytest.mark.parametrize(
    "text", ["қызылша ма бұл, бөртпе бетінен басталды, қызуы 39, 5 жаста", "сыпь и 38,5 третий день. корь это или нет"]
)
def test_whether_it_is_measles_is_answered_before_the_danger_question(text: str) -> None:
    said = Talk().hears(parsed(text, "report_symptoms"))
    assert said == ["ask_difference/is_it_measles", "ask_consultation_form_danger_today"]


def test_who_had_measles_weeks_ago_is_no_patient_of_now() -> None:
    said = Talk().hears(parsed("ребёнок переболел корью, 2 недели прошло, слабый ещё. бассейн можно?", "ask_isolation"))
    assert "ask_isolation/out_ill" not in said
