"""Who is pregnant and has an ill child at home: each has an own answer, and the ill one goes for no dose."""

from __future__ import annotations

import pytest

from tests.dialogue.hearing import Talk, parsed


@pytest.mark.parametrize(
    "told",
    [
        ["аяғым ауыр, үйде ауырған балам бар"],
        ["аяғым ауыр", "үйде ауырған балам бар"],
        ["я беременна, дома больной ребёнок"],
        ["я беременна", "дома больной ребёнок"],
    ],
)
def test_each_has_an_own_answer(told: list[str]) -> None:
    talk = Talk()
    said = [talk.hears(parsed(one, "ask_pregnancy")) for one in told][-1]
    assert said[0] == "ill_beside"
    assert "exposure_pregnant_today" in said
    assert "exposure_vaccine_now" not in said


@pytest.mark.parametrize("text", ["в садике больной ребёнок", "балабақшада ауырған бала бар"])
def test_a_child_of_elsewhere_is_no_patient_of_the_house(text: str) -> None:
    talk = Talk()
    talk.all(("я беременна", "ask_pregnancy"))
    assert "ill_beside" not in talk.hears(parsed(text, "ask_exposure"))


@pytest.mark.parametrize(
    ("first", "text"),
    [("я беременна, дома больной корью", "12 недель")],
)
def test_weeks_are_of_the_pregnancy_and_no_day_of_the_contact(first: str, text: str) -> None:
    talk = Talk()
    talk.hears(parsed(first, "ask_exposure"))
    before = talk.conversation
    assert talk.hears(parsed(text, "nlu_fallback"))[0] == "ask_pregnancy/weeks_told"
    days = [(one.contact_on, one.contact_days, one.patient_ill) for one in talk.conversation.people]
    assert days == [(one.contact_on, one.contact_days, one.patient_ill) for one in before.people]


def test_weeks_ago_are_the_day_of_the_contact() -> None:
    talk = Talk()
    talk.hears(parsed("я беременна, была рядом с больным корью", "ask_exposure"))
    assert "ask_pregnancy/weeks_told" not in talk.hears(parsed("5 недель назад", "inform"))
