"""Things named beyond doubt: medicines, ear drops."""

from __future__ import annotations

import pytest

from tests.dialogue.hearing import Talk, parsed

ILL = (("сын 3 года, температура 39, сыпь", "report_symptoms"), ("нет", "deny"))
MEDICINE = ("illness", "fever_medicine")


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("а сколько аспирина", "ask_treatment/aspirin"),
        ("парацетамол не помогает, дать полтаблетки аспирина?", "ask_treatment/aspirin"),
        ("анауран есть дома", "ask_complications/ear_pain"),
        ("құлағына тамызсам бола ма", "ask_complications/ear_pain"),
        ("врач сумамед выписал, давать?", "ask_treatment/antibiotics"),
        ("нурофен берсем бола ма", "ask_treatment/fever_medicine"),
        ("нурофен и парацетамол вместе можно?", "ask_treatment/both_fever_drugs"),
    ],
)
def test_the_name_decides(text: str, question: str) -> None:
    talk = Talk()
    talk.all(*ILL)
    assert talk.hears(parsed(text, "ask_treatment", MEDICINE)) == [question]
    assert talk.conversation.last.context == "illness"


def test_behind_a_dose_a_medicine_is_of_the_dose() -> None:
    talk = Talk()
    talk.all(("кеше екпе салдырдық", "ask_side_effects"))
    assert talk.hears(parsed("нурофен бере берейін бе", "ask_treatment", MEDICINE)) == [
        "ask_side_effects/fever_relief_after"
    ]


@pytest.mark.parametrize(
    "text", ["после антибиотиков прививку можно?", "дала нурофен час назад, сейчас он спит спокойно"]
)
def test_what_is_no_question_on_it_is_not(text: str) -> None:
    heard = Talk().hears(parsed(text, "ask_contraindications"))
    assert not any(name.startswith("ask_treatment/") for name in heard)


def test_beside_a_question_of_the_bot_it_is_answered_first() -> None:
    talk = Talk()
    talk.all(("дочке 3 года, температура 38", "report_symptoms"), ("нет", "deny"))
    first, *_, last = talk.hears(parsed("амоксициллин дать можно?", "ask_contraindications"))
    assert first == "ask_treatment/antibiotics"
    assert last.startswith("ask_consultation_form_rash")


def test_the_night_beside_a_question_is_answered() -> None:
    talk = Talk()
    talk.all(("дочке 3 года, температура 38", "report_symptoms"), ("нет", "deny"))
    assert "ask_first_steps/closed_now" in talk.hears(parsed("қазір түнгі екі, не істейін", "nlu_fallback"))
