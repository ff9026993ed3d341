"""The same text never comes twice in a row: its short form, what else was perhaps meant, then a person."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from rasa_project.advice.knowledge import knowledge
from rasa_project.dialogue.conversation_json import from_json, to_json
from rasa_project.dialogue.nearest import PERSON, offered
from rasa_project.dialogue.never_twice import LEADS
from tests.data.content import variations
from tests.dialogue.hearing import Talk, parsed, tapped

SAFE = ("екпе қауіпсіз бе", "ask_vaccine_safety")


def near(text: str, intent: str, *questions: str) -> dict[str, Any]:
    message = parsed(text, intent)
    message["questions"] = [{"name": name, "confidence": 0.1} for name in questions]
    return message


@pytest.mark.parametrize("text", ["зияны жоқ па екен", "а она точно безопасна?", "qauipsiz be", "қауіпсіз бе өзі"])
def test_asked_again_it_is_said_in_short_and_the_nearest_are_offered(text: str) -> None:
    talk = Talk()
    talk.all(SAFE)
    again = near(text, "ask_vaccine_safety", "ask_vaccine_safety/long_term", "ask_myth/autism")
    assert talk.hears(again) == ["help/said_before", "ask_vaccine_safety"]
    lead, answer = talk.outcome.plan.said
    assert (lead.is_aside, answer.is_short) == (True, True)
    payloads = [payload for _, _, payload in answer.buttons]
    assert payloads[:2] == ['/ask_vaccine_safety{"question":"long_term"}', '/ask_myth{"question":"autism"}']
    assert payloads[-1] == "/request_human"


def test_asked_on_and_on_a_person_is_named_and_no_text_follows_itself() -> None:
    talk = Talk()
    replies = talk.all(*[SAFE] * 6)
    assert replies[2:4] == [["help/nothing_more"], ["request_human"]]
    assert all(one != other for one, other in itertools.pairwise(replies))
    assert talk.conversation.last.topic == "ask_vaccine_safety"


def test_between_other_answers_it_may_come_again() -> None:
    talk = Talk()
    assert talk.all(SAFE, ("қызылша деген не", "ask_disease"), SAFE)[-1] == ["ask_vaccine_safety"]


def test_a_title_that_is_typed_again_is_no_way_round_it() -> None:
    talk = Talk()
    replies = talk.all(tapped("ask_vaccine_safety"), tapped("ask_vaccine_safety"))
    assert replies[-1] == ["help/said_before", "ask_vaccine_safety"]
    assert all(payload.startswith("/") for _, _, payload in talk.outcome.plan.said[-1].buttons)


def test_who_asks_for_it_again_gets_the_answer_and_no_words_about_it() -> None:
    talk = Talk()
    talk.all(SAFE, SAFE)
    assert talk.hears(parsed("қайталаңызшы", "nlu_fallback", ("talk", "repeat"))) == ["ask_vaccine_safety"]
    assert talk.outcome.plan.said[0].is_short is False


def test_a_fact_that_changes_nothing_is_answered_as_such() -> None:
    talk = Talk()
    talk.all(("балам 8 айлық, екпе қашан", "ask_schedule"))
    assert talk.hears(parsed("8 айлық ол", "inform"))[0] == "help/unchanged"


@pytest.mark.parametrize("text", ["маған екпе сала ма сонда", "мне саму прививку делают?"])
def test_of_advice_worked_out_for_a_person_nothing_is_left_out(text: str) -> None:
    talk = Talk()
    talk.all(("жүктімін, кеше қызылшамен ауырған баламен бірге болдым", "ask_exposure"))
    again = parsed(text, "ask_adult", ("contact", "act_now"))
    assert talk.hears(again) == ["help/unchanged", "exposure_pregnant_today"]
    assert not talk.outcome.plan.said[-1].is_short
    assert talk.hears(again) == ["help/nothing_more"]


def test_who_is_meant_now_gets_the_whole_answer() -> None:
    talk = Talk()
    talk.all(("ұлым 3 жаста, қызым 8 айлық, екпе қашан", "ask_schedule"))
    assert talk.hears(parsed("ал қызыма ше", "inform"))[0].startswith("schedule")


@pytest.mark.parametrize("name", ["fear", "guilt", "grief"])
def test_a_feeling_that_is_told_again_gets_another_human_word(name: str) -> None:
    talk = Talk()
    replies = [talk.hears(parsed("солай ғой", "nlu_fallback", ("talk", name))) for _ in range(3)]
    assert replies[1:] == [["help/still_here"], ["request_human"]]


@pytest.mark.parametrize("intent", ["greet", "thank", "affirm", "goodbye"])
def test_small_words_may_come_again(intent: str) -> None:
    assert Talk().all(("сәлем", intent), ("сәлем", intent)) == [[intent], [intent]]


def test_what_sends_to_103_is_said_as_often_as_needed() -> None:
    talk = Talk()
    message = parsed("балам дем алмай жатыр", "report_emergency")
    assert talk.all(message, message)[-1][0].startswith("report_emergency")


REJECTED = [
    "сұрағым ол емес", "мен оны сұраған жоқпын", "бұл сұрағыма жауап емес", "опять не то", "это не то что я спросила",
    "я не об этом спрашивала", "вы это уже писали", "ты уже это говорил", "мұны жаңа айттыңыз ғой",
    "мына жауапты айтып қойдыңыз ғой", "қайта-қайта сол ғой", "снова тот же ответ", "я это уже читала",
    "одно и то же пишете", "тағы да сол жауап", "не то", "ол емес",
]  # fmt: skip


@pytest.mark.parametrize("text", REJECTED)
@pytest.mark.parametrize("intent", ["nlu_fallback", "deny", "request_human", "ask_vaccine_safety"])
def test_an_answer_that_was_not_it_is_never_said_again(text: str, intent: str) -> None:
    talk = Talk()
    asked = near("екпе қауіпсіз бе", "ask_vaccine_safety", "ask_vaccine_safety/long_term")
    replies = talk.all(asked, *[parsed(text, intent)] * 3)
    assert replies[1:] == [["not_understood"], ["help/not_helped"], ["request_human"]]


def test_the_nearest_to_what_was_asked_are_offered_and_a_person() -> None:
    talk = Talk()
    talk.hears(near("екпе қауіпсіз бе", "ask_vaccine_safety", "ask_vaccine_safety/long_term"))
    talk.hears(parsed("сұрағым ол емес", "request_human"))
    titles = [kk for kk, _, _ in talk.outcome.plan.said[0].buttons]
    assert titles[0] == knowledge().questions["ask_vaccine_safety/long_term"].kk
    assert titles[-1] == PERSON[0]


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("жоқ, не то. балабақшаға қандай екпе керегін айтыңыз", "ask_unvaccinated_rules"),
        ("ол емес, екпеден кейін суға түсуге бола ма", "ask_aftercare"),
        ("я не об этом спросила, можно ли купать его сегодня", "ask_aftercare"),
    ],
)
def test_a_question_beside_the_complaint_is_answered(text: str, intent: str) -> None:
    talk = Talk()
    message = parsed(text, intent, ("talk", "not_what_i_asked"))
    assert talk.all(SAFE, message)[-1] == [intent]


@pytest.mark.parametrize(
    "text", ["не только", "нам уже говорили что нельзя", "я уже сделала", "температура не то чтобы"]
)
def test_what_only_looks_like_a_complaint_is_none(text: str) -> None:
    assert Talk().all(SAFE, parsed(text, "ask_disease"))[-1] == ["ask_disease"]


def test_what_was_near_is_kept_in_the_slot() -> None:
    talk = Talk()
    talk.hears(near("екпе қауіпсіз бе", "ask_vaccine_safety", "ask_myth/autism"))
    kept = from_json(to_json(talk.conversation))
    assert kept.last.near == talk.conversation.last.near
    assert kept.last.near[0] == "ask_myth/autism"
    assert len(offered(kept.last)) == 4


def test_each_lead_has_its_text_in_both_languages() -> None:
    assert all(sum(one.response == lead for one in variations()) == 2 for lead in LEADS)


def _asked(text: str, question: str) -> dict[str, Any]:
    message = parsed(text, question.partition("/")[0])
    message["questions"] = [{"name": question, "confidence": 0.9}]
    return message


SAFE_NAMED = _asked("екпенің қасиеті шариғатқа қайшы ма", "ask_myth/infertility")


def test_between_other_answers_a_long_one_comes_again_in_short_with_what_is_named() -> None:
    talk = Talk()
    talk.all(SAFE_NAMED, ("қызылша деген не", "ask_disease"))
    talk.hears(_asked("бедеулік туралы дәлел бар ма", "ask_myth/infertility"))
    [again] = talk.outcome.plan.said
    assert (again.response, again.is_short, bool(again.about)) == ("utter_ask_myth/infertility", True, True)


def test_a_text_of_another_talk_comes_whole() -> None:
    talk = Talk()
    talk.all(SAFE_NAMED, ("қызылша деген не", "ask_disease"))
    talk.hears(SAFE_NAMED, after=13 * 3600)
    assert [one.is_short for one in talk.outcome.plan.said] == [False]


def test_which_answers_were_given_is_kept_over_a_restart_and_is_bounded() -> None:
    talk = Talk()
    talk.all(*[SAFE_NAMED, ("қызылша деген не", "ask_disease")] * 20)
    assert 0 < len(talk.conversation.texts) <= 16
    assert from_json(to_json(talk.conversation)).texts == talk.conversation.texts
