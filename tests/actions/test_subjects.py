"""Subjects with an answer of their own: which message is about one, and that each intent looks for it."""

from __future__ import annotations

import asyncio

import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions.answers import answer_aside
from actions.clinics import AskHotline
from actions.consultation import FORM, ValidateConsultationForm
from actions.danger_line import OutOfScope, RequestHuman
from actions.fallback import NotUnderstood
from actions.schedule import AskAdult
from actions.subjects import Answer, subject_response
from rasa_project.advice.knowledge import knowledge
from rasa_project.kazakh.analysis import default_analyzer
from tests.actions.tracker import message, run, tracker_with
from tests.data.content import variations
from tests.data.test_intents import rules

RELIGION, FASTING = "utter_ask_myth_religion", "utter_ask_myth_fasting"
GUILT, GUILT_FIRST, BEREAVED = "utter_guilt", "utter_guilt_first", "utter_bereaved"
UNANSWERED, STORAGE = "utter_ambulance_silent", "utter_vaccine_storage"

#: Intent, message, the answer of a subject; ``None`` where the general answer is right.
CASES = [
    ("ask_myth", "Қызылша екпесі халал ма?", RELIGION),
    ("ask_myth", "ekpe halal ma", RELIGION),
    ("ask_vaccine_safety", "екпе тоңазытқышсыз жолда тұрып қалыпты, салдыра берейік пе", STORAGE),
    ("ask_vaccine", "как понять что прививка не просрочена", STORAGE),
    ("nlu_fallback", "у вакцины срок годности вышел", STORAGE),
    ("ask_vaccine_safety", "екпе қауіпсіз бе", None),
    ("ask_availability", "холодильник сломался", None),
    ("ask_vaccine_safety", "а вакцина халяльная или нет", RELIGION),
    ("ask_contraindications", "мусылманга бул екпе харам емес пе", RELIGION),
    ("ask_myth", "бул екпе адал ма арам ба", RELIGION),
    ("ask_vaccine", "ішінде шошқа майы жоқ па", RELIGION),
    ("ask_myth", "там свиной желатин?", RELIGION),
    ("ask_necessity", "имам бізге салдырма дейді", RELIGION),
    ("ask_myth", "что говорят в мечети о прививке", RELIGION),
    ("ask_myth", "ауыз бекітіп жүріп екпе алсам бола ма", FASTING),
    ("ask_adult", "oraza kezinde ozime ekpe saldyrsam bola ma", FASTING),
    ("ask_aftercare", "после укола пост нарушится?", FASTING),
    ("ask_contraindications", "можно ли колоть ребёнка в рамадан", FASTING),
    ("ask_myth", "видела пост про аутизм", None),
    ("ask_contraindications", "у дочки аллергия на желатин", None),
    ("ask_vaccine", "свинка туда входит?", None),
    ("ask_vaccine", "паротит деген шошқа ауруы ма", None),
    ("ask_schedule", "ораза айында туған, екпесі қашан", None),
    ("ask_necessity", "салдырмап едім, балам ауырып жатыр, мен кінәлімін бе", GUILT),
    ("ask_necessity", "men kinalimin be balam auyryp qaldy", GUILT),
    ("ask_disease", "это из-за меня он заболел", GUILT),
    ("ask_necessity", "как простить себя, ребёнок не привит", GUILT),
    ("ask_necessity", "себя виню, что не привила", GUILT),
    ("ask_exposure", "менің кесірімнен ауру баламен бірге болды", GUILT_FIRST),
    ("report_symptoms", "температура и сыпь, это я виновата", GUILT_FIRST),
    ("ask_exposure", "ауру баламен бірге болды", None),
    ("ask_necessity", "екпеден бірдеңе болса кім кінәлі", None),
    ("ask_complications", "баламыз қызылшадан қайтыс болды", BEREAVED),
    ("ask_complications", "внучка умерла от кори", BEREAVED),
    ("ask_complications", "потеряли сына, была корь", BEREAVED),
    ("ask_complications", "баламыздан айырылып қалдық", BEREAVED),
    ("ask_complications", "ребёнок потерял зрение после кори", None),
    ("ask_complications", "мужу лучше не стало", None),
    ("ask_complications", "от кори ребёнок погибает", None),
    ("ask_complications", "балам қайтыс болады деген сөз", None),
    ("ask_hotline", "103 жауап береді ғой", None),
    ("ask_complications", "қызылшадан бала өліп кете ме", None),
    ("ask_complications", "говорят, ребёнок умер от кори, правда ли", None),
    ("ask_hotline", "103-ке звондап жатырмын, ешкім жауап бермейді", UNANSWERED),
    ("ask_hotline", "скорая трубку не берёт", UNANSWERED),
    ("request_human", "zhedel zhardem zhauap bermei zhatyr", UNANSWERED),
    ("nlu_fallback", "до 103 не могу дозвониться", UNANSWERED),
    ("ask_hotline", "емхана трубка алмайды", None),
    ("ask_hotline", "103-ке қалай звондаймын", None),
]  # fmt: skip


@pytest.mark.parametrize(("intent", "text", "response"), CASES)
def test_which_message_is_about_a_subject(intent: str, text: str, response: str | None) -> None:
    assert subject_response(intent, default_analyzer().analyse(text).words) == response


def test_every_subject_is_in_the_table_and_its_answer_exists() -> None:
    said = {subject.response for subject in knowledge().subjects.values()}
    assert said == {response for _, _, response in CASES if response}
    assert said <= {one.response for one in variations()}


def test_the_file_is_sorted_and_holds_nothing_twice() -> None:
    subjects = knowledge().subjects
    assert list(subjects) == sorted(subjects)
    for subject in subjects.values():
        assert subject.intents == sorted(set(subject.intents))
        for group in (*subject.words, subject.unless):
            assert group == sorted(set(group), key=lambda entry: str(entry).replace("=", ""))


def test_each_intent_that_may_hold_a_subject_has_an_action_that_looks_for_it() -> None:
    actions = (Answer, AskAdult, AskHotline, NotUnderstood, OutOfScope, RequestHuman)
    looking = {action().name() for action in actions} | {FORM}
    for subject in knowledge().subjects.values():
        for intent in subject.intents:
            assert set(rules().get(intent, [NotUnderstood().name()])) <= looking, intent


@pytest.mark.parametrize(("text", "response"), [("екпе халал ма", RELIGION), ("аутизм бола ма", "utter_ask_myth")])
def test_the_answer_of_the_subject_or_of_the_intent(text: str, response: str) -> None:
    said, events = run(Answer(), tracker_with({}, [message(text, "ask_myth")]))
    assert [one["response"] for one in said] == [response]
    assert events == {}


def test_a_tapped_button_has_no_subject() -> None:
    said, _ = run(Answer(), tracker_with({}, [message("/ask_myth", "ask_myth")]))
    assert said[0]["response"] == "utter_ask_myth"


@pytest.mark.parametrize("action", [AskHotline, NotUnderstood])
def test_112_where_103_is_silent(action: type) -> None:
    intent = "ask_hotline" if action is AskHotline else "nlu_fallback"
    said, _ = run(action(), tracker_with({}, [message("103 не отвечает", intent)]))
    assert [one["response"] for one in said] == [UNANSWERED]


def test_a_consultation_begins_with_the_human_word_and_goes_on() -> None:
    told = message("менің кесірімнен кеше қызылшамен ауырған баламен бірге болды", "ask_exposure")
    said, slots = run(ValidateConsultationForm(), tracker_with({}, [told]))
    assert said[0]["response"] == GUILT_FIRST
    assert slots["requested_slot"]


def test_in_the_middle_of_a_consultation_too() -> None:
    dispatcher = CollectingDispatcher()
    asyncio.run(answer_aside(dispatcher, tracker_with({}, [message("екпе халал ма", "ask_myth")]), {}))
    assert [(one["response"], one["buttons"]) for one in dispatcher.messages] == [(RELIGION, [])]
