"""A baby or a pregnant woman of the house, named beside who is ill: her or his own answer after a contact."""

from __future__ import annotations

import pytest

from tests.dialogue.hearing import Talk, parsed, people

MEASLES = ("ұлым 5 жаста, қызылшамен ауырып жатыр", "ask_isolation")
FEVER = ("у дочки 4 года температура 39 и сыпь", "report_symptoms")


@pytest.mark.parametrize(
    ("text", "intent", "answer"),
    [
        ("тағы үйде 4 айлық бар, емізем", "ask_pregnancy", "exposure_baby_today"),
        ("и ещё дома малая, 9 месяцев", "inform", "exposure_infant_today"),
        ("а для двухмесячной это опасно?", "ask_complications", "exposure_baby_today"),
        ("үйде жүкті келінім бар", "ask_pregnancy", "exposure_pregnant_today"),
        ("и я беременна, 12 недель", "ask_pregnancy", "exposure_pregnant_today"),
    ],
)
def test_each_has_the_own_answer_whatever_the_intent(text: str, intent: str, answer: str) -> None:
    talk = Talk()
    talk.all(MEASLES)
    assert talk.hears(parsed(text, intent)) == [answer]


def test_patient_and_baby_in_one_message() -> None:
    talk = Talk()
    said = talk.hears(parsed("у сына корь подтвердили, ему 6 лет, дома ещё грудничок, месяц", "ask_exposure"))
    assert said[0] == "exposure_baby_today"
    assert people(talk.conversation, "age_months", "confirmed") == [(72, True), (1, None)]


def test_the_answer_comes_once() -> None:
    talk = Talk()
    talk.all(MEASLES, ("тағы үйде 4 айлық бар", "inform"))
    assert talk.hears(parsed("4 айлыққа не беруге болады", "ask_treatment")) != ["exposure_baby_today"]


def test_while_the_illness_is_only_supposed_that_is_said_first() -> None:
    talk = Talk()
    talk.all(FEVER)
    said = talk.hears(parsed("она не может заразить братика? ему 5 мес", "nlu_fallback"))
    assert said[:2] == ["report_emergency/if_measles", "exposure_baby_today"]
    assert said[-1].startswith(("ask_consultation_form_", "triage_"))  # the patient goes on


def test_of_catching_no_sign_is_supposed() -> None:
    message = {**parsed("она не может заразить братика? ему 5 мес", "nlu_fallback"), "danger": _MODEL}
    talk = Talk()
    talk.all(("дочка переболела корью, выписали неделю назад", "ask_complications"))
    assert talk.hears(message) == ["exposure_at_risk_late"]


@pytest.mark.parametrize("text", ["она братика не заразит? ему 5 мес", "інісіне жұқпай ма, ол 5 айлық"])
def test_who_had_measles_long_ago_is_no_patient(text: str) -> None:
    talk = Talk()
    talk.all(("дочка переболела корью три года назад, надо ли прививку", "ask_recurrence"))
    assert talk.hears(parsed(text, "nlu_fallback")) == ["ask_isolation"]
    assert all(one.contact is None for one in talk.conversation.people)


def test_a_child_that_is_born_ends_the_pregnancy() -> None:
    talk = Talk()
    talk.all(("мен жүктімін 38 апта, ұлым қызылшамен ауырып жатыр", "ask_pregnancy"))
    said = talk.hears(parsed("туып қойдым, бебек 10 күндік", "nlu_fallback"))
    assert "exposure_baby_today" in said
    assert "exposure_pregnant_today" not in said


def test_who_was_not_taken_along_on_a_visit_met_nobody() -> None:
    talk = Talk()
    talk.all(("у племянника корь, были у них в гостях вчера, сыну 3 года", "ask_exposure"))
    assert talk.hears(parsed("еще дома грудной 2 месяца, он не ездил", "ask_infant"))[0] == "ask_exposure/others_home"


_MODEL = {"level": "maybe", "now": 0.2, "maybe": 0.6, "sign": "drinking"}
