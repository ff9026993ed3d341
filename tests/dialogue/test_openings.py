"""A yes or no in front of an answer fits how the question was put; where it can't, the statement stands alone."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from kazakh.analysis import default_analyzer
from rasa_project.advice.knowledge import knowledge
from rasa_project.dialogue.answer_files import Variation, all_variations
from rasa_project.dialogue.conversation import Said
from rasa_project.dialogue.conversation_json import from_json, to_json
from rasa_project.dialogue.fixed_answers import metadata_of
from rasa_project.dialogue.openings import opening_of, with_opening
from rasa_project.understanding.polarity import is_put_inversely
from tests.dialogue.hearing import Talk, parsed, tapped

OPENED = [one for one in all_variations() if re.match(r"(Да|Нет|Иә|Жоқ)[,:] ", one.text)]


def words(text: str) -> tuple[str, ...]:
    return tuple(default_analyzer().analyse(text).words)


@pytest.mark.parametrize(
    "text",
    [
        "екпе салдырмаса болмай ма",
        "зияны жоқ па",
        "тегін емес пе",
        "екіншісін салдырмай-ақ қойсақ бола ма",
        "ekpe almasa bola ma",
        "суга тусуге болмайма",
        "при насморке запрещено?",
        "купать нельзя?",
        "взрослым не надо прививку",
        "от нее не умирают же?",
        "қызылшадан ешкім өлмейді ғой",
        "можно не делать если ребенок крепкий",
        "окна открывать не надо?",
    ],
)
def test_a_question_put_negatively(text: str) -> None:
    assert is_put_inversely(words(text))


@pytest.mark.parametrize(
    "text",
    [
        "екпе керек пе",
        "зияны бар ма",
        "екпе алмаған бала бақшаға бара ма",
        "не привит, в садик можно?",
        "температуры нет, можно купать?",
        "прививка обязательна?",
        "ол ауырмаған, екпе сала ма",
        "",
    ],
)
def test_a_question_put_plainly(text: str) -> None:
    assert not is_put_inversely(words(text))


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("деньги за прививку платить надо?", "other"),
        ("екпеге ақша төлеу керек пе", "other"),
        ("екпе ақылы ма", "other"),
        ("прививка бесплатная?", ""),
        ("екпе тегін бе", ""),
        ("тегін емес пе", "none"),
    ],
)
def test_what_is_paid_for_is_the_opposite_of_free(text: str, opening: str) -> None:
    assert opening_of(Said("utter_ask_availability/free"), words(text)) == opening


@pytest.mark.parametrize(
    ("text", "opening", "changed"),
    [
        ("Да, прививка бесплатна.", "other", "Нет, прививка бесплатна."),
        ("Жоқ, антибиотик емдемейді.", "none", "Антибиотик емдемейді."),
        ("Иә, болады: жуыңыз.", "", "Иә, болады: жуыңыз."),
        ("Да, но не сразу.", "none", "Да, но не сразу."),
        ("Даже если так.", "none", "Даже если так."),
        ("Можно: не мешает.", "other", "Можно: не мешает."),
    ],
)
def test_how_the_text_is_changed(text: str, opening: str, changed: str) -> None:
    assert with_opening(text, opening) == changed  # type: ignore[arg-type]


@pytest.mark.parametrize("one", OPENED, ids=lambda one: f"{one.response}-{one.language}")
def test_without_its_yes_or_no_an_answer_is_a_sentence(one: Variation) -> None:
    text = with_opening(one.text, "none")
    assert text[0].isupper() or text[0].isdecimal() or text[0] == "«"
    assert text.split(".")[0].count(" ") >= 1
    assert text == one.text or not re.match(r"(Да|Нет|Иә|Жоқ)[,:] ", text)


#: A question, the answer that it gets, and what becomes of its yes or no: forms of questions by openings.
PAIRS = [
    ("қызылша көжесін ішсе бола ма", "ask_disease/from_beetroot", "none"),
    ("қызылша деген көкөністен жұға ма", "ask_disease/from_beetroot", ""),
    ("на какой день и у кого", "ask_complications/infant_severity", "none"),
    ("сәбиге қауіпті ме", "ask_complications/infant_severity", ""),
    ("үлкендерге қарағанда жеңіл өте ме", "ask_complications/infant_severity", "none"),
    ("садиктен шығарып жібере ме", "ask_necessity/consequence_nursery", ""),
    ("отказ жазсақ садикке бара бере ме, қабылдай ма", "ask_necessity/consequence_nursery", "none"),
    ("балабақшадан қуып шыға ма", "ask_unvaccinated_rules/nursery", "none"),
    ("балабақшаға ала ма", "ask_unvaccinated_rules/nursery", ""),
    ("дома оставить брата больного?", "ask_isolation/siblings_school", "none"),
    ("бір екпе жете ме", "ask_recurrence/one_dose_enough", ""),
    ("екіншісі керек пе", "ask_recurrence/one_dose_enough", "none"),
    ("одной хватит?", "ask_necessity/second_needed", "none"),
    ("вторая нужна?", "ask_necessity/second_needed", ""),
    ("кеш пе енді", "ask_missed_dose/too_late", ""),
    ("қазір салдырсақ бола ма", "ask_missed_dose/too_late", "none"),
    ("ещё успеем?", "ask_missed_dose/too_late", "none"),
    ("рано ли в 6 месяцев", "ask_infant/too_early", ""),
    ("6 айда салуға бола ма", "ask_infant/too_early", "none"),
    ("қайта салу керек пе", "ask_infant/extra_counts", "none"),
    ("санала ма", "ask_infant/extra_counts", ""),
    ("форточка ашып қойсақ бола ма", "ask_treatment/close_window", "none"),
    ("окна закрыть?", "ask_treatment/close_window", ""),
    ("түтін зиян ба", "ask_treatment/smoke", "none"),
    ("түтін көмектесе ме", "ask_treatment/smoke", ""),
    ("емшекті тоқтату дұрыс па", "ask_treatment/breastfeed_ill_child", "none"),
    ("емізе берем бе", "ask_treatment/breastfeed_ill_child", ""),
    ("мәжбүрлеуге құқығы бар ма", "ask_necessity/compulsory", "none"),
    ("міндетті ме", "ask_necessity/compulsory", ""),
    ("от живой вакцины он переболеет?", "ask_vaccine/live_virus", "none"),
    ("вакцина живая?", "ask_vaccine/live_virus", ""),
    ("сопли, прививку отложить?", "ask_contraindications/cold", "none"),
    ("сопли, прививку делать?", "ask_contraindications/cold", ""),
    ("приорикстен айырмасы бар ма", "ask_vaccine/priorix_same", "none"),
    ("бір күнде ме әлде бөлек пе", "ask_vaccine_safety/multiple_same_day", "none"),
    ("екінші рет ауырмайды дейді рас па", "ask_recurrence/vaccinated_ill", "none"),
    ("правда, что привитые не болеют?", "ask_recurrence/vaccinated_ill", "none"),
]


@pytest.mark.parametrize(("text", "answer", "opening"), PAIRS)
def test_a_yes_or_no_stands_only_where_it_is_asked_for(text: str, answer: str, opening: str) -> None:
    assert opening_of(Said(f"utter_{answer}"), default_analyzer().analyse(text).tokens) == opening


@pytest.mark.parametrize("name", sorted(knowledge().openings.of_the_unvaccinated))
def test_of_who_is_vaccinated_the_answer_for_the_unvaccinated_opens_with_no_no(name: str) -> None:
    tokens = default_analyzer().analyse("екі екпесі бар, бара ма").tokens
    assert opening_of(Said(f"utter_{name}"), tokens, is_vaccinated=True) == "none"
    assert opening_of(Said(f"utter_{name}"), tokens) == ""


def test_what_is_told_of_the_doses_decides() -> None:
    said = []
    for text in ("екі екпесі бар, тойға бара ма", "екпесі жоқ, тойға бара ма"):
        talk = Talk()
        heard = parsed(text, "ask_prevention")
        talk.hears({**heard, "questions": [{"name": "ask_prevention/crowds", "confidence": 0.9}]})
        said += [one.opening for one in talk.outcome.plan.said if one.response == "utter_ask_prevention/crowds"]
    assert said == ["none", ""]


def test_each_of_several_opens_as_its_own_question_asks() -> None:
    parts = [
        ("сколко стоит прививка", "ask_availability", "ask_availability/free"),
        ("купат после нее можно", "ask_aftercare", "ask_aftercare/bathing"),
    ]
    asked = [
        {"words": words.split(), "ranking": [{"name": intent, "confidence": 0.9}], "followups": [],
         "questions": [{"name": name, "confidence": 0.9}]}
        for words, intent, name in parts
    ]  # fmt: skip
    talk = Talk()
    talk.hears({**parsed("сколько стоит прививка? купать после нее можно?", "ask_availability"), "asked": asked})
    openings = {one.response: one.opening for one in talk.outcome.plan.said}
    assert openings == {"utter_ask_availability/free": "none", "utter_ask_aftercare/bathing": ""}
    assert all(not one.asked for one in from_json(to_json(talk.conversation)).last.said)


def test_the_lists_hold_only_answers_that_open_with_yes_or_no() -> None:
    openings = knowledge().openings
    names = {one.response.removeprefix("utter_") for one in OPENED}
    listed = {name for some in openings.answers.values() for name in some}
    assert listed | set(openings.unclear) <= names | {"ask_adult/teen_self", "ask_aftercare/contact_pregnant"}
    for some in (*openings.answers.values(), openings.of_the_unvaccinated, list(openings.unclear)):
        assert list(some) == sorted(set(some))


def test_what_is_inverse_is_of_answers_that_are_there() -> None:
    names = {one.response.removeprefix("utter_") for one in all_variations()}
    inverse = knowledge().openings.inverse
    assert set(inverse) <= names
    assert list(inverse) == sorted(inverse)
    assert all(stems == sorted(stems) for stems in inverse.values())


def test_an_emergency_keeps_its_words() -> None:
    urgent = next(one.response for one in OPENED if metadata_of(one.response).get("level") == "emergency")
    assert opening_of(Said(urgent), words("103-ке қоңырау шалмаса бола ма")) == ""


def test_a_button_asks_as_the_answer_opens() -> None:
    talk = Talk()
    talk.hears(tapped("ask_availability", question="free"))
    assert [one.opening for one in talk.outcome.plan.said] == [""]


def test_it_is_changed_in_what_is_said_and_not_in_what_is_kept() -> None:
    talk = Talk()
    heard = parsed("деньги за прививку платить надо?", "ask_availability")
    talk.hears({**heard, "questions": [{"name": "ask_availability/free", "confidence": 0.9}]})
    [said] = talk.outcome.plan.said
    assert said.opening == "other"
    assert talk.conversation.last.said == (replace(said, opening=""),)


@pytest.mark.parametrize(
    ("question", "opening"), [("ask_vaccine_safety/safe", "none"), ("ask_availability/free", "")]
)  # fmt: skip
def test_a_tapped_question_opens_as_its_title_asks(question: str, opening: str) -> None:
    intent, name = question.split("/")
    talk = Talk()
    assert talk.hears(tapped(intent, question=name)) == [question]
    assert [one.opening for one in talk.outcome.plan.said] == [opening]
