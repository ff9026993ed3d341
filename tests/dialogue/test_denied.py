"""What a message denies is put right before any rule: no contact, no pregnancy."""

from __future__ import annotations

import pytest

from tests.dialogue.hearing import Talk, parsed, people

ASK = "ask_consultation_form_"
MET = "балам кеше қызылшамен ауырған баламен бірге болды"


@pytest.mark.parametrize(
    "text", ["контакт болған жоқ!!!", "ешкіммен кездескен жоқ", "не было контакта", "қандай контакт"]
)
def test_a_denied_contact_ends_its_consultation(text: str) -> None:
    talk = Talk()
    talk.all((MET, "ask_exposure"))
    assert talk.hears(parsed(text, "ask_exposure")) == ["ask_exposure/none"]
    assert talk.conversation.episode is None
    assert talk.conversation.question is None
    assert people(talk.conversation, "contact", "contact_on") == [("no", None)]


def test_nobody_ill_denies_no_contact_that_was_told() -> None:
    talk = Talk()
    talk.all((MET, "ask_exposure"))
    talk.hears(parsed("никто не болеет ничем", "inform"))
    assert talk.conversation.episode is not None
    assert people(talk.conversation, "contact") == [("yes",)]


def test_with_the_denial_the_vaccine_is_asked_for_all_who_were_told() -> None:
    talk = Talk()
    asked = "менде 3 бала бар үлкені 7де ортаншысы 4те кішісі 8 айлық, қызылшадан қайсысына екпе керек"
    assert len(talk.hears(parsed(asked, "ask_exposure"))) == 3
    assert talk.conversation.episode is None


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("қызылшадан екпе керек пе, балам 8 айлық", False),
        ("садикте қызылша шықты, балам 8 айлық, екпе керек пе", True),
        ("көршінің баласы ауырып жатыр, балам 8 айлық, екпе керек пе", True),
        ("балам 8 айлық, в классе корь, екпе керек пе", True),
    ],
)
def test_a_contact_is_not_guessed_from_the_vaccine(text: str, begins: bool) -> None:
    talk = Talk()
    talk.hears(parsed(text, "ask_exposure"))
    assert (talk.conversation.episode is not None) is begins


def test_who_is_not_pregnant_gets_no_answer_for_pregnant_women() -> None:
    talk = Talk()
    assert "ask_pregnancy" not in talk.hears(parsed("әйелім 28 жаста, жүкті емес, оған екпе керек пе", "ask_pregnancy"))


@pytest.mark.parametrize("text", ["я сама не была рядом, муж был", "мен болған жоқпын, күйеуім болды"])
def test_the_writer_denies_a_contact_for_herself_alone(text: str) -> None:
    talk = Talk()
    talk.hears(parsed("сын контактировал с больным корью вчера, 5 лет, одна прививка", "ask_exposure"))
    assert talk.hears(parsed(text, "ask_exposure", ("contact", "short_contact")))[0].startswith("exposure_")
    assert people(talk.conversation, "kind", "contact") == [("child", "yes"), ("writer", "no"), ("grown_up", "yes")]


def test_who_is_not_meant_is_asked_no_more() -> None:
    talk = Talk()
    talk.hears(parsed("кеше қызылша баламен болды, ұлым 3те, қызым 7де", "ask_exposure"))
    assert talk.hears(parsed("жоқ, ұлым емес, қызым болды, бір рет алған", "deny")) == ["exposure_one_dose"]
    assert talk.conversation.question is None


def test_a_person_to_be_forgotten_is_no_data_to_be_deleted() -> None:
    talk = Talk()
    talk.hears(parsed("вчера были у племянника, у него корь, сыну 4 года без прививок", "ask_exposure"))
    said = talk.hears(parsed("нет, забудьте племянника, я про сына", "forget_me"))
    assert [one for one in said if one != "help/unchanged"] == ["exposure_vaccine_now"]
