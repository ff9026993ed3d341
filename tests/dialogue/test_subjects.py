"""Subjects with an answer of their own: which message is about one, and where it is said."""

from __future__ import annotations

import pytest

from kazakh.analysis import default_analyzer
from rasa_project.advice.knowledge import knowledge
from rasa_project.dialogue.subjects import subject_response
from tests.data.content import domain, variations
from tests.dialogue.hearing import Talk, parsed, tapped

RELIGION, FASTING = "utter_ask_myth/halal", "utter_ask_myth/fasting"
PORK = "utter_ask_vaccine/gelatin_pork"
ABROAD, NO_DOSE = "utter_ask_vaccination_status/entry_other_country", "utter_ambulance_gives_no_dose"
SWELLING = "utter_ask_contraindications/prev_dose_reaction"
GUILT, GUILT_FIRST, BEREAVED = "utter_guilt", "utter_guilt_first", "utter_bereaved"
HONEY = "utter_ask_treatment_honey"
UNANSWERED, STORAGE = "utter_ambulance_silent", "utter_vaccine_storage"

#: Intent, message, the answer of a subject; ``None`` where the general answer is right.
CASES = [
    ("ask_treatment", "8 айлық, бал беруге бола ма", HONEY),
    ("ask_treatment", "ему 9 месяцев, мёд можно?", HONEY),
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
    ("ask_vaccine", "ішінде шошқа майы жоқ па", PORK),
    ("ask_myth", "там свиной желатин?", PORK),
    ("nlu_fallback", "екпенің құрамына доңыз желатині қосылған дейді рас па", PORK),
    ("ask_myth", "шошқадан болса харам ғой, бар ма ондай", RELIGION),
    ("ask_contraindications", "на желатин аллергия, он там есть?", None),
    ("ask_necessity", "дініміз бойынша салдырмаймыз, балабақша қабылдай ма", None),
    ("ask_necessity", "мы мусульмане, отчислят из школы за отказ?", None),
    ("ask_necessity", "дінге қайшы емес пе", RELIGION),
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
    ("ask_exposure", "туысымыздың баласы қызылшадан қаза тапты", BEREAVED),
    ("nlu_fallback", "племянника уже нет в живых", BEREAVED),
    ("ask_necessity", "менде кінә бар ма, екпе салдырмап едім", GUILT),
    ("ask_necessity", "виновата я, отказ писала", GUILT),
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
    ("ask_contraindications", "103 екпе салмайды", NO_DOSE),
    ("ask_hotline", "103 екпе сала ма", NO_DOSE),
    ("nlu_fallback", "жедел жәрдем келіп екпе салып кете ме", NO_DOSE),
    ("ask_hotline", "скорая прививку делает?", NO_DOSE),
    ("ask_hotline", "екпеден кейін тырысса 103 не салады", None),
    ("ask_hotline", "103 қашан келеді", None),
    ("ask_unvaccinated_rules", "турция впустит без прививки", ABROAD),
    ("ask_unvaccinated_rules", "хотим лететь в египет без прививок", ABROAD),
    ("ask_schedule", "в китае 5 лет жили, прививка когда", None),
    ("ask_unvaccinated_rules", "Түркияға екпесіз кіргізе ме", ABROAD),
    ("ask_unvaccinated_rules", "дубайға барамыз, екпе керек пе", ABROAD),
    ("ask_vaccination_status", "за границу выпустят без прививок?", ABROAD),
    ("ask_schedule", "прививку в россии делали, едем домой", None),
    ("ask_unvaccinated_rules", "алматыға екпесіз барсақ бола ма", None),
    ("ask_contraindications", "отёк губ был", SWELLING),
    ("ask_side_effects", "ерні ісіп кеткен болатын екпеден", SWELLING),
    ("ask_contraindications", "на первую прививку крапивница", SWELLING),
    ("nlu_fallback", "былтыр есекжем шығып еді", SWELLING),
    ("ask_side_effects", "ерні ісіп жатыр, бұрын болмаған", None),
    ("ask_side_effects", "сейчас отёк губ, раньше не было", None),
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


def test_each_intent_that_may_hold_a_subject_is_known() -> None:
    named = {intent for subject in knowledge().subjects.values() for intent in subject.intents}
    assert named <= {*domain()["intents"], "nlu_fallback"}


@pytest.mark.parametrize(
    ("intent", "text", "response"),
    [
        ("ask_myth", "екпе халал ма", "ask_myth/halal"),
        ("ask_myth", "аутизм бола ма", "ask_myth"),
        ("ask_hotline", "103 не отвечает", "ambulance_silent"),
        ("nlu_fallback", "103 не отвечает", "ambulance_silent"),
    ],
)
def test_the_answer_of_the_subject_or_of_the_intent(intent: str, text: str, response: str) -> None:
    assert Talk().hears(parsed(text, intent)) == [response]


def test_a_tapped_button_has_no_subject() -> None:
    assert Talk().hears(tapped("ask_myth")) == ["ask_myth"]


def test_a_consultation_begins_with_the_human_word_and_goes_on() -> None:
    talk = Talk()
    text = "менің кесірімнен балам кеше қызылшамен ауырған баламен бірге болды"
    said = talk.hears(parsed(text, "ask_exposure"))
    assert said[0] == "guilt_first"
    assert talk.conversation.question is not None


def test_in_the_middle_of_a_consultation_too_without_buttons() -> None:
    talk = Talk()
    talk.hears(parsed("баламның қызуы бар", "report_symptoms"))
    first, question = talk.hears(parsed("екпе халал ма", "ask_myth"))
    assert (first, question) == ("ask_myth/halal", "ask_consultation_form_danger_again")
    assert [one.is_aside for one in talk.outcome.plan.said] == [True, False]
