"""A grown-up who asks for herself: her own answers, in the second person, and none on a child."""

from __future__ import annotations

import pytest

from tests.dialogue.hearing import Talk, parsed, people

OWN: tuple[str, str] = ("маған 38 жас, екпе керек пе өзіме", "ask_adult")


@pytest.mark.parametrize(
    ("turns", "response"),
    [
        ([("мне 51, хочу прививку себе, не ребенку", "ask_adult")], "ask_adult/own"),
        ([("маған 33 жас", "inform")], "ask_adult/own"),
        ([("мен өзім туралы сұрап отырмын, балаға емес", "request_human")], "ask_adult/own"),
        # another grown-up in the third person, a parent's parent with an answer of their own
        ([("жена 36 лет, ей нужна прививка?", "ask_adult")], "ask_adult/grown_up"),
        ([("енем 63 жаста, оған екпе керек пе", "ask_adult")], "ask_adult/elderly"),
        # what she tells of herself
        ([OWN, ("мектепте бір рет алғанмын", "inform")], "ask_adult/one_dose_childhood"),
        ([OWN, ("екі рет алғанмын", "inform")], "ask_adult/own_two_doses"),
        ([OWN, ("бала кезімде қызылшамен ауырғанмын", "inform")], "ask_adult/had_measles"),
        ([OWN, ("салған ба жоқ па, екпе есімде жоқ, білмеймін", "inform")], "ask_vaccination_status/adult_record"),
        # a talk of a child, then of herself
        ([("сыну 5 лет, ни одной прививки", "ask_schedule"), ("а вопрос про меня, мне 31", "nlu_fallback")],
         "ask_adult/own"),
        ([("қызым 3 жаста, екпе қашан", "ask_schedule"), ("ал маған ше", "inform")], "ask_adult/own"),
    ],
)  # fmt: skip
def test_her_own_answer(turns: list[tuple[str, str]], response: str) -> None:
    assert Talk().all(*turns)[-1] == [response]


@pytest.mark.parametrize(
    ("followup", "intent", "response"),
    [
        ("where", "find_clinic", "ask_adult/own_where"),
        ("free", "ask_availability", "ask_adult/free_adult"),
        ("no_record", "ask_vaccination_status", "ask_vaccination_status/adult_record"),
        ("how_many", "ask_schedule", "ask_adult/own_how_many"),
        ("late", "ask_missed_dose", "ask_adult/own"),
        ("had_no_paper", "ask_recurrence", "ask_adult/had_measles"),
    ],
)
def test_what_is_asked_next_is_of_her(followup: str, intent: str, response: str) -> None:
    talk = Talk()
    talk.all(("мне 47, прививка нужна?", "ask_adult"))
    assert talk.hears(parsed("ал сонда ше", intent, ("plan", followup)))[-1] == response


@pytest.mark.parametrize(
    ("followup", "response"), [("free", "ask_availability/free"), ("late", "ask_missed_dose/late")]
)
def test_a_child_keeps_the_answers_of_a_child(followup: str, response: str) -> None:
    talk = Talk()
    talk.all(("қызым 7 жаста, бір рет алған", "ask_schedule"))
    assert talk.hears(parsed("ал сонда ше", "inform", ("plan", followup))) == [response]


def test_who_is_ill_goes_before_who_asks() -> None:
    """«Маған екпе керек пе» beside an ill child does not make the talk one about the writer."""
    talk = Talk()
    talk.hears(parsed("балам 3 жаста, қызуы 39 бөртпе шықты, маған екпе керек пе", "report_symptoms"))
    assert talk.conversation.episode is not None
    assert ("child", 36, "yes") in people(talk.conversation, "kind", "age_months", "fever")
    assert talk.conversation.about == next(one.id for one in talk.conversation.people if one.kind == "child")


@pytest.mark.parametrize("intent", ["request_human", "nlu_fallback", "out_of_scope"])
def test_a_question_about_herself_is_no_wish_for_a_person(intent: str) -> None:
    said = Talk().hears(parsed("сын 5 лет у него все есть. вопрос про меня, мне 31", intent))
    assert said == ["ask_adult/own"]
