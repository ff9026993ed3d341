"""Who has a group in her care: answers for the group, her own advice, and no consultation of a child."""

from __future__ import annotations

import pytest

from kazakh.analysis import default_analyzer
from rasa_project.understanding.group_words import leads_group
from tests.dialogue.hearing import Talk, parsed, people

CASE: tuple[str, str] = ("мен мұғаліммін, сыныбымда бір оқушы қызылша болып қалды", "ask_exposure")


@pytest.mark.parametrize(
    "text",
    [
        "мен ұстазбын, 3 сыныптамын",
        "я заведующая детсадом",
        "мен бөбекжай меңгерушісімін",
        "я вожатая, в отряде девочка с корью",
        "работаю проводником, в вагоне ребёнок болел",
        "мектепте күтуші болып істеймін",
        "веду секцию, 14 ребят",
        "у меня в классе заболел мальчик",
        "11 оқушы бірге болды",
    ],
)
def test_who_has_a_group(text: str) -> None:
    assert leads_group(default_analyzer().analyse(text).words)


@pytest.mark.parametrize(
    "text",
    [
        "у воспитателя спросила, сказала приходить",
        "в нашей группе корь, заведующая написала",
        "балабақшамызда қызылша шықты, меңгеруші айтты",
        "мұғалім айтты, балам бармасын дейді",
        "сынып жетекшісі жазды, қызылша шығыпты",
        "в классе у сына 26 детей",
        "в нашем классе 26 детей",
        "балам 11 жаста",
        "я позвонила медсестре",
    ],
)
def test_a_parent_has_none(text: str) -> None:
    assert not leads_group(default_analyzer().analyse(text).words)


@pytest.mark.parametrize(
    ("text", "intent", "response"),
    [
        CASE + ("ask_exposure/group_first",),
        ("я тренер, у мальчика в секции корь", "ask_outbreak", "ask_exposure/group_first"),
        ("жүргізушімін, автобуста бір баланың қызуы көтеріліп бөртіп кетті", "report_symptoms",
         "ask_first_steps/group_ill_now"),
        ("я комендант, у студента температура и сыпь", "report_symptoms", "ask_first_steps/group_ill_now"),
    ],
)  # fmt: skip
def test_what_is_told_first(text: str, intent: str, response: str) -> None:
    talk = Talk()
    assert talk.hears(parsed(text, intent)) == [response]
    assert talk.conversation.question is None
    assert not [one for one in talk.conversation.people if one.kind == "child"]


@pytest.mark.parametrize(
    ("followup", "response"),
    [
        ("the_others", "ask_exposure/group_rest"),
        ("how_many_days", "ask_isolation/group_days"),
        ("disinfect", "ask_isolation/group_clean"),
        ("inform_whom", "ask_first_steps/group_inform"),
        ("sibling_other_group", "ask_isolation/group_sibling"),
    ],
)
def test_what_is_asked_next_is_of_the_group(followup: str, response: str) -> None:
    talk = Talk()
    talk.all(CASE)
    assert talk.hears(parsed("ал сонда ше", "ask_missed_dose", ("group_care", followup))) == [response]


def test_she_herself_is_a_grown_up_who_met_the_patient() -> None:
    talk = Talk()
    said = talk.all(CASE, ("өзім 27 жастамын, бір рет алғанмын", "inform"))[-1]
    assert said[-1].startswith("ask_consultation_form_")
    assert ("writer", 324, 1, "yes") in people(talk.conversation, "kind", "age_months", "doses", "contact")
    assert talk.conversation.episode is not None
    assert talk.conversation.episode.kind == "contact"


def test_a_question_of_the_group_leaves_hers_open() -> None:
    talk = Talk()
    talk.all(CASE, ("өзім 27 жастамын, бір рет алғанмын", "inform"))
    said = talk.hears(parsed("қалған балалар ше", "ask_exposure", ("group_care", "the_others")))
    assert said[0] == "ask_exposure/group_rest"
    assert talk.conversation.question is not None


def test_her_own_child_is_none_of_the_group() -> None:
    """«Мен мұғаліммін, балам қызылшамен ауырып қалды»: her child's matter."""
    talk = Talk()
    said = talk.hears(parsed("мен мұғаліммін, балам 4 жаста қызуы 39 бөртпе шықты", "report_symptoms"))
    assert not any("group" in one for one in said)
    assert people(talk.conversation, "kind", "age_months")[0] == ("child", 48)
