"""A question that is passed over waits behind the others; advice that is sure already is not kept waiting."""

from __future__ import annotations

import pytest

from rasa_project.understanding.measles_told import tells_of_case
from tests.dialogue.hearing import Talk, parsed
from tests.understanding.words import words

ASK = "ask_consultation_form_"


@pytest.mark.parametrize(
    ("told", "then"),
    [
        ("сыпи нет", f"{ASK}contact"),
        ("ей 2 года", f"{ASK}rash"),
        ("2 жаста", f"{ASK}rash"),
        ("что-то непонятное", f"{ASK}danger_again"),  # nothing was told: it is put again
    ],
)
def test_what_is_told_instead_leads_on(told: str, then: str) -> None:
    talk = Talk()
    talk.all(
        ("у дочки 3 года температура 38", "report_symptoms") if "2" not in told else ("температура", "report_symptoms")
    )
    assert talk.hears(parsed(told, "inform"))[-1] == then


def test_the_103_goes_before_advice_that_does_not_wait_for_the_danger_question() -> None:
    talk = Talk()
    talk.all(("у сына 5 лет температура и сыпь", "report_symptoms"))
    assert talk.hears(parsed("прививок не делали", "inform")) == ["question_left_danger", "triage_doctor_today"]
    assert talk.conversation.question is None


def test_where_the_age_is_open_the_103_is_of_a_new_born_s_fever_too() -> None:
    talk = Talk()
    talk.all(("температура и сыпь", "report_symptoms"))
    assert talk.hears(parsed("глаза красные, кашель", "inform")) == ["question_left_danger_baby", "triage_doctor_today"]


def test_a_sign_told_later_is_still_an_emergency() -> None:
    talk = Talk()
    talk.all(("у сына 5 лет температура", "report_symptoms"), ("сыпи нет", "inform"))
    assert talk.hears(parsed("губы посинели", "report_symptoms"))[0] == "report_emergency"


def test_no_to_the_question_behind_is_no_no_to_danger() -> None:
    talk = Talk()
    talk.all(("у сына 5 лет температура", "report_symptoms"), ("сыпи нет", "inform"))
    talk.hears(parsed("нет", "deny"))
    assert (talk.conversation.people[0].contact, talk.conversation.people[0].danger) == ("no", None)


def test_a_new_born_s_fever_is_an_emergency_behind_a_passed_question() -> None:
    talk = Talk()
    talk.all(("у малыша температура", "report_symptoms"))
    assert talk.hears(parsed("ему 2 месяца", "inform"))[-1] == "triage_emergency"


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("в садике кто-то корью болел", True),
        ("у соседей корь", True),
        ("көршінің баласында қызылша болыпты", True),
        ("группада қызылша шықты деп жатыр", True),
        ("мектебінде екі бала қызылшамен ауырды", True),
        ("корью никто не болел", False),
        ("кори ни у кого нет", False),
        ("қызылша ешкімде жоқ", False),
        ("от кори прививку делали", False),
        ("қызылшаға екпе алған", False),
        ("думаю это корь", False),
        ("бұл қызылшаға ұқсайды", False),
        ("болели ветрянкой", False),
    ],
)
def test_a_case_near_by_answers_the_question_of_a_contact(text: str, tells: bool) -> None:
    assert tells_of_case(words(text)) is tells
    talk = Talk()
    talk.all(("у сына 5 лет температура", "report_symptoms"), ("сыпи нет", "inform"))
    talk.hears(parsed(text, "inform"))
    assert (talk.conversation.people[0].contact == "yes") is tells


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "дочке 8 месяцев, у старшего 5 лет сыпь и температура, что с маленькой делать",
            ["ill_beside", "report_emergency/if_measles", "exposure_infant_today"],
        ),
        (
            "үлкені 6 жаста қызуы 39 бөртпе шықты, кішісі 9 айлық, не істейміз",
            ["ill_beside", "report_emergency/if_measles", "exposure_infant_today"],
        ),
        ("у сына 4 года температура третий день и сопли уже не знаю что думать", [f"{ASK}danger"]),
        ("ұлымның денесі бөртіп кетті қызуы да бар кеше ғана жақсы еді", [f"{ASK}danger_today"]),
        ("прошлой зимой у сына была температура", ["report_symptoms/over_long_ago"]),
    ],
)
def test_signs_in_a_story_are_heard_where_no_question_was_understood(text: str, said: list[str]) -> None:
    assert Talk().hears(parsed(text, "nlu_fallback")) == said


@pytest.mark.parametrize(
    ("text", "intent", "said"),
    [
        ("дома лечимся, сыпь уже пятый день, температура снова 39", "ask_treatment", f"{ASK}danger_today"),
        ("бөртпесі түсіп бітті бірақ қызуы 39 қайта көтерілді", "ask_complications", f"{ASK}danger_today"),
        ("температура 39 и сыпь, чем сбить?", "ask_treatment", "ask_treatment"),
        ("сыпь прошла неделю назад", "ask_complications", "ask_complications"),
        ("температура 37.2 и сопли", "ask_treatment", "ask_treatment"),
    ],
)
def test_a_grave_report_that_asks_nothing_is_no_question(text: str, intent: str, said: str) -> None:
    assert Talk().hears(parsed(text, intent))[-1] == said


@pytest.mark.parametrize(
    ("doses", "answer"), [("екпесі бар бір рет", "out_vaccinated"), ("екпе алмаған", "out_contact")]
)
def test_of_a_vaccinated_child_nursery_is_answered_as_of_one(doses: str, answer: str) -> None:
    talk = Talk()
    talk.all(("балам 3 жаста, кеше қызылшамен ауырған баламен болды", "ask_exposure"), (doses, "inform"))
    heard = parsed("бақшаға апарайын ба", "ask_isolation", ("contact", "attend"))
    assert talk.hears(heard)[-1] == f"ask_exposure/{answer}"


@pytest.mark.parametrize(
    ("text", "intent", "said"),
    [
        ("7 айлық ұлымның қызуы 38, мұрны ағып, көзі қызарып тұр, корь ма екен", "ask_symptoms", f"{ASK}danger_today"),
        ("қызым 3 жаста, бақшада қызылша шықты, 6 күн бұрын сол баламен ойнады", "ask_exposure", f"{ASK}doses"),
        ("қызылшада қызу, жөтел бола ма", "ask_symptoms", "ask_symptoms"),
    ],
)
def test_what_is_told_goes_before_what_its_words_look_like(text: str, intent: str, said: str) -> None:
    assert Talk().hears(parsed(text, intent))[-1] == said
