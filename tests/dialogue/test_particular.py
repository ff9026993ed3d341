"""Particular questions in a talk: answered where they are sure, offered where they are near, never before danger."""

from __future__ import annotations

from typing import Any

import pytest

from rasa_project.advice.knowledge import knowledge
from rasa_project.dialogue.conversation import Said
from rasa_project.dialogue.particular import SURE, intent_of, payload_of, question_said
from tests.dialogue.hearing import Talk, parsed, tapped


def asked(text: str, name: str, sure: float = 0.8, intent: str | None = None, *more: str) -> dict[str, Any]:
    """A message whose nearest question is ``name``; further ones are near."""
    near = [{"name": one, "confidence": 0.1} for one in more]
    message = parsed(text, intent or intent_of(name))
    return {**message, "questions": [{"name": name, "confidence": sure}, *near]}


def test_the_question_that_was_asked_gets_its_answer_and_one_way_on() -> None:
    talk = Talk()
    assert talk.hears(asked("адыраспан түтіні көмектесе ме", "ask_treatment/smoke")) == ["ask_treatment/smoke"]
    (said,) = talk.outcome.plan.said
    topic = knowledge().topics["ask_treatment"]
    assert said.buttons == ((topic.kk, topic.ru, "/ask_treatment"),)
    assert talk.conversation.last.topic == "ask_treatment"


def test_the_intent_may_have_been_another() -> None:
    message = asked("шомылдыра берсек бола ма уколдан соң", "ask_aftercare/bathing", 0.5, "ask_side_effects")
    assert Talk().hears(message) == ["ask_aftercare/bathing"]


def test_one_that_is_only_near_is_offered_beside_the_general_answer() -> None:
    near = ["ask_myth/halal", "ask_myth/imam_against", "ask_treatment/smoke"]
    talk = Talk()
    assert talk.hears(asked("дін не дейді", "ask_myth/fasting", SURE - 0.01, None, *near)) == ["ask_myth"]
    payloads = [payload for _, _, payload in talk.outcome.plan.said[0].buttons]
    assert payloads == [payload_of(name) for name in ("ask_myth/fasting", "ask_myth/halal", "ask_myth/imam_against")]


def test_one_that_is_far_changes_nothing() -> None:
    talk = Talk()
    assert talk.hears(asked("не деп айтады", "ask_myth/fasting", 0.04)) == ["ask_myth"]
    assert talk.outcome.plan.said[0].buttons == ()


def test_its_button_asks_it() -> None:
    assert Talk().hears(tapped("ask_myth", question="fasting")) == ["ask_myth/fasting"]


@pytest.mark.parametrize("value", ["nothing", "", "../fasting", 7])
def test_a_button_that_nobody_made_gets_the_general_answer(value: Any) -> None:
    assert Talk().hears(tapped("ask_myth", question=value)) == ["ask_myth"]


def test_danger_goes_before() -> None:
    said = Talk().hears(asked("тырысып жатыр, көгеріп кетті, не істейміз", "ask_first_steps/first_aid_seizure"))
    assert said == ["report_emergency"]


def test_an_illness_that_is_told_goes_before() -> None:
    message = asked("баламның көзі қызарып, қызуы 39, жөтеледі", "ask_symptoms/eyes_light", 0.6, "report_symptoms")
    assert Talk().hears(message) == ["ask_consultation_form_danger"]


def test_a_contact_begins_its_consultation_beside_the_answer() -> None:
    said = Talk().hears(asked("кеше науқаспен болды, екі екпесі бар, қауіпті ме", "ask_exposure/vaccinated_twice"))
    assert said[0] == "ask_exposure/vaccinated_twice"
    assert len(said) > 1


@pytest.mark.parametrize(
    "text",
    [
        "кеше науқаспен болды, екі екпесі бар",
        "кеше науқаспен болды, 8 айлық, қауіпті ме",
        "жүктімін, кеше науқаспен болдым, қауіпті ме",
    ],
)
def test_who_asks_nothing_or_is_at_risk_gets_the_advice_alone(text: str) -> None:
    said = Talk().hears(asked(text, "ask_exposure/vaccinated_twice"))
    assert "ask_exposure/vaccinated_twice" not in said


def test_facts_of_a_person_get_the_plan() -> None:
    talk = Talk()
    talk.hears(asked("балам 8 айлық, екпе ерте емес пе", "ask_infant/too_early"))
    assert talk.outcome.plan.said[0].response.startswith("utter_schedule_")


def test_beside_a_question_of_the_bot_it_is_answered_and_the_question_stays() -> None:
    talk = Talk()
    assert talk.hears(parsed("баламның қызуы бар", "report_symptoms"))[-1] == "ask_consultation_form_danger"
    said = talk.hears(asked("аспирин беруге бола ма", "ask_treatment/aspirin"))
    assert said[0] == "ask_treatment/aspirin"
    assert said[-1].startswith("ask_consultation_form_danger")
    assert talk.conversation.question is not None


def test_an_answer_that_sends_to_103_has_no_buttons() -> None:
    assert question_said("ask_side_effects/bleeding_spots") == Said("utter_ask_side_effects/bleeding_spots")


def test_payloads_are_as_short_as_a_messenger_takes_them() -> None:
    assert all(len(payload_of(name).encode()) <= 64 for name in knowledge().questions)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("кеше әпкесімен бірге ұйықтады, екпені бүгін салдыру керек пе", "ask_exposure/vaccinated_recently"),
        ("балам 5 күн бұрын қызылшамен ауырған баламен бірге болды, не істейміз", "ask_exposure/had_measles"),
        ("igg отрицательный, планируем беременность, прививаться?", "ask_pregnancy/check_immunity"),
    ],
)
def test_what_an_answer_takes_for_granted_has_to_be_told(text: str, name: str) -> None:
    assert name not in Talk().hears(asked(text, name))


@pytest.mark.parametrize(
    "text", ["қызылша салатын жеген балам қып-қызыл дәрет сындырды, өліп қалмай ма", "борщ из свёклы опасен?"]
)
def test_beetroot_is_told_from_the_disease_by_what_is_eaten(text: str) -> None:
    assert Talk().hears(asked(text, "ask_complications/death")) == ["ask_disease/from_beetroot"]


def test_without_a_word_of_eating_the_disease_is_meant() -> None:
    message = asked("енді екі ай ішінде екпе алуға бола ма, қызылша болып болды ғой", "ask_disease/from_beetroot", 0.9)
    assert Talk().hears(message) != ["ask_disease/from_beetroot"]
