"""After a dose: what elsewhere is asked of the ill or the unvaccinated is answered for a fresh dose."""

from __future__ import annotations

from typing import Any

import pytest

from tests.dialogue.hearing import Talk, parsed

DOSE = ("кеше екпе салдырдық", "ask_side_effects")
ILL = ("қызым 3 жаста, қызылшамен ауырып жатыр", "report_symptoms")


def asked(text: str, intent: str, question: str = "", followup: tuple[str, str] | None = None) -> dict[str, Any]:
    message = parsed(text, intent, followup)
    message["questions"] = [{"name": question, "confidence": 0.2}] if question else []
    return message


@pytest.mark.parametrize(
    "text",
    ["кеше екпе салдырдық", "балама екпе салынды", "привили утром", "вчера сделали прививку", "екпе алдық бүгін"],
)
def test_a_dose_that_is_told_opens_the_talk_about_it(text: str) -> None:
    talk = Talk()
    assert talk.hears(parsed(text, "ask_side_effects")) == ["ask_aftercare"]
    assert talk.conversation.last.context == "after_dose"


@pytest.mark.parametrize(
    "text", ["екпе салдырған жоқпыз", "екпе салдырсақ бола ма", "когда привили?", "ертең екпе саламыз"]
)
def test_what_tells_of_no_dose_had_does_not(text: str) -> None:
    assert Talk().hears(parsed(text, "ask_schedule")) != ["ask_aftercare"]


@pytest.mark.parametrize(
    ("message", "answer"),
    [
        (asked("ал дүкенге апарсақ ше", "ask_unvaccinated_rules"), "ask_aftercare/out_today"),
        (asked("базарға барсақ бола ма", "ask_unvaccinated_rules"), "ask_aftercare/out_today"),
        (asked("в магазин можно?", "nlu_fallback"), "ask_aftercare/out_today"),
        (asked("вечером день рождения, можно идти?", "nlu_fallback"), "ask_aftercare/out_today"),
        (asked("а с ним в люди", "ask_prevention", "ask_prevention/crowds"), "ask_aftercare/out_today"),
        (asked("қонаққа ше", "ask_isolation", "", ("illness", "out_and_guests")), "ask_aftercare/out_today"),
        (asked("а купаться", "ask_treatment", "ask_treatment/bathing_ill"), "ask_aftercare/bath"),
        (asked("бауырына жұға ма", "ask_isolation", "", ("illness", "siblings")), "ask_side_effects/catching"),
    ],
)
def test_it_is_answered_for_a_fresh_dose(message: dict[str, Any], answer: str) -> None:
    talk = Talk()
    talk.all(DOSE)
    assert talk.hears(message) == [answer]
    assert talk.conversation.last.context == "after_dose"


def test_of_an_ill_child_it_stays_what_it_was() -> None:
    talk = Talk()
    talk.all(ILL)
    assert (
        talk.hears(asked("қонаққа ше", "ask_isolation", "", ("illness", "out_and_guests")))[0]
        != "ask_aftercare/out_today"
    )


@pytest.mark.parametrize("text", ["йодом помазать?", "йод жағайын ба"])
def test_a_short_question_of_the_context_is_understood_from_less(text: str) -> None:
    talk = Talk()
    talk.all(DOSE)
    message = asked(text, "nlu_fallback", "ask_aftercare/site_treatment")
    assert talk.hears(message) == ["ask_aftercare/site_treatment"]
    assert Talk().hears(message) == ["not_understood"]
