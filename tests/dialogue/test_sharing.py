"""What of a reply can be passed on, and who asks for it in words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kazakh.analysis import default_analyzer
from rasa_project.dialogue.answer_files import all_variations
from rasa_project.dialogue.conversation import Said
from rasa_project.dialogue.conversation_json import from_json, to_json
from rasa_project.dialogue.shareable import parse
from rasa_project.dialogue.sharing import MOST, asked_in, carrier, is_shareable, keys_of, without_address
from tests.dialogue.hearing import Talk, parsed

ASKED = [
    "сілтемесін беріңізші", "сілтеме жіберші", "ссылку скиньте", "дайте ссылку", "можно ссылку на это", "скинь сылку",
    "сылтемесин жибер", "осының сілтемесі бар ма", "пришлите ссылку мужу",
    "күнтізбені жіберші", "балама екпе күнтізбесін жіберіңізші", "күнтізбесін беріңіз", "сохраните в календарь",
    "отправьте календарь", "телефон күнтізбесіне салып беріңізші", "кунтизбе жибериниз",
    "распечатать календарь", "можно распечатать", "басып шығарып алсам бола ма", "хочу повесить на холодильник",
    "принтерден шығарайын", "распечатайте ответ",
    "бұл жауаппен бөлісуге бола ма", "как переслать это мужу", "поделиться этим ответом",
]  # fmt: skip
NOT_ASKED = [
    "қызылша қалай жұғады", "екпе қашан салынады", "календарь прививок", "ұлттық екпе күнтізбесі қандай",
    "ыдыс бөлісуге бола ма", "корь передается через посуду", "можно делиться игрушками",
    "дереккөздің сілтемесін беріңіз", "дайте ссылку на закон", "справку где распечатать",
    "паспорт прививок распечатать", "балам 2 жаста", "можно отправить в садик", "балабақшаға жіберуге бола ма",
    "емханаға жібереді ме", "дайте номер поликлиники", "балаға не беруге болады", "қашан беру керек витамин",
    "осы ауру қалай таралады", "как это передаётся",
]  # fmt: skip


def words(text: str) -> tuple[str, ...]:
    return tuple(default_analyzer().analyse(text).words)


@pytest.mark.parametrize("text", ASKED)
def test_who_asks_for_a_page_is_heard(text: str) -> None:
    assert asked_in(words(text))


@pytest.mark.parametrize("text", NOT_ASKED)
def test_other_questions_ask_for_none(text: str) -> None:
    assert not asked_in(words(text))


def test_the_calendar_of_the_child_of_the_talk_is_given_and_the_talk_goes_on() -> None:
    talk = Talk()
    talk.hears(parsed("балам 8 айлық", "inform"))
    before = talk.conversation
    assert talk.hears(parsed("күнтізбесін жіберші", "nlu_fallback")) == ["share"]
    assert talk.outcome.plan.said[0].share == ("c,8,,,,",)
    assert talk.conversation.last == before.last
    assert talk.hears(parsed("сілтемесін бер", "nlu_fallback")) == ["share"]  # as often as it is asked for
    assert "schedule_before_first_extra" in talk.hears(parsed("қайталаңызшы", "nlu_fallback", ("talk", "repeat")))


def test_the_calendar_is_given_behind_another_answer_too() -> None:
    talk = Talk()
    talk.hears(parsed("балам 8 айлық", "inform"))
    talk.hears(parsed("қызылша деген не", "ask_disease"))
    talk.hears(parsed("балама екпе күнтізбесін жіберіңізші", "ask_schedule"))
    assert talk.outcome.plan.said[0].share == ("c,8,,,,",)
    talk.hears(parsed("сілтемесін беріңіз", "nlu_fallback"))
    assert talk.outcome.plan.said[0].share == ("aask_disease",)


def test_where_nothing_was_said_yet_the_age_is_asked_for() -> None:
    assert Talk().hears(parsed("распечатать календарь", "ask_schedule")) == ["share_nothing"]


def test_facts_that_come_with_the_wish_are_answered() -> None:
    talk = Talk()
    assert talk.hears(parsed("балам 8 айлық, күнтізбе жіберіңізші", "ask_schedule")) == ["schedule_before_first_extra"]
    assert talk.outcome.plan.said[0].share == ("c,8,,,,",)


def test_a_danger_sign_comes_before_any_link() -> None:
    talk = Talk()
    talk.hears(parsed("балам 8 айлық", "inform"))
    assert talk.hears(parsed("балам тырысып жатыр, сілтемесін бер", "report_emergency"))[0] == "report_emergency"
    assert talk.hears(parsed("сілтеме жібер", "nlu_fallback"))[0].startswith("report_emergency")


def test_two_children_are_on_one_page() -> None:
    said = [
        Said("utter_schedule_first_due", share=("c,12,0,,,",)),
        Said("utter_schedule_complete", share=("c,80,2,,,",)),
    ]
    assert keys_of(said) == ("c,12,0,,,", "c,80,2,,,")
    assert carrier([*said, Said("utter_ask_consultation_form_age")]) == 1
    assert len(keys_of([Said("utter_schedule_complete", share=(f"c,{80 + one},2,,,",)) for one in range(9)])) == MOST


def test_beside_an_emergency_nothing_worked_out_is_passed_on() -> None:
    said = [Said("utter_report_emergency"), Said("utter_exposure_late", share=("m20261120,20261120",))]
    assert keys_of(said) == ("areport_emergency",)


@pytest.mark.parametrize(("name", "passed"), [
    ("ask_myth/fasting", True), ("ask_symptoms", True), ("report_emergency", True), ("ask_schedule", True),
    ("greet", False), ("not_understood", False), ("distress_now", False), ("ask_consultation_form_age", False),
    ("triage_watch", False), ("exposure_late", False), ("forget_me", False), ("nothing_of_this_name", False),
])  # fmt: skip
def test_advice_is_passed_on_as_it_stands(name: str, passed: bool) -> None:
    assert is_shareable(f"utter_{name}") is passed


def test_no_answer_to_a_person_in_distress_is_passed_on_and_every_name_can_stand_in_a_key() -> None:
    names = {one.response for one in all_variations()}
    shared = [name for name in names if is_shareable(name)]
    assert len(shared) > 500
    for name in shared:
        assert not name.startswith("utter_distress")
        assert parse(f"a{name.removeprefix('utter_')}") is not None, name


def test_without_an_address_the_parent_is_told_so() -> None:
    said = (Said("utter_share", share=("c,8,,,,",)), Said("utter_affirm"))
    assert [one.response for one in without_address(said)] == ["utter_share_off", "utter_affirm"]


def test_what_can_be_passed_on_is_kept_with_what_was_said() -> None:
    talk = Talk()
    talk.hears(parsed("балам 8 айлық", "inform"))
    kept = from_json(to_json(talk.conversation))
    assert kept.last.said[0].share == ("c,8,,,,",)


#: Words of the rule, in any form; whoever has none of them asks for no page.
NAMED = re.compile(
    "с[іыи]лтеме|с+ылк|календар|к[үу]нт[іи]збе|печат|басып|принтер|холодильник|бөліс|подел|пере[скш]", re.IGNORECASE
)


def test_no_example_of_another_question_asks_for_a_page(root: Path) -> None:
    names = ("nlu", "questions", "followups")
    paths = [path for name in names for path in sorted((root / "data").glob(f"*/{name}.yml"))]
    lines = [line for path in paths for line in path.read_text(encoding="utf-8").splitlines() if NAMED.search(line)]
    examples = [re.sub(r"\[([^]]+)]\([^)]*\)", r"\1", line.strip(" -\"'")) for line in lines]
    assert len(examples) > 200
    assert [one for one in examples if len(words(one)) <= 12 and asked_in(words(one))] == []
