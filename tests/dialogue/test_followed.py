"""Follow-ups in the light of what goes on: by context, by the topic answered before, or none at all."""

from __future__ import annotations

from typing import Any

import pytest

from rasa_project.dialogue.answers import COMPUTED
from rasa_project.understanding.followups import followups
from tests.dialogue.hearing import Talk, parsed, said

PLAN = ("балам 8 айлық, екпе қашан", "ask_schedule")
MET = ("балам 3 жаста, екпе алмаған, кеше қызылшамен ауырған баламен бірге болды", "ask_exposure")
ILL = ("балам 3 жаста, қызуы бар, бөртпе шықты", "report_symptoms")
#: The messages by which each context is reached.
OPENED: dict[str, list[tuple[str, str]]] = {
    "after_dose": [("екпеден кейін қызу бола ма", "ask_side_effects")],
    "contact": [MET, ("жоқ", "deny")],
    "group_care": [("мен тәрбиешімін, сәлем", "greet")],
    "illness": [ILL, ("жоқ", "deny")],
    "motherhood": [("жүктімін, екпе бола ма", "ask_pregnancy")],
    "plan": [PLAN],
}
FOLLOWED = [(context, name) for context in OPENED for name in sorted(followups()[context])]


def talk_in(context: str) -> Talk:
    talk = Talk()
    talk.all(*OPENED[context])
    return talk


@pytest.mark.parametrize(("context", "name"), FOLLOWED, ids=["/".join(one) for one in FOLLOWED])
def test_every_follow_up_of_a_context_has_its_answer(context: str, name: str) -> None:
    talk = talk_in(context)
    text = "қызуы түсті, сонда қалай" if name == "better_now" else "сонда қалай"
    said_now = talk.hears(parsed(text, "nlu_fallback", (context, name)))
    answer = followups()[context][name].answer
    if answer in {*COMPUTED, "where", "topic", None}:
        assert said_now != ["not_understood"]
    else:
        assert [one.removesuffix("_undated") for one in said_now] == [answer]
    assert talk.conversation.last.context == context


ASPECTS = [
    (name, topic, answer) for name, one in followups()["topics"].items() for topic, answer in one.answers.items()
]


@pytest.mark.parametrize(("name", "topic", "answer"), ASPECTS, ids=["/".join(one[:2]) for one in ASPECTS])
def test_an_aspect_is_answered_by_the_topic_before(name: str, topic: str, answer: str) -> None:
    talk = Talk()
    talk.hears(parsed("сұрақ", "ask_myth" if topic == "default" else topic))
    if talk.conversation.episode is not None or talk.conversation.last.topic is None:
        return  # a consultation, or a talk about the talk
    before = talk.conversation.last.topic
    replies = talk.hears(parsed("сонда қалай", "nlu_fallback", ("topics", name)))
    expected = followups()["topics"][name].answers.get(before, answer)
    if expected in {*COMPUTED, "where", "topic"}:
        assert replies != ["not_understood"]
    else:
        assert [one.removesuffix("_undated") for one in replies] == [expected]


@pytest.mark.parametrize(
    ("text", "intent", "sure", "is_followed"),
    [
        ("неше күн", "nlu_fallback", 0.5, True),
        ("неше күн", "nlu_fallback", 0.35, True),  # a short message means little by itself
        ("неше күн", "nlu_fallback", 0.1, False),
        ("ал енді айтыңызшы сонда біз бәріміз неше күн үйде отырамыз", "nlu_fallback", 0.2, False),
        ("ал енді айтыңызшы сонда біз бәріміз неше күн үйде отырамыз", "nlu_fallback", 0.5, True),
    ],
)
def test_how_sure_a_follow_up_has_to_be(text: str, intent: str, sure: float, is_followed: bool) -> None:
    name = next(one for one in followups()["contact"].values() if one.answer and "/" in one.answer)
    talk = talk_in("contact")
    replies = talk.hears(parsed(text, intent, ("contact", name.name), sure))
    assert (replies != ["not_understood"]) is is_followed


def clear(text: str, intent: str, followup: tuple[str, str], sure: float) -> dict[str, Any]:
    """A message whose intent is quite clear."""
    message = parsed(text, intent, followup, sure)
    message["intent_ranking"] = [{"name": intent, "confidence": 0.95}]
    return message


def test_a_clear_question_of_another_kind_is_no_follow_up() -> None:
    text = "енді маған мынаны айтыңызшы, қызылша деген ауру қалай жұғады өзі"
    name = next(one.name for one in followups()["plan"].values() if "ask_transmission" not in one.intents)
    assert talk_in("plan").hears(clear(text, "ask_transmission", ("plan", name), 0.5)) == ["ask_transmission"]
    assert talk_in("plan").hears(clear(text, "ask_transmission", ("plan", name), 0.9)) != ["ask_transmission"]


def test_a_particular_question_stands_by_itself_and_opens_its_context() -> None:
    talk = Talk()
    message = parsed("екпені ертерек салуға бола ма", "ask_schedule")
    message["followups"] = [{"context": "plan", "name": "earlier", "confidence": 0.9, "is_near": False}]
    name = "earlier" if "earlier" in followups()["plan"] else sorted(followups()["plan"])[0]
    message["followups"][0]["name"] = name
    assert talk.hears(message) == [followups()["plan"][name].answer]
    assert talk.conversation.last.context == "plan"


@pytest.mark.parametrize(
    ("intent", "sure", "is_particular"),
    [("ask_first_steps", 0.7, False), ("ask_first_steps", 0.95, True), ("report_symptoms", 0.95, False)],
)
def test_what_to_do_with_who_is_ill_is_hardly_one_thing_of_the_illness(
    intent: str, sure: float, is_particular: bool
) -> None:
    heard = parsed("балам қызып тұр 39 не істеймін", intent, ("illness", "fever_stays"), sure)
    heard["followups"][0]["is_near"] = False
    assert (Talk().hears(heard) == ["ask_symptoms/fever_stays"]) is is_particular


def test_a_follow_up_that_does_not_exist_is_no_guess() -> None:
    message = parsed("неше күн", "ask_isolation", ("contact", "no_such_thing"))
    assert talk_in("plan").hears(message) == ["ask_isolation"]


@pytest.mark.parametrize(
    ("context", "text", "responses"),
    [
        ("plan", "ал ұлым 7 жаста, бір рет алған", ["schedule_second_due"]),
        ("plan", "жоқ, 3 айлық", ["schedule_before_first"]),
        ("contact", "екі рет екпе алған екен", ["exposure_protected"]),
        ("contact", "ал қызым ше, 8 айлық", ["exposure_infant_today"]),
    ],
)
def test_a_further_fact_or_person_works_it_out_anew(context: str, text: str, responses: list[str]) -> None:
    assert talk_in(context).hears(parsed(text, "inform")) == responses


def test_days_of_the_contact_stand_in_the_answers_that_name_them() -> None:
    """Where the day of the contact is not known the answer without a day is said."""
    dated = [one for one in followups()["contact"].values() if one.answer and "/" in one.answer]
    talk = talk_in("contact")
    for one in dated:
        talk.hears(parsed("сонда қалай", "nlu_fallback", ("contact", one.name)))
        assert not said(talk.outcome)[0].endswith("_undated"), one.name
        assert {"watch_until"} <= talk.gaps.keys()


@pytest.mark.parametrize(
    "text", ["екеуі де жоқ, дені сау адам", "олардың екеуі де жоқ қой", "ни того ни другого нет, здоров"]
)
def test_none_of_both_is_not_both_doses(text: str) -> None:
    talk = Talk()
    talk.all(
        ("балам 5 жаста, кеше науқаспен бірге болды, екпе алмаған", "ask_exposure"),
        ("күйеуім де бірге болды, ол 34те", "ask_exposure"),
    )
    assert "ask_exposure/both_doses" not in talk.hears(parsed(text, "inform", ("contact", "both_doses"), 0.95))


def test_an_age_told_behind_an_answer_on_signs_is_no_question() -> None:
    talk = Talk()
    talk.hears(parsed("қызылшаның белгісі қандай", "ask_symptoms"))
    heard = parsed("екі жаста", "inform", ("topics", "if_vaccinated"), 0.45)
    assert "ask_recurrence/if_vaccinated" not in talk.hears(heard)


def test_any_context_goes_before_an_aspect_of_the_topic() -> None:
    talk = Talk()
    talk.hears(parsed("кеше екпе алды, бөртпе шықты", "ask_side_effects"))
    heard = parsed("басқаларға жұға ма", "ask_transmission", ("after_dose", "catching"), 0.98)
    heard["followups"].append({"context": "topics", "name": "contagious", "confidence": 1.0})
    assert "ask_transmission/contagious" not in talk.hears(heard)


def test_a_rash_without_a_fever_is_told_and_no_question() -> None:
    talk = Talk()
    heard = {**parsed("бөртпе шықты қызуы жоқ", "ask_symptoms"), "questions": []}
    assert talk.hears(heard)[0].startswith("ask_consultation_form_danger")
