"""A person in distress: a human sentence, whom to call, nothing of measles; the talk stays as it was."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from prometheus_client import CollectorRegistry

from rasa_project.dialogue.distress import ANSWERS, LISTENING, NOW
from rasa_project.observability.metrics import Metrics
from rasa_project.observability.turns import Turn, begin, note_answer
from rasa_project.understanding.distress_words import Distress
from tests.data.content import Variation, variations
from tests.dialogue.hearing import Talk, parsed, tapped

SAID = [("өлгім келеді", "self_harm"), ("не хочу жить", "self_harm"), ("из-за меня сын умер", "despair"),
        ("күйеуім ұрады", "violence"), ("балаға қол жұмсап қоям ба деп қорқам", "harm_to_child")]  # fmt: skip
#: Talks that are in the middle of something.
FORMS: dict[str, list[tuple[str, str]]] = {
    "nothing": [],
    "plan": [("балам 8 айлық, екпе қашан", "ask_schedule")],
    "illness": [("балам 3 жаста, қызуы 38", "report_symptoms")],
    "contact": [("кеше қызылшамен ауырған баламен бірге болды", "ask_exposure")],
    "thanks": [("балам 8 айлық, екпе қашан", "ask_schedule"), ("рахмет", "thank")],
    "emergency": [("балам тырысып жатыр", "report_emergency")],
}
TEXTS = [one for one in variations() if one.response.startswith("utter_distress_")]


def in_the_middle(form: str) -> Talk:
    talk = Talk()
    talk.all(*FORMS[form])
    return talk


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("text", "kind"), SAID)
def test_it_is_answered_wherever_the_talk_is_and_ends_nothing(form: str, text: str, kind: str) -> None:
    talk = in_the_middle(form)
    before = talk.conversation
    assert talk.hears(parsed(text, "nlu_fallback")) == [f"distress_{kind}"]
    after = replace(talk.conversation, bereaved=before.bereaved)  # «из-за меня сын умер» is remembered
    assert replace(after, last=before.last, at=before.at) == before
    assert (after.last.topic, after.last.context, after.last.people) == (
        before.last.topic,
        before.last.context,
        before.last.people,
    )


@pytest.mark.parametrize("form", ["illness", "contact"])
def test_a_question_that_stood_is_answered_behind_it(form: str) -> None:
    talk, plain = in_the_middle(form), in_the_middle(form)
    assert talk.conversation.question is not None
    talk.hears(parsed("өлгім келеді", "nlu_fallback"))
    answer = parsed("3 жаста", "inform") if form == "contact" else parsed("екеуі де жоқ, температура 38", "inform")
    assert talk.hears(answer) == plain.hears(answer)


def hinted(text: str, intent: str, confidence: float, *followups: tuple[str, str]) -> dict[str, Any]:
    """As the model of distress hears it, whose words no phrase has."""
    return {**parsed(text, intent, *followups), "distress": {"kind": "self_harm", "confidence": confidence}}


@pytest.mark.parametrize("form", ["nothing", "plan", "illness", "contact", "thanks"])
def test_a_hint_that_the_model_hears_is_answered_too(form: str) -> None:
    talk = in_the_middle(form)
    before = talk.conversation
    sure = 0.7 if before.question is None else 0.85
    assert talk.hears(hinted("көпірдің үстінде ұзақ тұрдым", "nlu_fallback", sure)) == ["distress_self_harm"]
    assert replace(talk.conversation, last=before.last, at=before.at) == before
    assert talk.hears(parsed("білмеймін", "nlu_fallback")) == ["distress_listening"]


@pytest.mark.parametrize(
    ("text", "intent", "confidence", "is_heard"),
    [
        ("көпірдің үстінде ұзақ тұрдым", "nlu_fallback", 0.55, False),
        ("көпірдің үстінде ұзақ тұрдым", "ask_schedule", 0.7, False),
        ("көпірдің үстінде ұзақ тұрдым", "ask_schedule", 0.9, True),
        ("баламның қызуы 38, шаршадым", "report_symptoms", 0.7, False),
        ("кинода көпірдің үстінде тұр екен", "nlu_fallback", 0.99, False),
    ],
)
def test_the_model_has_to_be_surer_where_the_message_has_something_of_ours(
    text: str, intent: str, confidence: float, is_heard: bool
) -> None:
    assert (Talk().hears(hinted(text, intent, confidence)) == ["distress_self_harm"]) is is_heard


@pytest.mark.parametrize(
    ("text", "confidence"),
    [
        ("ол әлі келген жоқ емханадан", 0.82), ("когда не знаю, может и всю неделю рядом были", 0.72),
        ("озим ешкимди корген жокпын", 0.96), ("сама никого не видела", 0.96),
    ],
)  # fmt: skip
def test_an_answer_to_the_bots_question_is_hardly_a_hint(text: str, confidence: float) -> None:
    talk = in_the_middle("contact")
    assert "distress_self_harm" not in talk.hears(hinted(text, "nlu_fallback", confidence))


def test_fear_for_a_child_in_an_emergency_is_no_hint_of_it() -> None:
    talk = in_the_middle("emergency")
    assert "distress_self_harm" not in talk.hears(hinted("қорқамын, тірі қала ма", "nlu_fallback", 0.99))


def test_what_follows_surely_in_the_talk_is_no_hint_of_it() -> None:
    talk = in_the_middle("contact")
    heard = hinted("қай күнге дейін үлгеремін", "nlu_fallback", 0.7, ("contact", "act_now"))
    assert "distress_self_harm" not in talk.hears(heard)


@pytest.mark.parametrize("intent", ["ask_disease", "ask_complications", "out_of_scope", "report_symptoms", "ask_myth"])
def test_whatever_the_classifier_took_it_for(intent: str) -> None:
    assert Talk().hears(parsed("из-за меня сын умер", intent)) == ["distress_despair"]
    assert Talk().hears(parsed("не хочу жить", intent, ("talk", "despair"))) == ["distress_self_harm"]


@pytest.mark.parametrize(
    "text",
    [
        "не хочу жить, ребёнок задыхается",
        "күйеуім ұрды, балам есінен танып қалды",
        "өлгім келеді, 2 айлық бөпемнің қызуы 38",
    ],
)
def test_a_danger_sign_stays_first(text: str) -> None:
    assert Talk().hears(parsed(text, "nlu_fallback"))[0] in {"report_emergency", "triage_emergency"}


@pytest.mark.parametrize("text", ["күйеуім қазір ұрып жатыр", "стою на мосту, не хочу жить", "сейчас придушу ребёнка"])
def test_what_happens_now_is_112_and_103_first(text: str) -> None:
    assert Talk().hears(parsed(text, "nlu_fallback")) == ["distress_now"]


def test_what_models_alone_take_for_danger_is_no_illness() -> None:
    message: dict[str, Any] = parsed("он поднимает на меня руку", "nlu_fallback")
    message["danger"] = {"level": "now", "sign": "unconscious", "now": 0.8, "maybe": 0.0}
    assert Talk().hears(message) == ["distress_now"]
    assert Talk().hears(parsed("муж избивает меня", "report_emergency")) == ["distress_now"]


@pytest.mark.parametrize(("said", "kind"), [*SAID, ("күйеуім қазір ұрып жатыр", "now")])
@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("рахмет", "thank"), ("спасибо", "thank"), ("иә", "affirm"), ("нет", "deny"), ("білмеймін", "nlu_fallback"),
        ("мне страшно", "nlu_fallback"), ("что мне делать", "ask_first_steps"), ("кімге айтам", "ask_hotline"),
        ("адаммен сөйлескім келеді", "request_human"), ("ты бот?", "bot_challenge"),
        ("ешкім мені түсінбейді, айтатын адамым да жоқ, осылай күнде жылап отырамын", "nlu_fallback"),
    ],
)  # fmt: skip
def test_the_next_message_is_read_in_its_light(said: str, kind: str, text: str, intent: str) -> None:
    talk = Talk()
    assert talk.hears(parsed(said, "nlu_fallback")) == [f"distress_{kind}"]
    assert talk.hears(parsed(text, intent)) == ["distress_listening"]
    assert talk.hears(parsed("иә", "affirm")) == ["distress_listening"]


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("екпе қашан", "ask_schedule"),
        ("балам 8 айлық", "inform"),
        ("қызылша қалай жұғады", "ask_transmission"),
        ("қызуы 39 болды", "report_symptoms"),
        ("балам тырысып жатыр", "report_emergency"),
        ("менің деректерімді өшіріңіз", "forget_me"),
        ("по-русски", "change_language"),
    ],
)
def test_a_question_or_a_fact_of_its_own_is_answered(text: str, intent: str) -> None:
    talk = Talk()
    talk.hears(parsed("өлгім келеді", "nlu_fallback"))
    assert talk.hears(parsed(text, intent)) != ["distress_listening"]


def test_a_button_is_what_it_is() -> None:
    talk = Talk()
    talk.hears(parsed("өлгім келеді", "nlu_fallback"))
    assert talk.hears(tapped("ask_symptoms")) == ["ask_symptoms"]


def test_the_light_goes_out_with_the_talk_and_with_another_answer() -> None:
    talk = Talk()
    talk.hears(parsed("өлгім келеді", "nlu_fallback"))
    assert talk.hears(parsed("рахмет", "thank"), after=13 * 3600) != ["distress_listening"]
    talk.all(("өлгім келеді", "nlu_fallback"), ("екпе қашан салынады", "ask_schedule"))
    assert talk.hears(parsed("рахмет", "thank")) != ["distress_listening"]


def test_an_emergency_that_lasts_goes_on_behind_it() -> None:
    talk = in_the_middle("emergency")
    talk.hears(parsed("өлгім келеді", "nlu_fallback"))
    assert talk.hears(parsed("103 шақырдық", "inform")) == ["report_emergency/until_they_come"]


def test_plain_grief_and_plain_guilt_have_their_own_answers() -> None:
    assert Talk().hears(parsed("балам қайтыс болды", "ask_complications")) == ["request_human/grief"]
    assert Talk().hears(parsed("екпе салдырмадым, мен кінәлімін", "ask_necessity")) == ["guilt"]


def test_every_kind_has_its_texts() -> None:
    assert {one.response for one in TEXTS} == {*ANSWERS.values(), NOW, LISTENING}
    assert set(ANSWERS) == set(Distress)
    assert len(TEXTS) == 12


@pytest.mark.parametrize("one", TEXTS, ids=lambda one: one.id)
def test_a_text_says_whom_to_call_and_nothing_of_measles_or_blame(one: Variation) -> None:
    text = one.text.lower()
    assert "103" in text
    assert "112" in text
    if one.response != NOW:
        assert "111" in text
        assert "150" in text
        assert not re.search(r"\d", re.split(r"[.:;]", one.text)[0])  # a human sentence first
    assert not re.search("қызылша|екпе|корь|кори|прививк|вакцин", text)
    assert not re.search("кінә|вин[аоы]|тыныштал|сабыр|успоко|қорықпаңыз|не бойтесь|должны|керексіз", text)
    assert not re.search(r"\bсен(ің|і|ен)?\b|\bты\b|\bтеб", text)
    assert not one.buttons


def test_answers_are_counted_by_kind() -> None:
    metrics, turn = Metrics(CollectorRegistry()), Turn("rest", "c")
    begin(turn)
    note_answer("utter_distress_violence", "kk", None, None)
    metrics.count(turn, 0.01)
    metrics.count(Turn("rest", "c"), 0.01)
    assert 'bot_distress_total{kind="violence"} 1.0' in metrics.exposition().decode()
    assert metrics.exposition().decode().count("bot_distress_total{") == 1
