"""A house with a patient, and several who met one: each is asked and answered for himself, and once."""

from __future__ import annotations

from typing import Any

import pytest

from tests.dialogue.hearing import Talk, parsed, people

ASK = "ask_consultation_form_"
Turns = list[tuple[str, str]]


def leads(talk: Talk) -> list[tuple[str, str]]:
    """Whose each thing that was said last is, in Russian, and its response."""
    return [(one.lead[1] if one.lead else "", one.response.removeprefix("utter_")) for one in talk.outcome.plan.said]


@pytest.mark.parametrize(
    ("turns", "said"),
    [
        # names told in answer to the age
        ([("екі күн бұрын тойда науқаспен бірге болдық", "ask_exposure"), ("Айша 3-те, Ерлан 7-де", "inform")],
         [("Ваш ребёнок, 3 года: ", f"{ASK}doses")]),
        ([("екі күн бұрын тойда науқаспен бірге болдық", "ask_exposure"), ("Айша 3-те, Ерлан 7-де", "inform"),
          ("екеуі де бір рет алған", "inform")],
         [("Ваш ребёнок, 3 года: ", "exposure_one_dose"), ("Ваш ребёнок, 7 лет: ", "exposure_one_dose")]),
        # the younger, told behind the elder, has the same contact
        ([("позавчера были с больным корью. сыну 4 года, одна прививка", "ask_exposure"),
          ("а младшему год, не привит", "inform")],
         [("Младший ребёнок, 1 год: ", "exposure_vaccine_now")]),
        # doses of the rest
        ([("трое детей: 2, 5 и 9 лет, вчера были у больного корью", "ask_exposure"),
          ("младший не привит, остальные по разу", "inform")],
         [("Ваш ребёнок, 2 года: ", "exposure_vaccine_now"), ("Ваш ребёнок, 5 лет: ", "exposure_one_dose"),
          ("Ваш ребёнок, 9 лет: ", "exposure_one_dose")]),
        # the patient's rash is no sign of the child
        ([("муж заболел корью, врач сказал", "ask_exposure"), ("вчера сыпь появилась", "report_symptoms")],
         [("", f"{ASK}contact_age")]),
    ],
)  # fmt: skip
def test_each_for_himself_and_once(turns: Turns, said: list[tuple[str, str]]) -> None:
    talk = Talk()
    talk.all(*turns)
    assert leads(talk) == said


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("мне 29, прививок не помню", "exposure_vaccine_now"),
        ("өзім 35темін, екпе алмағанмын", "exposure_over_age"),
        ("ал әжесі 70те", "exposure_over_age"),
        ("а младшему 8 месяцев, что делать", "exposure_infant_today"),
        ("а я беременна 20 недель", "exposure_pregnant_today"),
    ],
)
def test_who_lives_with_the_ill_child_gets_what_helps_after_a_contact(told: str, said: str) -> None:
    talk = Talk()
    talk.hears(parsed("балам қызылшамен ауырып жатыр, дәрігер растады", "report_symptoms"))
    reply = talk.hears(parsed(told, "ask_adult"))
    assert reply[0] == said
    assert not any(name.startswith("triage") for name in reply)


@pytest.mark.parametrize("told", ["сама я не болела, прививок не помню", "өзім ауырмағанмын, екпе алғанымды білмеймін"])
def test_what_is_told_of_the_mother_answers_nothing_of_the_child(told: str) -> None:
    talk = Talk()
    talk.hears(parsed("балам қызылшамен ауырып жатыр, дәрігер растады", "report_symptoms"))
    talk.hears(parsed(told, "ask_adult"))
    assert people(talk.conversation, "danger")[0] == (None,)
    assert talk.conversation.question is not None
    assert talk.conversation.question.name == "danger"


@pytest.mark.parametrize("told", ["екпе алғанын білмеймін", "прививок не помню", "не знаю, были ли прививки"])
def test_unknown_doses_are_no_unknown_danger(told: str) -> None:
    talk = Talk()
    talk.all(("баламның қызуы бар, 3 жаста", "report_symptoms"), (told, "ask_vaccination_status"))
    (child,) = talk.conversation.people
    assert (child.danger, child.unanswered) == (None, frozenset({"doses"}))


@pytest.mark.parametrize(
    "text", ["внучка заболела корью, я с ней живу, мне 67", "немерем қызылшамен ауырып жатыр, өзім 68демін"]
)
def test_a_grandmother_who_lives_with_the_patient_is_asked_about_the_contact(text: str) -> None:
    talk = Talk()
    assert talk.hears(parsed(text, "nlu_fallback")) == [f"{ASK}when"]
    episode = talk.conversation.episode
    assert episode is not None
    assert [getattr(talk.conversation.person(one), "kind", None) for one in episode.people] == ["writer"]


@pytest.mark.parametrize(
    "text", ["ал сіңлісі 8 айлық, онда контакт болған жоқ", "а младшей 2 года, у неё контакта не было"]
)
def test_no_contact_of_one_leaves_that_of_the_other(text: str) -> None:
    talk = Talk()
    talk.hears(parsed("ұлым 9 жаста, бір рет алған, кеше науқаспен бірге болды", "ask_exposure"))
    talk.hears(parsed(text, "ask_exposure"))
    first, second = talk.conversation.people
    assert (first.contact, second.contact) == ("yes", "no")


def test_twins_are_told_apart_where_their_doses_differ() -> None:
    talk = Talk()
    talk.all(
        ("егіздерім 2 жаста, кеше науқаспен бірге болды", "ask_exposure"),
        ("Асан бір рет алған, Үсен алмаған", "inform"),
    )
    assert people(talk.conversation, "kind", "age_months", "doses", "contact") == [
        ("child", 24, 1, "yes"), ("child", 24, 0, "yes"),
    ]  # fmt: skip


def test_both_children_are_not_both_doses() -> None:
    talk = Talk()
    talk.all(("егіздерім 10 айлық, кеше науқаспен бірге болды", "ask_exposure"))
    said = talk.hears(parsed("екеуі де сау", "inform", ("contact", "both_doses"), 0.9))
    assert "ask_exposure/both_doses" not in said


@pytest.mark.parametrize("day", ["кеше басталды", "началось вчера", "екі күн болды"])
def test_a_day_told_in_an_illness_is_that_of_its_signs(day: str) -> None:
    talk = Talk()
    talk.hears(parsed("балам 3 жаста, қызуы бар, бөртпе шықты", "report_symptoms"))
    heard = parsed(day, "out_of_scope", ("illness", "better_now"), 0.6)
    assert "report_symptoms/better_now" not in talk.hears(heard)
    assert talk.conversation.people[0].fever_since in {"2026-11-26", "2026-11-27"}


def _with_question(text: str, intent: str, question: str, sure: float) -> dict[str, Any]:
    return {**parsed(text, intent), "questions": [{"name": question, "confidence": sure}]}


@pytest.mark.parametrize(
    ("message", "aside"),
    [
        (parsed("8 айлық, бал беруге бола ма", "ask_treatment"), "ask_treatment_honey"),
        (parsed("ему 9 месяцев, мёд можно?", "ask_treatment"), "ask_treatment_honey"),
        (_with_question("ему 10 месяцев, а гулять можно?", "ask_infant", "ask_infant/infant_out", 0.8),
         "ask_infant/infant_out"),
        (_with_question("9 айлық, жуындыруға бола ма", "ask_treatment", "ask_treatment/bathing_ill", 0.8),
         "ask_treatment/bathing_ill"),
    ],
)  # fmt: skip
def test_what_is_asked_beside_the_answer_is_answered_first(message: dict[str, Any], aside: str) -> None:
    talk = Talk()
    talk.hears(parsed("кеше балам науқаспен бірге болды", "ask_exposure"))
    assert talk.hears(message) == [aside, "exposure_infant_today"]


@pytest.mark.parametrize("text", ["8 айлық, не істейміз", "ему 9 месяцев, что делать?", "9 айлық"])
def test_what_the_consultation_says_itself_is_no_question_beside(text: str) -> None:
    talk = Talk()
    talk.hears(parsed("кеше балам науқаспен бірге болды", "ask_exposure"))
    assert talk.hears(parsed(text, "ask_first_steps")) == ["exposure_infant_today"]


@pytest.mark.parametrize("text", ["нет прививок", "у неё нет прививок от кори", "прививок нет", "екпе жоқ", "жоқ"])
def test_no_doses(text: str) -> None:
    talk = Talk()
    talk.hears(parsed("вчера сын 3 лет был с больным корью", "ask_exposure"))
    assert talk.hears(parsed(text, "deny")) == ["exposure_vaccine_now"]


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("балам 4 жаста екпе алмаған, сыныбында қызылша шықты", "exposure_begin_no_dose"),
        ("сыну 3 года, непривит, в группе корь", "exposure_begin_no_dose"),
        ("7 айлық қызым қызылша баламен бірге отырды", "exposure_begin_infant"),
        ("дочке 8 месяцев, контакт с корью был", "exposure_begin_infant"),
        ("сын привит, в классе корь", "exposure_begin_vaccinated"),
        ("балам 4 жаста, сыныбында қызылша шықты", "ask_consultation_form_when"),
        ("екі балам 4 пен 6 жаста екпе алмаған, сыныбында қызылша шықты", "ask_consultation_form_when"),
    ],
)
def test_the_first_advice_after_a_contact_is_of_this_child(text: str, opening: str) -> None:
    assert Talk().hears(parsed(text, "ask_exposure"))[0] == opening
