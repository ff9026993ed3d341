"""A consultation over several turns: its questions, what is told of several people, side questions, its end."""

from __future__ import annotations

from typing import Any

import pytest

from rasa_project.dialogue.conversation import Conversation, Person
from tests.dialogue.hearing import NOW, Talk, parsed, people, said, tapped

ASK = "ask_consultation_form_"
ILL = ("балам 3 жаста, қызуы бар", "report_symptoms")
MET = ("балам кеше қызылшамен ауырған баламен бірге болды", "ask_exposure")
Message = tuple[str, str] | dict[str, Any]


def button(**values: Any) -> dict[str, Any]:
    return tapped("inform", **values)


@pytest.mark.parametrize(
    ("turns", "responses"),
    [
        # an illness, by buttons
        (
            [ILL, button(danger="no"), button(rash="no"), button(contact="no"), button(risk="none"),
             button(fever_days=1), button(doses=2)],
            ["danger", "rash", "contact", "immunity", "fever_days", "triage_call_clinic"],
        ),
        # the same in words
        (
            [ILL, ("жоқ, ондай жоқ", "deny"), ("бөртпе жоқ", "inform"), ("болған жоқ", "deny")],
            ["danger", "rash", "contact", "immunity"],
        ),
        ([ILL, ("иә, бар", "affirm")], ["danger", "report_emergency"]),
        ([ILL, button(danger="yes")], ["danger", "report_emergency"]),
        ([ILL, ("ерні көгерді", "report_symptoms")], ["danger", "report_emergency"]),
        # both signs decide by themselves
        ([("балам 3 жаста, қызуы бар, бөртпе шықты", "report_symptoms"), ("жоқ", "deny")],
         ["danger_today", "triage_doctor_today"]),
        # a fever under three months is an emergency as soon as the age is known
        ([("бөпемнің қызуы бар", "report_symptoms"), ("2 айлық", "inform")], ["danger_today", "triage_emergency"]),
        ([("2 айлық бөпемнің қызуы 38,5", "report_symptoms")], ["triage_emergency"]),
        # a contact
        ([MET, ("3 жаста", "inform"), ("жоқ", "deny")], ["contact_age", "doses", "exposure_vaccine_now"]),
        ([MET, ("14 жаста", "inform"), ("жоқ", "deny")], ["contact_age", "risk", "doses"]),
        ([("балам 3 жаста, екпе алмаған, кеше қызылшамен ауырған баламен бірге болды", "ask_exposure"),
          ("жоқ", "deny")], ["exposure_vaccine_now"]),
        ([("балам қызылшамен ауырған баламен бірге болды", "ask_exposure"), button(exposure_days=1)],
         ["when", "contact_age"]),
        ([("балам қызылшамен ауырған баламен бірге болды", "ask_exposure"), ("кеше", "inform")],
         ["when", "contact_age"]),
        ([("жүктімін, кеше қызылшамен ауырған адаммен бірге болдым", "ask_exposure")], ["exposure_pregnant_today"]),
        # of the writer herself it is asked in the second person
        ([("менің қызуым көтерілді", "report_symptoms"), ("жоқ", "deny")], ["own_danger", "own_rash"]),
        # what was told before is not asked again
        ([("балам 3 жаста, екі рет екпе алған", "ask_schedule"), MET], ["exposure_protected"]),
    ],
)  # fmt: skip
def test_the_last_thing_of_each_reply(turns: list[Message], responses: list[str]) -> None:
    talk = Talk()
    replies = [reply[-1].removeprefix(ASK) for reply in talk.all(*turns)]
    assert [one for one in replies if not one.startswith("schedule")][: len(responses)] == responses


def test_who_meant_no_answer_is_asked_otherwise_and_then_left_in_peace() -> None:
    talk = Talk()
    talk.hears(parsed("қызуы бар", "report_symptoms"))
    assert talk.hears(parsed("мәссаған", "nlu_fallback")) == [f"{ASK}danger_again"]
    # what stays unknown counts as the worse case
    assert talk.hears(parsed("мәссаған", "nlu_fallback")) == ["question_left_danger_baby", "triage_doctor_today"]
    assert people(talk.conversation, "unanswered") == [(frozenset({"danger"}),)]


@pytest.mark.parametrize("answer", ["білмеймін", "не знаю"])
def test_who_knows_nothing_is_asked_six_questions_at_most(answer: str) -> None:
    talk = Talk()
    replies = talk.all(("жөтеліп тұр", "report_symptoms"), *[(answer, "nlu_fallback")] * 8)
    asked = [name for reply in replies for name in reply if name.startswith(ASK)]
    assert len(asked) == len(set(asked))
    assert len(asked) <= 6
    assert any(name.startswith("triage_") for reply in replies for name in reply)


@pytest.mark.parametrize(
    ("message", "responses"),
    [
        (parsed("сұрақ қоймаңызшы, жетер", "deny"), ["consultation_stopped"]),
        (parsed("хватит вопросов", "deny"), ["consultation_stopped"]),
        (parsed("сау болыңыз", "goodbye"), ["goodbye"]),
    ],
)
def test_it_stops_when_the_parent_wants_no_more(message: dict[str, Any], responses: list[str]) -> None:
    talk = Talk()
    talk.all(ILL)
    assert talk.hears(message) == responses
    assert talk.conversation.question is None
    assert talk.hears(parsed("қызылша деген не", "ask_disease")) == ["ask_disease"]


@pytest.mark.parametrize(
    ("message", "aside"),
    [
        (parsed("екпе халал ма", "ask_myth"), "ask_myth/halal"),
        (parsed("қызылша қалай жұғады", "ask_transmission"), "ask_transmission"),
        (parsed("қайда барамыз", "find_clinic"), "find_clinic"),
        (parsed("сенімен кім сөйлесіп тұр, ботсың ба", "bot_challenge"), "bot_challenge"),
        (tapped("ask_symptoms"), "ask_symptoms"),
    ],
)
def test_a_side_question_is_answered_and_the_consultation_goes_on(message: dict[str, Any], aside: str) -> None:
    talk = Talk()
    talk.all(ILL, ("жоқ", "deny"))
    assert talk.hears(message) == [aside, f"{ASK}rash"]
    first, question = talk.outcome.plan.said
    assert first.is_aside
    assert not question.is_aside
    assert talk.conversation.question is not None
    assert talk.conversation.question.tries == 1


def test_a_question_is_not_put_for_ever_beside_others() -> None:
    talk = Talk()
    talk.all(ILL, ("жоқ", "deny"))
    put = [
        f"{ASK}rash" in talk.hears(parsed(f"қызылша {way} жұғады", "ask_transmission")) for way in ("қалай", "неден")
    ]
    assert put == [True, False]
    assert talk.conversation.question is not None
    talk.hears(parsed("жоқ", "deny"))
    assert talk.conversation.focus is not None
    assert talk.conversation.focus.rash == "no"


def test_an_answer_that_can_not_be_told_is_not_asked_for_again() -> None:
    talk = Talk()
    talk.all(ILL, ("жоқ", "deny"))
    talk.hears(parsed("айтқым келмейді", "deny", ("talk", "not_telling")))
    question = talk.conversation.question
    assert question is None or question.name != "rash"


def test_the_contact_of_one_message_is_that_of_all_whom_it_names() -> None:
    talk = Talk()
    text = "ұлым 3 жаста, қызым 8 айлық, кеше қызылшамен ауырған баламен бірге болды, екеуі де екпе алмаған"
    replies = talk.all((text, "ask_exposure"))
    assert people(talk.conversation, "contact", "contact_on") == [("yes", "2026-11-27")] * 2
    assert replies == [["exposure_vaccine_now", "exposure_infant_today"]]


def test_when_it_was_is_asked_once_for_all() -> None:
    talk = Talk()
    talk.all(
        ("ұлым 3 жаста, қызым 8 айлық, қызылшамен ауырған баламен бірге болды", "ask_exposure"), button(exposure_days=1)
    )
    assert people(talk.conversation, "contact_on") == [("2026-11-27",)] * 2


def test_the_one_who_is_ill_with_measles_is_not_asked_after() -> None:
    talk = Talk()
    talk.all(("күйеуім қызылшамен ауырып жатыр, балам 8 айлық", "ask_exposure"))
    episode = talk.conversation.episode
    assert episode is not None
    kinds = [one.kind for one in map(talk.conversation.person, episode.people) if one is not None]
    assert kinds == ["child"]


def test_a_correction_behind_the_advice_works_it_out_anew() -> None:
    talk = Talk()
    talk.all(MET, ("3 жаста, екпе алмаған", "inform"))
    assert said(talk.outcome) == ["exposure_vaccine_now"]
    assert talk.hears(parsed("жоқ, бес күн бұрын болды", "inform")) == ["exposure_late"]
    assert talk.hears(parsed("қателестім, екі рет екпе алған", "inform")) == ["exposure_protected"]


def test_the_signs_of_an_hour_ago_are_asked_anew() -> None:
    known = Person(1, age_months=36, fever="yes", rash="no", danger="no", told_at={"fever": NOW, "rash": NOW})
    talk = Talk(Conversation((known,), 1, at=NOW))
    talk.hears(parsed("балам жөтеліп тұр", "report_symptoms"), after=3600)
    assert people(talk.conversation, "danger", "fever", "rash") == [(None, None, None)]


def test_a_new_consultation_of_another_leaves_the_first() -> None:
    talk = Talk()
    talk.all(ILL, ("жүктімін, кеше қызылшамен ауырған адаммен бірге болдым", "ask_exposure"))
    assert said(talk.outcome) == ["exposure_pregnant_today"]
    assert people(talk.conversation, "kind", "risk") == [("child", None), ("writer", "pregnant")]


def test_a_question_of_yesterday_stands_no_more() -> None:
    talk = Talk()
    talk.all(ILL)
    assert talk.hears(parsed("иә", "affirm"), after=13 * 3600) == ["affirm"]
    assert (talk.conversation.question, talk.conversation.episode) == (None, None)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("позавчера были у родни, сегодня звонят: у их сына корь. моему 8 месяцев", "2026-11-26"),
        ("ребёнку 4 месяца, были у неё позавчера, часа два сидели, там корь", "2026-11-26"),
        ("кеше қонақта болдық, бүгін балалары қызылша деп айтты, балам 8 айлық", "2026-11-27"),
        ("сегодня были у родни, там корь, моему 8 месяцев", "2026-11-28"),
    ],
)
def test_the_day_they_met_is_not_the_day_it_was_heard_of(text: str, day: str) -> None:
    talk = Talk()
    talk.hears(parsed(text, "ask_exposure"))
    assert [one.contact_on for one in talk.conversation.people if one.kind == "child"] == [day]


def test_a_pregnant_guest_has_no_child_invented() -> None:
    talk = Talk()
    text = "я беременная 14 недель, вчера была в гостях, а там ребёнок оказался с корью"
    assert talk.hears(parsed(text, "ask_exposure")) == ["exposure_pregnant_today"]
    assert people(talk.conversation, "kind") == [("writer",)]


def test_ones_own_ill_child_begins_no_contact() -> None:
    talk = Talk()
    talk.hears(parsed("қызым 3 жаста, қызылшамен ауырып жатыр, үйде", "ask_exposure"))
    assert talk.conversation.episode is not None
    assert talk.conversation.episode.kind == "illness"


@pytest.mark.parametrize("text", ["үлгереміз бе", "когда крайний срок", "кеш емес пе"])
def test_the_last_day_is_asked(text: str) -> None:
    talk = Talk()
    talk.hears(parsed("балам 3 жаста, екпе алмаған, кеше қызылшамен ауырған баламен бірге болды", "ask_exposure"))
    assert talk.hears(parsed(text, "nlu_fallback", ("contact", "watch_until")))[-1] == "exposure_vaccine_now"


def test_nothing_bad_answers_the_question_of_danger() -> None:
    talk = Talk()
    talk.all(ILL)
    talk.hears(parsed("нет у него ничего страшного, просто простуда", "deny"))
    assert people(talk.conversation, "danger") == [("no",)]


def test_after_a_dose_a_cough_with_fever_is_an_illness() -> None:
    talk = Talk()
    talk.hears(parsed("екпе кеше салдық, балам 2 жаста, қызуы 39, жөтеліп тұр", "ask_side_effects"))
    assert talk.conversation.episode is not None
    assert talk.conversation.episode.kind == "illness"


def test_without_a_contact_nobody_is_sent_for_a_dose_in_a_hurry() -> None:
    talk = Talk()
    talk.all(("жүктімін 8 апта, білмей екпе алып қойыппын", "ask_pregnancy"))
    answer = talk.hears(parsed("а ребёнок внутри не пострадает?", "nlu_fallback", ("motherhood", "harm_baby")))
    assert not [name for name in answer if name.startswith("exposure")]


def test_the_deadline_that_is_quoted_is_no_day_of_the_contact() -> None:
    talk = Talk()
    talk.hears(parsed("балам 3 жаста, екпесі жоқ, бүгін науқаспен бірге болды", "ask_exposure"))
    before = talk.conversation.people[0].contact_on
    talk.hears(parsed("ертең барсам 72 сағатқа сыя ма", "ask_exposure"))
    assert talk.conversation.people[0].contact_on == before


@pytest.mark.parametrize("intent", ["inform", "nlu_fallback", "ask_contraindications"])
@pytest.mark.parametrize(
    "text", ["немерем 1 жас 2 айлык жотелип кызуы шыкты", "у сына 5 лет насморк и кашель, температуры нет"]
)
def test_signs_that_are_merely_told_begin_a_consultation_whatever_their_words_look_like(text: str, intent: str) -> None:
    assert Talk().hears(parsed(text, intent))[0] == "ask_consultation_form_danger"


@pytest.mark.parametrize(
    "text", ["балам жөтеліп жүр, екпе салдырсақ бола ма", "кашель у дочки, прививку можно ли делать"]
)
def test_signs_beside_a_question_on_the_vaccine_do_not(text: str) -> None:
    assert "ask_consultation_form_danger" not in Talk().hears(parsed(text, "ask_contraindications"))
